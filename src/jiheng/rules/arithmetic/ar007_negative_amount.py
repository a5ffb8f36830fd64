"""AR007: amounts below nought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.arithmetic.sums import NO_MONEY, amounts, prints_money
from jiheng.rules.base import Basis, Hit, Page, RuleMeta, TableRule
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject


META = RuleMeta(
    code="AR007",
    name="negative-amount",
    title=Bilingual("金额为负", "Negative amount"),
    family=Family.ARITHMETIC,
    severity=Severity.BLOCK,
    basis=Basis(
        text=Bilingual(
            "公开表式：单位万元，保留两位小数。",
            "The published form: 万元 with two decimals.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "资金栏印有负数。",
            "A column of money holds a negative number.",
        ),
        why=Bilingual(
            "预算安排不会为负，多为误填或混入了调减数。",
            "A budget is never negative; mostly a slip, or a cut was mixed in.",
        ),
        bad=Bilingual(
            "财政拨款-25.00",
            "fiscal appropriation -25.00",
        ),
        good=Bilingual(
            "财政拨款25.00",
            "fiscal appropriation 25.00",
        ),
        fix=Bilingual(
            "改为批复金额；调减另行说明。",
            "Write the approved amount; explain cuts elsewhere.",
        ),
    ),
)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look at every amount of the table."""
    if not prints_money(table):
        yield NO_MONEY
        return
    for index, field, amount in amounts(table):
        if amount < 0:
            row = table.table.rows[index]
            yield Hit(
                at=table.at_row(index, field),
                message=Bilingual(
                    f"“{short(row.name)}”的金额为负：{amount:,}。",
                    f"The amount of “{short(row.name)}” is negative: {amount:,}.",
                ),
            )


RULE = TableRule(META, check)
