"""Cleaning (数据清洗): what to look at in a set of answers, and what was decided about it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_evidence.surveys.answers import AnswerReader
from jiheng_evidence.surveys.cleaning_rules import USUAL, CleaningRules
from jiheng_evidence.surveys.duplicates import duplicates
from jiheng_evidence.surveys.evaluation import Condition
from jiheng_evidence.surveys.findings import Act, CleaningFinding, CleaningReport, FindingKind
from jiheng_evidence.surveys.numbers_check import number_findings
from jiheng_evidence.surveys.satisfaction import items_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiheng_evidence.surveys.answers import Answer
    from jiheng_evidence.surveys.definition import Survey
    from jiheng_evidence.surveys.evaluation import Value


def clean(
    survey: Survey, answers: Iterable[Answer], rules: CleaningRules = USUAL
) -> CleaningReport:
    """Return what is worth a look; the answers stay as they are."""
    looked_at = tuple(answers)
    findings = (
        *duplicates(survey, looked_at),
        *number_findings(survey, looked_at, rules),
        *_contradictions(survey, looked_at),
        *_manners(survey, looked_at, rules),
    )
    return CleaningReport(
        survey=survey.name,
        answers=len(looked_at),
        findings=findings,
        counts=Counter((finding.kind, finding.question) for finding in findings),
    )


def _contradictions(survey: Survey, answers: Sequence[Answer]) -> Iterator[CleaningFinding]:
    """Yield what answers say against each other, by declared checks and constraints."""
    reader = AnswerReader(survey)
    constraints = [
        (question, Condition(question.constraint))
        for question in survey.questions()
        if question.constraint
    ]
    expressions = {check.name: check.expression for check in survey.checks}
    for answer in answers:
        for fault in reader.failed_checks(answer.values):
            yield _contradiction(answer, fault.question, expressions[fault.question], fault.message)
        for question, condition in constraints:
            own = answer.values.get(question.name)
            if own is not None and condition.holds(answer.values, own) is False:
                message = question.constraint_message or Bilingual("不符合要求", "breaks a rule")
                yield _contradiction(answer, question.name, question.constraint, message)


def _contradiction(
    answer: Answer, where: str, expression: str, message: Bilingual
) -> CleaningFinding:
    return CleaningFinding(
        kind=FindingKind.CONTRADICTION,
        answer=answer.id,
        question=where,
        value=expression,
        reason=message,
        act=Act.ASK,
    )


def _manners(
    survey: Survey, answers: Sequence[Answer], rules: CleaningRules
) -> Iterator[CleaningFinding]:
    """Yield answers given without reading: all ratings alike, or too fast."""
    items = items_of(survey)
    for answer in answers:
        rated = [
            value.get(item.row) if isinstance(value, dict) else value
            for item in items
            if (value := answer.values.get(item.question.name)) is not None
        ]
        if len(rated) >= rules.alike and len(set(map(str, rated))) == 1:
            reason = Bilingual(
                f"{len(rated)} 项评分全部相同", f"all {len(rated)} ratings are the same"
            )
            kind = FindingKind.STRAIGHT_LINE
            value = str(rated[0])
            yield CleaningFinding(
                kind=kind, answer=answer.id, value=value, reason=reason, act=Act.KEEP
            )
        least = len(answer.values) * rules.seconds_a_question
        if answer.seconds is not None and answer.seconds < least:
            reason = Bilingual(
                f"{len(answer.values)} 题只用了 {answer.seconds} 秒",
                f"{len(answer.values)} questions in {answer.seconds} seconds",
            )
            yield CleaningFinding(
                kind=FindingKind.TOO_FAST,
                answer=answer.id,
                value=str(answer.seconds),
                reason=reason,
                act=Act.KEEP,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided about an answer.

    Attributes:
        question: Empty when it is about the whole answer.
        value: What to put instead, for `Act.CORRECT`.
        why: The reason, which stays with the original.
    """

    answer: str
    question: str = ""
    act: Act
    value: Value | None = None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A decision that was carried out, and the answer as it was before."""

    decision: Decision
    original: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """Answers after cleaning; every original that was touched is kept.

    Attributes:
        answers: Those that count, in their order.
        changes: What was done, in the order of the decisions.
        unmatched: Decisions about answers or questions that are not there, or of which there are
            several.
    """

    answers: tuple[Answer, ...]
    changes: tuple[Change, ...]
    unmatched: tuple[Decision, ...]


def cleaned(answers: Iterable[Answer], decisions: Iterable[Decision]) -> Cleaned:
    """Return the answers with decisions carried out.

    To keep or to ask changes nothing. A decision about what is not there is told, not dropped.
    """
    originals = tuple(answers)
    times = Counter(answer.id for answer in originals)
    where = {answer.id: number for number, answer in enumerate(originals)}
    now: dict[int, Answer] = dict(enumerate(originals))
    changes: list[Change] = []
    unmatched: list[Decision] = []
    for decision in decisions:
        number = where.get(decision.answer, -1)
        answer = now.get(number)
        if answer is None or times[decision.answer] > 1 or not _applies(decision, answer):
            unmatched.append(decision)
        elif decision.act not in {Act.ASK, Act.KEEP}:
            changes.append(Change(decision=decision, original=originals[number]))
            if decision.act is Act.REMOVE:
                del now[number]
            else:
                now[number] = _changed(answer, decision)
    return Cleaned(answers=tuple(now.values()), changes=tuple(changes), unmatched=tuple(unmatched))


def _applies(decision: Decision, answer: Answer) -> bool:
    match decision.act:
        case Act.CORRECT:
            return bool(decision.question) and decision.value is not None
        case Act.BLANK:
            return decision.question in answer.values
        case _:
            return True


def _changed(answer: Answer, decision: Decision) -> Answer:
    values = {name: each for name, each in answer.values.items() if name != decision.question}
    if decision.act is Act.CORRECT and decision.value is not None:
        values[decision.question] = decision.value
    return replace(answer, values=values)


def suggested(report: CleaningReport, *kinds: FindingKind) -> tuple[Decision, ...]:
    """Return the suggestions of some kinds of findings as decisions, to be looked through."""
    return tuple(
        Decision(
            answer=finding.answer,
            question=finding.question,
            act=finding.act,
            value=finding.suggestion,
            why=finding.reason.zh,
        )
        for finding in report.findings
        if finding.kind in kinds
    )
