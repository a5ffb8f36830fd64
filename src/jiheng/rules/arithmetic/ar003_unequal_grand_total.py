"""AR003: a grand total that its parts do not add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.arithmetic.sums import NO_MONEY, agrees, compare, prints_money
from jiheng.rules.base import Basis, Page, RuleMeta, TableRule, insufficient, not_applicable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject


META = RuleMeta(
    code="AR003",
    name="unequal-grand-total",
    title=Bilingual("合计与分项之和不符", "Grand total differs from its parts"),
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
            "合计行不等于各单位之和（没有单位行时为各项目之和）；只差0.01的按尾差作建议。",
            "The grand total differs from the sum of organizations (or of projects "
            "when there are none); 0.01 is rounding, advice only.",
        ),
        why=Bilingual(
            "合计不符，说明有项目漏列、重列或金额改错。",
            "Some project is left out, listed twice or has a wrong amount.",
        ),
        bad=Bilingual(
            "合计301,320.47，各单位之和301,199.47",
            "grand total 301,320.47, organizations 301,199.47",
        ),
        good=Bilingual(
            "合计301,320.47，各单位之和301,320.47",
            "both 301,320.47",
        ),
        fix=Bilingual(
            "核对预算批复数，查找漏列、重列的项目；尾差在最大的一项中调整。",
            "Look for projects left out or listed twice; put a rounding difference "
            "into the largest amount.",
        ),
    ),
)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Add the organizations, or the projects where there are none."""
    if not prints_money(table):
        yield NO_MONEY
        return
    rows = table.table.rows
    grand = [index for index, _ in table.table.grand_totals()]
    if not grand:
        yield not_applicable("表中没有合计行", "the table has no grand total")
        return
    if len({rows[i].funding for i in grand}) > 1:
        yield insufficient("表中有几个不同的合计", "the table has several grand totals")
        return
    organizations = [index for index, _ in table.organizations]
    projects = [project.index for project in table.projects]
    if organizations and agrees(table, grand[0], projects):
        # Organizations may be nested; then only the projects add up.
        return
    if organizations or projects:
        yield from compare(table, grand[0], organizations or projects)


RULE = TableRule(META, check)
