"""Sets a page straight that lay askew on the glass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import cv2
import numpy as np

from jiheng.reading.containers.scan.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.containers.scan.paper import Picture

Waves: TypeAlias = "np.ndarray[Any, np.dtype[np.complexfloating]]"


_DARK = 160
_MOST = 8.0  # degrees; more is no slip of the hand, nor of a hand that holds a camera
_STEPS = (0.25, 0.025)  # degrees: first roughly, then finely
_LEAST = 0.03
_STRIPS = 32  # upright strips of the page, each of which is shifted as a whole
_WHITE = 255


def deskewed(page: Paper) -> Paper:
    """Return the page turned so that lines of text and ruling lines are level."""
    degrees = skew(page.grey)
    if abs(degrees) < _LEAST:
        return page
    return Paper(_turned(page.grey, degrees, _WHITE), _turned(page.sealed, degrees, 0))


def _turned(grey: Picture, degrees: float, beyond: int) -> Picture:
    """Turn a picture about its centre, against the clock, and keep its size."""
    height, width = grey.shape
    about = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), degrees, 1.0)
    return np.asarray(
        cv2.warpAffine(grey, about, (width, height), flags=cv2.INTER_CUBIC, borderValue=beyond),
        np.uint8,
    )


def skew(grey: Picture) -> float:
    """Return by how many degrees the page is to be turned, against the clock.

    The right turn is the one where ink and gaps change most sharply from row to row of dots; this
    holds for ruling lines and, less sharply, for lines of text.
    """
    return Slopes.of(grey).sharpest(_MOST, _STEPS)


class Slopes(NamedTuple):
    """The rows of ink of each strip of a page as waves, and what a slope of 1 does to each."""

    waves: Waves
    slope: Waves

    @classmethod
    def of(cls, grey: Picture) -> Slopes:
        """Cut a page into upright strips."""
        height, width = grey.shape
        ink = cv2.threshold(grey, _DARK, 255, cv2.THRESH_BINARY_INV)[1]
        rows = cv2.resize(ink, (_STRIPS, height), interpolation=cv2.INTER_AREA)
        turns = np.fft.rfftfreq(height) * 2j * np.pi
        places = (np.arange(_STRIPS) + 0.5) / _STRIPS * width
        edges = np.fft.rfft(rows.astype(np.float32), axis=0) * turns[:, None]
        return cls(edges, turns[:, None] * places[None, :])

    def sharpest(self, most: float, steps: Sequence[float]) -> float:
        """Return the angle at which the page is sharpest.

        Args:
            most: Degrees to either side that are looked at.
            steps: Degrees between the angles that are looked at, ever finer.
        """
        best, around = 0.0, most
        for step in steps:
            angles = np.arange(best - around, best + around + step / 2, step)
            best = max(
                angles.tolist(), key=lambda degrees: (self.sharpness(degrees), -abs(degrees))
            )
            around = step
        return best

    def sharpness(self, degrees: float) -> float:
        """Shift each strip up or down; by Parseval the sum of squares needs no way back."""
        shifted = self.waves * np.exp(self.slope * np.tan(np.radians(degrees)))
        return float(np.square(np.abs(shifted.sum(axis=1))).sum())
