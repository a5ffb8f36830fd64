"""What a round found: satisfaction with n, response and interval; by group; over the rounds."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Count, Max

from jiheng.bilingual import Bilingual
from jiheng.model import Actual, Evidence, NumberActual
from jiheng_evidence.surveys import QuestionKind
from jiheng_evidence.surveys.intervals import half_up, percent
from jiheng_evidence.surveys.satisfaction import Rating, actual_of, satisfaction
from jiheng_web.surveys import progress, sealing
from jiheng_web.surveys.counted import GROUP, SMALLEST, counted, survey_of
from jiheng_web.surveys.models import Answer, Decision, Round, RoundState
from jiheng_web.surveys.shielding import shield_of

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


def survey_actual(survey: Survey, question: str, until: date | None = None) -> Actual | None:
    """Return what the last closed round found, as the actual value of an indicator.

    Args:
        question: Name of a question: the share of the satisfied for one that rates (a matrix with
            all of its rows), the sum for one that asks a number; empty for all ratings together.
        until: A day; rounds in which anybody answered after it are passed over.

    Returns:
        None when no round is closed, nobody answered the question, or so few did that an
        anonymous round keeps it back.
    """
    told = ((one, day) for one, day in closed_rounds(survey) if not (until and day and day > until))
    found, day = next(told, (None, None))
    if found is None:
        return None
    made, source = result(found), f"{survey.title}（第{found.number}轮）"
    shield = shield_of(found, made)
    if shield.keeps_back(question):
        return None
    digests = Answer.objects.filter(round=found).values_list("digest", flat=True)
    sha256 = sealing.root([*digests])
    if question in made.numbers:
        total, _mean, count = made.numbers[question]
        if shield.is_few(count):
            return None
        asked = survey_of(found).question(question)
        unit = asked.number.unit if asked and asked.number else ""
        query = f"{question}：{count} 份答卷合计"
        evidence = Evidence(source=source, sha256=sha256, query=query, rows=count)
        value = NumberActual(number=total, unit=unit)
        return Actual(value=value, as_of=day, evidence=(evidence,))
    rating = _rating(made.satisfaction, question)
    return actual_of(rating, source, day, sha256) if rating else None


def _rating(made: Satisfaction, question: str) -> Rating | None:
    if not question:
        return made.overall
    found = [one for one in made.items if one.item.partition("/")[0] == question]
    if len(found) < 2:  # noqa: PLR2004 - a matrix of several rows is put together
        return found[0] if found else None
    return replace(
        found[0],
        item=question,
        satisfied=sum(one.satisfied for one in found),
        counted=sum(one.counted for one in found),
        sample=max(one.sample for one in found),
    )
