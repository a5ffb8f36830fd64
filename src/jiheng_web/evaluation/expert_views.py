"""Pages of experts: their own sheets, in the browser or as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.evaluation import Rating
from jiheng_evidence.ratings import rating_workbook
from jiheng_web.access.policy import Action
from jiheng_web.access.requests import page
from jiheng_web.audit.acts import act
from jiheng_web.evaluation import expert_commands as commands
from jiheng_web.evaluation import forms
from jiheng_web.evaluation.content import Given, Ratings, framework_of, loaded
from jiheng_web.evaluation.models import ExpertSheet, Kind, SheetState
from jiheng_web.evaluation.outcome import result_of
from jiheng_web.evaluation.reach import own_sheet, path_of
from jiheng_web.refilling import refilled
from jiheng_web.results.views import actor_of, as_file, back, revision_of, upload_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(Action.EVALUATE)
def sheets(request: Asked) -> HttpResponse:
    """Show a person's own sheets: what is to be rated first."""
    me = request.principal
    found = ExpertSheet.objects.filter(expert=me.person, evaluation__project__in=me.invited)
    found = found.select_related("evaluation__project__organization")
    mine = sorted(found, key=lambda one: (one.state != SheetState.DRAFT, one.evaluation.due))
    context = {
        "sheets": [(one, SheetState(one.state).words) for one in mine],
        "today": timezone.localdate(),
        "SheetState": SheetState,
        "Kind": Kind,
    }
    return render(request, "evaluation/sheets.html", context)


@page(Action.EVALUATE)
def sheet(request: Asked, key: int) -> HttpResponse:
    """Show a person's own sheet; beside it the result, once the evaluation is closed."""
    found = own_sheet(request.principal, key)
    evaluation = found.evaluation
    framework = framework_of(evaluation)
    given = loaded(found.content, Ratings)
    result = None if evaluation.is_open else result_of(evaluation)
    lines = [
        (at, item, given.get(at, Given()), result.items[at] if result else None)
        for at, item in enumerate(framework.items)
    ]
    points = [one.points for one in given.values() if one.points is not None]
    context = {
        "found": found,
        "evaluation": evaluation,
        "framework": framework,
        "kind": Kind(evaluation.kind).words,
        "state": SheetState(found.state).words,
        "lines": lines,
        "rated": len(points),
        "asked": sum(item.formula is None for item in framework.items),
        "points": sum(points),
        "result": result,
        "may_write": evaluation.is_open and found.state == SheetState.DRAFT,
    }
    return render(request, "evaluation/sheet.html", context)


@page(Action.EVALUATE, "POST")
@refilled("rating")
def save(request: Asked, key: int) -> HttpResponse:
    """Save the draft; where it was asked for, submit it."""
    found = own_sheet(request.principal, key)
    ratings = forms.ratings_of(request.POST, framework_of(found.evaluation))
    who, revision = (request.principal, actor_of(request)), revision_of(request)
    if "submit" in request.POST:
        commands.submit(*who, key, ratings, revision=revision)
        return back(request, "rating", key, _("Submitted. Thank you."))
    commands.save(*who, key, ratings, revision=revision)
    return back(request, "rating", key, _("The draft is saved; nobody else sees it."))


@page(Action.EVALUATE)
def workbook(request: Asked, key: int) -> HttpResponse:
    """Give the sheet as a workbook for work without a network: one's own column only."""
    found = own_sheet(request.principal, key)
    framework, project = framework_of(found.evaluation), found.evaluation.project
    name, given = found.expert.name, loaded(found.content, Ratings)
    body = rating_workbook(
        framework,
        subject=project.name,
        experts=(name,),
        ratings=[
            Rating(
                expert=name,
                item=framework.items[at].path,
                points=one.points,
                comment=one.comment,
            )
            for at, one in given.items()
        ],
    )
    with act(actor_of(request), str(Action.EXPORT), found) as done:
        done.path = path_of(found.evaluation)
        done.facts["file"] = "xlsx"
    return as_file(body, _XLSX, f"{_('Rating sheet')}-{project.name}-{name}.xlsx")


@page(Action.EVALUATE, "POST")
@refilled("rating")
def hand_in(request: Asked, key: int) -> HttpResponse:
    """Take the points of a workbook into the draft."""
    own_sheet(request.principal, key)
    file = upload_of(request)
    count = commands.take_workbook(
        request.principal, actor_of(request), key, file.name or "", file.read()
    )
    said = _("%(count)s point(s) were taken over. Look through them, then submit.")
    return back(request, "rating", key, said % {"count": count})
