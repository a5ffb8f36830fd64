"""Rules that are hardly darker than the paper, or broken all along: thin, grey, paled by a copier.

One dot of such a rule may be grain as well; the mean of many beside each other is not. To be a
rule, a faint line has to end at other rules: creases and streaks go on beyond the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.reading.containers.scan.engine import Box
    from jiheng.reading.containers.scan.mended import Line
    from jiheng.reading.containers.scan.paper import Mask, Picture

    Lines = tuple[Sequence[Line], Sequence[Line]]
    """Level and upright ones."""

_ALONG = 2.5  # over such a length dots are taken together, in heights of text
_NEAR = 0.8  # and over such a one to tell where a line ends
_SEEN = 0.3  # share of a line that is seen so
_GAP = 2.0  # widest gap in such a line, in heights of text
_BESIDE = 0.2  # how far beside a rule the paper is looked at, in heights of text
_DARKER = 7  # by how much a rule is darker than the paper on both sides of it, of 255
_PAPER = 150  # what is darker beside a line is no paper, even where another rule crosses
_TEXT = 0.7  # a box of text is no lower; detection takes dashes for text, too
_EDGE = 0.15  # outer part of such a box through which a rule may go, in heights of text
_FREE = 0.3  # share of a rule at least that goes along no text
_SAME = 0.3  # a line so near a rule is that rule, in heights of text
_KNOWN = 0.95  # if so much of it lies along such rules
_ENDS = 1.5  # how near a rule comes to the one that it ends at, in heights of text


class Faint:
    """What may be faint level rules of a page, or upright ones if it is laid on its side.

    Args:
        grey: The page.
        texts: Where text was detected.
        height: Of text, in dots.

    Attributes:
        dots: Of lines, which go on a little over their ends.
    """

    def __init__(self, grey: Picture, texts: Sequence[Box], height: float) -> None:
        close = np.ones((1, round(_GAP * height)), np.uint8)
        dots = _dots(grey, _ALONG, height)
        self.dots = np.asarray(cv2.morphologyEx(dots, cv2.MORPH_CLOSE, close), np.uint8)
        self._near = _dots(grey, _NEAR, height)
        self._edge = _EDGE * height
        self._texts = [box for box in texts if min(box.width, box.height) >= _TEXT * height]
        for box in self._texts:
            _clear(self.dots, box, self._edge, 0.0)
            _clear(self._near, box, self._edge, _NEAR * height)

    def ended(self, lines: Sequence[Line]) -> Iterator[Line]:
        """Yield lines from where to where they are seen near by, but those of text."""
        for line in lines:
            if self._is_of_text(line):
                continue
            at, first = round(line.at), int(line.start)
            seen = self._near[max(0, at - 1) : at + 2, first : int(line.stop)].any(axis=0)
            there = np.flatnonzero(seen)
            if there.size >= _SEEN * seen.size:
                yield line._replace(start=float(first + there[0]), stop=float(first + there[-1]))

    def _is_of_text(self, line: Line) -> bool:
        """Whether a line goes along text nearly everywhere: strokes in a row look like a rule."""
        free = np.ones(int(line.stop - line.start), np.bool_)
        for box in self._texts:
            if self._is_beside(box, line.at):
                free[max(0, int(box.left - line.start)) : max(0, int(box.right - line.start))] = 0
        return bool(np.mean(free) < _FREE)

    def _is_beside(self, box: Box, at: float) -> bool:
        return box.top - self._edge <= at <= box.bottom + self._edge


def _clear(dots: Mask, box: Box, edge: float, beside: float) -> None:
    """Take out what a text is made of, but for its outermost rows: rules may lie there."""
    down = slice(int(max(0, box.top + edge)), int(max(0, box.bottom - edge)))
    dots[down, int(max(0, box.left - beside)) : int(max(0, box.right + beside))] = 0


def _dots(grey: Picture, length: float, height: float) -> Mask:
    """Return which dots are darker than those above and below, as the mean of those beside them."""
    along = np.asarray(cv2.blur(grey, (round(length * height) | 1, 1)), np.uint8)
    beside = max(3, round(_BESIDE * height))
    found = np.zeros_like(grey)
    paper = np.minimum(along[: -2 * beside], along[2 * beside :])
    darker = cv2.subtract(paper, along[beside:-beside])
    found[beside:-beside][(darker >= _DARKER) & (paper >= _PAPER)] = 255
    return found


def with_faint(kept: Lines, faint: Lines, height: float) -> Lines:
    """Return rules and the faint lines that end at rules, faint ones or others, at both ends.

    A faint line takes the place of the pieces of it that were found without it.

    Args:
        kept: Rules.
        faint: Lines that may be rules.
        height: Of text, in dots.
    """
    level, upright = (
        [line for line in lines if not _is_known(line, known, height)]
        for lines, known in zip(faint, kept, strict=True)
    )
    while True:
        across = [_between(line, [*kept[1], *upright], height) for line in level]
        down = [_between(line, [*kept[0], *level], height) for line in upright]
        left, stay = [line for line in across if line], [line for line in down if line]
        if len(left) == len(level) and len(stay) == len(upright):
            return _together(kept[0], left, height), _together(kept[1], stay, height)
        level = [line for line, ends in zip(level, across, strict=True) if ends]
        upright = [line for line, ends in zip(upright, down, strict=True) if ends]


def _together(kept: Sequence[Line], faint: Sequence[Line], height: float) -> list[Line]:
    near = _ENDS * height
    pieces = {
        piece
        for line in faint
        for piece in _along(line, kept, height)
        if line.start - near <= piece.start and piece.stop <= line.stop + near
    }
    return [*(line for line in kept if line not in pieces), *faint]


def _is_known(line: Line, rules: Sequence[Line], height: float) -> bool:
    """Whether a line is nothing but what lies along rules."""
    along = sum(
        max(0.0, min(line.stop, rule.stop) - max(line.start, rule.start))
        for rule in _along(line, rules, height)
    )
    return along >= _KNOWN * (line.stop - line.start)


def _along(line: Line, rules: Sequence[Line], height: float) -> list[Line]:
    return [rule for rule in rules if abs(rule.at - line.at) <= _SAME * height]


def _between(line: Line, others: Sequence[Line], height: float) -> Line | None:
    """Return a line that goes from rule to rule; None where it ends at none."""
    near = _ENDS * height
    met = [other.at for other in others if other.start - near <= line.at <= other.stop + near]
    nearest = [
        min(((abs(at - end), at) for at in met), default=(np.inf, 0.0))
        for end in (line.start, line.stop)
    ]
    if max(nearest)[0] > near or nearest[0][1] == nearest[1][1]:
        return None
    return line._replace(start=nearest[0][1], stop=nearest[1][1])
