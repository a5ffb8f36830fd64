"""How an entity stands at the end: score, rank, grade, and what was missing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from jiheng.schemes.figures import Figures
    from jiheng.schemes.scheme import Scheme


class Outcome(StrEnum):
    """Whether an entity has a rank (评价结果): 已排名, 一票否决, 缺少数据."""

    RANKED = "ranked"
    VETOED = "vetoed"
    MISSING_DATA = "missing-data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """What was missing of an entity, by codes of leaves in the order of the scheme.

    Attributes:
        left_out: Their weight went to their siblings.
        lowest: They got the least points.
        imputed: They got the median of the group.
        refused: Without them there is no score.
    """

    left_out: tuple[str, ...] = ()
    lowest: tuple[str, ...] = ()
    imputed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an entity stands (排名).

    Attributes:
        score: Rounded half up to two places; None without enough data.
        rank: None unless the outcome is `RANKED`.
        group_rank: The same among those of its group.
        grade: None without rank, or where the scheme has no grades, or below the last of them.
        bonus: Points put to the score, after all caps.
        deduction: Points taken from it.
        vetoes: Codes of the conditions with a veto that are not met.
        limits: Codes of those that bound the grade.
        unknown: Codes of those that cannot be judged, for want of data.
        gaps: What was missing.
    """

    entity: str
    group: str
    outcome: Outcome
    score: Decimal | None
    rank: int | None = None
    group_rank: int | None = None
    grade: str | None = None
    bonus: Decimal
    deduction: Decimal
    vetoes: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    gaps: Gaps


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """All entities with their standing (评价结果), in the order of the data."""

    scheme: Scheme
    figures: Figures
    standings: tuple[Standing, ...]

    def in_order(self) -> tuple[Standing, ...]:
        """Return the standings by rank, those without one at the end."""
        last = len(self.standings) + 1
        return tuple(sorted(self.standings, key=lambda found: (found.rank or last, found.entity)))
