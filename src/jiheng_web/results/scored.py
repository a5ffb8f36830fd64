"""What a self-evaluation comes to: points with every step, total, grade, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.monitoring import Lack
from jiheng.results import Obstacle
from jiheng.results.words import plain
from jiheng.scoring import add_up, costs_most, excess, score_execution, score_indicator, share_out
from jiheng.standards.scoring_standard import load_standard
from jiheng_web.projects.content import table_of
from jiheng_web.results.asked import Part, parts_of, unclear
from jiheng_web.results.content import TYPED, RatedLine, beside
from jiheng_web.results.reached import (
    actual_of,
    circumstances_of,
    impossible,
    in_words,
    is_understood,
    too_few,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.model import Actual, Indicator, Row
    from jiheng.scoring import Score, Total
    from jiheng.standards.scoring_standard import ScoringStandard
    from jiheng_web.projects.models import Version
    from jiheng_web.results.content import Money, SelfEvaluationContent

EXECUTION = "预算执行率"
_CENT = Decimal("0.01")
_NOUGHT = Decimal(0)


@dataclass(frozen=True, slots=True)
class Scored:
    """An indicator of a self-evaluation with its points.

    Attributes:
        lacks: What stands in the way of signing.
    """

    position: int
    indicator: Indicator
    line: RatedLine
    actual: Actual | None
    score: Score
    lacks: tuple[Lack, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return each target of a cell that asks for several, with what was typed of it."""
        return parts_of(self.indicator, self.line.reached.text)


@dataclass(frozen=True, slots=True)
class ScoredSheet:
    """A whole self-evaluation with its points.

    Attributes:
        execution: Points of the budget execution rate.
        losses: What-if: which line costs how many points, the most first.
        lacks: What stands in the way of signing and belongs to no indicator.
    """

    row: Row
    standard: ScoringStandard
    money: Money
    execution: Score
    lines: tuple[Scored, ...]
    total: Total
    losses: tuple[tuple[str, Decimal], ...]
    lacks: tuple[Lack, ...]

    @property
    def weights(self) -> Decimal:
        """Return what the points of the indicators add up to."""
        return _weights(self.lines)

    @property
    def weights_wanted(self) -> Decimal:
        """Return what they should add up to: the total without the budget execution rate."""
        return _wanted(self.standard)

    @property
    def adds_up(self) -> bool:
        """Return whether they do; without that a total says nothing."""
        return abs(self.weights - self.weights_wanted) <= _CENT

    @property
    def points(self) -> Decimal | None:
        """Return the total; None while the weights do not add up, or nothing is scored."""
        return self.total.points if self.adds_up and self.total.is_scored else None

    @property
    def grade(self) -> str | None:
        """Return the grade of the total; None where there is none."""
        return self.total.grade if self.adds_up else None

    def all_lacks(self) -> list[tuple[str, Lack]]:
        """Return everything in the way of signing, with the name of its line."""
        found = [("", lack) for lack in self.lacks]
        return found + [
            (one.indicator.name or "", lack) for one in self.lines for lack in one.lacks
        ]


def score(
    version: Version, content: SelfEvaluationContent, standard_name: str, year: int
) -> ScoredSheet:
    """Return what a self-evaluation comes to.

    Args:
        version: The approved one.
        content: What was filled in.
        standard_name: Of the scoring standard.
        year: The fiscal year.
    """
    standard = load_standard(standard_name)
    row = table_of(version.content).rows[0]
    money = content.money
    execution = score_execution(money.executed, money.budget, standard)
    given = beside(content.lines, len(row.indicators), RatedLine())
    pairs = enumerate(zip(row.indicators, given, strict=True))
    lines = tuple(_scored(at, one, line, standard, year) for at, (one, line) in pairs)
    scores = [execution] if standard.execution_weight else []
    total = add_up([*scores, *(line.score for line in lines)], standard)
    named = [(f"{at}. {one.indicator.name or ''}", one.score) for at, one in enumerate(lines, 1)]
    return ScoredSheet(
        row=row,
        standard=standard,
        money=money,
        execution=execution,
        lines=lines,
        total=total,
        losses=costs_most([*((EXECUTION, one) for one in scores), *named]),
        lacks=tuple(_of_the_whole(content, execution, lines, standard)),
    )


def weights_for(row: Row, standard_name: str) -> tuple[Decimal | None, ...]:
    """Return the points of each indicator: of the version where it has all, else shared out."""
    printed = tuple(one.weight for one in row.indicators)
    standard = load_standard(standard_name)
    wanted = _wanted(standard)
    if printed and all(printed) and sum(one for one in printed if one) == wanted:
        return printed
    levels = [
        (one.level1.label if one.level1 else "").removesuffix("指标") for one in row.indicators
    ]
    return share_out(levels, standard)


def _scored(
    position: int, indicator: Indicator, line: RatedLine, standard: ScoringStandard, year: int
) -> Scored:
    actual = actual_of(indicator, line.reached, year)
    weight = line.weight or _NOUGHT
    found = score_indicator(
        indicator.target,
        actual,
        weight,
        standard,
        circumstances_of(line.reached, year),
        given=line.given,
    )
    lacks = tuple(_lacks(indicator, line, actual, found, standard, year))
    return Scored(position, indicator, line, actual, found, lacks)


def _lacks(
    indicator: Indicator,
    line: RatedLine,
    actual: Actual | None,
    found: Score,
    standard: ScoringStandard,
    year: int,
) -> Iterator[Lack]:
    if not line.weight:
        yield Lack("EX010", "weight", Bilingual("没有分值。", "It has no weight."))
    if not is_understood(indicator, line.reached, year):
        yield Lack("", "actual", unclear(indicator, line.reached.text))
    elif (why := impossible(indicator, actual)) is not None:
        yield Lack("", "actual", why)
    elif found.obstacle is Obstacle.SAMPLE_TOO_SMALL:
        yield Lack("", "actual", too_few(line.reached))
    elif found.obstacle is not None:
        yield Lack("", "actual", found.steps[0].text)
    if line.reached.text.strip() and line.reached.source == TYPED and not line.reached.proofs:
        yield Lack("", "evidence", _UNPROVED)
    yield from _about_given(indicator, line, found)
    if line.reason.strip():
        return
    degree = excess(indicator.target, actual.value) if actual else None
    if found.points is not None and found.points < found.weight:
        yield Lack("EX003", "reason", _DEDUCTED)
    elif degree is not None and degree > standard.over_above:
        percent = plain(round(degree * 100, 2))
        words = Bilingual(
            f"超过目标 {percent}%，请说明原因。", f"{percent}% beyond the target: say why."
        )
        yield Lack("EX004", "reason", words)


def _about_given(indicator: Indicator, line: RatedLine, found: Score) -> Iterator[Lack]:
    """Hold the points a person gives to the band of the grade."""
    if found.least is None or found.most is None:
        if line.given is not None and not in_words(indicator):
            yield Lack("EX001", "given", _COMPUTED)
        return
    band = f"{plain(found.least)}–{plain(found.most)}"
    if line.given is None:
        words = Bilingual(f"定性指标请在 {band} 分之间给分。", f"Give points from {band}.")
        yield Lack("EX005", "given", words)
    elif not is_in_band(found, line.given):
        words = Bilingual(f"得分应在 {band} 之间。", f"Points have to lie in {band}.")
        yield Lack("EX005", "given", words)


def is_in_band(found: Score, points: Decimal) -> bool:
    """Return whether points lie in the band of a grade; lower bands leave their upper end out."""
    if found.least is None or found.most is None:
        return False
    top = found.most == found.weight
    return found.least <= points and (points <= found.most if top else points < found.most)


def _of_the_whole(
    content: SelfEvaluationContent,
    execution: Score,
    lines: Sequence[Scored],
    standard: ScoringStandard,
) -> Iterator[Lack]:
    weights, wanted = _weights(lines), _wanted(standard)
    if abs(weights - wanted) > _CENT:
        apart, whole = plain(standard.execution_weight), plain(standard.total)
        words = Bilingual(
            f"指标分值合计 {plain(weights)}，应为 {plain(wanted)}"
            f"（预算执行率另计 {apart}，满分 {whole}）。",
            f"Weights add up to {plain(weights)} and should be {plain(wanted)}"
            f" ({whole} less {apart} for budget execution).",
        )
        yield Lack("EX010", "weight", words)
    if execution.obstacle is not None:
        yield Lack("", "executed", execution.steps[0].text)
    if content.money.source == TYPED and execution.obstacle is None and not content.money.proofs:
        words = Bilingual("执行数没有佐证材料。", "No evidence is named for what was executed.")
        yield Lack("", "evidence", words)
    if execution.needs_reason and not content.reason.strip():
        yield Lack("EX007", "reason", _why_of_money(content.money, standard))
    if not content.goal_actual.strip():
        words = Bilingual("请填写年度总体目标完成情况。", "Say how far the goal was reached.")
        yield Lack("", "goal_actual", words)


def _why_of_money(money: Money, standard: ScoringStandard) -> Bilingual:
    """Return the question that execution raises: too little was spent, or too much."""
    if money.executed is not None and money.budget is not None and money.executed > money.budget:
        spent, most = plain(money.executed), plain(money.budget)
        return Bilingual(
            f"执行数 {spent} 万元超过全年预算数 {most} 万元，请核对，确属超支的请说明原因。",
            f"{spent} was spent of a budget of {most} (ten thousand yuan): check it, or say why.",
        )
    percent = plain(standard.explain_below)
    return Bilingual(
        f"预算执行率低于 {percent}%，请说明原因。",
        f"The execution rate is below {percent}%: say why.",
    )


def _weights(lines: Sequence[Scored]) -> Decimal:
    return sum((one.score.weight for one in lines), _NOUGHT)


def _wanted(standard: ScoringStandard) -> Decimal:
    return standard.total - standard.execution_weight


_UNPROVED = Bilingual("填写的完成值没有佐证材料。", "No evidence is named for the value.")
_DEDUCTED = Bilingual("得分低于分值，请说明原因和改进措施。", "Points were lost: say why.")
_COMPUTED = Bilingual("定量指标按公式计分，不能另行给分。", "Points of numbers are computed.")
