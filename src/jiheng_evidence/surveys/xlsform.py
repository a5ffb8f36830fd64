"""XLSForm workbooks → surveys; whatever is not taken is a problem with its sheet and cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.model import Problem, ProblemSeverity
from jiheng_evidence.surveys.cells import read_cells
from jiheng_evidence.surveys.definition import (
    RATED,
    Check,
    Section,
    Survey,
    SurveyKind,
)
from jiheng_evidence.surveys.problems import Problems
from jiheng_evidence.surveys.shapes import MOST_QUESTIONS
from jiheng_evidence.surveys.soundness import faults_of
from jiheng_evidence.surveys.xlsform_choices import choices_of
from jiheng_evidence.surveys.xlsform_lines import lines_of
from jiheng_evidence.surveys.xlsform_names import fitting_name, sound_expression
from jiheng_evidence.surveys.xlsform_questions import Questions
from jiheng_evidence.surveys.xlsform_settings import settings_of
from jiheng_evidence.surveys.xlsform_tree import tree_of
from jiheng_evidence.surveys.xlsform_words import CHECKS, SURVEY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng_evidence.surveys.cells import Book


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A survey read from a workbook, and what was not taken as it stands.

    Attributes:
        survey: None when it contradicts itself in a way that nobody can be asked.
        counts: Code of a problem → how often it occurred, also beyond those told.
    """

    survey: Survey | None
    problems: tuple[Problem, ...]
    counts: dict[str, int]


def read_xlsform(data: bytes, name: str) -> Imported:
    """Return the survey of an XLSForm workbook.

    Raises:
        UnreadableFile: When it is no workbook, or none with a sheet `survey`.
    """
    book = read_cells(data, name)
    if book.sheet(SURVEY) is None:
        reason = Bilingual(
            "不是 XLSForm：没有名为 survey 的工作表", "no XLSForm: no sheet “survey”"
        )
        raise UnreadableFile(name=name, reason=reason)
    problems = Problems()
    settings = settings_of(book, problems, name)
    sections = _sections(book, settings.bare, problems, settings.survey.title)
    asked = [question for section in sections for question in section.questions]
    if len(asked) > MOST_QUESTIONS:
        reason = Bilingual(f"题目超过 {MOST_QUESTIONS} 道", f"more than {MOST_QUESTIONS} questions")
        raise UnreadableFile(name=name, reason=reason)
    names = frozenset(question.name for question in asked)
    rated = any(question.kind in RATED for question in asked)
    survey = settings.finished(
        sections,
        tuple(_checks(book, problems, names)),
        SurveyKind.SATISFACTION if rated else SurveyKind.COLLECTION,
    )
    faults = faults_of(survey)
    return Imported(
        survey=None if faults else survey,
        problems=(*problems.all(), *map(_unplaced, faults)),
        counts=problems.counts,
    )


def _sections(book: Book, bare: str, problems: Problems, title: Bilingual) -> tuple[Section, ...]:
    lines = list(lines_of(book, SURVEY, problems, bare=bare))
    questions = Questions(lines, choices_of(book, bare, problems), problems)
    return tuple(questions.sections(tree_of(lines, problems), title))


def _checks(book: Book, problems: Problems, known: frozenset[str]) -> Iterator[Check]:
    for line in lines_of(book, CHECKS, problems):
        expression = sound_expression(line, "expression", problems, known)
        if expression:
            message = line.words("message") or Bilingual(expression, expression)
            name = fitting_name(line.get("name") or f"check_{line.row}")
            yield Check(name=name, expression=expression, message=message)


def _unplaced(fault: Bilingual) -> Problem:
    return Problem(code="contradiction", message=fault, severity=ProblemSeverity.ERROR, span=())


def gravest(problems: Sequence[Problem]) -> ProblemSeverity | None:
    """Return how grave the worst problem is."""
    order = (ProblemSeverity.ERROR, ProblemSeverity.WARNING, ProblemSeverity.NOTE)
    said = {problem.severity for problem in problems}
    return next((severity for severity in order if severity in said), None)
