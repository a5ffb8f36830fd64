"""Rates of execution: the one of the self-evaluation and the ones of the evaluation."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.model import Actual, Evidence, ShareActual
from jiheng_evidence.ledgers.budget import paid_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from jiheng_evidence.ledgers.budget import BudgetLedger, BudgetLine


def lines_of(ledger: BudgetLedger, project: str | None = None) -> tuple[BudgetLine, ...]:
    """Return the lines of a project by its code or name; all lines when none is asked for."""
    if project is None:
        return ledger.lines
    return tuple(line for line in ledger.lines if project in (line.code, line.name))


def self_evaluation_execution(
    ledger: BudgetLedger, cut_off: date, project: str | None = None
) -> Actual | None:
    """Return 预算执行率 as the self-evaluation has it: 执行数 / 全年预算数 (财预〔2020〕10号).

    None when a line says no payment up to the day, or no budget of the full year.
    """
    return _share(
        ledger,
        lines_of(ledger, project),
        (lambda line: paid_by(ledger, line, cut_off), lambda line: line.full_year()),
        ("执行数/全年预算数", cut_off),
    )


def evaluation_execution(
    ledger: BudgetLedger, cut_off: date, project: str | None = None
) -> Actual | None:
    """Return 预算执行率 as the evaluation framework has it: 实际支出 / 实际到位资金."""
    return _share(
        ledger,
        lines_of(ledger, project),
        (lambda line: paid_by(ledger, line, cut_off), _received),
        ("实际支出/实际到位", cut_off),
    )


def received_share(
    ledger: BudgetLedger, cut_off: date, project: str | None = None
) -> Actual | None:
    """Return 资金到位率: 实际到位资金 / 预算 of the full year."""
    return _share(
        ledger,
        lines_of(ledger, project),
        (_received, lambda line: line.full_year()),
        ("实际到位/全年预算数", cut_off),
    )


def _received(line: BudgetLine) -> Decimal | None:
    return line.received.yuan() if line.received else None


def _share(
    ledger: BudgetLedger,
    lines: tuple[BudgetLine, ...],
    parts: tuple[Callable[[BudgetLine], Decimal | None], Callable[[BudgetLine], Decimal | None]],
    asked: tuple[str, date],
) -> Actual | None:
    above, below = (_total(map(part, lines)) for part in parts)
    if above is None or below is None:
        return None
    words, cut_off = asked
    covered = [day for line in lines if (day := ledger.covered(line)) is not None]
    evidence = Evidence(
        source=ledger.name, sha256=ledger.sha256, query=f"{words} ≤{cut_off}", rows=len(lines)
    )
    return Actual(
        value=ShareActual(numerator=above, denominator=below),
        as_of=min((*covered, cut_off)),
        evidence=(evidence,),
    )


def _total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum; one unknown part makes all of it unknown, and nothing sums to nothing."""
    total = None
    for amount in amounts:
        if amount is None:
            return None
        total = (total or Decimal(0)) + amount
    return total
