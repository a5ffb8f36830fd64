"""AR004: an amount that is ten thousand times another."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, Page, ProjectRule, RuleMeta, insufficient, not_applicable
from jiheng.rules.cues import in_yuan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jiheng.language.quantities import Quantity
    from jiheng.model import Location
    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import ProjectSubject

META = RuleMeta(
    code="AR004",
    name="unit-slip",
    title=Bilingual("元与万元混淆", "Slip between 元 and 万元"),
    family=Family.ARITHMETIC,
    severity=Severity.BLOCK,
    aliases=("R57",),
    basis=Basis(
        text=Bilingual(
            "自拟：公开表与文字说明的金额口径应当一致；预算法第十四条。",
            "Our own: amounts in the table and in the text must agree.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "同一个金额在两处恰好相差一万倍。",
            "The same amount stands at two places and differs by exactly ten thousand.",
        ),
        why=Bilingual(
            "把元填成万元，或反过来，金额差一万倍。",
            "元 was taken for 万元 or the reverse; the amount is ten thousand times wrong.",
        ),
        bad=Bilingual(
            "总计22,614.51万元，目标写“预算22614.51元”",
            "total 22,614.51万元, the goal says 22614.51元",
        ),
        good=Bilingual(
            "总计22,614.51万元，目标写“预算22614.51万元”",
            "both 22,614.51万元",
        ),
        fix=Bilingual(
            "核对金额单位后改正。",
            "Check the unit and mend it.",
        ),
    ),
)
_FACTOR = 10_000
_SURE_DIGITS = 3


def check(project: ProjectSubject) -> Iterator[Outcome]:
    """Compare the project's total with every amount of money in its goal and values."""
    unit = project.table.table.money_unit
    funding = project.row.funding
    if funding is None or unit is None:
        yield not_applicable("没有金额或金额单位", "there is no money or no unit of money")
        return
    if funding.total is None:
        yield insufficient("项目总计未印出或未读出", "the project's total is not known")
        return
    total = in_yuan(funding.total, unit)
    if total is None or len(funding.total.normalize().as_tuple().digits) < _SURE_DIGITS:
        return
    for quantity, at in _amounts(project):
        amount = in_yuan(quantity.number, quantity.unit)
        if amount is not None and total in (amount * _FACTOR, amount / _FACTOR):
            place = at(quantity.start, quantity.end)
            yield Hit(
                at=place,
                more=(project.at("total"),),
                message=Bilingual(
                    f"“{place.excerpt}”与项目总计{funding.total:,}{unit}恰好相差一万倍。",
                    f"“{place.excerpt}” is the total of {funding.total:,} {unit}, ten thousand"
                    " times off.",
                ),
            )


def _amounts(
    project: ProjectSubject,
) -> Iterator[tuple[Quantity, Callable[[int, int], Location]]]:
    for quantity in project.goal_quantities:
        if quantity.unit.endswith("元"):
            yield quantity, partial(project.at, "goal")
    for indicator in project.indicators:
        for quantity in indicator.quantities:
            if quantity.unit.endswith("元"):
                yield quantity, indicator.at_value


RULE = ProjectRule(META, check)
