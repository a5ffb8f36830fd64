"""One server a workspace, a free port, and nothing left behind by one that was killed."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from jiheng_web.operations.serving import free_port

ROOT = Path(__file__).parents[2]


def test_a_port_that_is_taken_is_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert free_port("127.0.0.1") != port
        with pytest.raises(OSError, match="in use"):
            free_port("127.0.0.1", port)


def serve(home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.web.year_process", str(home)],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def answers(port: int) -> bool:
    with socket.socket() as tried:
        tried.settimeout(1)
        return tried.connect_ex(("127.0.0.1", port)) == 0


def test_workers_end_with_a_server_that_was_killed(tmp_path: Path) -> None:
    with serve(tmp_path / "home") as server:
        assert server.stdout
        port = int(server.stdout.readline())
        waited = 0
        while not answers(port) and waited < 200:
            waited += 1
            subprocess.run(["sleep", "0.1"], check=True)
        server.kill()
        server.wait()
        for _ in range(100):
            if not answers(port):
                break
            subprocess.run(["sleep", "0.1"], check=True)

        assert not answers(port)
