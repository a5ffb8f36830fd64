"""What cleaning finds in answers: where, why, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.bilingual import Bilingual
    from jiheng_evidence.surveys.evaluation import Value


class FindingKind(StrEnum):
    """What is wrong, or may be: 重复, 异常值, 矛盾, 单位错误, 不可能的值, 雷同作答, 过快."""

    DUPLICATE_TOKEN = "duplicate-token"  # noqa: S105 - no password
    DUPLICATE_ORGANIZATION = "duplicate-organization"
    DUPLICATE_CONTENT = "duplicate-content"
    IMPOSSIBLE = "impossible"
    UNIT_SLIP = "unit-slip"
    OUTLIER = "outlier"
    GROUP_OUTLIER = "group-outlier"
    CONTRADICTION = "contradiction"
    STRAIGHT_LINE = "straight-line"
    TOO_FAST = "too-fast"


class Act(StrEnum):
    """What to do about a finding: 剔除, 更正, 该题作缺失, 核实, 保留."""

    REMOVE = "remove"
    CORRECT = "correct"
    BLANK = "blank"
    ASK = "ask"
    KEEP = "keep"


@dataclass(frozen=True, slots=True, kw_only=True)
class CleaningFinding:
    """One thing to look at; nothing is changed by it.

    Attributes:
        answer: Id of the answer.
        question: Name of the question, or of the check that failed; empty for a whole answer.
        value: What was answered, in words.
        act: What is suggested.
        suggestion: The value to put instead, where one is likely.
        other: Id of the answer it repeats.
    """

    kind: FindingKind
    answer: str
    question: str = ""
    value: str = ""
    reason: Bilingual
    act: Act
    suggestion: Value | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CleaningReport:
    """What cleaning found.

    Attributes:
        answers: How many answers were looked at.
        findings: In the order of the kinds, then of the answers.
        counts: How many findings there are of each kind and question.
    """

    survey: str
    answers: int
    findings: tuple[CleaningFinding, ...]
    counts: Mapping[tuple[FindingKind, str], int]

    @property
    def affected(self) -> int:
        """Return how many answers anything was found in."""
        return len({finding.answer for finding in self.findings})
