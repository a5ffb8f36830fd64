"""What a round found: satisfaction with n, response and interval; by group; over the rounds."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Count, Max

from jiheng.bilingual import Bilingual
from jiheng_evidence.surveys import QuestionKind
from jiheng_evidence.surveys.intervals import half_up, percent
from jiheng_evidence.surveys.satisfaction import Rating, satisfaction
from jiheng_web.surveys import progress
from jiheng_web.surveys.counted import GROUP, SMALLEST, counted, survey_of
from jiheng_web.surveys.models import Answer, Decision, Round, RoundState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from jiheng_evidence.surveys.answers import Answer as Said
    from jiheng_evidence.surveys.satisfaction import Satisfaction
    from jiheng_web.surveys.models import Survey


_CHOICE = {QuestionKind.SINGLE, QuestionKind.MULTIPLE}


@dataclass(frozen=True, slots=True)
class Result:
    """What a round found.

    Attributes:
        apart: The same of the open link, where anybody answered by it.
        numbers: Question → sum, mean and answers, for questions that ask a number.
        choices: Question → option → how often chosen.
        chosen: The same questions → how many answered.
    """

    satisfaction: Satisfaction
    apart: Satisfaction | None
    numbers: dict[str, tuple[Decimal, Decimal, int]]
    choices: dict[str, dict[str, int]]
    chosen: dict[str, int]

    @property
    def groups(self) -> list[Rating]:
        """Return all ratings together, group by group."""
        return [one for one in self.satisfaction.groups if not one.item]


def result(found: Round) -> Result:
    """Return what a round found; kept while neither answers nor decisions change."""
    stamp = Answer.objects.filter(round=found).aggregate(count=Count("pk"), last=Max("revision"))
    decided = Decision.objects.filter(answer__round=found).aggregate(
        count=Count("pk"), last=Max("decided")
    )
    return _result(
        found.slug,
        found.revision,
        stamp["count"],
        decided["count"],
        decided["last"],
        found.links.count(),
    )


@lru_cache(maxsize=64)
def _result(
    slug: str,
    _revision: int,
    _answers: int,
    _decisions: int,
    _decided: datetime | None,
    _links: int,
) -> Result:
    found = Round.objects.get(slug=slug)
    survey = survey_of(found)
    said, apart = counted(found), counted(found, apart=True)
    frames = {one.name: one.links for one in progress.of(found).groups if one.name}
    return Result(
        satisfaction=satisfaction(survey, said, GROUP, frames),
        apart=satisfaction(replace(survey, frame=None), apart) if apart else None,
        numbers={
            one.name: numbers
            for one in survey.questions()
            if one.kind is QuestionKind.NUMBER and (numbers := _numbers(one.name, said))
        },
        choices={
            one.name: {each.name: _chosen(one.name, each.name, said) for each in one.options}
            for one in survey.questions()
            if one.kind in _CHOICE
        },
        chosen={
            one.name: sum(one.name in each.values for each in said)
            for one in survey.questions()
            if one.kind in _CHOICE
        },
    )


def _numbers(name: str, said: Sequence[Said]) -> tuple[Decimal, Decimal, int] | None:
    values = [value for one in said if isinstance(value := one.values.get(name), Decimal)]
    total = sum(values, Decimal(0))
    return (total, round(total / len(values), 2), len(values)) if values else None


def _chosen(name: str, option: str, said: Sequence[Said]) -> int:
    values = (one.values.get(name) for one in said)
    return sum(value == option or (type(value) is tuple and option in value) for value in values)


def is_hidden(found: Round, answers: int) -> bool:
    """Return whether so few answered that a result would tell who answered what."""
    return found.anonymous and 0 < answers < SMALLEST


def rate(rating: Rating) -> Decimal | None:
    """Return the share of the satisfied in per cent."""
    share = rating.share
    found = share.rate() if share else None
    return half_up(found) if found is not None else None


def interval(rating: Rating) -> tuple[Decimal, Decimal] | None:
    """Return the bounds of a share in per cent."""
    bounds = rating.interval
    return (percent(bounds[0]), percent(bounds[1])) if bounds else None


def summary(found: Round) -> str:
    """Return what is kept of the overall result of a round."""
    one = result(found).satisfaction.overall
    parts = {"satisfied": one.satisfied, "counted": one.counted, "sample": one.sample}
    points = None if one.points is None else str(one.points)
    return json.dumps(parts | {"frame": one.frame, "points": points})


def trend(survey: Survey) -> list[tuple[Round, Rating]]:
    """Return the overall result of each round that is closed."""
    closed = survey.rounds.filter(state=RoundState.CLOSED).order_by("number")
    return [(one, _kept(one)) for one in closed.defer("definition")]


def _kept(found: Round) -> Rating:
    said = json.loads(found.summary)
    points = said.pop("points")
    label = Bilingual("总体满意度", "Overall satisfaction")
    kept = Decimal(points) if points is not None else None
    return Rating(item="", label=label, points=kept, **said)


def closed_rounds(survey: Survey) -> list[tuple[Round, date | None]]:
    """Return the rounds that are closed, the last first, each with the day of its last answer."""
    closed = survey.rounds.filter(state=RoundState.CLOSED).order_by("-number")
    return [(one, one.last) for one in closed.annotate(last=Max("answers__day"))]
