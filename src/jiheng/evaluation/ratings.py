"""What several experts gave, independently: by item the middle, the spread and who stands apart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from statistics import median
from typing import TYPE_CHECKING

from jiheng.scoring import rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jiheng.standards.framework import FrameworkItem

_THREE = 3
_FAR_SHARE = Decimal("0.2")
_FAR_DEVIATIONS = 3


class Combining(StrEnum):
    """How the points of several experts make one (合议方式): 平均, 去掉最高最低后平均, 中位数."""

    MEAN = "mean"
    TRIMMED = "trimmed"
    MEDIAN = "median"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """Points that an expert gave to an item (专家评分).

    Attributes:
        points: None when the expert did not judge the item, which is never nought.
        comment: Why.
    """

    expert: str
    item: tuple[str, str, str]
    points: Decimal | None
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRating:
    """The points of all experts for an item.

    Attributes:
        points: Combined and rounded; None when nobody judged it.
        count: How many experts judged it.
        low: Least points given.
        high: Greatest points given.
        apart: Experts whose points stand far from the middle: more than a fifth of the weight and
            more than three median deviations away. They are shown, never left out by themselves.
        silent: Experts who judged other items but not this one.
        comments: Expert → why, where one says it.
    """

    item: FrameworkItem
    points: Decimal | None
    count: int
    low: Decimal | None
    high: Decimal | None
    apart: tuple[str, ...]
    silent: tuple[str, ...]
    comments: tuple[tuple[str, str], ...] = ()

    @property
    def spread(self) -> Decimal | None:
        """Distance between the least and the greatest points; None when nobody judged."""
        return None if self.low is None or self.high is None else self.high - self.low


def combine_item(
    item: FrameworkItem,
    ratings: Iterable[Rating],
    experts: Sequence[str],
    how: Combining = Combining.MEAN,
) -> ItemRating:
    """Return what the experts gave to an item, in any order of theirs.

    Args:
        item: Of the framework.
        ratings: Those of the item; of others they are passed over.
        experts: All who take part.
        how: The middle that counts; cutting off both ends takes at least three experts, with fewer
            it is the mean.
    """
    ours = [rating for rating in ratings if rating.item == item.path]
    given = {one.expert: one.points for one in ours if one.points is not None}
    points = sorted(given.values())
    return ItemRating(
        item=item,
        points=_middle(points, how),
        count=len(points),
        low=points[0] if points else None,
        high=points[-1] if points else None,
        apart=_apart(given, item.weight),
        silent=tuple(expert for expert in experts if expert not in given),
        comments=tuple(sorted((one.expert, one.comment) for one in ours if one.comment)),
    )


def _middle(points: Sequence[Decimal], how: Combining) -> Decimal | None:
    if not points:
        return None
    if how is Combining.MEDIAN:
        return rounded(median(points))
    kept = points[1:-1] if how is Combining.TRIMMED and len(points) >= _THREE else points
    return rounded(sum(kept, Decimal(0)) / len(kept))


def _apart(given: dict[str, Decimal], weight: Decimal) -> tuple[str, ...]:
    """Return the experts who stand far from the middle of at least three."""
    if len(given) < _THREE:
        return ()
    middle = median(given.values())
    deviation = median(abs(points - middle) for points in given.values())
    far = max(_FAR_SHARE * weight, _FAR_DEVIATIONS * deviation)
    return tuple(sorted(expert for expert, points in given.items() if abs(points - middle) > far))
