"""The files of an archive, unpacked within limits; nothing is written to disk."""

from __future__ import annotations

import gzip
import io
import lzma
import re
import stat
import tarfile
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.language.patterns import seldom
from jiheng.reading.containers.archives.tar import MAX_HEAD, MAX_NAME, HeadsTooLong, Tar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_UNPACKED = 64 * 1024 * 1024
MAX_FILES = 100
"""Of a data package."""

MAX_MEMBERS = 10_000
MAX_TOTAL = 512 * 1024 * 1024
MAX_EACH = 32 * 1024 * 1024
_ZIP, _GZIP, _TAR, _TAR_AT = b"PK\x03\x04", b"\x1f\x8b", b"ustar", 257
_ONE_DOCUMENT = seldom(
    r"(?:xl/workbook\.(?:xml|bin)|word/document\.xml|ppt/presentation\.xml|content\.xml|OFD\.xml"
    r"|datapackage\.json)",
    re.IGNORECASE,
)
"""Parts of a zip that make it one document."""

_LITTER = frozenset({"__macosx", "thumbs.db", ".ds_store", "desktop.ini"})
_IN_UTF8, _ENCRYPTED = 0x800, 0x1
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_DRIVE = re.compile("[A-Za-z]:")
_NAMELESS = "_"
_WITH_MODES = (3, 19)
"""Systems that write what an entry is (Unix, macOS) beside its name."""

_NO_FILES = frozenset({stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK})

_DAMAGE = (
    zipfile.BadZipFile,
    ValueError,
    OSError,
    RuntimeError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
)
"""What opening a damaged archive raises."""


def unpacked(data: bytes, name: str) -> dict[str, bytes]:
    """Return the files of a zip archive by name.

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
    except _DAMAGE as fault:
        raise UnreadableFile(name=name, reason=_DAMAGED) from fault


def holds_documents(data: bytes) -> bool:
    """Return whether some bytes are an archive of documents, not a document by themselves."""
    if data.startswith(_ZIP):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                names = archive.namelist()
        except (zipfile.BadZipFile, ValueError, OSError, RuntimeError):
            return False
        return not any(_ONE_DOCUMENT.fullmatch(name.replace("\\", "/")) for name in names)
    return data.startswith(_GZIP) or data.startswith(_TAR, _TAR_AT)


def members(
    data: bytes, name: str, on_fault: Callable[[UnreadableFile], None] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each file in an archive (.zip, .tar, .tar.gz, .gz).

    Archives within it are opened too. What systems leave behind (`__MACOSX`, `Thumbs.db`) is
    passed over, and no path leads out of the archive.

    Args:
        data: The archive.
        name: What it is called.
        on_fault: Called with what is wrong with a single file, named by its path in the archive;
            the others are yielded then.

    Raises:
        UnreadableFile: When it is damaged, or holds more than the limits; without `on_fault`, also
            when a single file is damaged, encrypted or too large.
    """
    budget = _Budget(name, MAX_MEMBERS, MAX_TOTAL, on_fault)
    try:
        yield from _opened(data, name, budget, "")
    except _BROKEN as fault:
        raise UnreadableFile(name=name, reason=_DAMAGED) from fault
    except HeadsTooLong as fault:
        raise UnreadableFile(name=name, reason=_LONG_HEADS) from fault


_BROKEN = (*_DAMAGE, tarfile.TarError)


@dataclass(slots=True)
class _Budget:
    """What may still be unpacked of an archive and the archives within it."""

    name: str
    files: int
    size: int
    on_fault: Callable[[UnreadableFile], None] | None

    def allows(self, path: str, size: int) -> bool:
        """Take a file off, before it is unpacked; refuse one that is too large by itself."""
        self.files -= 1
        if self.files < 0:
            raise UnreadableFile(name=self.name, reason=_TOO_MUCH)
        if size > MAX_EACH:
            self.refuse(path, _TOO_MUCH)
            return False
        self.size -= size
        if self.size < 0:
            raise UnreadableFile(name=self.name, reason=_TOO_MUCH)
        return True

    def refuse(self, path: str, reason: Bilingual) -> None:
        """Tell what is wrong with one file, and go on; else it is wrong with the archive."""
        if self.on_fault is None:
            raise UnreadableFile(name=self.name, reason=reason)
        self.on_fault(UnreadableFile(name=f"{self.name}/{path}", reason=reason))


def _opened(data: bytes, name: str, budget: _Budget, within: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an archive, `within` being the path of it in the outermost one."""
    for path, said in _files(data, name, budget, within):
        whole = f"{within}{path}"
        if not holds_documents(said):
            yield whole, said
        elif within:
            budget.refuse(whole, _TOO_DEEP)
        else:
            try:
                yield from _opened(said, path, budget, f"{path}/")
            except _BROKEN:
                budget.refuse(whole, _DAMAGED)
            except HeadsTooLong:
                budget.refuse(whole, _LONG_HEADS)


def _files(data: bytes, name: str, budget: _Budget, within: str) -> Iterator[tuple[str, bytes]]:
    if data.startswith(_ZIP):
        yield from _zipped(data, budget, within)
    elif data.startswith(_GZIP):
        with gzip.open(io.BytesIO(data)) as stream:
            start = stream.read(_TAR_AT + len(_TAR))
            stream.seek(0)
            if start.startswith(_TAR, _TAR_AT):
                yield from _taken(_Limited(stream, budget), budget, within)
                return
            said = stream.read(MAX_EACH + 1)
        path = _without_suffix(name)
        if budget.allows(f"{within}{path}", len(said)):
            yield path, said
    elif data.startswith(_TAR, _TAR_AT):
        yield from _taken(_Limited(io.BytesIO(data), budget, len(data)), budget, within)
    else:
        raise UnreadableFile(name=name, reason=_DAMAGED)


def _zipped(data: bytes, budget: _Budget, within: str) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            coded = entry.filename
            if not entry.flag_bits & _IN_UTF8:
                coded = _in_chinese(coded.encode("cp437", "replace"))
            if len(coded.encode("utf-8", "replace")) > MAX_NAME:
                raise HeadsTooLong
            path = "" if coded.endswith("/") else _safe(coded)
            if not path:
                continue
            whole = f"{within}{path}"
            if not _is_file(entry):
                budget.refuse(whole, _NO_FILE)
            elif entry.flag_bits & _ENCRYPTED:
                budget.refuse(whole, _PASSWORD)
            elif budget.allows(whole, entry.file_size):
                try:
                    said = archive.read(entry)
                except _BROKEN:
                    budget.refuse(whole, _DAMAGED)
                else:
                    yield path, said


def _is_file(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is no link, device or pipe."""
    return (
        entry.create_system not in _WITH_MODES
        or stat.S_IFMT(entry.external_attr >> 16) not in _NO_FILES
    )


def _taken(stream: _Limited, budget: _Budget, within: str) -> Iterator[tuple[str, bytes]]:
    archive = Tar(stream)
    for entry in archive.entries():
        path = "" if entry.is_folder else _safe(_in_chinese(entry.name))
        if not path:
            continue
        if not entry.is_file:
            budget.refuse(f"{within}{path}", _NO_FILE)
        elif budget.allows(f"{within}{path}", entry.size):
            yield path, archive.content(entry)


class _Limited:
    """A stream that gives no more than the limit, whatever heads within it claim."""

    def __init__(
        self, stream: io.BufferedIOBase | gzip.GzipFile, budget: _Budget, size: int | None = None
    ) -> None:
        self._stream, self._budget = stream, budget
        self._left, self._size = 2 * MAX_TOTAL, size

    def read(self, size: int) -> bytes:
        """Return the next bytes."""
        said = self._stream.read(size)
        self._left -= len(said)
        if self._left < 0:
            raise UnreadableFile(name=self._budget.name, reason=_TOO_MUCH)
        return said

    def check(self, size: int) -> None:
        """Refuse at once what claims more than there is, or than is read."""
        if self._size is not None and size > self._size - self._stream.tell():
            raise tarfile.ReadError
        if size > self._left:
            raise UnreadableFile(name=self._budget.name, reason=_TOO_MUCH)


def _in_chinese(coded: bytes) -> str:
    """Return a name that no flag says the encoding of."""
    try:
        return coded.decode("utf-8")
    except UnicodeDecodeError:
        return coded.decode("gb18030", "replace")


def _safe(path: str) -> str:
    """Return a path that stays where it is put; nothing for litter."""
    parts = _CONTROL.sub("", path).replace("\\", "/").split("/")
    parts = [part for part in parts if part not in {"", ".", ".."} and not _DRIVE.fullmatch(part)]
    litter = any(part.lower() in _LITTER or part.startswith("._") for part in parts)
    return "" if litter else "/".join(parts) or _NAMELESS


def _without_suffix(name: str) -> str:
    last = name.replace("\\", "/").rpartition("/")[2]
    return last[:-3] if last.lower().endswith(".gz") else last


_TOO_LARGE = Bilingual(
    "压缩包文件过多或展开后过大。", "the archive holds too many files, or unpacks too large."
)
_DAMAGED = Bilingual("压缩包已损坏或已加密。", "the archive is damaged or encrypted.")
_PASSWORD = Bilingual(
    "压缩包已加密。请先解压，再读取其中的文件。",
    "the archive is encrypted. Unpack it and read the files in it.",
)
_TOO_MUCH = Bilingual(
    f"压缩包超过 {MAX_MEMBERS} 个文件、展开后共超过 {MAX_TOTAL // 1024**2} MB，"
    f"或其中有文件超过 {MAX_EACH // 1024**2} MB。请解压后分批读取。",
    f"more than {MAX_MEMBERS} files, more than {MAX_TOTAL // 1024**2} MB in all, "
    f"or a file of more than {MAX_EACH // 1024**2} MB. Unpack it and read a part at a time.",
)
_TOO_DEEP = Bilingual(
    "压缩包里又套压缩包，层数过多。请先解压再读。",
    "archives within archives, too many deep. Unpack them first.",
)
_LONG_HEADS = Bilingual(
    f"压缩包中有文件名超过 {MAX_NAME // 1024} KB、附加信息超过 {MAX_HEAD // 1024} KB，或合计过多，"
    "已拒绝读取。请解压后再读。",
    f"a name of more than {MAX_NAME // 1024} KB, extra information of more than"
    f" {MAX_HEAD // 1024} KB, or too much in all: refused. Unpack it and read the files in it.",
)
_NO_FILE = Bilingual(
    "压缩包中的这一项是链接、设备、管道或稀疏文件，不是普通文件，没有读取。请读取它所指的文件，"
    "或解压后再读。",
    "this entry of the archive is a link, a device, a pipe or a sparse file, no plain file, and was"
    " not read. Read the file it stands for, or unpack the archive.",
)
