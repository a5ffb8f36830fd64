"""Points of indicators that have none yet: those of the standard, shared out evenly."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng.standards.scoring_standard import ScoringStandard

_CENT = Decimal("0.01")
_COST, _BENEFIT, _SATISFACTION = "成本", "效益", "满意度"


def level1_weights(present: frozenset[str], standard: ScoringStandard) -> Mapping[str, Decimal]:
    """Return the points of each level 1 that a project has (财预〔2021〕101号).

    Without satisfaction indicators their points go to 效益; any other level that is missing leaves
    its points unallotted, so that the lack shows.

    Args:
        present: Levels without 指标: 成本, 产出, 效益, 满意度.
        standard: Whose weights apply.
    """
    table = standard.weights_with_cost if _COST in present else standard.weights_without_cost
    weights = dict(table)
    if _SATISFACTION not in present and _BENEFIT in present:
        weights[_BENEFIT] = weights.get(_BENEFIT, Decimal(0)) + weights.pop(_SATISFACTION)
    return {level: points for level, points in weights.items() if level in present}


def share_out(levels: Sequence[str], standard: ScoringStandard) -> tuple[Decimal | None, ...]:
    """Return points for each indicator, given the level 1 of each; None where it has none.

    Within a level all get the same, in hundredths; what is left over goes to the first ones.
    """
    weights = level1_weights(frozenset(levels), standard)
    counts = {level: levels.count(level) for level in weights}
    left = {}
    for level, points in weights.items():
        each = (points / counts[level]).quantize(_CENT, rounding=ROUND_DOWN)
        left[level] = (each, (points - each * counts[level]) / _CENT)
    given: list[Decimal | None] = []
    for level in levels:
        if level not in left:
            given.append(None)
            continue
        each, rest = left[level]
        given.append(each + (_CENT if rest > 0 else 0))
        left[level] = (each, rest - 1)
    return tuple(given)
