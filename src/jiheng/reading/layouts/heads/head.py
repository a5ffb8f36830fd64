"""What the head of a table says of its columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.reading.layouts.cells.listed import names_level, names_level_under
from jiheng.reading.layouts.words.roles import is_block, plain
from jiheng.reading.layouts.words.terms import force_in, year_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LEVELS = frozenset(("level1", "level2"))
VALUES = frozenset(("annual_value", "period_value", "actual"))
PLANNED = frozenset(("annual_value", "period_value"))
ASIDE = frozenset(("sign", "unit", "weight", "explanation", "scoring_rule", "score"))
"""What stands beside the values of an indicator."""

_OF_PERIOD = {"annual_value": "period_value"}
_PLANNED = re.compile("指标值|目标值")
"""Heads of values to be reached, and none that is foreseen for an earlier year."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as its head names it.

    Attributes:
        role: What it holds; None where the head says nothing known.
        label: As printed, that of the group before its own.
        first: Its first column in the lattice.
        stop: One past its last.
        again: What it holds too, where a column before it holds that already.
        group: The first column of the head that stands over it and others; None without one.
        taken: Whether it holds that by its cells, and its label says nothing of it.
    """

    role: str | None
    label: str
    first: int
    stop: int
    again: str | None = None
    group: int | None = None
    taken: bool = False

    @property
    def year(self) -> int | None:
        """The year of which its label speaks."""
        return year_in(plain(self.label))

    @property
    def names_level(self) -> bool:
        """Whether it holds all indicators of a level in a cell, by its label."""
        if self.role:
            return False
        return names_level(self.label) if self.group is None else names_level_under(self.label)


class _Over(dict[tuple[int, int], int | None]):
    """Which column stands over some places: the one that shares most of them, told when asked."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self._columns = columns

    def __missing__(self, places: tuple[int, int]) -> int | None:
        first, stop = places
        share, index = max(
            (min(stop, column.stop) - max(first, column.first), -index)
            for index, column in enumerate(self._columns)
        )
        self[places] = known = -index if share > 0 else None
        return known


@dataclass(frozen=True, slots=True)
class Head:
    """The rows `first` to `stop` of a lattice, which name its columns.

    Attributes:
        roles: What the columns hold.
        left: The first column that the head names.
        over: First and last but one of some places → the index of the column over them, None
            where they lie beside all columns.
    """

    first: int
    stop: int
    columns: tuple[Column, ...]
    roles: frozenset[str] = field(init=False, compare=False, repr=False)
    left: int = field(init=False, compare=False, repr=False)
    over: Mapping[tuple[int, int], int | None] = field(init=False, compare=False, repr=False)
    _labels: tuple[str, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        known = frozenset(column.role for column in self.columns if column.role)
        object.__setattr__(self, "roles", known)
        object.__setattr__(self, "left", min((c.first for c in self.columns), default=0))
        object.__setattr__(self, "over", _Over(self.columns))
        object.__setattr__(self, "_labels", tuple(plain(column.label) for column in self.columns))

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
        return tuple(c for c in self.columns if c.names_level)

    @property
    def lacks_values(self) -> bool:
        """Whether indicators are listed, and no column is known to hold their values."""
        return self.has_indicators and not self.roles & VALUES and not self.joins_values

    @property
    def joins_values(self) -> bool:
        """Whether a column holds names and, behind them, values: 三级指标及目标值."""
        known = not self.has_indicators or bool(self.roles & VALUES)
        return not known and plain(self.column("name3").label).endswith("值")

    @property
    def first_of_indicators(self) -> int:
        """The first column of the indicators; what stands before it is the project's."""
        own = (c.first for c in self.columns if c.role in {"level1", "level2", "name3"})
        return min(own, default=self.columns[-1].stop)

    def column(self, role: str) -> Column:
        """Return the column that holds something the head has."""
        return next(column for column in self.columns if column.role == role)

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

    def moved(self, again: Head) -> Head:
        """Return this head with its columns where those of the same one stand, printed again."""
        own = self.columns[-len(again.columns) :]
        if all(
            (c.first, c.stop) == (n.first, n.stop) for c, n in zip(own, again.columns, strict=True)
        ):
            return self
        beside = self.columns[: -len(own)]
        columns = (
            replace(c, first=n.first, stop=n.stop) for c, n in zip(own, again.columns, strict=True)
        )
        return replace(self, first=again.first, stop=again.stop, columns=(*beside, *columns))

    def halves(self) -> tuple[Head, Head] | None:
        """Return the heads of indicators of the period and of the year printed side by side.

        None where there is one list of indicators.
        """
        again = [column for column in self.columns if column.again]
        if "name3" not in {column.again for column in again}:
            return None
        left = [c for c in self.columns if c.first < again[0].first]
        if not {c.role for c in left} & PLANNED or "annual_value" not in {
            c.again or c.role for c in self.columns[len(left) :]
        }:
            return None
        own = {column.again for column in again}
        years = [c for c in left if c.role in LEVELS and c.role not in own]
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
        columns = _of_year(self.columns, year)
        return self if columns == self.columns else head_of(self.first, self.stop, columns)

    def labels(self) -> tuple[str, ...]:
        """Return the labels, for telling layouts apart."""
        return self._labels


@lru_cache(maxsize=1024)
def head_of(first: int, stop: int, columns: tuple[Column, ...]) -> Head:
    """Return a head, one for all forms that print the same in the same rows."""
    return Head(first, stop, columns)


@lru_cache(maxsize=1024)
def _of_year(columns: tuple[Column, ...], year: int | None) -> tuple[Column, ...]:
    scored = any(c.role == "score" for c in columns)
    columns = _settled(columns, "annual_value", year)
    columns = _settled(columns, "total", year)
    planned = next((c.year for c in columns if c.role == "annual_value"), None) or year
    columns = _of_one_group(_settled(columns, "actual", planned))
    if not planned or scored:
        return columns
    return tuple(replace(c, role=None) if _is_before(c, planned) else c for c in columns)


def _settled(columns: tuple[Column, ...], role: str, year: int | None) -> tuple[Column, ...]:
    """Return columns of which the one of a year, or in force, has a role that several ask."""
    asked = [column for column in columns if role in {column.role, column.again}]
    told = [column.year for column in asked]
    dated = year is not None and any(told)
    if dated:
        due = year if year in told else None
        asked = [column for column, each in zip(asked, told, strict=True) if each == due]
    planned = [c for c in asked if _PLANNED.search(plain(c.label))] if any(told) else []
    planned = planned or (_of_whole(asked) if role == "total" else [])
    apart = year is None and len(planned) == 1
    if role == "annual_value" and year is None and not apart and _are_of_years(told):
        return tuple(replace(c, role=None) if c in asked else c for c in columns)
    own = planned[0] if apart else max(asked, key=_force, default=None)
    if own is None or own.role == role or not (dated or apart or _force(own)):
        return columns
    settled = (replace(c, role=None) if c.role == role else c for c in columns)
    return tuple(replace(c, role=role, again=None) if c is own else c for c in settled)


def _are_of_years(told: Sequence[int | None]) -> bool:
    """Whether columns name a year each, of which none is known to be that of the table."""
    return len(set(told)) == len(told) > 1 and None not in told


def _of_whole(columns: Sequence[Column]) -> list[Column]:
    """Return of some columns of money that of a year beside the whole: 项目总额, 2026年预算."""
    whole = all(column.year or "总" in column.label for column in columns)
    return [column for column in columns if column.year] if whole else []


def _of_one_group(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return columns of which those beside the values stand under the same head as these.

    年度指标 and 实施期指标, or 批复 and 申报, may each have 指标值, 单位 and 权重 below.
    """
    own = next((c.group for c in columns if c.role == "annual_value"), None)
    due = {c.again for c in columns if own is not None and c.group == own and c.again in ASIDE}
    due -= {c.role for c in columns if c.group in {own, None}}
    if not due:
        return columns
    other = (replace(c, role=None) if c.role in due else c for c in columns)
    return tuple(
        replace(c, role=c.again, again=None) if c.group == own and c.again in due else c
        for c in other
    )


def _force(column: Column) -> int:
    return force_in(plain(column.label))


def _is_before(column: Column, year: int) -> bool:
    """Whether a column holds what was done, or foreseen, before some year."""
    said = column.year if column.role in {"actual", "forecast"} else None
    return said is not None and said < year
