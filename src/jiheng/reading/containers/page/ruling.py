"""The ruling lines of a page while they are found: lines, thin boxes, dots, edges of cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.reading.containers.page.dots import FEWEST, dotted
from jiheng.reading.containers.page.ink import Rule
from jiheng.reading.containers.page.row_ruled import FEWEST_RULES
from jiheng.reading.containers.page.tiles import THIN, bands_of, cells_of, on_ground
from jiheng.reading.containers.page.turning import Turning

if TYPE_CHECKING:
    from collections.abc import Sequence

    Box = tuple[float, float, float, float]

SMALLEST = 6.5
"""A box smaller than this, twice its line included, holds no character; many are a pattern."""

_SHORT = 2.5

_FRAME = 4
"""Lines between columns that may be those of a frame, or of a few cells of its head."""


@dataclass(slots=True)
class Ruling:
    """Collects the lines of a page.

    Attributes:
        dots: The middle of each box that is as short as it is thin.
        tiled: Whether these are the edges of coloured cells.
        objects: How many objects of the page were looked at.
    """

    turning: Turning
    horizontals: list[Rule] = field(default_factory=list)
    verticals: list[Rule] = field(default_factory=list)
    dots: list[tuple[float, float]] = field(default_factory=list)
    tiled: bool = False
    objects: int = 0

    def add(self, left: float, bottom: float, right: float, top: float) -> None:
        """Take in a box of the unturned page that is so thin that it is a line.

        Some writers draw a table whole on each page, most of it beyond the paper: its lines there
        stand for the edge of the paper, which cuts its cells.
        """
        width, height = self.turning.size
        x0, y0, x1, y1 = self.turning.box(left, bottom, right, top)
        x0, x1 = min(max(x0, 0.0), width), min(max(x1, 0.0), width)
        y0, y1 = min(max(y0, 0.0), height), min(max(y1, 0.0), height)
        if y1 - y0 <= THIN and x1 - x0 >= _SHORT and x1 - x0 >= y1 - y0:
            self.horizontals.append(Rule((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= THIN and y1 - y0 >= _SHORT:
            self.verticals.append(Rule((x0 + x1) / 2, y0, y1))
        elif x1 - x0 <= THIN and y1 - y0 <= THIN:
            self.dots.append(((x0 + x1) / 2, (y0 + y1) / 2))

    def dot(self, left: float, bottom: float, right: float, top: float) -> None:
        """Take in a box of the unturned page that is no line by itself."""
        x0, y0, x1, y1 = self.turning.box(left, bottom, right, top)
        self.dots.append(((x0 + x1) / 2, (y0 + y1) / 2))

    def lacks_sides(self) -> bool:
        """Return whether there are no lines between columns, but those of a frame or a head."""
        return len(self.verticals) <= _FRAME

    def may_be_table(self) -> bool:
        """Return whether there are lines between columns, or enough of them between rows."""
        return bool(self.verticals) or len(self.horizontals) >= FEWEST_RULES

    def with_tiles(self, tiles: Ruling) -> Ruling:
        """Return the lines of a page together with the edges of its coloured cells.

        Cells that make up a table tell its columns; those of a head alone stand above further rows,
        which have lines of their own.
        """
        if not tiles.verticals:
            self.horizontals.extend(tiles.horizontals)
            return self
        top = min(rule.start for rule in tiles.verticals) - THIN
        bottom = max(rule.stop for rule in tiles.verticals) + THIN
        beyond = {round(rule.at) for rule in self.horizontals if not top <= rule.at <= bottom}
        if len(beyond) < FEWEST_RULES:
            tiles.tiled = True
            return tiles
        self.horizontals.extend(tiles.horizontals)
        return self

    def close(self) -> None:
        """Rule off a page that shows nothing of a table but its sides: a row fills all of it."""
        if self.horizontals or not self.verticals:
            return
        left, right = min(self.verticals).at, max(self.verticals).at
        ends = min(v.start for v in self.verticals), max(v.stop for v in self.verticals)
        self.horizontals.extend(Rule(at, left, right) for at in ends)

    def join_dots(self) -> None:
        """Take in the lines that dots make, as browsers print them."""
        if len(self.dots) >= FEWEST:
            across, down = dotted(self.dots)
            self.horizontals.extend(across)
            self.verticals.extend(down)


def ruling_of_tiles(
    boxes: Sequence[tuple[Box, bool]], turning: Turning, sides: Sequence[float] = ()
) -> Ruling:
    """Return the edges of the cells of a table that has colours in place of ruling lines.

    Args:
        boxes: What is filled, in the order in which it is drawn, with whether it is white.
        turning: How the page is turned.
        sides: Where such a table that may go on upon the page begins and ends from left to right;
            empty where there is none.
    """
    upright = Turning(0, 0.0, 0.0, *turning.size)
    ruling = Ruling(upright)
    turned = [(_turned(box, turning), white) for box, white in boxes]
    cells = on_ground(turned)

    def goes_on(around: Box) -> bool:
        beside = zip(sides, (around[0], around[2]), strict=False)
        return bool(sides) and all(abs(one - other) <= THIN for one, other in beside)

    for left, bottom, right, top in cells_of(cells, goes_on):
        ruling.add(left, bottom, right, bottom)
        ruling.add(left, top, right, top)
        ruling.add(left, bottom, left, top)
        ruling.add(right, bottom, right, top)
    if not ruling.verticals:
        for left, bottom, right, top in bands_of(cells):
            ruling.add(left, bottom, right, bottom)
            ruling.add(left, top, right, top)
    return ruling


def _turned(box: Box, turning: Turning) -> Box:
    """Return a box as it stands on the page turned to be read, counted from its bottom left."""
    left, top, right, bottom = turning.box(*box)
    _, height = turning.size
    return left, height - bottom, right, height - top
