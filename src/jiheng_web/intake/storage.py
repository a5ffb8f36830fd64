"""Bytes that were handed in, kept by their hash; a name somebody gave is never a path."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import time
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.writing.formulas import is_formula

if TYPE_CHECKING:
    from collections.abc import Container
    from typing import IO

_CHUNK = 1024 * 1024
_LONGEST_NAME = 120
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_NAMELESS = "未命名文件"
_HASH = re.compile(r"[0-9a-f]{64}")
_DAY = 86_400


class Kept(NamedTuple):
    """A file in the store."""

    sha256: str
    size: int


def keep(stream: IO[bytes], name: str) -> Kept:
    """Put a file into the store, whole or not at all; the same bytes are there once.

    Raises:
        UnreadableFile: It is empty or too large.
    """
    incoming = _folder("incoming")
    descriptor, path = tempfile.mkstemp(dir=incoming)
    try:
        with os.fdopen(descriptor, "wb") as copy:
            kept = _copied(stream, copy, name)
            copy.flush()
            os.fsync(copy.fileno())
        target = path_of(kept.sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        Path(path).replace(target)
        _sync(target.parent)
    finally:
        Path(path).unlink(missing_ok=True)
    return kept


def _copied(stream: IO[bytes], copy: IO[bytes], name: str) -> Kept:
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > settings.LARGEST_DOCUMENT:
            raise too_large(name)
        digest.update(chunk)
        copy.write(chunk)
    if not size:
        raise UnreadableFile(name=name, reason=Bilingual("文件是空的。", "the file is empty."))
    return Kept(digest.hexdigest(), size)


def too_large(name: str) -> UnreadableFile:
    """Return the error of a file of too many bytes."""
    most = settings.LARGEST_DOCUMENT // 1024**2
    return UnreadableFile(
        name=name,
        reason=Bilingual(
            f"超过 {most} MiB 的上限，未保存。请拆分后再上传。",
            f"larger than {most} MiB, and not kept. Split it and hand in the parts.",
        ),
    )


def path_of(sha256: str) -> Path:
    """Return where the bytes with a hash are kept."""
    if not _HASH.fullmatch(sha256):
        raise ValueError(sha256)
    return Path(settings.DOCUMENTS, sha256[:2], sha256)


def pages_of(sha256: str) -> Path:
    """Return the folder with pictures of the pages of a document; it can be made again."""
    return Path(settings.DOCUMENTS, "pages", path_of(sha256).name)


def clean_name(name: str) -> str:
    """Return a name to show: no folders, nothing invisible, no beginning of a formula, not long."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(one for one in last if unicodedata.category(one) not in _INVISIBLE)
    seen = seen.strip().lstrip(". ")
    # Wide signs are narrowed before they are looked at: some spreadsheets do so too.
    while is_formula(unicodedata.normalize("NFKC", seen)):
        seen = seen[1:].lstrip(". ")
    if len(seen) > _LONGEST_NAME:
        stem, dot, suffix = seen.rpartition(".")
        tail = f"…{dot}{suffix}" if 0 < len(suffix) <= len("markdown") else "…"
        seen = (stem or seen)[: _LONGEST_NAME - len(tail)] + tail
    return seen or _NAMELESS


def sweep(known: Container[str]) -> int:
    """Remove what was left behind a day ago or more: half copies, files no document names.

    Args:
        known: Hashes of all documents.
    """
    removed = 0
    old = time.time() - _DAY
    for path in Path(settings.DOCUMENTS).glob("*/*"):
        left = path.parent.name == "incoming" or (
            _HASH.fullmatch(path.name) and path.is_file() and path.name not in known
        )
        with suppress(OSError):
            if left and path.stat().st_mtime < old:
                path.unlink()
                removed += 1
    return removed


def _folder(name: str) -> Path:
    folder = Path(settings.DOCUMENTS, name)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _sync(folder: Path) -> None:
    """Let the name of a file survive a loss of power as its bytes do."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
