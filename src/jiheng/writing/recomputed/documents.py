"""A document's table beside the recomputations of its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.writing.whereabouts import pages_of

if TYPE_CHECKING:
    from jiheng.model import TargetTable
    from jiheng.scoring.recomputation import Recomputation, RecomputedLine


@dataclass(frozen=True, slots=True, kw_only=True)
class RecomputedTable:
    """A self-evaluation as it was read, and what recomputing it came to."""

    table: TargetTable
    recomputations: tuple[Recomputation, ...]

    @property
    def faults(self) -> int:
        """How many lines and sums are wrong."""
        return sum(recomputation.faults for recomputation in self.recomputations)

    @property
    def unchecked(self) -> int:
        """How much of it could not be checked."""
        return sum(recomputation.unchecked for recomputation in self.recomputations)

    def place(self, row: int, line: RecomputedLine) -> str:
        """Return page, or sheet and cell, of a line; empty when it is not known."""
        owner = self.table.rows[row]
        if line.indicator is None:
            traces = [trace for money in owner.lines for trace in money.traces.values()]
        else:
            indicator = owner.indicators[line.indicator]
            score = indicator.traces.get("score")
            traces = [score] if score else [*indicator.traces.values()]
        span = tuple(place for trace in traces for place in trace.span())
        cell = next((place.cell for place in span if place.cell), None)
        return " ".join(filter(None, (pages_of(span), cell)))
