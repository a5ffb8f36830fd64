"""Starting the office: a server, a reader of documents beside it, and their end together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_web import environment
from jiheng_web.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST_PORT = 8000
_LAST_PORT = 8999
_GRACE = 10.0
_THREADS = 4


def free_port(host: str, wanted: int = 0) -> int:
    """Return the port that is wanted, or the first free one from 8000 on.

    Raises:
        OSError: The port is taken, or none is free.
    """
    if wanted:
        _try(host, wanted)
        return wanted
    for port in range(FIRST_PORT, _LAST_PORT):
        with suppress(OSError):
            _try(host, port)
            return port
    _try(host, _LAST_PORT)
    return _LAST_PORT


def run(host: str, port: int, workers: int) -> None:
    """Answer requests until told to stop, with a process beside that reads documents."""
    from granian.constants import Interfaces
    from granian.server import Server

    os.environ["JIHENG_SERVED"] = "1"
    with _alone(environment.home()), _reader():
        Server(
            "jiheng_web.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=_THREADS,
            workers_kill_timeout=int(_GRACE),
            log_enabled=bool(os.environ.get("JIHENG_SERVER_LOG")),
            websockets=False,
        ).serve()


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Hold a workspace against a second server.

    Raises:
        InvalidInput: One is running.
    """
    try:
        import fcntl
    except ImportError:  # a system without such locks
        yield
        return
    with (home / "serving.lock").open("w", encoding="ascii") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            zh = f"工作区 {home} 已有一个办公系统在运行，请先停止它。"
            why = Bilingual(zh, f"An office is running in {home} already; stop it first.")
            raise InvalidInput({"home": why}) from None
        yield


@contextmanager
def _reader() -> Iterator[None]:
    """Keep the process that reads the documents that are handed in."""
    command = [sys.executable, "-P", "-m", "jiheng_web.intake.runner"]
    child = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 - our own module
    try:
        yield
    finally:
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(_GRACE)
        except subprocess.TimeoutExpired:
            child.kill()


def _try(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tried.bind((host, port))
