"""Decimals of data files: strings of digits, nothing that only a program would write."""

from __future__ import annotations

import re
from decimal import Decimal

from jiheng.errors import InvalidTable

_DECIMAL = re.compile(r"-?\d{1,40}(?:\.\d{1,40})?(?:E[+-]?\d{1,2})?")


def decimal(text: str | None, name: str) -> Decimal | None:
    """Return the number a text says; None stays None.

    Raises:
        InvalidTable: When it is no number.
    """
    if text is None:
        return None
    return sure_decimal(text, name)


def sure_decimal(text: str, name: str) -> Decimal:
    """Return the number a text says.

    Raises:
        InvalidTable: When it is no number.
    """
    if not _DECIMAL.fullmatch(text):
        raise InvalidTable(name=name, faults=[f"“{text[:40]}” is no decimal number"])
    return Decimal(text)
