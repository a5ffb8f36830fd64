"""What is sent for one question → a value, or why it is none."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_evidence.surveys.definition import NumberFormat, Question, QuestionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jiheng_evidence.surveys.evaluation import Value

LONGEST_TEXT = 4_000
_LONGEST = 60
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?:[T ]00:00:00)?")
_NUMBER = re.compile(r"[+-]?[0-9]{1,20}(\.[0-9]{1,12})?")


class FaultCode(StrEnum):
    """Why an answer is not taken."""

    UNKNOWN_QUESTION = "unknown-question"
    REQUIRED = "required"
    WRONG_KIND = "wrong-kind"
    UNKNOWN_OPTION = "unknown-option"
    NOT_A_NUMBER = "not-a-number"
    TOO_SMALL = "too-small"
    TOO_LARGE = "too-large"
    TOO_MANY_DECIMALS = "too-many-decimals"
    NOT_A_DATE = "not-a-date"
    TOO_LONG = "too-long"
    CONSTRAINT = "constraint"
    CHECK = "check"


OUT_OF_BOUNDS = frozenset({FaultCode.TOO_SMALL, FaultCode.TOO_LARGE, FaultCode.TOO_MANY_DECIMALS})
"""What is wrong with a number that is one."""


class Unfit(ValueError):
    """An answer that its question does not take."""

    def __init__(self, code: FaultCode, zh: str, en: str) -> None:
        super().__init__(en)
        self.code = code
        self.message = Bilingual(zh, en)


def value_of(question: Question, sent: object) -> Value | None:
    """Return an answer as a value; None when there is none.

    Raises:
        Unfit: When the question does not take it.
    """
    if sent is None or sent in ("", [], {}):
        return None
    return _READERS[question.kind](question, sent)


def _option(question: Question, sent: object) -> str:
    if not isinstance(sent, str) or question.option(sent) is None:
        raise Unfit(FaultCode.UNKNOWN_OPTION, "没有这个选项", "there is no such option")
    return sent


def _several(question: Question, sent: object) -> Value | None:
    if isinstance(sent, str):
        sent = sent.split()
    if not isinstance(sent, list | tuple) or len(sent) > len(question.options):
        raise Unfit(FaultCode.WRONG_KIND, "应为若干选项", "this takes a list of options")
    chosen = {_option(question, each) for each in sent}
    return tuple(option.name for option in question.options if option.name in chosen) or None


def _rated_rows(question: Question, sent: object) -> Value | None:
    if not isinstance(sent, dict) or len(sent) > len(question.rows):
        raise Unfit(FaultCode.WRONG_KIND, "应逐行评分", "this takes a rating for each row")
    rows = {row.name for row in question.rows}
    if not rows.issuperset(sent):
        raise Unfit(FaultCode.WRONG_KIND, "没有这一行", "there is no such row")
    return {
        row: _option(question, sent[row]) for row in sent if sent[row] not in (None, "")
    } or None


def _text(_question: Question, sent: object) -> Value | None:
    if not isinstance(sent, str):
        raise Unfit(FaultCode.WRONG_KIND, "应为文字", "this takes text")
    if len(sent) > LONGEST_TEXT:
        most = LONGEST_TEXT
        raise Unfit(FaultCode.TOO_LONG, f"不得超过 {most} 字", f"at most {most} characters")
    return sent.strip() or None


def _day(_question: Question, sent: object) -> Value | None:
    if isinstance(sent, datetime):
        return sent.date()
    if isinstance(sent, date):
        return sent
    match = (
        _DAY.fullmatch(sent.strip()) if isinstance(sent, str) and len(sent) <= _LONGEST else None
    )
    try:
        if match:
            year, month, day = map(int, match.groups())
            return date(year, month, day)
    except ValueError:  # 31 February is no day either
        pass
    raise Unfit(FaultCode.NOT_A_DATE, "应为日期，如 2025-03-31", "no date such as 2025-03-31")


def _number(question: Question, sent: object) -> Value | None:
    number = number_of(sent)
    bounds = question.number or NumberFormat()
    if bounds.minimum is not None and number < bounds.minimum:
        low = bounds.minimum
        raise Unfit(FaultCode.TOO_SMALL, f"不得小于 {low}", f"must not be below {low}")
    if bounds.maximum is not None and number > bounds.maximum:
        high = bounds.maximum
        raise Unfit(FaultCode.TOO_LARGE, f"不得大于 {high}", f"must not be above {high}")
    if number != round(number, bounds.decimals):
        most, code = bounds.decimals, FaultCode.TOO_MANY_DECIMALS
        if most == 0:
            raise Unfit(code, "应为整数", "this takes a whole number")
        raise Unfit(code, f"至多 {most} 位小数", f"at most {most} decimals")
    return number


def number_of(sent: object) -> Decimal:
    """Return a number as it was sent; thousands may be set apart, digits may be of full width.

    Raises:
        Unfit: When it is none.
    """
    said = _digits(sent)
    if not _NUMBER.fullmatch(said):
        raise Unfit(FaultCode.NOT_A_NUMBER, "应为数值", "this takes a number")
    return Decimal(said)


def _digits(sent: object) -> str:
    if isinstance(sent, float):
        return f"{Decimal(repr(sent)):f}"
    if isinstance(sent, int) and not isinstance(sent, bool):
        return str(sent) if sent.bit_length() <= _LONGEST else ""
    if isinstance(sent, str) and len(sent) <= _LONGEST:
        return unicodedata.normalize("NFKC", sent).replace(",", "").strip()
    return f"{sent:f}" if isinstance(sent, Decimal) else ""


_READERS: Mapping[QuestionKind, Callable[[Question, object], Value | None]] = {
    QuestionKind.SINGLE: _option,
    QuestionKind.RATING: _option,
    QuestionKind.MULTIPLE: _several,
    QuestionKind.NUMBER: _number,
    QuestionKind.TEXT: _text,
    QuestionKind.DATE: _day,
    QuestionKind.MATRIX: _rated_rows,
}
