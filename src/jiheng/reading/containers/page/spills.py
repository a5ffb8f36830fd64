"""Text that runs out of the bottom of a table: a cell cut by the page end, printed on below."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.reading.containers.page.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.containers.page.grids import RuledCell, RuledTable
    from jiheng.reading.containers.page.ink import Glyph

NEAR = 1.2
"""Heights of a line within which text below a table still belongs to its last cells."""

SAME_SIZE = 0.15
"""Share of its height by which a line may differ from the cell that it goes on from."""

COLUMN_GAP = 1.8
"""Heights of a line between parts of it that are several columns, and no words of one cell."""

_LABEL = re.compile("[（(]?[一-鿿、/（）() ]{1,8}[:：]|第.*页|第[一二三四五六七八九十]部分")
_TITLE = re.compile(
    "[^，。；;]*(?:绩效|预算|决算|收支|经费|采购)[^，。；;]*表(?:[（(].{1,12}[）)])?$"
    "|[（(]?20\\d{2}年度?[）)]?$"
)
"""The title of the next table, or the year below it, at the end of a page."""
_NUMBER = re.compile(r"[-—–]*\s?\d+\s?[-—–]*$")
"""The number of a page where it stands alone; beside other parts, the end of a code."""


def spilled(
    outside: Sequence[Glyph], tables: Sequence[RuledTable], inside: Sequence[list[list[Glyph]]]
) -> list[Glyph]:
    """Give what runs out of the last cells of a page to them; return the other characters.

    Only a cell that is empty, or filled down to its end, runs over, in letters of its own size.
    """
    if not tables or not outside:
        return list(outside)
    table, cells = tables[-1], inside[-1]
    left, _, right, bottom = table.box
    taken: set[int] = set()
    reached = bottom
    for whole in lines_of([glyph for glyph in outside if _is_below(glyph, bottom)]):
        line = [glyph for glyph in whole if left <= glyph.left and glyph.right <= right]
        if not line:
            continue
        top, low = min(glyph.top for glyph in line), max(glyph.bottom for glyph in line)
        height = _height(line)
        if top - reached > NEAR * height:
            break
        parts = _by_cell(line, table)
        if _is_aside(whole, list(parts.values())) or _crosses(whole, parts):
            break
        if any(
            _is_parted(part) and not _is_parted(cells[number]) for number, part in parts.items()
        ):
            break
        for number, part in parts.items():
            own = cells[number]
            alike = _is_as_large(height, own or [glyph for cell in cells for glyph in cell])
            if alike and _runs_over(own, table.cells[number], min(top, bottom), height):
                own.extend(part)
                taken.update(map(id, part))
        reached = low
    return [glyph for glyph in outside if id(glyph) not in taken]


def _is_below(glyph: Glyph, bottom: float) -> bool:
    return glyph.top + glyph.bottom >= 2 * bottom


def _by_cell(line: Sequence[Glyph], table: RuledTable) -> dict[int, list[Glyph]]:
    """Return the characters of a line by the cell of the last row above them."""
    last = (table.rows[-2] + table.rows[-1]) / 2
    parts: dict[int, list[Glyph]] = {}
    for glyph in line:
        number = table.cell_at((glyph.left + glyph.right) / 2, last)
        if number is not None:
            parts.setdefault(number, []).append(glyph)
    return parts


def _height(line: Sequence[Glyph]) -> float:
    return max(glyph.bottom - glyph.top for glyph in line)


def _is_as_large(height: float, others: Sequence[Glyph]) -> bool:
    """Whether a line is as high as some character it may go on from: a heading is higher."""
    return not others or any(
        abs(glyph.bottom - glyph.top - height) <= SAME_SIZE * height for glyph in others
    )


def _runs_over(own: Sequence[Glyph], cell: RuledCell, bottom: float, height: float) -> bool:
    """Whether a cell is filled down to its end, or to the line that stands on that end."""
    if not own:
        return cell.height > 1
    return bottom - max(glyph.bottom for glyph in own) < height


def _is_parted(glyphs: Sequence[Glyph]) -> bool:
    """Whether the words of some line of a cell stand apart, as those of several columns do."""
    return any(
        after.left - glyph.right > COLUMN_GAP * (glyph.bottom - glyph.top)
        for line in lines_of(glyphs)
        for glyph, after in pairwise(line)
    )


def _crosses(line: Sequence[Glyph], parts: dict[int, list[Glyph]]) -> bool:
    """Whether a line runs on from one column into the next, or beyond: it is prose."""
    ends = {id(part[-1]) for part in parts.values()}
    begins = {id(part[0]) for part in parts.values()}
    return any(
        (id(glyph) in ends or id(after) in begins)
        and abs(after.left - glyph.right) < NEAR * (glyph.bottom - glyph.top) / 2
        for glyph, after in pairwise(line)
    )


def _is_aside(whole: Sequence[Glyph], parts: Sequence[Sequence[Glyph]]) -> bool:
    """Whether a line is no part of the table: a label with its value, a title, a page's number."""
    texts = ["".join(glyph.text for glyph in part) for part in (whole, *parts)]
    if _TITLE.match(texts[0]):
        return True
    return any(map(_LABEL.match, texts)) or (len(parts) == 1 and bool(_NUMBER.match(texts[1])))
