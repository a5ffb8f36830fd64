"""Other methods by which printed points may have been given, tried when the standard's do not.

Standards allow several (财预〔2021〕101号 赋分规则): points that another method gives are no fault
of arithmetic, but the method is named.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Actual, NumberActual, SeveralActuals, SeveralTargets
from jiheng.results.judging import judge
from jiheng.results.verdict import Attainment
from jiheng.scoring import formulas
from jiheng.scoring.indicators import excess
from jiheng.scoring.totals import score_execution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import Target
    from jiheng.results.circumstances import Circumstances
    from jiheng.standards.scoring_standard import ScoringStandard

_HUNDRED = Decimal(100)

Method = tuple[Decimal, Bilingual]
"""Points before rounding, and the name of the method."""


def of_indicator(
    name: str,
    target: Target | None,
    actual: Actual,
    weight: Decimal,
    standard: ScoringStandard,
    circumstances: Circumstances,
) -> Iterator[Method]:
    """Yield what other methods give for an indicator that was judged.

    Where execution stands among the indicators (预算执行率), it may be scored by its rate.
    """
    verdict = judge(target, actual, circumstances)
    if "执行率" in name and isinstance(actual.value, NumberActual) and actual.value.unit == "%":
        share = min(weight, weight * actual.value.number / _HUNDRED)
        yield share, Bilingual("按执行率计分", "scored by the execution rate")
    if verdict.attainment in (Attainment.PARTLY, Attainment.MISSED):
        yield (
            Decimal(0),
            Bilingual("直接赋分法：未完成不得分", "yes-or-no scoring: not met, no points"),
        )
    if isinstance(target, SeveralTargets) and isinstance(actual.value, SeveralActuals):
        part = weight / len(target.parts)
        met = sum(
            judge(wanted, Actual(value=one), circumstances).attainment is Attainment.MET
            for wanted, one in zip(target.parts, actual.value.parts, strict=True)
            if one is not None
        )
        yield part * met, Bilingual("各分项直接赋分", "yes-or-no scoring of each part")
    degree = excess(target, actual.value)
    if degree is not None and degree > standard.over_above:
        points, _ = formulas.over_achieved(weight, Decimal(1), 1 + degree, standard.over_above)
        yield points, Bilingual("超额完成按幅度扣分", "deducted by the degree of over-achievement")


def of_execution(
    executed: Decimal, budget: Decimal, weight: Decimal, standard: ScoringStandard
) -> Iterator[Method]:
    """Yield what the other of the two methods gives for the execution rate."""
    if standard.execution_method == "linear":
        by_other = replace(standard, execution_method="banded")
        name = Bilingual("执行率分档计分", "execution rate scored in bands")
    else:
        by_other = replace(standard, execution_method="linear")
        name = Bilingual("执行率按比例计分", "execution rate scored by share")
    lost = score_execution(executed, budget, by_other, weight=weight).lost
    yield weight - (lost or Decimal(0)), name
