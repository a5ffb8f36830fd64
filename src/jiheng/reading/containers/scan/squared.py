"""Sets a page square that a camera saw aslant: rules that lean, or run apart, stand upright again.

A scanner turns a page as a whole, which `deskew` undoes. A camera that is not held level leaves
upright rules leaning by another angle than level ones, and each side by one of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from jiheng.reading.containers.scan.deskew import Slopes
from jiheng.reading.containers.scan.paper import Paper

if TYPE_CHECKING:
    from jiheng.reading.containers.scan.paper import Picture

_LEANING = 0.15  # degrees; what leans less crosses no other rule's place
_MOST = 2.5  # degrees
_STEPS = (0.25, 0.025)  # degrees: first roughly, then finely
_CLEAR = 1.2  # so many times sharper is a page along the lean of its rules than without
_WHITE = 255


def squared(page: Paper) -> Paper:
    """Return a page that is level, with its rules set upright where they lean."""
    half = cv2.resize(page.grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    down = np.ascontiguousarray(np.asarray(half, np.uint8).T)
    left, right = _leans(down)
    if max(abs(left), abs(right)) < _LEANING:
        return page
    top, bottom = _leans(np.asarray(half, np.uint8))
    corners = _Corners(*(float(np.tan(np.radians(lean))) for lean in (left, right, top, bottom)))
    return Paper(
        *(corners.spread(each, beyond) for each, beyond in zip(page, (_WHITE, 0), strict=True))
    )


class _Corners(NamedTuple):
    """How the sides of a page lean: dots aside for each dot along."""

    left: float
    right: float
    top: float
    bottom: float

    def spread(self, picture: Picture, beyond: int) -> Picture:
        """Shift each corner so that all sides stand as they should."""
        height, width = picture.shape
        across, down = width / 4, height / 4  # the sides were measured in the middle of each half
        seen = np.array(
            [(across, down), (3 * across, down), (3 * across, 3 * down), (across, 3 * down)]
        )
        shifts = np.array(
            [
                (self.left * down, self.top * across),
                (self.right * down, -self.top * across),
                (-self.right * down, -self.bottom * across),
                (-self.left * down, self.bottom * across),
            ]
        )
        turn = cv2.getPerspectiveTransform(
            seen.astype(np.float32), (seen + shifts).astype(np.float32)
        )
        return np.asarray(
            cv2.warpPerspective(
                picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=beyond
            ),
            np.uint8,
        )


def _leans(grey: Picture) -> tuple[float, float]:
    """Return by how many degrees what is level leans, in the upper half and in the lower one."""
    middle = len(grey) // 2
    return _lean(grey[:middle]), _lean(grey[middle:])


def _lean(grey: Picture) -> float:
    """Return the lean of what is level; none where no lean makes it much sharper."""
    slopes = Slopes.of(grey)
    lean = slopes.sharpest(_MOST, _STEPS)
    return lean if slopes.sharpness(lean) > _CLEAR * slopes.sharpness(0.0) else 0.0
