"""LE006: a cell of money without an amount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Hit, Page, RuleMeta, TableRule, not_applicable
from jiheng.rules.legibility.basis import SOUND_TEXT
from jiheng.rules.legibility.damage import place, problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject


META = RuleMeta(
    code="LE006",
    name="unread-amount",
    title=Bilingual("金额无法识别", "Unreadable amount"),
    family=Family.LEGIBILITY,
    severity=Severity.MUST,
    basis=SOUND_TEXT,
    page=Page(
        what=Bilingual(
            "金额栏里印的不是金额。",
            "What is printed in a column of money is no amount.",
        ),
        why=Bilingual(
            "金额读不出来，合计和勾稽都无法核对。",
            "Sums and sources cannot be checked.",
        ),
        bad=Bilingual(
            "总计：1.2.5",
            "total: 1.2.5",
        ),
        good=Bilingual(
            "总计：12.50",
            "total: 12.50",
        ),
        fix=Bilingual(
            "按本表的金额单位只写数字，如 12.50。",
            "Write nothing but a number, such as 12.50, in the unit of money of the table.",
        ),
    ),
)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Pass on the reader's problems with amounts."""
    if not table.table.money_unit and all(row.funding is None for row in table.table.rows):
        yield not_applicable("表中没有金额栏", "the table has no columns of money")
        return
    for problem in problems(table, "unread-amount"):
        yield Hit(at=place(table, problem), message=problem.message)


RULE = TableRule(META, check)
