"""What comparing an actual value with its target comes to: every outcome has a name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from jiheng.bilingual import Bilingual


class Attainment(StrEnum):
    """How far a target was reached (完成情况): 完成, 部分完成, 未完成, 无法判定."""

    MET = "met"
    PARTLY = "partly"
    MISSED = "missed"
    UNJUDGED = "unjudged"


class Obstacle(StrEnum):
    """Why a target cannot be judged (无法判定的原因)."""

    MISSING_DATA = "missing-data"
    ZERO_TARGET = "zero-target"
    ZERO_DENOMINATOR = "zero-denominator"
    NOT_YET_DUE = "not-yet-due"
    NOT_APPLICABLE = "not-applicable"
    SAMPLE_TOO_SMALL = "sample-too-small"
    UNLIKE_KINDS = "unlike-kinds"
    UNLIKE_UNITS = "unlike-units"
    UNLIKE_PERIODS = "unlike-periods"
    NO_MEASURABLE_TARGET = "no-measurable-target"
    UNKNOWN_YEAR = "unknown-year"
    DOUBTFUL_DATA = "doubtful-data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a target was met (完成情况判定).

    Attributes:
        obstacle: Why it cannot be judged; None unless `attainment` is `UNJUDGED`.
        reached: Share of the target that was reached (A/T), 1 or more where it was met by a
            number that is to be large; None where no share can be said.
        reason: What was compared with what, in words.
    """

    attainment: Attainment
    obstacle: Obstacle | None = None
    reached: Decimal | None = None
    reason: Bilingual

    @property
    def judged(self) -> bool:
        """Whether it could be judged at all."""
        return self.attainment is not Attainment.UNJUDGED
