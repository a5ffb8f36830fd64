"""A survey of visitors for the tests: what it asks, rounds of it, links and answers."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_evidence.surveys import (
    NumberFormat,
    Question,
    QuestionKind,
    Section,
    Survey,
    SurveyKind,
)
from jiheng_evidence.surveys.scales import SATISFACTION
from jiheng_web.surveys import answering, asking, commands, links
from jiheng_web.surveys.models import Channel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.web.city import City

    from jiheng_web.surveys.answering import Asked
    from jiheng_web.surveys.models import Round
    from jiheng_web.surveys.storing import Taken

ASKED = Survey(
    name="visitors",
    title=Bilingual("科技馆参观公众满意度调查", "Visitors' satisfaction"),
    purpose=Bilingual("用于改进展览服务，约需 2 分钟。", "To improve exhibitions; two minutes."),
    kind=SurveyKind.SATISFACTION,
    anonymous=True,
    frame=30,
    sections=(
        Section(
            name="s1",
            title=Bilingual("总体评价", "Overall"),
            questions=(
                Question(
                    name="overall",
                    kind=QuestionKind.RATING,
                    label=Bilingual("您对展览总体是否满意？", "How satisfied are you?"),
                    required=True,
                    options=SATISFACTION,
                ),
                Question(
                    name="visits",
                    kind=QuestionKind.NUMBER,
                    label=Bilingual("今年参观次数", "Visits this year"),
                    number=NumberFormat(unit="次", minimum=Decimal(0), maximum=Decimal(400)),
                ),
                Question(
                    name="advice",
                    kind=QuestionKind.TEXT,
                    label=Bilingual("意见建议", "Advice"),
                ),
            ),
        ),
    ),
)


def drafted(city: City, *, anonymous: bool = True, **terms: object) -> Round:
    """Make a survey of the unit 101 with a round that is not open yet."""
    who = city.principal("clerk"), city.actor("clerk")
    said = replace(ASKED, anonymous=anonymous)
    survey = commands.create(*who, city.organizations["101"], said.title.zh, said)
    found = survey.rounds.get()
    if terms:
        made = commands.Terms(anonymous=anonymous, frame=30, **terms)  # type: ignore[arg-type]
        found = commands.set_terms(*who, found.pk, made)
    return found


def opened(city: City, *, anonymous: bool = True, **terms: object) -> Round:
    """Make one and open it."""
    found = drafted(city, anonymous=anonymous, **terms)
    return commands.open_round(city.principal("clerk"), city.actor("clerk"), found.pk)


def issued(city: City, found: Round, *lines: tuple[str, str]) -> list[str]:
    """Make links; return their tokens."""
    who = city.principal("clerk"), city.actor("clerk")
    wanted = [asking.Wanted(*line) for line in lines or [("甲区", "张三"), ("乙区", "李四")]]
    return [one.token for one in links.issue(*who, found.pk, wanted)[1]]


def sent(token: str, **content: object) -> Taken:
    """Send an answer by a link."""
    found = answering.by_token(token)
    assert found
    return answering.take(found, content or {"overall": "satisfied"}, number(), Channel.LINK)


def number() -> uuid.UUID:
    """Return the number of a form that nobody has."""
    return uuid.UUID(bytes=secrets.token_bytes(16))


def filled(found: Asked, said: Mapping[str, object]) -> Taken:
    """Send an answer of whoever is asked."""
    return answering.take(found, said, number(), Channel.OPEN)


def many(city: City, found: Round, said: Sequence[str], group: str = "甲区") -> None:
    """Let a group answer the first question, one after another."""
    for token, overall in zip(issued(city, found, *[(group, "") for _ in said]), said, strict=True):
        sent(token, overall=overall)


def asked_rounds(city: City) -> list[Round]:
    """Ask in rounds: one closed, one open, one in preparation; and one by name."""
    who = city.principal("clerk"), city.actor("clerk")
    first = opened(city, open_link=True)
    grades = ["very_satisfied"] * 6 + ["satisfied"] * 5 + ["fair"] * 2 + ["dissatisfied"]
    many(city, first, grades)
    many(city, first, grades[4:], "乙区")
    asked = answering.by_slug(first.slug)
    assert asked
    filled(asked, {"overall": "satisfied", "visits": "399"})
    issued(city, first, ("丙区", ""))
    commands.close_round(*who, first.pk)
    second = commands.next_round(*who, first.survey_id)
    commands.open_round(*who, second.pk)
    many(city, second, grades[2:])
    third = commands.next_round(*who, first.survey_id)
    named = opened(city, anonymous=False)
    sent(issued(city, named)[0], overall="satisfied", visits="3")
    return [first, second, third, named]
