"""AR008: amounts with more than two decimals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.arithmetic.sums import NO_MONEY, amounts, prints_money
from jiheng.rules.base import Basis, Hit, Page, RuleMeta, TableRule, not_applicable
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject

META = RuleMeta(
    code="AR008",
    name="excess-decimals",
    title=Bilingual("金额小数过多", "Too many decimals"),
    family=Family.ARITHMETIC,
    severity=Severity.ADVICE,
    basis=Basis(
        text=Bilingual(
            "公开表式：单位万元，保留两位小数。",
            "The published form: 万元 with two decimals.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "以万元为单位的金额超过两位小数。",
            "An amount in 万元 has more than two decimals.",
        ),
        why=Bilingual(
            "公开表以万元为单位保留两位小数，位数不一则合计对不上。",
            "The form prints 万元 with two decimals; otherwise sums no longer match.",
        ),
        bad=Bilingual(
            "12.3456万元",
            "12.3456 万元",
        ),
        good=Bilingual(
            "12.35万元",
            "12.35 万元",
        ),
        fix=Bilingual(
            "四舍五入到两位小数，合计同时核对。",
            "Round to two decimals and check the sums.",
        ),
    ),
)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look at every amount of the table."""
    if not prints_money(table):
        yield NO_MONEY
        return
    if table.table.money_unit != "万元":
        yield not_applicable("金额单位不是万元", "the unit of money is not 万元")
        return
    for index, field, amount in amounts(table):
        if _decimals(amount) > _MOST:
            row = table.table.rows[index]
            yield Hit(
                at=table.at_row(index, field),
                cause="decimals",
                message=Bilingual(
                    f"“{short(row.name)}”的金额{amount}超过两位小数。",
                    f"The amount {amount} of “{short(row.name)}” has more than two decimals.",
                ),
            )


_MOST = 2


def _decimals(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


RULE = TableRule(META, check)
