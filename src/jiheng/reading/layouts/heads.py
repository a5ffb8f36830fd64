"""Heads of columns: which rows of a lattice name its columns, and what each column holds."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jiheng.reading.layouts.listed import names_level
from jiheng.reading.layouts.roles import is_block, plain, role_in
from jiheng.reading.layouts.terms import change_in, force_in, year_in
from jiheng.reading.layouts.twin_heads import twins
from jiheng.reading.layouts.wide_heads import with_levels

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.reading.layouts.lattice import Cell, Lattice

TALLEST = 3
"""Rows that a head has at most."""

FEWEST_NUMBERED = 4
"""Columns that a row of numbers numbers at least; fewer may be figures."""

_PARTS_OF_VALUE = 3
"""Columns that a value is parted into at most: its sign, its number, its unit."""

_LEVELS = frozenset(("level1", "level2"))
_INDICATORS = _LEVELS | {"name3"}
_VALUES = frozenset(("annual_value", "period_value", "actual"))
_ASIDE = frozenset(("sign", "unit", "weight", "explanation", "scoring_rule", "score"))
_OF_PERIOD = {"annual_value": "period_value"}
_GROUP = re.compile("^其中|指标|目标值|资金|预算|收入|支出|偏差|可能性")
"""What groups of columns are called."""

_PARTS = {"符号": "sign", "数值": "annual_value", "值": "annual_value", "单位": "unit"}
"""What stands under a head of values that is parted: 目标值 over 符号, 数值 and 单位."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as its head names it.

    Attributes:
        role: What it holds; None where the head says nothing known.
        label: As printed, that of the group before its own.
        first: Its first column in the lattice.
        stop: One past its last.
        again: What it holds too, where a column before it holds that already.
    """

    role: str | None
    label: str
    first: int
    stop: int
    again: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The rows `first` to `stop` of a lattice, which name its columns.

    Attributes:
        roles: What the columns hold.
        left: The first column that the head names.
    """

    first: int
    stop: int
    columns: tuple[Column, ...]
    roles: frozenset[str] = field(init=False, compare=False, repr=False)
    left: int = field(init=False, compare=False, repr=False)
    _known: dict[tuple[int, int], int | None] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        known = frozenset(column.role for column in self.columns if column.role)
        object.__setattr__(self, "roles", known)
        object.__setattr__(self, "left", min((c.first for c in self.columns), default=0))

    @property
    def has_indicators(self) -> bool:
        """Whether a row below may be an indicator."""
        return "name3" in self.roles

    @property
    def has_projects(self) -> bool:
        """Whether a row below may begin a project."""
        return "name" in self.roles

    @property
    def levels(self) -> tuple[Column, ...]:
        """The columns that are named after levels, and list all indicators of one in a cell."""
        if self.has_indicators:
            return ()
        return tuple(c for c in self.columns if not c.role and names_level(c.label))

    @property
    def lacks_values(self) -> bool:
        """Whether indicators are listed, and no column is known to hold their values."""
        return self.has_indicators and not self.roles & _VALUES

    @property
    def first_of_indicators(self) -> int:
        """The first column of the indicators; what stands before it is the project's."""
        own = (c.first for c in self.columns if c.role in {"level1", "level2", "name3"})
        return min(own, default=self.columns[-1].stop)

    def column(self, role: str) -> Column:
        """Return the column that holds something the head has."""
        return next(column for column in self.columns if column.role == role)

    def over(self, first: int, stop: int) -> int | None:
        """Return the index of the column over some places: the one that shares most of them.

        None where they lie beside all columns.
        """
        places = (first, stop)
        if places not in self._known:
            share, index = max(
                (min(stop, column.stop) - max(first, column.first), -index)
                for index, column in enumerate(self.columns)
            )
            self._known[places] = -index if share > 0 else None
        return self._known[places]

    def repeats(self, other: Head) -> bool:
        """Return whether this is another head printed again, though more stands in its cells."""
        mine, others = self.labels(), other.labels()
        if len(mine) == len(others) + 1 and is_block(mine[0]):
            mine = mine[1:]  # The label beside the whole list stands on each page anew.
        return len(mine) == len(others) and all(map(str.startswith, mine, others))

    def goes_on(self, again: Head) -> bool:
        """Return whether this head is printed again without the label beside the whole list."""
        fewer = len(again.columns) < len(self.columns)
        return fewer and self.repeats(again) and self.columns[-1].first == again.columns[-1].first

    def halves(self) -> tuple[Head, Head] | None:
        """Return the heads of indicators of the period and of the year printed side by side.

        None where there is one list of indicators.
        """
        again = [column for column in self.columns if column.again]
        if not {"name3", "annual_value"} <= {column.again for column in again}:
            return None
        left = [c for c in self.columns if c.first < again[0].first]
        own = {column.again for column in again}
        years = [c for c in left if c.role in _LEVELS and c.role not in own]
        right = years + [replace(c, role=c.again or c.role) for c in self.columns if c not in left]
        period = [replace(c, role=_OF_PERIOD.get(c.role or "", c.role)) for c in left]
        return replace(self, columns=tuple(period)), replace(self, columns=tuple(right))

    def of_period(self) -> Head:
        """Return the head as that of a list for the whole period."""
        if "period_value" in self.roles:
            return self
        columns = (replace(c, role=_OF_PERIOD.get(c.role or "", c.role)) for c in self.columns)
        return replace(self, columns=tuple(columns))

    def of_year(self, year: int | None) -> Head:
        """Return the head as it is to be read in a table of some year.

        Of several columns of values the one of that year holds those of the year, or the one after
        a change, or the approved one; what was done in an earlier year is no actual value of this
        one.
        """
        columns = _settled(self.columns, "annual_value", year)
        planned = next((_year(c) for c in columns if c.role == "annual_value"), None) or year
        columns = _settled(columns, "actual", planned)
        if planned and "score" not in self.roles:
            columns = tuple(replace(c, role=None) if _is_before(c, planned) else c for c in columns)
        return self if columns == self.columns else replace(self, columns=columns)

    def labels(self) -> tuple[str, ...]:
        """Return the labels, for telling layouts apart."""
        return tuple(plain(column.label) for column in self.columns)


def find_heads(lattice: Lattice) -> list[Head]:
    """Return the heads of a lattice from top to bottom, repeated ones included."""
    heads: list[Head] = []
    row = 0
    while row < len(lattice):
        head = _head_at(lattice, row)
        if heads and (head is None or head.labels() != heads[0].labels()):
            head = _again(lattice, heads[0], row) or head
        if head is None:
            row += 1
        else:
            heads.append(head)
            row = head.stop
    return heads


def _again(lattice: Lattice, head: Head, row: int) -> Head | None:
    """Return a head printed again cell by cell, whatever of it is merged this time."""
    height = head.stop - head.first
    if row + height > len(lattice):
        return None
    for index in range(height):
        if _words(lattice, head.first + index) != _words(lattice, row + index):
            return None
    return replace(head, first=row, stop=row + height)


def _words(lattice: Lattice, row: int) -> list[tuple[int, str]]:
    return [(cell.column, plain(cell.text.text)) for cell in lattice.filled(row)]


def _head_at(lattice: Lattice, row: int) -> Head | None:
    named = [cell for cell in lattice.filled(row) if role_in(cell.text.text, "columns")]
    if not named:
        return None
    height = max(
        (
            cell.height
            for cell in named
            if cell.height <= TALLEST and role_in(cell.text.text, "columns") != "indicators"
        ),
        default=1,
    )
    stop = min(row + height, len(lattice))
    if len(named) > 1 and stop == row + 1 < len(lattice) and _names_more(lattice, stop):
        stop += 1
    if stop == row + 1 and _names_too_few(lattice.filled(row), named):
        return None
    columns = with_levels(lattice, resolved(tuple(_columns(lattice, row, stop))), stop)
    columns = _over_blanks(lattice, columns, stop)
    if stop < len(lattice) and _numbers_columns(lattice.filled(stop)):
        stop += 1
    head = Head(row, stop, columns)
    return head if _is_head(head) else None


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
    return (*columns[:at], replace(columns[at], stop=gap.stop), *columns[at + 1 :])


def _numbers_columns(cells: Sequence[Cell]) -> bool:
    """Whether a row below a head numbers its columns: 1, 2, 3 …, or 栏次 before them."""
    said = [cell.text.text for cell in cells]
    said = said[1:] if said[:1] == ["栏次"] else said
    return len(said) >= FEWEST_NUMBERED and said == [str(at) for at in range(1, len(said) + 1)]


def _names_too_few(filled: Sequence[Cell], named: Sequence[Cell]) -> bool:
    """Whether a row names less than half of its columns, or one: no need to look closer."""
    low = sum(1 for cell in filled if cell.height == 1)
    known = sum(1 for cell in named if cell.height == 1)
    if known * 2 < low and {role_in(cell.text.text, "columns") for cell in named} >= _INDICATORS:
        return False
    return known * 2 < low or known < 2  # noqa: PLR2004 - a name and a value at least


def _names_more(lattice: Lattice, row: int) -> bool:
    """Whether a row goes on with the head above it, though nothing is merged."""
    filled = lattice.filled(row)
    roles = [role_in(cell.text.text, "columns") for cell in filled]
    above = {role_in(cell.text.text, "columns") for cell in lattice.filled(row - 1)}
    short = all(
        role_in(cell.text.text, "columns") or (cell.width > 1 and _GROUP.search(cell.text.text))
        for cell in lattice.filled(row - 1)
    )
    return len(filled) > 1 and short and all(roles) and not above & set(roles)


def _columns(lattice: Lattice, row: int, stop: int) -> Iterator[Column]:
    first, chains = 0, [_chain(lattice, at, row, stop) for at in range(lattice.width)]
    while first < lattice.width:
        chain = chains[first]
        after = first + 1
        while after < lattice.width and chains[after] == chain:
            after += 1
        chain = [cell for cell in chain if cell.text.text]
        whole = range(first, after)
        pair = twins(lattice, chain[0].text, whole, stop) if len(chain) == 1 else None
        if pair:
            for text, own in pair:
                yield Column(role_in(text.text, "columns"), text.text, own.start, own.stop)
        elif chain and chain[0].height <= stop - row:
            yield Column(_role(chain), "".join(c.text.text for c in chain), first, after)
        first = after


def _chain(lattice: Lattice, column: int, row: int, stop: int) -> list[Cell]:
    """Return the cells that stand above each other in the head over a column."""
    chain: list[Cell] = []
    for index in range(row, stop):
        cell = lattice.places[index][column]
        if cell.row >= row and (not chain or chain[-1] is not cell):
            chain.append(cell)
    return chain


def _role(chain: Sequence[Cell]) -> str | None:
    """Return what a column holds by its own label, or by it together with that of its group."""
    words = [plain(cell.text.text) for cell in chain]
    if len(words) > 1:
        if role_in(words[0], "columns") in _VALUES and words[-1] in _PARTS:
            return _PARTS[words[-1]]
        for label in (words[-1] + words[0], words[0] + words[-1]):
            role = role_in(label, "columns")
            if role:
                return role
    role = role_in(words[-1], "columns")
    if role or len(words) == 1:
        return role
    group = role_in(words[0], "columns")
    return f"{group}:" if group in {"likelihood", "deviation"} else None


def resolved(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Settle the labels whose meaning depends on the others, and those that stand twice."""
    roles = Counter(column.role for column in columns)
    settled: list[Column] = []
    seen: set[str] = set()
    for column in columns:
        role = _in_context(column, roles, seen)
        again = role if role in seen and not role.endswith(":") else None
        if again:
            role = None
        elif role:
            seen.add(role)
        same = role == column.role and again == column.again
        settled.append(column if same else replace(column, role=role, again=again))
    return tuple(settled)


def _in_context(column: Column, roles: Counter[str | None], seen: set[str]) -> str | None:
    """Return what a column holds, its head read together with those of the others."""
    role, label, named = column.role, plain(column.label), bool(roles["name3"])
    role = None if role == "total_score" and not roles["name"] else role
    if role == "weight" and named and roles["weight"] > 1 and "name3" not in seen:
        role = None  # that of a level, which stands before the indicators with weights of their own
    if role is None and named and not roles["annual_value"] and change_in(label) == "后":
        return "annual_value"
    if role == "content":
        return "explanation" if named else "name3"
    if role == "indicators" and not named:
        return _of_indicators(roles)
    if named and not roles["name"]:
        if label == "说明" and "score" in seen and not roles["deviation"]:
            role = "deviation"
        return _next_level(_of_nobody(role, roles, seen), roles, seen)
    if role == "name" and label.endswith("项目") and "level2" in seen:
        return "name3"
    if label == "单位" and "name3" in seen and not roles["unit"]:
        role = "unit"
    return _next_level(role, roles, seen)


def _next_level(role: str | None, roles: Counter[str | None], seen: set[str]) -> str | None:
    """Return the second level for a column that is named like the first: 指标类别, 指标类型."""
    second = role == "level1" and role in seen and not roles["level2"] and "level2" not in seen
    return "level2" if second else role


def _settled(columns: tuple[Column, ...], role: str, year: int | None) -> tuple[Column, ...]:
    """Return columns of which the one of a year, or in force, has a role that several ask."""
    asked = [column for column in columns if role in {column.role, column.again}]
    told = [_year(column) for column in asked]
    dated = year is not None and any(told)
    if dated:
        due = year if year in told else None
        asked = [column for column, each in zip(asked, told, strict=True) if each == due]
    own = max(asked, key=_force, default=None)
    if own is None or own.role == role or not (dated or _force(own)):
        return columns
    settled = (replace(c, role=None) if c.role == role else c for c in columns)
    return tuple(replace(c, role=role, again=None) if c is own else c for c in settled)


def _force(column: Column) -> int:
    return force_in(plain(column.label))


def _year(column: Column) -> int | None:
    return year_in(plain(column.label))


def _is_before(column: Column, year: int) -> bool:
    """Whether a column holds what was done before some year."""
    said = _year(column) if column.role == "actual" else None
    return said is not None and said < year


def _of_indicators(roles: Counter[str | None]) -> str | None:
    """Return what a column 绩效指标 holds: all of them, the name of one, or nothing of its own."""
    if roles["content"]:
        return None
    return "name3" if _is_indicator_head(roles) else "indicators"


def _of_nobody(role: str | None, roles: Counter[str | None], seen: set[str]) -> str | None:
    """Return what a column of indicators holds in a table that names no projects."""
    if role == "goal" and roles["level1"]:
        return role if any(roles[value] for value in _VALUES) else "annual_value"
    if role in {"organization", "department"} and roles["goal"] and "name" not in seen:
        return "name"
    if role == "organization" and "name3" in seen:
        return "unit"
    return role


def _is_indicator_head(roles: Counter[str | None]) -> bool:
    return any(roles[role] for role in (*_LEVELS, *_VALUES, "sign", "unit"))


def _is_head(head: Head) -> bool:
    roles = head.roles
    if roles >= _INDICATORS:
        return True
    known = sum(1 for column in head.columns if column.role)
    if "name" in roles and "name3" not in roles:
        known += sum(1 for column in head.columns if not column.role and names_level(column.label))
    if known * 2 < len(head.columns):
        return False
    if "name3" in roles and (roles & (_VALUES | _LEVELS)) and known > 1:
        return known > 2 or bool(roles & _VALUES)  # noqa: PLR2004 - a name and a value at least
    if roles >= _LEVELS:
        return True
    mostly = known * 3 >= 2 * len(head.columns)
    return mostly and "name" in roles and bool(roles & {"goal", "indicators"})
