"""Facts → actual value → verdict."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jiheng.model import (
    Actual,
    DateActual,
    Evidence,
    GradeActual,
    NumberActual,
    NumberTarget,
    RangeTarget,
    SeveralActuals,
    ShareActual,
)
from jiheng.results import (
    Accumulation,
    Circumstances,
    Obstacle,
    PeriodValue,
    accumulate,
    judge,
    judge_entries,
    together,
    unjudged,
)
from jiheng.results.senses import periods_counted
from jiheng_evidence.measures.kinds import DURATION_UNITS
from jiheng_evidence.measures.model import Kind, Period, Window
from jiheng_evidence.running.alarms import alarms_of
from jiheng_evidence.running.amounts import slipped_amount
from jiheng_evidence.running.facts import TOO_LARGE, is_sane
from jiheng_evidence.running.outcome import AlarmKind, Result
from jiheng_evidence.running.shares import slipped_share
from jiheng_evidence.running.spans import expected, last_day
from jiheng_evidence.sandbox.refusals import RefusedQuery

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from jiheng.model import ActualValue
    from jiheng.results import Verdict
    from jiheng_evidence.measures.binding import Bound
    from jiheng_evidence.measures.model import Measure, Source
    from jiheng_evidence.running.facts import Facts
    from jiheng_evidence.running.spans import Span
    from jiheng_evidence.sources.loading import Loaded

_SHARES = frozenset({Kind.SHARE, Kind.ON_TIME, Kind.ACCURACY})
_PARTS = {"%": 100, "‰": 1000}
_OF_COLUMN = frozenset({Kind.LATEST, Kind.SUM})
"""Kinds whose value is of the unit that the column has."""

_PERIODS = {Period.MONTH: "月", Period.QUARTER: "季"}
_ZERO_WHEN_EMPTY = frozenset({Kind.COUNT, Kind.COUNT_DISTINCT, Kind.SUM})


class Judge:
    """Judges the facts of measures, all on the same day.

    Args:
        span: The fiscal year and the day.
        sources: Of the measure file, by name.
        loaded: What was loaded, by name.
        taken_at: When it was computed.
    """

    def __init__(
        self,
        span: Span,
        sources: Mapping[str, Source],
        loaded: Mapping[str, Loaded],
        taken_at: datetime | None,
    ) -> None:
        self._span = span
        self._sources = sources
        self._loaded = loaded
        self._taken_at = taken_at

    def result(self, bound: Bound, measure: Measure, facts: Facts) -> Result:
        """Return how an indicator came out.

        Raises:
            RefusedQuery: A number is larger than any that an indicator can have.
        """
        entries = self._entries(measure, bound, facts)
        value = (
            self._value(measure, bound, facts.values, facts.rows)
            if entries is None
            else _one_of(accumulate(entries, measure.accumulation))
        )
        sample = _sample(measure, facts)
        actual = None
        if value is not None:
            evidence = self._evidence(facts)
            actual = Actual(value=value, as_of=self._span.as_of, sample=sample, evidence=evidence)
        values = [value] if entries is None else [entry.value for entry in entries]
        source = self._sources.get(measure.source or "")
        alarms = (
            *slipped_share(measure, bound.indicator.target, values),
            *slipped_amount(bound.indicator.target, value),
            *alarms_of(measure, source, facts, self._span),
        )
        # A sum with one amount in another unit is wrong by orders: it meets or misses nothing.
        doubtful = any(alarm.kind is AlarmKind.UNIT_SLIP for alarm in alarms)
        return Result(
            bound=bound,
            actual=actual,
            verdict=unjudged(Obstacle.DOUBTFUL_DATA)
            if doubtful
            else self._verdict(measure, bound, actual, entries, sample),
            alarms=alarms,
            query=facts.query,
            rows=facts.told_rows,
            newest=facts.newest,
        )

    def whole(self, bound: Bound, parts: Sequence[Result]) -> Result:
        """Return how an indicator came out whose targets were judged one by one."""
        asked = Circumstances(today=self._span.as_of, fiscal_year=self._span.fiscal_year)
        values = [_part(result.actual) for result in parts]
        actual = None
        if any(value is not None for value in values):
            found = (one for result in parts if result.actual for one in result.actual.evidence)
            actual = Actual(
                value=SeveralActuals(parts=tuple(values)),
                as_of=self._span.as_of,
                evidence=tuple(found),
            )
        return Result(
            bound=bound,
            actual=actual,
            verdict=together(
                [
                    result.verdict or judge(result.bound.indicator.target, None, asked)
                    for result in parts
                ]
            ),
            alarms=tuple(alarm for result in parts for alarm in result.alarms),
            failure=next((result.failure for result in parts if result.failure), None),
            parts=tuple(parts),
        )

    def _verdict(
        self,
        measure: Measure,
        bound: Bound,
        actual: Actual | None,
        entries: tuple[PeriodValue, ...] | None,
        sample: int | None,
    ) -> Verdict:
        circumstances = Circumstances(
            today=self._span.as_of,
            due=measure.due,
            fiscal_year=self._span.fiscal_year,
            minimum_sample=measure.minimum_sample,
        )
        target = bound.indicator.target
        if not _is_for_its_periods(measure, bound):
            return unjudged(Obstacle.UNLIKE_PERIODS)
        if entries is None or measure.accumulation is not Accumulation.PER_PERIOD:
            return judge(target, actual, circumstances)
        if sample is not None and sample < measure.minimum_sample:
            return unjudged(Obstacle.SAMPLE_TOO_SMALL)
        return judge_entries(target, entries, measure.accumulation, circumstances)

    def _entries(
        self, measure: Measure, bound: Bound, facts: Facts
    ) -> tuple[PeriodValue, ...] | None:
        """Return the value of each period that has or should have one; None for one value."""
        period = measure.period
        if period is None or measure.accumulation is Accumulation.RUNNING:
            return None
        whole = measure.window is Window.ALL
        numbers = {*facts.entries, *expected(period, self._span, facts.periods, whole=whole)}
        return tuple(
            PeriodValue(
                ends=last_day(period, number),
                value=self._value(measure, bound, values, int(values.get("rows") or 0)),
            )
            for number in sorted(numbers)
            for values in [facts.entries.get(number, {})]
        )

    def _value(
        self, measure: Measure, bound: Bound, values: Mapping[str, Any], rows: int
    ) -> ActualValue | None:
        loaded = self._loaded.get(measure.source or "")
        percents = frozenset() if loaded is None else loaded.percents
        of_ones = measure.columns.get("column") in percents
        return _value(measure, bound, values, rows, of_ones=of_ones)

    def _evidence(self, facts: Facts) -> tuple[Evidence, ...]:
        found = [self._loaded[name] for name in facts.sources if name in self._loaded]
        return tuple(
            Evidence(
                source=loaded.shown,
                sha256=loaded.sha256,
                query=facts.query,
                rows=facts.told_rows,
                taken_at=self._taken_at,
            )
            for loaded in found
        )


def _is_for_its_periods(measure: Measure, bound: Bound) -> bool:
    """Return whether what was counted or added up is for each month, if the target (每月1次) is.

    A unit that the measure file states is taken at its word: sums of 吨/日 are such.
    """
    if measure.kind not in _ZERO_WHEN_EMPTY or measure.unit:
        return True
    asked = bound.indicator
    wanted = periods_counted(f"{asked.annual_value or asked.period_value or ''}{asked.unit or ''}")
    if measure.period is None or measure.accumulation is Accumulation.RUNNING:
        return not wanted
    return not wanted or wanted == {_PERIODS[measure.period]}


def _part(actual: Actual | None) -> NumberActual | ShareActual | DateActual | None:
    value = None if actual is None else actual.value
    return None if isinstance(value, GradeActual | SeveralActuals) else value


def _one_of(value: ActualValue | Obstacle) -> ActualValue | None:
    return None if isinstance(value, Obstacle) else value


def _value(
    measure: Measure, bound: Bound, values: Mapping[str, Any], rows: int, *, of_ones: bool
) -> ActualValue | None:
    """Return what aggregates say; None when data is missing, which is never nought."""
    if rows < measure.minimum_rows or values.get("unfinished"):
        return None
    unit = measure.unit or _unit(measure, bound)
    if "denominator" in values:
        return _share(measure, values, unit or "%", of_ones=of_ones)
    if "done_on" in values:
        done = values["done_on"]
        return None if done is None else DateActual(on=done)
    number = values.get("value")
    if number is None:
        # Without a row sums and counts are nought where the measure says that none is fine.
        is_nought = measure.kind in _ZERO_WHEN_EMPTY and rows == 0
        return NumberActual(number=Decimal(0), unit=unit) if is_nought else None
    times = _PARTS.get(unit, 1) if of_ones and measure.kind in _OF_COLUMN else 1
    return NumberActual(number=_decimal(number) * times / _scale(measure), unit=unit)


def _share(
    measure: Measure, values: Mapping[str, Any], unit: str, *, of_ones: bool
) -> ShareActual | None:
    numerator, denominator = values.get("numerator"), values["denominator"]
    if values.get("blank") and values.get("sample") == 0 and measure.kind is not Kind.ON_TIME:
        return None
    if denominator is None or (numerator is None and denominator):
        return None
    return ShareActual(
        numerator=_decimal(numerator or 0) / _scale(measure, "" if of_ones else unit),
        denominator=_decimal(denominator),
        unit=unit,
    )


def _scale(measure: Measure, unit: str = "") -> int:
    """Return how many of what was added up make one of the unit."""
    if measure.kind is Kind.DURATION:
        return DURATION_UNITS[measure.unit]
    # An average of percentages adds percentages up; a share is of ones.
    return _PARTS.get(unit, 1) if measure.kind is Kind.AVERAGE else 1


def _unit(measure: Measure, bound: Bound) -> str:
    """Return the unit of a value whose measure does not say: per cent, or that of the target."""
    target = bound.indicator.target
    printed = target.unit if isinstance(target, NumberTarget | RangeTarget) else ""
    if measure.kind in _SHARES:
        return printed if printed == "‰" else "%"
    return printed


def _sample(measure: Measure, facts: Facts) -> int | None:
    parts = list(facts.entries.values()) or [facts.values]
    said = [part["sample"] for part in parts if part.get("sample") is not None]
    if said:
        return sum(int(count) for count in said)
    return facts.rows if measure.minimum_sample else None


def _decimal(value: Any) -> Decimal:
    number = Decimal(str(value))
    if not is_sane(number):
        raise RefusedQuery(TOO_LARGE)
    plain = number.normalize()
    # No exponent: 1500000 is to print as it was written.
    return plain.quantize(Decimal(1)) if plain == plain.to_integral() else plain
