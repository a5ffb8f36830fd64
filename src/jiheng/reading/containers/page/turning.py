"""Points of a page as its file counts them → from its top left corner as it is read."""

from __future__ import annotations

from dataclasses import dataclass

QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Turning:
    """How a page is turned to be read.

    PDF counts from the bottom left corner of an unturned page; a page may then be shown turned
    (`/Rotate`), and its text may stand upright only after yet another turn.

    Attributes:
        quarters: Quarter turns clockwise.
        left: Left edge of what is shown of the page, unturned.
        bottom: Bottom edge of it.
        width: Width of it, unturned, in points.
        height: Height of it.
    """

    quarters: int
    left: float
    bottom: float
    width: float
    height: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page after the turn."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)

    def box(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of a box of the PDF page."""
        x0, x1 = left - self.left, right - self.left
        y0, y1 = bottom - self.bottom, top - self.bottom
        if self.quarters == 0:
            return x0, self.height - y1, x1, self.height - y0
        if self.quarters == 1:
            return y0, x0, y1, x1
        if self.quarters == 2:  # noqa: PLR2004 - half a turn
            return self.width - x1, y0, self.width - x0, y1
        return self.height - y1, self.width - x1, self.height - y0, self.width - x0
