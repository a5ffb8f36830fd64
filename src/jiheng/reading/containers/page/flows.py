"""Lines that follow each other in a document: which of them run over the bottom of their cell.

Browsers print the text of a cell that is too low for it over the cell below. The next line is drawn
right after the last one and as far below it as that below its own last, with the rule amid it.
What is recognised in a picture is cut at the rules, and says nothing of how it was printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiheng.reading.containers.page.grids import RuledTable
    from jiheng.reading.containers.page.ink import Glyph

SAME_PITCH = 0.3
"""Points by which lines of a paragraph may differ in their distance from each other."""

SAME_LEFT = 1.0
"""Points within which lines begin below each other."""

AMID = 0.15
"""Share of its height by which a line stands on either side of a rule that runs through it."""

_SIGNS = 2
"""Of three signs that a line goes on with a text: where it begins, or that the cell it lies in has
its own text already; how far below; and the rule."""

_HALF = 0.5
_FARTHEST = 2.5
"""Heights of a line between one line of a paragraph and the next."""


@dataclass(slots=True)
class Flow:
    """The line at hand of the text of a cell.

    Attributes:
        number: Of the cell.
        begun: The first character of the line.
        pitch: How far the line stands below the one before it; 0 where that is unknown.
        over: Whether the line stands below the bottom of the cell.
        start: How many characters the cell held before.
    """

    table: RuledTable
    number: int
    begun: Glyph
    pitch: float = 0.0
    over: bool = False
    start: int = 0
    beside: float = field(init=False)
    """Where the text of the next cell begins, if it stands off its edge as this one does."""

    def __post_init__(self) -> None:
        """Measure how far the text stands off the edge of its cell."""
        cell, columns = self.table.cells[self.number], self.table.columns
        self.beside = columns[cell.column + cell.width] + self.begun.left - columns[cell.column]

    def goes_on(self, glyph: Glyph, table: RuledTable, number: int, *, held: bool) -> bool:
        """Take in the next character that touches none; return whether it is of this cell.

        Args:
            glyph: The character.
            table: The table it lies in.
            number: The cell of it that it lies in.
            held: Whether text was drawn in that cell before.
        """
        within = number == self.number
        if table is not self.table or not (within or self.stands_above(number)):
            return False
        if glyph.confidence is not None:
            return within
        height = glyph.bottom - glyph.top
        drop = (glyph.top + glyph.bottom - self.begun.top - self.begun.bottom) / 2
        if abs(drop) < _HALF * height and glyph.left > self.begun.left + SAME_LEFT:
            return within or self.over
        follows = 0 < drop < _FARTHEST * height
        if not within:
            if not follows or not self._runs_over(glyph, drop, held=held):
                return False
            self.over = True
        self.pitch = drop if follows else 0.0
        self.begun = glyph
        return True

    def _runs_over(self, glyph: Glyph, drop: float, *, held: bool) -> bool:
        """Whether a line below the cell goes on with its text; lines may be set in the middle.

        Where the cell holds other text, drawn apart, the lines may be those of the cell below.
        """
        if self.start and not (self.over or self._is_cut(glyph)):
            return False
        flush = abs(glyph.left - self.begun.left) < SAME_LEFT
        alike = bool(self.pitch) and abs(drop - self.pitch) < SAME_PITCH
        signs = (flush or held, alike, self._is_cut(glyph))
        return sum(signs) >= _SIGNS or (alike and self.over)

    def stands_above(self, number: int) -> bool:
        """Return whether another cell begins below this one, in its columns."""
        own, other = self.table.cells[self.number], self.table.cells[number]
        return other.row >= own.row + own.height and other.column == own.column

    def _is_cut(self, glyph: Glyph) -> bool:
        """Whether the bottom of the cell runs through a line."""
        cell = self.table.cells[self.number]
        bottom = self.table.rows[cell.row + cell.height]
        amid = AMID * (glyph.bottom - glyph.top)
        return glyph.top + amid < bottom < glyph.bottom - amid
