"""The review form: what the findings propose beside what a person decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import permits_project
from jiheng_web.access.requests import page
from jiheng_web.errors import InvalidInput, NotPermitted
from jiheng_web.flow import reviewing
from jiheng_web.flow.commands import open_blocks, visible
from jiheng_web.flow.models import Level
from jiheng_web.flow.points import BASIS, DIMENSIONS, Grade
from jiheng_web.flow.remarks import open_comments
from jiheng_web.flow.views import actor_of, back_to
from jiheng_web.projects.content import findings_of, table_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked
    from jiheng_web.projects.models import Project


def reviewing_as(level: Level) -> Callable[..., HttpResponse]:
    """Return the view in which people of a level review."""
    action = reviewing.ACTIONS[level]

    @page(action, "GET", "POST")
    def review(request: Asked, key: int) -> HttpResponse:
        """Show the form, or take it."""
        project = visible(request.principal, key)
        path = project.organization.path
        if not permits_project(request.principal, action, project.pk, path):
            raise NotPermitted(deed=action.words)
        faults: dict[str, Bilingual] = {}
        if request.method == "POST":
            try:
                _take(request, project, level)
            except InvalidInput as error:
                faults = error.faults
            else:
                return back_to(request, key, _("The review is on record."))
        context = _context(request, project, level) | {"faults": faults}
        return render(request, "flow/review.html", context, status=400 if faults else 200)

    return review


VIEWS = {level.value: reviewing_as(level) for level in Level}
"""Word in the address → the view."""


def _take(request: Asked, project: Project, level: Level) -> None:
    said = request.POST
    if said.get("grade") not in set(Grade):
        raise InvalidInput({"grade": Bilingual("请选择等级。", "Choose a grade.")})
    grade, points = Grade(said["grade"]), reviewing.points_from(said)
    who, opinion = (request.principal, actor_of(request)), said.get("opinion", "")
    if level is Level.EVALUATOR:
        reviewing.evaluate(*who, project.pk, grade, points, opinion)
    else:
        reviewing.review(*who, project.pk, level, grade, points, opinion=opinion)


def _context(request: Asked, project: Project, level: Level) -> dict[str, object]:
    version = project.newest
    proposal = reviewing.proposed(version)
    findings = findings_of(version.findings)
    filled = {
        f"points-{item.name}": request.POST.get(
            f"points-{item.name}", f"{proposal.points[item.name]:f}"
        )
        for dimension in DIMENSIONS
        for item in dimension.items
    }
    return {
        "project": project,
        "version": version,
        "row": table_of(version.content).rows[0],
        "level": level,
        "action": reviewing.ACTIONS[level],
        "dimensions": [
            (one, [found for found in findings if found["family"] in one.families])
            for one in DIMENSIONS
        ],
        "basis": BASIS,
        "proposal": proposal,
        "grades": list(Grade),
        "grade": request.POST.get("grade", str(proposal.grade)),
        "opinion": request.POST.get("opinion", ""),
        "filled": filled,
        "unmet": len(open_blocks(version)),
        "comments": open_comments(project),
        "reviews": list(version.reviews.select_related("reviewer")),
    }
