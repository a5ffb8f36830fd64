"""How far a round is: answers against the frame, by group and by day; who has not answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from jiheng_web.surveys.models import Answer, Channel, Link, Round

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Group:
    """A group of a round: links given out, and those that were used."""

    name: str
    links: int
    used: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round is.

    Attributes:
        frame: How many there are to ask: as said, else as many as there are links.
        answered: Links that were used; each counts once, whatever was replaced.
        opened: Answers by the open link or a workbook without tokens, counted apart.
        groups: By their names.
        days: Day → answers that came.
        unsealed: Answers that no seal covers yet.
    """

    frame: int
    links: int
    answered: int
    opened: int
    groups: tuple[Group, ...]
    days: tuple[tuple[date, int], ...]
    unsealed: int


def of(found: Round) -> Progress:
    """Return how far a round is."""
    used = Count("pk", filter=Q(used__gt=0))
    lines = found.links.values("group").annotate(all=Count("pk"), done=used).order_by("group")
    groups = tuple(Group(one["group"], one["all"], one["done"]) for one in lines)
    links, answered = sum(one.links for one in groups), sum(one.used for one in groups)
    answers = Answer.objects.filter(round=found)
    days = answers.values_list("day").annotate(count=Count("pk")).order_by("day")
    return Progress(
        frame=found.frame or links,
        links=links,
        answered=answered,
        opened=answers.filter(channel=Channel.OPEN).count(),
        groups=groups,
        days=tuple((day, count) for day, count in days),
        unsealed=answers.filter(seal=None).count(),
    )


def counts(rounds: Iterable[Round]) -> dict[int, tuple[int, int]]:
    """Return how many answered in each of several rounds, and how many by the open link.

    What was replaced counts once.
    """
    keys = [one.pk for one in rounds]
    opened = Count("pk", filter=Q(channel=Channel.OPEN))
    said = Answer.objects.filter(round__in=keys, revision=1).values_list("round")
    lines = said.annotate(every=Count("pk"), opened=opened)
    return {key: (every - apart, apart) for key, every, apart in lines}


def missing(found: Round) -> QuerySet[Link]:
    """Return the links of those who have not answered."""
    return found.links.filter(used=0).order_by("group", "respondent", "pk")
