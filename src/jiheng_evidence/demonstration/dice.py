"""Numbers as if by chance: the same for the same seed, in every version of Python."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BYTES = 4


class Dice:
    """Draws numbers from digests of a seed that count up."""

    def __init__(self, seed: str) -> None:
        self._drawn = _stream(seed)

    def below(self, stop: int) -> int:
        """Return a whole number from 0 to one less than `stop`."""
        return next(self._drawn) % stop

    def between(self, low: int, high: int) -> int:
        """Return a whole number, both ends included."""
        return low + self.below(high - low + 1)

    def shuffled(self, count: int) -> list[int]:
        """Return the numbers from 0 to one less than `count` in some order."""
        order = list(range(count))
        for last in range(count - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order

    def split(self, total: int, parts: int, *, spread: int = 15) -> list[int]:
        """Return whole numbers that add up to a total, each near the mean.

        Args:
            total: What they add up to.
            parts: How many.
            spread: How far they may be from the mean, in per cent of it.
        """
        weights = [100 + self.between(-spread, spread) for _ in range(parts)]
        shares = [total * weight // sum(weights) for weight in weights]
        for number in range(total - sum(shares)):
            shares[number % parts] += 1
        return shares


def _stream(seed: str) -> Iterator[int]:
    count = 0
    while True:
        block = hashlib.blake2b(f"{seed}/{count}".encode()).digest()
        for at in range(0, len(block), _BYTES):
            yield int.from_bytes(block[at : at + _BYTES], "big")
        count += 1
