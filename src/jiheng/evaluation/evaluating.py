"""An evaluation: experts and computed rates together, beside what the unit gave itself."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.evaluation.ratings import Combining, ItemRating, Rating, combine_item
from jiheng.scoring import Score, Step, Total, add_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jiheng.standards.framework import Framework, FrameworkItem
    from jiheng.standards.scoring_standard import ScoringStandard


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluatedItem:
    """An item with its points: combined of experts, or computed.

    Attributes:
        rating: What the experts gave; None for a computed item.
        score: The points that count.
        self_points: What the unit gave itself; kept apart, it never counts here.
    """

    item: FrameworkItem
    rating: ItemRating | None
    score: Score
    self_points: Decimal | None = None

    @property
    def gap(self) -> Decimal | None:
        """Points of the unit beyond those that count; None when one of them is not known."""
        if self.self_points is None or self.score.points is None:
            return None
        return self.self_points - self.score.points


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """An evaluation of a project, policy or department (绩效评价)."""

    framework: Framework
    experts: tuple[str, ...]
    items: tuple[EvaluatedItem, ...]
    total: Total

    def level_sums(self) -> Iterator[tuple[str, Decimal, Decimal]]:
        """Yield each first level with its points and its weight, in order."""
        for level in dict.fromkeys(each.item.path[0] for each in self.items):
            within = [each for each in self.items if each.item.path[0] == level]
            points = (each.score.points for each in within if each.score.points is not None)
            weight = sum((each.item.weight for each in within), Decimal(0))
            yield level, sum(points, Decimal(0)), weight

    def is_judged(self, level: str) -> bool:
        """Return whether any item of a first level has points; none is not nought."""
        within = (each for each in self.items if each.item.path[0] == level)
        return any(each.score.points is not None for each in within)

    def share(self, level: str) -> Decimal | None:
        """Return per cent of the points that its judged items could have; None where none is."""
        within = [
            (each.score.points, each.item.weight)
            for each in self.items
            if each.item.path[0] == level and each.score.points is not None
        ]
        whole = sum((weight for _points, weight in within), Decimal(0))
        got = sum((points for points, _weight in within), Decimal(0))
        return got * 100 / whole if whole else None

    @property
    def self_total(self) -> Decimal | None:
        """What the unit gave itself; None unless it judged every item."""
        given = [each.self_points for each in self.items if each.self_points is not None]
        return sum(given, Decimal(0)) if len(given) == len(self.items) else None


def evaluate(
    framework: Framework,
    ratings: Iterable[Rating],
    standard: ScoringStandard,
    *,
    computed: Mapping[tuple[str, str, str], Score] | None = None,
    self_points: Mapping[tuple[str, str, str], Decimal] | None = None,
    how: Combining = Combining.MEAN,
) -> Evaluation:
    """Return an evaluation of experts' points and computed items.

    Args:
        framework: Whose items are judged.
        ratings: Of all experts; those of an item that is not in the framework are passed over.
        standard: Whose grades apply.
        computed: Path of an item → its points; such an item is not judged by experts.
        self_points: Path of an item → what the unit gave itself.
        how: How the points of several experts make one.
    """
    ratings, computed, own = tuple(ratings), computed or {}, self_points or {}
    experts = tuple(sorted({rating.expert for rating in ratings}))
    items = tuple(
        EvaluatedItem(
            item=item,
            rating=rating,
            score=_score(item, rating) if rating else computed[item.path],
            self_points=own.get(item.path),
        )
        for item in framework.items
        for rating in (
            None if item.path in computed else combine_item(item, ratings, experts, how),
        )
    )
    total = add_up((each.score for each in items), standard)
    return Evaluation(framework=framework, experts=experts, items=items, total=total)


def _score(item: FrameworkItem, rating: ItemRating) -> Score:
    return Score(
        weight=item.weight,
        points=rating.points,
        formula="E2",
        steps=(Step("E2", _middle_words(rating)),),
        needs_reason=rating.points is not None and rating.points < item.weight,
    )


def _middle_words(rating: ItemRating) -> Bilingual:
    if rating.points is None:
        return Bilingual("没有专家评分", "no expert judged it")
    text = f"{rating.low}-{rating.high}"
    return Bilingual(
        f"{rating.count} 位专家，{text}，合议 {rating.points}",
        f"{rating.count} experts, {text}, combined {rating.points}",
    )
