"""CSV on its way into the database: its digest, its encoding and its headers."""

from __future__ import annotations

import codecs
import csv
import io
import os
import tempfile
from hashlib import sha256
from typing import TYPE_CHECKING, Any, BinaryIO

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CHUNK = 1024 * 1024
_LONGEST_HEAD = 1024 * 1024
_MOST_COLUMNS = 10_000
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """Yield a file from its beginning."""
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        yield chunk


def digest(stream: BinaryIO) -> str:
    """Return the SHA-256 of a file."""
    total = sha256()
    for chunk in chunks(stream):
        total.update(chunk)
    return total.hexdigest()


def digest_and_encoding(stream: BinaryIO) -> tuple[str, str]:
    """Return the SHA-256 of a text file, and whether it is UTF-8, marked UTF-16, or GB18030."""
    total = sha256()
    decoder = codecs.getincrementaldecoder("utf-8")()
    stream.seek(0)
    encoding = "utf-16" if stream.read(2) in _UTF_16 else "utf-8"
    for chunk in chunks(stream):
        total.update(chunk)
        if encoding == "utf-8":
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                encoding = "gb18030"
    return total.hexdigest(), encoding


def in_memory(name: str) -> BinaryIO:
    """Return an empty file that has no name on any disk, where the system can."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create(name), "w+b")
    return tempfile.TemporaryFile(prefix="jiheng-")  # pragma: no cover - systems other than Linux


def in_utf8(stream: BinaryIO, name: str, encoding: str) -> BinaryIO:
    """Return a file in GB18030 or UTF-16 as UTF-8.

    Raises:
        UnreadableFile: It is not that either.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    copy = in_memory("utf8")
    try:
        for chunk in chunks(stream):
            copy.write(decoder.decode(chunk).encode("utf-8"))
        copy.write(decoder.decode(b"", final=True).encode("utf-8"))
    except UnicodeDecodeError:
        copy.close()
        zh, en = encoding.upper(), f"neither UTF-8 nor {encoding.upper()}"
        raise UnreadableFile(
            name=name, reason=Bilingual(f"既不是 UTF-8 也不是 {zh} 编码", f"it is {en}")
        ) from None
    copy.flush()
    return copy


def headers(stream: BinaryIO, name: str, delimiter: str) -> list[str]:
    """Return the first record of a CSV file in UTF-8.

    Raises:
        UnreadableFile: It has none, or names a column twice.
    """
    stream.seek(0)
    head = stream.read(_LONGEST_HEAD).decode("utf-8", "replace").removeprefix("\ufeff")
    try:
        record = next(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), [])
    except csv.Error:
        record = []
    found = [header.strip() for header in record]
    if not any(found) or len(found) > _MOST_COLUMNS:
        raise UnreadableFile(name=name, reason=Bilingual("没有表头", "it has no headers"))
    return found


def written(rows: Iterable[Sequence[Any]]) -> BinaryIO:
    """Return records as a CSV file in UTF-8 in memory; None is written as nothing."""
    copy = in_memory("rows")
    text = io.TextIOWrapper(copy, encoding="utf-8", errors="replace", newline="")
    try:
        # Both signs of a line's end make a value quoted that holds one of them.
        csv.writer(text, lineterminator="\r\n").writerows(rows)
        text.flush()
    except BaseException:
        text.close()
        raise
    text.detach()
    return copy
