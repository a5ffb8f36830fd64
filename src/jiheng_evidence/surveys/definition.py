"""What a survey (问卷) asks, of whom and when: one definition for pages, workbooks and results."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from jiheng.bilingual import Bilingual


class SurveyKind(StrEnum):
    """What a survey is for: 满意度调查, 数据采集."""

    SATISFACTION = "satisfaction"
    COLLECTION = "collection"


class QuestionKind(StrEnum):
    """How a question is answered: 单选, 多选, 评分, 数值, 文字, 日期, 矩阵评分."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    RATING = "rating"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    MATRIX = "matrix"


CHOSEN = frozenset(
    {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.RATING, QuestionKind.MATRIX}
)
"""Kinds that are answered with options."""

RATED = frozenset({QuestionKind.RATING, QuestionKind.MATRIX})
"""Kinds that measure satisfaction."""

GROUPING = (QuestionKind.SINGLE, QuestionKind.RATING, QuestionKind.TEXT)
"""Kinds that answers may be broken down by: one text to an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to choose (选项).

    Attributes:
        name: What is stored.
        score: Points from 0 to 100; None where it earns none, such as 不了解.
        satisfied: Whether who chose it counts as satisfied.
    """

    name: str
    label: Bilingual
    score: Decimal | None = None
    satisfied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One thing to be rated in a matrix."""

    name: str
    label: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFormat:
    """Which numbers a question takes: bounds are included, `decimals` is the most there may be."""

    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    decimals: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question (题目).

    Attributes:
        name: What its answers are stored under: a letter, then letters, digits, `_` and `-`.
        relevant: Expression that must hold for it to be asked; empty when it always is.
        constraint: Expression that its answer must fulfil; `.` is the answer.
        constraint_message: What to tell who breaks the constraint.
        options: For kinds that choose, in the order shown.
        rows: What a matrix rates.
        number: For numbers.
    """

    name: str
    kind: QuestionKind
    label: Bilingual
    hint: Bilingual | None = None
    required: bool = False
    relevant: str = ""
    constraint: str = ""
    constraint_message: Bilingual | None = None
    options: tuple[Option, ...] = ()
    rows: tuple[MatrixRow, ...] = ()
    number: NumberFormat | None = None

    def option(self, name: str) -> Option | None:
        """Return the option of a name."""
        return next((option for option in self.options if option.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Questions shown together on a page (部分)."""

    name: str
    title: Bilingual
    questions: tuple[Question, ...]
    note: Bilingual | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What must hold between answers (勾稽关系), such as `${a} + ${b} = ${total}`."""

    name: str
    expression: str
    message: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """A survey (问卷).

    Attributes:
        anonymous: Whether anonymity is promised: then nothing may be stored or written that says
            who answered.
        opens: First day on which answers are taken.
        closes: Last day on which answers are taken.
        frame: How many people or enterprises there are to ask (调查总体); None when not known.
        checks: What must hold between the answers of one respondent.
    """

    name: str
    title: Bilingual
    purpose: Bilingual
    kind: SurveyKind
    anonymous: bool
    opens: date | None = None
    closes: date | None = None
    frame: int | None = None
    sections: tuple[Section, ...] = ()
    checks: tuple[Check, ...] = ()

    def questions(self) -> Iterator[Question]:
        """Yield the questions of all sections in order."""
        for section in self.sections:
            yield from section.questions

    def question(self, name: str) -> Question | None:
        """Return the question of a name."""
        return next((one for one in self.questions() if one.name == name), None)

    def open_on(self, day: date) -> bool:
        """Return whether answers are taken on a day."""
        return (self.opens or day) <= day <= (self.closes or day)
