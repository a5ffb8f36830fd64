"""The file of a project: to read, to edit as a form or grid, to save."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jiheng_web.access.policy import Action
from jiheng_web.access.requests import page, require
from jiheng_web.audit.acts import Actor
from jiheng_web.editor import commands, files
from jiheng_web.editor.checking import body_of
from jiheng_web.editor.looking import look, said_faults, stored_findings
from jiheng_web.editor.sheet import malformed, posted, sent, to_sheet
from jiheng_web.editor.steps import pressed
from jiheng_web.errors import InvalidInput, StaleRevision, WrongState
from jiheng_web.failures import language
from jiheng_web.flow.commands import visible
from jiheng_web.flow.sight import sight
from jiheng_web.kept import kept
from jiheng_web.pages import address
from jiheng_web.projects.content import table_of
from jiheng_web.projects.states import EDITABLE

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jiheng.errors import JihengError
    from jiheng_web.access.requests import Asked
    from jiheng_web.editor.sheet import Sheet


@page(Action.PROJECT_VIEW)
def project(request: Asked, key: int) -> HttpResponse:
    """Show the file of a project."""
    # The stamp is taken before the project is loaded: what is written in between then only makes
    # the page anew, where a later stamp would keep what is old for true.
    seen = sight(request.principal, key)

    def make() -> HttpResponse:
        found = visible(request.principal, key)
        return render(request, "editor/file.html", files.read(request.principal, found))

    return kept(request, "file", seen.stamp, make)


@page(Action.PROJECT_EDIT)
def edit(request: Asked, key: int) -> HttpResponse:
    """Show the form in which the targets are written; scripts make a grid of it."""
    seen = sight(request.principal, key)
    require(request.principal, Action.PROJECT_EDIT, seen.path)
    if seen.state not in EDITABLE:
        raise WrongState(deed=Action.PROJECT_EDIT.words, state=seen.state.words)

    def make() -> HttpResponse:
        found = commands.opened(request.principal, key)
        return render(request, "editor/edit.html", files.written(request.principal, found))

    return kept(request, "edit", seen.stamp, make)


@page(Action.PROJECT_EDIT, "POST")
def save(request: Asked, key: int) -> HttpResponse:
    """Save what was typed: a plain form, or the grid as JSON."""
    if request.content_type == "application/json":
        return _save_grid(request, key)
    found = commands.opened(request.principal, key)
    if "revision" not in request.POST:
        raise malformed()
    sheet = posted(request.POST)
    revision = number_of(request.POST.get("revision"))
    button = request.POST.get("do", "save")
    if button != "save":
        return _again(request, key, pressed(sheet, button), revision)
    actor = Actor.of(request.principal, request.META.get("REMOTE_ADDR", ""))
    try:
        commands.save(request.principal, actor, key, sheet, revision=revision)
    except InvalidInput as error:
        return _again(request, key, sheet, revision, error)
    except StaleRevision:
        return redirect("project-conflict", key)
    except WrongState as error:
        messages.error(request, error.text(language()))
        return redirect("project", key)
    messages.success(request, _("Saved."))
    return redirect("project-edit", found.pk)


def number_of(text: object) -> int:
    """Return a revision as sent; one that no version has where it is none."""
    said = str(text)
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else 0  # noqa: PLR2004


def _again(
    request: Asked, key: int, sheet: Sheet, revision: int, error: InvalidInput | None = None
) -> HttpResponse:
    """Show the form with what was typed; nothing was saved."""
    found = commands.opened(request.principal, key)
    context = files.written(request.principal, found, sheet)
    context |= {
        "revision": revision,
        "unsaved": True,
        "faults": said_faults(error.faults if error else {}),
    }
    status = HTTPStatus.BAD_REQUEST if error else HTTPStatus.OK
    return render(request, "editor/edit.html", context, status=status)


def _save_grid(request: Asked, key: int) -> HttpResponse:
    data = body_of(request)
    sheet = sent(data)
    revision = number_of(data.get("revision")) if isinstance(data, dict) else 0
    actor = Actor.of(request.principal, request.META.get("REMOTE_ADDR", ""))
    try:
        version, taken = commands.save(request.principal, actor, key, sheet, revision=revision)
    except InvalidInput as error:
        return _refused(error, HTTPStatus.BAD_REQUEST, faults=said_faults(error.faults))
    except StaleRevision as error:
        theirs = to_sheet(table_of(visible(request.principal, key).newest.content))
        return _refused(
            error,
            HTTPStatus.CONFLICT,
            revision=error.theirs,
            mine=sheet.record(),
            theirs=theirs.record(),
            conflict=address("project-conflict", key),
        )
    except WrongState as error:
        return _refused(error, HTTPStatus.CONFLICT, conflict=address("project", key))
    seen = look(request, taken, sheet, stored_findings(version.findings))
    return JsonResponse({"revision": version.revision, "origins": taken.places, **seen})


def _refused(error: JihengError, status: HTTPStatus, **more: object) -> HttpResponse:
    return JsonResponse({"message": error.text(language()), **more}, status=status)
