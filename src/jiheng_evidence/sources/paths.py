"""Opens the files of sources: only regular ones below the folder of the measure file."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DESCRIPTORS = next(filter(Path.is_dir, map(Path, ("/proc/self/fd", "/dev/fd"))), None)
_PATTERNS = frozenset("*?[{")


def confined(path: str, folder: Path, allowed: Sequence[Path] = ()) -> Path:
    """Return the real path of a file that lies below a folder, links followed.

    Args:
        path: As the measure file has it.
        folder: Of the measure file.
        allowed: Other folders or files that the user lets it reach.

    Raises:
        UnreadableFile: It lies elsewhere, or is no regular file.
    """
    real = Path(os.path.realpath(folder / path))
    homes = [Path(os.path.realpath(home)) for home in (folder, *allowed)]
    if "\0" in path or not any(real == home or home in real.parents for home in homes):
        raise UnreadableFile(
            name=path,
            reason=Bilingual(
                "在度量文件所在的文件夹之外；如确需读取，请用 --allow 允许",
                "it lies outside the folder of the measure file; --allow lets it be read",
            ),
        )
    try:
        mode = real.stat().st_mode
    except OSError:
        raise UnreadableFile(
            name=path, reason=Bilingual("文件不存在或没有权限", "no such file, or no permission")
        ) from None
    if not stat.S_ISREG(mode):
        raise UnreadableFile(name=path, reason=Bilingual("不是普通文件", "it is no regular file"))
    return real


@contextmanager
def opened(path: str, folder: Path, allowed: Sequence[Path] = ()) -> Iterator[BinaryIO]:
    """Give a file that `confined` lets through.

    Raises:
        UnreadableFile: It does not, or the file changed while it was used.
    """
    real = confined(path, folder, allowed)
    try:
        stream = real.open("rb")
    except OSError:
        raise UnreadableFile(name=path, reason=Bilingual("没有权限", "permission denied")) from None
    with stream:
        before = _state(stream)
        yield stream
        if _state(stream) != before:
            raise UnreadableFile(
                name=path, reason=Bilingual("读取时被改动", "it changed while it was read")
            )


def readable_path(stream: BinaryIO, name: str) -> str:
    """Return a path by which others read an open file, whatever its name was made of.

    Raises:
        UnreadableFile: The name would be taken for a pattern.
    """
    if _DESCRIPTORS is not None:
        return str(_DESCRIPTORS / str(stream.fileno()))
    path = str(stream.name)  # pragma: no cover - systems without such paths
    if _PATTERNS & set(path):  # pragma: no cover - systems without such paths
        raise UnreadableFile(
            name=name, reason=Bilingual("路径含有 * ? [ {", "its path contains * ? [ or {")
        )
    return path  # pragma: no cover - systems without such paths


def _state(stream: BinaryIO) -> tuple[int, int]:
    state = os.fstat(stream.fileno())
    return state.st_size, state.st_mtime_ns
