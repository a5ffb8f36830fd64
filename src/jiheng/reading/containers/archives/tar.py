"""A tar archive → its entries; no head is believed before what it claims is within the limits."""

from __future__ import annotations

import re
import tarfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_NAME = 4096
"""Bytes of a path, as systems have it."""

MAX_HEAD = 64 * 1024
"""Bytes of the extended header of one entry."""

MAX_HEADS = 16 * 1024 * 1024
"""Bytes of all heads of an archive: some 1,600 for each of its files."""

_BLOCK = 512
_PIECE = 1024 * 1024
_LONG_NAME, _EXTENDED = tarfile.GNUTYPE_LONGNAME, (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE)
_NAMES = frozenset({_LONG_NAME, tarfile.GNUTYPE_LONGLINK})
_HEADS = frozenset({*_NAMES, tarfile.XGLTYPE, *_EXTENDED})
_WITHOUT_CONTENT = frozenset(
    {
        tarfile.LNKTYPE,
        tarfile.SYMTYPE,
        tarfile.CHRTYPE,
        tarfile.BLKTYPE,
        tarfile.DIRTYPE,
        tarfile.FIFOTYPE,
    }
)
_FILES = frozenset({tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE})
_RECORD = re.compile(rb"(\d{1,20}) ([^=\n]{1,255})=")
_MORE, _STILL_MORE = 482, 504
"""Where a sparse file's head, and those after it, say that another follows."""


class HeadsTooLong(Exception):
    """Names or extended headers beyond the limits."""


class Stream(Protocol):
    """Where the bytes of an archive come from."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes; fewer at the end only."""

    def check(self, size: int, /) -> None:
        """Raise when so many bytes cannot follow."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What an archive holds.

    Attributes:
        name: As it is written; nothing says in which encoding.
        size: Of its content.
        is_file: Whether that content is a file's, byte for byte.
        is_folder: Whether it is a folder.
    """

    name: bytes
    size: int
    is_file: bool
    is_folder: bool


class Tar:
    """An archive that is read once, from its beginning to its end.

    Args:
        stream: Its bytes.
    """

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._heads = 0
        self._rest = 0

    def entries(self) -> Iterator[Entry]:
        """Yield each entry; `content` gives that of the last.

        Raises:
            HeadsTooLong: Names or extended headers are beyond the limits.
            tarfile.ReadError: The archive is damaged.
        """
        said: dict[bytes, bytes] = {}
        while (info := self._head()) is not None:
            if info.type in _HEADS:
                said |= self._extension(info)
                continue
            entry = _entry(info, said)
            said = {}
            size = 0 if info.type in _WITHOUT_CONTENT else entry.size
            self._rest = size + -size % _BLOCK
            self._stream.check(size)
            yield entry
            self._skip()

    def content(self, entry: Entry) -> bytes:
        """Return the content of the entry that was yielded last."""
        data = self._exactly(entry.size)
        self._rest -= entry.size
        return data

    def _head(self) -> tarfile.TarInfo | None:
        """Return the next head; None at the end."""
        block = self._stream.read(_BLOCK)
        if not block.strip(b"\0"):
            return None
        info = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
        self._count(_BLOCK)
        if info.size < 0:
            raise tarfile.ReadError
        more = info.type == tarfile.GNUTYPE_SPARSE and block[_MORE]
        while more:
            self._count(_BLOCK)
            more = self._exactly(_BLOCK)[_STILL_MORE]
        return info

    def _extension(self, info: tarfile.TarInfo) -> dict[bytes, bytes]:
        """Return what a head says of the entry after it, by the keys of extended headers."""
        if info.size > (MAX_NAME if info.type in _NAMES else MAX_HEAD):
            raise HeadsTooLong
        self._count(info.size)
        data = self._exactly(info.size + -info.size % _BLOCK)[: info.size]
        if info.type == _LONG_NAME:
            return {b"path": data.partition(b"\0")[0]}
        return dict(_records(data)) if info.type in _EXTENDED else {}

    def _count(self, size: int) -> None:
        self._heads += size
        if self._heads > MAX_HEADS:
            raise HeadsTooLong

    def _skip(self) -> None:
        while self._rest:
            self._rest -= len(self._exactly(min(self._rest, _PIECE)))

    def _exactly(self, size: int) -> bytes:
        data = self._stream.read(size)
        if len(data) < size:
            raise tarfile.ReadError
        return data


def _records(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the keys and values of an extended header."""
    start = 0
    while start < len(data) and data[start]:
        record = _RECORD.match(data, start)
        end = start + int(record[1]) if record else 0
        if record is None or not record.end() < end <= len(data):
            raise tarfile.ReadError
        yield record[2], data[record.end() : end - 1]
        start = end


def _entry(info: tarfile.TarInfo, said: dict[bytes, bytes]) -> Entry:
    size = said.get(b"size")
    if size is not None and not (size.isdigit() and len(size) <= len(str(2**64))):
        raise tarfile.ReadError
    sparse = any(key.startswith(b"GNU.sparse.") for key in said)
    path = said.get(b"path", info.name.encode("utf-8", "surrogateescape"))
    name = said.get(b"GNU.sparse.name", path)
    if len(name) > MAX_NAME:
        raise HeadsTooLong
    return Entry(
        name=name,
        size=info.size if size is None else int(size),
        is_file=info.type in _FILES and not sparse,
        is_folder=info.isdir(),
    )
