"""Spans of data files → texts that remember their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec import UnsetType

from jiheng.model import Place, Traced

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.model import Span
    from jiheng.reading.interchange.shapes import PlaceRecord, SpanRecord

_Value = TypeVar("_Value")


def traces_of(
    record: object, spans: Mapping[str, SpanRecord], *, nothing: str = ""
) -> dict[str, Traced]:
    """Return the text of each field together with its places; the order of fields is kept.

    Args:
        record: What has the fields.
        spans: Name of a field → where it stands.
        nothing: What is taken to have stood at the place of a field without value, such as the
            dash in a cell of money; where it is empty, such a place is dropped.
    """
    traces = {}
    for name, span in spans.items():
        text = _text(record, name) or nothing
        if text:
            traces[name] = Traced.at(text, span_of(span))
    return traces


def _text(record: object, name: str) -> str:
    """Return what a field says; `level1` stands for the label and `level1_code` for the code."""
    level, _, part = name.partition("_")
    if level in {"level1", "level2"}:
        value = getattr(getattr(record, level, None), part or "label", None)
    else:
        value = getattr(record, name, None)
    return str(value) if isinstance(value, str | int) else ""


def span_of(record: SpanRecord | None) -> Span:
    """Return the places of a span, none when it is unknown."""
    if record is None:
        return ()
    return tuple(map(_place, (record, *record.continued)))


def _place(record: PlaceRecord) -> Place:
    return Place(
        line=_known(record.line),
        page=_known(record.page),
        sheet=_known(record.sheet),
        cell=_known(record.cell),
        box=_known(record.box),
        confidence=_known(record.confidence),
        start=record.start,
        end=record.end,
    )


def _known(value: _Value | UnsetType) -> _Value | None:
    return None if isinstance(value, UnsetType) else value
