"""What organizers do: open an evaluation, invite experts, fill in rates, close it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng.results.words import plain
from jiheng.standards.framework import load_framework
from jiheng.standards.scoring_standard import DEFAULT_STANDARD
from jiheng_web.access.requests import require
from jiheng_web.audit.acts import act
from jiheng_web.errors import InvalidInput
from jiheng_web.evaluation.content import Part, Parts, Points, framework_of, stored
from jiheng_web.evaluation.models import Evaluation, Kind, Phase, SheetState
from jiheng_web.evaluation.outcome import record_of, result_of, self_rating, signature_of
from jiheng_web.evaluation.reach import RUNS, held, must_be_current, path_of
from jiheng_web.flow.commands import visible as visible_project
from jiheng_web.projects.content import fingerprint
from jiheng_web.results.reach import approved_version, must_be_apart

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from jiheng.evaluation import Combining
    from jiheng.evaluation import Evaluation as Result
    from jiheng.standards.framework import Framework, FrameworkItem
    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Act, Actor

FILLING = Bilingual("填写计算指标", "fill in computed items")
COMBINING = Bilingual("选择合议方式", "choose how points are combined")
_PARTS_OF_A_WHOLE = ("满意", "达标")
"""Words in the names of items that count some of all: no such share is beyond 100 %."""
CLOSING = Bilingual("办结评价", "close the evaluation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be evaluated.

    Attributes:
        framework: Its name.
        due: The last day for experts.
    """

    kind: Kind
    framework: str
    due: date


def open_evaluation(
    principal: Principal, actor: Actor, project_key: int, wanted: Wanted
) -> Evaluation:
    """Open the evaluation of an approved project.

    Raises:
        NotFound: The project is out of sight.
        NotPermitted: The person's role does not organize this kind there.
        NotApart: The person wrote the project.
        UnknownName: There is no such framework.
        InvalidInput: Nothing is approved, the day is past, or there is one of this kind.
    """
    action = RUNS[wanted.kind]
    with act(actor, "evaluation.open") as done:
        project = visible_project(principal, project_key, lock=True)
        require(principal, action, project.organization.path)
        version = approved_version(project)
        framework = load_framework(wanted.framework)
        _may_begin(wanted.due, exists=project.evaluations.filter(kind=wanted.kind).exists())
        if version is None:
            why = Bilingual("项目还没有批复的版本。", "Nothing of the project is approved.")
            raise InvalidInput({"project": why})
        must_be_apart(principal, action, version.saved_by_id, project.owner_id)
        made = Evaluation.objects.create(
            project=project,
            version=version,
            kind=wanted.kind,
            framework=framework.name,
            items=stored(framework.items),
            standard=DEFAULT_STANDARD,
            due=wanted.due,
            opened_by_id=principal.person,
        )
        note(done, made)
        done.facts |= {"kind": made.kind, "framework": made.framework}
    return made


def fill_in(
    principal: Principal,
    actor: Actor,
    key: int,
    parts: Parts,
    *,
    own: Points,
    own_total: Decimal | None,
    revision: int | None = None,
) -> Evaluation:
    """Keep the numbers of computed items, and what the unit gave itself.

    Args:
        parts: Position of an item → its two numbers with what proves them.
        own: Position of an item → points of the unit.
        own_total: The unit's total, where the office holds no signed self-evaluation.
        revision: The one that the writing was based on; None: whatever stands there.

    Raises:
        NotFound: It is out of sight.
        NotPermitted: The person's role does not organize it.
        NotApart: The person rates in it.
        WrongState: It is closed.
        StaleRevision: It was filled in elsewhere in the meantime.
        InvalidInput: Numbers without evidence, or points beyond what an item has.
    """
    with act(actor, "evaluation.fill_in") as done:
        found = held(principal, key, FILLING)
        must_be_current(found, revision, found.saved_by.name if found.saved_by else "jiheng")
        framework = framework_of(found)
        faults = {**_part_faults(framework, parts), **_own_faults(framework, own)}
        if own_total is not None and own_total > framework.total:
            why = Bilingual("自评总分超出满分。", "The self-rating is beyond the whole.")
            faults["own_total"] = why
        if faults:
            raise InvalidInput(faults)
        found.parts, found.own, found.own_total = stored(parts), stored(own), own_total
        found.revision, found.saved_by_id = found.revision + 1, principal.person
        found.save()
        note(done, found)
        done.facts |= {"parts": fingerprint(found.parts), "own": fingerprint(found.own)}
    return found


def choose_combining(principal: Principal, actor: Actor, key: int, how: Combining) -> Evaluation:
    """Choose how the points of several experts make one.

    Raises:
        NotFound: It is out of sight.
        NotPermitted: The person's role does not organize it.
        NotApart: The person rates in it.
        WrongState: It is closed.
    """
    with act(actor, "evaluation.combine") as done:
        found = held(principal, key, COMBINING)
        found.combining = how
        found.save(update_fields=["combining"])
        note(done, found)
        done.facts["combining"] = str(how)
    return found


def close(
    principal: Principal, actor: Actor, key: int, *, without_grade: bool = False
) -> Evaluation:
    """Close an evaluation: from then on nothing in it changes.

    Args:
        without_grade: Close it though items have no points, which leaves it without a grade.

    Raises:
        NotFound: It is out of sight.
        NotPermitted: The person's role does not organize it.
        NotApart: The person rates in it.
        WrongState: It is closed already.
        InvalidInput: No method is chosen, an expert is missing, or an item has no points.
    """
    with act(actor, "evaluation.close") as done:
        found = held(principal, key, CLOSING)
        result = result_of(found)
        _must_be_whole(found, result, without_grade=without_grade)
        found.own_total = self_rating(found).points
        found.points = result.total.points if result.total.is_scored else None
        found.grade = result.total.grade or ""
        # Sealed while it is open: from then on the record says where the self-rating is from.
        found.sealed = record_of(found, result)
        found.state, found.closed = Phase.CLOSED, timezone.now()
        found.closed_by_id = principal.person
        found.signature = signature_of(found)
        found.save()
        note(done, found)
        done.facts |= {"points": str(found.points), "grade": found.grade}
        done.facts["record"] = fingerprint(found.sealed)
    return found


def note(done: Act, evaluation: Evaluation) -> None:
    """Note in an act which evaluation it concerns."""
    done.about(evaluation, path_of(evaluation))
    done.facts |= {"project": evaluation.project_id, "state": str(evaluation.state)}


def _may_begin(due: date, *, exists: bool) -> None:
    if exists:
        why = Bilingual("该项目已有同类评价。", "There is one of this kind already.")
        raise InvalidInput({"kind": why})
    if due < timezone.localdate():
        why = Bilingual("截止日期不能早于今天。", "The day must not be past.")
        raise InvalidInput({"due": why})


def _part_faults(framework: Framework, parts: Parts) -> dict[str, Bilingual]:
    faults = {}
    for at, part in parts.items():
        item = framework.items[at] if at < len(framework.items) else None
        if item is None or item.formula is None:
            why = Bilingual("该指标由专家评分。", "Experts judge this item.")
            faults[f"numerator-{at}"] = why
            continue
        numbers = (part.numerator, part.denominator)
        if any(number is not None for number in numbers) and not part.evidence.strip():
            faults[f"evidence-{at}"] = Bilingual(
                f"“{item.name}”填了数字，请写明佐证材料。",
                f"“{item.name}” has numbers: name what proves them.",
            )
        if (numbers[0] is None) != (numbers[1] is None):
            faults[f"numerator-{at}"] = Bilingual(
                f"“{item.name}”的分子、分母须同时填写。",
                f"“{item.name}” needs both of its numbers.",
            )
        faults |= _beyond_whole(at, item, part)
    return faults


def _beyond_whole(at: int, item: FrameworkItem, part: Part) -> dict[str, Bilingual]:
    """Refuse a share that cannot be, and ask why where one can hardly be."""
    if item.formula == "savings" or part.numerator is None or part.denominator is None:
        return {}
    if not 0 < part.denominator < part.numerator:
        return {}
    share = f"{plain(part.numerator)} ÷ {plain(part.denominator)}"
    if any(word in item.name for word in _PARTS_OF_A_WHOLE):
        return {
            f"numerator-{at}": Bilingual(
                f"“{item.name}”不可能超过 100%（{share}），请核对分子、分母。",
                f"“{item.name}” cannot be beyond 100% ({share}): check both numbers.",
            )
        }
    if part.reason.strip():
        return {}
    return {
        f"reason-{at}": Bilingual(
            f"“{item.name}”超过 100%（{share}），请核对；确实如此的请写明原因。",
            f"“{item.name}” is beyond 100% ({share}): check it, or say why.",
        )
    }


def _own_faults(framework: Framework, own: Points) -> dict[str, Bilingual]:
    items = framework.items
    return {
        f"own-{at}": Bilingual("自评得分超出分值。", "The unit's points are beyond the weight.")
        for at, points in own.items()
        if at >= len(items) or not 0 <= points <= items[at].weight
    }


def _must_be_whole(evaluation: Evaluation, result: Result, *, without_grade: bool) -> None:
    faults = {}
    if not evaluation.combining:
        faults["combining"] = Bilingual("请先选择合议方式。", "Choose how points are combined.")
    waiting = evaluation.sheets.filter(state=SheetState.DRAFT).count()
    if waiting:
        faults["sheets"] = Bilingual(
            f"还有 {waiting} 位专家没有提交评分。", f"{waiting} expert(s) did not submit."
        )
    if not evaluation.sheets.filter(state=SheetState.SUBMITTED).exists():
        faults["experts"] = Bilingual("没有专家提交评分。", "No expert submitted a rating.")
    bare = [each.item.name for each in result.items if each.score.points is None]
    if bare and not without_grade and not faults:
        named = "、".join(bare[:3])
        faults["without_grade"] = Bilingual(
            f"还有 {len(bare)} 项没有得分（{named}）。确需办结请勾选“不定等次”。",
            f"{len(bare)} item(s) have no points ({named}). Tick “without a grade” to close.",
        )
    if faults:
        raise InvalidInput(faults)
