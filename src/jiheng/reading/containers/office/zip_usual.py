"""A zip as programs usually pack it, read without the ceremony that `zipfile` makes of each part.

Whatever is listed or packed in any other way, or damaged, is left to `zipfile`, which tells what is
wrong.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZIP_DEFLATED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zipfile import ZipInfo

_END = Struct("<4s6x1H2LH")
_LISTED = Struct("<4s4x2H4x3L3H8xL")
_PART = Struct("<4s22x2H")
_ENDS, _LISTS, _BEGINS = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
_PLAIN = ~0x80E
"""All flags but those for how well it is packed, sizes told later, and names in UTF-8."""

SMALL = 1024 * 1024
"""Bytes of a document that is kept until the next one comes."""

_ELSEWHERE = 0xFFFFFFFF
"""A size or an offset that is told in a further field."""


class Packed(NamedTuple):
    """A part as the archive lists it.

    Attributes:
        taken: Bytes that it takes in the archive.
        size: Bytes when unpacked.
        at: Where it begins.
    """

    name: str
    flags: int
    method: int
    checksum: int
    taken: int
    size: int
    at: int

    @classmethod
    def of(cls, entry: ZipInfo) -> Packed:
        """Return a part as `zipfile` knows it."""
        return cls(
            entry.orig_filename,
            entry.flag_bits,
            entry.compress_type,
            entry.CRC,
            entry.compress_size,
            entry.file_size,
            entry.header_offset,
        )


def parts_in(data: bytes) -> Sequence[Packed] | None:
    """Return the parts, by the list at the end; None where that is unusual."""
    return _just_listed(data) if len(data) <= SMALL else _listed(data)


def _listed(data: bytes) -> tuple[Packed, ...] | None:
    end = len(data) - _END.size
    if end < 0:
        return None
    sign, count, size, at, comment = _END.unpack_from(data, end)
    if sign != _ENDS or comment or at + size != end:
        return None
    parts = []
    for _ in range(count):
        if at + _LISTED.size > end:
            return None
        sign, flags, method, checksum, taken, size, *lengths, begins = _LISTED.unpack_from(data, at)
        first = at + _LISTED.size
        name = data[first : first + lengths[0]]
        if sign != _LISTS or not name.isascii() or b"\0" in name:
            return None
        if _ELSEWHERE in (taken, size, begins):
            return None
        parts.append(Packed(name.decode("ascii"), flags, method, checksum, taken, size, begins))
        at = first + sum(lengths)
    return tuple(parts) if at == end else None


_just_listed = lru_cache(maxsize=1)(_listed)
"""A document is asked for its kind, and then for its parts."""


def taken_by(data: bytes, part: Packed) -> bytes | None:
    """Return what a part takes in the archive; None where it is not packed the usual way."""
    usual = part.method == ZIP_DEFLATED and not part.flags & _PLAIN and part.name.isascii()
    if not usual or not 0 <= part.at <= len(data) - _PART.size:
        return None
    sign, *lengths = _PART.unpack_from(data, part.at)
    first = part.at + _PART.size
    start = first + sum(lengths)
    if sign != _BEGINS or data[first : first + lengths[0]] != part.name.encode("ascii"):
        return None
    return data[start : start + part.taken]


def unpacked(taken: bytes, size: int, checksum: int) -> bytes | None:
    """Return the bytes of a part; None where it is not sound."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        said = stream.decompress(taken, size + 1)
    except zlib.error:
        return None
    return said if len(said) == size and zlib.crc32(said) == checksum else None
