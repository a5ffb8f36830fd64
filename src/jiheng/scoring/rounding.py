"""The one place where points are rounded: half up, to the decimals of the standard."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def rounded(points: Decimal, places: int = 2) -> Decimal:
    """Return points rounded half up (四舍五入): 79.995 is 80.00."""
    return points.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
