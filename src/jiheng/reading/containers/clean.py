"""Cell text: markup taken out, entities decoded, white space removed, places kept."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from jiheng.model import Run, Traced
from jiheng.reading.containers.sheet import Piece
from jiheng.reading.ledger import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import Origin

# Only names of HTML count as tags: “<0次” is a value and must stay.
_TAG_NAMES = (
    "p|br|hr|div|span|b|i|u|s|a|em|strong|font|sub|sup|small|big|o:p|center|code|img|ul|ol|li|"
    "h[1-6]|html|head|body|meta|link|title|style|script|section|article|main|header|footer|"
    "table|caption|colgroup|col|thead|tbody|tfoot|tr|td|th|label|input|mark"
)
TAG = (
    rf"</?(?:{_TAG_NAMES})(?:\s[^<>]{{0,2000}})?/?>|<!--[^<>]{{0,2000}}-->|<!doctype[^<>]{{0,200}}>"
)

_TOKEN = re.compile(
    rf"(?P<tag>{TAG})"
    r"|(?P<entity>&(?:\#\d{1,7}|\#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});)"
    r"|(?P<escape>\\[!-/:-@\[-`{-~])"
    rf"|(?P<text>[^{BLANK}<&\\]+|[<&\\])"
    rf"|(?P<blank>[{BLANK}]+)",
    re.IGNORECASE,
)


def clean(
    origin: Origin, start: int, end: int, *, escapes: bool = False
) -> tuple[Traced, list[Piece]]:
    """Return the text between two offsets of an origin, and the markup that was taken out.

    White space goes, except one space between two Latin words. With `escapes`, a backslash before
    punctuation is markup, as in Markdown.
    """
    runs: list[Run] = []
    texts: list[str] = []
    markup: list[Piece] = []
    space: Run | None = None
    for match in _TOKEN.finditer(origin.raw, start, end):
        kind, at = match.lastgroup, match.start()
        token = match.group()
        if kind == "blank":
            space = Run(1, origin, at, 1)
            continue
        if kind == "tag":
            markup.append(Piece(origin, at, match.end()))
            continue
        if kind == "entity":
            token = html.unescape(token)
            if not token.strip():
                markup.append(Piece(origin, at, match.end()))
                continue
        elif kind == "escape":
            token = token[1:] if escapes else token
        if space and texts and token[0] in _LETTERS and texts[-1][-1] in _LETTERS:
            runs.append(space)
            texts.append(" ")
        space = None
        runs.append(Run(len(token), origin, at, match.end() - at))
        texts.append(token)
    return Traced.of("".join(texts), runs), markup


_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def pieces(origin: Origin, pattern: re.Pattern[str]) -> Iterator[Piece]:
    """Yield every match of a pattern in an origin as a piece of markup."""
    for match in pattern.finditer(origin.raw):
        yield Piece(origin, match.start(), match.end())
