"""The files of a small archive, unpacked within limits."""

from __future__ import annotations

import io
import zipfile

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile

MAX_UNPACKED = 64 * 1024 * 1024
MAX_FILES = 100


def unpacked(data: bytes, name: str) -> dict[str, bytes]:
    """Return the files of a zip archive by name; nothing is written to disk.

    Raises:
        UnreadableFile: When it is damaged, encrypted, or holds more than the limits.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            size = sum(entry.file_size for entry in entries)
            if len(entries) > MAX_FILES or size > MAX_UNPACKED:
                raise UnreadableFile(name=name, reason=_TOO_LARGE)
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, EOFError) as fault:
        raise UnreadableFile(name=name, reason=_DAMAGED) from fault


_TOO_LARGE = Bilingual(
    "压缩包文件过多或展开后过大。", "the archive holds too many files, or unpacks too large."
)
_DAMAGED = Bilingual("压缩包已损坏或已加密。", "the archive is damaged or encrypted.")
