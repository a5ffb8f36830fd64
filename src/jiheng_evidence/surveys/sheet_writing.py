"""Answer workbooks for those who are not online: lists to choose from, everything else locked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_range_abs

from jiheng.bilingual import Bilingual
from jiheng.writing.workbook import HEADER, Book
from jiheng_evidence.surveys.definition import NumberFormat, QuestionKind
from jiheng_evidence.surveys.sheet_columns import (
    ANSWERS,
    CONTRACT,
    FIRST_ROW,
    HEAD_ROW,
    HINT_ROW,
    INSTRUCTIONS,
    KEYS,
    NUMBER,
    ORGANIZATION,
    TICK,
    TOKENS_AFTER,
    columns_of,
    digest,
    option_words,
    said,
)
from jiheng_evidence.surveys.values import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from xlsxwriter.worksheet import Worksheet

    from jiheng.bilingual import Language
    from jiheng_evidence.surveys.definition import Question, Survey
    from jiheng_evidence.surveys.sheet_columns import Column

USUAL_ROWS = 200
MOST_ROWS = 100_000
_LISTS_FROM = 20
"""Row of the hidden sheet, counted from 0, from which the lists stand."""

_INPUT = {"locked": False, "border": 1, "border_color": "#BFC7D1"}
_HEAD = {**HEADER, "text_wrap": True}
_SMALL = {"font_size": 9, "font_color": "#5A6673", "text_wrap": True, "valign": "top"}
_FAR = 10**15


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondent:
    """Who is asked; `token` is what the link and the answer are told by."""

    token: str
    organization: str
    groups: Mapping[str, str] = field(default_factory=dict)


def write_answer_sheet(
    survey: Survey,
    respondents: Sequence[Respondent] = (),
    rows: int = USUAL_ROWS,
    language: Language = "zh",
) -> bytes:
    """Return a workbook to be filled in.

    Args:
        survey: What is asked.
        respondents: Who has a row each; not used where anonymity is promised, nor named then.
        rows: How many empty rows there are when nobody is named.
        language: Language of what is asked.
    """
    named = () if survey.anonymous else tuple(respondents)[:MOST_ROWS]
    book = Book(survey.title.zh)
    _instructions(book, survey, language)
    columns = columns_of(survey, language)
    sheet = book.sheet(ANSWERS, [24, *[18] * len(columns)])
    keys = book.sheet(KEYS, [])
    _head(book, sheet, columns, language)
    first = NUMBER if survey.anonymous else ORGANIZATION
    book.put(sheet, HEAD_ROW - 1, 0, first, **_HEAD)
    count = len(named) or min(max(rows, 1), MOST_ROWS)
    _rows(book, sheet, count, len(columns), named)
    for number, column in enumerate(columns, start=1):
        listed = _list(book, keys, number, column, language)
        options = _validation(column.question, listed)
        sheet.data_validation(FIRST_ROW - 1, number, FIRST_ROW + count - 2, number, options)
    _keys(book, keys, survey, columns, named)
    sheet.freeze_panes(FIRST_ROW - 1, 1)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    keys.very_hidden()
    keys.protect()
    return book.close()


_HOW = (
    Bilingual(
        "每行填一份答卷；灰色单元格不可修改，请勿增删行列或改动表头。",
        "One row for each respondent; grey cells are locked; add or remove no columns.",
    ),
    Bilingual("有下拉箭头的单元格请从列表中选择。", "Choose from the list where there is one."),
    Bilingual(
        f"多选题每个选项一列，选中的填“{TICK}”。",
        f"A question with several answers has a column for each: put {TICK} where it applies.",
    ),
    Bilingual(
        "没有内容的题目留空，不要填 0 或“无”。", "Leave empty what has no answer: no nought."
    ),
)


def _instructions(book: Book, survey: Survey, language: Language) -> None:
    sheet = book.sheet(INSTRUCTIONS, [100])
    lines = [said(survey.title, language), said(survey.purpose, language)]
    if survey.closes is not None:
        lines.append(Bilingual("截止日期：", "Until ").text(language) + survey.closes.isoformat())
    if survey.anonymous:
        words = Bilingual("本问卷匿名：请勿填写姓名或单位。", "Anonymous: write no names.")
        lines.append(words.text(language))
    lines.extend(words.text(language) for words in _HOW)
    for row, line in enumerate(filter(None, lines)):
        size = 11 if row else 14
        book.put(sheet, row, 0, line, text_wrap=True, bold=row == 0, font_size=size)
    sheet.protect()


def _head(book: Book, sheet: Worksheet, columns: Sequence[Column], language: Language) -> None:
    for number, column in enumerate(columns, start=1):
        book.put(sheet, HEAD_ROW - 1, number, column.head, **_HEAD)
        hint = "；".join(_hints(column.question, language))
        book.put(sheet, HINT_ROW - 1, number, hint or None, **_SMALL)


def _hints(question: Question, language: Language) -> Iterator[str]:
    if question.required:
        yield Bilingual("必填", "required").text(language)
    if question.number is not None and question.number.unit:
        yield Bilingual("单位：", "unit: ").text(language) + question.number.unit
    if question.hint is not None:
        yield said(question.hint, language)


def _rows(
    book: Book, sheet: Worksheet, count: int, width: int, named: Sequence[Respondent]
) -> None:
    """Unlock the cells to be filled in, and name who fills in which row."""
    style = book.format(**_INPUT)
    for row in range(FIRST_ROW - 1, FIRST_ROW - 1 + count):
        for column in range(1, width + 1):
            sheet.write_blank(row, column, None, style)
    for row, respondent in enumerate(named, start=FIRST_ROW - 1):
        book.put(sheet, row, 0, respondent.organization)


def _list(
    book: Book, keys: Worksheet, number: int, column: Column, language: Language
) -> str | None:
    """Write the list of a column to the hidden sheet; return where it stands."""
    if not column.question.options:
        return None
    if column.question.kind is QuestionKind.MULTIPLE:
        words: Sequence[str] = (TICK,)
    else:
        words = tuple(option_words(column.question, language).values())
    for row, each in enumerate(words, start=_LISTS_FROM):
        book.put(keys, row, number, each)
    place = xl_range_abs(_LISTS_FROM, number, _LISTS_FROM + len(words) - 1, number)
    return f"={KEYS}!{place}"


def _validation(question: Question, listed: str | None) -> dict[str, Any]:
    if listed is not None:
        return {**_told("请从列表中选择"), "validate": "list", "source": listed}
    match question.kind:
        case QuestionKind.NUMBER:
            return _number(question.number or NumberFormat())
        case QuestionKind.DATE:
            day = {"criteria": ">=", "value": date(1900, 1, 1)}
            return {**_told("请填日期，如 2025-03-31"), "validate": "date", **day}
        case _:
            most = {"criteria": "<=", "value": LONGEST_TEXT}
            return {**_told(f"不得超过 {LONGEST_TEXT} 字"), "validate": "length", **most}


def _number(said: NumberFormat) -> dict[str, Any]:
    low = float(-_FAR if said.minimum is None else said.minimum)
    high = float(_FAR if said.maximum is None else said.maximum)
    kind = "decimal" if said.decimals else "integer"
    told = "、".join(filter(None, (_bound("不小于", said.minimum), _bound("不大于", said.maximum))))
    words = f"请填{'数值' if said.decimals else '整数'}{'，' if told else ''}{told}"
    bounds = {"criteria": "between", "minimum": low, "maximum": high}
    return {**_told(words), "validate": kind, **bounds}


def _bound(words: str, bound: Decimal | None) -> str:
    return "" if bound is None else f"{words} {bound:f}"


def _told(words: str) -> dict[str, Any]:
    return {"error_title": "填写有误", "error_message": words, "ignore_blank": True}


def _keys(
    book: Book,
    keys: Worksheet,
    survey: Survey,
    columns: Sequence[Column],
    named: Sequence[Respondent],
) -> None:
    """Write what tells this workbook: contract, survey, digest, columns, and whose row is whose."""
    for row, text in enumerate((CONTRACT, survey.name, digest(survey))):
        book.put(keys, row, 0, text)
    for number, column in enumerate(columns, start=1):
        book.put(keys, 3, number, column.code)
    for row, respondent in enumerate(named, start=FIRST_ROW - 1 + TOKENS_AFTER):
        book.put(keys, row, 0, respondent.token)
