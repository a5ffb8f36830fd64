"""Entities ranked by a scheme, in memory and exactly: the reference engine."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.schemes.assessing import FINE, Assessment, adjusted
from jiheng.schemes.figures import UNIT
from jiheng.schemes.placing import outcome_of, placed
from jiheng.schemes.scheme import Effect
from jiheng.schemes.spread import parts
from jiheng.schemes.standing import Gaps, Outcome, Ranking, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jiheng.schemes.assessing import Exact
    from jiheng.schemes.figures import Figures
    from jiheng.schemes.placing import Key
    from jiheng.schemes.scheme import Condition, Scheme

_ROUND = 100
NOTHING_MISSING = Gaps()


def rank(scheme: Scheme, figures: Figures) -> Ranking:
    """Return the ranking of all entities.

    Raises:
        UnreadableFile: A value has no logarithm where one is to be taken.
    """
    return ranked(Assessment(scheme, figures))


def ranked(assessment: Assessment) -> Ranking:
    """Return the ranking of what is assessed."""
    scheme, figures = assessment.scheme, assessment.figures
    totals = assessment.totals
    standings = [_standing(assessment, place, total) for place, total in enumerate(totals)]
    going = [place for place, found in enumerate(standings) if found.outcome is Outcome.RANKED]
    keys = comparable({place: totals[place] for place in going})
    whole: dict[int, Key] = {place: (key,) for place, key in keys.items()}
    for code in scheme.tie_break:
        further = comparable({place: assessment.points(place, code) for place in going})
        whole = {place: (*key, further[place]) for place, key in whole.items()}
    return Ranking(scheme=scheme, figures=figures, standings=placed(scheme, standings, whole))


def comparable(totals: Mapping[int, Exact | None]) -> dict[int, int]:
    """Return whole numbers in the same order as fractions, equal where these are equal.

    Two fractions that differ do so by at least one over the product of their denominators: scaled
    by more than that, their whole parts differ as well. What is None comes last.
    """
    longest = max((over for found in totals.values() if found for over in found[1:]), default=1)
    scale = longest * longest
    return {
        place: -1 if found is None else found[0] * scale // found[1]
        for place, found in totals.items()
    }


def half_up(points: Exact) -> Decimal:
    """Return points rounded half up to two places."""
    number, over = points
    return cents((2 * number * _ROUND + over) // (2 * over))


@lru_cache(maxsize=16_384)
def cents(count: int) -> Decimal:
    """Return hundredths as points."""
    return Decimal(count).scaleb(-2)


def _standing(assessment: Assessment, place: int, total: Exact | None) -> Standing:
    scheme, figures = assessment.scheme, assessment.figures
    has_gaps = assessment.has_gaps(place)
    gaps = assessment.gaps(place) if has_gaps else NOTHING_MISSING
    held = Held.of(assessment, place)
    bonus, deduction = adjusted(scheme, figures, place) if scheme.adjustments else (0, 0)
    scored = total is not None and not gaps.refused
    return Standing(
        entity=figures.entities[place],
        group=figures.groups[place],
        outcome=outcome_of(scored=scored, vetoed=bool(held.vetoes), unknown=bool(held.unknown)),
        score=half_up(total) if total is not None and scored else None,
        bonus=half_up((bonus, FINE)),
        deduction=half_up((deduction, FINE)),
        vetoes=held.vetoes,
        limits=held.limits,
        unknown=held.unknown,
        gaps=gaps,
    )


@dataclass(frozen=True, slots=True)
class Held:
    """The conditions that are not met, or cannot be judged, by code."""

    vetoes: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @classmethod
    def of(cls, assessment: Assessment, place: int) -> Held:
        """Judge every condition of the scheme for an entity."""
        conditions = assessment.scheme.conditions
        if not conditions:
            return NOTHING_HELD
        met = {item.code: is_met(item, looked_at(item, assessment, place)) for item in conditions}
        return cls.among(conditions, met)

    @classmethod
    def among(cls, conditions: Iterable[Condition], met: Mapping[str, bool | None]) -> Held:
        """Sort conditions by what follows of them."""
        unmet = [item for item in conditions if met[item.code] is False]
        return cls(
            tuple(item.code for item in unmet if item.effect is Effect.VETO),
            tuple(item.code for item in unmet if item.effect is Effect.LIMIT),
            tuple(item.code for item in conditions if met[item.code] is None),
        )


NOTHING_HELD = Held()


def looked_at(condition: Condition, assessment: Assessment, place: int) -> Exact | None:
    """Return the value or points that a condition is about; None when missing."""
    if condition.on is not None:
        return assessment.points(place, condition.on)
    value = assessment.figures.columns[condition.column or ""][place]
    return None if value is None else (value, UNIT)


def is_met(condition: Condition, said: Exact | None) -> bool | None:
    """Return whether a condition holds; None when its value is missing."""
    if said is None:
        return None
    number, over = said
    least, most = parts(condition.at_least), parts(condition.at_most)
    scaled = number * UNIT
    return (least is None or scaled >= least * over) and (most is None or scaled <= most * over)
