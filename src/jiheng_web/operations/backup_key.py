"""The key in a backup: a workspace must have it before its settings can be read."""

from __future__ import annotations

import tarfile
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile

if TYPE_CHECKING:
    from pathlib import Path

KEY = "secret.key"
"""Its name in a backup."""


def key_in(path: Path) -> str:
    """Return the key a backup was made with: approvals were signed with it.

    Raises:
        UnreadableFile: It is no backup.
    """
    try:
        with tarfile.open(path, "r:gz") as archive:
            member = archive.extractfile(KEY)
            if member is None:
                raise unsound(path, KEY)
            return member.read(200).decode("ascii")
    except (tarfile.TarError, EOFError, OSError, KeyError, ValueError) as fault:
        raise unsound(path, str(fault)) from fault


def unsound(path: Path, why: Bilingual | str) -> UnreadableFile:
    """Return the error of a file that is no sound backup.

    Args:
        why: What is wrong with it; a name, or what the system says, is the same in any language.
    """
    said = why if isinstance(why, Bilingual) else Bilingual(why, why)
    return UnreadableFile(
        name=path.name,
        reason=Bilingual(
            f"不是完好的备份文件（{said.zh}），未恢复任何内容。",
            f"this is no sound backup ({said.en}); nothing was restored.",
        ),
    )
