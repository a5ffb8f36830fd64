"""A whole scheme as one SQL statement: from values to points, branch by branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.schemes.assessing import FINE
from jiheng.schemes.figures import UNIT
from jiheng.schemes.scheme import FULL, Method, Sign
from jiheng.schemes.spread import parts
from jiheng_evidence.schemes.leaf_sql import LeafSql

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.schemes.scheme import Adjustment, Indicator, Scheme


class Statement:
    """Names every column by a number, so that nothing a scheme says becomes SQL."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self.columns = scheme.columns
        self.leaves = tuple(
            LeafSql(leaf, place, scheme.missing_of(leaf))
            for place, leaf in enumerate(scheme.leaves)
        )
        self.nodes = {item.code: f"n{place}" for place, item in enumerate(scheme.indicators)}
        self.adjusted = {
            sign: [item for item in scheme.adjustments if item.sign is sign] for sign in Sign
        }

    def text(self) -> str:
        """Return the statement over the table `figures`."""
        head = "place, grp, everybody"
        values = ", ".join(self._values())
        merits = ", ".join(
            f"{item.merit(f'v{item.place}')} AS m{item.place}"
            if item.leaf.method is not Method.LOGARITHM
            else f"l{item.place} AS m{item.place}"
            for item in self.leaves
        )
        windows = ", ".join(item.windows() for item in self.leaves)
        points = ", ".join(
            f"{item.points()} AS {self.nodes[item.leaf.code]}" for item in self.leaves
        )
        kept = ", ".join(f"c{n}" for n in range(len(self.columns)))
        steps = (
            _step("given", f"*, {values}", "figures"),
            _step("turned", f"*, {merits}", "given"),
            *self._facts("grp"),
            *self._facts("everybody"),
            _step("ordered", f"*, {windows}", "turned"),
            _step("scored", f"{head}, {kept}, {points}", f"ordered {self._joins()}"),
            *self._branches(),
        )
        last = _select(f"place, {self._results()}", "whole ORDER BY place")
        return f"WITH {', '.join(steps)} {last}"

    def _values(self) -> Iterator[str]:
        for item in self.leaves:
            yield f"c{self.columns.index(item.leaf.head)} AS v{item.place}"

    def _facts(self, group: str) -> Iterator[str]:
        """Yield the two steps that gather the facts of every group, for leaves compared so."""
        mine = [item for item in self.leaves if item.group == group]
        first = "".join(f", {item.facts()}" for item in mine)
        later = "".join(f", {item.later_facts()}" for item in mine)
        for item in mine:
            if item.leaf.method is Method.LOGARITHM:
                median = f"any_value(q{item.place})"
                first += f", {median} AS t{item.place}_logarithm"
        by_group = f"turned GROUP BY {group}"
        yield _step(f"first_{group}", f"{group} AS by_{group}{first}", by_group)
        yield _step(f"of_{group}", f"*{later}", f"first_{group}")

    def _joins(self) -> str:
        return " ".join(
            f"JOIN of_{group} ON ordered.{group} = by_{group}" for group in ("grp", "everybody")
        )

    def _levels(self) -> Iterator[list[Indicator]]:
        """Yield branches, those first that need no other branch."""
        done = {item.leaf.code for item in self.leaves}
        left = [item for item in self.scheme.indicators if item.code not in done]
        while left:
            ready = [
                item
                for item in left
                if all(below.code in done for below in self.scheme.children[item.code])
            ]
            yield ready
            done |= {item.code for item in ready}
            left = [item for item in left if item.code not in done]

    def _branches(self) -> Iterator[str]:
        last = "scored"
        for number, level in enumerate(self._levels()):
            nodes = ", ".join(
                f"{self._mean(self.scheme.children[item.code])} AS {self.nodes[item.code]}"
                for item in level
            )
            yield _step(f"level{number}", f"*, {nodes}", last)
            last = f"level{number}"
        yield _step("whole", f"*, {self._mean(self.scheme.children[None])} AS total", last)

    def _mean(self, below: Sequence[Indicator]) -> str:
        """Return the weighted mean of what is there, null when that is too little."""
        weights = {self.nodes[item.code]: parts(item.weight) or 0 for item in below}
        there = " + ".join(
            f"CASE WHEN {node} IS NULL THEN 0 ELSE {weight} END" for node, weight in weights.items()
        )
        least = (parts(self.scheme.coverage) or 0) * sum(weights.values())
        points = " + ".join(
            f"coalesce({node} * {weight}::DOUBLE, 0)" for node, weight in weights.items()
        )
        enough = f"({there}) > 0 AND ({there})::HUGEINT * {UNIT} >= {least}::HUGEINT"
        return f"CASE WHEN {enough} THEN ({points}) / ({there})::DOUBLE END"

    def _results(self) -> str:
        absent = ", ".join(
            f"CASE WHEN {self.nodes[item.leaf.code]} IS NULL THEN {item.place} END"
            for item in self.leaves
        )
        bonus = self._beside(Sign.BONUS, parts(self.scheme.bonus_cap) or 0)
        deduction = self._beside(Sign.DEDUCTION, parts(self.scheme.deduction_cap) or 0)
        most = parts(FULL + self.scheme.bonus_cap)
        beside = f"total + (({bonus}) - ({deduction}))::DOUBLE / {FINE}::DOUBLE"
        bounded = f"least(greatest({beside}, 0), {most}::DOUBLE / {UNIT}::DOUBLE)"
        total = bounded if self.scheme.adjustments else "total"
        looked_at = [self.nodes[item.on] for item in self.scheme.conditions if item.on is not None]
        return ", ".join(
            (
                f"CASE WHEN total IS NOT NULL THEN {total} END",
                bonus,
                deduction,
                f"list_filter([{absent}], lambda x: x IS NOT NULL)",
                f"[{', '.join(looked_at)}]::DOUBLE[]",
            )
        )

    def _beside(self, sign: Sign, cap: int) -> str:
        """Return a sum of bonuses or deductions in exact parts."""
        earned = " + ".join(map(self._earned, self.adjusted[sign])) or "0::HUGEINT"
        return f"least({earned}, {cap * UNIT}::HUGEINT)"

    def _earned(self, item: Adjustment) -> str:
        each, cap = parts(item.each) or 1, (parts(item.cap) or 0) * UNIT
        # More units than fill the cap are not counted, so that no product is too large.
        counted = f"least(greatest(c{self.columns.index(item.column)}, 0), {cap // each + 1})"
        points = f"least({counted}::HUGEINT * {each}, {cap}::HUGEINT)"
        missing = f"c{self.columns.index(item.column)} IS NULL"
        return f"CASE WHEN {missing} THEN 0::HUGEINT ELSE {points} END"


def _select(what: str, source: str) -> str:
    return f"SELECT {what} FROM {source}"  # noqa: S608 - names are numbers, see `Statement`


def _step(name: str, what: str, source: str) -> str:
    return f"{name} AS ({_select(what, source)})"
