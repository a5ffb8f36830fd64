"""What surveys found, as actual values of the indicators they are bound to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.model import Actual, Evidence, NumberActual
from jiheng_evidence.surveys.satisfaction import actual_of
from jiheng_web.surveys import sealing
from jiheng_web.surveys.counted import survey_of
from jiheng_web.surveys.models import Answer
from jiheng_web.surveys.results import closed_rounds, result
from jiheng_web.surveys.shielding import shield_of

if TYPE_CHECKING:
    from datetime import date

    from jiheng_evidence.surveys.satisfaction import Rating, Satisfaction
    from jiheng_web.surveys.models import Survey


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
