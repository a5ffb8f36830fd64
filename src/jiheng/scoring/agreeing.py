"""How printed points stand to those that are due, at the decimals a form prints."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Grade
from jiheng.results.words import grade_words, plain
from jiheng.scoring.recomputation import Agreement
from jiheng.scoring.rounding import cut_off, places, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng.scoring.methods import Method
    from jiheng.scoring.score import Score
    from jiheng.standards.scoring_standard import ScoringStandard

Comparison = tuple[Agreement, Bilingual]
_MOST_PLACES = 2


@dataclass(frozen=True, slots=True)
class Comparer:
    """Compares points of one form.

    Attributes:
        places: Decimals that the form prints: those of its finest points, at most two. A point
            that stands whole in a form of hundredths was not rounded, it was given.
    """

    places: int

    @classmethod
    def of(cls, printed: Iterable[Decimal | None]) -> Comparer:
        """Return the comparer of a form that prints these points."""
        finest = max((places(number) for number in printed if number is not None), default=0)
        return cls(min(finest, _MOST_PLACES))

    def compare(self, printed: Decimal | None, due: Score, others: Iterable[Method]) -> Comparison:
        """Return how printed points stand to a score, or to what other methods give."""
        if printed is None:
            return Agreement.NOT_PRINTED, Bilingual("没有印得分", "no points are printed")
        if due.least is not None and due.most is not None:
            return _in_range(printed, due.least, due.most)
        if due.points is None:
            text = due.steps[-1].text
            zh, en = text.zh.rstrip("。"), text.en.rstrip(".")
            explanation = Bilingual(f"无法复算：{zh}", f"not recomputable: {en}")
            return Agreement.NOT_RECOMPUTABLE, explanation
        return self._as_printed(printed, due.points) or self._by_others(printed, due.points, others)

    def _as_printed(self, printed: Decimal, due: Decimal) -> Comparison | None:
        """Return how points agree that differ at most by the decimals of the form."""
        if printed == due:
            return Agreement.EQUAL, Bilingual("与公式一致", "as by formula")
        text = plain(due)
        if places(printed) > _MOST_PLACES and rounded(printed) == due:
            explanation = Bilingual(f"应得 {text}，印得更细", f"due {text}, printed more exactly")
            return Agreement.ROUNDED, explanation
        if rounded(due, self.places) == printed:
            explanation = Bilingual(
                f"应得 {text}，只是保留位数不同", f"due {text}, printed with fewer decimals"
            )
            return Agreement.ROUNDED, explanation
        if self.places and cut_off(due, self.places) == printed:
            explanation = Bilingual(
                f"应得 {text}，去尾而没有四舍五入", f"due {text}, cut off instead of rounded"
            )
            return Agreement.ROUNDED, explanation
        return None

    def _by_others(self, printed: Decimal, due: Decimal, others: Iterable[Method]) -> Comparison:
        for points, name in others:
            if rounded(points, self.places) == printed:
                return Agreement.OTHER_METHOD, name
        return _apart(printed, due)


def by_a_person(printed: Decimal, weight: Decimal, standard: ScoringStandard) -> Comparison:
    """Say which grade points stand for that were given for words."""
    share = max(printed / weight, Decimal(0)) if weight else Decimal(0)
    ranges = ((Grade(name), least) for name, (least, _) in standard.qualitative.items())
    found = max((pair for pair in ranges if share >= pair[1]), key=lambda pair: pair[1])
    grade, percent = grade_words(found[0]), plain(share * 100, 2)
    explanation = Bilingual(
        f"完成情况是文字，由人评定；得分为分值的 {percent}%，相当于“{grade.zh}”",
        f"judged by a person: {percent}% of the weight stands for “{grade.en}”",
    )
    return Agreement.NOT_RECOMPUTABLE, explanation


def beyond_weight(printed: Decimal, weight: Decimal) -> Comparison:
    """Say that points are more than can be had, or fewer than none."""
    if printed < 0:
        text = plain(printed)
        return Agreement.BEYOND_WEIGHT, Bilingual(f"得分为负：{text}", f"negative points: {text}")
    explanation = Bilingual(
        f"得分 {plain(printed)} 超过分值 {plain(weight)}",
        f"{plain(printed)} points for a weight of {plain(weight)}",
    )
    return Agreement.BEYOND_WEIGHT, explanation


def _apart(printed: Decimal, due: Decimal) -> Comparison:
    gap = plain(abs(printed - due))
    if printed > due:
        return (
            Agreement.HIGHER,
            Bilingual(f"应得 {plain(due)}，多计 {gap} 分", f"due {plain(due)}: {gap} too many"),
        )
    return (
        Agreement.LOWER,
        Bilingual(f"应得 {plain(due)}，少计 {gap} 分", f"due {plain(due)}: {gap} too few"),
    )


def _in_range(printed: Decimal, least: Decimal, most: Decimal) -> Comparison:
    text = f"{plain(least)}-{plain(most)}"
    if least <= printed <= most:
        return (
            Agreement.IN_RANGE,
            Bilingual(f"在该档次的区间 {text} 内", f"within the range {text} of its grade"),
        )
    agreement = Agreement.HIGHER if printed > most else Agreement.LOWER
    return agreement, Bilingual(f"不在该档次的区间 {text} 内", f"outside the range {text}")
