"""Rectifications: the list with what is overdue, and one item to its close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import page, within
from jiheng_web.accounts.models import User
from jiheng_web.disclosure.forms import key_of
from jiheng_web.flow.commands import visible as visible_project
from jiheng_web.projects.models import Project
from jiheng_web.refilling import refilled
from jiheng_web.results import evidence_commands, forms
from jiheng_web.results import rectification_commands as commands
from jiheng_web.results.models import Rectification
from jiheng_web.results.models.rectification import RectificationSource, RectificationState
from jiheng_web.results.next_step import next_steps
from jiheng_web.results.reach import visible
from jiheng_web.results.views import actor_of, back, reached, upload_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked

_A_PAGE = 50
_PATH = "project__organization__path"


@page(Action.RESULT_VIEW)
def rectifications(request: Asked) -> HttpResponse:
    """Show the rectifications within reach, the most urgent first, and the form for one more."""
    today = timezone.localdate()
    found = Rectification.objects.filter(within(request.principal, Action.RESULT_VIEW, _PATH))
    state, late = request.GET.get("state", ""), request.GET.get("late", "") == "1"
    overdue = ~Q(state=RectificationState.CLOSED) & Q(due__lt=today)
    count = found.filter(overdue).count()
    if state in RectificationState.values:
        found = found.filter(state=state)
    if late:
        found = found.filter(overdue)
    reach = within(request.principal, Action.RECTIFICATION_OPEN)
    asked = Project.objects.filter(reach, pk=key_of(request.GET.get("project", ""))).first()
    context = {
        "page": Paginator(found.select_related("project__organization", "owner"), _A_PAGE).get_page(
            request.GET.get("page")
        ),
        "state": state,
        "late": late,
        "overdue": count,
        "today": today,
        "asked": asked,
        "sources": list(RectificationSource),
        "source": request.GET.get("source", ""),
        "thing": request.GET.get("thing", ""),
        "title": request.GET.get("title", "")[:300],
        "RectificationState": RectificationState,
        "RectificationSource": RectificationSource,
    }
    return render(request, "results/rectifications.html", context)


@page(Action.RECTIFICATION_OPEN, "POST")
@refilled("rectifications")
def open_item(request: Asked) -> HttpResponse:
    """Ask a unit to mend something."""
    said = request.POST
    source = said.get("source", "")
    project = visible_project(request.principal, key_of(said.get("project", "")))
    owner = User.objects.filter(pk=key_of(said.get("owner", ""))).first()
    wanted = commands.Wanted(
        title=forms.words_of(said, "title", 300),
        due=forms.day_of(said.get("due", ""), "due"),
        owner=owner,
        source=RectificationSource(source)
        if source in RectificationSource.values
        else RectificationSource.MONITORING,
        thing=key_of(said.get("thing", "")) or None,
    )
    made = commands.open_item(request.principal, actor_of(request), project.pk, wanted)
    return redirect("rectification", made.pk)


@page(Action.RESULT_VIEW)
def rectification(request: Asked, key: int) -> HttpResponse:
    """Show an item with its history."""
    found = visible(request.principal, Rectification, key)
    me, path = request.principal, found.project.organization.path
    context = {
        "found": found,
        "state": RectificationState(found.state).words,
        "source": RectificationSource(found.source).words,
        "next": next_steps(found),
        "steps": found.steps.select_related("actor"),
        "files": found.project.evidence.all(),
        "late": found.state != RectificationState.CLOSED and found.due < timezone.localdate(),
        "may_answer": found.state == RectificationState.OPEN
        and permits(me, Action.RECTIFICATION_ANSWER, path),
        "may_close": found.state == RectificationState.ANSWERED
        and permits(me, Action.RECTIFICATION_CLOSE, path)
        and me.person not in {found.answered_by_id, found.owner_id},
        "may_reopen": found.state != RectificationState.OPEN
        and permits(me, Action.RECTIFICATION_CLOSE, path),
    }
    return render(request, "results/rectification.html", context)


@page(Action.RECTIFICATION_ANSWER, "POST")
@refilled("rectification")
def answer(request: Asked, key: int) -> HttpResponse:
    """Say what was done; a file that is handed in with it is its evidence."""
    found = reached(request, Rectification, key, Action.RECTIFICATION_ANSWER)
    evidence = key_of(request.POST.get("evidence", "")) or None
    measures = forms.words_of(request.POST, "measures")
    if request.FILES and measures:
        file = upload_of(request)
        evidence = evidence_commands.hand_in(
            request.principal,
            actor_of(request),
            found.project,
            file.name or "",
            file,
            action=Action.RECTIFICATION_ANSWER,
        ).pk
    commands.answer(request.principal, actor_of(request), key, measures, evidence)
    return back(request, "rectification", key, _("It waits to be examined now."))


@page(Action.RECTIFICATION_CLOSE, "POST")
@refilled("rectification")
def close(request: Asked, key: int) -> HttpResponse:
    """Close an item."""
    commands.close(
        request.principal, actor_of(request), key, forms.words_of(request.POST, "reason")
    )
    return back(request, "rectification", key, _("The rectification is closed."))


@page(Action.RECTIFICATION_CLOSE, "POST")
@refilled("rectification")
def reopen(request: Asked, key: int) -> HttpResponse:
    """Send an item back."""
    commands.reopen(
        request.principal, actor_of(request), key, forms.words_of(request.POST, "reason")
    )
    return back(request, "rectification", key, _("The rectification is open again."))
