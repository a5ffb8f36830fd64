"""LE001: text of the indicators, or of another cell, that the source cut off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Hit, Page, RuleMeta, TableRule
from jiheng.rules.legibility.basis import SOUND_TEXT
from jiheng.rules.legibility.damage import field_of, place, problems
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject


META = RuleMeta(
    code="LE001",
    name="clipped-cell",
    title=Bilingual("单元格残缺", "Clipped cell"),
    family=Family.LEGIBILITY,
    severity=Severity.MUST,
    basis=SOUND_TEXT,
    page=Page(
        what=Bilingual(
            "绩效指标、绩效目标、项目名称等单元格缺了开头或结尾，有的指标只剩一截。",
            "The cell of indicators, a goal or a name lost its beginning or its end; an indicator "
            "is cut in two.",
        ),
        why=Bilingual(
            "残缺的指标无法监控和评分，公开后读者也看不到全部目标。",
            "What is lost can be neither monitored nor scored, and the public does "
            "not see all targets.",
        ),
        bad=Bilingual(
            "“益；实现外贸进出口；……；对经济发展促进作用；实”",
            "“…fit; foreign trade; …; promote the eco”",
        ),
        good=Bilingual(
            "单元格从“1、”开始，到最后一条指标的指标值结束",
            "the cell begins with number 1 and ends with the value of the last indicator",
        ),
        fix=Bilingual(
            "对照申报系统补全本单元格；导出前调整行高或分页，避免内容被裁掉。",
            "Restore the cell from the declaration; set row height or page breaks "
            "so that nothing is cut off.",
        ),
    ),
)
_CODES = ("clipped-cell", "clipped-indicator")


_FIELDS = {
    "indicators": Bilingual("绩效指标内容", "Indicators"),
    "goal": Bilingual("绩效目标", "The goal"),
    "period_goal": Bilingual("实施期目标", "The goal of the whole period"),
    "name": Bilingual("项目名称", "The name"),
    "department": Bilingual("主管部门", "The department"),
    "organization": Bilingual("实施单位", "The organization"),
}
_OTHER = Bilingual("单元格内容", "A cell")


def check(table: TableSubject) -> Iterator[Outcome]:
    """Pass on the reader's problems, one finding a row and field."""
    for problem in problems(table, *_CODES):
        row, field = field_of(table, problem)
        name = short(table.table.rows[row].name) if row is not None else ""
        what, words = _FIELDS.get(field or "", _OTHER), short(problem.excerpt)
        at = place(table, problem)
        if row is not None and field and at.indicator is None:
            at = replace(at, row=row, field=field)
        yield Hit(
            at=at,
            cause=None if row is None else f"{row} {field}",
            message=Bilingual(
                f"{f'“{name}”的' if name else ''}{what.zh}残缺（“{words}”处）。",
                f"{what.en}{f' of “{name}”' if name else ''}: cut off at “{words}”.",
            ),
        )


RULE = TableRule(META, check)
