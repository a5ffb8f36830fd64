"""Cells in which nothing is markup: text without white space, addresses, merged cells."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from jiheng.model import Run, Traced
from jiheng.reading.ledger import BLANK, JOINER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiheng.model import Origin

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 0."""

_WORDS = re.compile(f"[^{BLANK}]+(?:{JOINER}[^{BLANK}]+)*")
_SOME_BLANK = re.compile(f"[{BLANK}]")
_LATIN = re.compile("[A-Za-z]")


def without_blanks(origin: Origin, start: int = 0, stop: int | None = None) -> Traced:
    """Return a stretch of a cell, in which nothing is markup, without white space.

    One space stays between two Latin words, as in every other container.
    """
    raw = origin.raw
    end = len(raw) if stop is None else stop
    # All blanks but a space are unprintable, and this is quicker to find out.
    if raw.isprintable() and " " not in raw:
        return Traced.part_of(origin, start, end)
    if _SOME_BLANK.search(raw, start, end) is None:
        return Traced.part_of(origin, start, end)
    words = _words(origin, start, end)
    return Traced.join(Traced.of(word, (run,)) for word, run in words)


def _words(origin: Origin, first: int, last: int) -> Iterator[tuple[str, Run]]:
    raw, end = origin.raw, first
    for match in _WORDS.finditer(raw, first, last):
        start = match.start()
        if first < end < start and _LATIN.match(raw, end - 1) and _LATIN.match(raw, start):
            yield " ", Run(1, origin, end, 1)
        end = match.end()
        yield match[0], Run(end - start, origin, start, end - start)


def merges_left(
    merges: Iterable[Merge], kept: list[int], width: int
) -> dict[tuple[int, int], tuple[int, int]]:
    """Count the rows that merged cells cover among those that were kept.

    Args:
        merges: As the document tells them, valid or not.
        kept: Numbers of the rows that are not blank, ascending.
        width: Columns of the sheet.
    """
    found = {}
    whole = len(kept) if kept and kept[-1] == len(kept) - 1 else 0
    for top, left, bottom, right in merges:
        across = (right + 1 if right < width else width) - left
        if top <= bottom < whole and across > 0:  # as a rule
            if across > 1 or top < bottom:
                found[top, left] = (bottom - top + 1, across)
            continue
        # Some row before its end was dropped.
        first, end = bisect_left(kept, top), bisect_right(kept, bottom)
        down = end - first
        if down > 0 and across > 0 and (down > 1 or across > 1):
            found[first, left] = (down, across)
    return found


def letters(column: int) -> str:
    """Return the name of a column counted from 0: A, B … Z, AA."""
    name = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_of(name: str) -> int:
    """Return the number of a column, counted from 0."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
