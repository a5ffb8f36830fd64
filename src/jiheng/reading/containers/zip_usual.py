"""A zip as programs usually pack it, read without the ceremony that `zipfile` makes of each part.

Whatever is packed in any other way, or damaged, is left to `zipfile`, which tells what is wrong.
"""

from __future__ import annotations

import zlib
from struct import Struct
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED

if TYPE_CHECKING:
    from zipfile import ZipInfo

_END = Struct("<4s6x1H2LH")
_LISTED = Struct("<4s24x3H12x")
_PART = Struct("<4s22x2H")
_ENDS, _LISTS, _BEGINS = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
_PLAIN = ~0x80E
"""All flags but those for how well it is packed, sizes told later, and names in UTF-8."""


def names_in(data: bytes) -> set[str] | None:
    """Return the names of the parts, by the list at the end; None where that is unusual."""
    end = len(data) - _END.size
    if end < 0:
        return None
    sign, count, size, at, comment = _END.unpack_from(data, end)
    if sign != _ENDS or comment or at + size != end:
        return None
    names = set()
    for _ in range(count):
        if at + _LISTED.size > end:
            return None
        sign, *lengths = _LISTED.unpack_from(data, at)
        first = at + _LISTED.size
        name = data[first : first + lengths[0]]
        if sign != _LISTS or not name.isascii():
            return None
        names.add(name.decode("ascii"))
        at = first + sum(lengths)
    return names if at == end else None


def unpacked(data: bytes, entry: ZipInfo) -> bytes | None:
    """Return the bytes of a part; None where it is not packed the usual way, or not sound."""
    at, name = entry.header_offset, entry.orig_filename
    usual = entry.compress_type == ZIP_DEFLATED and not entry.flag_bits & _PLAIN and name.isascii()
    if not usual or not 0 <= at <= len(data) - _PART.size:
        return None
    sign, *lengths = _PART.unpack_from(data, at)
    first = at + _PART.size
    start = first + sum(lengths)
    if sign != _BEGINS or data[first : first + lengths[0]] != name.encode("ascii"):
        return None
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        said = stream.decompress(data[start : start + entry.compress_size], entry.file_size + 1)
    except zlib.error:
        return None
    sound = len(said) == entry.file_size and zlib.crc32(said) == entry.CRC
    return said if sound else None
