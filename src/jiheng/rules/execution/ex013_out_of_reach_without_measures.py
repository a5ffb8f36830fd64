"""EX013: targets out of reach without measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity, TableKind
from jiheng.rules.base import Basis, Hit, Page, RuleMeta, TableRule
from jiheng.rules.execution.evaluated import NOT_MONITORED, indicator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import Indicator
    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject


META = RuleMeta(
    code="EX013",
    name="out-of-reach-without-measures",
    aliases=("R64",),
    title=Bilingual("无法完成而没有措施", "Out of reach without measures"),
    family=Family.EXECUTION,
    severity=Severity.BLOCK,
    basis=Basis(
        text=Bilingual(
            "财预〔2019〕136号监控表式：完全不可能完成的，在备注中说明原因和拟采取的措施。",
            "The form of 财预〔2019〕136号: say why, and what is done.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "“完成目标可能性”为完全不可能，备注却没有说明措施。",
            "The target is said to be out of reach and the remarks name no measure.",
        ),
        why=Bilingual(
            "明知完不成而不采取措施，等于放弃目标。",
            "To know and do nothing is to give the target up.",
        ),
        bad=Bilingual(
            "完全不可能，备注：无",
            "out of reach, remark: none",
        ),
        good=Bilingual(
            "完全不可能，备注：项目暂停，拟于9月前报批调减指标和预算",
            "out of reach, remark: suspended; a cut of target and budget is applied for",
        ),
        fix=Bilingual(
            "写明原因和措施，需要调整目标的同时提出申请。",
            "Write cause and measures; apply for an adjustment where it is needed.",
        ),
    ),
)

_OUT_OF_REACH = ("完全不可能", "确定不能", "不可能")
_REMARKS = ("备注", "措施", "说明")


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look at every indicator that is said to be out of reach."""
    if table.table.kind is not TableKind.MONITORING:
        yield NOT_MONITORED
        return
    least = int(table.profile.threshold("measures_min"))
    for number, row in enumerate(table.table.rows):
        for index, item in enumerate(row.indicators):
            if _is_out_of_reach(item) and len(_remarks(item)) < least:
                yield Hit(
                    at=indicator(table, number, index).at("likelihood"),
                    message=Bilingual(
                        f"“{item.name}”完全不可能完成，没有说明措施。",
                        f"“{item.name}” is out of reach and no measure is named.",
                    ),
                )


def _is_out_of_reach(item: Indicator) -> bool:
    return any(word in (item.likelihood or "") for word in _OUT_OF_REACH)


def _remarks(item: Indicator) -> str:
    """Return what stands in the columns of remarks, and in that of causes."""
    remarks = [e.value for e in item.further if any(word in e.label for word in _REMARKS)]
    return "".join((item.deviation or "", *remarks))


RULE = TableRule(META, check)
