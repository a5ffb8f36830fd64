"""The program among others: pipes, closed streams, full disks, locales, defects, what is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.acceptance.running import DAMAGED, SAMPLES, TIDY, process

if TYPE_CHECKING:
    from pathlib import Path


def test_output_is_utf8_whatever_the_locale(table: Path) -> None:
    ended = process(
        "check", table, env={"LC_ALL": "C", "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    )
    assert "宣传经费" in ended.text


@pytest.mark.parametrize("command", ["read", "check"])
def test_a_pipe_that_closes_early_is_no_error(command: str) -> None:
    done = _in_shell(f"set -o pipefail; jiheng {command} {SAMPLES} -q | head -c 10")
    assert done.stderr == b""
    assert len(done.stdout) == 10
    assert done.returncode == 141


@pytest.mark.parametrize("command", ["read", "check"])
def test_a_full_disk_is_told_in_a_line(command: str) -> None:
    done = _in_shell(f"jiheng {command} {TIDY} -q > /dev/full")
    said = "Error: cannot write standard output: no space left on the disk\n"
    assert done.stderr.decode() == said
    assert done.returncode == 73


@pytest.mark.parametrize(
    ("line", "code"), [("rule >&-", 73), ("read - <&-", 3), (f"read {DAMAGED} 2>&-", 4)]
)
def test_a_closed_stream_is_empty_and_holds_no_output(line: str, code: int) -> None:
    done = _in_shell(f"jiheng {line}")
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert b"defect" not in done.stderr


def _in_shell(line: str) -> subprocess.CompletedProcess[bytes]:
    program = f'jiheng() {{ {sys.executable} -m jiheng_cli "$@"; }}\n'
    return subprocess.run(
        ["bash", "-c", program + line],
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "JIHENG_LANG": "en"},
    )


def test_no_traceback_reaches_a_user() -> None:
    broken = "import jiheng_cli.task as b; b.read = lambda *a, **k: 1 / 0; "
    run = "import sys; from jiheng_cli.main import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", broken + run, "read", TIDY],
        capture_output=True,
        check=False,
        env={**os.environ, "JIHENG_LANG": "en"},
        timeout=60,
    )
    assert done.returncode == 70
    assert b"Traceback" not in done.stderr
    assert b"a defect of the program (ZeroDivisionError" in done.stderr


def test_help_loads_nothing_that_reads_or_writes() -> None:
    program = (
        "import atexit, sys; sys.argv = ['jiheng', '--help']\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "from jiheng_cli.start import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    loaded = set(done.stderr.decode().split())
    assert b"jiheng read" in done.stdout
    assert not loaded & {"jiheng.pipeline", "jiheng.writing", "lxml", "pypdfium2", "duckdb"}
