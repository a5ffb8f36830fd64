"""One server a workspace, a free port, and nothing left behind by one that was killed."""

from __future__ import annotations

import socket
import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.web.offices import served

from jiheng_web.operations.serving import free_port

if TYPE_CHECKING:
    from pathlib import Path


def test_a_port_that_is_taken_is_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert free_port("127.0.0.1") != port
        with pytest.raises(OSError, match="in use"):
            free_port("127.0.0.1", port)


def answers(port: int) -> bool:
    with socket.socket() as tried:
        tried.settimeout(1)
        return tried.connect_ex(("127.0.0.1", port)) == 0


def test_workers_end_with_a_server_that_was_killed(tmp_path: Path) -> None:
    with served(tmp_path / "home", whole=True) as office:
        port, waited = office.port, 0
        while not answers(port) and waited < 200:
            waited += 1
            subprocess.run(["sleep", "0.1"], check=True)
        office.process.kill()
        office.process.wait()
        for _ in range(100):
            if not answers(port):
                break
            subprocess.run(["sleep", "0.1"], check=True)

        assert not answers(port)
