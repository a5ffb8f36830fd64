"""Surveys → XLSForm workbooks that read back as the same surveys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.writing.workbook import Book
from jiheng_evidence.surveys.definition import NumberFormat, QuestionKind
from jiheng_evidence.surveys.xlsform_questions import MATRIX, PLAIN, RATING
from jiheng_evidence.surveys.xlsform_words import (
    CHECKS,
    CHINESE,
    CHOICES,
    ENGLISH,
    SETTINGS,
    SURVEY,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiheng.bilingual import Bilingual
    from jiheng.writing.workbook import Cell
    from jiheng_evidence.surveys.definition import Question, Section, Survey

Line = dict[str, "Cell"]

_SURVEY_HEAD = (
    "type",
    "name",
    f"label::{CHINESE}",
    f"label::{ENGLISH}",
    f"hint::{CHINESE}",
    f"hint::{ENGLISH}",
    "required",
    "relevant",
    "constraint",
    f"constraint_message::{CHINESE}",
    f"constraint_message::{ENGLISH}",
    "appearance",
    "unit",
    "decimals",
    "minimum",
    "maximum",
)
_CHOICES_HEAD = (
    "list_name",
    "name",
    f"label::{CHINESE}",
    f"label::{ENGLISH}",
    "score",
    "satisfied",
)
_SETTINGS_HEAD = (
    "form_id",
    f"form_title::{CHINESE}",
    f"form_title::{ENGLISH}",
    f"purpose::{CHINESE}",
    f"purpose::{ENGLISH}",
    "kind",
    "anonymous",
    "opens",
    "closes",
    "frame",
    "default_language",
)
_CHECKS_HEAD = ("name", "expression", f"message::{CHINESE}", f"message::{ENGLISH}")
_TYPES = {QuestionKind.TEXT: "text", QuestionKind.DATE: "date"}


def write_xlsform(survey: Survey) -> bytes:
    """Return a survey as an XLSForm workbook; columns of ours stand beside the usual ones."""
    book = Book(survey.title.zh)
    _sheet(book, SURVEY, _SURVEY_HEAD, _lines(survey))
    _sheet(book, CHOICES, _CHOICES_HEAD, _choices(survey))
    _sheet(book, SETTINGS, _SETTINGS_HEAD, [_settings(survey)])
    if survey.checks:
        checks: Iterator[Line] = (
            {"name": each.name, "expression": each.expression, **_words("message", each.message)}
            for each in survey.checks
        )
        _sheet(book, CHECKS, _CHECKS_HEAD, checks)
    return book.close()


def _sheet(book: Book, title: str, head: tuple[str, ...], lines: Iterable[Line]) -> None:
    book.table(title, head, ([line.get(name) or None for name in head] for line in lines))


def _words(column: str, words: Bilingual | None) -> Line:
    if words is None:
        return {}
    return {f"{column}::{CHINESE}": words.zh, f"{column}::{ENGLISH}": words.en}


def _yes(said: object) -> str:
    return "yes" if said else ""


def _lines(survey: Survey) -> Iterator[Line]:
    for section in survey.sections:
        yield {"type": "begin_group", "name": section.name, **_words("label", section.title)}
        yield from _notes(section)
        for question in section.questions:
            yield from _question(question)
        yield {"type": "end_group"}


def _notes(section: Section) -> Iterator[Line]:
    if section.note is not None:
        yield {"type": "note", "name": f"{section.name}_note", **_words("label", section.note)}


def _question(question: Question) -> Iterator[Line]:
    line: Line = {
        "name": question.name,
        **_words("label", question.label),
        **_words("hint", question.hint),
        "relevant": question.relevant,
        "constraint": question.constraint,
        **_words("constraint_message", question.constraint_message),
    }
    required = _yes(question.required)
    match question.kind:
        case QuestionKind.MATRIX:
            yield {**line, "type": "begin_group", "appearance": MATRIX}
            yield from (
                {
                    "type": f"select_one {question.name}",
                    "name": f"{question.name}_{row.name}",
                    **_words("label", row.label),
                    "required": required,
                }
                for row in question.rows
            )
            yield {"type": "end_group"}
        case QuestionKind.NUMBER:
            yield {**line, "required": required, **_number(question.number or NumberFormat())}
        case QuestionKind.SINGLE | QuestionKind.RATING:
            look = RATING if question.kind is QuestionKind.RATING else PLAIN
            kind = f"select_one {question.name}"
            yield {**line, "type": kind, "required": required, "appearance": look}
        case QuestionKind.MULTIPLE:
            yield {**line, "type": f"select_multiple {question.name}", "required": required}
        case _:
            yield {**line, "type": _TYPES[question.kind], "required": required}


def _number(said: NumberFormat) -> Line:
    return {
        "type": "decimal" if said.decimals else "integer",
        "unit": said.unit,
        "decimals": str(said.decimals),
        "minimum": None if said.minimum is None else f"{said.minimum:f}",
        "maximum": None if said.maximum is None else f"{said.maximum:f}",
    }


def _choices(survey: Survey) -> Iterator[Line]:
    for question in survey.questions():
        for option in question.options:
            yield {
                "list_name": question.name,
                "name": option.name,
                **_words("label", option.label),
                "score": None if option.score is None else f"{option.score:f}",
                "satisfied": _yes(option.satisfied),
            }


def _settings(survey: Survey) -> Line:
    return {
        "form_id": survey.name,
        **_words("form_title", survey.title),
        **_words("purpose", survey.purpose),
        "kind": survey.kind.value,
        "anonymous": "yes" if survey.anonymous else "no",
        "opens": survey.opens.isoformat() if survey.opens else None,
        "closes": survey.closes.isoformat() if survey.closes else None,
        "frame": None if survey.frame is None else str(survey.frame),
        "default_language": CHINESE,
    }
