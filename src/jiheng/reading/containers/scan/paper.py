"""A picture as the scanner made it → black ink on white paper: no seals, no shadows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

Picture: TypeAlias = "np.ndarray[Any, np.dtype[np.uint8]]"
"""Grey, or red-green-blue, 8 bits."""
Mask: TypeAlias = "np.ndarray[Any, np.dtype[np.uint8]]"
"""255 where something is, 0 elsewhere."""
Truth: TypeAlias = "np.ndarray[Any, np.dtype[np.bool_]]"

Square: TypeAlias = tuple[int, int, int, int]
"""Top, bottom, left and right, in dots."""

_COLOURED = 70  # how far apart the strongest and weakest colour of seal ink are, of 255
_WATERY = 30  # the same of a seal with little ink
_BRIGHT = 100  # ink of such a seal is no darker; coloured text and rules are
_OPEN = 0.3  # and it covers no more of its square; a coloured cell does
_SEAL_POINTS = (36.0, 230.0)  # seals are 15 to 60 mm across, with room for blur
_SEAL_SQUARENESS = 2.2
_SEAL_EDGE = 0.8  # points
_PAPER = 90  # of a hundred: so many dots are darker than the paper
_FAINT = 0.85  # as bright as this beside paper is ink
_DARKER = 0.8  # as bright as this beside seal ink is black ink, not the edge of a seal
_SOME_DARK = 0.05  # share of a black stroke that is so dark
_SHADOW_STEP = 8  # shadows are looked for in a picture this much smaller


class Paper(NamedTuple):
    """A clean page.

    Attributes:
        grey: Black ink on white.
        sealed: Where seal ink was taken off, so that what is read there is not certain.
    """

    grey: Picture
    sealed: Mask

    def rotated(self, quarters: int) -> Paper:
        """Return the page after quarter turns against the clock."""
        return Paper(*(np.ascontiguousarray(np.rot90(each, quarters)) for each in self))


def clean_paper(picture: Picture, scale: float) -> Paper:
    """Return the picture in grey, seals taken off and the paper white throughout.

    Args:
        picture: As scanned.
        scale: Dots a point.
    """
    sealed = np.zeros(picture.shape[:2], np.uint8)
    if picture.ndim == 2:  # noqa: PLR2004 - grey
        return Paper(_evened(picture), sealed)
    return Paper(_evened(_without_seals(picture, scale, sealed)), sealed)


def _without_seals(picture: Picture, scale: float, sealed: Mask) -> Picture:
    """Look at seals in light of their own colour, where they are pale and black text is not.

    Coloured text stays: only what is as large and as square as a seal is taken for one.
    """
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    edge = max(1, round(_SEAL_EDGE * scale))
    around = np.ones((2 * edge + 1, 2 * edge + 1), np.uint8)
    for (top, bottom, left, right), least in _seals(_colour(picture), grey, scale):
        part = picture[top:bottom, left:right]
        colour = _colour(part)
        seal = cv2.threshold(colour, least, 255, cv2.THRESH_BINARY)[1]
        near = np.asarray(cv2.dilate(seal, around), np.uint8)
        sealed[top:bottom, left:right] |= near
        grey[top:bottom, left:right] = _lit(part, colour, near, around, seal > 0)
    return grey


def _lit(part: Picture, colour: Picture, near: Mask, around: Mask, seal: Truth) -> Picture:
    """Brighten by as much colour as there is, so that seal ink itself comes out white.

    JPEG keeps colour coarser than brightness: at edges the colour falls short, and amid broad
    strokes of a seal it covers characters as well. There brightness alone tells them.
    """
    brightest = np.asarray(part.max(axis=2), np.uint8)
    luma = np.asarray(cv2.cvtColor(part, cv2.COLOR_RGB2GRAY), np.uint8)
    white = (255 - np.median(brightest[seal])) / max(1.0, float(np.median(colour[seal])))
    lit: Picture = np.minimum(brightest + colour * white, 255).astype(np.uint8)
    paper = float(np.percentile(lit, _PAPER))
    inked = max(1.0, float(np.median(luma[seal])))
    broad = cv2.erode(seal.astype(np.uint8), around) > 0
    lit[broad] = np.minimum(luma[broad] * (paper / inked), paper)
    lit[(near > 0) & _pale(lit, paper, luma < _DARKER * inked)] = paper
    return lit


def _pale(lit: Picture, paper: float, dark: Truth) -> Truth:
    """Mark strokes that are hardly anywhere darker than seal ink: what is left of its edges."""
    count, strokes, found, _ = cv2.connectedComponentsWithStats(
        (lit < _FAINT * paper).astype(np.uint8)
    )
    darkness = np.bincount(strokes[dark], minlength=count)
    return np.asarray((darkness < _SOME_DARK * found[:, cv2.CC_STAT_AREA])[strokes], np.bool_)


def _seals(colour: Picture, grey: Picture, scale: float) -> Iterator[tuple[Square, int]]:
    """Yield where seals are and how coloured their ink is at least."""
    strong = [square for square, _ in _squares(colour, scale, _COLOURED)]
    yield from ((square, _COLOURED) for square in strong)
    for square, share in _squares(colour, scale, _WATERY):
        top, bottom, left, right = square
        ink = grey[top:bottom, left:right][colour[top:bottom, left:right] > _WATERY]
        pale = share <= _OPEN and float(np.median(ink)) >= _BRIGHT
        if pale and not any(_overlap(square, other) for other in strong):
            yield square, _WATERY


def _squares(colour: Picture, scale: float, least: int) -> Iterator[tuple[Square, float]]:
    """Yield what is as large and as square as a seal, and how much of it is so coloured."""
    coloured = cv2.threshold(colour, least, 255, cv2.THRESH_BINARY)[1]
    if not coloured.any():
        return
    gap = max(3, round(2 * scale))
    joined = cv2.morphologyEx(coloured, cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(joined)
    smallest, largest = (round(points * scale) for points in _SEAL_POINTS)
    for left, top, width, height, _ in boxes[1:].tolist():
        sides = sorted((width, height))
        if smallest <= sides[0] and sides[1] <= min(largest, _SEAL_SQUARENESS * sides[0]):
            square = top, top + height, left, left + width
            yield square, float(np.mean(coloured[top : top + height, left : left + width] > 0))


def _overlap(one: Square, other: Square) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1]) and max(one[2], other[2]) < min(
        one[3], other[3]
    )


def _colour(picture: Picture) -> Picture:
    """Return by how much red or blue stands out from the other colours of each dot."""
    red, green, blue = cv2.split(picture)
    others = cv2.max(cv2.min(red, blue), green)
    return np.asarray(cv2.subtract(cv2.max(red, blue), others), np.uint8)


def _evened(grey: Picture) -> Picture:
    """Divide by the paper's own brightness, taken around every place."""
    height, width = grey.shape
    size = (max(1, width // _SHADOW_STEP), max(1, height // _SHADOW_STEP))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    lit = cv2.medianBlur(closed, 5)
    paper = cv2.resize(np.maximum(lit, 1), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, paper, scale=255), np.uint8)
