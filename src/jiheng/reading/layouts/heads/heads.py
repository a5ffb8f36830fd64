"""Heads of columns: which rows of a lattice name its columns, and what each column holds."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from jiheng.language.comparators import COMPARING
from jiheng.reading.layouts.cells.listed import names_level
from jiheng.reading.layouts.drafts import MONEY
from jiheng.reading.layouts.grids.lattice import Cell
from jiheng.reading.layouts.heads.column_roles import resolved
from jiheng.reading.layouts.heads.execution import execution_role
from jiheng.reading.layouts.heads.head import LEVELS, VALUES, Column, Head, head_of
from jiheng.reading.layouts.heads.level_columns import with_level_columns
from jiheng.reading.layouts.heads.misread_heads import agreed, is_again
from jiheng.reading.layouts.heads.name_columns import with_names
from jiheng.reading.layouts.heads.project_names import with_projects
from jiheng.reading.layouts.heads.sign_columns import with_signs
from jiheng.reading.layouts.heads.twin_heads import twins
from jiheng.reading.layouts.heads.value_parts import with_parts
from jiheng.reading.layouts.heads.wide_heads import with_levels
from jiheng.reading.layouts.words.roles import column_role, money_role, names_source, plain, role_in
from jiheng.reading.layouts.words.terms import of_group, of_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jiheng.reading.layouts.grids.lattice import Lattice

TALLEST = 3
"""Rows that a head has at most."""

_TALLEST_OF = {"name": 4, "serial": 4}
"""Rows that a head has at most beside the names or numbers of projects, as no form has them."""

FEWEST_NUMBERED = 4
"""Columns that a row of numbers numbers at least; fewer may be figures."""

_PARTS_OF_VALUE = 3
"""Columns that a value is parted into at most: its sign, its number, its unit."""

_INDICATORS = LEVELS | {"name3"}
_OF_PROJECTS = frozenset(("goal", "indicators", "total_score"))
"""What a list of projects without indicators holds of each: its goal, or how it was judged."""

_GROUP = re.compile("^其中|指标|目标值|资金|预算|收入|支出|偏差|可能性")
"""What groups of columns are called."""

_LETTERS = frozenset(("栏次", *"甲乙丙丁戊己庚辛"))
"""How columns of words are numbered, before those of figures."""

_COMPUTED = re.compile(r"(?<=\d)\s*[=＝].+$")
_BRACKETS = frozenset("（(")
_IN_BRACKETS = re.compile(r"[（(](?=.*[^\d.,，\s）)])[^（()）]{1,30}[）)]")
_DIGIT = re.compile(r"\d")
_SIGNS = re.compile(rf"[{COMPARING}](?:[/、,|或和]?[{COMPARING}])+")
"""A head that shows the signs below it: ≥/≤/=."""

_OF_MONEY = re.compile("资金|预算|金额|经费|拨款|投入")
"""What groups of columns of money are called: 资金总额 over 财政拨款 and 其他."""

_TICKED = frozenset(("likelihood", "deviation"))
_GROUPING = VALUES | _TICKED
"""Heads that group the parts below them, in workbooks perhaps without being merged."""

_PARTS = {"符号": "sign", "单位": "unit"}
_PARTS |= dict.fromkeys(("数值", "值", "内容", "定量", "定性", "定量值", "定性值"), "annual_value")
"""What stands under a head of values that is parted: 目标值 over 符号, 数值 and 单位."""


_FIGURE = re.compile(r"\d(?!\d?[月年])")
"""A figure that is none of a month or year: ≥60, but not 6月底."""

_TIME = re.compile("月|季度|年")
_OF_ALL = re.compile("全[国省市州县区](?:合计|总计|汇总)?|(?:合|总)计|汇总")
"""The sum under a head of values that is parted among places: 全省合计, 甲市, 乙县."""


def find_heads(lattice: Lattice) -> list[Head]:
    """Return the heads of a lattice from top to bottom, repeated ones included."""
    return _find(lattice, _is_head)


def heads_of_spending(lattice: Lattice) -> list[Head]:
    """Return the heads of a list that says what became of the money of projects, not their goals.

    Only its title tells such a list from one of a budget.
    """
    return _find(lattice, _tells_spending)


def _find(lattice: Lattice, accepts: Callable[[Head], bool]) -> list[Head]:
    heads: list[Head] = []
    row, rows = 0, len(lattice)
    while row < rows:
        head = _head_at(lattice, row, accepts)
        if head is not None and not head.has_indicators and _is_of_tasks(lattice, head):
            head = None
        if heads and (head is None or head.labels() != heads[0].labels()):
            head = _again(lattice, heads[0], row) or _part_again(lattice, heads[0], row) or head
        if head is None:
            row += 1
            continue
        misread = bool(heads) and head.labels() != heads[0].labels() and is_again(head, heads[0])
        heads = agreed(heads, head) if misread else [*heads, head]
        row = head.stop
    return heads


def first_head(lattice: Lattice, rows: Iterable[int]) -> Head | None:
    """Return the head that begins in the first of some rows in which any begins."""
    return next((head for row in rows if (head := _head_at(lattice, row))), None)


def _again(lattice: Lattice, head: Head, row: int) -> Head | None:
    """Return a head printed again cell by cell, whatever of it is merged this time."""
    height = head.stop - head.first
    if row + height > len(lattice):
        return None
    for at in range(height):
        one, two = lattice.filled[head.first + at], lattice.filled[row + at]
        if len(one) != len(two) or not all(map(_are_alike, one, two)):
            return None
    return replace(head, first=row, stop=row + height)


def _is_of_tasks(lattice: Lattice, head: Head) -> bool:
    """Whether the tasks of a form stand below a head, beside their label: 年度主要任务."""
    label, *others = lattice.filled[head.first]
    beside = label.height > head.stop - head.first
    names = any(role_in(cell.text.text, "tasks") == "name" for cell in others)
    return beside and names and "任务" in label.text.text


def _part_again(lattice: Lattice, head: Head, row: int) -> Head | None:
    """Return a head of which a page prints one row again: who chose what to repeat chose that."""
    said = lattice.filled[row]
    rows = range(head.first, head.stop)
    if len(rows) == 1 or len(said) < 2:  # noqa: PLR2004 - a name and a value at least
        return None
    for at in rows:
        if len(lattice.filled[at]) == len(said) and all(map(_are_alike, lattice.filled[at], said)):
            return replace(head, first=row, stop=row + 1)
    return None


def _are_alike(one: Cell, two: Cell) -> bool:
    """Whether two cells say the same in the same column."""
    return one.column == two.column and plain(one.text.text) == plain(two.text.text)


def _head_at(
    lattice: Lattice, row: int, accepts: Callable[[Head], bool] | None = None
) -> Head | None:
    named = [cell for cell in lattice.filled[row] if column_role(cell.text.text)]
    if not named or (len(named) == 1 and not 1 < named[0].height <= _tallest(named[0])):
        return None
    height = max(
        (
            cell.height
            for cell in named
            if (cell.height <= TALLEST or cell.height <= _tallest(cell))
            and column_role(cell.text.text) != "indicators"
        ),
        default=1,
    )
    stop = min(row + height, len(lattice))
    if len(named) > 1 and stop == row + 1 < len(lattice):
        wide = _widened(lattice, named)
        more = _names_more(lattice, stop) or _parts_groups(lattice, stop, wide)
        more = more or _parts_values(lattice, stop, wide)
        first = lattice.filled[stop][0] if lattice.filled[stop] else named[0]
        if not more and first.column > named[0].column:
            more = _names_below_groups(lattice, stop)
        if not more and first.text.text[:1] in _BRACKETS:
            more = _explains_heads(lattice.filled[stop])
        stop += more
    if stop == row + 1 and _names_too_few(lattice.filled[row], named):
        return None
    columns = with_levels(lattice, resolved(_columns(lattice, row, stop)), stop)
    columns = with_projects(lattice, columns, stop)
    columns = _of_first(lattice, _over_blanks(lattice, columns, stop), stop)
    columns = with_parts(lattice, columns, stop)
    columns = with_level_columns(lattice, with_signs(lattice, columns, stop), stop)
    columns = with_names(lattice, columns, stop)
    if stop < len(lattice) and _numbers_columns(lattice.filled[stop]):
        stop += 1
    head = head_of(row, stop, columns)
    return head if (accepts or _is_head)(head) else None


def _tallest(cell: Cell) -> int:
    return _TALLEST_OF.get(column_role(cell.text.text) or "", TALLEST)


def _over_blanks(lattice: Lattice, columns: tuple[Column, ...], stop: int) -> tuple[Column, ...]:
    """Let a column of values hold the parts of values below blank heads beside it: ≥, 95, %.

    Who does not merge the cells of a head leaves such blanks; on a page they are gaps.
    """
    at = next((n for n, column in enumerate(columns) if column.role == "annual_value"), None)
    if at is None or at + 1 == len(columns) or lattice.pages[stop - 1] is not None:
        return columns
    gap = range(columns[at].stop, columns[at + 1].first)
    if not 0 < len(gap) < _PARTS_OF_VALUE or not any(
        line[column].text.text for line in lattice.places[stop:] for column in gap
    ):
        return columns
    if _are_values(lattice, stop, range(columns[at].first, gap.stop)):
        return columns
    return (*columns[:at], replace(columns[at], stop=gap.stop), *columns[at + 1 :])


def _of_first(lattice: Lattice, columns: tuple[Column, ...], stop: int) -> tuple[Column, ...]:
    """Let a head over several values beside each other be that of the first, not of them as one."""
    at = next((n for n, column in enumerate(columns) if column.role == "annual_value"), None)
    if at is None or stop == len(lattice):
        return columns
    own = columns[at]
    narrow = min(line[own.first].stop for line in lattice.places[stop:])
    if narrow >= own.stop or not _are_values(lattice, stop, range(own.first, own.stop)):
        return columns
    return (*columns[:at], replace(own, stop=max(narrow, own.first + 1)), *columns[at + 1 :])


def _are_values(lattice: Lattice, stop: int, span: range) -> bool:
    """Whether cells beside each other are values of their own, each with its figure: 12场, 15场."""
    lines = ({id(line[at]): line[at] for at in span}.values() for line in lattice.places[stop:])
    figures = [sum(_DIGIT.search(cell.text.text) is not None for cell in cells) for cells in lines]
    return sum(1 for count in figures if count > 1) * 2 > sum(1 for count in figures if count)


def _numbers_columns(cells: Sequence[Cell]) -> bool:
    """Whether a row below a head numbers its columns: 1, 2, 3 …, behind 栏次 or 甲, 乙.

    A number may say of which others its column is the sum: 1=2+3. That of a hidden column stands
    behind the others.
    """
    said = [text for cell in cells if (text := cell.text.text) not in _LETTERS]
    if len(cells) < FEWEST_NUMBERED or not said or said[0][:1] != "1":
        return False
    numbers = {_COMPUTED.sub("", text) for text in said}
    return numbers == {str(at + 1) for at in range(len(said))}


def _explains_heads(cells: Sequence[Cell]) -> bool:
    """Whether a row says in brackets what stands below heads, and nothing else: （必填）."""
    return all(_IN_BRACKETS.fullmatch(cell.text.text) for cell in cells)


def _names_too_few(filled: Sequence[Cell], named: Sequence[Cell]) -> bool:
    """Whether a row names less than half of its columns, or one: no need to look closer."""
    low = sum(1 for cell in filled if cell.height == 1)
    known = sum(1 for cell in named if cell.height == 1)
    roles = {column_role(cell.text.text) for cell in named} if known * 2 < low else frozenset()
    if roles >= _INDICATORS:
        return False
    if "name" in roles:
        low_ones = [cell.text.text for cell in filled if cell.height == 1]
        known += sum(1 for said in low_ones if names_level(said) or execution_role(said))
        known += sum(map(_describes, low_ones)) if "goal" in roles else 0
    return known * 2 < low or known < 2  # noqa: PLR2004 - a name and a value at least


def _widened(lattice: Lattice, cells: Sequence[Cell]) -> list[Cell]:
    """Return heads of a workbook, as wide as the blanks behind them that nobody merged to them."""
    wide: list[Cell] = []
    for cell in cells:
        line, stop = lattice.places[cell.row], cell.stop
        while (
            lattice.pages[cell.row] is None
            and column_role(cell.text.text) in _GROUPING
            and cell.height == 1
            and stop < len(line)
            and not line[stop].text
        ):
            stop += 1
        wide.append(Cell(cell.text, cell.row, cell.column, cell.height, stop - cell.column))
    return wide


def _parts_groups(lattice: Lattice, row: int, named: Sequence[Cell]) -> bool:
    """Whether a row says nothing but the heads of columns to tick, under those of their groups."""
    groups = [cell for cell in named if cell.width > 1]
    groups = [cell for cell in groups if column_role(cell.text.text) in _TICKED]
    filled = lattice.filled[row] if groups else ()
    return len(filled) > 1 and all(
        any(group.column <= cell.column and cell.stop <= group.stop for group in groups)
        for cell in filled
    )


def _parts_values(lattice: Lattice, row: int, named: Sequence[Cell]) -> bool:
    """Whether a row says nothing but of which time values are, or their parts: 实施期, 年度."""
    groups = [c for c in named if c.width > 1 and column_role(c.text.text) in VALUES]
    ticked = [c for c in named if column_role(c.text.text) in _TICKED]
    filled = [c for c in lattice.filled[row] if not _is_under(ticked, c)] if groups else []
    parts = [_part_of(groups, c) or _TIME.search(c.text.text) for c in filled]
    if len(parts) < 2 or not any(parts):  # noqa: PLR2004 - two parts at least
        return False
    return all(_part_of(groups, cell) for cell in filled) or _are_words_under(groups, filled)


def _are_words_under(groups: Sequence[Cell], cells: Sequence[Cell]) -> bool:
    """Whether cells stand below heads of values, and have no figures but those of months."""
    return all(_is_under(groups, cell) for cell in cells) and not any(
        _FIGURE.search(cell.text.text) for cell in cells
    )


def _is_under(groups: Iterable[Cell], cell: Cell) -> bool:
    return any(group.column <= cell.column and cell.stop <= group.stop for group in groups)


def _part_of(groups: Iterable[Cell], cell: Cell) -> bool:
    """Whether a cell below one of some heads of values says of which time they are, or a part."""
    return any(
        group.column <= cell.column
        and cell.stop <= group.stop
        and _role(group.text.text, cell.text.text)
        for group in groups
    )


def _names_more(lattice: Lattice, row: int) -> bool:
    """Whether a row goes on with the head above it, though nothing is merged."""
    filled, over = lattice.filled[row], lattice.filled[row - 1]
    roles = [column_role(cell.text.text) for cell in filled]
    if len(filled) < 2 or not any(roles):  # noqa: PLR2004 - a name and a value at least
        return False
    named = [column_role(cell.text.text) for cell in over]
    above = set(named)
    if above & VALUES:
        own = zip(over, named, strict=True)
        groups = [cell for cell, role in own if role in VALUES and cell.width > 1]
        roles = [
            role for cell, role in zip(filled, roles, strict=True) if not _part_of(groups, cell)
        ]
    if not all(roles) or above & set(roles):
        return False
    if _are_of_group(over, filled):
        return True
    return all(
        role or (cell.width > 1 and _GROUP.search(cell.text.text))
        for cell, role in zip(over, named, strict=True)
    )


def _are_of_group(over: Sequence[Cell], cells: Sequence[Cell]) -> bool:
    """Whether cells all stand below one wide head of indicators: 绩效指标 over 指标名称, 指标值."""
    return any(
        group.width > 1
        and column_role(group.text.text) == "indicators"
        and all(_is_under((group,), cell) for cell in cells)
        for group in over
    )


def _names_below_groups(lattice: Lattice, row: int) -> bool:
    """Whether a row names the columns of groups whose cells went lost: 资金 above 总额, 财政拨款.

    Plain text keeps nothing of a merged cell but its text in the first of its places, and blanks.
    """
    if lattice.pages[row] is not None:
        return False
    below, places = lattice.filled[row], lattice.places[row - 1]
    told = {cell.column for cell in below}
    groups = {at for at in told if places[at].text and at + 1 in told and not places[at + 1].text}
    if not groups or any(places[at].text and at not in groups for at in told):
        return False
    known = [cell for cell in below if _names_column(cell.text.text)]
    others = (cell.text.text for cell in below if cell not in known)
    return len(known) * 2 > len(below) and not any(map(_DIGIT.search, others))


def _names_column(text: str) -> bool:
    return bool(column_role(text) or money_role(text) or execution_role(text))


def _columns(lattice: Lattice, row: int, stop: int) -> tuple[Column, ...]:
    """Return the columns that some rows name, two for a cell that holds the heads of both."""
    said = {
        id(cell): _Said(cell.text.text, cell.row - row, cell.column, cell.height)
        for index in range(row, stop)
        for cell in lattice.across[index]
    }
    lines = tuple(tuple([said[id(cell)] for cell in line]) for line in lattice.places[row:stop])
    if lattice.pages[row] is None and len(lines) > 1:
        lines = (_over_gaps(lines), *lines[1:])
    columns: list[Column] = []
    for column, words, over in _named(lines):
        pair = twins(lattice, words, over, stop) if words else None
        if pair:
            columns.extend(Column(column_role(own), own, at.start, at.stop) for own, at in pair)
        elif column:
            columns.append(column)
    return tuple(columns)


def _over_gaps(lines: tuple[tuple[_Said, ...], ...]) -> tuple[_Said, ...]:
    """Return the first row of a head, its groups over the blanks below which their parts stand."""
    own = list(lines[0])
    group: _Said | None = None
    for at, cell in enumerate(own):
        if cell.words:
            group = cell if cell.height == 1 and column_role(cell.words) in _GROUPING else None
        elif group is not None and any(line[at].words and line[at] != cell for line in lines[1:]):
            own[at] = group
        else:
            group = None
    return tuple(own)


class _Said(NamedTuple):
    """A cell of a head, its row counted from the first of the head."""

    words: str
    row: int
    column: int
    height: int


@lru_cache(maxsize=1024)
def _named(lines: tuple[tuple[_Said, ...], ...]) -> tuple[tuple[Column | None, str, range], ...]:
    """Return what rows name from left to right, by the cells over each place.

    That is a column, as far as its head does not go on below, the words that may be two heads in
    one cell, and the places. The forms of one template print the same.
    """
    named: list[tuple[Column | None, str, range]] = []
    chains = [
        tuple(dict.fromkeys(cell for cell in over if cell.row >= 0))
        for over in zip(*lines, strict=True)
    ]
    stop = 0
    for whole, same in groupby(chains):
        first, stop = stop, stop + len(list(same))
        chain = [cell for cell in whole if cell.words]
        label = "".join(cell.words for cell in chain)
        known = chain and chain[0].height <= len(lines)
        column = (
            replace(
                Column(_role(*(cell.words for cell in chain)), label, first, stop),
                group=chain[0].column if len(chain) > 1 else None,
            )
            if known
            else None
        )
        named.append((column, label if len(chain) == 1 else "", range(first, stop)))
    return tuple(named)


def _role(*said: str) -> str | None:
    """Return what a column holds by its own label, or by it together with that of its group."""
    words = [plain(each) for each in said]
    if len(words) > 1:
        group = column_role(words[0])
        source = column_role(words[-1]) or money_role(words[-1])
        if source in MONEY and (group in MONEY or _OF_MONEY.search(words[0])):
            return source
        values = next((role for each in words[:-1] if (role := column_role(each)) in VALUES), None)
        if part := _of_values(values, words[-1]):
            return part
        for label in (words[-1] + words[0], words[0] + words[-1]):
            role = column_role(label)
            if role:
                return role
    role = "sign" if _SIGNS.fullmatch(words[-1]) else column_role(words[-1])
    if len(words) == 1:
        return role
    if role:
        return of_group(role, words[0])
    group = column_role(words[0])
    return f"{group}:" if group in _TICKED else None


def _of_values(group: str | None, label: str) -> str | None:
    """Return what a column holds below a head of values: a part of these, or those of a time."""
    if group not in VALUES:
        return None
    part = "annual_value" if _OF_ALL.fullmatch(label) else _PARTS.get(label)
    if part:
        return group if part == "annual_value" else part
    return of_time(label) if group == "annual_value" else None


def _tells_money(label: str) -> bool:
    return execution_role(label) is not None or names_source(label)


def _tells_spending(head: Head) -> bool:
    roles = head.roles
    told = [execution_role(column.label) for column in head.columns if not column.role]
    known = sum(1 for column in head.columns if column.role) + sum(map(bool, told))
    listed = "name" in roles and "name3" not in roles and "executed" in told
    return listed and known * 2 >= len(head.columns)


def _describes(label: str) -> bool:
    """Whether a column says what else there is to know of a project: on what it rests, how long."""
    return role_in(label, "described") is not None


def _is_head(head: Head) -> bool:
    roles = head.roles
    if roles >= _INDICATORS:
        return True
    known = sum(1 for column in head.columns if column.role or column.again)
    levels = 0
    if "name" in roles and "name3" not in roles:
        others = [column for column in head.columns if not column.role]
        levels = sum(1 for column in others if column.names_level)
        known += levels + sum(1 for column in others if _tells_money(column.label))
        if "goal" in roles:
            known += sum(1 for column in others if _describes(column.label))
    if known * 2 < len(head.columns):
        return False
    if "name3" in roles and (roles & (VALUES | LEVELS)) and known > 1:
        return known > 2 or bool(roles & VALUES)  # noqa: PLR2004 - a name and a value at least
    if roles >= LEVELS:  # two cells that say 一级 are values
        return len({column.label for column in head.columns if column.role in LEVELS}) > 1
    mostly = known * 3 >= 2 * len(head.columns)
    return mostly and "name" in roles and (levels > 1 or bool(roles & _OF_PROJECTS))
