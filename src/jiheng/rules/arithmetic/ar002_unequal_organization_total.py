"""AR002: an organization whose projects do not add up to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.arithmetic.sums import (
    NO_MONEY,
    agrees,
    compare,
    parts_of_subtotal,
    prints_money,
    projects_by_organization,
)
from jiheng.rules.base import Basis, Page, RuleMeta, TableRule, not_applicable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject


META = RuleMeta(
    code="AR002",
    name="unequal-organization-total",
    title=Bilingual(
        "单位金额、小计不等于所属项目之和", "Organization or subtotal differs from its projects"
    ),
    family=Family.ARITHMETIC,
    severity=Severity.BLOCK,
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
            "单位行的总计不等于其下各项目之和，或小计不等于它以上（以下）各项目之和；"
            "只差0.01的按尾差作建议。",
            "The total of an organization differs from the sum of its projects, or a subtotal "
            "from that of the projects above (or below) it; 0.01 is rounding, advice only.",
        ),
        why=Bilingual(
            "合计不符，说明有项目漏列、重列或金额改错。",
            "Some project is left out, listed twice or has a wrong amount.",
        ),
        bad=Bilingual(
            "区科协252.00，所属项目之和251.00",
            "an organization of 252.00 with projects of 251.00",
        ),
        good=Bilingual(
            "区科协252.00，所属项目之和252.00",
            "both 252.00",
        ),
        fix=Bilingual(
            "核对预算批复数，查找漏列、重列的项目；尾差在最大的一项中调整。",
            "Look for projects left out or listed twice; put a rounding difference "
            "into the largest amount.",
        ),
    ),
)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Add the projects under each organization, and those that each subtotal may sum."""
    if not prints_money(table):
        yield NO_MONEY
        return
    if not table.organizations and not table.subtotals:
        yield not_applicable(
            "表中没有单位行和小计行", "the table has no rows of organizations or subtotals"
        )
        return
    parts = projects_by_organization(table)
    for index, _ in table.organizations:
        if parts[index]:
            yield from compare(table, index, parts[index])
    for index in table.subtotals:
        sums = parts_of_subtotal(table, index)
        if sums and not any(agrees(table, index, each) for each in sums):
            yield from compare(table, index, sums[0])


RULE = TableRule(META, check)
