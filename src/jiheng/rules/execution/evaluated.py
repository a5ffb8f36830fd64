"""What rules on self-evaluations look at: recomputed lines and sums, with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.model import TableKind
from jiheng.rules.base import Hit, insufficient, not_applicable
from jiheng.rules.subjects import ProjectSubject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jiheng.bilingual import Bilingual
    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject, TableSubject
    from jiheng.scoring.recomputation import Check, CheckKind, Recomputation, RecomputedLine

NOT_EVALUATED = not_applicable("不是绩效自评表。", "The table is not a self-evaluation.")
NOT_MONITORED = not_applicable("不是绩效监控表。", "The table is not a monitoring form.")
NOT_FILLED_IN = insufficient(
    "自评表没有印得分，无从核对。", "The self-evaluation prints no points to check."
)


def lines(
    table: TableSubject, fault: Callable[[RecomputedLine], Bilingual | None], field: str = "score"
) -> Iterator[Outcome]:
    """Yield a hit for each indicator that has a fault.

    Args:
        table: Under review.
        fault: Says what is wrong with a line, None when nothing is.
        field: Of the indicator, at which the hit stands.
    """
    yield from _unfit(table)
    for recomputation, line in _all(table):
        message = None if line.indicator is None else fault(line)
        if message is not None and line.indicator is not None:
            subject = indicator(table, recomputation.row, line.indicator)
            yield Hit(at=subject.at(field), message=message)


def checks(
    table: TableSubject,
    kind: CheckKind,
    message: Callable[[Recomputation, Check], Bilingual],
    field: str,
) -> Iterator[Outcome]:
    """Yield a hit for each wrong sum of a kind.

    Args:
        table: Under review.
        kind: Which sum.
        message: Says what is wrong.
        field: Of the row, at which the hit stands.
    """
    yield from _unfit(table)
    for recomputation in table.recomputations:
        for check in recomputation.checks:
            if check.right is False and check.kind is kind:
                at = table.at_row(recomputation.row, field)
                yield Hit(at=at, message=message(recomputation, check))


def execution(
    table: TableSubject, fault: Callable[[Recomputation, RecomputedLine], Bilingual | None]
) -> Iterator[Outcome]:
    """Yield a hit for each execution rate that has a fault."""
    yield from _unfit(table)
    for recomputation, line in _all(table):
        message = fault(recomputation, line) if line.indicator is None else None
        if message is not None:
            yield Hit(at=table.at_row(recomputation.row, "name"), message=message)


def indicator(table: TableSubject, row: int, index: int) -> IndicatorSubject:
    """Return an indicator of any row, be it a project or a whole department."""
    return ProjectSubject(table, row, table.table.rows[row]).printed[index]


def _unfit(table: TableSubject) -> Iterator[Outcome]:
    """Yield why a table has no recomputation to look at; nothing when it has one."""
    if table.table.kind is not TableKind.SELF_EVALUATION:
        yield NOT_EVALUATED
    elif not table.recomputations:
        yield NOT_FILLED_IN


def _all(table: TableSubject) -> Iterator[tuple[Recomputation, RecomputedLine]]:
    for recomputation in table.recomputations:
        for line in recomputation.lines:
            yield recomputation, line
