"""The streams of an old Office file (OLE compound file), within limits."""

from __future__ import annotations

import struct
import sys
from array import array
from dataclasses import dataclass

from jiheng.bilingual import Bilingual
from jiheng.reading.containers.office.parts import Unsound

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

ENCRYPTED = Bilingual(
    "文件已加密。请用 WPS 或 Office 打开，去掉打开密码并另存后再读。",
    "the file is encrypted. Open it in WPS or Office, remove the password and save it anew.",
)

_HEADER = struct.Struct("<26xH2xHH10xII4xIIIII")
_SECTOR_SHIFTS = (9, 12)
_MINI_SHIFT, _FAT_IN_HEADER = 6, 109
_LAST_SECTOR = 0xFFFFFFFA
_ENTRY = struct.Struct("<64sHBxIII36xIQ")
_STREAM, _NONE = 2, 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class OleFile:
    """The streams that stand in the root folder, by their names in small letters."""

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER.size or not data.startswith(SIGNATURE):
            raise Unsound
        version, shift, mini_shift, _, directory, cutoff, mini, _, more, count = (
            _HEADER.unpack_from(data)
        )
        if shift not in _SECTOR_SHIFTS or mini_shift != _MINI_SHIFT:
            raise Unsound
        self._data, self._size, self._cutoff = data, 1 << shift, cutoff
        self._long = version > 3  # noqa: PLR2004 - version 3 fills 32 of the 64 bits of a size
        self._fat = self._table(self._fat_sectors(more, count))
        self._mini_fat = _numbers(self._chained(mini)) if mini < _LAST_SECTOR else array("I")
        self._entries = self._directory(self._chained(directory))
        if not self._entries:
            raise Unsound
        root = self._entries[0]
        self._mini = self._chained(root.start) if root.start < _LAST_SECTOR else b""
        self._streams = {entry.name.lower(): entry for entry in self._children(root.child)}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._streams

    def read(self, name: str) -> bytes:
        """Return the bytes of a stream."""
        entry = self._streams.get(name.lower())
        if entry is None:
            raise Unsound
        if entry.size >= self._cutoff:
            return self._chained(entry.start)[: entry.size]
        pieces = []
        for sector in _chain(self._mini_fat, entry.start) if entry.size else ():
            at = sector << _MINI_SHIFT
            pieces.append(self._mini[at : at + (1 << _MINI_SHIFT)])
        return b"".join(pieces)[: entry.size]

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        return self._data[at : at + self._size]

    def _chained(self, start: int) -> bytes:
        return b"".join(self._sector(sector) for sector in _chain(self._fat, start))

    def _fat_sectors(self, more: int, count: int) -> list[int]:
        """Return the sectors of the table of sectors; a large file lists them in a chain."""
        first = self._data[_HEADER.size : _HEADER.size + 4 * _FAT_IN_HEADER]
        sectors = [number for number in _numbers(first) if number < _LAST_SECTOR]
        for _ in range(min(count, len(self._data) // self._size)):
            listed = _numbers(self._sector(more))
            if not listed:
                raise Unsound
            sectors.extend(number for number in listed[:-1] if number < _LAST_SECTOR)
            more = listed[-1]
        return sectors

    def _table(self, sectors: list[int]) -> array[int]:
        if len(sectors) > len(self._data) // self._size:
            raise Unsound
        return _numbers(b"".join(self._sector(sector) for sector in sectors))

    def _directory(self, said: bytes) -> list[_Entry]:
        entries = []
        for at in range(0, len(said) - _ENTRY.size + 1, _ENTRY.size):
            name, length, kind, left, right, child, start, size = _ENTRY.unpack_from(said, at)
            text = name[: max(min(length, len(name)) - 2, 0)].decode("utf-16-le", "replace")
            size = size if self._long else size & 0xFFFFFFFF
            entries.append(_Entry(text, kind, left, right, child, start, size))
        return entries

    def _children(self, top: int) -> list[_Entry]:
        """Return the streams of the root; those of embedded objects are not looked at."""
        found, seen, waiting = [], set(), [top]
        while waiting:
            number = waiting.pop()
            if number in seen or number >= len(self._entries):
                continue
            seen.add(number)
            entry = self._entries[number]
            found.append(entry)
            waiting += (entry.left, entry.right)
        return [entry for entry in found if entry.kind == _STREAM]


def _numbers(said: bytes) -> array[int]:
    numbers = array("I", said[: len(said) // 4 * 4])
    if sys.byteorder == "big":  # pragma: no cover - machines of today are little-endian
        numbers.byteswap()
    return numbers


def _chain(table: array[int], start: int) -> list[int]:
    """Return the sectors of a stream.

    Raises:
        Unsound: When the chain leads out of the file or into itself.
    """
    chain: list[int] = []
    sector = start
    while sector < _LAST_SECTOR:
        if sector >= len(table) or len(chain) > len(table):
            raise Unsound
        chain.append(sector)
        sector = table[sector]
    return chain
