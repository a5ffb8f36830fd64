"""Levels side by side, each with its own names and values → one list below one head.

Some provinces print a row of groups 成本指标, 产出指标, 效益指标 in the head of a running table,
and the names and values of each below its own, or below second levels within it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.model import Traced
from jiheng.reading.layouts.grids.lattice import Cell, Lattice
from jiheng.reading.layouts.words.level_labels import FIRST, is_level
from jiheng.reading.layouts.words.roles import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.reading.layouts.heads.head import Column, Head

_BLANK = Traced()
_LEVELS = (Traced("一级指标"), Traced("二级指标"))
_NAME = "name3"
_LABELS = frozenset(form for word in FIRST for form in (word, f"{word}指标"))


@dataclass(frozen=True, slots=True)
class _Group:
    """The columns of one level: its label, with the second level in it, and those below it."""

    levels: tuple[Traced, ...]
    columns: tuple[Column, ...]


@dataclass(slots=True)
class _Copy:
    """A lattice while its rows are written anew, the groups below each other."""

    lattice: Lattice
    groups: Sequence[_Group]
    first: int
    made: Lattice = field(default_factory=Lattice)
    cells: dict[int, Cell] = field(default_factory=dict)
    rests: dict[int, int] = field(default_factory=dict)
    """Row that a page end cuts → the row with the rest of it."""

    def line(self, row: int, listed: Sequence[Cell], own: Sequence[Cell] | None = None) -> None:
        """Add a row: the cells of the project, and those of the list beside them."""
        at = len(self.made.places)
        if own is None:
            own = [self.own(cell, at) for cell in self.lattice.places[row][: self.first]]
        for column, cell in enumerate(listed, self.first):
            cell.row, cell.column, cell.stop = at, column, column + 1
        self.made.places.append([*own, *listed])
        self.made.pages.append(self.lattice.pages[row])
        self.made.bottoms.append(self.lattice.bottoms[row])

    def own(self, cell: Cell, at: int) -> Cell:
        """Return the copy of a cell of the project, one row higher for each row it is asked for."""
        if id(cell) not in self.cells:
            width = min(cell.stop, self.first) - cell.column
            self.cells[id(cell)] = Cell(cell.text, at, cell.column, 0, width)
        copy = self.cells[id(cell)]
        copy.height = at - copy.row + 1
        return copy


def spread(lattice: Lattice, heads: Sequence[Head]) -> tuple[Lattice, list[Traced]] | None:
    """Return a lattice in which levels side by side stand below each other.

    Returns:
        The lattice and the parts of its heads that it no longer holds; None where there are none.
    """
    groups = _groups(lattice, heads[0]) if heads else []
    if len(groups) < 2:  # noqa: PLR2004 - side by side
        return None
    copy = _Copy(lattice, groups, groups[0].columns[0].first)
    again: list[Traced] = []
    starts: dict[int, int] = {}
    name = next((c.first for c in heads[0].columns if c.role == "name"), 0)
    heading = {row: head for head in heads for row in range(head.first, head.stop)}
    money = next((c.first for c in heads[0].columns if c.role == "total"), name)
    copy.rests.update(_rests(lattice, groups, money, set(heading)))
    row = 0
    while row < len(lattice):
        stop = row + 1
        starts[row] = len(copy.made.places)
        if row in heading:
            _head(copy, row, heading[row])
            again.extend(c.text for c in lattice.row(row) if c.stop > copy.first)
        else:
            own = lattice.places[row][name]
            stop = max(stop, min(own.row + own.height, len(lattice)))
            for number in range(row, stop):
                starts[number] = starts[row]
            _block(copy, row, stop)
        row = stop
    copy.made.seams, copy.made.breaks = (
        {starts[at] for at in own} for own in (lattice.seams, lattice.breaks)
    )
    return copy.made, again


def _rests(
    lattice: Lattice, groups: Sequence[_Group], money: int, heading: set[int]
) -> Iterator[tuple[int, int]]:
    """Yield rows that a page end cuts, with the row behind it: no money, names without values."""
    for seam in lattice.seams:
        rest, row = seam, seam - 1
        while rest in heading:
            rest += 1
        if rest >= len(lattice) or row in heading or lattice.places[rest][money].text:
            continue
        under = [[lattice.places[rest][c.first].text for c in g.columns] for g in groups]
        above = [[lattice.places[row][c.first].text for c in g.columns] for g in groups]
        halves = all(all(a) for a, u in zip(above, under, strict=True) if any(u))
        if halves and any(u[0] and not any(u[1:]) for u in under):
            yield row, rest


def _groups(lattice: Lattice, head: Head) -> list[_Group]:
    """Return the levels of a head that have names of their own below them."""
    named = [column for column in head.columns if _NAME in {column.role, column.again}]
    if len(named) < 2:  # noqa: PLR2004 - side by side
        return []
    groups = []
    for column in named:
        levels = _levels_over(lattice, head, column)
        if not levels:
            return []
        level = levels[-1]
        own = [c for c in head.columns if level.column <= c.first and c.stop <= level.stop]
        groups.append(_Group(tuple(cell.text for cell in levels), tuple(own)))
    last = groups[-1].columns[-1].stop
    alike = len({(len(group.levels), len(group.columns)) for group in groups}) == 1
    return groups if alike and last == head.columns[-1].stop else []


def _levels_over(lattice: Lattice, head: Head, column: Column) -> list[Cell]:
    """Return the first level over a column of names, and the second one below it if there is."""
    over = (lattice.places[row][column.first] for row in range(head.first, head.stop - 1))
    wide = list({id(cell): cell for cell in over if cell.width > 1}.values())
    first = next((n for n, c in enumerate(wide) if plain(c.text.text) in _LABELS), len(wide))
    second = [cell for cell in wide[first + 1 : first + 2] if is_level(plain(cell.text.text), 2)]
    return [*wide[first : first + 1], *second]


def _head(copy: _Copy, row: int, head: Head) -> None:
    """Write a row of a head, in which the labels of the list stand once."""
    if row > head.first:
        above = copy.made.places[-1][copy.first :]
        copy.line(row, [Cell(_BLANK, 0, 0) for _ in above])
        for cell in above:
            cell.height += 1
        copy.made.places[-1][copy.first :] = above
        return
    labels = [copy.lattice.places[head.stop - 1][c.first].text for c in copy.groups[0].columns]
    levels = _LEVELS[: len(copy.groups[0].levels)]
    copy.line(row, [Cell(text, 0, 0) for text in (*levels, *labels)])


def _block(copy: _Copy, first: int, stop: int) -> None:
    """Write the rows of a project: those of one level after the other."""
    listed = list(_listed(copy, first, stop))
    whole = [
        cell if cell.row + cell.height >= stop and (cell.text or cell.height > 1) else None
        for cell in copy.lattice.places[first][: copy.first]
    ]
    for index in range(max(len(listed), stop - first)):
        row, cells = listed[index] if index < len(listed) else (stop - 1, None)
        at = len(copy.made.places)
        own = []
        for column, cell in enumerate(whole):
            beside = copy.lattice.places[min(first + index, stop - 1)][column]
            within = first + index < stop or cell is not None
            own.append(copy.own(cell or beside, at) if within else Cell(_BLANK, at, column))
        copy.line(row, cells or [Cell(_BLANK, 0, 0) for _ in range(_width(copy))], own)


def _width(copy: _Copy) -> int:
    return len(copy.groups[0].levels) + len(copy.groups[0].columns)


def _text(copy: _Copy, row: int, column: Column) -> Traced:
    """Return what a row says under a column, with the rest that stands on the next page."""
    cell = copy.lattice.places[row][column.first]
    text = cell.text if cell.row == row else _BLANK
    rest = copy.rests.get(row)
    return text if rest is None else text + copy.lattice.places[rest][column.first].text


def _listed(copy: _Copy, first: int, stop: int) -> Iterator[tuple[int, list[Cell]]]:
    """Yield what a project lists: the level, and the cells below it that hold anything."""
    behind = set(copy.rests.values())
    for group in copy.groups:
        for row in range(first, stop):
            texts = [_text(copy, row, column) for column in group.columns if row not in behind]
            if any(texts):
                yield row, [Cell(text, 0, 0) for text in (*group.levels, *texts)]
