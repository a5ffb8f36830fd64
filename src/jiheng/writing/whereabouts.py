"""Which file, and which pages or sheet of it, something was read from, in few words."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng.model import Place, TargetTable


def file_of(table: TargetTable) -> str | None:
    """Return the name of the document a table was read from."""
    return table.source.name if table.source else None


def table_places(table: TargetTable) -> Iterable[Place]:
    """Return all places of a table: its own, then those of its rows and indicators.

    Its year is left out, which may stand on the cover of its document.
    """
    own = (
        place
        for name, trace in table.traces.items()
        if name != "fiscal_year"
        for place in trace.span()
    )
    below = ((row.span, *(item.span for item in row.indicators)) for row in table.rows)
    return chain(own, (place for spans in below for span in spans for place in span))


def pages_of(places: Iterable[Place]) -> str | None:
    """Return the pages, such as `3–5`; of a workbook its sheet; None where there are neither."""
    pages: set[int] = set()
    sheet: str | None = None
    for place in places:
        sheet = sheet or place.sheet
        if place.page is not None:
            pages.add(place.page)
    if not pages:
        return sheet
    first, last = min(pages), max(pages)
    return str(first) if first == last else f"{first}–{last}"
