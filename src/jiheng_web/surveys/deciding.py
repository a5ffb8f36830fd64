"""Cleaning: what is worth a look in the answers, and what a person decides about it and why."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_evidence.surveys.cleaning import clean
from jiheng_evidence.surveys.cleaning_rules import CleaningRules
from jiheng_evidence.surveys.findings import Act, FindingKind
from jiheng_evidence.surveys.values import Unfit, value_of
from jiheng_web.audit.acts import act
from jiheng_web.errors import InvalidInput, NotFound, WrongState
from jiheng_web.surveys import results
from jiheng_web.surveys.counted import GROUP, every
from jiheng_web.surveys.definitions import asked
from jiheng_web.surveys.models import Answer, Decision, Round, RoundState, Verdict
from jiheng_web.surveys.reach import STATES, held_round, must_say_why, note
from jiheng_web.surveys.sent import plain
from jiheng_web.surveys.shielding import has_few_apart

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng_evidence.surveys.answers import Answer as Said
    from jiheng_evidence.surveys.findings import CleaningFinding, CleaningReport
    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Actor

KINDS: Mapping[FindingKind, Bilingual] = {
    FindingKind.DUPLICATE_TOKEN: Bilingual("同一链接重复", "same link twice"),
    FindingKind.DUPLICATE_ORGANIZATION: Bilingual("同一单位重复", "same enterprise twice"),
    FindingKind.DUPLICATE_CONTENT: Bilingual("内容雷同", "same content twice"),
    FindingKind.IMPOSSIBLE: Bilingual("不可能的值", "impossible value"),
    FindingKind.UNIT_SLIP: Bilingual("单位错误", "slip of the unit"),
    FindingKind.OUTLIER: Bilingual("异常值", "outlier"),
    FindingKind.GROUP_OUTLIER: Bilingual("组内异常值", "outlier of its group"),
    FindingKind.CONTRADICTION: Bilingual("前后矛盾", "contradiction"),
    FindingKind.STRAIGHT_LINE: Bilingual("评分全部相同", "all ratings alike"),
    FindingKind.TOO_FAST: Bilingual("作答过快", "answered too fast"),
}
ACTS: Mapping[Act, Bilingual] = {
    Act.REMOVE: Bilingual("剔除", "exclude"),
    Act.CORRECT: Bilingual("更正", "correct"),
    Act.BLANK: Bilingual("该题作缺失", "treat as missing"),
    Act.ASK: Bilingual("核实", "ask"),
    Act.KEEP: Bilingual("保留", "keep"),
}
VERDICTS: Mapping[Verdict, Bilingual] = {
    Verdict.KEEP: Bilingual("保留", "keep"),
    Verdict.CORRECT: Bilingual("更正", "correct"),
    Verdict.EXCLUDE: Bilingual("剔除", "exclude"),
}
_ANSWER = Bilingual("答卷", "answer")


@dataclass(frozen=True, slots=True)
class Looked:
    """A finding with what was decided about it."""

    finding: CleaningFinding
    decision: Decision | None
    content: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person decides about a finding.

    Attributes:
        value: The corrected answer to the question, as a form sends it; empty: as missing.
    """

    answer: str
    finding: str
    question: str
    verdict: Verdict
    reason: str
    value: str = ""


def looked(found: Round) -> tuple[CleaningReport, list[Looked]]:
    """Return what the cleaning finds in the answers as they came, and what was decided."""
    count = Answer.objects.filter(round=found).count()
    report, contents = _report(found.slug, found.revision, count, found.state)
    decided = {
        (one.answer_id.hex, one.finding, one.question): one
        for one in Decision.objects.filter(answer__round=found).select_related("decided_by")
    }
    return report, [
        Looked(one, decided.get((one.answer, one.kind, one.question)), contents[one.answer])
        for one in report.findings
    ]


@lru_cache(maxsize=32)
def _report(
    slug: str, _revision: int, _count: int, _state: str
) -> tuple[CleaningReport, dict[str, dict[str, object]]]:
    """Look through a round; its answers never change, so what is found does not either."""
    found = Round.objects.get(slug=slug)
    apart = found.state == RoundState.CLOSED and not has_few_apart(found)
    answers: list[Said] = every(found, apart=apart)
    # Where nobody is to be known, no finding tells the group of an answer.
    rules = CleaningRules(by=None if found.anonymous else GROUP)
    report = clean(asked(found), answers, rules)
    named = {one.answer for one in report.findings}
    return report, {one.id: plain(one.values) for one in answers if one.id in named}


def decide(principal: Principal, actor: Actor, key: int, ruling: Ruling) -> Decision:
    """Put a decision about a finding on record; the answer itself stays as it came.

    Raises:
        NotFound: The round is out of sight, or has no such answer.
        NotPermitted: The person manages no surveys there.
        WrongState: The round was not opened yet; or is anonymous and not closed.
        InvalidInput: The reason is missing, or the question does not take the value.
    """
    reason = must_say_why(ruling.reason)
    with act(actor, "survey.decide") as done:
        deed = Bilingual("处理清洗问题", "decide about a finding")
        states = (RoundState.OPEN, RoundState.CLOSED)
        found = held_round(principal, key, deed, states)
        if found.anonymous and found.state != RoundState.CLOSED:
            raise WrongState(deed=deed, state=STATES[RoundState.OPEN])
        answer = _answer(found, ruling.answer)
        before = answer.decisions.filter(finding=ruling.finding, question=ruling.question).first()
        made, _ = Decision.objects.update_or_create(
            answer=answer,
            finding=ruling.finding[:60],
            question=ruling.question[:64],
            defaults={
                "verdict": ruling.verdict,
                "value": _value(found, ruling),
                "reason": reason,
                "decided_by_id": principal.person,
            },
        )
        if found.state == RoundState.CLOSED:
            found.summary = results.summary(found)
            found.save(update_fields=["summary"])
        note(done, found)
        done.facts |= {"answer": str(answer.pk), "finding": made.finding, "reason": reason}
        done.facts |= {"verdict": made.verdict, "before": before.verdict if before else None}
    return made


def _answer(found: Round, key: str) -> Answer:
    try:
        answer = found.answers.filter(pk=uuid.UUID(hex=key)).first()
    except ValueError:
        answer = None
    if answer is None:
        raise NotFound(kind=_ANSWER)
    return answer


def _value(found: Round, ruling: Ruling) -> str:
    if ruling.verdict is not Verdict.CORRECT:
        return ""
    question = asked(found).question(ruling.question)
    if question is None:
        why = Bilingual(
            "此项不能更正，只能保留或剔除。", "This cannot be corrected: keep or exclude."
        )
        raise InvalidInput({"value": why})
    try:
        value = value_of(question, ruling.value.strip())
    except Unfit as fault:
        raise InvalidInput({"value": fault.message}) from None
    return json.dumps(plain({question.name: value})[question.name] if value is not None else None)
