"""Lines of ledgers ↔ text in the database, and the money of a project up to a day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
from django.db.models import F

from jiheng.bilingual import Bilingual
from jiheng_evidence.ledgers.budget import BudgetLedger, BudgetLine, paid_by
from jiheng_evidence.ledgers.lacking import lacking_months, lacks_of
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


def paid_until(line: StoredLine, year: int, cut_off: date, as_of: date | None) -> Decimal | None:
    """Return what a line says was paid up to a day, in 元; None where it does not tell.

    Args:
        as_of: The day up to which its ledger counts, for lines that do not say it themselves.
    """
    covered = line.covered or as_of
    if covered is None and not line.months:
        return None
    ledger, rebuilt = _rebuilt(line, year, covered)
    return paid_by(ledger, rebuilt, cut_off)


def _rebuilt(line: StoredLine, year: int, covered: date | None) -> tuple[BudgetLedger, BudgetLine]:
    rebuilt = BudgetLine(
        code=line.code,
        name=line.name,
        paid=_money(line.paid),
        months={int(month): LedgerMoney(amount=a, unit=_YUAN) for month, a in line.months.items()},
    )
    return BudgetLedger(name="", fiscal_year=year, as_of=covered, lines=(rebuilt,)), rebuilt


@dataclass(frozen=True, slots=True)
class LedgerMoneyOf:
    """What accepted ledgers say of a project up to a day.

    Attributes:
        as_of: The day up to which it really counts; None where the ledger does not say it.
        stale: Whether the ledger ends before the day that was asked for.
        rivals: Others that tell the same money and are not used.
    """

    money: Money
    ledger: Ledger
    as_of: date | None = None
    stale: bool = False
    places: tuple[str, ...] = field(default=())
    rivals: tuple[LedgerMoneyOf, ...] = ()


@dataclass(frozen=True, slots=True)
class Unused:
    """An accepted ledger that names a project and says nothing of the day asked for."""

    ledger: Ledger
    reason: Bilingual


def money_of(project: Project, cut_off: date) -> LedgerMoneyOf | None:
    """Return the money of a project by the newest accepted ledger that tells it; None without.

    Of ledgers that tell of one day, one of the finance bureau goes first, then the newest. A
    ledger is no rival where it is only older, or repeats what the one used says.
    """
    told = [_together(one, project.fiscal_year, cut_off) for one in _by_ledger(project)]
    told = [one for one in told if one.money.executed is not None]
    if not told:
        return None
    used = max(told, key=lambda one: (one.as_of or date.min, *_standing(one.ledger)))
    rivals = (one for one in told if one is not used and _is_rival(one, used))
    return replace(used, rivals=tuple(rivals))


def rivals_of(ledger: Ledger) -> list[Ledger]:
    """Return the accepted ledgers that tell of the same projects up to the same day."""
    projects = ledger.entries.exclude(project=None).values("project")
    found = Ledger.objects.filter(
        state=LedgerState.ACCEPTED,
        fiscal_year=ledger.fiscal_year,
        as_of=ledger.as_of,
        pk__in=LedgerEntry.objects.filter(project__in=projects).values("ledger"),
    )
    return sorted(
        found.exclude(pk=ledger.pk).select_related("handed_in_by"), key=_standing, reverse=True
    )


def _standing(ledger: Ledger) -> tuple[bool, int]:
    return ledger.of_finance, ledger.pk


def _is_rival(one: LedgerMoneyOf, used: LedgerMoneyOf) -> bool:
    if (one.money.budget, one.money.executed) == (used.money.budget, used.money.executed):
        return False
    outranks = one.ledger.of_finance and not used.ledger.of_finance
    return outranks or one.as_of == used.as_of


def unused_of(project: Project, cut_off: date) -> list[Unused]:
    """Return the ledgers that are newer than what `money_of` takes, and why they are not taken.

    Those that were withdrawn since come last.
    """
    found = []
    for of_one in _by_ledger(project):
        ledger = of_one[0].ledger
        if _together(of_one, project.fiscal_year, cut_off).money.executed is not None:
            break
        found.append(Unused(ledger, _why_unused(ledger, [line_of(one) for one in of_one], cut_off)))
    withdrawn = Ledger.objects.filter(
        state=LedgerState.WITHDRAWN, entries__project=project, fiscal_year=project.fiscal_year
    )
    return found + [Unused(ledger, _why_withdrawn(ledger)) for ledger in withdrawn.distinct()]


def _why_withdrawn(ledger: Ledger) -> Bilingual:
    return Bilingual(
        f"已撤销采纳（{ledger.withdrawn_reason}）。金额如取自该台账，请重新取入。",
        f"It was withdrawn ({ledger.withdrawn_reason}). Take the money over anew where it was"
        " taken from it.",
    )


def _by_ledger(project: Project) -> list[list[LedgerEntry]]:
    entries = (
        LedgerEntry.objects.filter(
            project=project,
            ledger__state=LedgerState.ACCEPTED,
            ledger__fiscal_year=project.fiscal_year,
        )
        .select_related("ledger")
        .order_by(F("ledger__as_of").desc(nulls_last=True), "-ledger_id", "position")
    )
    found: dict[int, list[LedgerEntry]] = {}
    for entry in entries:
        found.setdefault(entry.ledger_id, []).append(entry)
    return list(found.values())


def _why_unused(ledger: Ledger, lines: Iterable[StoredLine], cut_off: date) -> Bilingual:
    for line in lines:
        why = no_amount(line) or _lacks(ledger, line, cut_off)
        if why:
            return why
    if ledger.as_of is None:
        return Bilingual(
            "没有注明截至哪一天，金额没有采用。请重新导入并填写截止日。",
            "It does not say up to which day it counts: hand it in again and give the day.",
        )
    return Bilingual(
        f"截至 {ledger.as_of}，晚于 {cut_off} 且没有按月列支，金额没有采用。",
        f"It counts up to {ledger.as_of}, which is after {cut_off}, and has no months.",
    )


def _lacks(ledger: Ledger, line: StoredLine, cut_off: date) -> Bilingual | None:
    """Return which months a line does not say anything of, though it goes on behind them."""
    of_one, rebuilt = _rebuilt(line, ledger.fiscal_year, line.covered or ledger.as_of)
    last = of_one.last_month() or 0
    within = any(month <= last for month in lacking_months(of_one, rebuilt, cut_off))
    return next(lacks_of(of_one, rebuilt, cut_off), None) if within else None


def no_amount(line: StoredLine) -> Bilingual | None:
    """Return why a line says nothing of what was paid; None where it does."""
    if line.paid is not None or line.months:
        return None
    if line.unknown_unit:
        return Bilingual(
            "金额单位未知，不能采用。请重新导入并选择金额单位。",
            "The unit of money is not known: hand it in again and choose the unit.",
        )
    return Bilingual("没有执行数（支出数）。", "It does not say what was paid.")


def _together(entries: list[LedgerEntry], year: int, cut_off: date) -> LedgerMoneyOf:
    lines = [line_of(entry) for entry in entries]
    ledger = entries[0].ledger
    covered = [day for line in lines if (day := line.covered or ledger.as_of)]
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
        executed=_sum(paid_until(line, year, cut_off, ledger.as_of) for line in lines),
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
