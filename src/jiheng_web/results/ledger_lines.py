"""Lines of ledgers ↔ text in the database, and the money of a project up to a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 - msgspec looks it up when it decodes
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from jiheng_evidence.ledgers.budget import BudgetLedger, BudgetLine, paid_by
from jiheng_evidence.ledgers.money import Money as LedgerMoney
from jiheng_web.results.content import LEDGER, Money, Proof
from jiheng_web.results.models import Ledger, LedgerEntry
from jiheng_web.results.models.ledger import LedgerState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng_web.projects.models import Project

_YUAN = "元"
_TENTHOUSAND = Decimal(10_000)


class StoredLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line of a ledger; amounts in 元.

    Attributes:
        covered: The day up to which `paid` counts.
        unknown_unit: Whether the ledger does not say in what unit its amounts are.
    """

    code: str = ""
    name: str = ""
    initial: Decimal | None = None
    budget: Decimal | None = None
    paid: Decimal | None = None
    months: dict[str, Decimal] = {}
    covered: date | None = None
    unknown_unit: bool = False


def kept(ledger: BudgetLedger, line: BudgetLine) -> StoredLine:
    """Return a line as it is stored."""
    months = {str(month): money.yuan() for month, money in line.months.items()}
    amounts = (line.initial, line.budget, line.adjusted, line.paid, *line.months.values())
    return StoredLine(
        code=line.code or "",
        name=line.name,
        initial=_yuan(line.initial),
        budget=line.full_year(),
        paid=_yuan(line.paid),
        months={month: amount for month, amount in months.items() if amount is not None},
        covered=ledger.covered(line),
        unknown_unit=any(money is not None and money.yuan() is None for money in amounts),
    )


def line_of(entry: LedgerEntry) -> StoredLine:
    """Return what is stored of an entry."""
    return msgspec.json.decode(entry.content, type=StoredLine)


def paid_until(line: StoredLine, year: int, cut_off: date) -> Decimal | None:
    """Return what a line says was paid up to a day, in 元; None where it does not tell."""
    rebuilt = BudgetLine(
        code=line.code,
        name=line.name,
        paid=_money(line.paid),
        months={int(month): LedgerMoney(amount=a, unit=_YUAN) for month, a in line.months.items()},
    )
    ledger = BudgetLedger(name="", fiscal_year=year, as_of=line.covered, lines=(rebuilt,))
    return paid_by(ledger, rebuilt, cut_off)


@dataclass(frozen=True, slots=True)
class LedgerMoneyOf:
    """What accepted ledgers say of a project up to a day.

    Attributes:
        as_of: The day up to which it really counts; None where the ledger does not say it.
        stale: Whether the ledger ends before the day that was asked for.
    """

    money: Money
    ledger: Ledger
    as_of: date | None = None
    stale: bool = False
    places: tuple[str, ...] = field(default=())


def money_of(project: Project, cut_off: date) -> LedgerMoneyOf | None:
    """Return the money of a project by the newest accepted ledger that names it; None without."""
    entries = (
        LedgerEntry.objects.filter(
            project=project,
            ledger__state=LedgerState.ACCEPTED,
            ledger__fiscal_year=project.fiscal_year,
        )
        .select_related("ledger")
        .order_by("-ledger__as_of", "-ledger_id", "position")
    )
    by_ledger: dict[int, list[LedgerEntry]] = {}
    for entry in entries:
        by_ledger.setdefault(entry.ledger_id, []).append(entry)
    for of_one in by_ledger.values():
        found = _together(of_one, project.fiscal_year, cut_off)
        if found.money.executed is not None:
            return found
    return None


def _together(entries: list[LedgerEntry], year: int, cut_off: date) -> LedgerMoneyOf:
    lines = [line_of(entry) for entry in entries]
    ledger = entries[0].ledger
    covered = [line.covered for line in lines if line.covered]
    as_of = min((*covered, cut_off)) if covered else None
    proof = Proof(
        name=ledger.name,
        sha256=ledger.sha256,
        query="、".join(entry.place for entry in entries if entry.place),
        rows=len(entries),
        as_of=as_of.isoformat() if as_of else "",
    )
    money = Money(
        initial=_sum(line.initial for line in lines),
        budget=_sum(line.budget for line in lines) or _sum(line.initial for line in lines),
        executed=_sum(paid_until(line, year, cut_off) for line in lines),
        source=LEDGER,
        proofs=(proof,),
    )
    stale = as_of is not None and as_of < cut_off
    return LedgerMoneyOf(money, ledger, as_of, stale, tuple(e.place for e in entries))


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Return a sum of 元 in 万元; None when one of them is not known."""
    total = Decimal(0)
    for amount in amounts:
        if amount is None:
            return None
        total += amount
    return total / _TENTHOUSAND


def _yuan(money: LedgerMoney | None) -> Decimal | None:
    return None if money is None else money.yuan()


def _money(amount: Decimal | None) -> LedgerMoney | None:
    return None if amount is None else LedgerMoney(amount=amount, unit=_YUAN)
