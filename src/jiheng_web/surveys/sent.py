"""What a plain form sent → answers, as the survey package takes them; and answers → JSON."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng_evidence.surveys import QuestionKind
from jiheng_evidence.surveys.answers import AnswerReader
from jiheng_web.surveys.definitions import asked, known

if TYPE_CHECKING:
    from django.http import QueryDict

    from jiheng_evidence.surveys import Question
    from jiheng_evidence.surveys.evaluation import Value, Values
    from jiheng_web.surveys.models import Round

BEFORE = "q."
"""Stands before the name of a question in a form."""


def read(form: QueryDict, found: Round) -> dict[str, object]:
    """Return what a form says to each question."""
    said = ((one.name, _one(form, one)) for one in asked(found).questions())
    return {name: value for name, value in said if value not in (None, "", [], {})}


def _one(form: QueryDict, question: Question) -> object:
    name = BEFORE + question.name
    if question.kind is QuestionKind.MULTIPLE:
        return form.getlist(name)
    if question.kind is QuestionKind.MATRIX:
        rows = {row.name: form.get(f"{name}.{row.name}", "") for row in question.rows}
        return {row: option for row, option in rows.items() if option}
    return form.get(name, "").strip()


def reader(found: Round) -> AnswerReader:
    """Return what reads answers against what a round asks."""
    return _reader(found.slug, found.revision)


@lru_cache(maxsize=128)
def _reader(slug: str, revision: int) -> AnswerReader:
    return AnswerReader(known(slug, revision))


def plain(values: Values) -> dict[str, object]:
    """Return answers as they are stored: texts, lists and tables of texts."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Value) -> object:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
