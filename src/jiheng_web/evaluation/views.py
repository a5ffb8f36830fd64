"""Pages of organizers: evaluations, one of them with its experts and result, budget lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.standards.framework import DEFAULT_FRAMEWORK, framework_names, load_framework
from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import page, within
from jiheng_web.disclosure.forms import key_of, year_of
from jiheng_web.evaluation import budget_commands, commands, expert_commands, forms
from jiheng_web.evaluation.content import framework_of
from jiheng_web.evaluation.models import Evaluation, Kind, Phase
from jiheng_web.evaluation.outcome import next_projects, proposal_of
from jiheng_web.evaluation.reach import RUNS, path_of, sees_ratings, visible
from jiheng_web.evaluation.showing import shown
from jiheng_web.flow import reviewing
from jiheng_web.projects.models import Project
from jiheng_web.refilling import refilled
from jiheng_web.results.forms import day_of, words_of
from jiheng_web.results.views import actor_of, back, revision_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked

_A_PAGE = 50
_PATH = "project__organization__path"


@page(Action.EVALUATION_VIEW)
def evaluations(request: Asked) -> HttpResponse:
    """Show the evaluations within reach, and the form to open one more."""
    found = Evaluation.objects.filter(within(request.principal, Action.EVALUATION_VIEW, _PATH))
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    if state in Phase.values:
        found = found.filter(state=state)
    if kind in Kind.values:
        found = found.filter(kind=kind)
    kinds = [one for one in Kind if within(request.principal, RUNS[one]) != Q(pk__in=())]
    context = {
        "page": Paginator(found.select_related("project__organization"), _A_PAGE).get_page(
            request.GET.get("page")
        ),
        "state": state,
        "kind": kind,
        "kinds": kinds,
        "frameworks": [load_framework(name) for name in framework_names()],
        "default": DEFAULT_FRAMEWORK,
        "wanted": words_of(request.GET, "q", 100),
        "projects": _approved(request, kinds),
        "today": timezone.localdate(),
        "Kind": Kind,
        "Phase": Phase,
    }
    return render(request, "evaluation/evaluations.html", context)


@page(Action.EVALUATION_VIEW, "POST")
@refilled("evaluations")
def open_evaluation(request: Asked) -> HttpResponse:
    """Open an evaluation."""
    said = request.POST
    wanted = commands.Wanted(
        kind=forms.kind_of(said),
        framework=said.get("framework", "") or DEFAULT_FRAMEWORK,
        due=day_of(said.get("due", ""), "due"),
    )
    project = key_of(said.get("project", ""))
    made = commands.open_evaluation(request.principal, actor_of(request), project, wanted)
    return back(request, "evaluation", made.pk, _("The evaluation is open. Invite experts."))


@page(Action.EVALUATION_VIEW)
def evaluation(request: Asked, key: int) -> HttpResponse:
    """Show an evaluation: what experts gave only to organizers, and to readers once closed."""
    found = visible(request.principal, key)
    me, path = request.principal, path_of(found)
    organizes = permits(me, RUNS[Kind(found.kind)], path) and sees_ratings(me, found)
    context = {
        "found": found,
        "kind": Kind(found.kind).words,
        "state": Phase(found.state).words,
        "shown": shown(found) if sees_ratings(me, found) else None,
        "framework": load_framework(found.framework),
        "may_run": organizes and found.is_open,
        "may_request": organizes,
        "may_decide": permits(me, Action.BUDGET_DECIDE, path) and not found.is_open,
        "may_rectify": permits(me, Action.RECTIFICATION_OPEN, path) and not found.is_open,
        "experts": reviewing.evaluators() if organizes and found.is_open else [],
        "today": timezone.localdate(),
    }
    return render(request, "evaluation/evaluation.html", context)


@page(Action.EVALUATION_VIEW, "POST")
@refilled("evaluation")
def invite(request: Asked, key: int) -> HttpResponse:
    """Invite an expert."""
    until = day_of(request.POST.get("until", ""), "until")
    username = request.POST.get("username", "")
    expert_commands.invite(request.principal, actor_of(request), key, username, until)
    return back(request, "evaluation", key, _("The expert is invited."))


@page(Action.EVALUATION_VIEW, "POST")
@refilled("evaluation")
def release(request: Asked, key: int) -> HttpResponse:
    """Let an expert go."""
    sheet, reason = key_of(request.POST.get("sheet", "")), words_of(request.POST, "reason")
    expert_commands.release(request.principal, actor_of(request), key, sheet, reason)
    return back(request, "evaluation", key, _("The expert is released."))


@page(Action.EVALUATION_VIEW, "POST")
@refilled("evaluation")
def remind(request: Asked, key: int) -> HttpResponse:
    """Remind the experts who have not submitted."""
    count = expert_commands.remind(request.principal, actor_of(request), key)
    said = _("%(count)s expert(s) find a reminder on their page.") % {"count": count}
    return back(request, "evaluation", key, said)


@page(Action.EVALUATION_VIEW, "POST")
@refilled("evaluation")
def fill_in(request: Asked, key: int) -> HttpResponse:
    """Keep the numbers of computed items and the unit's own points."""
    framework = framework_of(visible(request.principal, key))
    numbers = forms.Numbers(request.POST)
    parts = forms.parts_of(request.POST, numbers, framework)
    own, total = forms.own_of(numbers, framework), numbers.of("own_total", places=2)
    numbers.check()
    who = request.principal, actor_of(request)
    revision = revision_of(request)
    commands.fill_in(*who, key, parts, own=own, own_total=total, revision=revision)
    return back(request, "evaluation", key, _("Saved; computed items have their points."))


@page(Action.EVALUATION_VIEW, "POST")
@refilled("evaluation")
def combining(request: Asked, key: int) -> HttpResponse:
    """Choose how points are combined."""
    how = forms.combining_of(request.POST)
    commands.choose_combining(request.principal, actor_of(request), key, how)
    return back(request, "evaluation", key, _("The method is kept."))


@page(Action.EVALUATION_VIEW, "POST")
@refilled("evaluation")
def close(request: Asked, key: int) -> HttpResponse:
    """Close the evaluation."""
    bare = "without_grade" in request.POST
    commands.close(request.principal, actor_of(request), key, without_grade=bare)
    return back(request, "evaluation", key, _("The evaluation is closed; nothing changes in it."))


@page(Action.EVALUATION_VIEW, "POST")
@refilled("evaluation")
def request_amount(request: Asked, key: int) -> HttpResponse:
    """Say what is asked for next year."""
    amount = forms.number_of(request.POST, "requested")
    budget_commands.request_amount(request.principal, actor_of(request), key, amount)
    return back(request, "evaluation", key, _("The request is kept."))


@page(Action.EVALUATION_VIEW, "POST")
@refilled("evaluation")
def decide(request: Asked, key: int) -> HttpResponse:
    """Decide on next year's budget line."""
    amount = forms.amount_due(request.POST, "amount")
    reason = words_of(request.POST, "reason")
    budget_commands.decide(request.principal, actor_of(request), key, amount, reason)
    return back(request, "evaluation", key, _("The decision stands beside the proposal."))


@page(Action.EVALUATION_VIEW)
def budget_lines(request: Asked) -> HttpResponse:
    """Show next year's budget lines as results propose them, with what was decided."""
    found = Evaluation.objects.filter(
        within(request.principal, Action.EVALUATION_VIEW, _PATH), state=Phase.CLOSED
    )
    years = sorted(set(found.values_list("project__fiscal_year", flat=True)), reverse=True)
    year = year_of(request.GET.get("year", "")) or (years[0] if years else 0)
    chosen = found.filter(project__fiscal_year=year).select_related("project__organization")
    shown_page = Paginator(chosen.prefetch_related("decisions"), _A_PAGE).get_page(
        request.GET.get("page")
    )
    following = next_projects(shown_page)
    lines = [(one, proposal_of(one, following.get(one.pk))) for one in shown_page]
    context = {"page": shown_page, "lines": lines, "years": years, "year": year}
    return render(request, "evaluation/budget_lines.html", context)


def _approved(request: Asked, kinds: list[Kind]) -> list[Project]:
    reach = Q(pk__in=())
    for kind in kinds:
        reach |= within(request.principal, RUNS[kind])
    wanted = words_of(request.GET, "q", 100)
    found = Project.objects.filter(reach, versions__approved__isnull=False)
    if wanted:
        found = found.filter(Q(name__icontains=wanted) | Q(code=wanted))
    return list(found.select_related("organization").distinct()[:_A_PAGE])
