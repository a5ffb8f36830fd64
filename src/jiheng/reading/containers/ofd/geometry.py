"""Places on an OFD page: matrices, and points from millimetres."""

from __future__ import annotations

import math
from typing import NamedTuple

POINTS = 72 / 25.4
"""In a millimetre."""


class Matrix(NamedTuple):
    """Where what is drawn in a space of its own lies in the space around it."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def moved(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point lies in the space around."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def within(self, outer: Matrix) -> Matrix:
        """Return where it lies in the space around that."""
        return Matrix(
            self.a * outer.a + self.b * outer.c,
            self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c,
            self.c * outer.b + self.d * outer.d,
            *outer.moved(self.e, self.f),
        )

    @property
    def angle(self) -> float:
        """By how much what is drawn is turned, clockwise as a person sees it."""
        return math.atan2(self.b, self.a)


_MATRIX = len(Matrix._fields)

FARTHEST = 1e6
"""Millimetres: no page reaches so far, nor is anything drawn so many times larger than it is."""


def numbers_in(said: str) -> tuple[float, ...]:
    """Return the numbers of a list; none where it holds anything else, or one beyond all pages."""
    try:
        found = tuple(map(float, said.split()))
    except ValueError:
        return ()
    return found if all(abs(each) < FARTHEST for each in found) else ()


def number(said: str | None, default: float) -> float:
    """Return the number that an attribute says."""
    found = numbers_in(said or "")
    return found[0] if len(found) == 1 else default


def matrix_of(boundary: str, turned: str) -> Matrix:
    """Return where an object lies: its own matrix, then the corner of its boundary.

    An object without a boundary lies in the corner of the space around it.
    """
    own = numbers_in(turned)
    x, y = (*numbers_in(boundary), 0.0, 0.0)[:2]
    matrix = Matrix(*own) if len(own) == _MATRIX else Matrix()
    return matrix.within(Matrix(e=x, f=y))
