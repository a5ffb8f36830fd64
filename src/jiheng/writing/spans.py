"""Places as plain data: where a value stands, where a record does as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jiheng.model import Place, Traced

Record: TypeAlias = dict[str, object]

_CONFIDENCE_DIGITS = 3


def span_records(traces: Mapping[str, Traced]) -> Record:
    """Return the places of each field whose place is known."""
    spans = ((name, trace.span()) for name, trace in traces.items())
    return {name: span_record(span) for name, span in spans if span}


def where(traces: Mapping[str, Traced]) -> Record:
    """Return where a record stands as a whole, and where each of its fields does.

    As a whole it stands from the first to the last value in each line or cell.
    """
    spans: Record = {}
    stretches: list[Record] = []
    last: Place | None = None
    for name, trace in traces.items():
        span = trace.span()
        for place in span:
            record = spans[name] = _place(place)
            if last is None or last.cell != place.cell or not _is_same_origin(last, place):
                last = place
                stretches.append(record)
            else:
                last = _both(last, place)
                stretches[-1] = _place(last)
        if len(span) > 1:
            spans[name] = span_record(span)
    return {"span": _continued(stretches), "spans": spans}


def span_record(places: Iterable[Place]) -> Record | None:
    """Return the first place, with any further ones under `continued`; None when unknown."""
    return _continued([_place(place) for place in places])


def confidence(sure: float) -> float:
    """Return how sure a reading is with the digits that mean something."""
    return round(sure, _CONFIDENCE_DIGITS)


def _continued(records: list[Record]) -> Record | None:
    if len(records) > 1:
        return {**records[0], "continued": records[1:]}
    return records[0] if records else None


def _place(place: Place) -> Record:
    at_cell = place.cell and place.page is None and place.line is None and place.box is None
    if at_cell and place.confidence is None:  # by far the most
        if place.sheet is None:
            return {"cell": place.cell, "start": place.start, "end": place.end}
        return {"sheet": place.sheet, "cell": place.cell, "start": place.start, "end": place.end}
    known: Record = {}
    if place.line is not None:
        known["line"] = place.line
    if place.page is not None:
        known["page"] = place.page
    if place.sheet is not None:
        known["sheet"] = place.sheet
    if place.cell is not None:
        known["cell"] = place.cell
    if place.box is not None:
        known["box"] = place.box
    if place.confidence is not None:
        known["confidence"] = confidence(place.confidence)
    known["start"] = place.start
    known["end"] = place.end
    return known


def _both(one: Place, other: Place) -> Place:
    """Return the stretch over two of one origin, as sure as the less sure of them."""
    known = [sure for sure in (one.confidence, other.confidence) if sure is not None]
    return replace(
        other,
        start=min(one.start, other.start),
        end=max(one.end, other.end),
        confidence=min(known, default=None),
    )


def _is_same_origin(one: Place, other: Place) -> bool:
    return (
        one.cell == other.cell
        and one.line == other.line
        and one.box == other.box
        and one.page == other.page
        and one.sheet == other.sheet
    )
