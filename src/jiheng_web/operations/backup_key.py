"""The key in a backup: a workspace must have it before its settings can be read."""

from __future__ import annotations

import tarfile
import zlib
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile

if TYPE_CHECKING:
    from pathlib import Path

KEY = "secret.key"
"""Its name in a backup."""
FAULTS = (tarfile.TarError, zlib.error, EOFError, OSError, KeyError, ValueError)
"""What reading a file that is no sound backup ends in."""


def key_in(path: Path) -> str:
    """Return the key a backup was made with: approvals were signed with it.

    Raises:
        UnreadableFile: It is no backup.
    """
    try:
        with tarfile.open(path, "r:gz") as archive:
            member = archive.extractfile(KEY)
            if member is None:
                raise unsound(path, lacks(KEY))
            return member.read(200).decode("ascii")
    except FAULTS as fault:
        raise unsound(path, told(fault, path)) from fault


def told(fault: Exception, path: Path) -> Bilingual:
    """Return what is wrong with a file that cannot be read as a backup."""
    if isinstance(fault, KeyError):
        return lacks(str(fault.args[0]))
    if isinstance(fault, ValueError):
        return Bilingual("内容无法识别", "what it says cannot be understood")
    if path.is_file() and path.stat().st_size == 0:
        return Bilingual("文件是空的", "the file is empty")
    if isinstance(fault, OSError) and fault.errno:
        return Bilingual("系统读写出错", "the system cannot read or write")
    return Bilingual("不是 gzip 压缩的 tar 文件，或已损坏", "no gzipped tar file, or damaged")


def lacks(name: str) -> Bilingual:
    """Return that a part of a backup is missing; tarfile puts its name into words of its own."""
    part = name.removeprefix("filename '").removesuffix("' not found")
    return Bilingual(f"缺少 {part}", f"{part} is missing")


def unsound(path: Path, why: Bilingual) -> UnreadableFile:
    """Return the error of a file that is no sound backup.

    Args:
        why: What is wrong with it.
    """
    return UnreadableFile(
        name=path.name,
        reason=Bilingual(
            f"不是完好的备份文件（{why.zh}），未恢复任何内容。",
            f"this is no sound backup ({why.en}); nothing was restored.",
        ),
    )
