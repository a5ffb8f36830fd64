"""Why a ledger of the budget does not say what was paid by a day, or of which budget."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_evidence.ledgers.budget import months_ended, paid_by, says_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from jiheng_evidence.ledgers.budget import BudgetLedger, BudgetLine


def lacking_months(ledger: BudgetLedger, line: BudgetLine, cut_off: date) -> list[int]:
    """Return the months up to a day of which a line does not say what was paid."""
    covered = ledger.covered(line)
    if not line.months or (says_all(line) and covered is not None and covered >= cut_off):
        return []
    known = range(1, (ledger.last_month() or 0) + 1) if says_all(line) else line.months
    return [month for month in months_ended(ledger, cut_off) if month not in known]


def lacks_of(ledger: BudgetLedger, line: BudgetLine, cut_off: date) -> Iterator[Bilingual]:
    """Yield why nobody can say what a line has paid by a day, its budget, or what it received."""
    months = lacking_months(ledger, line, cut_off)
    if months:
        named, named_en = _listed(months, "、"), _listed(months, ", ")
        yield Bilingual(
            f"缺 {named} 月的支出（没有填写不等于零），执行数不能确定",
            f"no payments of months {named_en} (a blank is not nought): executed is unknown",
        )
    elif paid_by(ledger, line, cut_off) is None:
        yield _unpaid(ledger, line, cut_off)
    if line.full_year() is None:
        yield _no_budget(line)
    if line.received is None and any(other.received for other in ledger.lines):
        yield Bilingual("实际到位没有填写", "what was received is not filled in")


def _unpaid(ledger: BudgetLedger, line: BudgetLine, cut_off: date) -> Bilingual:
    covered = ledger.covered(line)
    if line.months and not months_ended(ledger, cut_off):
        return Bilingual(f"到 {cut_off} 没有一个月结束", f"no month has ended by {cut_off}")
    if line.paid is None and not line.months:
        return Bilingual("执行数没有填写", "executed is not filled in")
    if not line.months and covered is not None and covered > cut_off:
        return Bilingual(
            f"执行数累计到 {covered}，拆不出到 {cut_off} 的数",
            f"executed adds up to {covered} and cannot be taken apart for {cut_off}",
        )
    return Bilingual("执行数的金额单位不明", "the unit of what was executed is unknown")


def _no_budget(line: BudgetLine) -> Bilingual:
    if line.budget or line.adjusted:
        return Bilingual("预算数的金额单位不明", "the unit of the budget is unknown")
    if line.initial is not None and line.adjustment is None:
        return Bilingual(
            "只有年初预算数，调整数没有填写，全年预算数不能确定",
            "the initial budget without its adjustment says no budget of the full year",
        )
    return Bilingual("全年预算数没有填写", "the budget of the full year is not filled in")


def _listed(months: Sequence[int], comma: str) -> str:
    """Return months with runs drawn together: 1、3–5."""
    runs = [
        [month for _n, month in run]
        for _key, run in groupby(enumerate(months), key=lambda pair: pair[1] - pair[0])
    ]
    return comma.join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
