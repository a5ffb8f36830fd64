"""Whether a survey fits together: what a page, a workbook and a computation rely on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_evidence.surveys.definition import CHOSEN, NumberFormat, QuestionKind
from jiheng_evidence.surveys.expressions import Malformed, names_in, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiheng_evidence.surveys.definition import Question, Survey

HIGHEST_SCORE = 100


def faults_of(survey: Survey) -> tuple[Bilingual, ...]:
    """Return what keeps a survey from being asked, in the order of its questions."""
    return tuple(_faults(survey))


def _faults(survey: Survey) -> Iterator[Bilingual]:
    names = [question.name for question in survey.questions()]
    for name in _repeated(names):
        yield Bilingual(f"题目名称 {name} 重复", f"two questions are named {name}")
    for name in _repeated(section.name for section in survey.sections):
        yield Bilingual(f"部分名称 {name} 重复", f"two sections are named {name}")
    if survey.opens and survey.closes and survey.opens > survey.closes:
        yield Bilingual("截止日期早于开始日期", "it closes before it opens")
    known = frozenset(names)
    for question in survey.questions():
        yield from _of_question(question, known)
    for check in survey.checks:
        yield from _of_expression(f"勾稽 {check.name}", check.expression, known, dot=False)


def _of_question(question: Question, known: frozenset[str]) -> Iterator[Bilingual]:
    where = question.name
    for name in _repeated(option.name for option in question.options):
        yield Bilingual(f"{where}：选项 {name} 重复", f"{where}: two options are named {name}")
    for name in _repeated(row.name for row in question.rows):
        yield Bilingual(f"{where}：矩阵行 {name} 重复", f"{where}: two rows are named {name}")
    if question.kind in CHOSEN and not question.options:
        yield Bilingual(f"{where}：没有选项", f"{where}: has no options")
    if question.kind is QuestionKind.MATRIX and not question.rows:
        yield Bilingual(f"{where}：矩阵没有行", f"{where}: the matrix has no rows")
    for option in question.options:
        if option.score is not None and not 0 <= option.score <= HIGHEST_SCORE:
            yield Bilingual(
                f"{where}：选项 {option.name} 的分值应在 0 至 100 之间",
                f"{where}: the score of {option.name} is not within 0 and 100",
            )
    bounds = question.number or NumberFormat()
    low, high = bounds.minimum, bounds.maximum
    if low is not None and high is not None and low > high:
        yield Bilingual(f"{where}：最小值大于最大值", f"{where}: minimum above maximum")
    yield from _of_expression(where, question.relevant, known, dot=False)
    yield from _of_expression(where, question.constraint, known, dot=True)


def _of_expression(
    where: str, expression: str, known: frozenset[str], *, dot: bool
) -> Iterator[Bilingual]:
    if not expression:
        return
    try:
        used = names_in(parse(expression))
    except Malformed as fault:
        yield Bilingual(f"{where}：{fault.reason.zh}", f"{where}: {fault.reason.en}")
        return
    for name in sorted(used - known - ({"."} if dot else frozenset())):
        yield Bilingual(f"{where}：没有名为 {name} 的题目", f"{where}: no question is named {name}")


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]
