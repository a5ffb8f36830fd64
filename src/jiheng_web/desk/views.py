"""The desk, the table of projects, its views and workbook, and the overview."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.bilingual import Bilingual
from jiheng.writing.workbook import XLSX
from jiheng_web.access.policy import Action
from jiheng_web.access.requests import may_somewhere, page, within
from jiheng_web.audit.acts import Actor, act
from jiheng_web.desk import commands
from jiheng_web.desk.exports import workbook
from jiheng_web.desk.figures import figures, organizations
from jiheng_web.desk.listing import FINDINGS, PAGE, choice_of, chosen, sight
from jiheng_web.desk.waiting import invitations, sections, to_answer
from jiheng_web.errors import NotFound
from jiheng_web.evaluation.waiting import waiting
from jiheng_web.flow import batches
from jiheng_web.flow.deadlines import with_due
from jiheng_web.flow.models import SavedView
from jiheng_web.projects.models import Project
from jiheng_web.projects.states import State
from jiheng_web.results.waiting import ALL, SHOWN, on_the_desk

if TYPE_CHECKING:
    from jiheng_web.access.requests import Asked

_HOMES = (
    (Action.PROJECT_VIEW, "desk"),
    (Action.AUDIT_VIEW, "audit"),
    (Action.ORGANIZATION_VIEW, "organizations"),
)


@page(None)
def home(request: Asked) -> HttpResponse:
    """Lead a person to where their work is."""
    for action, name in _HOMES:
        if may_somewhere(request.principal, action):
            return redirect(name)
    return redirect("account")


@page(Action.PROJECT_VIEW)
def desk(request: Asked) -> HttpResponse:
    """Show what waits."""
    found = sections(request.principal)
    context = {
        "invitations": invitations(request.principal) if request.principal.invited else [],
        "sections": [(section, with_due(section.projects)) for section in found],
        "comments": to_answer(request.principal),
        "today": timezone.localdate(),
        "views": _views(request),
        "results": on_the_desk(request.principal, ALL if "all" in request.GET else SHOWN),
        "evaluations": waiting(request.principal),
    }
    return render(request, "desk/desk.html", context)


@page(Action.PROJECT_VIEW)
def projects(request: Asked) -> HttpResponse:
    """Show the table of projects."""
    choice = choice_of(request.GET.dict())
    found = chosen(request.principal, choice)
    here = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "choice": choice,
        "page": here,
        "lines": with_due(list(here.object_list)),
        "years": _years(request),
        "units": organizations(request.principal),
        "states": list(State),
        "findings": list(FINDINGS),
        "views": _views(request),
        "deeds": [one for one in batches.DEEDS if may_somewhere(request.principal, one)],
        "today": timezone.localdate(),
    }
    part = request.headers.get("HX-Target") == "projects-table"
    return render(request, "desk/table.html" if part else "desk/projects.html", context)


@page(Action.EXPORT)
def export(request: Asked) -> HttpResponse:
    """Hand out the projects that are chosen as a workbook; who took what stands on record."""
    choice = choice_of(request.GET.dict())
    found = chosen(request.principal, choice).filter(within(request.principal, Action.EXPORT))
    body, count = workbook(found)
    actor = Actor.of(request.principal, request.META.get("REMOTE_ADDR", ""))
    with act(actor, str(Action.EXPORT)) as done:
        done.facts |= {"query": choice.query(), "projects": count}
    response = HttpResponse(body, content_type=XLSX)
    name = f"{_('Projects')}-{timezone.localdate()}.xlsx"
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return response


@page(Action.PROJECT_VIEW, "POST")
def save_view(request: Asked) -> HttpResponse:
    """Keep a choice under a name."""
    choice = choice_of(request.POST.dict())
    actor = Actor.of(request.principal, request.META.get("REMOTE_ADDR", ""))
    made = commands.save_view(request.principal, actor, request.POST.get("name", ""), choice)
    messages.success(request, _("The view “%(name)s” is kept.") % {"name": made.name})
    return redirect(f"{reverse('projects')}?{made.query}")


@page(Action.PROJECT_VIEW, "POST")
def forget_view(request: Asked, key: int) -> HttpResponse:
    """Let go of a view."""
    actor = Actor.of(request.principal, request.META.get("REMOTE_ADDR", ""))
    commands.forget_view(request.principal, actor, key)
    messages.success(request, _("The view is gone."))
    return redirect("projects")


@page(Action.PROJECT_VIEW)
def overview(request: Asked) -> HttpResponse:
    """Show an organization at a glance: by default the highest in sight."""
    choice = choice_of(request.GET.dict())
    reach = organizations(request.principal)
    tops = [one for one in reach if choice.unit in {None, one.pk}]
    if not tops and (choice.unit is not None or not request.principal.invited):
        raise NotFound(kind=Bilingual("机构", "organization"))
    if not tops:
        return redirect("projects")
    whole, parts = figures(reach, tops[0], choice.year)
    context = {
        "choice": choice,
        "top": tops[0],
        "whole": whole,
        "parts": parts,
        "states": list(State),
        "none_yet": Decimal(0),
        "units": reach,
        "years": _years(request),
    }
    return render(request, "desk/overview.html", context)


def _years(request: Asked) -> list[int]:
    found = Project.objects.filter(sight(request.principal)).order_by("-fiscal_year")
    return list(found.values_list("fiscal_year", flat=True).distinct())


def _views(request: Asked) -> list[SavedView]:
    return list(SavedView.objects.filter(owner_id=request.principal.person))
