"""LE001: text of the indicators that the source cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Hit, Page, RuleMeta, TableRule
from jiheng.rules.legibility.basis import SOUND_TEXT
from jiheng.rules.legibility.damage import place, problems
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject


META = RuleMeta(
    code="LE001",
    name="clipped-cell",
    title=Bilingual("指标单元格残缺", "Clipped cell of indicators"),
    family=Family.LEGIBILITY,
    severity=Severity.MUST,
    basis=SOUND_TEXT,
    page=Page(
        what=Bilingual(
            "绩效指标单元格缺了开头或结尾，有的指标只剩一截。",
            "The cell of indicators lost its beginning or its end; an indicator is cut in two.",
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


def check(table: TableSubject) -> Iterator[Outcome]:
    """Pass on the reader's problems, one finding a row."""
    for problem in problems(table, *_CODES):
        known = problem.row is not None
        name = short(table.table.rows[problem.row].name) if problem.row is not None else ""
        yield Hit(
            at=place(table, problem),
            cause=f"{problem.row}" if known else None,
            message=Bilingual(
                f"“{name}”的绩效指标内容残缺（“{short(problem.excerpt)}”处）。",
                f"Indicators of “{name}” are cut off at “{short(problem.excerpt)}”.",
            ),
        )


RULE = TableRule(META, check)
