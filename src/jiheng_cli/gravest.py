"""The findings to read first, chosen from all tables."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.model import Family

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.model import Finding, Review

_NOTHING = Decimal(0)


def gravest_findings(
    reviews: Sequence[Review], count: int = 10, alike: int = 2
) -> list[tuple[Review, Finding]]:
    """Return the gravest findings, by severity, with what is wrong before how it is printed.

    Within these, projects with more money come first.

    Args:
        reviews: Of tables whose money is in one unit.
        count: How many to return.
        alike: How many of one rule or in one project at most, so that a common fault does not hide
            the others.
    """
    told: Counter[object] = Counter()
    chosen = []
    for review, finding in sorted(_all(reviews), key=_order):
        project = (id(review), finding.locations[0].row)
        if told[finding.rule] < alike and told[project] < alike:
            told.update((finding.rule, project))
            chosen.append((review, finding))
        if len(chosen) == count:
            break
    return chosen


def _all(reviews: Sequence[Review]) -> Iterator[tuple[Review, Finding]]:
    for review in reviews:
        for finding in review.findings:
            yield review, finding


def _order(pair: tuple[Review, Finding]) -> tuple[int, bool, Decimal]:
    review, finding = pair
    at = finding.locations[0]
    row = None if at.row is None else review.table.rows[at.row]
    money = row.funding.total if row and row.funding else None
    # What has no printed amount comes after what has; nothing is claimed about its size.
    return finding.severity.rank, finding.family is Family.LEGIBILITY, -(money or _NOTHING)
