"""What a run comes to: a result for each indicator, alarms over its data, and their provenance."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from jiheng.results import Attainment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from jiheng.bilingual import Bilingual
    from jiheng.model import Actual
    from jiheng.results import Verdict
    from jiheng_evidence.measures.binding import Bound
    from jiheng_evidence.sources.loading import Loaded


class State(StrEnum):
    """How an indicator came out (结果).

    完成, 部分完成, 未完成, 无法判定, 未能计算 (its query or data failed), 未绑定 (no measure).
    """

    MET = "met"
    PARTLY = "partly"
    MISSED = "missed"
    UNJUDGED = "unjudged"
    FAILED = "failed"
    UNBOUND = "unbound"


class AlarmKind(StrEnum):
    """What is suspicious about data (数据报警)."""

    MISSING = "missing"
    STALE = "stale"
    GAP = "gap"
    OUTLIER = "outlier"
    UNIT_SLIP = "unit-slip"
    BLANK = "blank"
    CONTRARY = "contrary"
    UNFINISHED = "unfinished"
    UNENDED = "unended"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something suspicious about the data of a measure or of a source.

    Attributes:
        records: Numbers of the records concerned, from 1, as far as they are named.
    """

    kind: AlarmKind
    message: Bilingual
    records: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How one indicator came out.

    Attributes:
        actual: What was computed; None when there is no value.
        verdict: None when nothing was computed.
        failure: Why it could not be computed.
        query: The query that computes it alone.
        newest: The day of its newest record.
        parts: How each target of its cell came out, where they are measured one by one; `alarms`
            are then those of all of them.
    """

    bound: Bound
    actual: Actual | None = None
    verdict: Verdict | None = None
    alarms: tuple[Alarm, ...] = ()
    failure: Bilingual | None = None
    query: str | None = None
    rows: int | None = None
    newest: date | None = None
    parts: tuple[Result, ...] = ()

    @property
    def state(self) -> State:
        """How it came out, in a word."""
        if self.bound.measure is None and not self.bound.parts:
            return State.UNBOUND
        if self.failure is not None or self.verdict is None:
            return State.FAILED
        return _STATES[self.verdict.attainment]


_STATES: Mapping[Attainment, State] = {
    Attainment.MET: State.MET,
    Attainment.PARTLY: State.PARTLY,
    Attainment.MISSED: State.MISSED,
    Attainment.UNJUDGED: State.UNJUDGED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run over the measures of a file.

    Attributes:
        name: Of the measure file.
        results: In the order of the tables.
        alarms: About sources, by their names.
        unread: Why sources could not be read, by their names.
        queries: How many queries computed all of it.
        taken_at: When it was computed.
    """

    name: str
    fiscal_year: int
    as_of: date
    results: tuple[Result, ...]
    sources: tuple[Loaded, ...] = ()
    alarms: Mapping[str, tuple[Alarm, ...]] = field(default_factory=dict)
    unread: Mapping[str, Bilingual] = field(default_factory=dict)
    queries: int = 0
    taken_at: datetime | None = None

    @property
    def is_early(self) -> bool:
        """Whether it is judged before its fiscal year began, so that no data can count."""
        return self.as_of.year < self.fiscal_year

    def count(self, state: State) -> int:
        """Return how many indicators came out so."""
        return sum(result.state is state for result in self.results)

    def alarm_count(self) -> int:
        """Return how many alarms there are, of measures and of sources."""
        of_sources = sum(len(alarms) for alarms in self.alarms.values())
        return of_sources + sum(len(result.alarms) for result in self.results)
