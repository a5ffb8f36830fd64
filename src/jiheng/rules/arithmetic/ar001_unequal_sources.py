"""AR001: sources of funds that do not add up."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.arithmetic.sums import (
    AMOUNT_UNREAD,
    NO_MONEY,
    difference,
    prints_money,
    severity_of,
    unread_amounts,
)
from jiheng.rules.base import Basis, Hit, Page, RuleMeta, TableRule, not_applicable
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import FundingLine, Row
    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject


META = RuleMeta(
    code="AR001",
    name="unequal-sources",
    title=Bilingual("资金来源之和与总计不符", "Sources do not add up to the total"),
    family=Family.ARITHMETIC,
    severity=Severity.BLOCK,
    aliases=("R55",),
    basis=Basis(
        text=Bilingual(
            "公开表式各栏的关系：总计＝财政拨款＋财政专户拨款＋其他资金，合计＝各单位之和，单位＝所属项目之和。",
            "The published form: total = fiscal appropriation + special account "
            "+ other; sums of organizations and projects.",
        ),
        confirmed=True,
    ),
    page=Page(
        what=Bilingual(
            "一行的财政拨款、财政专户拨款、其他资金之和不等于总计；只差0.01的按尾差作建议。",
            "The sources of a row do not add up to its total; a difference of 0.01 "
            "is rounding, advice only.",
        ),
        why=Bilingual(
            "金额不符，预算无法批复，公开后必被追问。",
            "With sums that differ the budget cannot be approved.",
        ),
        bad=Bilingual(
            "总计0，财政拨款90",
            "total 0, fiscal appropriation 90",
        ),
        good=Bilingual(
            "总计90，财政拨款90",
            "total 90, fiscal appropriation 90",
        ),
        fix=Bilingual(
            "核对预算批复数，改正总计或来源。",
            "Mend the total or the sources from the approved budget.",
        ),
    ),
)
_FURTHER = re.compile(
    "结转|结余|基金|国有资本|专户|事业|经营|上级|中央|省级|市级|区级|县级|地方|单位"
)
_SOURCES = ("fiscal_appropriation", "special_account", "other")


def check(table: TableSubject) -> Iterator[Outcome]:
    """Add the sources of every row that prints them."""
    if not prints_money(table):
        yield NO_MONEY
        return
    unread = unread_amounts(table)
    for index, row in enumerate(table.table.rows):
        funding = row.funding
        if funding is None or not funding.sources():
            continue
        if _has_other_sources(row):
            yield not_applicable(
                "表中另有上年结转等来源", "the form names further sources of money"
            )
            continue
        if funding.total is None or index in unread:
            yield AMOUNT_UNREAD
            continue
        total = sum(funding.sources(), Decimal(0))
        weight = severity_of(table, total - funding.total)
        if weight is not None:
            yield _hit(table, index, total, weight)


def _has_other_sources(row: Row) -> bool:
    """Whether a form prints money of sources that the columns of the disclosure form lack."""
    return any(_FURTHER.search(line.label) and any(_amounts(line)) for line in row.lines)


def _amounts(line: FundingLine) -> Iterator[Decimal]:
    """Yield what a line says of the money planned, as far as it is not nought."""
    yield from filter(None, (line.amount, line.initial_budget, line.budget))


def _hit(table: TableSubject, index: int, total: Decimal, weight: Severity) -> Hit:
    row = table.table.rows[index]
    printed = getattr(row.funding, "total", None) or Decimal(0)
    sources = (name for name in _SOURCES if getattr(row.funding, name) is not None)
    return Hit(
        at=table.at_row(index, "total"),
        more=tuple(table.at_row(index, name) for name in sources),
        severity=weight,
        message=Bilingual(
            f"“{short(row.name)}”总计{printed:,}，各项来源之和为{total:,}，"
            f"{difference(total - printed).zh}。",
            f"“{short(row.name)}”: total {printed:,}, sources {total:,};"
            f" {difference(total - printed).en}.",
        ),
    )


RULE = TableRule(META, check)
