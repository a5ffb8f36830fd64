"""‰ that was taken for %, told by its shape, or for % and what looks like its last ring.

Small ‰ are read as % for certain, and tell a tenth of what they ask for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jiheng.reading.containers.scan.engine import recognise
from jiheng.reading.containers.scan.signs import enlarged
from jiheng.reading.containers.scan.strips import set_width
from jiheng.reading.containers.scan.votes import IN_DOUBT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.containers.scan.engine import Box
    from jiheng.reading.containers.scan.paper import Picture, Truth
    from jiheng.reading.containers.scan.strips import Letter, Strip

_JOINED = {"%0": "‰", "%o": "‰", "%O": "‰", "%%": "%"}
_SIGNS = frozenset("%％")
_RINGS = frozenset("0oOcC‰")
"""What the last ring of ‰ is taken for."""
_LEAST = 40  # of 255: ink is darker than paper by so much
_SHARE = 0.35  # and by so much of the darkest ink
_MOST = 98  # of a hundred: so many dots are lighter than the darkest ink
_REACH = 0.3  # how far from its middle the ink of a neighbour reaches, of what it takes up
_APART = 0.1  # how far apart parts of one sign may be, in heights of text
_RING = 0.7  # share of the height within which a ring lies
_LOWEST = 0.36  # and how much of it one takes at least; the ring of a full stop is smaller
_HIGH = 0.5  # least height of a sign, in heights of text
_WIDE = 1.03  # ‰ is so much wider than high; most % are narrower
_TOP = 0.3  # share of the height in which the bar ends
_LEANT = 0.63  # and how far from the left of ‰ at most; that of % ends near its right


def with_per_mille(strip: Strip, letters: Sequence[Letter], height: float) -> list[Letter]:
    """Return a line with each ‰ whole and as such, and % that was taken for two as one.

    Args:
        strip: The line.
        letters: Its characters.
        height: Of text, in dots.
    """
    whole: list[Letter] = []
    for n, letter in enumerate(letters):
        last = whole[-1] if whole else letter
        sign = _JOINED.get(last.text + letter.text) if last is not letter else None
        if sign:
            box = last.box._replace(right=letter.box.right)
            whole[-1] = last._replace(text=sign, box=box, confidence=_least(last, letter))
        else:
            is_sign = letter.text in _SIGNS
            whole.append(_looked_at(strip, letters, n, height) if is_sign else letter)
    return whole


def _least(*letters: Letter) -> float:
    return min(IN_DOUBT, *(letter.confidence for letter in letters))


def _looked_at(strip: Strip, letters: Sequence[Letter], n: int, height: float) -> Letter:
    """Return a per cent sign, or ‰ where its shape says so and a second look finds a ring behind %.

    A full stop that blur has joined to % has the shape of a ring, too: then there is doubt.
    """
    letter = letters[n]
    room = _room_of(strip, letters, n, height)
    if room is None:
        return letter
    part = strip.cut(room)
    ink = _inked(part)
    columns = _hanging_together(ink, _middle(letter) - int(room.left), _APART * height)
    if not _is_per_mille(ink[:, columns], height):
        return letter
    (seen,) = recognise([enlarged(part[:, columns], height)])
    is_ring = bool(seen) and seen[-1].text in _RINGS
    return letter._replace(text="‰" if is_ring else letter.text, confidence=_least(letter))


def _is_per_mille(ink: Truth, height: float) -> bool:
    """Whether ink is that of ‰: two rings behind a bar that ends in the middle."""
    rows = np.flatnonzero(ink.any(axis=1))
    high, wide = int(np.ptp(rows)) + 1 if rows.size else 0, ink.shape[1]
    if high < _HIGH * height or wide < _WIDE * high:
        return False
    above = ink[rows[0] : rows[0] + max(1, round(_TOP * high))]
    return bool(np.flatnonzero(above.any(axis=0))[-1] < _LEANT * wide)


def _room_of(strip: Strip, letters: Sequence[Letter], n: int, height: float) -> Box | None:
    """Return the part of a line that the neighbours of a character leave to it, if any."""
    line = next(box for box in strip.boxes if box.top == letters[n].box.top)
    left, right = line.left, line.right
    beside = [each for each in letters[max(0, n - 1) : n + 2] if each.box.top == line.top]
    for each in beside:
        reach = _REACH * set_width(each.text) * height
        if _middle(each) < _middle(letters[n]):
            left = max(left, _middle(each) + reach)
        elif _middle(each) > _middle(letters[n]):
            right = min(right, _middle(each) - reach)
    return line._replace(left=left, right=right) if right - left >= 1 else None


def _middle(letter: Letter) -> float:
    return (letter.box.left + letter.box.right) / 2


def _inked(part: Picture) -> Truth:
    dark = 255 - part.astype(np.int16)
    return np.asarray(dark > max(_LEAST, _SHARE * float(np.percentile(dark, _MOST))), np.bool_)


def _hanging_together(ink: Truth, middle: float, apart: float) -> slice:
    """Return the columns inked about one, with a ring on the left above and on the right below."""
    filled = np.flatnonzero(ink.any(axis=0))
    if not filled.size:
        return slice(0, 0)
    pieces = np.split(filled, np.flatnonzero(np.diff(filled) > 1) + 1)
    spans = [(int(piece[0]), int(piece[-1]) + 1) for piece in pieces]
    first = last = min(range(len(spans)), key=lambda n: abs(sum(spans[n]) - 2 * middle))
    top, bottom = _ends(ink, spans[first])
    ring, least = (share * (bottom - top) for share in (_RING, _LOWEST))
    while first and spans[first][0] - spans[first - 1][1] <= apart:
        if _ends(ink, spans[first - 1])[1] > top + ring:
            break
        first -= 1
    while last + 1 < len(spans) and spans[last + 1][0] - spans[last][1] <= apart:
        if not bottom - ring <= _ends(ink, spans[last + 1])[0] <= bottom - least:
            break
        last += 1
    return slice(spans[first][0], spans[last][1])


def _ends(ink: Truth, span: tuple[int, int]) -> tuple[int, int]:
    """Return where what is inked in some columns begins and ends."""
    rows = np.flatnonzero(ink[:, span[0] : span[1]].any(axis=1))
    return int(rows[0]), int(rows[-1]) + 1
