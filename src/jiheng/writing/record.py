"""A table as plain data: the object that `schema/table-1.json` describes."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias, assert_never

from jiheng.model import (
    DeadlineTarget,
    NumberTarget,
    RangeTarget,
    SeveralTargets,
    TextTarget,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from jiheng.model import (
        Funding,
        Indicator,
        Level,
        Place,
        Problem,
        Row,
        Source,
        Span,
        Target,
        TargetTable,
        Traced,
    )

SCHEMA = "jiheng/table/1"

Record: TypeAlias = dict[str, object]


def table_record(table: TargetTable) -> Record:
    """Return a table as nested dictionaries, keys in the order of the contract."""
    return {
        "schema": SCHEMA,
        "title": table.title,
        "department": table.department,
        "fiscal_year": table.fiscal_year,
        "money_unit": table.money_unit,
        "layout": table.layout,
        "source": _source(table.source),
        "rows": [_row(row) for row in table.rows],
        "problems": [problem_record(problem) for problem in table.problems],
        "spans": span_records(table.traces),
    }


def amount(number: Decimal | None) -> str | None:
    """Return a decimal with its printed digits, never with an exponent."""
    return None if number is None else f"{number:f}"


def _source(source: Source | None) -> Record | None:
    if source is None:
        return None
    return {
        "name": source.name,
        "sha256": source.sha256,
        "media_type": source.media_type,
        "pages": source.pages,
    }


def _row(row: Row) -> Record:
    return {
        "kind": row.kind.value,
        "name": row.name,
        "organization": row.organization,
        "funding": _funding(row.funding),
        "goal": row.goal,
        **_where(row.traces),
        "indicators": [_indicator(indicator) for indicator in row.indicators],
    }


def _funding(funding: Funding | None) -> Record | None:
    if funding is None:
        return None
    return {
        "total": amount(funding.total),
        "fiscal_appropriation": amount(funding.fiscal_appropriation),
        "special_account": amount(funding.special_account),
        "other": amount(funding.other),
    }


def _indicator(indicator: Indicator) -> Record:
    return {
        "seq": indicator.seq,
        "level1": _level(indicator.level1),
        "level2": _level(indicator.level2),
        "name": indicator.name,
        "period_value": indicator.period_value,
        "annual_value": indicator.annual_value,
        "target": None if indicator.target is None else target_record(indicator.target),
        "complete": indicator.complete,
        **_where(indicator.traces),
    }


def _level(level: Level | None) -> Record | None:
    return None if level is None else {"code": level.code, "label": level.label}


def target_record(target: Target) -> Record:
    """Return a target with its kind."""
    match target:
        case NumberTarget(op=op, number=number, unit=unit):
            return {"kind": "number", "op": op, "number": amount(number), "unit": unit}
        case RangeTarget(low=low, high=high, unit=unit):
            return {"kind": "range", "low": amount(low), "high": amount(high), "unit": unit}
        case DeadlineTarget(year=year, month=month, day=day):
            return {"kind": "deadline", "year": year, "month": month, "day": day}
        case SeveralTargets(parts=parts):
            return {"kind": "several", "parts": [target_record(part) for part in parts]}
        case TextTarget():
            return {"kind": "text"}
        case _:
            assert_never(target)


def problem_record(problem: Problem) -> Record:
    """Return a problem with its message in both languages."""
    return {
        "code": problem.code,
        "message": problem.message.zh,
        "message_en": problem.message.en,
        "severity": problem.severity.value,
        "span": _span(problem.span),
        "excerpt": problem.excerpt,
        "row": problem.row,
        "indicator": problem.indicator,
    }


def span_records(traces: Mapping[str, Traced]) -> Record:
    """Return the places of each field whose place is known."""
    return _records({name: trace.span() for name, trace in traces.items()})


def _where(traces: Mapping[str, Traced]) -> Record:
    """Return where a record stands as a whole, and where each of its fields does."""
    spans = {name: trace.span() for name, trace in traces.items()}
    return {"span": _span(_hull(spans.values())), "spans": _records(spans)}


def _records(spans: Mapping[str, Span]) -> Record:
    return {name: _span(span) for name, span in spans.items() if span}


def _span(places: Iterable[Place]) -> Record | None:
    """Return the first place, with any further ones under `continued`; None when unknown."""
    found = [_place(place) for place in places]
    if not found:
        return None
    first, further = found[0], found[1:]
    return {**first, "continued": further} if further else first


def _place(place: Place) -> Record:
    where = {
        "line": place.line,
        "page": place.page,
        "sheet": place.sheet,
        "cell": place.cell,
        "box": place.box,
    }
    known: Record = {key: value for key, value in where.items() if value is not None}
    return {**known, "start": place.start, "end": place.end}


def _hull(spans: Iterable[Span]) -> list[Place]:
    """Return the stretches from the first to the last value in each line or cell."""
    found: list[Place] = []
    for place in chain.from_iterable(spans):
        if found and _origin(found[-1]) == _origin(place):
            start, end = min(found[-1].start, place.start), max(found[-1].end, place.end)
            found[-1] = replace(place, start=start, end=end)
        else:
            found.append(place)
    return found


def _origin(place: Place) -> tuple[object, ...]:
    return place.line, place.page, place.sheet, place.cell, place.box
