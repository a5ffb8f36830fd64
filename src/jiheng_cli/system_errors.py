"""Why the operating system refused, in words of both languages."""

from __future__ import annotations

import errno
from types import MappingProxyType
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual

if TYPE_CHECKING:
    from collections.abc import Mapping

_FORBIDDEN = Bilingual("没有权限", "permission denied")
_REASONS: Mapping[int, Bilingual] = MappingProxyType(
    {
        errno.EACCES: _FORBIDDEN,
        errno.EPERM: _FORBIDDEN,
        errno.ENOENT: Bilingual("文件或文件夹不存在", "no such file or folder"),
        errno.EISDIR: Bilingual("这是文件夹，不是文件", "it is a folder, not a file"),
        errno.ENOTDIR: Bilingual("路径中有一段不是文件夹", "a part of the path is no folder"),
        errno.ENOSPC: Bilingual("磁盘空间不足", "no space left on the disk"),
        errno.EROFS: Bilingual("磁盘或文件系统只读", "the disk is read-only"),
        errno.ENAMETOOLONG: Bilingual("名称过长", "the name is too long"),
        errno.EIO: Bilingual("读写设备出错", "the device failed"),
    }
)


def reason_of(error: OSError) -> Bilingual:
    """Return why; in the words of the system, in both languages, for what is rare."""
    known = _REASONS.get(error.errno or 0)
    if known is not None:
        return known
    said = error.strerror or type(error).__name__
    return Bilingual(said, said)
