"""What the pages show of published self-evaluations: a line a project, grades, money by unit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng_web.disclosure.funds import total_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng.model import FundingLine, Indicator, Row, TargetTable

GRADES = ("优", "良", "中", "差")
_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Spent:
    """Money of projects together in 万元; None: not known of one of them.

    Attributes:
        rate: Executed of the budget, in per cent.
    """

    budget: Decimal | None
    executed: Decimal | None
    rate: Decimal | None


@dataclass(frozen=True, slots=True)
class Line:
    """A project in the list of results; its position is that of its address."""

    position: int
    row: Row
    money: FundingLine | None


@dataclass(frozen=True, slots=True)
class Unit:
    """The results of a unit together."""

    name: str
    projects: int
    spent: Spent


@dataclass(frozen=True, slots=True)
class Results:
    """Published self-evaluations as their page shows them.

    Attributes:
        grades: Grade → projects; the empty grade stands for those without one.
    """

    lines: tuple[Line, ...]
    grades: tuple[tuple[str, int], ...]
    units: tuple[Unit, ...]
    spent: Spent


def results_of(table: TargetTable) -> Results:
    """Return what the page of a set shows."""
    rows = [row for _, row in table.projects()]
    counts = Counter(row.grade or "" for row in rows)
    grades = [*GRADES, *sorted(set(counts) - set(GRADES))]
    units: dict[str, list[Row]] = {}
    for row in rows:
        units.setdefault(row.organization or table.department or "", []).append(row)
    return Results(
        lines=tuple(Line(at, row, total_line(row)) for at, row in enumerate(rows, 1)),
        grades=tuple((grade, counts[grade]) for grade in grades),
        units=tuple(Unit(name, len(own), spent(own)) for name, own in units.items()),
        spent=spent(rows),
    )


def reached(indicators: Iterable[Indicator]) -> list[tuple[Indicator, Decimal | None]]:
    """Return indicators with the share of their points they got, in per cent."""
    return [(one, _percent(one.score, one.weight)) for one in indicators]


def spent(rows: Iterable[Row]) -> Spent:
    """Return the money of projects together: unknown as soon as that of one is."""
    lines = [total_line(row) for row in rows]
    budget = _sum(line.budget if line else None for line in lines)
    executed = _sum(line.executed if line else None for line in lines)
    return Spent(budget, executed, _percent(executed, budget))


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    found = list(amounts)
    known = [one for one in found if one is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(found) else None


def _percent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    if part is None or not whole:
        return None
    return (part * _HUNDRED / whole).quantize(_CENT)
