"""Printed amounts of money."""

from __future__ import annotations

import re
from decimal import Decimal

_AMOUNT = re.compile(r"[-−－]?(?:\d{1,3}(?:[,，]\d{3})+|\d{1,15})(?:[.．]\d{1,8})?")
_BLANKS = frozenset({"", "-", "—", "－", "–", "/", "／", "\\", "*", "--", "——", "无", "不适用"})
_PLAIN = str.maketrans({"，": "", ",": "", "．": ".", "−": "-", "－": "-"})


def read_amount(text: str) -> Decimal | None:
    """Return the amount printed in a cell without white space; None if it is none.

    Grouped thousands (132,735.81) are understood; the digits keep their printed precision.
    """
    if not _AMOUNT.fullmatch(text):
        return None
    return Decimal(text.translate(_PLAIN))


def is_blank_amount(text: str) -> bool:
    """Return whether a cell of money says that there is no amount: empty, a dash, 无."""
    return text in _BLANKS
