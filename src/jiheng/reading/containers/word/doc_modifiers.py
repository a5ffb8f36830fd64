"""Properties as an old Word document (.doc) stores them: a number and its operand, in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE = 0xD608
"""The definition of a row of a table."""

_TABS = 0xC615
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
"""Bytes of an operand by the upper three bits of its property; 0 where it tells its size."""


def modifiers(said: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each property with its operand."""
    at = 0
    while at + 2 < len(said):
        kind = int.from_bytes(said[at : at + 2], "little")
        at += 2
        size = _SIZES[kind >> 13]
        if kind == TABLE:
            size = int.from_bytes(said[at : at + 2], "little") - 1
            at += 2
        elif size == 0:
            size = said[at]
            at += 1
            if kind == _TABS and size == 0xFF:  # noqa: PLR2004 - tells that it tells no size
                return
        yield kind, said[at : at + size]
        at += size
