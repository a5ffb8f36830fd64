"""The lines of a text file: what offsets are counted in. Those of HTML go on in the next one."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from jiheng.model import Origin, Place
from jiheng.reading.containers.texts.clean import TAG

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_COUNTED = re.compile(r"\r\n|[\n\r]")
_COUNTED_ENDS = frozenset(("\r\n", "\n", "\r"))
_MARKUP = re.compile(r"<(?:html|body|table|td|div|p)\b", re.IGNORECASE)
_TAG = re.compile(TAG, re.IGNORECASE)
_TAB_OR_TAG = re.compile(rf"\t|{TAG}", re.IGNORECASE)


class HtmlLine(Origin, frozen=True, eq=False, gc=False):
    """A line of HTML, of which tags alone end what is said; one cut within a tag is not ended.

    Attributes:
        starts: Where further lines of the file begin in it.
    """

    starts: tuple[int, ...] = ()

    def place(self, offset: int, width: int) -> Place:
        """Return the place of a stretch of it, in the line of the file where it begins."""
        further = bisect_right(self.starts, offset)
        if not further:
            return Origin.place(self, offset, width)
        start = offset - self.starts[further - 1]
        return Place(line=(self.at.line or 0) + further, start=start, end=start + width)

    def between(self, end: int, other: Origin, start: int) -> str:
        """Return what stands between two stretches; whole lines between them hold tags.

        The end of a line is a blank in it, as a page shows it.
        """
        following = (self.at.line or 0) + len(self.starts) + 1
        if self is other:
            between = self.raw[end:start]
        elif other.at.line in {following - 1, following}:
            between = f"{self.raw[end:]} {other.raw[:start]}"
        else:
            between = "<p>"
        return _LINE_END.sub(" ", between)


def lines_of(text: str) -> Iterator[Origin]:
    """Yield the lines of a file, the last one even if it is empty."""
    is_html = _MARKUP.search(text) is not None
    start, number, column = 0, 1, 0
    for end, following in _ends(text, is_html=is_html):
        raw, at = text[start:end], Place(line=number, start=column, end=column)
        # Only what editors count as a line moves the number, so that places can be looked up.
        starts = tuple(match.end() for match in _COUNTED.finditer(raw)) if is_html else ()
        yield HtmlLine(raw, at, starts=starts) if is_html else Origin(raw, at)
        number += len(starts)
        if text[end:following] in _COUNTED_ENDS:
            number, column = number + 1, 0
        else:
            column = following - start - starts[-1] if starts else column + following - start
        start = following


def tab_in(raw: str, start: int, end: int) -> int:
    """Return where the next tab stands in a stretch of a line; -1 without one but within tags."""
    if raw.find("\t", start, end) < 0:
        return -1
    found = (match for match in _TAB_OR_TAG.finditer(raw, start, end) if match.group() == "\t")
    return next((match.start() for match in found), -1)


def _ends(text: str, *, is_html: bool) -> Iterator[tuple[int, int]]:
    """Yield where lines end and the next ones begin; none does within a tag of HTML."""
    start = 0
    for match in _LINE_END.finditer(text):
        if not (is_html and _is_in_tag(text, start, match.start())):
            yield match.span()
            start = match.end()
    yield len(text), len(text)


def _is_in_tag(text: str, start: int, end: int) -> bool:
    """Whether a line ends within a tag, which goes on in the next one."""
    opening = text.rfind("<", start, end)
    if opening < 0 or text.find(">", opening, end) >= 0:
        return False
    tag = _TAG.match(text, opening)
    return tag is not None and tag.end() > end
