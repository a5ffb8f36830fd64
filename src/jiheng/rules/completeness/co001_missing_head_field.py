"""CO001: the head of the table lacks the department or the unit of money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, RowKind, Severity
from jiheng.rules.base import Basis, Hit, Page, RuleMeta, TableRule, not_applicable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject

META = RuleMeta(
    code="CO001",
    name="missing-head-field",
    title=Bilingual(
        "表头信息不全",
        "Head of the table incomplete",
    ),
    family=Family.COMPLETENESS,
    severity=Severity.BLOCK,
    aliases=("R01",),
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号：审核“规范完整性”，格式规范、内容完整；必填项目按公开表式确定。",
            "财预〔2015〕88号 asks for a complete form; which fields are required follows "
            "the published form.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "表头没有部门名称；或者表中列有金额，却没有注明金额单位。",
            "The table names no department, or prints money without saying in which unit.",
        ),
        why=Bilingual(
            "不知道是谁的表、金额是元还是万元，其余内容都无从核对。",
            "Without them nobody knows whose table it is, or whether amounts are in yuan or 万元.",
        ),
        bad=Bilingual(
            "“总计 80.00”，全表没有“单位：万元”",
            "“Total 80.00”, and nowhere “Unit: 万元”",
        ),
        good=Bilingual(
            "部门名称：某某局；单位：万元",
            "Department: X Bureau; Unit: 万元",
        ),
        fix=Bilingual(
            "补齐部门名称和金额单位。",
            "Add the department and the unit of money.",
        ),
    ),
)
_DEPARTMENT = Bilingual("表头没有部门名称。", "The head of the table names no department.")
_MONEY_UNIT = Bilingual(
    "表中列有金额，但没有注明金额单位（元或万元）。",
    "The table prints money without its unit (元 or 万元).",
)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look for the fields of the head that the rest of the table depends on."""
    if not table.table.rows:
        yield not_applicable("表中没有任何行", "the table has no rows")
        return
    if not table.table.department and not _names_itself(table):
        yield Hit(at=table.at("department"), message=_DEPARTMENT)
    if not table.table.money_unit and any(row.funding is not None for row in table.table.rows):
        yield Hit(at=table.at("money_unit"), message=_MONEY_UNIT)


def _names_itself(table: TableSubject) -> bool:
    """Whether the table is the form of one project or department, which says whose it is."""
    rows = table.table.rows
    return len(rows) == 1 and (
        rows[0].kind is RowKind.ORGANIZATION or bool(rows[0].department or rows[0].organization)
    )


RULE = TableRule(META, check)
