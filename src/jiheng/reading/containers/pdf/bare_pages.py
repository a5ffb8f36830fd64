"""Pages without ruling lines that may go on with the table of the page before them."""

from __future__ import annotations

import re

FEWEST_PARTS = 3
"""Pieces of a line that stand apart, and lines of so many, which make a list."""

_PIECE = re.compile(
    r"[≥≧≤≦]\s*\d|(?:产出|效益|满意度|数量|质量|时效|成本|影响|效果)指标(?=\s|$)",
)
_APART = re.compile(r"[ \t\u3000]+")


def may_list(words: str) -> bool:
    """Return whether the words of a page may be rows of a table.

    Args:
        words: Lines with blanks where words stand apart.
    """
    if _PIECE.search(words):
        return True
    rows = (line for line in words.splitlines() if len(_APART.split(line.strip())) >= FEWEST_PARTS)
    return sum(1 for _ in rows) >= FEWEST_PARTS
