"""Rules that are hardly darker than the paper: thin, grey, or paled by the copier.

One dot of such a rule may be grain as well; the mean of many beside each other is not. To be a
rule, a faint line has to end at other rules: creases and streaks go on beyond the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jiheng.reading.containers.scan.mended import Line
    from jiheng.reading.containers.scan.paper import Mask, Picture

    Lines = tuple[Sequence[Line], Sequence[Line]]
    """Level and upright ones."""

_ALONG = 0.8  # over such a length dots are taken together, in heights of text
_BESIDE = 0.2  # how far beside a rule the paper is looked at, in heights of text
_DARKER = 7  # by how much a rule is darker than the paper on both sides of it, of 255
_SAME = 0.3  # a line so near a rule is that rule, in heights of text
_KNOWN = 0.7  # if so much of it lies along that
_PAPER = 150  # what is darker beside a line is no paper, even where another rule crosses


def faint_dots(grey: Picture, height: float) -> Mask:
    """Return which dots may be of faint level rules."""
    along = np.asarray(cv2.blur(grey, (round(_ALONG * height) | 1, 1)), np.uint8)
    beside = max(3, round(_BESIDE * height))
    found = np.zeros_like(grey)
    paper = np.minimum(along[: -2 * beside], along[2 * beside :])
    darker = cv2.subtract(paper, along[beside:-beside])
    found[beside:-beside][(darker >= _DARKER) & (paper >= _PAPER)] = 255
    return found


def held(
    faint: Lines,
    kept: Lines,
    keeps: Sequence[Callable[[Line, Sequence[Line]], bool]],
    height: float,
) -> Lines:
    """Return the faint lines that end at rules, faint ones or others, at both ends.

    Args:
        faint: Lines that may be rules.
        kept: Rules.
        keeps: Whether a level line, or an upright one, ends at some of the other direction.
        height: Of text, in dots.
    """
    level, upright = (
        [line for line in lines if not _is_known(line, known, height)]
        for lines, known in zip(faint, kept, strict=True)
    )
    while True:
        left = [line for line in level if keeps[0](line, [*kept[1], *upright])]
        stay = [line for line in upright if keeps[1](line, [*kept[0], *left])]
        if len(left) == len(level) and len(stay) == len(upright):
            ends = [*kept[1], *stay], [*kept[0], *left]
            return (
                [_ended(line, ends[0], height) for line in left],
                [_ended(line, ends[1], height) for line in stay],
            )
        level, upright = left, stay


def _is_known(line: Line, rules: Sequence[Line], height: float) -> bool:
    """Whether a line is what lies along rules for the most part."""
    along = sum(
        max(0.0, min(line.stop, rule.stop) - max(line.start, rule.start))
        for rule in rules
        if abs(rule.at - line.at) <= _SAME * height
    )
    return along >= _KNOWN * (line.stop - line.start)


def _ended(line: Line, others: Sequence[Line], height: float) -> Line:
    """Let a line end where the rules lie at which it ends: the mean goes on a little."""
    near = _SAME * height
    met = [other.at for other in others if other.start - near <= line.at <= other.stop + near]
    ends = ([(abs(at - end), at) for at in met] for end in (line.start, line.stop))
    start, stop = (min(each)[1] for each in ends)
    return line._replace(start=start, stop=stop)
