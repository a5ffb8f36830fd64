"""Filters of PDF streams that the standard library does not know piece by piece: LZW, ASCII 85."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLEAR, _END = 256, 257
_SHORTEST, _LONGEST = 9, 12
"""Bits of a code of LZW."""

_GROUP = 5
_NO_DIGIT = re.compile(rb"[^!-uz~]")


def from_lzw(chunks: Iterator[bytes], step: int) -> Iterator[bytes]:
    """Unpack LZW; what is damaged ends it.

    Args:
        chunks: What is packed.
        step: Bytes to give at a time, at least.
    """
    table: list[bytes] = []
    last = b""
    unpacked = bytearray()
    for code in _codes(chunks, table):
        if code == _CLEAR:
            table.clear()
            last = b""
            continue
        known = bytes((code,)) if code < _CLEAR else _entry(table, code - _END - 1, last)
        if code == _END or not known:
            break
        if last and len(table) < (1 << _LONGEST) - _END - 1:
            table.append(last + known[:1])
        last = known
        unpacked += known
        if len(unpacked) >= step:
            yield bytes(unpacked)
            unpacked.clear()
    yield bytes(unpacked)


def _entry(table: list[bytes], index: int, last: bytes) -> bytes:
    """Return what a code stands for; nothing where it cannot be."""
    if 0 <= index < len(table):
        return table[index]
    return last + last[:1] if index == len(table) else b""


def _codes(chunks: Iterator[bytes], table: list[bytes]) -> Iterator[int]:
    """Yield codes, which are longer the more the table holds, one code ahead of it."""
    bits = held = 0
    for chunk in chunks:
        for byte in chunk:
            held = (held << 8 | byte) & 0xFFFFFF
            bits += 8
            width = min(max((len(table) + _END + 2).bit_length(), _SHORTEST), _LONGEST)
            if bits >= width:
                bits -= width
                yield held >> bits & (1 << width) - 1


def from_ascii85(chunks: Iterator[bytes], _step: int) -> Iterator[bytes]:
    """Turn five signs into four bytes each, up to the sign of the end; the last four are padded."""
    left = b""
    for chunk in chunks:
        signs, closed, _ = _NO_DIGIT.sub(b"", chunk).replace(b"z", b"!!!!!").partition(b"~")
        signs = left + signs
        if closed and len(signs) % _GROUP > 1:
            signs += b"u" * (-len(signs) % _GROUP)
        even = len(signs) // _GROUP * _GROUP
        left = signs[even:]
        yield b"".join(_four(signs[at : at + _GROUP]) for at in range(0, even, _GROUP))
        if closed:
            return


def _four(signs: bytes) -> bytes:
    value = 0
    for sign in signs:
        value = value * 85 + sign - 33
    return (value & 0xFFFFFFFF).to_bytes(4, "big")
