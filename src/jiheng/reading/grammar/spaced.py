"""The text of a cell with the lines and blanks that its author typed, which cells leave out."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import Run, Traced

_BLANK = re.compile(r"\s")
_LINE_END = re.compile(r"[\n\r\v\f]|</?(?:br|p|div|li)\b", re.IGNORECASE)
_TAG = seldom(r"</?[a-z][^<>]*>|<!--[^<>]*-->|<!\[[^<>]*\]>", re.IGNORECASE)
_NESTED = seldom(
    r"（[^（）()]{1,120}[）)]|\([^（）()]{1,120}[）)]|《[^《》]{1,120}》|“[^“”]{1,120}”|「[^「」]{1,120}」"
)
_SHOWN = seldom(r"[（(](?:\d{1,3}|[一二三四五六七八九十]{1,3}|[\u4e00-\u9fff]{2,9}指标)[）)]")
_WORD = seldom(r"[^\u2e80-\uffff\s]+|\S")
"""What no writer breaks: a figure with its signs, or one Chinese character."""

MARGIN, _OF_FIGURES = 2.0, 1.5
"""Heights of a line that the margins of a cell may take at most, those of both sides together.

A column of figures is narrow, and so are its margins.
"""

_BLANK_WIDE, _TIMES = 0.4, 2
"""Widths of a digit that a blank takes at least, besides so many times the usual gap."""

HIDDEN = "\x00"


@dataclass(frozen=True, slots=True)
class Spaced:
    """A text as it was typed.

    Attributes:
        text: With line breaks and blanks.
        plain: The same with `HIDDEN` for all that stands in brackets and quotation marks.
        lines: Where a line of a page begins, which its author may have ended or not.
    """

    cell: Traced
    text: str
    plain: str
    offsets: tuple[int, ...]
    lines: frozenset[int]

    def cut(self, start: int, stop: int) -> Traced:
        """Return the part of the cell between two offsets of the text."""
        return self.cell.cut(self.offsets[start], self.offsets[stop])


def as_typed(cell: Traced) -> Spaced:
    """Return a cell with its lines and blanks; a page only shows where a line is full."""
    gaps: dict[int, str] = {}
    lines: list[int] = []
    at = 0
    for run, after in pairwise(cell.runs()):
        at += run.length
        gap = blank_between(run, after)
        if gap:
            gaps[at] = gap
        elif run.origin is not after.origin:
            lines.append(at + len(gaps))
    text, offsets = _with_gaps(cell.text, gaps)
    return Spaced(cell, text, _hidden(text), offsets, frozenset(lines))


def ends_line(run: Run, after: Run, margin: float = MARGIN) -> bool:
    """Return whether an author has ended a line between two stretches of a cell.

    On a page, one has where the next word would have had room in the rest of the line.

    Args:
        run: The one before.
        after: The one behind.
        margin: Heights of a line that the margins of its cell may take.
    """
    one, other = run.origin.at.box, after.origin.at.box
    if not (one and other):
        return breaks(run, after)
    return room_behind(run, after) > margin * (one[3] - one[1])


def breaks(run: Run, after: Run) -> bool:
    """Return whether a sign or a tag ends a line between two stretches of a cell."""
    return _LINE_END.search(run.between(after)) is not None


def blank_between(run: Run, after: Run) -> str:
    """Return the blank or the line end that an author has typed between two stretches of a cell.

    What was left out of it, as it is struck out, is none.
    """
    gap = run.between(after)
    if not gap:
        return ""
    if _LINE_END.search(gap):
        return "\n"
    return " " if _BLANK.search(html.unescape(_TAG.sub("", gap))) else ""


def break_between(run: Run, after: Run) -> str:
    """Return the blank or line end between two stretches of a figure, of a cell on a page too."""
    return "\n" if ends_line(run, after, _OF_FIGURES) else blank_between(run, after)


def blanks_in_figures(run: Run) -> Iterator[int]:
    """Yield where digits of one line of a page stand apart from those before them: 58.50 12.

    A blank is half as wide as a digit. Digits that are all set apart belong together.
    """
    edges, raw = run.origin.edges, run.origin.raw
    if not edges or run.origin.sure:
        return
    pairs = range(run.offset + 1, run.offset + run.width)
    gaps = {
        at: (edges[2 * at] - edges[2 * at - 1]) / max(edges[2 * at - 1] - edges[2 * at - 2], 0.1)
        for at in pairs
        if raw[at - 1].isdigit() and raw[at].isdigit()
    }
    usual = sorted(gaps.values())[len(gaps) // 2] if len(gaps) > 1 else 0.0
    for at, gap in gaps.items():
        if gap > _BLANK_WIDE + _TIMES * max(usual, 0.0):
            yield at - run.offset


def room_behind(run: Run, after: Run) -> float:
    """Return the points that a line of a page has left if the first word of the next one joins it.

    Less than 0 of a line that is full, and of what are no two lines of one cell.
    """
    one, other = run.origin.at, after.origin.at
    word = _WORD.match(after.origin.raw, after.offset)
    if not (one.box and other.box and word) or one.page != other.page:
        return -1.0
    if other.box[1] + other.box[3] <= 2 * one.box[3]:
        return -1.0
    edges = after.origin.edges
    return run.origin.room - edges[2 * word.end() - 1] + edges[2 * word.start()]


def _with_gaps(text: str, gaps: dict[int, str]) -> tuple[str, tuple[int, ...]]:
    signs: list[str] = []
    offsets: list[int] = []
    for at, sign in enumerate(text):
        if at in gaps:
            signs.append(gaps[at])
            offsets.append(at)
        signs.append(sign)
        offsets.append(at)
    return "".join(signs), (*offsets, len(text))


def _hidden(text: str) -> str:
    """Hide what stands in brackets, numbers of lists left out, from the innermost outwards."""
    while True:
        hidden = _NESTED.sub(_veil, text)
        if hidden == text:
            return text
        text = hidden


def _veil(match: re.Match[str]) -> str:
    words = match[0]
    if _SHOWN.fullmatch(words) or set(words[1:-1]) == {HIDDEN}:
        return words
    return words[0] + HIDDEN * (len(words) - 2) + words[-1]
