"""SU004: much of the table's money, hardly any indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, Page, RuleMeta, TableRule, insufficient
from jiheng.rules.cues import plain
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import ProjectSubject, TableSubject

META = RuleMeta(
    code="SU004",
    name="heavy-project-hardly-measured",
    title=Bilingual("重点项目缺少可用指标", "Heavy project hardly measured"),
    family=Family.SUITABILITY,
    severity=Severity.MUST,
    aliases=("R48",),
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号“资金匹配性”：目标与资金规模相匹配；比例和个数界限为本系统设定。",
            "“Match of money” in 财预〔2015〕88号; share and count are our own thresholds.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "占全表资金两成以上的项目，公开的完整指标不足三条。",
            "A project with a fifth or more of the table's money shows fewer "
            "than three whole indicators.",
        ),
        why=Bilingual(
            "最大的一笔钱无从考核；也可能是公开文件把指标截掉了。",
            "The largest sum cannot be judged; or publication cut the indicators off.",
        ),
        bad=Bilingual(
            "32889.91万元的项目只有两条残缺指标", "328.9 million yuan and two broken indicators"
        ),
        good=Bilingual(
            "按支出方向分别列出产出、效益和满意度指标",
            "outputs, benefits and satisfaction for each line of spending",
        ),
        fix=Bilingual(
            "核对原表：如系公开时截断，补齐后重新公开；如原表即缺，补设指标。",
            "Check the original: publish it whole again, or add indicators.",
        ),
    ),
)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Weigh each project's money against its whole indicators; none at all is another rule's."""
    total = _total(table)
    if not total:
        yield insufficient("表中没有资金合计", "the table states no money")
        return
    for project in table.projects:
        money = _money(project)
        if money is None or not project.indicators:
            continue
        share = money / total
        whole = sum(item.indicator.complete for item in project.indicators)
        threshold = table.profile.threshold
        is_heavy = share >= threshold("heavy_project_share")
        if is_heavy and whole < threshold("heavy_project_indicators"):
            yield _hit(project, money, share, whole)


def _hit(project: ProjectSubject, money: Decimal, share: Decimal, whole: int) -> Hit:
    unit = project.table.table.money_unit or ""
    facts = f"{plain(money)}{unit}，占全表{share:.0%}"
    if project.whole:
        why = Bilingual("与资金规模不相称", "out of proportion to the money")
    else:
        why = Bilingual(
            "其余内容在所读文件中残缺或被截断，无法判断原表是否齐全",
            "the rest is lost or cut off in the document read; whether the "
            "original is whole cannot be told",
        )
    return Hit(
        at=project.at("indicators"),
        message=Bilingual(
            f"“{short(project.row.name)}”资金{facts}，能读到的完整指标只有{whole}条，{why.zh}。",
            f"“{short(project.row.name)}” has {plain(money)} {unit} ({share:.0%} of "
            f"the table) and {whole} whole indicators: {why.en}.",
        ),
    )


def _money(project: ProjectSubject) -> Decimal | None:
    return None if project.row.funding is None else project.row.funding.total


def _total(table: TableSubject) -> Decimal | None:
    sums = (row.funding for _, row in table.table.grand_totals() if row.funding is not None)
    told = next(sums, None)
    if told is not None:
        return told.total
    amounts = [_money(project) for project in table.projects]
    known = [amount for amount in amounts if amount is not None]
    return sum(known[1:], known[0]) if len(known) == len(amounts) > 1 else None


RULE = TableRule(META, check)
