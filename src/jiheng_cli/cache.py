"""What was read before, kept in a folder of the user's, so that a long document is read once.

An entry is found by the content of the document, the suffix of its name and the version of
everything that reads. It is taken only from a folder that nobody else may write to, and only for
what it is: unpickling makes values of the model, and nothing else. A damaged entry is none.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import stat
import sys
import time
import zlib
from contextlib import suppress
from dataclasses import is_dataclass, replace
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import jiheng

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.reading.documents import ReadResult

MOST_BYTES = 1024**3
"""What the folder may hold; the entries that were not used for longest go first."""

SLOW = 0.5
"""Seconds from which on reading is worth being kept."""

_BETWEEN_TIDYINGS = 64
_ABANDONED = 3600.0
_SUFFIX = ".read"
_PRIVATE = 0o700
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_PARSERS = (
    "lxml",
    "msgspec",
    "numpy",
    "opencv_python",
    "opencv_python_headless",
    "openvino",
    "pypdfium2",
    "python_calamine",
    "python_docx",
    "rapidocr",
)
_STAGES = ("model", "language", "standards", "reading")
_PLAIN = {
    ("decimal", "Decimal"),
    ("types", "MappingProxyType"),
    ("array", "array"),
    ("array", "_array_reconstructor"),
}


class Cache:
    """A folder of results.

    Args:
        folder: Where they are; it is made when it is needed.
        most_bytes: What it may hold.
    """

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most_bytes = most_bytes

    def find(self, data: bytes, name: str) -> ReadResult | None:
        """Return what reading a document gave before, if that is known."""
        if not self._is_ours():
            return None
        digest = hashlib.sha256(data).hexdigest()
        path = self._path(digest, name)
        try:
            found = _unpacked(path.read_bytes())
        except FileNotFoundError:
            return None
        except Exception:  # noqa: BLE001 - whatever is wrong with an entry, it is read anew
            _drop(path)
            return None
        with suppress(OSError):
            os.utime(path)
        return _renamed(found, digest, name)

    def keep(self, data: bytes, name: str, result: ReadResult) -> None:
        """Keep what reading a document gave; nothing is said when that fails."""
        with suppress(OSError):
            self._folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
            if self._is_ours():
                path = self._path(hashlib.sha256(data).hexdigest(), name)
                _write(path, zlib.compress(pickle.dumps(result, pickle.HIGHEST_PROTOCOL), 1))
                self._tidy_now_and_then(path)

    def forget_unfinished(self, process: int) -> None:
        """Remove what a process that was killed did not write to its end."""
        _drop(self._folder / _unfinished(process))

    def tidy(self) -> None:
        """Remove the oldest entries beyond what the folder may hold, and what was abandoned."""
        entries = sorted(self._entries(), reverse=True)
        held = 0
        for used, size, path in entries:
            held += size
            abandoned = path.suffix != _SUFFIX and used < time.time() - _ABANDONED
            if held > self._most_bytes or abandoned:
                _drop(path)

    def _tidy_now_and_then(self, path: Path) -> None:
        # By chance of the digest, so that many short runs tidy as often as a long one.
        if int(path.name[:8], 16) % _BETWEEN_TIDYINGS == 0:
            self.tidy()

    def _entries(self) -> Iterator[tuple[float, int, Path]]:
        with os.scandir(self._folder) as listed:
            for entry in listed:
                with suppress(OSError):
                    known = entry.stat(follow_symlinks=False)
                    yield known.st_mtime, known.st_size, Path(entry.path)

    def _path(self, digest: str, name: str) -> Path:
        key = f"{digest} {Path(name).suffix.casefold()} {version()}"
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()}{_SUFFIX}"

    def _is_ours(self) -> bool:
        """Return whether the folder is the user's own, and nobody else may write to it."""
        try:
            known = self._folder.lstat()
        except OSError:
            return False
        if not stat.S_ISDIR(known.st_mode):
            return False
        user = getattr(os, "geteuid", None)
        return user is None or (known.st_uid == user() and not known.st_mode & _OTHERS_WRITE)


def usual_cache() -> Cache:
    """Return the cache of the user."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    base = Path(home) if Path(home).is_absolute() else Path("~/.cache").expanduser()
    return Cache(base / "jiheng")


@cache
def version() -> str:
    """Return what identifies everything that reads: our sources, the parsers, the interpreter."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as version_of

    parts = [jiheng.__version__, sys.version]
    for parser in _PARSERS:
        with suppress(PackageNotFoundError):
            parts.append(f"{parser} {version_of(parser)}")
    root = Path(jiheng.__file__).parent
    for stage in _STAGES:
        for path in sorted((root / stage).rglob("*")):
            if path.suffix != ".pyc" and path.is_file():
                known = path.stat()
                parts.append(f"{path.relative_to(root)} {known.st_size} {known.st_mtime_ns}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


class _ModelOnly(pickle.Unpickler):
    """Makes values of the model; whatever else an entry names is refused."""

    def find_class(self, module: str, name: str) -> object:
        """Return a class of the model."""
        found: object = None
        if (module, name) in _PLAIN or (module.startswith("jiheng.") and "." not in name):
            found = super().find_class(module, name)
        if (module, name) in _PLAIN or _is_value(found):
            return found
        message = f"{module}.{name} is no part of a result"
        raise pickle.UnpicklingError(message)


def _is_value(found: object) -> bool:
    """Return whether making one of a class does nothing but hold what it is given."""
    if not isinstance(found, type) or not found.__module__.startswith("jiheng."):
        return False
    return (
        is_dataclass(found)
        or issubclass(found, Enum)
        or found.__module__.startswith("jiheng.model.")
    )


def _unpacked(entry: bytes) -> ReadResult:
    from jiheng.reading.documents import ReadResult

    result = _ModelOnly(io.BytesIO(zlib.decompress(entry))).load()
    if not isinstance(result, ReadResult):
        message = "no result"
        raise pickle.UnpicklingError(message)
    return result


def _renamed(result: ReadResult, digest: str, name: str) -> ReadResult:
    """Let tables come from the document as it is named today."""
    tables = tuple(
        replace(table, source=replace(table.source, name=name))
        if table.source and table.source.sha256 == digest
        else table
        for table in result.tables
    )
    return replace(result, tables=tables)


def _write(path: Path, entry: bytes) -> None:
    unfinished = path.with_name(_unfinished(os.getpid()))
    try:
        unfinished.write_bytes(entry)
        unfinished.replace(path)
    except BaseException:
        _drop(unfinished)
        raise


def _unfinished(process: int) -> str:
    return f".{process}.tmp"


def _drop(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
