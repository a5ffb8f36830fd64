"""Where a value stood in its source."""

from __future__ import annotations

from dataclasses import dataclass


# One is made for every cell: a frozen one takes several times as long to make, and one by the names
# of its fields half as long again.
@dataclass(slots=True, kw_only=True, unsafe_hash=True, init=False)
class Place:
    """One unbroken stretch of a source. Never changed.

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

    line: int | None = None
    page: int | None = None
    sheet: str | None = None
    cell: str | None = None
    box: tuple[float, float, float, float] | None = None
    confidence: float | None = None
    start: int
    end: int

    def __init__(  # noqa: PLR0913 - the fields
        self,
        start: int,
        end: int,
        sheet: str | None = None,
        cell: str | None = None,
        *,
        line: int | None = None,
        page: int | None = None,
        box: tuple[float, float, float, float] | None = None,
        confidence: float | None = None,
    ) -> None:
        self.line = line
        self.page = page
        self.sheet = sheet
        self.cell = cell
        self.box = box
        self.confidence = confidence
        self.start = start
        self.end = end


Span = tuple[Place, ...]
"""All places of a value, in reading order; several when it goes on in another line or page."""
