"""Raised, lowered and struck-out characters: what they say, and what they no longer say.

A container that gathers plain strings marks what is struck out by two controls, which stand in no
text; they are taken off before anything counts characters.
"""

from __future__ import annotations

import re
from enum import Enum
from html import unescape
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.patterns import seldom
from jiheng.language.wording import excerpt
from jiheng.model import Problem, ProblemSeverity, Traced
from jiheng.reading.containers.cells.cell import without_blanks
from jiheng.reading.containers.cells.sign_fonts import as_in_font
from jiheng.reading.ledger import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.model import Origin
    from jiheng.reading.containers.cells.sheet import Piece

_BEGINS, _ENDS = "\x02", "\x03"
_STRUCK = re.compile(f"{_BEGINS}([^{_BEGINS}{_ENDS}]*){_ENDS}")
_TAG = re.compile("<[^<>]*>")
_NO_MARKS = str.maketrans("", "", _BEGINS + _ENDS)
_PLAIN = "0123456789+-−=()"
_RAISED = str.maketrans(_PLAIN, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_LOWERED = str.maketrans(_PLAIN, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_ALL_BLANK = seldom(f"[{BLANK}]*")
_NOTE_MARKS = seldom(
    rf"[{BLANK}]*(?:(?:[①-⑳*＊]|[\[［〔]\d{{1,2}}[\]］〕]|注\d{{0,2}})[{BLANK},，、]*)+"
)


Stretches = tuple[tuple[int, int], ...]
"""First and one past the last character of each stretch of a text."""


class Effect(Enum):
    """How characters are set."""

    RAISED = 1
    LOWERED = 2
    STRUCK = 3
    SYMBOL = 4
    WINGDINGS = 5


_FONTS = {Effect.SYMBOL: "symbol", Effect.WINGDINGS: "wingdings"}
"""Fonts whose characters are signs."""


def lettered(text: str, effect: Effect) -> str:
    """Return what a text says that is set so: 4 raised is ⁴; what is struck out is marked.

    ³ in the font Symbol is ≥. The mark of a note is no content either, and marked alike.
    """
    if effect is Effect.STRUCK or (effect is Effect.RAISED and is_note_mark(text)):
        bare = text.translate(_NO_MARKS)
        return text if _ALL_BLANK.fullmatch(bare) else f"{_BEGINS}{bare}{_ENDS}"
    if effect in _FONTS:
        return as_in_font(text, _FONTS[effect])
    return text.translate(_RAISED if effect is Effect.RAISED else _LOWERED)


def is_note_mark(text: str) -> bool:
    """Return whether a text, where it is raised, refers to notes: ①, [1], *."""
    return _NOTE_MARKS.fullmatch(text) is not None


def unmarked(text: str) -> str:
    """Return a text of which no character can be taken for a mark."""
    return text.translate(_NO_MARKS)


def says_something(text: str) -> bool:
    """Return whether anything is left of a text without what is struck out."""
    shown = _STRUCK.sub("", text) if _BEGINS in text else text
    return bool(shown) and not shown.isspace()


def parted(text: str) -> tuple[str, Stretches]:
    """Return a text without marks, and where in it something is struck out, neighbours as one."""
    if _BEGINS not in text:
        return text, ()
    found: list[tuple[int, int]] = []
    said: list[str] = []
    at = length = 0
    for match in _STRUCK.finditer(text):
        before = unmarked(text[at : match.start()])
        start = length + len(before)
        length = start + len(match[1])
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], length)
        else:
            found.append((start, length))
        said += (before, match[1])
        at = match.end()
    return "".join((*said, unmarked(text[at:]))), tuple(found)


def left_of(
    origin: Origin,
    struck: Stretches,
    start: int = 0,
    stop: int | None = None,
) -> Traced:
    """Return what a stretch of a cell says without blanks and what is struck out."""
    if not struck:
        return without_blanks(origin, start, stop)
    end = len(origin.raw) if stop is None else stop
    parts, at = [], start
    for first, last in struck:
        if first < end and last > at:
            parts.append(without_blanks(origin, at, max(first, at)))
            at = min(last, end)
    return Traced.join((*parts, without_blanks(origin, at, end)))


def struck_out(piece: Piece) -> Problem:
    """Return the word on a stretch that is struck out, or the mark of a note, and was not read."""
    text = Traced.part_of(piece.origin, piece.start, piece.end)
    words = excerpt(text.text)
    if is_note_mark(unescape(_TAG.sub("", text.text))):
        return Problem(
            code="note-mark",
            message=Bilingual(
                f"“{words}”是右上角的注号，未作为内容读入。",
                f"“{words}” is the raised mark of a note and was not read.",
            ),
            severity=ProblemSeverity.NOTE,
            span=text.span(),
            excerpt=text.text,
        )
    return Problem(
        code="struck-out",
        message=Bilingual(
            f"“{words}”已用删除线划去，未作为内容读入。",
            f"“{words}” is struck out and was not read.",
        ),
        severity=ProblemSeverity.WARNING,
        span=text.span(),
        excerpt=text.text,
    )


def never_shown(texts: Sequence[str]) -> Iterator[Problem]:
    """Yield the word on texts of a document that no page shows and that were not read."""
    said = [text for text in texts if text.strip()]
    if not said:
        return
    words = excerpt(said[0].strip())
    yield Problem(
        code="hidden-text",
        message=Bilingual(
            f"文档里有隐藏文字（共 {len(said)} 处，自“{words}”起），页面上不显示，未作为内容读入。",
            f"the document holds hidden text ({len(said)} places, from “{words}” on), which no page"
            " shows; it was not read.",
        ),
        severity=ProblemSeverity.WARNING,
        span=(),
        excerpt=said[0].strip(),
    )
