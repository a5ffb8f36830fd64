"""The sentences that say why a verdict is what it is."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Grade, RangeTarget
from jiheng.results.verdict import Obstacle

if TYPE_CHECKING:
    from datetime import date

    from jiheng.model import NumberTarget

_WIDE = Context(prec=1_000)
_REASONS = {
    Obstacle.MISSING_DATA: Bilingual(
        "没有实际完成值，缺数据不等于零。", "There is no actual value; missing is not nought."
    ),
    Obstacle.ZERO_TARGET: Bilingual(
        "目标值为 0 且要求不低于它，无从判定，应改写目标值。",
        "The target asks for at least nought, which cannot fail; it should be reworded.",
    ),
    Obstacle.ZERO_DENOMINATOR: Bilingual(
        "分母为 0，比率没有意义。", "The denominator is nought; there is no share."
    ),
    Obstacle.NOT_YET_DUE: Bilingual("尚未到期。", "Not yet due."),
    Obstacle.NOT_APPLICABLE: Bilingual("本年度不适用。", "Does not apply this year."),
    Obstacle.SAMPLE_TOO_SMALL: Bilingual(
        "样本数少于规定的最低数，不下结论。", "The sample is too small for a verdict."
    ),
    Obstacle.UNLIKE_KINDS: Bilingual(
        "实际完成值与目标值不是同一类（数、日期、等级），无法比较。",
        "Actual value and target are of unlike kinds (number, date, grade).",
    ),
    Obstacle.UNLIKE_UNITS: Bilingual(
        "实际完成值与目标值的计量单位不能换算。",
        "The units of actual value and target cannot be converted.",
    ),
    Obstacle.UNLIKE_PERIODS: Bilingual(
        "目标值按每月、每周等分期计，实际完成值不是这样计的。",
        "The target is for each month, week or the like, and the actual value is not.",
    ),
    Obstacle.NO_MEASURABLE_TARGET: Bilingual(
        "目标值不是机器可判定的数值或期限，需要人工评定。",
        "The target is neither number nor deadline; a person has to judge.",
    ),
    Obstacle.DOUBTFUL_DATA: Bilingual(
        "数据存疑（疑似单位错误），核实之前不下结论。",
        "The data are doubtful (a slip of units?); no verdict before they are checked.",
    ),
    Obstacle.UNKNOWN_YEAR: Bilingual(
        "期限没有写明年份，也不知道预算年度。", "The deadline has no year, nor is the year known."
    ),
}
_GRADES = {
    Grade.ACHIEVED: Bilingual("达成预期指标", "achieved as expected"),
    Grade.PARTLY: Bilingual("部分达成预期指标并具有一定效果", "achieved in part"),
    Grade.NOT_ACHIEVED: Bilingual("未达成预期指标且效果较差", "not achieved"),
}


def obstacle_reason(obstacle: Obstacle) -> Bilingual:
    """Return why something cannot be judged."""
    return _REASONS[obstacle]


def grade_words(grade: Grade) -> Bilingual:
    """Return the official words of a grade."""
    return _GRADES[grade]


def compared(target: NumberTarget | RangeTarget, actual: Decimal) -> Bilingual:
    """Return the comparison of two numbers, in the unit of the target."""
    number = plain(actual)
    if isinstance(target, RangeTarget):
        wanted = f"{plain(target.low)}-{plain(target.high)}{target.unit}"
    else:
        wanted = f"{target.op}{plain(target.number)}{target.unit}"
    return Bilingual(
        f"实际 {number}{target.unit}，目标 {wanted}。",
        f"Actual {number}{target.unit}, target {wanted}.",
    )


def days_late(done: date, latest: date) -> Bilingual:
    """Return when something was done and by when it had to be."""
    late = (done - latest).days
    if late <= 0:
        return Bilingual(f"{done} 完成，期限 {latest}。", f"Done on {done}, due by {latest}.")
    return Bilingual(
        f"{done} 完成，期限 {latest}，迟 {late} 天。",
        f"Done on {done}, due by {latest}: {late} days late.",
    )


def plain(number: Decimal, places: int = 6) -> str:
    """Return a number without exponent and idle noughts, cut to a few places for reading."""
    try:
        shown = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN, _WIDE)
    except InvalidOperation:
        return f"{number:.{places}e}"
    text = f"{shown:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
