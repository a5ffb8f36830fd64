"""Self-evaluations: filling in, points with their steps, signing, the department's rating."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jiheng.standards.scoring_standard import DEFAULT_STANDARD, load_standard, standard_names
from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import page, within
from jiheng_web.audit.acts import act
from jiheng_web.disclosure.forms import key_of
from jiheng_web.projects.models import Project
from jiheng_web.refilling import refilled
from jiheng_web.results import evidence_commands, forms, measure_commands
from jiheng_web.results import self_evaluation_commands as commands
from jiheng_web.results.content import (
    Rated,
    RatedLine,
    SelfEvaluationContent,
    beside,
    loaded,
)
from jiheng_web.results.ledger_lines import money_of, unused_of
from jiheng_web.results.models import SelfEvaluation, Standing
from jiheng_web.results.next_step import awaited, next_steps
from jiheng_web.results.official import media_type
from jiheng_web.results.official_evaluation import self_evaluation_draft, self_evaluation_form
from jiheng_web.results.prefilling import surveyed_until, year_end
from jiheng_web.results.reach import FILLING, steps_of, visible
from jiheng_web.results.reached import GRADES, in_words
from jiheng_web.results.survey_values import unused_surveys
from jiheng_web.results.views import actor_of, as_file, back, reached, revision_of, upload_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked

_A_PAGE = 50


@page(Action.RESULT_VIEW)
def self_evaluations(request: Asked) -> HttpResponse:
    """Show the self-evaluations within reach, and approved projects that have none yet."""
    reach = within(request.principal, Action.RESULT_VIEW, "project__organization__path")
    found = SelfEvaluation.objects.filter(reach)
    state = request.GET.get("state", "")
    if state in Standing.values:
        found = found.filter(state=state)
    mine = within(request.principal, Action.SELF_EVALUATION_FILL)
    without = Project.objects.filter(
        mine, versions__approved__isnull=False, self_evaluation=None
    ).distinct()
    context = {
        "page": Paginator(
            found.select_related("project__organization", "rerating"), _A_PAGE
        ).get_page(request.GET.get("page")),
        "state": state,
        "without": without.select_related("organization")[:200],
        "standards": [load_standard(name) for name in standard_names()],
        "default": DEFAULT_STANDARD,
        "Standing": Standing,
        "awaited": awaited,
    }
    return render(request, "results/self_evaluations.html", context)


@page(Action.SELF_EVALUATION_FILL, "POST")
@refilled("self-evaluations")
def begin(request: Asked) -> HttpResponse:
    """Begin the self-evaluation of a project."""
    made = commands.begin(
        request.principal,
        actor_of(request),
        key_of(request.POST.get("project", "")),
        request.POST.get("standard", "") or DEFAULT_STANDARD,
    )
    return redirect("self-evaluation", made.pk)


@page(Action.RESULT_VIEW)
def self_evaluation(request: Asked, key: int) -> HttpResponse:
    """Show a self-evaluation: every line with its points, their steps and what is missing."""
    found = visible(request.principal, SelfEvaluation, key)
    me, path = request.principal, found.project.organization.path
    filling = found.state in FILLING
    handed_up = found.state in {Standing.SUBMITTED, Standing.CONFIRMED}
    again = getattr(found, "rerating", None)
    until = year_end(found.project.fiscal_year)
    context = {
        "found": found,
        "sheet": commands.scored(found),
        "said": loaded(found.content, SelfEvaluationContent),
        "state": Standing(found.state).words,
        "next": next_steps(found),
        "steps": steps_of(found),
        "files": found.project.evidence.all(),
        "ledger": money_of(found.project, until),
        "unused": unused_of(found.project, until),
        "unused_surveys": unused_surveys(found.project, surveyed_until(found.project.fiscal_year)),
        "again": again,
        "rated": loaded(again.content, dict[str, Rated]) if again else {},
        "genuine": commands.is_as_signed(found),
        "grades": GRADES,
        "in_words": in_words,
        "may_fill": filling and permits(me, Action.SELF_EVALUATION_FILL, path),
        "may_sign": filling and permits(me, Action.SELF_EVALUATION_SIGN, path),
        "may_confirm": found.state == Standing.SUBMITTED
        and permits(me, Action.SELF_EVALUATION_CONFIRM, path),
        "may_return": handed_up and permits(me, Action.SELF_EVALUATION_CONFIRM, path),
        "may_rectify": permits(me, Action.RECTIFICATION_OPEN, path),
    }
    return render(request, "results/self_evaluation.html", context)


@page(Action.SELF_EVALUATION_FILL, "POST")
@refilled("self-evaluation")
def save(request: Asked, key: int) -> HttpResponse:
    """Save what was filled in."""
    found = visible(request.principal, SelfEvaluation, key)
    known = loaded(found.content, SelfEvaluationContent)
    count = len(commands.scored(found).lines)
    whole = SelfEvaluationContent(money=known.money, lines=beside(known.lines, count, RatedLine()))
    content = forms.evaluation_content(request.POST, whole, found.project)
    commands.save(request.principal, actor_of(request), key, content, revision=revision_of(request))
    return back(request, "self-evaluation", key, _("Saved; the points are computed anew."))


@page(Action.SELF_EVALUATION_FILL, "POST")
def draw(request: Asked, key: int) -> HttpResponse:
    """Take money and survey results over anew."""
    commands.draw(request.principal, actor_of(request), key)
    return back(request, "self-evaluation", key, _("Ledger and surveys were taken over."))


@page(Action.SELF_EVALUATION_FILL, "POST")
@refilled("self-evaluation")
def evidence(request: Asked, key: int) -> HttpResponse:
    """Keep a file as evidence."""
    found = reached(request, SelfEvaluation, key, Action.SELF_EVALUATION_FILL)
    file = upload_of(request)
    evidence_commands.hand_in(
        request.principal,
        actor_of(request),
        found.project,
        file.name or "",
        file,
        action=Action.SELF_EVALUATION_FILL,
    )
    said = _("The file is kept. Choose it beside the values it proves.")
    return back(request, "self-evaluation", key, said)


@page(Action.SELF_EVALUATION_FILL, "POST")
@refilled("self-evaluation")
def measures(request: Asked, key: int) -> HttpResponse:
    """Take the results of a run of measures over."""
    reached(request, SelfEvaluation, key, Action.SELF_EVALUATION_FILL)
    file = upload_of(request)
    count = measure_commands.take_into_evaluation(
        request.principal, actor_of(request), key, file.name or "", file
    )
    said = _("%(count)s value(s) were taken over from the results.") % {"count": count}
    return back(request, "self-evaluation", key, said)


@page(Action.SELF_EVALUATION_SIGN, "POST")
@refilled("self-evaluation")
def sign(request: Asked, key: int) -> HttpResponse:
    """Sign for the unit."""
    commands.sign(request.principal, actor_of(request), key)
    return back(request, "self-evaluation", key, _("Signed for the unit."))


@page(Action.SELF_EVALUATION_CONFIRM, "POST")
@refilled("self-evaluation")
def confirm(request: Asked, key: int) -> HttpResponse:
    """Sign for the department."""
    commands.confirm(request.principal, actor_of(request), key)
    return back(request, "self-evaluation", key, _("Signed for the department."))


@page(Action.SELF_EVALUATION_CONFIRM, "POST")
@refilled("self-evaluation")
def send_back(request: Asked, key: int) -> HttpResponse:
    """Return it with a note."""
    reason = forms.words_of(request.POST, "reason")
    commands.send_back(request.principal, actor_of(request), key, reason)
    return back(request, "self-evaluation", key, _("The self-evaluation is returned."))


@page(Action.SELF_EVALUATION_CONFIRM, "POST")
@refilled("self-evaluation")
def rate_again(request: Asked, key: int) -> HttpResponse:
    """Keep the department's own points beside the unit's."""
    said = request.POST
    rated = forms.rating_of(said)
    opinion = forms.words_of(said, "opinion")
    commands.rate_again(request.principal, actor_of(request), key, rated, opinion)
    return back(request, "self-evaluation", key, _("The department's rating is kept."))


@page(Action.EXPORT)
def form(request: Asked, key: int, file: str) -> HttpResponse:
    """Give the official form; who took it stands on record."""
    found = visible(request.principal, SelfEvaluation, key)
    kind = media_type(file)
    body = self_evaluation_form(found, commands.scored(found), file)
    _given_out(request, found, "self-evaluation", file)
    return as_file(body, kind, f"{_('Self-evaluation')}-{found.project.name}.{file}")


@page(Action.EXPORT)
def report(request: Asked, key: int) -> HttpResponse:
    """Give the draft of the report, to be finished in Word; who took it stands on record."""
    found = visible(request.principal, SelfEvaluation, key)
    body = self_evaluation_draft(found, commands.scored(found))
    _given_out(request, found, "self-evaluation report", "docx")
    name = f"{_('Report of the self-evaluation')}-{found.project.name}.docx"
    return as_file(body, media_type("docx"), name)


def _given_out(request: Asked, found: SelfEvaluation, form: str, file: str) -> None:
    with act(actor_of(request), str(Action.EXPORT), found) as done:
        done.path = found.project.organization.path
        done.facts |= {"form": form, "file": file}
