"""Handing documents in and watching them being read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import page, within
from jiheng_web.accounts.models import Organization
from jiheng_web.audit.acts import Actor
from jiheng_web.errors import InvalidInput, NotFound
from jiheng_web.failures import language
from jiheng_web.intake import commands, storage
from jiheng_web.intake.models import Document, JobState
from jiheng_web.intake.overview import overview
from jiheng_web.intake.uploads import dropped
from jiheng_web.projects.years import usual_year

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jiheng_web.access.requests import Asked

_A_PAGE = 50
_MOVING = {JobState.WAITING, JobState.RUNNING}


@page(Action.DOCUMENT_VIEW)
def documents(request: Asked) -> HttpResponse:
    """Show the documents that were handed in, and the form for more."""
    found = commands.listed().filter(within(request.principal, Action.DOCUMENT_VIEW))
    query, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    if query:
        found = found.filter(name__icontains=query)
    if state in JobState.values:
        found = found.filter(job__state=state)
    context = {
        "page": Paginator(found, _A_PAGE).get_page(request.GET.get("page")),
        "query": query,
        "state": state,
        "states": STATES,
        "places": places(request),
        "year": usual_year(),
    }
    return render(request, "intake/documents.html", context)


@page(Action.DOCUMENT_HAND_IN, "POST")
def hand_in(request: Asked) -> HttpResponse:
    """Take documents in, each by itself: one that is refused does not keep the others out."""
    organization = _chosen(request)
    year = request.POST.get("year", "")
    number = int(year) if year.isdecimal() and len(year) == len("2026") else 0
    new: list[Document] = []
    refused = 0
    for file in request.FILES.getlist("files"):
        try:
            handed = commands.hand_in(
                request.principal, _actor(request), organization, number, file.name or "", file
            )
        except UnreadableFile as error:
            refused += 1
            messages.error(request, error.text(language()))
        else:
            _tell(request, handed)
            new += [handed.document]
    for name in dropped(request):
        refused += 1
        messages.error(request, storage.too_large(storage.clean_name(name)).text(language()))
    if not new and not refused:
        why = Bilingual("请选择要上传的文件。", "Choose a file to hand in.")
        raise InvalidInput({"files": why})
    return (
        redirect("document", new[0].pk) if len(new) == 1 and not refused else redirect("documents")
    )


@page(Action.DOCUMENT_VIEW)
def document(request: Asked, key: int) -> HttpResponse:
    """Show a document: how far it is read, and what each of its rows seems to be."""
    found = commands.visible(request.principal, key)
    context = _context(request, found)
    if found.job.state == JobState.DONE:
        context |= overview(request.principal, found, request.GET.get("page"))
    return render(request, "intake/document.html", context)


@page(Action.DOCUMENT_VIEW)
def state(request: Asked, key: int) -> HttpResponse:
    """Show how far a document is read, as a part of its page; at the end the page is due anew."""
    found = commands.visible(request.principal, key)
    response = render(request, "intake/state.html", _context(request, found))
    if found.job.state not in _MOVING:
        response.headers["HX-Refresh"] = "true"
    return response


@page(Action.DOCUMENT_VIEW)
def file(request: Asked, key: int) -> HttpResponse:
    """Give the file as it was handed in, to be saved and not to be opened here."""
    found = commands.visible(request.principal, key)
    try:
        stream = storage.path_of(found.sha256).open("rb")
    except OSError:
        raise NotFound(kind=commands.DOCUMENT) from None
    kind = "application/octet-stream"
    response = FileResponse(stream, as_attachment=True, filename=found.name, content_type=kind)
    return cast("HttpResponse", response)


@page(Action.DOCUMENT_VIEW)
def picture(request: Asked, key: int, sha256: str, number: int) -> HttpResponse:
    """Give the picture of a page of a document, or of a document in an archive."""
    found = commands.visible(request.principal, key)
    if sha256 not in json.loads(found.job.source):
        raise NotFound(kind=commands.DOCUMENT)
    try:
        data = (storage.pages_of(sha256) / f"{number}.png").read_bytes()
    except OSError:
        raise NotFound(kind=commands.DOCUMENT) from None
    response = HttpResponse(data, content_type="image/png")
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


@page(Action.DOCUMENT_HAND_IN, "POST")
def cancel(request: Asked, key: int) -> HttpResponse:
    """Stop the reading of a document."""
    commands.cancel(request.principal, _actor(request), key)
    messages.success(request, _("The reading is being stopped."))
    return redirect("document", key)


@page(Action.DOCUMENT_HAND_IN, "POST")
def again(request: Asked, key: int) -> HttpResponse:
    """Begin the reading of a document anew."""
    commands.read_again(request.principal, _actor(request), key)
    return redirect("document", key)


def places(request: Asked) -> QuerySet[Organization]:
    """Return the organizations a person may hand documents in for."""
    here = within(request.principal, Action.DOCUMENT_HAND_IN, "path")
    return Organization.objects.filter(here, is_active=True)


def _chosen(request: Asked) -> Organization:
    said = request.POST.get("organization", "")
    found = places(request).filter(pk=int(said)).first() if said.isdecimal() else None
    if found is None:
        raise NotFound(kind=Bilingual("机构", "organization"))
    return found


def _context(request: Asked, found: Document) -> dict[str, object]:
    path = found.organization.path
    return {
        "document": found,
        "job": found.job,
        "moving": found.job.state in _MOVING,
        "failed": json.loads(found.job.message),
        "states": STATES,
        "may_hand_in": permits(request.principal, Action.DOCUMENT_HAND_IN, path),
        "may_accept": permits(request.principal, Action.DOCUMENT_ACCEPT, path),
    }


def _tell(request: Asked, handed: commands.Handed) -> None:
    name = handed.document.name
    if handed.is_new:
        messages.success(request, _("%(name)s was handed in.") % {"name": name})
    else:
        words = _("The same file was handed in before: %(name)s. It was not stored again.")
        messages.warning(request, words % {"name": name})


def _actor(request: Asked) -> Actor:
    return Actor.of(request.principal, request.META.get("REMOTE_ADDR", ""))


STATES = {
    JobState.WAITING: Bilingual("排队中", "waiting"),
    JobState.RUNNING: Bilingual("读取中", "being read"),
    JobState.DONE: Bilingual("已读取", "read"),
    JobState.FAILED: Bilingual("未能读取", "not readable"),
    JobState.CANCELLED: Bilingual("已取消", "cancelled"),
}
