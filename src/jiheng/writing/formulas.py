"""Which texts a spreadsheet would take for a formula when it opens or edits them."""

from __future__ import annotations

from jiheng.language.patterns import seldom

_WIDE = str.maketrans("\uff1d\uff0b\uff0d\uff20", "=+-@")
"""Full-width signs, which East Asian spreadsheets may take for the narrow ones."""

_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", *map(chr, _WIDE))
_HARMLESS = seldom(r"[-+=@]+|[-+]\d[\d,]*(?:\.\d+)?[%％‰]?")
"""Signs by themselves, or one before a plain number or per cent."""

_NUMBERED = seldom(r"(?=\D*\d)[-+\d\s,.:/%‰¥￥$年月日时分秒]+")
"""Digits and what makes amounts, times and dates of them, for which spreadsheets take it."""


def is_formula(text: str) -> bool:
    """Return whether a text might be computed: it begins as formulas do, and is no number."""
    return text.startswith(_SIGNS) and not _HARMLESS.fullmatch(text.translate(_WIDE))


def is_retyped(text: str) -> bool:
    """Return whether a text becomes another when its cell is edited: 0012 becomes 12."""
    return _NUMBERED.fullmatch(text) is not None or is_formula(text)


def text_look(text: str) -> dict[str, bool]:
    """Return the properties of a workbook's cell whose text stays as it is when edited."""
    return {"quote_prefix": True} if is_retyped(text) else {}


def guarded(text: str) -> str:
    """Return a text for a CSV file, with an apostrophe before what might be computed.

    What begins with an apostrophe gets one too: taking one away restores every text.
    """
    return f"'{text}" if text.startswith("'") or is_formula(text) else text
