"""The records of one item: the measures over them, what they come to, and a trouble."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.results import Accumulation
from jiheng_evidence.demonstration.planting import Planted, Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng_evidence.demonstration.dice import Dice
    from jiheng_evidence.measures.model import Kind, Measure

Cell = str | int | bool | Decimal | date | datetime | None
Record = dict[str, Cell]

MONTHS = tuple(range(1, 13))
_LATEST_DAY = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """What one measure is to come to; `day` for the date on which work was done."""

    measure: Measure
    number: Decimal = Decimal(0)
    day: date | None = None
    upper: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The records of one item.

    Attributes:
        wants: The measures over them.
        year: The fiscal year.
        trouble: What is planted in them.
    """

    item: str
    wants: Sequence[Want]
    year: int
    dice: Dice = field(compare=False)
    trouble: Planted | None = None

    def want(self, kind: Kind, column: str | None = None) -> Want | None:
        """Return what a measure of a kind asks for; over all periods before that of each."""
        found = [
            want
            for want in self.wants
            if want.measure.kind is kind
            and column in (None, want.measure.columns.get("column"), _good_column(want.measure))
        ]
        running = [w for w in found if w.measure.accumulation is not Accumulation.PER_PERIOD]
        return next(iter([*running, *found]), None)

    def number(self, kind: Kind, column: str | None = None) -> int | None:
        """Return a whole number that a measure asks for."""
        want = self.want(kind, column)
        return None if want is None else int(want.number)

    def is_troubled(self, trouble: Trouble) -> bool:
        """Whether it is planted with a trouble."""
        return self.trouble is not None and self.trouble.trouble is trouble

    def size(self, usual: int) -> int:
        """Return how many records there are, fewer where that is the trouble."""
        if self.trouble is not None and self.trouble.count is not None:
            return self.trouble.count
        return usual

    def months(self) -> tuple[int, ...]:
        """Return the months that have records."""
        planted = self.trouble
        if planted is None or planted.month is None:
            return MONTHS
        if planted.trouble is Trouble.GAP:
            return tuple(month for month in MONTHS if month != planted.month)
        return MONTHS[: planted.month]

    def day(self, number: int, count: int) -> date:
        """Return a day for one of many records, spread evenly over the months."""
        months = self.months()
        month = months[number * len(months) // count]
        return date(self.year, month, self.dice.between(1, _LATEST_DAY))


def _good_column(measure: Measure) -> str | None:
    return measure.numerator[0].column if measure.numerator else None


def share_of(want: Want, count: int) -> int:
    """Return how many of some records make a share, on the safe side of the target."""
    exact = want.number * count / 100
    return int(exact) if want.upper or exact == int(exact) else int(exact) + 1


def picked(dice: Dice, count: int, chosen: int) -> list[bool]:
    """Return for each of some records whether it is one of the chosen, in no order."""
    kept = set(dice.shuffled(count)[:chosen])
    return [number in kept for number in range(count)]


def shares(group: Group, want: Want | None, count: int) -> list[bool]:
    """Return for each record whether it counts for a share; all do where nothing is asked."""
    chosen = count if want is None else share_of(want, count)
    return picked(group.dice, count, chosen)
