"""Tables that say they go on (续表), whatever stands between their parts or is printed again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.reading.layouts.heads.heads import find_heads
from jiheng.reading.layouts.outside.fronts import is_title
from jiheng.reading.layouts.words.level_labels import says_level
from jiheng.reading.layouts.words.roles import role_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Traced
    from jiheng.reading.containers.cells.sheet import Grid, Sheet
    from jiheng.reading.layouts.heads.one_grid import OneGrid

_GOES_ON = seldom(r"[（(]?(?:续表|续上表|接上表|续)[一二三四\d]?[）)]?[:：]?")
_TITLE_GOES_ON = seldom(r".+[（(](?:续表|续上表|接上表|续)[一二三四\d]?[）)]")


def is_marked(sheet: Sheet, grid: Grid, lines: Sequence[int]) -> bool:
    """Return whether the title above a grid, or its first row, says that a table goes on."""
    rows = [*(sheet.rows[index] for index in lines), sheet.rows[grid.first]]
    alone = [row for row in rows if len(_said(row)) == 1]
    titles = [row for row in alone if is_title(_said(row)[0]) or says_on(row)]
    return bool(titles) and all(map(says_on, titles))


def says_on(cells: Sequence[Traced]) -> bool:
    """Return whether a line says nothing but that a table goes on, with its title or without."""
    said = _said(cells)
    if len(said) != 1:
        return False
    title = is_title(said[0]) and _TITLE_GOES_ON.fullmatch(said[0])
    return bool(title or _GOES_ON.fullmatch(said[0]))


def repeats_top(before: Sequence[Grid], one: OneGrid) -> bool:
    """Return whether a grid begins with the first rows of its form, values and all, on a new page.

    What follows is no field of a form: another form of the same project would state its own.
    """
    if one.grid.page is None or one.grid.page == before[-1].page:
        return False
    top = [_said(row) for row in one.sheet.rows[before[0].first : before[0].stop]]
    own = list(map(_said, one.rows))
    count = next((at for at, (a, b) in enumerate(zip(top, own, strict=False)) if a != b), len(own))
    if count == len(own) or all(len(row) <= 1 or not _names(row[0]) for row in own[:count]):
        return False
    if any(head.has_projects and head.first < count for head in find_heads(one.lattice)):
        return False
    return not any(
        role_in(text, vocabulary) and not says_level(text)
        for text in own[count]
        for vocabulary in ("labels", "money_lines")
    )


def without_repeats(before: Sequence[Grid], one: OneGrid) -> tuple[Grid, list[Traced]]:
    """Return a grid that goes on, and apart from it the first rows of its table printed again."""
    sheet, grid = one.sheet, one.grid
    known = {_said(sheet.rows[row]) for each in before for row in range(each.first, each.stop)}
    first, stop = grid.first, grid.first + one.head.first if one.head else grid.stop - 1
    tall = {row for (row, _), (down, _) in sheet.merges.items() if down > 1}
    while first < stop and first not in tall:
        if not says_on(sheet.rows[first]) and _said(sheet.rows[first]) not in known:
            break
        first += 1
    again = [cell for row in sheet.rows[grid.first : first] for cell in row]
    bottoms = grid.bottoms[first - grid.first :]
    return replace(grid, first=first, bottoms=bottoms), again


def _names(text: str) -> bool:
    return role_in(text, "labels") in {"name", "self"}


def _said(cells: Sequence[Traced]) -> tuple[str, ...]:
    return tuple(cell.text for cell in cells if cell)
