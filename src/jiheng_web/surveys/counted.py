"""The answers of a round that count: the last of each link, decisions applied, as typed values."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng_evidence.surveys.answers import Answer as Said
from jiheng_evidence.surveys.values import value_of
from jiheng_web.surveys import progress
from jiheng_web.surveys.definitions import asked
from jiheng_web.surveys.models import Answer, Channel, Decision, Round, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jiheng_evidence.surveys import Question, Survey
    from jiheng_evidence.surveys.evaluation import Value

GROUP = "分组"
"""What results are broken down by: the group of the link."""
SMALLEST = 5
"""Answers of a group below which an anonymous round shows nothing of it."""


def survey_of(found: Round) -> Survey:
    """Return what a round asks, with the number of those there are to ask."""
    far = progress.of(found)
    return replace(asked(found), frame=far.frame or None)


def rows(found: Round) -> Iterator[Answer]:
    """Yield the last answer of each link, and those without one."""
    latest: dict[int, int] = {}
    if found.replaceable:
        replaced = Answer.objects.filter(round=found, link__isnull=False).order_by("revision")
        latest = dict(replaced.values_list("link", "revision"))
    for one in Answer.objects.filter(round=found).order_by("pk").iterator(chunk_size=2000):
        if one.link_id is None or latest.get(one.link_id, one.revision) == one.revision:
            yield one


def counted(found: Round, *, apart: bool = False) -> list[Said]:
    """Return the answers that count.

    Args:
        apart: Those by the open link instead, which are counted apart.
    """
    questions = {one.name: one for one in asked(found).questions()}
    decisions = _decisions(found)
    return [
        said(one, questions, decisions.get(one.pk.hex, []))
        for one in rows(found)
        if (one.channel == Channel.OPEN) == apart
        and not any(each.verdict == Verdict.EXCLUDE for each in decisions.get(one.pk.hex, []))
    ]


def every(found: Round, *, apart: bool) -> list[Said]:
    """Return all answers as they came, for the cleaning.

    Args:
        apart: Those by the open link as well.
    """
    questions = {one.name: one for one in asked(found).questions()}
    shown = (one for one in rows(found) if apart or one.channel != Channel.OPEN)
    return [said(one, questions, []) for one in shown]


def said(one: Answer, questions: Mapping[str, Question], decisions: list[Decision]) -> Said:
    """Return an answer as the survey package takes it, corrected as was decided."""
    content = json.loads(one.content)
    for decision in decisions:
        if decision.verdict == Verdict.CORRECT:
            content[decision.question] = json.loads(decision.value)
    values: dict[str, Value] = {}
    for name, sent in content.items():
        value = value_of(questions[name], sent) if name in questions else None
        if value is not None:
            values[name] = value
    groups = {GROUP: one.group} if one.group else {}
    return Said(id=one.pk.hex, values=values, groups=groups)


def _decisions(found: Round) -> dict[str, list[Decision]]:
    kept: dict[str, list[Decision]] = {}
    for one in Decision.objects.filter(answer__round=found):
        kept.setdefault(one.answer_id.hex, []).append(one)
    return kept
