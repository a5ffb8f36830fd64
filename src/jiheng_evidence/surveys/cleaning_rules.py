"""What counts as worth a look when answers are cleaned."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng_evidence.surveys.evaluation import Values


@dataclass(frozen=True, slots=True, kw_only=True)
class CleaningRules:
    """What counts as worth a look.

    Attributes:
        fence: Deviations from the median beyond which a number is an outlier.
        minimum_group: Fewer numbers than this have no outliers.
        by: Key of `groups`, or a question with one choice, within which numbers are
            compared as well.
        before: Enterprise or token → what it answered in the last round.
        seconds_a_question: Who took less for each answer was too fast.
        alike: So many ratings that are all the same are a straight line.
    """

    fence: float = 5.0
    minimum_group: int = 8
    by: str | None = None
    before: Mapping[str, Values] = field(default_factory=dict)
    seconds_a_question: float = 1.0
    alike: int = 8


USUAL = CleaningRules()
