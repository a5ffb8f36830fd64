"""Text that the detection overlooked: ink outside of boxes, but for grain and rests of seals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from jiheng.reading.containers.scan.engine import Box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.reading.containers.scan.mended import Line
    from jiheng.reading.containers.scan.paper import Mask, Picture

DARK = 200  # faint as a full stop may be
SEVERAL = 1.75  # a box that is higher holds several lines, in heights of text
_SPECK = 0.3  # what is smaller in both directions is no character, in heights of text
_EDGE = 0.35  # tips of characters that reach out of their box, in heights of text
SLIVER = 0.35  # what is lower at the edge of a box is of its neighbour, in heights of text
_INSIDE = 0.25  # ink of which so much lies in a box belongs to it
_DARKEST = 10  # of a hundred dots of a stroke: so many tell how dark it is
_PALER = 0.3  # a stroke is at least as dark as the usual dot of text, but for so much
_PALEST = 0.5  # the same of a dash, which blur pales more: it is a row or two of dots
_DASH = 0.8  # a dash is no narrower, in heights of text
_THIN = 6  # and at least so many times wider than high
_FLAT = 2.5  # a bar is so many times wider than high
_BESIDE = 0.3  # a bar so near a rule is its rest, in heights of text
_WORD = 0.5  # ink that is no farther apart belongs to one line, in heights of text


def missed(
    boxes: Sequence[Box], bare: Picture, height: float, level: Sequence[Line]
) -> Iterator[Box]:
    """Find ink that no box covers: single strokes and figures are overlooked easily.

    Args:
        boxes: Where text was detected.
        bare: The page without its rules.
        height: Of text, in dots.
        level: The level rules that were taken off the page, which may have left rests.
    """
    ink = np.asarray(cv2.threshold(bare, DARK, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)
    _take_out(ink, boxes)
    pale, palest = _pale(boxes, bare)
    edge = _EDGE * height
    for box in boxes:
        above = _inked_top(box, bare) if box.height > SEVERAL * height else box.top
        top, left = max(0, int(above - edge)), max(0, int(box.left - edge))
        ink[top : int(box.bottom + edge) + 1, left : int(box.right + edge) + 1] = 0
    reach = max(3, round(_WORD * height)) | 1  # an even one would push all aside
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, reach), np.uint8))
    _, _, found, _ = cv2.connectedComponentsWithStats(joined)
    pieces = [
        Box(left, top, left + across, top + down)
        for left, top, across, down, _ in found[1:].tolist()
    ]
    for box in _stacked(pieces, height):
        if max(box.width, box.height) < _SPECK * height or box.height > SEVERAL * height:
            continue
        part = part_of(box, bare)
        dots = part[part <= DARK]
        if any(_is_rest(box, line, height) for line in level):
            continue
        is_thin = _is_dash(box, height) or _are_bars(box, pieces)
        limit = palest if is_thin else pale
        if dots.size and np.percentile(dots, _DARKEST) <= limit:
            margin = 0.15 * height
            yield box._replace(top=max(0.0, box.top - margin), bottom=box.bottom + margin)


def _inked_top(box: Box, bare: Picture) -> float:
    """Return where the ink of a box begins; over the white above it 一 may head a column."""
    rows = np.flatnonzero((part_of(box, bare) <= DARK).any(axis=1))
    return box.top + float(rows[0]) if rows.size else box.top


def _stacked(pieces: Sequence[Box], height: float) -> list[Box]:
    """Put bars together that lie one upon the other: two are one =."""
    bars = [piece for piece in pieces if piece.height < SLIVER * height]
    stacked = [piece for piece in pieces if piece.height >= SLIVER * height]
    for bar in sorted(bars, key=lambda piece: piece.top):
        above = next((n for n, piece in enumerate(stacked) if _bears(piece, bar, height)), None)
        if above is None:
            stacked.append(bar)
        else:
            over = stacked[above]
            sides = min(over.left, bar.left), over.top, max(over.right, bar.right), bar.bottom
            stacked[above] = Box(*sides)
    return stacked


def _bears(above: Box, below: Box, height: float) -> bool:
    common = min(above.right, below.right) - max(above.left, below.left)
    return (
        above.height < SLIVER * height
        and 0 <= below.top - above.bottom <= SLIVER * height
        and 2 * common >= max(above.width, below.width)
    )


def _is_dash(box: Box, height: float) -> bool:
    return box.width >= max(_DASH * height, _THIN * box.height)


def _are_bars(box: Box, pieces: Sequence[Box]) -> bool:
    """Tell whether a piece is two level bars, as those of = are."""
    bars = [piece for piece in pieces if _is_bar(piece) and _holds(box, piece)]
    if len(bars) != 2:  # noqa: PLR2004 - the two bars of =
        return False
    return max(bar.width for bar in bars) == box.width


def _is_bar(box: Box) -> bool:
    return box.width >= _FLAT * box.height


def _holds(box: Box, piece: Box) -> bool:
    across = box.left <= piece.left and piece.right <= box.right
    return across and box.top <= piece.top and piece.bottom <= box.bottom


def _is_rest(box: Box, line: Line, height: float) -> bool:
    """Tell whether a bar lies along a rule, nearer than a character of a cell comes to it."""
    if not _is_bar(box):
        return False
    near = line.thick / 2 + _BESIDE * height
    along = line.start < box.right and box.left < line.stop
    return along and box.top - near <= line.at <= box.bottom + near


def _pale(boxes: Sequence[Box], bare: Picture) -> tuple[float, float]:
    """Return how dark ink is to be that no box covers; grain and rests of seals are paler.

    The second limit is that of dashes.
    """
    parts = (part_of(box, bare) for box in boxes)
    inks = [part[part <= DARK] for part in parts]
    usual = float(np.median(np.concatenate(inks))) if any(map(len, inks)) else float(DARK)
    return usual + _PALER * (DARK - usual), usual + _PALEST * (DARK - usual)


def _take_out(ink: Mask, boxes: Sequence[Box]) -> None:
    """Take strokes off that lie in boxes, with all that reaches out of them."""
    _, strokes, found, _ = cv2.connectedComponentsWithStats(ink)
    inside = np.zeros(len(found), np.int64)
    for box in boxes:
        part = strokes[
            int(max(0, box.top)) : int(box.bottom) + 1, int(max(0, box.left)) : int(box.right) + 1
        ]
        inside += np.bincount(part.ravel(), minlength=len(found))
    taken = inside >= _INSIDE * found[:, cv2.CC_STAT_AREA]
    taken[0] = False
    ink[taken[strokes]] = 0


def part_of(box: Box, bare: Picture) -> Picture:
    """Cut a box out of the page."""
    return bare[
        max(0, int(box.top)) : int(np.ceil(box.bottom)),
        max(0, int(box.left)) : int(np.ceil(box.right)),
    ]
