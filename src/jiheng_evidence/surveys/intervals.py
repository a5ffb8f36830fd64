"""How far a share of a sample may be from that of everybody: the Wilson interval."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

Z95 = Decimal("1.959963984540054")
"""Quantile of the normal distribution for 95 %."""

_HUNDRED = Decimal(100)


def wilson(
    count: Decimal | int, of: int, frame: int | None = None, z: Decimal = Z95
) -> tuple[Decimal, Decimal] | None:
    """Return the bounds of a share, from 0 to 1; None when nobody was asked.

    Where it is known how many there are, the sample counts as one of n (N − 1) / (N − n): who
    asked nearly everybody knows nearly everything. A frame smaller than the sample is not believed.
    """
    if of <= 0:
        return None
    p = Decimal(count) / of
    if frame == of:
        return p, p
    n = Decimal(of)
    if frame is not None and frame > of:
        n = n * (frame - 1) / (frame - of)
    z2 = z * z
    spread = 1 + z2 / n
    middle = (p + z2 / (2 * n)) / spread
    half = z * (p * (1 - p) / n + z2 / (4 * n * n)).sqrt() / spread
    low = Decimal(0) if count == 0 else max(Decimal(0), middle - half)
    high = Decimal(1) if count == of else min(Decimal(1), middle + half)
    return low, high


def percent(share: Decimal) -> Decimal:
    """Return a share in percent, rounded half up to two decimals."""
    return half_up(share * _HUNDRED)


def half_up(number: Decimal) -> Decimal:
    """Return a number rounded half up to two decimals."""
    return number.quantize(Decimal("0.01"), ROUND_HALF_UP)
