"""Rounds of monitoring and their sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.monitoring import Light, load_parameters
from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import page, within
from jiheng_web.disclosure.forms import year_of
from jiheng_web.refilling import refilled
from jiheng_web.results import forms
from jiheng_web.results import monitoring_commands as commands
from jiheng_web.results.models import MonitoringRound, Sheet, Standing
from jiheng_web.results.next_step import awaited
from jiheng_web.results.reach import visible
from jiheng_web.results.views import actor_of, back, place_of, places
from jiheng_web.results.waiting import sheets_waiting

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked

_A_PAGE = 50


@page(Action.RESULT_VIEW)
def rounds(request: Asked) -> HttpResponse:
    """Show the rounds in which a person sees a sheet, and the form that opens one."""
    today = timezone.localdate()
    sheets = within(request.principal, Action.RESULT_VIEW, "project__organization__path")
    mine = Sheet.objects.filter(sheets).values("round")
    found = MonitoringRound.objects.filter(
        within(request.principal, Action.RESULT_VIEW) | Q(pk__in=mine)
    )
    waiting = sheets_waiting(request.principal)
    context = {
        "page": Paginator(found.select_related("organization"), _A_PAGE).get_page(
            request.GET.get("page")
        ),
        "waiting": waiting if "all" in request.GET else waiting[:_A_PAGE],
        "waiting_count": waiting.count(),
        "places": places(request, Action.MONITORING_OPEN),
        "year": today.year,
        "cut_off": load_parameters().period_end(today.year),
        "today": today,
        "Standing": Standing,
        "Light": Light,
    }
    return render(request, "results/rounds.html", context)


@page(Action.MONITORING_OPEN, "POST")
@refilled("monitoring")
def open_round(request: Asked) -> HttpResponse:
    """Open a round."""
    made = commands.open_round(
        request.principal,
        actor_of(request),
        place_of(request, Action.MONITORING_OPEN),
        year_of(request.POST.get("fiscal_year", "")),
        cut_off=forms.day_of(request.POST.get("cut_off", ""), "cut_off"),
        due=forms.day_of(request.POST.get("due", ""), "due"),
        again="again" in request.POST,
    )
    return redirect("monitoring-round", made.pk)


@page(Action.RESULT_VIEW)
def one_round(request: Asked, key: int) -> HttpResponse:
    """Show the sheets of a round: lights, states, what is overdue or missing."""
    found = visible(request.principal, MonitoringRound, key)
    reach = within(request.principal, Action.RESULT_VIEW, "project__organization__path")
    sheets = found.sheets.filter(reach).select_related("project__organization")
    state, light = request.GET.get("state", ""), request.GET.get("light", "")
    chosen = sheets
    if state in Standing.values:
        chosen = chosen.filter(state=state)
    if light in set(Light):
        chosen = chosen.filter(light=light)
    context = {
        "found": found,
        "figures": _figures(sheets),
        "page": Paginator(chosen, _A_PAGE).get_page(request.GET.get("page")),
        "state": state,
        "light": light,
        "Standing": Standing,
        "awaited": awaited,
        "Light": Light,
        "today": timezone.localdate(),
        "may_open": permits(request.principal, Action.MONITORING_OPEN, found.organization.path),
    }
    return render(request, "results/round.html", context)


@page(Action.MONITORING_OPEN, "POST")
def join(request: Asked, key: int) -> HttpResponse:
    """Give projects approved since a sheet."""
    count = commands.join(request.principal, actor_of(request), key)
    said = _("%(count)s project(s) were added to the round.") % {"count": count}
    return back(request, "monitoring-round", key, said)


def _figures(sheets: QuerySet[Sheet]) -> dict[str, int]:
    today = timezone.localdate()
    late = ~Q(state__in=[Standing.SUBMITTED, Standing.CONFIRMED]) & Q(round__due__lt=today)
    lights = {str(light): Count("pk", filter=Q(light=str(light))) for light in Light}
    return sheets.aggregate(
        all=Count("pk"),
        none=Count("pk", filter=Q(light="")),
        dark=Count("pk", filter=Q(dark__gt=0)),
        overdue=Count("pk", filter=late),
        submitted=Count("pk", filter=Q(state__in=[Standing.SUBMITTED, Standing.CONFIRMED])),
        **lights,
    )
