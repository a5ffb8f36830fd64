"""What a review of a table says: findings, and what was not checked and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiheng.bilingual import Bilingual
    from jiheng.model.place import Span
    from jiheng.model.table import TargetTable


class Severity(StrEnum):
    """How grave a finding is: 不得提交 block, 应当修改 must, 建议 advice."""

    BLOCK = "block"
    MUST = "must"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """Return 0 for the gravest."""
        return ("block", "must", "advice").index(self.value)


class Family(StrEnum):
    """What a rule looks at; the first four are the review dimensions of 财预〔2015〕88号."""

    COMPLETENESS = "completeness"
    RELEVANCE = "relevance"
    SUITABILITY = "suitability"
    FEASIBILITY = "feasibility"
    ARITHMETIC = "arithmetic"
    EXECUTION = "execution"
    DISCLOSURE = "disclosure"
    LEGIBILITY = "legibility"


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """The characters of a table a finding is about.

    Attributes:
        row: Index into `TargetTable.rows`; None for the table's own fields.
        indicator: Index into `Row.indicators`; None for the row's own fields.
        field: Such as `name`, `goal`, `annual_value`, `total`; `indicators` for the whole list.
        start: First offending character within the field's text.
        end: One past the last.
        excerpt: The offending characters.
        span: Where they stand in the source; empty when unknown.
    """

    row: int | None = None
    indicator: int | None = None
    field: str
    start: int = 0
    end: int = 0
    excerpt: str = ""
    span: Span = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing found wrong, in one or several places of the same cause (审核发现).

    Attributes:
        rule: Code of the rule.
        name: Name of what is wrong, in kebab-case.
        title: The same for people.
        locations: At least one; the first is where to start.
        fix: What to do about it here.
    """

    rule: str
    name: str
    title: Bilingual
    family: Family
    severity: Severity
    message: Bilingual
    fix: Bilingual
    basis: Bilingual
    locations: tuple[Location, ...]


class OutcomeKind(StrEnum):
    """Why a rule said nothing of a subject."""

    NOT_APPLICABLE = "not_applicable"
    INSUFFICIENT_DATA = "insufficient_data"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked:
    """A rule that could not be applied to some subjects, with the reason and how many."""

    rule: str
    kind: OutcomeKind
    reason: Bilingual
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The result of checking one table.

    Attributes:
        findings: Gravest first, then in document order.
        unchecked: What was not checked and why.
        checked: Rule code → number of subjects it passed or found fault with.
        profile: Name of the profile whose thresholds applied.
    """

    table: TargetTable
    findings: tuple[Finding, ...]
    unchecked: tuple[Unchecked, ...]
    checked: tuple[tuple[str, int], ...]
    profile: str
