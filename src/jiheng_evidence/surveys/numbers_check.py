"""Numbers that cannot be, are in another unit, or lie far from the others."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from math import log10
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_evidence.surveys.definition import QuestionKind
from jiheng_evidence.surveys.findings import Act, CleaningFinding, FindingKind
from jiheng_evidence.surveys.satisfaction import grouping
from jiheng_evidence.surveys.spread import Spread, spread_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jiheng_evidence.surveys.answers import Answer
    from jiheng_evidence.surveys.cleaning_rules import CleaningRules
    from jiheng_evidence.surveys.definition import Question, Survey

COUNTED = frozenset("人户家个件次台套项名场份所辆篇条期")
"""Units of what comes in whole numbers, none below nought."""

_SHARES = {"%": 100, "‰": 1000}
_SLIPS = (10_000, 1_000)
_SAME = 0.31
"""Orders of magnitude within which two rounds of one enterprise are alike: twice, or half."""

_LIKE = 1.0
"""Orders of magnitude from the median at which a number put right is still usual."""

Told = tuple[FindingKind, Bilingual, Act, "Decimal | None"]


def number_findings(
    survey: Survey, answers: Sequence[Answer], rules: CleaningRules
) -> Iterator[CleaningFinding]:
    """Yield the findings of each numeric question, the gravest one for each answer."""
    group_of = None if rules.by is None else grouping(survey, rules.by)
    groups = ["" if group_of is None else group_of(answer) or "" for answer in answers]
    for question in survey.questions():
        if question.kind is QuestionKind.NUMBER:
            yield from _Numbers(question, answers, groups, rules).findings()


class _Numbers:
    """The numbers that answer one question, overall and group by group."""

    def __init__(
        self,
        question: Question,
        answers: Sequence[Answer],
        named: Sequence[str],
        rules: CleaningRules,
    ) -> None:
        self._question, self._rules = question, rules
        self._given: list[tuple[Answer, Decimal, str]] = []
        groups: dict[str, list[float]] = defaultdict(list)
        for answer, group in zip(answers, named, strict=True):
            value = answer.values.get(question.name)
            if isinstance(value, Decimal):
                self._given.append((answer, value, group))
                if group:
                    groups[group].append(float(value))
        enough = len(self._given) >= rules.minimum_group
        self._all = spread_of([float(value) for _, value, _ in self._given]) if enough else None
        self._groups: Mapping[str, Spread] = {
            group: spread_of(numbers)
            for group, numbers in groups.items()
            if len(numbers) >= rules.minimum_group
        }

    def findings(self) -> Iterator[CleaningFinding]:
        """Yield what is found, in the order of the answers."""
        for answer, value, group in self._given:
            told = self._told(answer, value, group)
            if told is not None:
                kind, reason, act, suggestion = told
                yield CleaningFinding(
                    kind=kind,
                    answer=answer.id,
                    question=self._question.name,
                    value=f"{value:f}",
                    reason=reason,
                    act=act,
                    suggestion=suggestion,
                )

    def _told(self, answer: Answer, value: Decimal, group: str) -> Told | None:
        number = float(value)
        impossible = _impossible(self._question, value)
        if impossible is not None:
            return FindingKind.IMPOSSIBLE, impossible, Act.ASK, None
        before = self._before(answer)
        if before is not None:
            slip = _slip_from(number, before)
            if slip:
                was = Bilingual(f"上一轮为 {before:g}", f"{before:g} in the last round")
                return self._slipped(value, slip, was)
        if self._all is not None and self._all.distance(number) > self._rules.fence:
            return self._far(value, number, self._all, before)
        return self._far_in_group(group, number)

    def _far_in_group(self, group: str, number: float) -> Told | None:
        spread = self._groups.get(group)
        far = 0.0 if spread is None else spread.distance(number)
        if spread is None or far <= self._rules.fence:
            return None
        reason = Bilingual(
            f"远离“{group}”组的中位数 {spread.typical:g}（{far:.1f} 倍离差）",
            f"far from the median {spread.typical:g} of “{group}” ({far:.1f} deviations)",
        )
        return FindingKind.GROUP_OUTLIER, reason, Act.ASK, None

    def _before(self, answer: Answer) -> float | None:
        """Return what the same enterprise answered in the last round."""
        whose = answer.organization or answer.token
        value = self._rules.before.get(whose, {}).get(self._question.name) if whose else None
        return float(value) if isinstance(value, Decimal) and value else None

    def _far(self, value: Decimal, number: float, spread: Spread, before: float | None) -> Told:
        """Tell an outlier, or a slip of the unit where another unit would make it usual."""
        shares = self._question.number is not None and self._question.number.unit in _SHARES
        known = shares or before is not None
        slips = [] if known else _slips_into(number, spread, self._rules.fence)
        if slips:
            middle = Bilingual(f"中位数为 {spread.typical:g}", f"the median is {spread.typical:g}")
            return self._slipped(value, slips[0], middle)
        far = spread.distance(number)
        reason = Bilingual(
            f"远离中位数 {spread.typical:g}（{far:.1f} 倍离差）",
            f"far from the median {spread.typical:g} ({far:.1f} deviations)",
        )
        return FindingKind.OUTLIER, reason, Act.ASK, None

    def _slipped(self, value: Decimal, slip: float, beside: Bilingual) -> Told:
        factor = Decimal(round(slip if slip > 1 else 1 / slip))
        right = value / factor if slip > 1 else value * factor
        way = Bilingual("大", "large") if slip > 1 else Bilingual("小", "small")
        unit = self._question.number.unit if self._question.number else ""
        reason = Bilingual(
            f"可能弄错单位（应为{unit or '所列单位'}）：{way.zh}了约 {factor:f} 倍，{beside.zh}",
            f"unit slip: about {factor:f} times too {way.en}, {beside.en}",
        )
        return FindingKind.UNIT_SLIP, reason, Act.CORRECT, right


def _impossible(question: Question, value: Decimal) -> Bilingual | None:
    """Return why a number cannot be, whatever the others are."""
    bounds = question.number
    unit = bounds.unit if bounds else ""
    if bounds and bounds.minimum is not None and value < bounds.minimum:
        return Bilingual(f"小于下限 {bounds.minimum:f}", f"below {bounds.minimum:f}")
    if bounds and bounds.maximum is not None and value > bounds.maximum:
        return Bilingual(f"大于上限 {bounds.maximum:f}", f"above {bounds.maximum:f}")
    if unit in COUNTED and (value < 0 or value != value.to_integral_value()):
        return Bilingual(f"以“{unit}”计的数应为非负整数", f"“{unit}” come in whole numbers")
    if unit in _SHARES and value < -_SHARES[unit]:
        return Bilingual(f"下降不可能超过 {_SHARES[unit]}{unit}", "nothing falls by more than all")
    return None


def _slip_from(number: float, before: float) -> float | None:
    """Return how many times too large a number is, after what was said before: 10⁴, 10⁻³, …."""
    if number <= 0 or before <= 0:
        return None
    orders = log10(number / before)
    slips = (sign * log10(slip) for slip in _SLIPS for sign in (1, -1))
    near = [order for order in slips if abs(orders - order) <= _SAME]
    return 10 ** near[0] if near else None


def _slips_into(number: float, spread: Spread, fence: float) -> list[float]:
    """Return the slips that would bring an outlier to the usual numbers, the nearest first.

    A thousandth of anything lies near nought: what is put right must be like the median, too.
    """
    found: list[tuple[float, float]] = []
    for slip in (sign for each in _SLIPS for sign in (float(each), 1 / each)):
        distance = spread.distance(number / slip)
        too_large = number > spread.typical
        like = number > 0 < spread.typical and abs(log10(number / slip / spread.typical)) <= _LIKE
        if like and distance <= fence / 2 and too_large == (slip > 1):
            found.append((distance, slip))
    return [slip for _, slip in sorted(found)]
