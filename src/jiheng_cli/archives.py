"""Archives → the documents in them, one after the other, each named by its path in the archive."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import JihengError, UnreadableFile
from jiheng.reading.containers.archives.unpacking import holds_documents, members
from jiheng.reading.containers.kinds import kind_of
from jiheng_cli.inputs import is_document, is_signed, may_hold_documents
from jiheng_cli.limits import LARGEST_ARCHIVE, USUAL, read_bytes, time_limit
from jiheng_cli.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


def _in_silence(_name: str) -> None:
    """Say nothing of a file that is passed over."""


def documents(
    sources: Iterable[Source],
    seconds: float,
    max_size: int = USUAL,
    pass_over: Callable[[str], None] = _in_silence,
) -> Iterator[tuple[Source, JihengError | None]]:
    """Yield each document, and what keeps an archive from being opened in its place.

    Args:
        sources: Files; those that are archives of documents are opened.
        seconds: How long opening an archive, or unpacking one document, may take.
        max_size: MiB that the standard input may have, an archive or not.
        pass_over: Called with the name of each file in an archive that is no document.
    """
    for source in sources:
        if source.absent is not None:
            yield source, source.absent
            continue
        if not may_hold_documents(source):
            yield source, None
            continue
        try:
            yield from _opened(source, seconds, max_size, pass_over)
        except JihengError as error:
            yield source, error


def _opened(
    source: Source, seconds: float, max_size: int, pass_over: Callable[[str], None]
) -> Iterator[tuple[Source, JihengError | None]]:
    with time_limit(source.name, seconds):
        data = read_bytes(source, max_size if source.path is None else LARGEST_ARCHIVE)
        is_archive = holds_documents(data)
    if not is_archive:
        yield replace(source, data=data), None
        return
    empty = True
    for path, said in _members(data, source.name, seconds):
        name, where = f"{source.name}/{path}", (source.path or Path()) / path
        if not (is_document(PurePosixPath(path).name) or _is_known(said, name)):
            pass_over(name)
            continue
        empty = False
        if isinstance(said, JihengError):
            yield Source(name, where), said
        else:
            yield Source(name, where, said), None
    if empty:
        raise UnreadableFile(name=source.name, reason=_NOTHING)


def _is_known(said: bytes | UnreadableFile, name: str) -> bool:
    """Return whether a file without a known suffix is a document by what it holds."""
    if isinstance(said, UnreadableFile) or not is_signed(said):
        return False
    try:
        kind_of(said, name)
    except UnreadableFile:
        return False
    return True


def _members(
    data: bytes, name: str, seconds: float
) -> Iterator[tuple[str, bytes | UnreadableFile]]:
    """Yield path and bytes of each file, or what is wrong with it."""
    faults: list[UnreadableFile] = []
    found = members(data, name, faults.append)
    while True:
        with time_limit(name, seconds):
            member = next(found, None)
        for fault in faults:
            yield fault.name.removeprefix(f"{name}/"), fault
        faults.clear()
        if member is None:
            return
        yield member


_NOTHING = Bilingual(
    "压缩包中没有可以读取的文件。", "the archive holds no document that can be read."
)
