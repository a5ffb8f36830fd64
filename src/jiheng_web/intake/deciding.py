"""Pages on which a person decides what to make of the rows of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import page, within
from jiheng_web.accounts.models import Organization
from jiheng_web.audit.acts import Actor
from jiheng_web.errors import InvalidInput, NotFound
from jiheng_web.intake import accepting, commands
from jiheng_web.intake.models import Decision, JobState
from jiheng_web.intake.overview import DECISIONS, compared
from jiheng_web.intake.proposals import tables_of
from jiheng_web.intake.showing import LEGEND, leaves

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked
    from jiheng_web.intake.models import Document, Item


@page(Action.DOCUMENT_VIEW)
def row(request: Asked, key: int, item: int) -> HttpResponse:
    """Show a row beside its source, and beside the project it seems to be."""
    document, found = _found(request, key, item)
    tables = tables_of(document.job.result)
    source = tables[found.table].source
    context = {
        "document": document,
        "beside": compared(request.principal, document, tables, found),
        "leaves": leaves(tables[found.table], found.row, document.job.source),
        "sha256": source.sha256 if source else "",
        "legend": LEGEND,
        "decisions": DECISIONS,
        "owners": _owners(request, document),
        "before": document.items.filter(pk__lt=found.pk).order_by("-pk").first(),
        "after": document.items.filter(pk__gt=found.pk).order_by("pk").first(),
        "number": document.items.filter(pk__lte=found.pk).count(),
        "count": document.items.count(),
        "may_accept": permits(
            request.principal, Action.DOCUMENT_ACCEPT, document.organization.path
        ),
    }
    return render(request, "intake/row.html", context)


@page(Action.DOCUMENT_ACCEPT, "POST")
def decide(request: Asked, key: int, item: int) -> HttpResponse:
    """Do with a row what a person decided, and lead on to the next that is open."""
    document, found = _found(request, key, item)
    who = request.principal, _actor(request)
    decision = request.POST.get("decision", "")
    if decision == Decision.CREATED:
        project = accepting.create_from(*who, found.pk, _owner(request, document))
        messages.success(request, _("Project created: %(name)s") % {"name": project.name})
    elif decision == Decision.UPDATED:
        version = accepting.update_from(*who, found.pk, request.POST.get("base", ""))
        name = version.project.name
        messages.success(request, _("The row went into the project: %(name)s") % {"name": name})
    elif decision == Decision.SKIPPED:
        accepting.skip(*who, found.pk)
    else:
        raise InvalidInput({"decision": Bilingual("请选择处理方式。", "Choose what to do.")})
    still_open = document.items.filter(decision=Decision.OPEN)
    following = still_open.filter(pk__gt=found.pk).first() or still_open.first()
    return redirect("document-row", key, following.pk) if following else redirect("document", key)


@page(Action.DOCUMENT_ACCEPT, "POST")
def accept(request: Asked, key: int) -> HttpResponse:
    """Accept all rows that need no second look."""
    bases = {
        int(name.removeprefix("base-")): value
        for name, value in request.POST.items()
        if name.removeprefix("base-").isdecimal() and isinstance(value, str)
    }
    tally = accepting.accept_all(request.principal, _actor(request), key, bases)
    words = _(
        "%(created)s project(s) created, %(updated)s updated, %(unchanged)s unchanged."
        " %(left)s row(s) are left for you to decide."
    )
    facts = {name: getattr(tally, name) for name in ("created", "updated", "unchanged", "left")}
    messages.success(request, words % facts)
    return redirect("document", key)


@page(Action.DOCUMENT_ACCEPT, "POST")
def match(request: Asked, key: int) -> HttpResponse:
    """Look anew for the projects of the open rows."""
    changed = accepting.rematch(request.principal, _actor(request), key)
    words = _("Matched again: %(changed)s row(s) have another project now.")
    messages.success(request, words % {"changed": changed})
    return redirect("document", key)


def _found(request: Asked, key: int, item: int) -> tuple[Document, Item]:
    """Return a document in sight and a row of it.

    Raises:
        NotFound: There is none, or it is out of sight.
    """
    document = commands.visible(request.principal, key)
    items = document.items.select_related("organization", "match__organization", "version__project")
    found = items.filter(pk=item).first()
    if found is None or document.job.state != JobState.DONE:
        raise NotFound(kind=accepting.ROW)
    return document, found


def _owners(request: Asked, document: Document) -> QuerySet[Organization]:
    """Return the organizations a row may become a project of."""
    return Organization.objects.filter(
        within(request.principal, Action.PROJECT_CREATE, "path"),
        path__startswith=document.organization.path,
        is_active=True,
    )


def _owner(request: Asked, document: Document) -> Organization | None:
    said = request.POST.get("organization", "")
    if not said:
        return None
    found = _owners(request, document).filter(pk=int(said)).first() if said.isdecimal() else None
    if found is None:
        raise NotFound(kind=Bilingual("机构", "organization"))
    return found


def _actor(request: Asked) -> Actor:
    return Actor.of(request.principal, request.META.get("REMOTE_ADDR", ""))
