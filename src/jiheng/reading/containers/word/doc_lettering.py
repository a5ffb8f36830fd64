"""Raised, struck-out, hidden and deleted characters and signs of an old Word document (.doc)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from jiheng.reading.containers.cells.lettering import Effect, lettered, unmarked
from jiheng.reading.containers.cells.sign_fonts import sign_in, with_signs
from jiheng.reading.containers.word.doc_modifiers import modifiers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PAGE, _MOST_RUNS = 512, 101
_DELETED, _HIDDEN, _ALIGNED, _SIGN = 0x0800, 0x083C, 0x2A48, 0x6A09
_STRUCK = frozenset((0x0837, 0x2A53))
_FONTS = frozenset((0x4A4F, 0x4A50, 0x4A51))
_EFFECTS = {b"\x01": Effect.RAISED, b"\x02": Effect.LOWERED}
_ON = frozenset((b"\x01", b"\x81"))
_FIELD_MARKS = "\x13\x14\x15"
_NAME_AT = 39
"""Where in what is said of a font its name begins."""

_OF_SIGNS = ("symbol", "wingdings")


class How(NamedTuple):
    """How characters are set.

    Attributes:
        effects: How they are raised, lowered or struck out.
        shown: False for those that are hidden; None for those that a revision deleted.
        sign: The sign that stands for each of them, by its font.
        numbers: Those of their fonts.
        fonts: The names of those of them that are fonts of signs.
    """

    effects: tuple[Effect, ...] = ()
    shown: bool | None = True
    sign: str = ""
    numbers: tuple[int, ...] = ()
    fonts: str = ""

    def said(self, text: str, hidden: list[str]) -> str:
        """Return what a text says that is set so; nothing where it was deleted or hidden."""
        if self.shown is None:
            return ""
        said = unmarked(text)
        if not self.shown:
            marks = "".join(sign for sign in said if sign in _FIELD_MARKS)
            hidden.extend([] if marks else [said])
            return marks  # what is said in a field begins and ends with these
        if self.sign:
            said = self.sign * len(said)
        elif self.fonts:
            said = with_signs(said, self.fonts)
        for effect in self.effects:
            said = lettered(said, effect)
        return said


_AS_USUAL = How()


def sign_fonts(listed: bytes) -> dict[int, str]:
    """Return the fonts of signs among those that a document lists, by their numbers."""
    found: dict[int, str] = {}
    count, at = int.from_bytes(listed[:2], "little"), 4
    for number in range(count):
        size = 1 + listed[at] if at < len(listed) else 1
        name = listed[at + 1 + _NAME_AT : at + size].decode("utf-16-le", "replace")
        name = name.partition("\0")[0].lower()
        if name.startswith(_OF_SIGNS):
            found[number] = name
        at += size
    return found


class Characters:
    """How the characters of a document are set, by the byte where they are stored."""

    def __init__(self, main: bytes, listed: bytes, fonts: Mapping[int, str]) -> None:
        found = {start: _named(how, fonts) for start, how in _found(main, listed).items()}
        if not any(how != _AS_USUAL for how in found.values()):
            found = {}
        self._beginnings = sorted(found)
        self._set = [found[start] for start in self._beginnings]

    def __bool__(self) -> bool:
        """Whether any character is set apart."""
        return bool(self._beginnings)

    def within(self, start: int, stop: int) -> Iterator[tuple[int, int, How]]:
        """Yield the stretches of some bytes that are set alike, in order."""
        index = bisect_right(self._beginnings, start) - 1
        while start < stop:
            end = min((stop, *self._beginnings[index + 1 : index + 2]))
            yield start, end, self._set[index] if index >= 0 else _AS_USUAL
            start, index = end, index + 1


def _named(how: How, fonts: Mapping[int, str]) -> How:
    """Return how characters are set with the names of those of their fonts that are of signs."""
    if not how.numbers:
        return how
    names = " ".join(fonts[number] for number in how.numbers if number in fonts)
    sign = sign_in(names, how.sign) if names else how.sign
    return how._replace(numbers=(), fonts=names, sign=sign)


def _found(main: bytes, listed: bytes) -> dict[int, How]:
    """Read the pages that tell from which byte on characters are set how."""
    found: dict[int, How] = {}
    count = (len(listed) - 4) // 8
    numbers = struct.unpack_from(f"<{count}I", listed, 4 * (count + 1)) if count > 0 else ()
    for number in dict.fromkeys(numbers):
        page = main[(number & 0x3FFFFF) * _PAGE :][:_PAGE]
        runs = min(page[-1], _MOST_RUNS) if len(page) == _PAGE else 0
        for index, start in enumerate(struct.unpack_from(f"<{runs}I", page)):
            at = page[4 * (runs + 1) + index] * 2
            found[start] = _how(page[at + 1 : at + 1 + page[at]] if at else b"")
    return found


@lru_cache(maxsize=1024)
def _how(said: bytes) -> How:
    aligned: tuple[Effect, ...] = ()
    struck = dict.fromkeys(_STRUCK, False)
    how = _AS_USUAL
    for kind, operand in modifiers(said):
        if kind == _DELETED and operand in _ON:
            return How(shown=None)
        if kind == _HIDDEN:
            how = how._replace(shown=operand not in _ON)
        elif kind == _SIGN and len(operand) == 4:  # noqa: PLR2004 - a font, a character of it
            font, sign = struct.unpack("<HH", operand)
            how = how._replace(numbers=(font,), sign=chr(0xF000 | sign & 0xFF))
        elif kind in _FONTS and not how.sign:
            how = how._replace(numbers=(*how.numbers, int.from_bytes(operand, "little")))
        elif kind == _ALIGNED:
            aligned = (_EFFECTS[operand],) if operand in _EFFECTS else ()
        elif kind in struck:
            struck[kind] = operand in _ON
    effects = (*aligned, Effect.STRUCK) if any(struck.values()) else aligned
    return how._replace(effects=effects)
