"""How a value became points, in words and numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.schemes.figures import plain
from jiheng.schemes.logarithms import LOG_PLACES
from jiheng.schemes.scheme import FULL, Direction, Method
from jiheng.schemes.spread import bounds

if TYPE_CHECKING:
    from jiheng.schemes.normalizing import Curve
    from jiheng.schemes.scheme import Indicator

_SHOWN = 4


def how(curve: Curve, value: int, merit: int) -> Bilingual:
    """Return how a value became points, before floor and cap."""
    leaf = curve.leaf
    if leaf.method in _BY_MERIT:
        return _BY_MERIT[leaf.method](curve, merit)
    said = f"{plain(value):f}"
    if leaf.method is Method.BANDS:
        return _band(leaf, plain(value), said)
    if leaf.method is Method.YES_NO:
        return Bilingual("是" if value else "否", "yes" if value else "no")
    down = leaf.direction is Direction.NEGATIVE
    if leaf.method is Method.RATIO:
        ratio = f"{said} ÷ {leaf.target}"
        line = f"(2 − {ratio}) × 100" if down else f"{ratio} × 100"
        return Bilingual(f"与目标之比：{line}", f"ratio to the target: {line}")
    line = f"100 − {said} × {leaf.each}" if down else f"{said} × {leaf.each}"
    return Bilingual(f"按单位积分：{line}", f"points by the unit: {line}")


def shown(number: Decimal) -> str:
    """Return a number with at most four places, none needless; within brackets below nought."""
    rounded = round(number, _SHOWN)
    said = f"{rounded.normalize():f}" if rounded else "0"
    return f"(−{said[1:]})" if rounded < 0 else said


def _merit(leaf: Indicator, merit: int) -> str:
    """Return a merit as what it was made of."""
    if leaf.method is Method.LOGARITHM:
        return f"{shown(Decimal(abs(merit)).scaleb(-LOG_PLACES))}"
    return shown(plain(merit if leaf.direction is Direction.POSITIVE else -merit))


def _between(curve: Curve, merit: int) -> Bilingual:
    leaf = curve.leaf
    low, high = bounds(leaf, curve.spread)
    if low >= high:
        return Bilingual("同组数值相同", "all of the group are equal or at the bound")
    worst, best, here = _merit(leaf, low), _merit(leaf, high), _merit(leaf, merit)
    logarithm = leaf.method is Method.LOGARITHM
    if leaf.direction is Direction.POSITIVE:
        line = f"({here} − {worst}) ÷ ({best} − {worst}) × 100"
    else:
        line = f"({worst} − {here}) ÷ ({worst} − {best}) × 100"
    distance = leaf.direction is Direction.MODERATE
    zh = "对数标准化" if logarithm else "与最优区间的距离" if distance else "极差标准化"
    en = "of logarithms" if logarithm else "of distances" if distance else "between ends"
    return Bilingual(f"{zh}：{line}", f"{en}: {line}")


def _deviation(curve: Curve, merit: int) -> Bilingual:
    leaf, spread = curve.leaf, curve.spread
    if spread.is_flat:
        return Bilingual("同组数值相同", "all of the group are equal")
    count = len(spread.merits)
    root, scale = spread.root
    mean = shown(plain(0) + Decimal(spread.total) / count / 10**9)
    deviation = shown(Decimal(root) / scale / count / 10**9)
    here = shown(plain(merit))
    line = f"{leaf.centre} + {leaf.slope} × ({here} − {mean}) ÷ {deviation}"
    return Bilingual(f"标准差标准化：{line}", f"by deviations: {line}")


def _percentile(curve: Curve, merit: int) -> Bilingual:
    others = len(curve.spread.merits) - 1
    below, equal = curve.spread.below(merit)
    level = max(equal - 1, 0)
    return Bilingual(
        f"百分位排名：其他 {others} 个对象中，优于 {below} 个，并列 {level} 个（按半数）",
        f"percentile: of {others} others, above {below}, level with {level} (half each)",
    )


_BY_MERIT = {
    Method.Z_SCORE: _deviation,
    Method.PERCENTILE: _percentile,
    Method.MIN_MAX: _between,
    Method.LOGARITHM: _between,
}


def _band(leaf: Indicator, value: Decimal, said: str) -> Bilingual:
    down = leaf.direction is Direction.NEGATIVE
    fits = [band for band in leaf.bands if (value <= band.bound if down else value >= band.bound)]
    if not fits:
        return Bilingual(f"{said} 未达任何一档", f"{said} reaches no band")
    band = max(fits, key=lambda found: found.points)
    sign = "≤" if down else "≥"
    line = f"{said} {sign} {band.bound}"
    return Bilingual(f"分档：{line}，{band.points} 分", f"band: {line}, {band.points} points")


def clipped(curve: Curve, points: Decimal) -> Bilingual | None:
    """Return that floor or cap decided, where they may have."""
    leaf = curve.leaf
    if points == leaf.floor != 0:
        return Bilingual(f"最低 {leaf.floor} 分", f"least points {leaf.floor}")
    if points == leaf.cap != FULL:
        return Bilingual(f"最高 {leaf.cap} 分", f"greatest points {leaf.cap}")
    return None
