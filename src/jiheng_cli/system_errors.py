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
        errno.EBADF: Bilingual("已被关闭", "it was closed"),
        errno.EROFS: Bilingual("磁盘或文件系统只读", "the disk is read-only"),
        errno.ENAMETOOLONG: Bilingual("名称过长", "the name is too long"),
        errno.EIO: Bilingual("读写设备出错", "the device failed"),
        errno.ENXIO: Bilingual(
            "这是套接字或不可用的设备，不是文件", "a socket or no usable device"
        ),
        errno.ENODEV: Bilingual("没有这样的设备", "no such device"),
        errno.ELOOP: Bilingual("链接互相循环", "links that go round in a loop"),
        errno.EBUSY: Bilingual("设备或文件正被占用", "the device or file is in use"),
        errno.EINVAL: Bilingual("系统不支持这样读写", "the system cannot do that"),
        errno.EFBIG: Bilingual("文件过大", "the file would be too large"),
        errno.EMFILE: Bilingual("打开的文件过多", "too many files are open"),
        errno.ENFILE: Bilingual("打开的文件过多", "too many files are open"),
        errno.ENOMEM: Bilingual("内存不足", "no memory left"),
    }
)


def reason_of(error: OSError) -> Bilingual:
    """Return why; what is rare, by its name, and in English in the words of the system."""
    known = _REASONS.get(error.errno or 0)
    if known is not None:
        return known
    kind = errno.errorcode.get(error.errno or 0, type(error).__name__)
    return Bilingual(f"系统错误 {kind}", error.strerror or kind)
