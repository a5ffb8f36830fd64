"""Rows and columns of a workbook that are hidden and hold something all the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Place, Problem, ProblemSeverity
from jiheng.reading.containers.cells.cell import letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

MOST_RANGES = 500
"""Stretches of hidden columns that are looked at; office programs write a few."""

_MOST_TOLD = 8


@dataclass(slots=True)
class Hidden:
    """Rows, and the first and last column of each stretch, all counted from 0."""

    rows: set[int] = field(default_factory=set)
    columns: list[tuple[int, int]] = field(default_factory=list)


def hidden_parts(
    title: str, cells: Mapping[int, Mapping[int, str]], hidden: Hidden
) -> Iterator[Problem]:
    """Yield the word on hidden rows and columns that hold something."""
    rows = sorted(row for row in hidden.rows if cells.get(row))
    if rows:
        places = [
            Place(sheet=title, cell=_address(row, min(cells[row])), start=0, end=0)
            for row in rows[:_MOST_TOLD]
        ]
        yield _told("hidden-rows", title, ("行", "rows"), _ranges(rows, _row), places)
    first: dict[int, int] = {}
    if hidden.columns:
        for row in sorted(cells, reverse=True):
            first.update(dict.fromkeys(cells[row], row))
    stretches = hidden.columns[:MOST_RANGES]
    columns = sorted(c for c in first if any(low <= c <= high for low, high in stretches))
    if columns:
        places = [
            Place(sheet=title, cell=_address(first[column], column), start=0, end=0)
            for column in columns[:_MOST_TOLD]
        ]
        yield _told("hidden-columns", title, ("列", "columns"), _ranges(columns, letters), places)


def _told(
    code: str, title: str, what: tuple[str, str], ranges: Sequence[str], places: Sequence[Place]
) -> Problem:
    more = len(ranges) > _MOST_TOLD
    zh, en = ("、".join(ranges[:_MOST_TOLD]), ", ".join(ranges[:_MOST_TOLD]))
    of_rows = code == "hidden-rows"
    order = "第 " if of_rows else " "
    read = ("一并", "all the same") if of_rows else ("排在可见的列之后", "behind the visible ones")
    return Problem(
        code=code,
        message=Bilingual(
            f"工作表“{title}”的{order}{zh} {'等' if more else ''}{what[0]}是隐藏的，"
            f"已{read[0]}读取，请核对。",
            f"{what[1]} {en}{' …' if more else ''} of the sheet “{title}” are hidden; "
            f"they were read {read[1]}.",
        ),
        # A hidden row is read in its place, as if it were seen; columns stand apart, and so a label
        # may lose the value that was beside it.
        severity=ProblemSeverity.WARNING,
        span=tuple(places),
    )


def _ranges(numbers: Sequence[int], name: Callable[[int], str]) -> list[str]:
    """Return 2, 3, 4, 7 as 2—4 and 7."""
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return [name(low) if low == high else f"{name(low)}—{name(high)}" for low, high in found]


def _row(number: int) -> str:
    return str(number + 1)


def _address(row: int, column: int) -> str:
    return f"{letters(column)}{row + 1}"
