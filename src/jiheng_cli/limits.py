"""What a single document may cost: bytes and seconds.

Reading text is Python all the way, so a timer interrupts it within the process, at no cost. A
workbook, a PDF or a picture is opened by compiled code that no timer reaches, and a small one may
unpack to any size: such documents are read by a child process that is bounded in memory and can be
killed (`jiheng_children.workers`). So is everything where the system has no such timer.
"""

from __future__ import annotations

import io
import os
import signal
import stat
import sys
from contextlib import contextmanager
from select import select
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng_children.messages import LONGEST, Loss
from jiheng_cli.system_errors import reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import FrameType
    from typing import BinaryIO

    from jiheng_cli.source import Source

LARGEST = 32
"""MiB that may be allowed; the core itself takes no more."""

USUAL = 8
"""MiB without being allowed more: thousands of pages, and well below a gigabyte of memory."""

PAGED = 8
"""Times as much that a PDF or picture may have, for only one page of it is held at a time."""

LARGEST_ARCHIVE = 256
"""MiB of an archive; each document in it has the limit of any document."""

PATIENCE = 120
"""Seconds for one document; one that is read page by page may take them for each page."""

LONGEST_PATIENCE = 7 * 24 * 3600
"""Seconds that may be allowed: a week, which every timer of the system can be set to."""

PIPE_PATIENCE = 10
"""Seconds that a named pipe may stay without any program that writes into it."""

MOST_JOBS = 256
"""Documents at the same time; each takes a process."""

_MIB = 1024 * 1024
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8", b"RIFF")
_COMPILED = (b"PK", b"\xd0\xcf\x11\xe0", *_PICTURES)
"""How documents begin that compiled code opens: archives, old Office, PDF and pictures."""

_PDF = b"%PDF-"
_PROLOGUE = 1024
"""Bytes among which a PDF may begin."""

_NO_WRITER = Bilingual(
    f"这是命名管道，不是文件；等了 {PIPE_PATIENCE} 秒，没有程序向它写入。请改用文件，"
    "或先启动写入的程序。",
    f"a named pipe, not a file, and for {PIPE_PATIENCE} seconds no program wrote into it."
    " Name a file, or start what writes first.",
)
_LINK_TO_NOTHING = Bilingual("这是链接，所指的文件不存在", "a link to nothing")
_HAS_TIMER = hasattr(signal, "setitimer")


def read_bytes(source: Source, max_size: int) -> bytes:
    """Return the bytes of a document, never holding more than the limit.

    Args:
        source: Where they are.
        max_size: In MiB.

    Raises:
        UnreadableFile: Too large, or the system refuses.
    """
    if source.data is not None:
        if len(source.data) > _most(source.data, max_size):
            raise _too_large(source.name, max_size)
        return source.data
    try:
        if source.path is None:
            return _bounded(sys.stdin.buffer, source.name, max_size)
        known = source.path.stat()
        if stat.S_ISFIFO(known.st_mode):
            return _piped(source.path, source.name, max_size)
        with source.path.open("rb") as stream:
            size = known.st_size if stat.S_ISREG(known.st_mode) else 0
            return _bounded(stream, source.name, max_size, size)
    except OSError as error:
        why = reason_of(error)
        if isinstance(error, FileNotFoundError) and source.path and source.path.is_symlink():
            why = _LINK_TO_NOTHING
        raise UnreadableFile(
            name=source.name,
            reason=Bilingual(f"无法打开（{why.zh}）。", f"cannot be opened ({why.en})."),
        ) from error


def _piped(path: Path, name: str, max_size: int) -> bytes:
    """Return what is written into a named pipe, unless nothing has it open for writing."""
    # Opening one to read would wait for its writer.
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(handle, "rb", buffering=0) as pipe:
        beginning: bytes | None = b""
        if not select([pipe], [], [], PIPE_PATIENCE)[0]:
            beginning = pipe.read(_PROLOGUE)
            if beginning == b"":
                raise UnreadableFile(name=name, reason=_NO_WRITER)
        os.set_blocking(pipe.fileno(), True)
        with io.BufferedReader(pipe) as stream:
            return _bounded(stream, name, max_size, beginning=beginning or b"")


def _bounded(
    stream: BinaryIO, name: str, max_size: int, size: int = 0, beginning: bytes = b""
) -> bytes:
    beginning += stream.read(_PROLOGUE - len(beginning))
    most = _most(beginning, max_size)
    if size > most:
        raise _too_large(name, max_size)
    if size:  # room for as much as the limit is not made for nothing
        beginning += stream.read(max(size + 1 - len(beginning), 0))
        if len(beginning) <= size:
            return beginning
    data = beginning + stream.read(most - len(beginning) + 1)
    if len(data) > most:
        raise _too_large(name, max_size)
    return data


def _most(beginning: bytes, max_size: int) -> int:
    """Return how many bytes a document may have that begins so."""
    paged = _PDF in beginning[:_PROLOGUE] or beginning.startswith(_PICTURES)
    return max_size * _MIB * (PAGED if paged else 1)


def _too_large(name: str, max_size: int) -> UnreadableFile:
    if max_size >= LARGEST:
        reason = Bilingual(
            f"超过 {max_size} MiB 的上限，请确认文件，或拆分后再读。",
            f"larger than {max_size} MiB: check the file, or split it.",
        )
        return UnreadableFile(name=name, reason=reason)
    return UnreadableFile(
        name=name,
        reason=Bilingual(
            f"超过 {max_size} MiB 的上限。公开的绩效目标表不过几百 KB，请确认文件，或拆分后再读；"
            f"--max-size 最多可放宽到 {LARGEST}（PDF 与图片另放宽到 {PAGED} 倍）。",
            f"larger than {max_size} MiB. Published tables have some hundred KB: check the file,"
            f" or split it; --max-size allows up to {LARGEST}, for PDFs and pictures {PAGED} times"
            " as much.",
        ),
    )


@contextmanager
def time_limit(name: str, seconds: float) -> Iterator[None]:
    """Interrupt what takes too long; does nothing where the system has no timer.

    Raises:
        UnreadableFile: Time is up.
    """
    if not _HAS_TIMER:
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise _too_slow(name, seconds)

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def untimed() -> Iterator[None]:
    """Let what is done count for no document's time."""
    if not _HAS_TIMER:
        yield
        return
    left, _interval = signal.setitimer(signal.ITIMER_REAL, 0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, left)


def _too_slow(name: str, seconds: float) -> UnreadableFile:
    return UnreadableFile(
        name=name,
        reason=Bilingual(
            f"{seconds:g} 秒内未能处理完，已放弃。可用 --timeout 放宽，或拆分文件。",
            f"not done within {seconds:g} seconds, given up. Allow more with --timeout, or split"
            " the file.",
        ),
    )


def needs_child(data: bytes) -> bool:
    """Return whether a document is to be read in a process of its own."""
    return not _HAS_TIMER or data.startswith(_COMPILED) or _PDF in data[:_PROLOGUE]


def is_lost(name: str, loss: Loss, seconds: float) -> UnreadableFile:
    """Return the error of a document whose child was killed or died over it."""
    if loss is Loss.SLOW:
        return _too_slow(name, seconds)
    if loss is Loss.ENDLESS:
        return _too_slow(name, LONGEST * seconds)
    return UnreadableFile(
        name=name,
        reason=Bilingual(
            "读取时耗尽内存或程序崩溃，文件可能已损坏，或解压后过大。",
            "reading it exhausted memory or crashed; it may be damaged, or unpack to too much.",
        ),
    )
