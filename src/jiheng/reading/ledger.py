"""The account of every source character: recorded, separator, or reported unread.

The law that nothing is lost is proved here and not assumed: what no step has claimed is found by
`Ledger.unclaimed` and reported.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

from jiheng.model import Origin, Traced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RECORDED, SEPARATOR, UNREAD = 1, 2, 3
_SIGNS = tuple(bytes((kind,)) for kind in range(UNREAD + 1))

BLANK = r"\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
"""White space, controls and marks without width: what the law does not count as characters."""

_EMOJI = r"\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
JOINER = rf"(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])"
"""The mark without width that makes several pictographs one; it stays, as they would be others."""

_WORD = re.compile(f"[^{BLANK}]+")
_CLAIMED = re.compile(rb"[^\x00]")


class Claims:
    """Marks against the characters of one text, gathered before they are posted to a ledger."""

    def __init__(self, text: Traced) -> None:
        self.text = text
        self.marks = bytearray(len(text))

    def mark(self, start: int, end: int, kind: int) -> None:
        """Claim a stretch of the text."""
        self.marks[start:end] = _SIGNS[kind] * (end - start)

    def mark_part(self, part: Traced, kind: int) -> None:
        """Claim a part that was cut from the text."""
        start = part.offset - self.text.offset
        self.mark(start, start + len(part.text), kind)


class Ledger:
    """Marks against the characters of a sheet's origins, of which some may be hidden.

    By far the most origins are claimed as a whole; marks character by character are kept for those
    alone of which a part is claimed.
    """

    def __init__(
        self, origins: Iterable[Origin], unseen: Iterable[tuple[Origin, int, int]] = ()
    ) -> None:
        self._origins = tuple(origins)
        self._unseen: dict[int, list[tuple[int, int]]] = {}
        for origin, start, end in unseen:
            self._unseen.setdefault(id(origin), []).append((start, end))
        for pieces in self._unseen.values():
            pieces.sort()
        self._whole: dict[int, int] = {}
        self._marks: dict[int, bytearray] = {}

    def mark(self, traced: Traced, kind: int) -> None:
        """Claim the characters of a text as `RECORDED`, `SEPARATOR` or `UNREAD`."""
        source = traced.source
        if isinstance(source, Origin):  # by far the most
            width = len(traced.text)
            if width == len(source.raw):
                self._whole[id(source)] = kind
            else:
                self.mark_piece(source, traced.offset, traced.offset + width, kind)
            return
        for run in traced.runs():
            self.mark_piece(run.origin, run.offset, run.offset + run.width, kind)

    def mark_all(self, texts: Iterable[Traced], kind: int) -> None:
        """Claim the characters of several texts."""
        whole = self._whole
        for traced in texts:
            source = traced.source
            if isinstance(source, Origin) and len(traced.text) == len(source.raw):
                whole[id(source)] = kind
            else:
                self.mark(traced, kind)

    def release(self, traced: Traced) -> None:
        """Take back the claim on a text of which nothing has been made after all."""
        for run in traced.runs():
            self.mark_piece(run.origin, run.offset, run.offset + run.width, 0)

    def post(self, claims: Claims) -> None:
        """Take over the claims on a whole text at once."""
        at = 0
        for run in claims.text.runs():
            claimed = claims.marks[at : at + run.length]
            if run.width != run.length:
                claimed = bytearray((max(claimed),)) * run.width
            self._marks_of(run.origin)[run.offset : run.offset + run.width] = claimed
            at += run.length

    def mark_piece(self, origin: Origin, start: int, end: int, kind: int) -> None:
        """Claim a stretch of one origin."""
        self._marks_of(origin)[start:end] = _SIGNS[kind] * (end - start)

    def _marks_of(self, origin: Origin) -> bytearray:
        """Return the marks of an origin character by character, to be changed."""
        kind = self._whole.pop(id(origin), None)
        if kind is not None:
            self._marks[id(origin)] = bytearray(_SIGNS[kind] * len(origin.raw))
        elif id(origin) not in self._marks:
            self._marks[id(origin)] = bytearray(len(origin.raw))
        return self._marks[id(origin)]

    def is_unclaimed(self, traced: Traced) -> bool:
        """Return whether nobody has claimed the beginning of a text."""
        begins = traced.beginning()
        if begins is None or id(begins[0]) in self._whole:
            return False
        marks = self._marks.get(id(begins[0]))
        return marks is None or marks[begins[1]] == 0

    def is_unseen(self, traced: Traced) -> bool:
        """Return whether a text is hidden in its document."""
        if not self._unseen:
            return False
        begins = traced.beginning()
        pieces = self._unseen.get(id(begins[0])) if begins else None
        if begins is None or pieces is None:
            return False
        offset = begins[1]
        at = bisect_right(pieces, offset, key=itemgetter(0))
        return at > 0 and offset < pieces[at - 1][1]

    def unclaimed(self) -> Iterator[Traced]:
        """Yield each run of characters nobody claimed, blanks left out."""
        for origin in self._origins:
            if id(origin) in self._whole:
                continue
            marks = self._marks_of(origin)
            position = marks.find(0)
            while position >= 0:
                claimed = _CLAIMED.search(marks, position)
                stop = claimed.start() if claimed else len(marks)
                yield from _words(origin, position, stop)
                position = marks.find(0, stop)


def _words(origin: Origin, start: int, stop: int) -> Iterator[Traced]:
    found = list(_WORD.finditer(origin.raw, start, stop))
    if found:
        first, last = found[0].start(), found[-1].end()
        yield Traced.part_of(origin, first, last)
