"""Levelling wordings so that they can be compared."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Return a text with width, case, spaces and punctuation levelled and a final 指标 dropped."""
    text = unicodedata.normalize("NFKC", text)
    if not text.isalnum():
        text = "".join(filter(str.isalnum, text))
    return text.casefold().removesuffix("指标")
