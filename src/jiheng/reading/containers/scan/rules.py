"""Finds the ruling lines of a page that stands straight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from jiheng.reading.containers.scan.cut_sides import cut_sides
from jiheng.reading.containers.scan.engine import Box
from jiheng.reading.containers.scan.faint import Faint, with_faint
from jiheng.reading.containers.scan.mended import Line, mended
from jiheng.reading.containers.scan.overhangs import trimmed
from jiheng.reading.containers.scan.streaks import without_streaks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.containers.scan.paper import Mask, Picture

    Lines = tuple[Sequence[Line], Sequence[Line]]
    """Level and upright ones."""

_DARK = 190
_FAINT = 225  # as dark as this are grey rules
_MORE = 1.3  # so much longer are upright rules with the grey ones where those part the page
_TWICE = 2.0  # so much longer are all rules with the grey ones where those part the page
_LEAST = 1.1  # shortest rule at all, in heights of text; strokes of characters are shorter
_ALONE = 4.0  # from here on a rule needs no others to lean on, in heights of text
_THICKEST = 0.45  # of the height of text
_SURE = 2.2  # from here on a piece is none of a character and may go on, in heights of text
_GAP = 0.6  # widest gap in a rule that is closed, in heights of text
_TOUCH = 0.15  # how near a short rule comes to those it ends at, in heights of text
_OVER = 0.35  # how far it goes over one of them at most, in heights of text
_WHITE = 1  # so many white dots may part a short rule from those it ends at
_TEXT_POINTS = (4.0, 40.0)  # heights of what may be a character
_USUAL_TEXT = 9.0
_LEVEL = 80  # of a hundred: so many parts of characters are lower than a whole one
_WIDE = 2.0  # a box so much wider than high holds a line of text
_RULED = 0.8  # share of ink in a row of dots that is no text
_FILLED = 0.12  # least share of ink in a row of dots of text, of the row that has most
_PLAIN = 14.0  # a line that is longer is no row of strokes for certain, in heights of text
_CROSSED = 0.15  # a row of strokes is crossed over so much of its length by others
_FRINGE = 2.5  # dots beside a rule that its blur makes darker
_BESIDE = 2  # dots above and below a rule that are light where nothing touches it
_LIGHT = 200  # of 255
_STRETCH = 10.0  # over such a length a rule looks alike, in heights of text


@dataclass(frozen=True, slots=True)
class Ruling:
    """The ruling lines of a page, in dots, and how high its text is."""

    horizontals: tuple[Line, ...]
    verticals: tuple[Line, ...]
    text_height: float


def ruling(grey: Picture, scale: float, boxes: Sequence[Box] = ()) -> Ruling:
    """Find the ruling lines of a page.

    Args:
        grey: Clean and straight.
        scale: Dots a point.
        boxes: Where text was detected, which tells how high it is.
    """
    ink = _darker(grey, _DARK)
    height = _line_height(ink, boxes) or text_height(ink, scale)
    faint = _faint(grey, boxes, height)
    dark, pale = (_Inked.of(each, height) for each in (ink, _darker(grey, _FAINT)))
    return _ruling(pale if _is_grey(dark, pale, height) else dark, faint, height, boxes)


class _Inked(NamedTuple):
    """What is ink, and the level and upright lines in it."""

    ink: Mask
    across: list[Line]
    down: list[Line]

    @classmethod
    def of(cls, ink: Mask, height: float) -> _Inked:
        """Find the lines of a page."""
        thin = _without_areas(ink, height)
        return cls(thin, _lines(thin, height), _lines(np.ascontiguousarray(thin.T), height))


def _is_grey(dark: _Inked, pale: _Inked, height: float) -> bool:
    """Whether grey rules part the page; in light so faint rows of text look like level ones."""
    across, down = (
        [sum(line.stop - line.start for line in _long(lines, height)) for lines in both]
        for both in zip(dark[1:], pale[1:], strict=True)
    )
    return down[1] > _MORE * down[0] or across[1] + down[1] > _TWICE * (across[0] + down[0])


def _darker(grey: Picture, most: int) -> Mask:
    return np.asarray(cv2.threshold(grey, most, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)


def _faint(grey: Picture, boxes: Sequence[Box], height: float) -> Lines:
    """Return long lines that may be rules, however faint; none unless it is known what is text."""
    if not boxes:
        return (), ()
    lying = [Box(box.top, box.left, box.bottom, box.right) for box in boxes]
    ways = Faint(grey, boxes, height), Faint(np.ascontiguousarray(grey.T), lying, height)
    level, upright = (list(way.ended(_long(_lines(way.dots, height), height))) for way in ways)
    return _long(level, height), _long(upright, height)


def _ruling(found: _Inked, faint: Lines, height: float, boxes: Sequence[Box]) -> Ruling:
    ink, across, down = found
    own = (_Held(ink, height), _Held(ink.T, height))
    kept = _leaning(across, down, own, height)
    seen = without_streaks(with_faint(kept, faint, height), height)
    return Ruling(*mended(trimmed(seen, boxes, height), (across, down), boxes, ink, height), height)


def without_rules(grey: Picture, found: Ruling) -> Picture:
    """Take the ruling lines off, so that they are read as no characters."""
    bare = grey.copy()
    stretch = max(1, round(_STRETCH * found.text_height))
    for line in found.horizontals:
        _take_off(bare, line, stretch)
    for line in found.verticals:
        _take_off(bare.T, line, stretch)
    return bare


def text_height(ink: Mask, scale: float) -> float:
    """Return how high most characters are, in dots."""
    _, _, boxes, _ = cv2.connectedComponentsWithStats(ink)
    widths, heights = boxes[1:, cv2.CC_STAT_WIDTH], boxes[1:, cv2.CC_STAT_HEIGHT]
    lowest, highest = (points * scale for points in _TEXT_POINTS)
    likely = heights[(heights >= lowest) & (heights <= highest) & (widths <= 2 * heights)]
    return float(np.percentile(likely, _LEVEL)) if likely.size else _USUAL_TEXT * scale


def _line_height(ink: Mask, boxes: Sequence[Box]) -> float:
    """Return how high the text of most lines is, by how much of it there is; 0 without lines."""
    heights = [
        (_filled_rows(ink[int(max(0, box.top)) : int(box.bottom) + 1, _columns(box)]), box.width)
        for box in boxes
        if box.width >= _WIDE * box.height
    ]
    known = sorted(each for each in heights if each[0])
    if not known:
        return 0.0
    sums = np.cumsum([width for _, width in known])
    return float(known[int(np.searchsorted(sums, sums[-1] / 2))][0])


def _columns(box: Box) -> slice:
    return slice(int(max(0, box.left)), int(box.right) + 1)


def _filled_rows(ink: Mask) -> int:
    """Count the rows of dots that are text: neither white nor a rule."""
    shares = np.count_nonzero(ink, axis=1) / max(1, ink.shape[1])
    shares[shares > _RULED] = 0
    return int(np.count_nonzero(shares >= max(_FILLED * shares.max(initial=0), 1e-9)))


def _without_areas(ink: Mask, height: float) -> Mask:
    """Take out what is dark over an area: a shadow that meets rules would make one of them all."""
    side = np.ones((round(_THICKEST * height) + 3,) * 2, np.uint8)
    areas = cv2.morphologyEx(ink, cv2.MORPH_OPEN, side)
    return np.asarray(cv2.subtract(ink, areas), np.uint8)


def _lines(ink: Mask, height: float) -> list[Line]:
    """Find level lines: what is dark over a length that no character has."""
    least = max(8, round(_LEAST * height))
    # A line that is a hair askew goes down a step of one dot here and there.
    thicker = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    opened = cv2.morphologyEx(thicker, cv2.MORPH_OPEN, np.ones((1, least), np.uint8))
    _, _, boxes, centres = cv2.connectedComponentsWithStats(opened)
    pieces = [
        Line(at, float(left), float(left + width), max(1.0, area / width - 2))
        for (left, _, width, _, area), (_, at) in zip(
            boxes[1:].tolist(), centres[1:].tolist(), strict=True
        )
        if area / width - 2 <= _THICKEST * height
    ]
    return [line for line in _joined(pieces, height) if not _is_crossed(line, ink, height)]


def _joined(pieces: list[Line], height: float) -> list[Line]:
    """Put pieces together that go on in one another; strokes of text in a row are none."""
    joined: list[Line] = []
    short = [line for line in pieces if line.stop - line.start < _SURE * height]
    sure = [line for line in pieces if line.stop - line.start >= _SURE * height]
    for piece in sorted(sure, key=lambda line: line.start):
        near = (
            n
            for n, line in enumerate(joined)
            if abs(line.at - piece.at) <= max(2.0, 0.15 * height)
            and piece.start - line.stop <= _GAP * height
        )
        found = next(near, None)
        if found is None:
            joined.append(piece)
        else:
            joined[found] = _together(joined[found], piece)
    return joined + short


def _is_crossed(line: Line, ink: Mask, height: float) -> bool:
    """Tell level strokes of a row of characters from a rule: upright strokes go through them."""
    within = slice(int(line.start + _TOUCH * height) + 1, int(line.stop - _TOUCH * height))
    if line.stop - line.start >= _PLAIN * height or within.stop <= within.start:
        return False
    beside = round(line.thick / 2 + _FRINGE)
    at = round(line.at)
    above = ink[max(0, at - beside - 1) : max(0, at - beside + 1), within].any(axis=0)
    below = ink[at + beside : at + beside + 2, within].any(axis=0)
    return bool(np.mean(above & below) > _CROSSED)


def _together(one: Line, other: Line) -> Line:
    lengths = one.stop - one.start, other.stop - other.start
    share = lengths[0] / sum(lengths)
    return Line(
        one.at * share + other.at * (1 - share),
        one.start,
        max(one.stop, other.stop),
        max(one.thick, other.thick),
    )


def _leaning(
    across: list[Line], down: list[Line], held: tuple[_Held, _Held], height: float
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Keep long lines, and short ones that end at lines of the other direction at both ends."""
    horizontals, verticals = _long(across, height), _long(down, height)
    for _ in range(2):
        horizontals, verticals = (
            [line for line in across if line in horizontals or held[0].keeps(line, verticals)],
            [line for line in down if line in verticals or held[1].keeps(line, horizontals)],
        )
    short = [line for line in down if line not in verticals]
    verticals += cut_sides(short, horizontals, held[1].ends_at, height)
    return tuple(horizontals), tuple(verticals)


def _long(lines: Sequence[Line], height: float) -> list[Line]:
    return [line for line in lines if line.stop - line.start >= _ALONE * height]


@dataclass(frozen=True, slots=True)
class _Held:
    """Tells short rules from strokes of characters: rules end at others, strokes before them."""

    ink: Mask
    height: float

    def keeps(self, line: Line, others: Sequence[Line]) -> bool:
        """Return whether a line ends at one of the others at both ends."""
        return all(any(self.ends_at(line, other, way) for other in others) for way in (-1, 1))

    def ends_at(self, line: Line, other: Line, way: int) -> bool:
        """Return whether a line ends at another one, with its end 1 or its start -1."""
        end = line.stop if way > 0 else line.start
        near = max(2.0, _TOUCH * self.height)
        over = max(near, _OVER * self.height)
        return (
            -over <= (other.at - end) * way <= near + other.thick / 2
            and other.start - near <= line.at <= other.stop + near
            and not self._is_parted(line, end, other)
        )

    def _is_parted(self, line: Line, end: float, other: Line) -> bool:
        """Whether the paper shows between the end of a line and the rule that it comes near."""
        first, stop = sorted((round(end), round(other.at)))
        at = round(line.at)
        between = self.ink[max(0, at - 1) : at + 2, first:stop].any(axis=0)
        return int(np.count_nonzero(~between)) > _WHITE


def _take_off(picture: Picture, line: Line, stretch: int) -> None:
    """Brighten the dots of a rule by as much as the rule makes them darker on the whole.

    What is darker yet is a character that touches the rule, and stays. Where nothing touches it,
    all is the rule, whose pieces may be few. A rule that leans a little is followed.
    """
    start, stop = max(0, round(line.start) - 2), min(picture.shape[1], round(line.stop) + 2)
    for left in range(start, stop, stretch):
        part = picture[:, left : min(stop, left + stretch)]
        at = _place(part, line)
        reach = line.thick / 2 + _FRINGE
        band = part[max(0, round(at - reach)) : round(at + reach) + 1]
        loss = 255 - np.median(band, axis=1).astype(np.uint8)
        band[:] = cv2.add(np.ascontiguousarray(band), np.repeat(loss[:, None], band.shape[1], 1))
        core = max(0, round(at - line.thick / 2) - 1), round(at + line.thick / 2) + 2
        sides = part[max(0, core[0] - _BESIDE) : core[1] + _BESIDE].copy()
        sides[_BESIDE:-_BESIDE] = 255
        part[core[0] : core[1]][:, sides.min(axis=0) >= _LIGHT] = 255
        _take_off_rests(part[max(0, core[0] - 1) : core[1] + 1])


def _take_off_rests(band: Picture) -> None:
    """Whiten what is left of a rule beside text: it touches nothing beside the rule's own place."""
    _, rests, found, _ = cv2.connectedComponentsWithStats((band < _LIGHT).astype(np.uint8))
    tops, heights = found[:, cv2.CC_STAT_TOP], found[:, cv2.CC_STAT_HEIGHT]
    within = (tops > 0) & (tops + heights < len(band))
    within[0] = False
    band[within[rests]] = 255


def _place(part: Picture, line: Line) -> float:
    """Return where a rule lies in a part of its length: where most dots are dark."""
    reach = round(line.thick + _FRINGE)
    top = max(0, round(line.at) - reach)
    dark = 255.0 - np.median(part[top : round(line.at) + reach + 1], axis=1)
    if dark.max(initial=0) < 255 - _LIGHT:
        return line.at
    dark[dark < dark.max() / 2] = 0
    return top + float(np.average(np.arange(len(dark)), weights=dark))
