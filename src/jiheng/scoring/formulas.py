"""The formulas of single lines: numbers in, points and the words for them out.

Each is the clause of the same name in docs/guide/scoring.md. W weight, T target, A actual value;
one division last, so that nothing is rounded before the points are.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.results.words import plain
from jiheng.scoring.score import Step

if TYPE_CHECKING:
    from jiheng.standards.scoring_standard import ExecutionBand

_NOUGHT = Decimal(0)
_TWO = Decimal(2)
_HUNDRED = Decimal(100)

Working = tuple[Decimal, Step]
"""Points before rounding, and the step that gave them."""


def execution_linear(weight: Decimal, executed: Decimal, budget: Decimal) -> Working:
    """F1: min(W, W x executed / budget), nought points where the budget is nought.

    Args:
        weight: 预算执行率分值, 10 in the national form.
        executed: 全年执行数, in the unit of the budget.
        budget: 全年预算数.
    """
    if budget == 0:
        return _NOUGHT, Step("F1", Bilingual("全年预算数为 0，得 0 分", "budget 0: 0 points"))
    earned = max(min(weight, weight * executed / budget), _NOUGHT)
    text = f"{plain(weight)} × {plain(executed)} ÷ {plain(budget)} = {plain(earned)}"
    if executed > budget:
        text = f"{plain(executed)} ÷ {plain(budget)} > 100% → {plain(earned)}"
    return earned, Step("F1", Bilingual(f"执行率得分 {text}", f"execution {text}"))


def execution_banded(
    weight: Decimal, executed: Decimal, budget: Decimal, bands: tuple[ExecutionBand, ...]
) -> Working:
    """F1b: a share of W by the band in which the execution rate lies."""
    if budget == 0:
        return _NOUGHT, Step("F1b", Bilingual("全年预算数为 0，得 0 分", "budget 0: 0 points"))
    rate = executed * _HUNDRED / budget
    share = next((band.share for band in bands if rate >= band.rate), _NOUGHT)
    text = f"{plain(rate)}% → {plain(weight)} × {plain(share)}"
    return weight * share, Step("F1b", Bilingual(f"执行率 {text}", f"execution rate {text}"))


def at_least(weight: Decimal, wanted: Decimal, actual: Decimal) -> Working:
    """F2, F3 with T > 0: W where A ≥ T, else A / T x W, never below nought.

    Raises:
        ValueError: T is not positive.
    """
    if wanted <= 0:
        message = "a floor of nought or less gives no points by share"
        raise ValueError(message)
    if actual >= wanted:
        text = f"{plain(actual)} ≥ {plain(wanted)}"
        return weight, Step("F2", Bilingual(f"{text}，得满分", f"{text}: full points"))
    earned = max(weight * actual / wanted, _NOUGHT)
    text = f"{plain(actual)} ÷ {plain(wanted)} × {plain(weight)} = {plain(earned)}"
    return earned, Step("F2", Bilingual(f"按完成比例 {text}", f"by share {text}"))


def nothing_at_all(weight: Decimal, actual: Decimal) -> Working:
    """F3 with T = 0: W where A ≤ 0, else nought."""
    if actual <= 0:
        return weight, Step("F3", Bilingual("目标为 0，未发生，得满分", "none wanted, none: full"))
    text = plain(actual)
    return _NOUGHT, Step(
        "F3", Bilingual(f"目标为 0，实际 {text}，不得分", f"none wanted, {text}: 0")
    )


def at_most(weight: Decimal, allowed: Decimal, actual: Decimal) -> Working:
    """F4: W where A ≤ T; (1 - (A - T) / T) x W between T and 2T; nought from 2T.

    A ceiling of nought or less is kept or not, without a share.
    """
    if actual <= allowed:
        text = f"{plain(actual)} ≤ {plain(allowed)}"
        return weight, Step("F4", Bilingual(f"{text}，得满分", f"{text}: full points"))
    if allowed <= 0 or actual >= _TWO * allowed:
        text = f"{plain(actual)}, {plain(allowed)}"
        return _NOUGHT, Step(
            "F4", Bilingual(f"超过上限过多（{text}），不得分", f"far over ({text}): 0")
        )
    earned = weight * (_TWO * allowed - actual) / allowed
    text = (
        f"(1 - ({plain(actual)} - {plain(allowed)}) ÷ {plain(allowed)}) × {plain(weight)}"
        f" = {plain(earned)}"
    )
    return earned, Step("F4", Bilingual(f"按超出比例 {text}", f"by excess {text}"))


def over_achieved(weight: Decimal, wanted: Decimal, actual: Decimal, above: Decimal) -> Working:
    """F6: W x max(0, 1 - (d - above)) for d = (A - T) / T beyond `above`.

    Raises:
        ValueError: T is not positive.
    """
    if wanted <= 0:
        message = "exceeding a target of nought or less has no degree"
        raise ValueError(message)
    earned = max(weight * (wanted * (1 + above) - (actual - wanted)) / wanted, _NOUGHT)
    degree = (actual - wanted) / wanted
    text = (
        f"{plain(weight)} × (1 - ({plain(degree)} - {plain(above)})) = {plain(min(earned, weight))}"
    )
    return min(earned, weight), Step("F6", Bilingual(f"超额完成 {text}", f"beyond target {text}"))


def late(weight: Decimal, days: int, planned: int) -> Working:
    """F2 for deadlines: W in time, else W x max(0, 1 - days late / planned days).

    The clause is this project's own; no document gives one.
    """
    if days <= 0:
        return weight, Step("F2t", Bilingual("按期完成，得满分", "in time: full points"))
    if days >= planned:
        return _NOUGHT, Step("F2t", Bilingual(f"迟 {days} 天，不得分", f"{days} days late: 0"))
    earned = weight * (planned - days) / planned
    text = f"(1 - {days} ÷ {planned}) × {plain(weight)} = {plain(earned)}"
    return earned, Step("F2t", Bilingual(f"迟 {days} 天：{text}", f"{days} days late: {text}"))
