"""Made-up entities for the examples: no real enterprise, always the same."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from jiheng.schemes.figures import figures_of
from jiheng.schemes.scheme import Direction, Method

if TYPE_CHECKING:
    from jiheng.schemes.figures import Figures
    from jiheng.schemes.scheme import Indicator, Scheme

_GROUPS = {
    "行业": ("电子信息", "装备制造", "生物医药", "软件服务"),
    "规模": ("大型", "中型", "小型"),
}
_MISSING = 0.03
_TROUBLE = 0.03
_EVEN = 0.4


def synthetic_figures(scheme: Scheme, count: int = 60, seed: int = 20260101) -> Figures:
    """Return data for so many made-up entities, with a few gaps and a few unmet conditions."""
    random = Random(seed)  # noqa: S311 - made-up numbers, no secret
    leaves = {leaf.head: leaf for leaf in scheme.leaves}
    groups = _GROUPS.get(scheme.group or "", ("一组", "二组"))
    rows = []
    for number in range(1, count + 1):
        strength = random.random()
        row: dict[str, object] = {scheme.entity: f"示例{scheme.entity[:2]}{number:04}"}
        if scheme.group:
            row[scheme.group] = groups[random.randrange(len(groups))]
        for head in scheme.columns:
            leaf = leaves.get(head)
            if leaf is None:
                row[head] = int(random.random() < _TROUBLE)
            elif random.random() >= _MISSING:
                row[head] = _value(leaf, random, strength)
        rows.append(row)
    return figures_of(scheme, rows)


def _value(leaf: Indicator, random: Random, strength: float) -> object:
    merit = min(1.0, max(0.0, 0.6 * strength + 0.4 * random.random()))
    share = 1 - merit if leaf.direction is Direction.NEGATIVE else merit
    if leaf.method is Method.YES_NO:
        return "是" if share > _EVEN else "否"
    least, most = _range(leaf)
    part = Decimal(str(round(share, 4)))
    value = least + (most - least) * part
    if leaf.method is Method.LOGARITHM:
        value = most**part
    whole = leaf.unit in {"件", "项", "个", "人", "次", "家", "条", "起", "场", "天"}
    return value.quantize(Decimal(1) if whole else Decimal("0.01"))


def _range(leaf: Indicator) -> tuple[Decimal, Decimal]:
    if leaf.bands:
        bounds = [band.bound for band in leaf.bands]
        return min(bounds) * Decimal("0.5"), max(bounds) * Decimal("1.3")
    if leaf.target is not None:
        return leaf.target * Decimal("0.3"), leaf.target * Decimal("1.1")
    if leaf.each is not None:
        return Decimal(0), 100 / leaf.each
    if leaf.best_from is not None and leaf.best_to is not None:
        return leaf.best_from * Decimal("0.3"), leaf.best_to * Decimal("1.5")
    low = leaf.low if leaf.low is not None else Decimal(0)
    return low, leaf.high if leaf.high is not None else _most(leaf)


def _most(leaf: Indicator) -> Decimal:
    if leaf.method is Method.LOGARITHM:
        return Decimal(50_000)
    return Decimal(40) if leaf.unit == "%" else Decimal(120)
