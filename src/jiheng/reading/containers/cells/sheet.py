"""What every container gives: rows of cells that know their place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.model import Origin, Problem, Traced


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an origin, such as a tag or a rule of dashes."""

    origin: Origin
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A stretch of rows that stand in one table, ruled or of a workbook.

    Attributes:
        first: Index of its first row in the sheet.
        stop: One past its last row.
        page: Page on which it stands, counted from 1; None where there are no pages.
        edges: Where its columns begin and the last one ends, in points from the left; empty where
            columns have no width. Grids of neighbouring pages with the same edges are one table.
        bottoms: Where its rows end, in points from the top; empty where rows have no height.
        last_page: The page with its last columns, where those are printed on several.
        open_left: Its rows, from 0, without a line at its left side, where others have one.
        open_right: Those without one at its right side.
    """

    first: int
    stop: int
    page: int | None = None
    edges: tuple[float, ...] = ()
    bottoms: tuple[float, ...] = ()
    last_page: int | None = None
    open_left: frozenset[int] = frozenset()
    open_right: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A grid as found in a document; a line of prose is a row of one cell.

    Attributes:
        rows: Cells with white space and markup removed and entities decoded; merged cells have
            their text at the anchor and are empty elsewhere.
        merges: Row and column of the anchor of a merged cell → how many rows and columns it covers.
        grids: The tables among the rows; rows outside are prose of one cell. None are told where
            the container does not know tables from prose.
        origins: Everything the cells were cut from, to prove that nothing was lost.
        markup: Stretches of the origins that are separators by themselves.
        problems: Trouble with the container, such as bytes that are no text.
        unseen: Stretches of the origins that were read though they are hidden.
        cover: What the first page says, where the document has pages; it may hold no table.
    """

    name: str
    rows: tuple[tuple[Traced, ...], ...]
    origins: tuple[Origin, ...] = ()
    markup: tuple[Piece, ...] = ()
    problems: tuple[Problem, ...] = ()
    merges: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    grids: tuple[Grid, ...] = ()
    unseen: tuple[Piece, ...] = ()
    cover: Traced | None = None
