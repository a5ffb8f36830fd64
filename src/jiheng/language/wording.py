"""Levelling wordings so that they can be compared."""

from __future__ import annotations

import unicodedata
from itertools import pairwise


def folded(text: str) -> str:
    """Return a text with width, case, spaces and punctuation levelled and a final 指标 dropped."""
    text = unicodedata.normalize("NFKC", text)
    if not text.isalnum():
        text = "".join(filter(str.isalnum, text))
    return text.casefold().removesuffix("指标")


def bigrams(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a folded text; of one character, itself."""
    if len(text) == 1:
        return frozenset(text)
    return frozenset(map("".join, pairwise(text)))


def similarity(one: str, other: str) -> float:
    """Return how alike two wordings are, from 0.0 (no pair of characters shared) to 1.0.

    The Jaccard index of their bigrams after folding; two empty texts are alike.
    """
    first, second = bigrams(folded(one)), bigrams(folded(other))
    union = len(first | second)
    return len(first & second) / union if union else 1.0
