"""The SQL that makes points of the values of one leaf."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.schemes.figures import UNIT
from jiheng.schemes.scheme import FULL, Direction, Method, Missing
from jiheng.schemes.spread import logarithm, parts

if TYPE_CHECKING:
    from decimal import Decimal

    from jiheng.schemes.scheme import Indicator


@dataclass(frozen=True, slots=True)
class LeafSql:
    """One leaf as expressions over the table `figures` joined with the facts of its group.

    Attributes:
        place: Number of the leaf: `v3` is its value, `m3` its merit, `t3_low` a fact of the group.
    """

    leaf: Indicator
    place: int
    policy: Missing

    @property
    def group(self) -> str:
        """Name of the column that the leaf is compared within."""
        return "everybody" if self.leaf.across else "grp"

    def merit(self, value: str) -> str:
        """Return a value turned so that more is better; null stays null."""
        leaf = self.leaf
        if leaf.direction is Direction.MODERATE:
            least, most = parts(leaf.best_from), parts(leaf.best_to)
            nearer = f"least({value} - {least}, {most} - {value}, 0::HUGEINT)"
            return f"CASE WHEN {value} IS NOT NULL THEN {nearer} END"
        return f"-{value}" if leaf.direction is Direction.NEGATIVE else value

    def facts(self) -> str:
        """Return the facts of a group that need one look at its merits."""
        m, t = f"m{self.place}", f"t{self.place}"
        sorted_values = f"list_sort(list(v{self.place}) FILTER (v{self.place} IS NOT NULL))"
        return (
            f"min({m}) AS {t}_least, max({m}) AS {t}_most, count({m}) AS {t}_count,"
            f" sum({m})::HUGEINT AS {t}_sum, {sorted_values} AS {t}_values,"
            f" list({m}) FILTER ({m} IS NOT NULL) AS {t}_merits"
        )

    def later_facts(self) -> str:
        """Return the facts that rest on the first: deviation and median."""
        t = f"t{self.place}"
        from_mean = f"(x * {t}_count - {t}_sum)::DOUBLE"
        middle = f"{t}_values[({t}_count + 1) // 2] + {t}_values[{t}_count // 2 + 1]"
        return (
            f"sqrt(list_sum(list_transform({t}_merits, lambda x: {from_mean} * {from_mean}))"
            f" / {t}_count) AS {t}_root, ({middle}) // 2 AS {t}_median"
        )

    def points(self) -> str:
        """Return the points of every entity, null where the leaf is left out."""
        m, t = f"m{self.place}", f"t{self.place}"
        below = f"{t}_rank - 1"
        cases = [f"WHEN {m} IS NOT NULL THEN {self._within(m, below, f'{t}_equal')}"]
        if self.policy is Missing.LOWEST:
            cases.append(f"ELSE {_double(self.leaf.floor)}")
        elif self.policy is Missing.MEDIAN:
            median = self._merit_of_median()
            less = f"len(list_filter({t}_merits, lambda x: x < {median}))"
            level = f"len(list_filter({t}_merits, lambda x: x = {median}))"
            cases.append(f"WHEN {t}_count > 0 THEN {self._within(median, less, level)}")
        return f"CASE {' '.join(cases)} END"

    def windows(self) -> str:
        """Return the rank among the merits of the group, and how many are level."""
        m, t = f"m{self.place}", f"t{self.place}"
        if self.leaf.method is not Method.PERCENTILE:
            return f"0 AS {t}_rank, 0 AS {t}_equal"
        among = f"PARTITION BY {self.group}, {m} IS NULL"
        return (
            f"rank() OVER ({among} ORDER BY {m}) AS {t}_rank,"
            f" count(*) OVER ({among}, {m}) AS {t}_equal"
        )

    def _merit_of_median(self) -> str:
        median = f"t{self.place}_median"
        if self.leaf.method is Method.LOGARITHM:
            return f"t{self.place}_logarithm"
        return f"({self.merit(median)})"

    def _within(self, merit: str, below: str, level: str) -> str:
        found = self._raw(merit, below, level)
        return f"least(greatest({found}, {_double(self.leaf.floor)}), {_double(self.leaf.cap)})"

    def _raw(self, merit: str, below: str, level: str) -> str:
        leaf, t = self.leaf, f"t{self.place}"
        flat = f"{t}_least = {t}_most"
        if leaf.method is Method.Z_SCORE:
            centre = _double(leaf.centre)
            from_mean = f"({merit} * {t}_count - {t}_sum)::DOUBLE / {t}_root"
            return f"CASE WHEN {flat} THEN {centre} ELSE {centre} + {leaf.slope} * {from_mean} END"
        if leaf.method is Method.PERCENTILE:
            share = f"{FULL} * greatest(2 * ({below}) + {level} - 1, 0)::DOUBLE"
            others = f"(2 * ({t}_count - 1))::DOUBLE"
            return f"CASE WHEN {flat} THEN {_double(leaf.flat)} ELSE {share} / {others} END"
        if leaf.method is Method.BANDS:
            return self._banded(merit)
        if leaf.method in {Method.MIN_MAX, Method.LOGARITHM}:
            return self._between(merit)
        return self._straight(merit)

    def _straight(self, merit: str) -> str:
        leaf, down = self.leaf, self.leaf.direction is Direction.NEGATIVE
        if leaf.method is Method.RATIO:
            rise = 2 * FULL if down else 0
            return f"{rise} + {FULL} * ({merit})::DOUBLE / {parts(leaf.target)}::DOUBLE"
        rise = FULL if down else 0
        if leaf.method is Method.YES_NO:
            return f"{rise} + {FULL} * ({merit})::DOUBLE / {UNIT}::DOUBLE"
        return f"{rise} + ({merit})::DOUBLE * {_double(leaf.each)} / {UNIT}::DOUBLE"

    def _banded(self, merit: str) -> str:
        sign = -1 if self.leaf.direction is Direction.NEGATIVE else 1
        steps = sorted((sign * (parts(band.bound) or 0), band.points) for band in self.leaf.bands)
        cases = " ".join(
            f"WHEN {merit} >= {bound} THEN {_double(points)}" for bound, points in steps[::-1]
        )
        return f"CASE {cases} ELSE {_double(self.leaf.floor)} END"

    def _between(self, merit: str) -> str:
        low, high = self._ends()
        line = f"{FULL} * ({merit} - {low})::DOUBLE / ({high} - {low})::DOUBLE"
        return f"CASE WHEN {low} < {high} THEN {line} ELSE {self._beyond()} END"

    def _ends(self) -> tuple[str, str]:
        leaf, t = self.leaf, f"t{self.place}"
        low, high = parts(leaf.low), parts(leaf.high)
        if leaf.method is Method.LOGARITHM:
            offset = parts(leaf.offset) or 0
            low, high = (None if end is None else logarithm(end + offset) for end in (low, high))
        if leaf.direction is not Direction.POSITIVE:
            low, high = (None if end is None else -end for end in (high, low))
        least = f"{t}_least" if low is None else f"({low})::HUGEINT"
        most = f"{t}_most" if high is None else f"({high})::HUGEINT"
        return least, most

    def _beyond(self) -> str:
        """Return the points of everybody where nobody is between the ends."""
        leaf = self.leaf
        if leaf.low is None and leaf.high is None:
            return _double(leaf.flat)
        lower = leaf.low if leaf.direction is Direction.POSITIVE else leaf.high
        return _double(leaf.floor if lower is not None else leaf.cap)


def _double(number: Decimal | None) -> str:
    return f"{number}::DOUBLE"
