"""SU009: targets to be reached with no money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, NumberTarget, Severity
from jiheng.rules.base import Basis, Hit, Page, ProjectRule, RuleMeta, insufficient
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import ProjectSubject

META = RuleMeta(
    code="SU009",
    name="target-without-money",
    title=Bilingual("资金为零却设有数量目标", "Targets without money"),
    family=Family.SUITABILITY,
    severity=Severity.MUST,
    aliases=("R52",),
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号“资金匹配性”：目标与资金相匹配。",
            "“Match of money” in 财预〔2015〕88号.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "项目资金总计为0，却设有大于零的数量目标。",
            "The project's money is 0 but its targets are not.",
        ),
        why=Bilingual(
            "没有资金就没有可考核的支出绩效，多为金额漏填。",
            "Without money there is nothing to judge; the amount was mostly left out.",
        ),
        bad=Bilingual("总计0.00万元，培训500人", "total 0.00; train 500 persons"),
        good=Bilingual("总计25.00万元，培训500人", "total 250,000 yuan; train 500 persons"),
        fix=Bilingual(
            "补填金额；不安排资金的项目不列入本表。", "State the amount, or leave the project out."
        ),
    ),
)


def check(project: ProjectSubject) -> Iterator[Outcome]:
    """Look for numbers above nought where the total is printed as nought."""
    funding = project.row.funding
    if funding is None or funding.total is None:
        yield insufficient("没有项目资金", "the project's money is not stated")
        return
    if funding.total != 0:
        return
    aims = [
        item
        for item in project.indicators
        if item.branch == "1"
        and isinstance(item.indicator.target, NumberTarget)
        and item.indicator.target.number > 0
    ]
    if aims:
        yield Hit(
            at=project.at("total"),
            more=(aims[0].at_value(),),
            message=Bilingual(
                f"“{short(project.row.name)}”资金总计为0，却设有“"
                f"{short(aims[0].name)}”等{len(aims)}项产出目标。",
                f"“{short(project.row.name)}” has no money but {len(aims)} output targets.",
            ),
        )


RULE = ProjectRule(META, check)
