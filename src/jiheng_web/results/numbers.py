"""Numbers people type into pages of results: taken when they are plain, else told apart."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_web.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Callable

LARGEST = Decimal(10) ** 12
MOST_POINTS = Decimal(100)
_PLAIN = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)
_SHOWN = 40


def amount_of(text: str, field: str) -> Decimal | None:
    """Return an amount in 万元; None where none is filled in.

    Raises:
        InvalidInput: It is no amount.
    """
    number, typed = _number(text), quoted(text)
    why = None
    if number is None and typed:
        why = Bilingual(
            f"“{typed}”不是金额。请填写以万元为单位的数字，如 1250.5 或 1,250.50。",
            f"“{typed}” is no amount. Type a number in ten thousand yuan,"
            " such as 1250.5 or 1,250.50.",
        )
    elif number is not None and number < 0:
        why = Bilingual(
            f"“{typed}”是负数。此处填写累计金额，不能小于 0，如 1250.5；退款请先冲减。",
            f"“{typed}” is below 0. Type the amount up to the day, such as 1250.5,"
            " with refunds taken off.",
        )
    elif number is not None and number >= LARGEST:
        why = Bilingual(
            f"“{typed}”过大。请填写以万元为单位的数字，如 1250.5。",
            f"“{typed}” is too large. Type a number in ten thousand yuan, such as 1250.5.",
        )
    if why:
        raise InvalidInput({field: why})
    return number


def points_of(text: str, field: str) -> Decimal | None:
    """Return points that were filled in; None where there are none.

    Raises:
        InvalidInput: They are none.
    """
    number, typed = _number(text), quoted(text)
    if typed and (number is None or not 0 <= number <= MOST_POINTS):
        why = Bilingual(
            f"“{typed}”不是分值。请填写 0 至 100 的数字，如 8 或 8.5，不带百分号和文字。",
            f"“{typed}” is no number of points. Type a number from 0 to 100, such as 8 or 8.5,"
            " without per cent signs or words.",
        )
        raise InvalidInput({field: why})
    return number


def quoted(text: str) -> str:
    """Return what was typed, short enough for a message."""
    typed = " ".join(text.split())
    return typed if len(typed) <= _SHOWN else f"{typed[:_SHOWN]}…"


def _number(text: str) -> Decimal | None:
    """Return a number in digits, thousands parted or not; None where it is anything else."""
    said = unicodedata.normalize("NFKC", text).strip()
    return Decimal(said.replace(",", "")) if _PLAIN.fullmatch(said) else None


class Taking:
    """Fields of a form being taken: everything that is wrong is told at once."""

    def __init__(self, said: Callable[[str], str]) -> None:
        self._said = said
        self._faults: dict[str, Bilingual] = {}

    def amount(self, field: str) -> Decimal | None:
        """Return the amount in a field."""
        return self._taken(field, amount_of)

    def points(self, field: str) -> Decimal | None:
        """Return the points in a field."""
        return self._taken(field, points_of)

    def finish(self) -> None:
        """Say what was wrong.

        Raises:
            InvalidInput: Something was.
        """
        if self._faults:
            raise InvalidInput(self._faults)

    def _taken(self, field: str, read: Callable[[str, str], Decimal | None]) -> Decimal | None:
        try:
            return read(self._said(field), field)
        except InvalidInput as error:
            self._faults |= error.faults
            return None
