"""What an evaluation comes to: experts and computed items together, sealed when it is closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from django.core.signing import Signer

from jiheng.evaluation import Combining, Rating, evaluate, propose, score_rate
from jiheng.evaluation.record import evaluation_record
from jiheng.standards.scoring_standard import load_standard
from jiheng_web.evaluation.content import Part, Parts, Points, Ratings, framework_of, loaded
from jiheng_web.evaluation.models import SheetState
from jiheng_web.projects.content import fingerprint
from jiheng_web.projects.models import Project
from jiheng_web.results.models import SelfEvaluation, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from jiheng.evaluation import BudgetProposal
    from jiheng.evaluation import Evaluation as Result
    from jiheng_web.evaluation.models import Evaluation, ExpertSheet

_SIGNER = Signer(salt="jiheng.evaluation")
_SOURCE = "self_evaluation"
_SIGNED = (Standing.SUBMITTED, Standing.CONFIRMED)


@dataclass(frozen=True, slots=True)
class SelfRating:
    """The unit's own rating, apart from the independent one.

    Attributes:
        evaluation: The signed self-evaluation it is taken from; None where it was typed.
    """

    points: Decimal | None
    evaluation: SelfEvaluation | None


def result_of(evaluation: Evaluation) -> Result:
    """Return what an evaluation comes to: of submitted sheets only."""
    framework = framework_of(evaluation)
    parts, own = loaded(evaluation.parts, Parts), loaded(evaluation.own, Points)
    items = framework.items
    computed = {
        item.path: score_rate(item, part.numerator, part.denominator)
        for at, item in enumerate(items)
        if item.formula is not None
        for part in (parts.get(at, Part()),)
    }
    return evaluate(
        framework,
        ratings_of(evaluation),
        load_standard(evaluation.standard),
        computed=computed,
        self_points={items[at].path: points for at, points in own.items()},
        how=Combining(evaluation.combining or Combining.MEAN),
    )


def ratings_of(evaluation: Evaluation) -> Iterator[Rating]:
    """Yield what experts gave in the sheets they submitted."""
    items = framework_of(evaluation).items
    names = expert_names(evaluation)
    for sheet in evaluation.sheets.filter(state=SheetState.SUBMITTED):
        for at, given in loaded(sheet.content, Ratings).items():
            yield Rating(
                expert=names[sheet.pk],
                item=items[at].path,
                points=given.points,
                comment=given.comment,
            )


def expert_names(evaluation: Evaluation) -> dict[int, str]:
    """Return sheet → name of its expert; namesakes with their user names."""
    sheets = list(evaluation.sheets.select_related("expert"))
    names = [sheet.expert.name for sheet in sheets]
    return {sheet.pk: expert_name(sheet, names) for sheet in sheets}


def expert_name(sheet: ExpertSheet, names: list[str]) -> str:
    """Return the name of an expert among others."""
    name = sheet.expert.name
    return f"{name}（{sheet.expert.username}）" if names.count(name) > 1 else name


def self_rating(evaluation: Evaluation) -> SelfRating:
    """Return the unit's own rating: of its signed self-evaluation, else as it was typed.

    Closing freezes it, and where it was taken from.
    """
    if not evaluation.is_open:
        return SelfRating(evaluation.own_total, _sealed_source(evaluation))
    found = SelfEvaluation.objects.filter(project=evaluation.project_id, state__in=_SIGNED).first()
    if found is None or found.points is None:
        return SelfRating(evaluation.own_total, None)
    return SelfRating(found.points, found)


def _sealed_source(evaluation: Evaluation) -> SelfEvaluation | None:
    """Return the self-evaluation that a closed evaluation took its self-rating from."""
    key = (msgspec.json.decode(evaluation.sealed) if evaluation.sealed else {}).get(_SOURCE)
    return None if key is None else SelfEvaluation.objects.filter(pk=key).first()


def next_project(evaluation: Evaluation) -> Project | None:
    """Return next year's project of the same code, whose budget line the result bears on."""
    this = evaluation.project
    if not this.code:
        return None
    return Project.objects.filter(
        organization=this.organization_id, code=this.code, fiscal_year=this.fiscal_year + 1
    ).first()


def next_projects(evaluations: Iterable[Evaluation]) -> dict[int, Project]:
    """Return for each evaluation, by its key, next year's project where there is one."""
    wanted = {
        (one.project.organization_id, one.project.code, one.project.fiscal_year + 1): one.pk
        for one in evaluations
        if one.project.code
    }
    found = Project.objects.filter(
        code__in={code for _place, code, _year in wanted},
        fiscal_year__in={year for _place, _code, year in wanted},
    )
    keyed = ((wanted.get((p.organization_id, p.code, p.fiscal_year)), p) for p in found)
    return {key: project for key, project in keyed if key is not None}


def proposal_of(evaluation: Evaluation, following: Project | None) -> BudgetProposal:
    """Return what is proposed for next year; people decide on it."""
    requested = following.total if following is not None else evaluation.requested
    return propose(evaluation.project.name, evaluation.grade or None, requested)


def record_of(evaluation: Evaluation, result: Result) -> str:
    """Return the record of a result as text: the same for the same result."""
    record = evaluation_record(evaluation.project.name, result, "zh")
    sheets = [list(sheet) for sheet in evaluation.sheets.values_list("expert", "state", "content")]
    own = evaluation.own_total
    total = None if own is None else f"{own:.2f}"
    source = self_rating(evaluation).evaluation
    record |= {"sheets": sheets, "self_total": total}
    return msgspec.json.encode(record | ({_SOURCE: source.pk} if source else {})).decode()


def signature_of(evaluation: Evaluation) -> str:
    """Return the signature over what was sealed."""
    said = f"{evaluation.pk}:{evaluation.closed_by_id}:{fingerprint(evaluation.sealed)}"
    return _SIGNER.signature(said)


def is_as_closed(evaluation: Evaluation, result: Result) -> bool:
    """Return whether a closed evaluation still says what was sealed."""
    genuine = evaluation.signature == signature_of(evaluation)
    return genuine and record_of(evaluation, result) == evaluation.sealed
