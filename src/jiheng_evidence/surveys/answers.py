"""Answers (答卷): what one respondent said, and the reading of it against the survey."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_evidence.surveys.definition import QuestionKind
from jiheng_evidence.surveys.evaluation import Condition
from jiheng_evidence.surveys.values import OUT_OF_BOUNDS, FaultCode, Unfit, number_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from jiheng_evidence.surveys.definition import Question, Survey
    from jiheng_evidence.surveys.evaluation import Value, Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answers of one respondent (答卷).

    Attributes:
        id: Tells it from all others; says nothing about who answered.
        values: Question → answer; a question without answer is absent.
        token: What the link was for; None where anonymity is promised.
        organization: Who answered; None where anonymity is promised.
        round: Name of the round it belongs to.
        groups: What it is broken down by, such as 区 → 天河区.
        seconds: How long answering took.
    """

    id: str
    values: Values
    token: str | None = None
    organization: str | None = None
    round: str | None = None
    groups: Mapping[str, str] = field(default_factory=dict)
    submitted_at: datetime | None = None
    seconds: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFault:
    """Why an answer to one question is not taken; of a check, `question` is its name."""

    question: str
    code: FaultCode
    message: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What is taken of what was sent.

    Attributes:
        values: The answers that are sound, as values.
        faults: What is wrong with the others, or missing.
        checks: Declared checks between answers that fail: to be told, not to refuse for.
        not_asked: Questions that were answered though they are not asked after the other answers.
    """

    values: Values
    faults: tuple[AnswerFault, ...] = ()
    checks: tuple[AnswerFault, ...] = ()
    not_asked: tuple[str, ...] = ()


class AnswerReader:
    """Reads the answers to one survey; make it once for many of them."""

    def __init__(self, survey: Survey) -> None:
        self._questions = {question.name: question for question in survey.questions()}
        self._relevant = {
            name: Condition(question.relevant)
            for name, question in self._questions.items()
            if question.relevant
        }
        self._constraints = {
            name: Condition(question.constraint)
            for name, question in self._questions.items()
            if question.constraint
        }
        self._checks = [(check, Condition(check.expression)) for check in survey.checks]

    def read(self, sent: Mapping[str, object], *, keep: bool = False) -> Accepted:
        """Return what is taken of the JSON that a page sent, or of the cells of a row.

        Args:
            sent: Question → what was answered.
            keep: Whether a number out of bounds is kept beside its fault, for cleaning to look at.
        """
        values: dict[str, Value] = {}
        faults = [_unknown(name) for name in sent if name not in self._questions]
        for name, question in self._questions.items():
            value: Value | None
            try:
                value = value_of(question, sent.get(name))
            except Unfit as fault:
                faults.append(AnswerFault(question=name, code=fault.code, message=fault.message))
                if not keep or fault.code not in OUT_OF_BOUNDS:
                    continue
                value = number_of(sent.get(name))
            if value is not None:
                values[name] = value
        not_asked = self._drop_not_asked(values)
        wrong = {fault.question for fault in faults}
        faults.extend(fault for fault in self._broken(values) if fault.question not in wrong)
        asked = [fault for fault in faults if self._is_asked(fault.question, values)]
        return Accepted(
            values=values,
            faults=tuple(asked),
            checks=tuple(self.failed_checks(values)),
            not_asked=not_asked,
        )

    def _is_asked(self, name: str, values: Values) -> bool:
        condition = self._relevant.get(name)
        return condition is None or condition.holds(values) is True

    def _drop_not_asked(self, values: dict[str, Value]) -> tuple[str, ...]:
        """Drop in the order of the questions, so that what hung on a dropped answer goes too."""
        dropped = [name for name in self._relevant if not self._kept(name, values)]
        return tuple(dropped)

    def _kept(self, name: str, values: dict[str, Value]) -> bool:
        if name in values and not self._is_asked(name, values):
            del values[name]
            return False
        return True

    def _broken(self, values: Values) -> Iterator[AnswerFault]:
        for name, question in self._questions.items():
            value = values.get(name)
            if value is None:
                if question.required:
                    message = Bilingual("此题必答", "an answer is required")
                    yield AnswerFault(question=name, code=FaultCode.REQUIRED, message=message)
            elif question.required and question.kind is QuestionKind.MATRIX:
                yield from _rows_left_out(question, value)
            condition = self._constraints.get(name)
            if value is not None and condition and condition.holds(values, value) is False:
                message = question.constraint_message or Bilingual(
                    f"不符合要求：{question.constraint}", f"breaks {question.constraint}"
                )
                yield AnswerFault(question=name, code=FaultCode.CONSTRAINT, message=message)

    def failed_checks(self, values: Values) -> Iterator[AnswerFault]:
        """Yield the declared checks that do not hold between the answers."""
        for check, condition in self._checks:
            if condition.holds(values) is False:
                yield AnswerFault(question=check.name, code=FaultCode.CHECK, message=check.message)


def _unknown(name: str) -> AnswerFault:
    shown = str(name)[:64]
    message = Bilingual(f"没有名为 {shown} 的题目", f"no question is named {shown}")
    return AnswerFault(question=shown, code=FaultCode.UNKNOWN_QUESTION, message=message)


def _rows_left_out(question: Question, value: Value) -> Iterator[AnswerFault]:
    rated = value if isinstance(value, dict) else {}
    left_out = [row.label for row in question.rows if row.name not in rated]
    for label in left_out[:1]:
        message = Bilingual(f"“{label.zh}”未评", f"“{label.en or label.zh}” is not rated")
        yield AnswerFault(question=question.name, code=FaultCode.REQUIRED, message=message)
