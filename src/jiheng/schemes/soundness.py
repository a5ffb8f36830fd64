"""What is wrong with a scheme as a whole: weights that do not add up, codes, bounds, bands."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.schemes.scheme import FULL, Direction, Effect, Method

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from jiheng.schemes.scheme import Condition, Indicator, Scheme

MOST_INDICATORS = 500
_MODERATE = frozenset({Method.MIN_MAX, Method.Z_SCORE, Method.PERCENTILE})
_TOO_LARGE, _STEEPEST = 10**15, 1000


def faults(scheme: Scheme) -> tuple[Bilingual, ...]:
    """Return everything that is wrong; nothing when the scheme can be used."""
    tree = tuple(_tree(scheme))
    if tree:
        return tree
    return (
        *_weights(scheme),
        *(fault for item in scheme.indicators for fault in _indicator(item, scheme)),
        *_whole(scheme),
        *(fault for condition in scheme.conditions for fault in _condition(condition, scheme)),
    )


def _fault(where: str, zh: str, en: str) -> Bilingual:
    return Bilingual(f"{where}：{zh}", f"{where}: {en}")


def _tree(scheme: Scheme) -> Iterator[Bilingual]:
    if not scheme.leaves:
        yield _fault(scheme.name, "没有可计分的指标", "nothing is measured")
    if len(scheme.indicators) > MOST_INDICATORS:
        yield _fault(scheme.name, f"指标多于 {MOST_INDICATORS} 项", "too many indicators")
    seen: set[str] = set()
    for item in scheme.indicators:
        if item.code in seen:
            yield _fault(item.code, "代码重复", "the code is used twice")
        seen.add(item.code)
        if item.parent is not None and item.parent not in scheme.by_code:
            yield _fault(item.code, f"上级“{item.parent}”不存在", f"no parent “{item.parent}”")
        elif _in_circle(item, scheme):
            yield _fault(item.code, "上级关系成环", "it is its own ancestor")


def _in_circle(item: Indicator, scheme: Scheme) -> bool:
    above, steps = item.parent, 0
    while above is not None and above in scheme.by_code:
        steps += 1
        if steps > len(scheme.indicators):
            return True
        above = scheme.by_code[above].parent
    return False


def _weights(scheme: Scheme) -> Iterator[Bilingual]:
    for parent, below in scheme.children.items():
        due = scheme.siblings
        if due is None:
            due = scheme.by_code[parent].weight if parent is not None else None
        total = sum(item.weight for item in below)
        if any(item.weight <= 0 for item in below):
            yield _fault(parent or scheme.name, "权重须大于零", "weights must be positive")
        expected = FULL if due is None else due
        if total != expected:
            yield _fault(
                parent or scheme.name,
                f"下级权重合计 {total}，应为 {expected}",
                f"the weights below add up to {total}, not {expected}",
            )


def _indicator(item: Indicator, scheme: Scheme) -> Iterator[Bilingual]:
    is_branch = item.code in scheme.children
    if is_branch and item.method is not None:
        yield _fault(item.code, "有下级的指标不能再设计分方法", "a branch is not measured itself")
    if not is_branch and item.method is None:
        yield _fault(item.code, "末级指标没有计分方法", "a leaf needs a method")
    if item.method is None:
        return
    if not 0 <= item.floor < item.cap <= FULL:
        yield _fault(item.code, "最低分、最高分须在 0 至 100 之间", "0 ≤ floor < cap ≤ 100")
    if not 0 <= item.flat <= FULL or abs(item.centre) > _STEEPEST or item.slope > _STEEPEST:
        yield _fault(
            item.code, "同值、均值或标准差的分值越界", "flat, centre or slope is too large"
        )
    if item.low is not None and item.high is not None and item.low >= item.high:
        yield _fault(item.code, "下限须小于上限", "low must be below high")
    yield from _needs(item)
    yield from _bands(item)


def _needs(item: Indicator) -> Iterator[Bilingual]:
    if item.direction is Direction.MODERATE:
        if item.method not in _MODERATE:
            yield _fault(item.code, "适度指标不能用此方法", "the method knows no best interval")
        if item.best_from is None or item.best_to is None or item.best_from > item.best_to:
            yield _fault(item.code, "适度指标须给出最优区间", "a best interval is needed")
        if item.low is not None and item.low < 0:
            yield _fault(item.code, "距离不能为负", "a distance is not negative")
    if item.method is Method.RATIO and not _positive(item.target):
        yield _fault(item.code, "须给出大于零的目标值", "a positive target is needed")
    if item.method is Method.PER_UNIT and not _positive(item.each):
        yield _fault(item.code, "须给出每单位得分", "points of a unit are needed")
    if item.method is Method.Z_SCORE and item.slope <= 0:
        yield _fault(item.code, "每个标准差的分值须大于零", "slope must be positive")
    ends = [end for end in (item.low, item.high) if end is not None]
    if item.method is Method.LOGARITHM and any(end + item.offset <= 0 for end in ends):
        yield _fault(item.code, "取对数的上下限须大于零", "no logarithm of nought or less")
    numbers = (item.low, item.high, item.best_from, item.best_to, item.target, item.each)
    if any(number is not None and abs(number) >= _TOO_LARGE for number in numbers):
        yield _fault(item.code, "数值过大", "a number is too large")


def _positive(number: Decimal | None) -> bool:
    return number is not None and number > 0


def _bands(item: Indicator) -> Iterator[Bilingual]:
    if item.method is not Method.BANDS:
        return
    if not item.bands:
        yield _fault(item.code, "没有分档", "there are no bands")
    if any(not 0 <= band.points <= FULL for band in item.bands):
        yield _fault(item.code, "档次得分须在 0 至 100 之间", "points of a band are 0 to 100")
    ordered = sorted(item.bands, key=lambda band: band.bound)
    for lower, upper in pairwise(ordered):
        falls = upper.points <= lower.points
        if lower.bound == upper.bound or falls is (item.direction is Direction.POSITIVE):
            yield _fault(item.code, "分档与方向不一致", "the bands contradict the direction")
            return


def _whole(scheme: Scheme) -> Iterator[Bilingual]:
    if not 0 <= scheme.coverage <= 1:
        yield _fault(scheme.name, "覆盖率须在 0 至 1 之间", "coverage is from 0 to 1")
    if scheme.bonus_cap < 0 or scheme.deduction_cap < 0:
        yield _fault(scheme.name, "加扣分上限不能为负", "caps are not negative")
    for code in scheme.tie_break:
        if code not in scheme.by_code:
            yield _fault(scheme.name, f"并列规则中的“{code}”不存在", f"no indicator “{code}”")
    if any(worse.at_least >= better.at_least for better, worse in pairwise(scheme.grades)):
        yield _fault(scheme.name, "等级须由高到低", "grades go from the best to the worst")
    for item in scheme.adjustments:
        if item.each <= 0 or item.cap <= 0:
            yield _fault(item.code, "加扣分须大于零", "points and cap must be positive")


def _condition(condition: Condition, scheme: Scheme) -> Iterator[Bilingual]:
    if (condition.column is None) is (condition.on is None):
        yield _fault(condition.code, "须指明一列数据或一项指标", "name a column or an indicator")
    if condition.on is not None and condition.on not in scheme.by_code:
        yield _fault(condition.code, f"指标“{condition.on}”不存在", f"no “{condition.on}”")
    if condition.at_least is None and condition.at_most is None:
        yield _fault(condition.code, "没有门槛值", "it asks for nothing")
    names = {grade.name for grade in scheme.grades}
    if condition.effect is Effect.LIMIT and condition.grade not in names:
        yield _fault(condition.code, "封顶等级不存在", "there is no such grade")
