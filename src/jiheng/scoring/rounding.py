"""The one place where points are rounded: half up, to the decimals of the standard."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal, InvalidOperation

# Documents hold numbers of any length; the usual context refuses those of 28 digits and more.
_WIDE = Context(prec=1_000)


def rounded(points: Decimal, places: int = 2) -> Decimal:
    """Return points rounded half up (四舍五入): 79.995 is 80.00.

    Numbers beyond a thousand digits stay as they are.
    """
    return _to(points, places, ROUND_HALF_UP)


def cut_off(points: Decimal, places: int = 2) -> Decimal:
    """Return points without the decimals beyond some places (去尾)."""
    return _to(points, places, ROUND_DOWN)


def places(points: Decimal) -> int:
    """Return how many decimals a number is printed with, idle noughts left out."""
    exponent = points.normalize(_WIDE).as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _to(points: Decimal, places: int, rounding: str) -> Decimal:
    try:
        return points.quantize(Decimal(1).scaleb(-places), rounding, _WIDE)
    except InvalidOperation:
        return points
