"""Strokes of characters that look like a rule or lie in line with one that they touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.reading.containers.scan.engine import Box
    from jiheng.reading.containers.scan.mended import Line

    Lines = Sequence[Line]

_TOUCH = 0.3  # how near a rule comes to the one that it ends at, in heights of text
_LONGEST = 1.6  # a stroke of a character is no longer, in heights of text
_WITHIN = 0.15  # a stroke lies at least so far within the box of its text, in the same
_ONE = 1.8  # a box of one line of text is no higher
_COVERED = 0.6  # share of a stroke that lies in it


def trimmed(
    kept: tuple[Lines, Lines], boxes: Sequence[Box], height: float
) -> tuple[list[Line], list[Line]]:
    """Return the rules of a page without what reaches over the outermost rule into a text.

    What lies in a single line of text, and meets no rule, are strokes of its characters: the tops
    of a long row of noughts look like a rule where a picture is coarse.

    Args:
        kept: Level and upright rules.
        boxes: Where text was detected.
        height: Of text, in dots.
    """
    level, upright = kept
    across = [((box.top, box.bottom), (box.left, box.right)) for box in boxes]
    down = [((box.left, box.right), (box.top, box.bottom)) for box in boxes]
    return (
        [
            _trimmed(line, upright, across, height)
            for line in level
            if not _is_row_of_strokes(line, upright, across, height)
        ],
        [_trimmed(line, level, down, height) for line in upright],
    )


_Span = tuple[float, float]


def _trimmed(
    line: Line, others: Lines, texts: Sequence[tuple[_Span, _Span]], height: float
) -> Line:
    met = sorted(_met(line, others, height))
    if not met:
        return line
    if _is_stroke(line.at, (line.start, met[0]), texts, height):
        line = line._replace(start=met[0])
    if _is_stroke(line.at, (met[-1], line.stop), texts, height):
        line = line._replace(stop=met[-1])
    return line


def _is_row_of_strokes(
    line: Line, others: Lines, texts: Sequence[tuple[_Span, _Span]], height: float
) -> bool:
    little = _WITHIN * height
    return not list(_met(line, others, height)) and any(
        across[1] - across[0] <= _ONE * height
        and across[0] + little < line.at < across[1] - little
        and along[0] <= line.start
        and line.stop <= along[1]
        for across, along in texts
    )


def _met(line: Line, others: Lines, height: float) -> Iterator[float]:
    """Yield where a rule meets those of the other direction."""
    near = _TOUCH * height
    for other in others:
        along = line.start - near <= other.at <= line.stop + near
        if along and other.start - near <= line.at <= other.stop + near:
            yield other.at


def _is_stroke(
    at: float, piece: _Span, texts: Sequence[tuple[_Span, _Span]], height: float
) -> bool:
    """Tell whether a piece of a rule that ends amid white is a stroke of a text."""
    length = piece[1] - piece[0]
    if not _TOUCH * height < length <= _LONGEST * height:
        return False
    little = _WITHIN * height
    return any(
        across[0] + little < at < across[1] - little
        and min(along[1], piece[1]) - max(along[0], piece[0]) >= _COVERED * length
        for across, along in texts
    )
