"""Items of an evaluation that are computed: four rates, each with its own name.

Two execution rates exist and are never mixed: the self-evaluation's (执行数 ÷ 全年预算数, see
`jiheng.scoring.score_execution`) and the evaluation's (支出 ÷ 到位), which is here.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.results.verdict import Obstacle
from jiheng.results.words import obstacle_reason, plain
from jiheng.scoring import Score, Step, rounded

if TYPE_CHECKING:
    from jiheng.standards.framework import FrameworkItem

_WHY = {
    Obstacle.MISSING_DATA: Bilingual("分子、分母没有填全。", "one of the two numbers is missing."),
    Obstacle.DOUBTFUL_DATA: Bilingual("分子或分母小于 0。", "one of the two numbers is below 0."),
}
_NOUGHT, _ONE = Decimal(0), Decimal(1)


def score_rate(item: FrameworkItem, part: Decimal | None, whole: Decimal | None) -> Score:
    """Return the points of a computed item: W x part / whole, between 0 and W.

    资金到位率: received, budget. 预算执行率: spent, received. 实际完成率: done, planned.
    质量达标率: up to standard, done. 成本节约率: actual cost, planned cost; W where the plan is
    kept, else W x (1 - excess / plan). Numbers below nought are doubtful: nothing is computed.

    Args:
        item: With one of the formulas.
        part: First of the two numbers; None when it is not known.
        whole: Second of the two; None when it is not known.

    Raises:
        ValueError: The item is judged by experts, it has no formula.
    """
    if item.formula is None:
        message = f"{item.name} has no formula"
        raise ValueError(message)
    if part is None or whole is None:
        return _unscored(item.weight, Obstacle.MISSING_DATA)
    if part < 0 or whole < 0:
        return _unscored(item.weight, Obstacle.DOUBTFUL_DATA)
    if whole == 0:
        return _unscored(item.weight, Obstacle.ZERO_DENOMINATOR)
    if item.formula == "savings":
        return _savings(item, part, whole)
    earned = min(item.weight, item.weight * part / whole)
    text = f"{plain(part)} ÷ {plain(whole)} × {plain(item.weight)} = {plain(earned)}"
    if part > whole:
        text = f"{plain(part)} ÷ {plain(whole)} > 100% → {plain(earned)}"
    return _scored(item.weight, earned, text)


def _savings(item: FrameworkItem, actual: Decimal, planned: Decimal) -> Score:
    rate = plain((planned - actual) / planned * 100, 2)
    earned = item.weight
    if actual > planned:
        earned = max(item.weight * (planned + planned - actual) / planned, _NOUGHT)
    return _scored(item.weight, earned, f"{rate}% → {plain(earned)}")


def _scored(weight: Decimal, earned: Decimal, text: str) -> Score:
    return Score(
        weight=weight,
        points=rounded(earned),
        formula="E1",
        steps=(Step("E1", Bilingual(text, text)),),
        needs_reason=earned < weight,
    )


def _unscored(weight: Decimal, obstacle: Obstacle) -> Score:
    steps = (Step("F0", _WHY.get(obstacle) or obstacle_reason(obstacle)),)
    return Score(weight=weight, points=None, formula="F0", steps=steps, obstacle=obstacle)
