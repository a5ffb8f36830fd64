"""Cells in which nothing is markup: text without white space, addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.model import Run, Traced
from jiheng.reading.ledger import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import Origin

_WORDS = re.compile(f"[^{BLANK}]+")
_SOME_BLANK = re.compile(f"[{BLANK}]")
_LATIN = re.compile("[A-Za-z]")


def without_blanks(origin: Origin) -> Traced:
    """Return the text of a cell, in which nothing is markup, without white space.

    One space stays between two Latin words, as in every other container.
    """
    raw = origin.raw
    if _SOME_BLANK.search(raw) is None:
        return Traced.of(raw, (Run(len(raw), origin, 0, len(raw)),))
    return Traced.join(Traced.of(word, (run,)) for word, run in _words(origin))


def _words(origin: Origin) -> Iterator[tuple[str, Run]]:
    raw, end = origin.raw, 0
    for match in _WORDS.finditer(raw):
        start = match.start()
        if end and start > end and _LATIN.match(raw, end - 1) and _LATIN.match(raw, start):
            yield " ", Run(1, origin, end, 1)
        end = match.end()
        yield match[0], Run(end - start, origin, start, end - start)


def letters(column: int) -> str:
    """Return the name of a column counted from 0: A, B … Z, AA."""
    name = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
