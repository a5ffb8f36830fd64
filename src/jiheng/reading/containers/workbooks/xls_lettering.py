"""Raised, lowered and struck-out characters of an old workbook (.xls), by its fonts."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.reading.containers.cells.lettering import Effect, lettered

if TYPE_CHECKING:
    from collections.abc import Sequence

_FONT, _STYLE, _TEXTS, _MORE, _SHARED_TEXT = 0x31, 0xE0, 0xFC, 0x3C, 0xFD
_STRUCK = 0x08
_ALIGNED = {1: Effect.RAISED, 2: Effect.LOWERED}
_WIDE, _LONG, _RICH = 0x1, 0x4, 0x8
_NO_SUCH_FONT = 4
"""Fonts are counted from 0, and this number is left out."""

Effects = tuple[Effect, ...]
Setting = tuple[tuple[int, Effects], ...]
"""From which character on, in units of 16 bits, a text is set how."""

_AS_A_WHOLE: Setting = ((0, (Effect.STRUCK,)),)


def set_in(text: str, setting: Setting) -> str:
    """Return what a text says that is set so: a raised 4 is ⁴, what is struck out is marked."""
    units = text.encode("utf-16-le", "surrogatepass")
    starts = [2 * start for start, _ in setting]
    said = []
    for (_, effects), start, stop in zip(setting, starts, [*starts[1:], len(units)], strict=True):
        part = units[start:stop].decode("utf-16-le", "replace")
        for effect in effects:
            part = lettered(part, effect)
        said.append(part)
    return "".join(said)


@dataclass(slots=True)
class Lettering:
    """The fonts of a workbook, and where in its shared texts they change."""

    _fonts: list[Effects] = field(default_factory=list)
    _styles: list[int] = field(default_factory=list)
    _texts: list[bytes] = field(default_factory=list)
    _runs: dict[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    _goes_on: bool = False

    def hear(self, kind: int, said: bytes) -> None:
        """Take in the next record of the workbook."""
        if kind == _FONT:
            self._fonts.append(_effects(said))
        elif kind == _STYLE:
            self._styles.append(int.from_bytes(said[:2], "little"))
        self._goes_on = kind == _TEXTS or (kind == _MORE and self._goes_on)
        if self._goes_on:
            self._texts.append(said)

    def finish(self) -> None:
        """Read where fonts change, if any font says more than its characters."""
        if any(self._fonts):
            self._runs = _runs(self._texts)
        else:
            self._fonts = []

    def of_cell(self, kind: int, said: bytes) -> Setting:
        """Return how the text of a cell is set; nothing where it is plain."""
        if not self._fonts:
            return ()
        style = int.from_bytes(said[4:6], "little")
        font = self._styles[style] if style < len(self._styles) else 0
        whole = _AS_A_WHOLE if Effect.STRUCK in self._font(font) else ()
        shared = int.from_bytes(said[6:10], "little") if kind == _SHARED_TEXT else -1
        runs = self._runs.get(shared)
        if runs is None:
            return whole
        set_so = tuple((start, self._font(number)) for start, number in runs)
        if not whole and not any(effects for _, effects in set_so):
            return ()
        return set_so if runs[0][0] == 0 else (*(whole or ((0, ()),)), *set_so)

    def _font(self, number: int) -> Effects:
        index = number - (number > _NO_SUCH_FONT)
        return self._fonts[index] if index < len(self._fonts) else ()


def _effects(font: bytes) -> Effects:
    flags, aligned = struct.unpack_from("<2xH4xH", font)
    effects = (_ALIGNED[aligned],) if aligned in _ALIGNED else ()
    return (*effects, Effect.STRUCK) if flags & _STRUCK else effects


def _runs(parts: Sequence[bytes]) -> dict[int, tuple[tuple[int, int], ...]]:
    """Return where the fonts of each shared text change, by its number."""
    found: dict[int, tuple[tuple[int, int], ...]] = {}
    tape = _Tape(parts)
    try:
        (count,) = struct.unpack("<4xI", tape.take(8))
        for number in range(count):
            runs = tape.text()
            if runs and all(one < other for (one, _), (other, _) in pairwise(runs)):
                found[number] = runs
    except (struct.error, IndexError):
        # The parser of the texts may still make them out: their fonts are no reason to refuse them.
        return found
    return found


@dataclass(slots=True)
class _Tape:
    """The bytes of the shared texts, which go on from record to record."""

    parts: Sequence[bytes]
    part: int = 0
    at: int = 0

    def take(self, size: int) -> bytes:
        """Return the next bytes."""
        said = []
        while size:
            if self.at >= len(self.parts[self.part]):
                self.part, self.at = self.part + 1, 0
            said.append(self.parts[self.part][self.at : self.at + size])
            self.at += len(said[-1])
            size -= len(said[-1])
        return b"".join(said)

    def text(self) -> tuple[tuple[int, int], ...]:
        """Pass over a text and return its runs: first character and number of the font."""
        length, flags = struct.unpack("<HB", self.take(3))
        (runs,) = struct.unpack("<H", self.take(2)) if flags & _RICH else (0,)
        (more,) = struct.unpack("<I", self.take(4)) if flags & _LONG else (0,)
        self._pass(length, wide=bool(flags & _WIDE))
        said = self.take(4 * runs)
        self.take(more)
        return tuple(struct.iter_unpack("<HH", said))

    def _pass(self, length: int, *, wide: bool) -> None:
        """Pass over characters; where they go on in another record, it tells their width anew."""
        while length:
            left = len(self.parts[self.part]) - self.at
            if left <= 0:
                self.part, self.at = self.part + 1, 1
                wide = bool(self.parts[self.part][0] & _WIDE)
                continue
            fits = min(length, max(left >> wide, 1))
            self.at += fits << wide
            length -= fits
