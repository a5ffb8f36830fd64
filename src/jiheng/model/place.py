"""Where a value stood in its source."""

from __future__ import annotations

from msgspec import Struct


# One is made for every cell, by compiled code; it holds nothing that could hold it.
class Place(Struct, frozen=True, gc=False):
    """One unbroken stretch of a source.

    Attributes:
        line: Line of a text source, counted from 1.
        page: Page of a paged source, counted from 1.
        sheet: Sheet of a workbook.
        cell: Address of a cell within its sheet, such as `B7`.
        box: Left, top, right and bottom on the page, in points.
        confidence: How sure a reading of the characters from a picture is, from 0 to 1; None for
            characters that the source holds as such.
        start: First character, counted from 0 within the line or cell.
        end: One past the last character.
    """

    start: int
    end: int
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    confidence: float | None = None


Span = tuple[Place, ...]
"""All places of a value, in reading order; several when it goes on in another line or page."""
