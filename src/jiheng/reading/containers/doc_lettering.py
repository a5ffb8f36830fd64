"""Raised, lowered, struck-out and deleted characters of an old Word document (.doc)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.reading.containers.doc_modifiers import modifiers
from jiheng.reading.containers.lettering import Effect, lettered, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAGE, _MOST_RUNS = 512, 101
_DELETED, _ALIGNED = 0x0800, 0x2A48
_STRUCK = frozenset((0x0837, 0x2A53))
_EFFECTS = {b"\x01": Effect.RAISED, b"\x02": Effect.LOWERED}
_ON = frozenset((b"\x01", b"\x81"))

Effects = tuple[Effect, ...] | None
"""How characters are set; None for those that a revision deleted."""


def set_so(text: str, effects: Effects) -> str:
    """Return what a text says that is set so; nothing where it was deleted."""
    if effects is None:
        return ""
    said = unmarked(text)
    for effect in effects:
        said = lettered(said, effect)
    return said


class Characters:
    """How the characters of a document are set, by the byte where they are stored."""

    def __init__(self, main: bytes, listed: bytes) -> None:
        found = _found(main, listed)
        if not any(effects != () for effects in found.values()):
            found = {}
        self._beginnings = sorted(found)
        self._effects = [found[start] for start in self._beginnings]

    def __bool__(self) -> bool:
        """Whether any character is set apart."""
        return bool(self._beginnings)

    def within(self, start: int, stop: int) -> Iterator[tuple[int, int, Effects]]:
        """Yield the stretches of some bytes that are set alike, in order."""
        index = bisect_right(self._beginnings, start) - 1
        while start < stop:
            end = min((stop, *self._beginnings[index + 1 : index + 2]))
            yield start, end, self._effects[index] if index >= 0 else ()
            start, index = end, index + 1


def _found(main: bytes, listed: bytes) -> dict[int, Effects]:
    """Read the pages that tell from which byte on characters are set how."""
    found: dict[int, Effects] = {}
    count = (len(listed) - 4) // 8
    numbers = struct.unpack_from(f"<{count}I", listed, 4 * (count + 1)) if count > 0 else ()
    for number in dict.fromkeys(numbers):
        page = main[(number & 0x3FFFFF) * _PAGE :][:_PAGE]
        runs = min(page[-1], _MOST_RUNS) if len(page) == _PAGE else 0
        for index, start in enumerate(struct.unpack_from(f"<{runs}I", page)):
            at = page[4 * (runs + 1) + index] * 2
            found[start] = _effects(page[at + 1 : at + 1 + page[at]] if at else b"")
    return found


@lru_cache(maxsize=1024)
def _effects(said: bytes) -> Effects:
    aligned: tuple[Effect, ...] = ()
    struck = dict.fromkeys(_STRUCK, False)
    for kind, operand in modifiers(said):
        if kind == _DELETED and operand in _ON:
            return None
        if kind == _ALIGNED:
            aligned = (_EFFECTS[operand],) if operand in _EFFECTS else ()
        elif kind in struck:
            struck[kind] = operand in _ON
    return (*aligned, Effect.STRUCK) if any(struck.values()) else aligned
