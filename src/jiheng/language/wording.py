"""Levelling wordings so that they can be compared."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiheng.model import Indicator

SIGNS = frozenset("-—–－─―_/／\\*＊－…")
"""Signs of which a cell consists that says: nothing here."""

EXCERPT = 24
"""Characters of a text that a message shows."""

_WORDS = frozenset(("无", "不适用", "不涉及", "暂无", "没有"))

_DITTO = frozenset(("同上", "同左", "〃", "″", "同前"))


def folded(text: str) -> str:
    """Return a text with width, case, spaces and punctuation levelled and a final 指标 dropped."""
    text = unicodedata.normalize("NFKC", text)
    if not text.isalnum():
        text = "".join(filter(str.isalnum, text))
    return text.casefold().removesuffix("指标")


def is_blank(text: str) -> bool:
    """Return whether a cell is empty, or holds nothing but dashes, strokes and stars."""
    return SIGNS.issuperset(text)


def says_ditto(text: str) -> bool:
    """Return whether a cell says nothing but that what stands beside or above it holds: 同上."""
    return text in _DITTO


def says_nothing(text: str) -> bool:
    """Return whether a text is empty, or says by signs or a word that there is nothing."""
    bare = text.strip()
    return SIGNS.issuperset(bare) or bare.rstrip("。") in _WORDS


def is_none(indicator: Indicator) -> bool:
    """Return whether a printed line says by name and value that there is no indicator: 不适用."""
    value = indicator.annual_value or indicator.period_value or ""
    return bool(indicator.name) and says_nothing(indicator.name or "") and says_nothing(value)


def excerpt(text: str) -> str:
    """Return the beginning of a text, short enough for a message."""
    return text if len(text) <= EXCERPT else text[:EXCERPT] + "…"
