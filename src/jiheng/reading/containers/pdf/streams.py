"""The packed streams of a PDF: unpacked within bounds and thrown away, before PDFium unpacks them.

A stream of a megabyte may unpack to a gigabyte, and PDFium unpacks each as a whole.
"""

from __future__ import annotations

import re
import zlib
from binascii import unhexlify
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.reading.containers.pdf.packed import from_ascii85, from_lzw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Decoder = Callable[[Iterator[bytes], int], Iterator[bytes]]

_MB = 1024 * 1024

MAX_STREAM = 64 * _MB
"""Bytes of a stream that is no image; the drawing of a page has some ten kilobytes."""

MAX_STREAMS = 512 * _MB
MAX_SWELLING = 40
"""All streams may be so many times as large as the file, if that is more."""

_LONGEST_HEAD = 4_096
_STEP = 64 * 1024
_BEGUN = re.compile(rb"(?<!end)stream[^\r\n]{0,32}(?:\r\n?|\n)")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_FILTER = re.compile(rb"/(?:Filter|F)\s*(\[[^\]]*\]|/[^\s/<>\[\]()]+)")
_LENGTH = re.compile(rb"/Length\s+(\d{1,10})(?!\s+\d+\s+R)")
_NAME = re.compile(rb"/([^\s/<>\[\]()]+)")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def check_streams(data: bytes, name: str) -> None:
    """Refuse a PDF with a stream that unpacks to more than any page needs.

    Images are left out: PDFium unpacks them line by line, as large as they say they are. What is
    encrypted cannot be looked into; `memory` bounds what that may take.

    Args:
        data: The file.
        name: Of the file, for messages.

    Raises:
        UnreadableFile: When a stream, or all of them together, are larger than the limit.
    """
    whole, most = 0, max(MAX_STREAMS, MAX_SWELLING * len(data))
    for found in _BEGUN.finditer(data):
        head = _head(data, found.start())
        if _IMAGE.search(head):
            continue
        size = _unpacked_size(data, found.end(), head)
        whole += size
        if size > MAX_STREAM:
            raise UnreadableFile(name=name, reason=_LARGE_STREAM)
        if whole > most:
            raise UnreadableFile(name=name, reason=_large_streams(most))


def _head(data: bytes, end: int) -> bytes:
    """Return the dictionary before a stream."""
    before = data[max(end - _LONGEST_HEAD, 0) : end]
    return _ESCAPED.sub(lambda code: unhexlify(code[1]), before[before.rfind(b"obj") + 1 :])


def _unpacked_size(data: bytes, start: int, head: bytes) -> int:
    """Return how large a stream is after each of its filters at most, no more than needed."""
    decoders = _decoders(head)
    if decoders is None:
        return 0
    largest = [0]
    chunks = _pieces(data, start, _end(data, start, head, decoders))
    for decoder in decoders:
        chunks = _counted(decoder(chunks, _STEP), largest)
    for _chunk in chunks:
        pass
    return largest[0]


def _decoders(head: bytes) -> list[Decoder] | None:
    """Return what unpacks a stream; None where nothing does."""
    found = _FILTER.search(head)
    if found is None:
        return [_inflated]  # named elsewhere, if it is packed at all: then it begins like that
    decoders: list[Decoder] = []
    for filtered in _NAME.findall(found[1]):
        if filtered not in _DECODERS:
            break
        decoders.append(_DECODERS[filtered])
    return decoders or None


def _end(data: bytes, start: int, head: bytes, decoders: list[Decoder]) -> int:
    """Return where a stream ends at the latest."""
    if decoders[0] is _inflated:
        return len(data)  # it tells its end itself, whatever stands in between
    told = _LENGTH.search(head)
    end = data.find(b"endstream", start)
    stated = start + int(told[1]) if told else 0
    return min(max(end, stated), len(data)) if end >= 0 else len(data)


def _pieces(data: bytes, start: int, end: int) -> Iterator[bytes]:
    for at in range(start, end, _STEP):
        yield data[at : min(at + _STEP, end)]


def _counted(chunks: Iterator[bytes], largest: list[int]) -> Iterator[bytes]:
    """Pass on what a filter gives, until it is too much."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        largest[0] = max(largest[0], size)
        if size > MAX_STREAM:
            return
        yield chunk


def _inflated(chunks: Iterator[bytes], step: int) -> Iterator[bytes]:
    unpacking = zlib.decompressobj()
    try:
        for chunk in chunks:
            yield unpacking.decompress(chunk, step)
            while unpacking.unconsumed_tail and not unpacking.eof:
                yield unpacking.decompress(unpacking.unconsumed_tail, step)
            if unpacking.eof:
                return
    except zlib.error:
        return  # damaged, or not packed: what came so far is all


def _from_hex(chunks: Iterator[bytes], _step: int) -> Iterator[bytes]:
    left = b""
    for chunk in chunks:
        digits = left + re.sub(rb"[^0-9A-Fa-f>]", b"", chunk)
        digits, closed, _ = digits.partition(b">")
        even = len(digits) // 2 * 2
        left = digits[even:]
        yield unhexlify(digits[:even])
        if closed:
            return


_DECODERS: dict[bytes, Decoder] = {
    b"FlateDecode": _inflated,
    b"Fl": _inflated,
    b"LZWDecode": from_lzw,
    b"LZW": from_lzw,
    b"ASCII85Decode": from_ascii85,
    b"A85": from_ascii85,
    b"ASCIIHexDecode": _from_hex,
    b"AHx": _from_hex,
}

_LARGE_STREAM = Bilingual(
    f"一个压缩流解开后超过 {MAX_STREAM // _MB} MB，没有读取。请确认文件，或另存为 PDF 后再读。",
    f"a packed stream unpacks to more than {MAX_STREAM // _MB} MB; the file was not read. Check"
    " it, or save it anew as PDF.",
)


def _large_streams(most: int) -> Bilingual:
    return Bilingual(
        f"压缩流解开后共超过 {most // _MB} MB，没有读取。请确认文件，或拆分后再读。",
        f"the packed streams unpack to more than {most // _MB} MB in all; the file was not read."
        " Check it, or split it.",
    )
