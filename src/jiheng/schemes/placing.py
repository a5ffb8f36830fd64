"""Scores in order become ranks, by the rule for ties that the scheme names; and grades."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.schemes.scheme import Effect, Ties
from jiheng.schemes.standing import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jiheng.schemes.scheme import Scheme
    from jiheng.schemes.standing import Standing

Key = tuple[int, ...]
"""What entities are ordered by, the greatest first; equal keys are ties."""


def placed(
    scheme: Scheme, standings: Sequence[Standing], keys: Mapping[int, Key]
) -> tuple[Standing, ...]:
    """Return the standings with rank, rank in the group and grade.

    Args:
        scheme: Names rule for ties and grades.
        standings: In the order of the data.
        keys: Place of an entity → its key; of those only that are to have a rank.
    """
    ranks = _ranks(keys, keys, scheme.ties)
    by_group: dict[str, list[int]] = {}
    for place in keys:
        by_group.setdefault(standings[place].group, []).append(place)
    for places in by_group.values():
        among = _ranks(places, keys, scheme.ties)
        ranks = {**ranks, **{~place: rank for place, rank in among.items()}}
    return tuple(
        replace(
            standing,
            rank=ranks.get(place),
            group_rank=ranks.get(~place),
            grade=_grade(scheme, standing) if place in keys else None,
        )
        for place, standing in enumerate(standings)
    )


def _ranks(places: Iterable[int], keys: Mapping[int, Key], ties: Ties) -> dict[int, int]:
    found: dict[int, int] = {}
    last: Key | None = None
    rank = 0
    for count, place in enumerate(sorted(places, key=keys.__getitem__, reverse=True), 1):
        if keys[place] != last:
            rank = count if ties is Ties.SHARED else rank + 1
            last = keys[place]
        found[place] = rank
    return found


def _grade(scheme: Scheme, standing: Standing) -> str | None:
    """Return the grade of the printed score, no better than unmet conditions allow."""
    score = standing.score or Decimal(0)
    reached = next((grade.name for grade in scheme.grades if score >= grade.at_least), None)
    if reached is None or not standing.limits:
        return reached
    names = [grade.name for grade in scheme.grades]
    bounds = [
        item.grade
        for item in scheme.conditions
        if item.code in standing.limits and item.effect is Effect.LIMIT
    ]
    return max([reached, *(name for name in bounds if name is not None)], key=names.index)


def outcome_of(*, scored: bool, vetoed: bool, unknown: bool) -> Outcome:
    """Return whether an entity gets a rank; a veto outweighs missing data."""
    if vetoed:
        return Outcome.VETOED
    return Outcome.RANKED if scored and not unknown else Outcome.MISSING_DATA
