"""The choices of an XLSForm, list by list."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import ProblemSeverity
from jiheng_evidence.surveys.definition import Option
from jiheng_evidence.surveys.values import Unfit, number_of
from jiheng_evidence.surveys.xlsform_lines import lines_of
from jiheng_evidence.surveys.xlsform_words import CHOICES, NO, YES

if TYPE_CHECKING:
    from jiheng_evidence.surveys.cells import Book
    from jiheng_evidence.surveys.problems import Problems
    from jiheng_evidence.surveys.xlsform_lines import Line

_LONGEST = 64
_FULL = 100

Choices = dict[str, dict[str, Option]]
"""Name of a list → name of an option → option."""


def choices_of(book: Book, bare: str, problems: Problems) -> Choices:
    """Return the lists of choices; a name that occurs twice in a list is told."""
    choices: Choices = {}
    for line in lines_of(book, CHOICES, problems, bare=bare):
        option = _option(line, problems)
        options = choices.setdefault(line.get("list_name"), {})
        if option.name in options:
            message = Bilingual(f"选项 {option.name} 重复，未采用", f"{option.name} occurs twice")
            problems.tell(
                "repeated-choice", message, line.at("name"), option.name, ProblemSeverity.ERROR
            )
        else:
            options[option.name] = option
    return choices


def _option(line: Line, problems: Problems) -> Option:
    said = line.get("name")
    name = re.sub(r"\s+", "_", said)[:_LONGEST] or f"option_{line.row}"
    if name != said:
        message = Bilingual(f"选项名称“{said}”改为 {name}", f"choice “{said}” changed to {name}")
        problems.tell("renamed", message, line.at("name"), said)
    return Option(
        name=name,
        label=line.words("label") or Bilingual(name, ""),
        score=_score(line, problems),
        satisfied=is_yes(line, "satisfied", problems),
    )


def _score(line: Line, problems: Problems) -> Decimal | None:
    said = line.get("score")
    if not said:
        return None
    try:
        score = number_of(said)
    except Unfit:
        score = Decimal(-1)
    if 0 <= score <= _FULL:
        return score
    message = Bilingual("分值应为 0 至 100 的数", "a score is a number from 0 to 100")
    problems.tell("score", message, line.at("score"), said, ProblemSeverity.ERROR)
    return None


def is_yes(line: Line, column: str, problems: Problems) -> bool:
    """Return whether a cell says yes; anything but yes and no is told and counts as no."""
    said = line.get(column).casefold()
    if said not in YES | NO:
        message = Bilingual("应为 yes 或 no，按 no 处理", "should be yes or no; taken as no")
        problems.tell("yes-or-no", message, line.at(column), said, ProblemSeverity.ERROR)
    return said in YES
