"""The columns of an answer workbook: one for a question, a row of a matrix, a choice of many."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng_evidence.surveys.codec import write_survey
from jiheng_evidence.surveys.definition import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.bilingual import Bilingual, Language
    from jiheng_evidence.surveys.definition import Question, Survey

ANSWERS, INSTRUCTIONS, KEYS = "答卷", "填写说明", "jiheng"
"""Titles of the sheets; the last is hidden."""

CONTRACT = "jiheng/answer-sheet/1"
TICK = "√"
TICKS = frozenset({TICK, "✓", "✔", "1", "是", "TRUE", "x", "X", "v", "V"})
NO_TICKS = frozenset({"", "0", "否", "FALSE", "×"})

TOKENS_AFTER = 10
"""How many rows further down the hidden sheet says whose a row is."""

HEAD_ROW, HINT_ROW, FIRST_ROW = 1, 2, 3
"""Rows counted from 1: what is asked, how to answer, the first answers."""

ORGANIZATION, NUMBER = "填报单位", "序号"
"""What stands above the first column, and where nobody may be named."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        part: Row of a matrix or choice of several; empty elsewhere.
        head: What stands above it; no other column has the same.
    """

    question: Question
    part: str
    head: str

    @property
    def code(self) -> str:
        """Return the name of the question, and of the part."""
        return f"{self.question.name}/{self.part}" if self.part else self.question.name


def columns_of(survey: Survey, language: Language = "zh") -> tuple[Column, ...]:
    """Return the columns of a survey in the order of its questions."""
    made: list[Column] = []
    heads = {ORGANIZATION}
    for number, question in enumerate(survey.questions(), start=1):
        for part, words in _parts(question, language):
            label = said(question.label, language) or question.name
            head = f"{number}. {label}" + (f"：{words}" if part else "")
            if head in heads:
                head = f"{head}（{part}）"
            heads.add(head)
            made.append(Column(question, part, head))
    return tuple(made)


def _parts(question: Question, language: Language) -> Iterator[tuple[str, str]]:
    if question.kind is QuestionKind.MATRIX:
        yield from ((row.name, said(row.label, language)) for row in question.rows)
    elif question.kind is QuestionKind.MULTIPLE:
        yield from ((each.name, said(each.label, language)) for each in question.options)
    else:
        yield "", ""


def option_words(question: Question, language: Language = "zh") -> dict[str, str]:
    """Return the name of each option → what the list shows, no two alike."""
    shown: dict[str, str] = {}
    for option in question.options:
        words = said(option.label, language) or option.name
        shown[option.name] = f"{words}（{option.name}）" if words in shown.values() else words
    return shown


def said(words: Bilingual, language: Language) -> str:
    """Return a text in a language, else in Chinese."""
    return words.text(language) or words.zh


def digest(survey: Survey) -> str:
    """Return what tells this definition from every other."""
    return hashlib.sha256(write_survey(survey)).hexdigest()
