"""Rules that print or copier broke, put whole again.

A rule of a table ends at another rule. One that ends amid white, near one that it would meet or
near a piece of itself, was broken there; left so, the gap makes one cell of two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.reading.containers.scan.engine import Box
    from jiheng.reading.containers.scan.paper import Mask

_REACH = 2.0  # widest gap that is mended, in heights of text
_FAR = 4.0  # and where pieces of the rule lie in it
_DASHED = 0.3  # the least share of the gap that these take
_TOUCH = 0.3  # how near a rule comes to the one that it ends at, in heights of text
_ALIKE = 0.15  # how far pieces of one rule lie apart sideways, in heights of text
_EDGE = 0.25  # outer share of a box of text through which a rule may go
_SURE = 0.8  # a shorter piece may be anything, in heights of text
_FRINGE = 2  # dots beside a rule that are neither ink of it nor white
_ROUNDS = 2  # what is mended in the first may meet what is mended in the second


class Line(NamedTuple):
    """A ruling line in dots: where it lies, from where to where it goes, how thick it is."""

    at: float
    start: float
    stop: float
    thick: float


def mended(
    kept: tuple[Sequence[Line], Sequence[Line]],
    seen: tuple[Sequence[Line], Sequence[Line]],
    boxes: Sequence[Box],
    ink: Mask,
    height: float,
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return the rules of a page with the gaps in them closed.

    Args:
        kept: Level and upright rules.
        seen: The same and short pieces, which may be of a rule or of a character.
        boxes: Where text was detected: no rule goes through its characters.
        ink: What is dark on the page.
        height: Of text, in dots.
    """
    texts = (
        [_Span((box.top, box.bottom), (box.left, box.right)) for box in boxes],
        [_Span((box.left, box.right), (box.top, box.bottom)) for box in boxes],
    )
    level, upright = kept
    for _ in range(_ROUNDS):
        level, upright = (
            _Mending(upright, seen[0], texts[0], ink, height).whole(level),
            _Mending(level, seen[1], texts[1], ink.T, height).whole(upright),
        )
    return tuple(level), tuple(upright)


class _Span(NamedTuple):
    """A box of text: how far it goes across the rules of one direction, and along them."""

    across: tuple[float, float]
    along: tuple[float, float]


class _Mending(NamedTuple):
    """Mends the rules of one direction.

    Attributes:
        others: Rules of the other direction.
        pieces: All that may be a piece of a rule of this direction.
    """

    others: Sequence[Line]
    pieces: Sequence[Line]
    texts: Sequence[_Span]
    ink: Mask
    height: float

    def whole(self, lines: Sequence[Line]) -> list[Line]:
        """Return rules with their broken ends drawn out, pieces of one rule as one."""
        found: list[Line] = []
        for line in sorted((*lines, *self._resumed(lines)), key=lambda each: each.start):
            if any(_holds(other, line, self._aside) for other in found):
                continue
            found.append(self._drawn_out(self._drawn_out(line, lines, 1), lines, -1))
        return [
            line
            for n, line in enumerate(found)
            if not any(_holds(other, line, self._aside) for other in found[n + 1 :])
        ]

    def _resumed(self, lines: Sequence[Line]) -> Iterator[Line]:
        """Yield what goes on beyond another rule where a rule ends, but for a gap before that.

        It begins at a rule and ends amid white; no stroke of a character does.
        """
        for piece in self.pieces:
            met = [self._meets(piece, end) for end in (piece.start, piece.stop)]
            short = piece.stop - piece.start < _SURE * self.height
            if short or met[0] == met[1] or any(_holds(each, piece, self._aside) for each in lines):
                continue
            way, end = (1, piece.stop) if met[0] else (-1, piece.start)
            goal = self._next(piece, end, way)
            if goal is None or self._is_text(piece, *sorted((end, goal))):
                continue
            if any(self._follows(line, piece, goal) for line in lines):
                yield piece._replace(**{"stop" if way > 0 else "start": goal})

    def _next(self, line: Line, end: float, way: int) -> float | None:
        """Return where the next rule would be met."""
        near = _TOUCH * self.height
        passed = (
            other.at
            for other in self.others
            if other.start - near <= line.at <= other.stop + near
            and 0 < (other.at - end) * way <= _REACH * self.height
        )
        return min(passed, key=lambda at: at * way, default=None)

    def _follows(self, line: Line, piece: Line, goal: float) -> bool:
        """Whether a rule ends where a piece is to be drawn out to, as its other part."""
        near = _TOUCH * self.height + line.thick
        ends = min(abs(line.start - goal), abs(line.stop - goal)) <= near
        return ends and abs(line.at - piece.at) <= self._aside

    @property
    def _aside(self) -> float:
        return max(2.0, _ALIKE * self.height)

    def _drawn_out(self, line: Line, lines: Sequence[Line], way: int) -> Line:
        """Draw one end of a rule out, from gap to gap, to where it meets another rule."""
        while True:
            end = line.stop if way > 0 else line.start
            if self._meets(line, end):
                return line
            goal = min(self._goals(line, end, lines, way), key=lambda at: at * way, default=None)
            if goal is None or self._is_text(line, *sorted((end, goal))):
                return line
            line = line._replace(stop=goal) if way > 0 else line._replace(start=goal)
            line = self._with_piece(line, goal, lines, way)

    def _meets(self, line: Line, end: float) -> bool:
        near = _TOUCH * self.height
        return any(
            abs(other.at - end) <= near + other.thick / 2
            and other.start - near <= line.at <= other.stop + near
            for other in self.others
        )

    def _goals(self, line: Line, end: float, lines: Sequence[Line], way: int) -> Iterator[float]:
        """Yield where, near a broken end, the rule goes on or meets another."""
        reach = _REACH * self.height
        near = _TOUCH * self.height
        for other in self.others:
            passes = other.start - near <= line.at <= other.stop + near
            if passes and 0 < (other.at - end) * way <= reach:
                yield other.at
        for piece in (*lines, *self.pieces):
            begin = piece.start if way > 0 else piece.stop
            gap = (begin - end) * way
            if abs(piece.at - line.at) > self._aside or gap <= 0:
                continue
            if gap <= reach or (gap <= _FAR * self.height and self._is_dashed(line, end, begin)):
                yield begin

    def _is_dashed(self, line: Line, *ends: float) -> bool:
        """Whether pieces that are too short to be told from strokes lie in a gap."""
        start, stop = sorted(ends)
        at = round(line.at)
        along = self.ink[max(0, at - 1) : at + 2, int(start) : int(stop) + 1].any(axis=0)
        return bool(np.mean(along) >= _DASHED)

    def _with_piece(self, line: Line, goal: float, lines: Sequence[Line], way: int) -> Line:
        """Take in the longest piece that begins where the rule was drawn out to."""
        for piece in (*lines, *self.pieces):
            begin, end = (piece.start, piece.stop)[::way]
            if begin == goal and abs(piece.at - line.at) <= self._aside:
                if way > 0:
                    line = line._replace(stop=max(line.stop, end))
                else:
                    line = line._replace(start=min(line.start, end))
        return line

    def _is_text(self, line: Line, start: float, stop: float) -> bool:
        """Whether there is text where the rule is to be drawn out, on both sides of it.

        The texts of two cells beside each other may have been detected as one, over the gap.
        """
        at, beside = round(line.at), round(line.thick / 2) + _FRINGE
        along = slice(int(start), int(stop) + 1)
        above = self.ink[max(0, at - beside - 1) : max(0, at - beside + 1), along].any(axis=0)
        below = self.ink[at + beside : at + beside + 2, along].any(axis=0)
        if not (above & below).any():
            return False
        return any(
            across[0] < line.at - _EDGE * (across[1] - across[0])
            and line.at + _EDGE * (across[1] - across[0]) < across[1]
            and along[0] < stop
            and start < along[1]
            for across, along in self.texts
        )


def _holds(one: Line, other: Line, aside: float) -> bool:
    """Whether a rule is within another one that lies as it does."""
    return abs(one.at - other.at) <= aside and one.start <= other.start and other.stop <= one.stop
