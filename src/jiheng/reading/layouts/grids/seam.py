"""Where a cell goes on in the next row: the two parts joined, what a page repeats not doubled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from jiheng.language.patterns import seldom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import Traced

WINDOW = 600
EXACT = 8
SHORTEST = 4
"""Characters of a name that are its repetition and no accident."""

PROBE = 6
PROBES = 6
ALIKE = 0.8

STRETCH = 32
"""Characters that a text repeats by design where they stand in it once more."""

STRONG = 20
"""Characters of a repeat that counts where no page ends: between the cells of a workbook."""

LINES = 120
"""Characters of the few lines that are repeated there at most."""


_FORM = seldom(r"(?<!\d)\d{1,3}(?=[、.．])|实施周期|年度(?=指标值)")
"""Numbers and labels: what tells an indicator from its neighbour and one value from the other."""

_FIGURES = seldom(r"\d+")
"""What differs between two sentences that are worded alike."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of a continuation was printed before.

    Attributes:
        length: Characters of the continuation that repeat.
        before: What the earlier page says in their place.
    """

    length: int
    before: str


def overlap(earlier: str, later: str) -> Overlap | None:
    """Return what a continuation repeats of the text before it; None if nothing.

    Exact repeats count from `EXACT` characters on, or if the whole continuation is one, but not
    those of a text that repeats itself anyway; repeats that two pages print differently must be
    `ALIKE`.
    """
    head = later[:WINDOW]
    length = _exact(earlier[-len(head) :], head) if head else 0
    if length >= EXACT or (length > PROBE // 2 and length == len(later)):
        found: Overlap | None = Overlap(length, head[:length])
    else:
        found = _alike(earlier[-WINDOW:], head)
    return None if found and _says_again(earlier, later, found.before[:STRETCH]) else found


def repeat_of(earlier: str, later: Traced) -> Overlap | None:
    """Return what a cell repeats of the text before it, by what its document may repeat.

    A workbook has no page ends, at which a line is printed twice: there the evidence must be
    strong.
    """
    found = overlap(earlier, later.text)
    if found is None or not any(run.origin.at.cell for run in later.runs()):
        return found
    exact = later.text[: found.length] == found.before
    return found if exact and STRONG <= found.length <= LINES else None


def repeated_line(earlier: Traced, later: Traced) -> Overlap | None:
    """Return the few characters of a name that two pages both print of a line cut in two.

    They are a whole line on one of the pages at least, or a name merely says a word twice.
    """
    for length in range(min(len(earlier), len(later)), SHORTEST - 1, -1):
        if earlier.text.endswith(later.text[:length]):
            lines = {_line(earlier, -1), _line(later, 0)}
            return Overlap(length, later.text[:length]) if {length, 0} & lines else None
    return None


def _line(text: Traced, at: int) -> int:
    """Return the length of the first or last line of a text; 0 where no lines are known."""
    runs = list(text.runs())
    if not runs or not runs[at].origin.at.box:
        return 0
    return sum(run.length for run in runs if run.origin is runs[at].origin)


def _says_again(earlier: str, later: str, words: str) -> bool:
    """Whether words stand at the seam and elsewhere, too: the text repeats them by design."""
    if 2 * _exact(words[1:], words) >= len(words):
        return True
    return earlier.find(words) != earlier.rfind(words) or later.find(words, 1) >= 0


def _exact(tail: str, head: str) -> int:
    """Return the length of the longest end of `tail` that is a beginning of `head`.

    The border of `head + tail` by the prefix function of Knuth, Morris and Pratt: linear.
    """
    text = f"{head}\x00{tail}"
    border = [0] * len(text)
    for index in range(1, len(text)):
        length = border[index - 1]
        while length and text[index] != text[length]:
            length = border[length - 1]
        border[index] = length + (text[index] == text[length])
    return border[-1]


def _alike(tail: str, head: str) -> Overlap | None:
    for start in range(min(PROBES, max(len(head) - PROBE, 0))):
        for at in _from_the_right(tail, head[start : start + PROBE]):
            before = tail[max(at - start, 0) :]
            length = _matching_length(before, head) if len(before) >= 2 * EXACT else 0
            if length and _same(before, head[:length]):
                return Overlap(length, before)
    return None


def _same(before: str, again: str) -> bool:
    """Whether two wordings are one printed twice, and no neighbours that are worded alike."""
    if any(told.findall(before) != told.findall(again) for told in (_FORM, _FIGURES)):
        return False
    return _likeness().normalized_similarity(before, again) >= ALIKE


class _Likeness(Protocol):
    @staticmethod
    def normalized_similarity(one: str, other: str, /) -> float: ...


@cache
def _likeness() -> _Likeness:
    """Return what compares two texts; most documents print nothing twice, and never load it."""
    return cast("_Likeness", import_module("rapidfuzz.distance.Levenshtein"))


def _from_the_right(text: str, words: str) -> Iterator[int]:
    """Yield where words stand in a text, the last place first, as often as is worth trying."""
    at = len(text)
    for _ in range(PROBES):
        at = text.rfind(words, 0, at + len(words) - 1)
        if at < 0:
            return
        yield at


def _matching_length(before: str, head: str) -> int:
    """Return how far `head` reaches to say what `before` says: where its last words stand."""
    for size in (PROBE, PROBE - 2):
        near = head.find(before[-size:], max(len(before) - 2 * EXACT, 0), len(before) + 2 * EXACT)
        if near >= 0:
            return near + size
    return 0
