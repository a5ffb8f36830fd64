"""Answer workbooks that come back → answers, each fault with its cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.model import ProblemSeverity
from jiheng_evidence.surveys.answers import Answer, AnswerReader
from jiheng_evidence.surveys.cells import read_cells
from jiheng_evidence.surveys.definition import QuestionKind
from jiheng_evidence.surveys.problems import Problems
from jiheng_evidence.surveys.sheet_columns import (
    ANSWERS,
    CONTRACT,
    FIRST_ROW,
    HEAD_ROW,
    KEYS,
    NO_TICKS,
    TICKS,
    TOKENS_AFTER,
    columns_of,
    digest,
    option_words,
)
from jiheng_evidence.surveys.values import FaultCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jiheng.bilingual import Language
    from jiheng.model import Problem
    from jiheng_evidence.surveys.cells import Book, Row, Sheet
    from jiheng_evidence.surveys.definition import Survey
    from jiheng_evidence.surveys.sheet_columns import Column


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetAnswers:
    """The answers of a workbook, and what was not taken, with its cells.

    Attributes:
        counts: Code of a problem → how often it occurred, also beyond those told.
        rows: Id of an answer → its row.
    """

    answers: tuple[Answer, ...]
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]
    rows: Mapping[str, int]


def read_answer_sheet(
    data: bytes, name: str, survey: Survey, round_name: str | None = None
) -> SheetAnswers:
    """Return the answers of a workbook made for a survey.

    Raises:
        UnreadableFile: When it is no workbook, or one for another survey.
    """
    book = read_cells(data, name)
    keys, sheet = book.sheet(KEYS), book.sheet(ANSWERS)
    if keys is None or sheet is None or _key(keys, 1) != CONTRACT:
        reason = Bilingual("不是本系统的离线答卷", "no answer workbook of this program")
        raise UnreadableFile(name=name, reason=reason)
    if _key(keys, 2) != survey.name:
        other = _key(keys, 2)[:64]
        reason = Bilingual(f"是另一份问卷（{other}）的答卷", f"answers to another survey: {other}")
        raise UnreadableFile(name=name, reason=reason)
    problems = Problems()
    if _key(keys, 3) != digest(survey):
        message = Bilingual("问卷已改版，按现行问卷读取", "the survey has changed since")
        problems.tell("other-version", message, (ANSWERS, HEAD_ROW, 0))
    reading = _Reading(book, sheet, survey, problems)
    tokens = {} if survey.anonymous else _tokens(keys)
    stem = name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or name
    answers = dict(reading.answers(stem, tokens, round_name))
    return SheetAnswers(
        answers=tuple(answers.values()),
        problems=problems.all(),
        counts=problems.counts,
        rows={answer.id: row for row, answer in answers.items()},
    )


def _key(keys: Sheet, row: int) -> str:
    return keys.rows.get(row, {}).get(0, "")


def _tokens(keys: Sheet) -> dict[int, str]:
    """Return row of the answers → token."""
    first = FIRST_ROW + TOKENS_AFTER
    named = ((row, cells.get(0)) for row, cells in keys.rows.items() if row >= first)
    return {row - TOKENS_AFTER: token for row, token in named if token}


class _Reading:
    """Reads the rows of one workbook."""

    def __init__(self, book: Book, sheet: Sheet, survey: Survey, problems: Problems) -> None:
        self._book, self._sheet, self._survey, self._problems = book, sheet, survey, problems
        self._reader = AnswerReader(survey)
        self._columns = self._found()
        self._where = {
            column.question.name: number for number, column in reversed(self._columns.items())
        }
        self._heads = {number: column.head for number, column in self._columns.items()}
        self._options = _words_of_options(self._columns)
        self._unsaved = {
            (row, self._columns[column].question.name)
            for row, column in sheet.unsaved
            if row >= FIRST_ROW and column in self._columns
        }
        self._tell_unread()

    def _tell_unread(self) -> None:
        """Tell what stands in the sheet and cannot be taken: formulas, and columns of nothing."""
        for row, column in self._sheet.unsaved:
            if row >= FIRST_ROW and column in self._columns:
                place = (ANSWERS, row, column)
                severity = ProblemSeverity.ERROR
                self._problems.tell("unsaved-formula", _UNSAVED, place, severity=severity)
        heads = self._sheet.rows.get(HEAD_ROW, {})
        filled = {
            column
            for row, cells in self._sheet.rows.items()
            if row >= FIRST_ROW
            for column in cells
        }
        for column in sorted(filled - {0} - self._columns.keys() - self._renamed):
            self._problems.tell(
                "extra-column", _EXTRA, (ANSWERS, HEAD_ROW, column), heads.get(column, "")
            )

    def _is_told(self, row: int, question: str) -> bool:
        """Return whether it is told already why a question has no answer."""
        return question in self._gone or (row, question) in self._unsaved

    def _found(self) -> dict[int, Column]:
        """Return the columns by their heads, wherever they were moved to."""
        heads = {text: number for number, text in self._sheet.rows.get(HEAD_ROW, {}).items()}
        languages: tuple[Language, ...] = ("zh", "en")
        tried = [columns_of(self._survey, language) for language in languages]
        columns = max(tried, key=lambda each: sum(column.head in heads for column in each))
        self._gone = {column.question.name for column in columns if column.head not in heads}
        self._renamed = {n for n, column in enumerate(columns, 1) if column.head not in heads}
        for number, column in enumerate(columns, start=1):
            if column.head not in heads:
                message = Bilingual("缺少此列或表头被改动", "the column is missing or renamed")
                place = (ANSWERS, HEAD_ROW, number)
                self._problems.tell(
                    "missing-column", message, place, column.head, ProblemSeverity.ERROR
                )
        return {heads[column.head]: column for column in columns if column.head in heads}

    def answers(
        self, stem: str, tokens: Mapping[int, str], round_name: str | None
    ) -> Iterator[tuple[int, Answer]]:
        """Yield an answer for each row in which anything was answered, after its row."""
        for row, cells in self._sheet.rows.items():
            if row < FIRST_ROW or not any(number in self._columns for number in cells):
                continue
            accepted = self._reader.read(self._sent(row, cells), keep=True)
            for fault in (*accepted.faults, *accepted.checks):
                if fault.code is FaultCode.REQUIRED and self._is_told(row, fault.question):
                    continue
                column = self._where.get(fault.question, 0)
                said = cells.get(column, "") if column else ""
                place, severity = (ANSWERS, row, column), ProblemSeverity.ERROR
                message = _of(self._heads.get(column, fault.question), fault.message)
                self._problems.tell(fault.code, message, place, said, severity)
            token = tokens.get(row)
            answer = Answer(
                id=f"{stem}-{row}",
                values=accepted.values,
                token=token,
                organization=None if self._survey.anonymous else cells.get(0),
                round=round_name,
            )
            yield row, answer

    def _sent(self, row: int, cells: Row) -> dict[str, object]:
        """Return a row as a page would have sent it."""
        sent: dict[str, object] = {}
        for number, column in self._columns.items():
            text = cells.get(number, "")
            if text:
                take = _TAKE.get(column.question.kind)
                if take is None:
                    sent[column.question.name] = self._value(column, text)
                else:
                    take(self, sent, column, text, (ANSWERS, row, number))
        return sent

    def _value(self, column: Column, text: str) -> str:
        if column.question.kind is QuestionKind.DATE:
            return self._book.day(text)
        words = self._options.get(column.question.name)
        return text if words is None else words.get(text, text)

    def tick(
        self, sent: dict[str, object], column: Column, text: str, place: tuple[str, int, int]
    ) -> None:
        """Take the tick at one choice of several."""
        if text in TICKS:
            name = column.question.name
            sent[name] = f"{sent.get(name, '')} {column.part}"
        elif text not in NO_TICKS:
            message = _of(column.head, Bilingual("应为 √ 或留空", "this takes √ or nothing"))
            self._problems.tell("not-a-tick", message, place, text, ProblemSeverity.ERROR)

    def rate(
        self, sent: dict[str, object], column: Column, text: str, place: tuple[str, int, int]
    ) -> None:
        """Take the rating of one row of a matrix."""
        option = self._value(column, text)
        if column.question.option(option) is None:
            message = _of(column.head, Bilingual("没有这个选项", "there is no such option"))
            self._problems.tell("unknown-option", message, place, text, ProblemSeverity.ERROR)
            return
        rated = sent.get(column.question.name)
        before = rated if isinstance(rated, dict) else {}
        sent[column.question.name] = {**before, column.part: option}


def _of(head: str, why: Bilingual) -> Bilingual:
    """Return why an answer is not taken, with what was asked."""
    return Bilingual(f"“{head[:60]}”：{why.zh}", f"“{head[:60]}”: {why.en}")


_UNSAVED = Bilingual(
    "是公式，文件里没有保存计算结果：请用 Excel 或 WPS 打开，保存后再读",
    "a formula without a saved result: open the file in Excel, save it and read it again",
)
_EXTRA = Bilingual("问卷里没有此列，未读入", "no question has this column: not taken")


def _words_of_options(columns: Mapping[int, Column]) -> dict[str, dict[str, str]]:
    """Return question → what may stand in a cell, in either language → name of the option."""
    found: dict[str, dict[str, str]] = {}
    languages: tuple[Language, ...] = ("en", "zh")
    for column in columns.values():
        question = column.question
        if question.options and question.kind is not QuestionKind.MULTIPLE:
            words = found.setdefault(question.name, {})
            for language in languages:
                shown = option_words(question, language)
                words.update({text: name for name, text in shown.items()})
    return found


_TAKE: Mapping[
    QuestionKind,
    Callable[[_Reading, dict[str, object], Column, str, tuple[str, int, int]], None],
] = {QuestionKind.MULTIPLE: _Reading.tick, QuestionKind.MATRIX: _Reading.rate}
