"""Money at the gate: one unit for all projects, and a sum that agrees with budget or accounts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_web.disclosure.findings import Finding, about
from jiheng_web.disclosure.funds import MONEY_UNIT, converted, executed_of, fits
from jiheng_web.disclosure.models import Holding
from jiheng_web.projects.content import table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import TargetTable
    from jiheng_web.disclosure.models import Disclosure
    from jiheng_web.projects.models import Version

_TOLERANCE = Decimal("0.01")
_SLIPS = ((9_900, 10_100), (Decimal("0.000099"), Decimal("0.000101")))
_SOURCES = {
    Holding.TARGETS: (Bilingual("部门预算", "the budget"), "budget"),
    Holding.RESULTS: (Bilingual("部门决算", "the final accounts"), "accounts"),
}


def same_unit(table: TargetTable, versions: list[Version]) -> Iterator[Finding]:
    """Yield projects whose money cannot be said in the unit of the table."""
    for version in versions:
        own = table_of(version.content)
        if not fits(own.rows[0], own.money_unit, table.money_unit):
            message = Bilingual(
                f"金额单位是“{own.money_unit or '未注明'}”，"
                f"不能换算为表中的“{table.money_unit or '未注明'}”。",
                f"Its money is in “{own.money_unit or 'no unit'}”, which cannot be said in"
                f" “{table.money_unit or 'no unit'}”.",
            )
            yield about(version, "money-unit", "block", message, "funding")


def adds_up(disclosure: Disclosure, table: TargetTable) -> Iterator[Finding]:
    """Yield what keeps the table from adding up to the spending of budget or final accounts."""
    wanted = disclosure.budget_total
    words, code = _SOURCES[Holding(disclosure.holds)]
    amounts = _amounts(table, Holding(disclosure.holds))
    known = [amount for amount in amounts if amount is not None]
    if wanted is None:
        yield from _moneyless(len(amounts) - len(known), len(amounts))
        return
    if len(known) < len(amounts):
        message = Bilingual(
            f"有项目没有金额，无法与{words.zh}核对。",
            "Some projects say no money: it cannot be compared.",
        )
        yield Finding(f"{code}-unknown", "must", message)
        return
    total = sum(known, Decimal(0))
    if abs(total - wanted) > _TOLERANCE:
        yield _apart(total, wanted, words, code)


def _moneyless(lacking: int, projects: int) -> Iterator[Finding]:
    if lacking and lacking == projects:
        message = Bilingual(
            "所有项目都没有填写资金，公开前请核对。",
            "No project names any money: look at it before publishing.",
        )
        yield Finding("no-money", "must", message)
    elif lacking:
        message = Bilingual(
            f"有 {lacking} 个项目没有填写资金。", f"{lacking} project(s) name no money."
        )
        yield Finding("no-money", "advice", message)


def _amounts(table: TargetTable, holds: Holding) -> list[Decimal | None]:
    rows = [converted(row, table.money_unit, MONEY_UNIT) for _, row in table.projects()]
    if holds is Holding.RESULTS:
        return [executed_of(row) for row in rows]
    return [row.funding.total if row.funding else None for row in rows]


def _apart(total: Decimal, wanted: Decimal, words: Bilingual, code: str) -> Finding:
    said, asked, gap = (f"{one.normalize():,f}" for one in (total, wanted, abs(total - wanted)))
    ratio = total / wanted if wanted else Decimal(0)
    if any(low <= ratio <= high for low, high in _SLIPS):
        message = Bilingual(
            f"项目合计 {said} 万元与{words.zh} {asked} 万元相差约一万倍，疑似“元”“万元”混用。",
            f"Projects sum to {said} 万元, {words.en} says {asked} 万元: 元 taken for 万元?",
        )
        return Finding(f"{code}-unit", "block", message)
    message = Bilingual(
        f"项目合计 {said} 万元，与{words.zh}项目支出 {asked} 万元相差 {gap} 万元。",
        f"Projects sum to {said} 万元; project spending by {words.en} is {asked} 万元.",
    )
    return Finding(f"{code}-total", "must", message)
