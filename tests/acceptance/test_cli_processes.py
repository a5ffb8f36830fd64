"""Several documents at a time, documents that take too long, and ends from outside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.acceptance.running import TABLE, TIDY, jiheng

# A suite run in the background hands down to its children that interrupts are ignored.
INTERRUPTIBLE = (
    "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "runpy.run_module('jiheng_cli', run_name='__main__')"
)


def test_ctrl_c_ends_with_130_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    pipe = tmp_path / "slow.txt"
    os.mkfifo(pipe)
    out = tmp_path / "out.jsonl"
    running = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE, "read", TIDY, pipe, "-o", out],
        stderr=subprocess.PIPE,
        env={**os.environ, "JIHENG_LANG": "en"},
    )
    while not list(tmp_path.glob(".out.jsonl*.tmp")):
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    _out, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert err.strip() == b"Interrupted. Nothing was left half-written."
    assert [p.name for p in tmp_path.iterdir()] == ["slow.txt"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_end_from_outside_leaves_no_child_and_keeps_what_was_finished(
    tmp_path: Path, number: signal.Signals
) -> None:
    pipe = tmp_path / "slow.txt"
    os.mkfifo(pipe)
    finished = tmp_path / "out" / f"{TIDY.stem}.json"
    running = subprocess.Popen(
        [
            sys.executable,
            "-c",
            INTERRUPTIBLE,
            "read",
            TIDY,
            pipe,
            "-j",
            "2",
            "-o",
            f"{tmp_path}/out/",
        ],
        stderr=subprocess.PIPE,
        env={**os.environ, "JIHENG_LANG": "en"},
    )
    while not finished.exists():
        time.sleep(0.02)
    children = _children(running.pid)
    running.send_signal(number)
    _out, err = running.communicate(timeout=30)
    assert running.returncode == (143 if number == signal.SIGTERM else 130)
    assert err.strip() == b"Interrupted. Nothing was left half-written."
    assert children
    assert [child for child in children if (Path("/proc") / child).exists()] == []
    assert list(finished.parent.iterdir()) == [finished]
    assert json.loads(finished.read_bytes())["rows"]


def _children(number: int) -> list[str]:
    lists = Path(f"/proc/{number}/task").glob("*/children")
    return [child for listed in lists for child in listed.read_text().split()]


@pytest.mark.parametrize(("jobs", "patience"), [("1", "0.3"), ("2", "10")])
def test_a_document_that_takes_too_long_is_given_up(
    tmp_path: Path, jobs: str, patience: str
) -> None:
    pipe = tmp_path / "endless.txt"
    os.mkfifo(pipe)
    writer = os.open(pipe, os.O_RDWR)
    os.write(writer, b"begun and never ended")
    ended = jiheng("read", pipe, TIDY, "--timeout", patience, "-q", "-j", jobs)
    os.close(writer)
    assert ended.code == 3
    assert f"not done within {patience} seconds" in ended.err
    assert json.loads(ended.out)["rows"]


@pytest.fixture
def several(tmp_path: Path) -> Path:
    """A folder of which the first documents take longest."""
    folder = tmp_path / "several"
    folder.mkdir()
    row = TABLE.splitlines(keepends=True)[4]
    for number in range(9):
        text = TABLE.replace("某局", f"{number}局") + row * (8 - number) * 20
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    (folder / "3.txt").write_bytes(b"")
    return folder


@pytest.mark.parametrize("command", ["read", "check"])
def test_several_at_a_time_give_the_same_in_the_same_order(several: Path, command: str) -> None:
    alone, together = (jiheng(command, several, "-j", jobs) for jobs in ("1", "3"))
    assert together == alone


@pytest.mark.parametrize("language", ["zh", "en"])
def test_reports_made_by_several_processes_are_the_same(
    several: Path, tmp_path: Path, language: str
) -> None:
    for jobs in ("1", "2"):
        ended = jiheng(
            "check", several, "-j", jobs, "-o", f"{tmp_path}/{jobs}/", "--lang", language
        )
        assert ended.code == 3
    made = [{p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in ("1", "2")]
    assert made[0] == made[1]
    assert len(made[0]) == 8


def test_as_many_at_a_time_as_there_are_processors(several: Path) -> None:
    assert jiheng("read", several, "-j", "0", "-q").out == jiheng("read", several, "-q").out


def test_the_standard_input_is_read_beside_others(table: Path) -> None:
    ended = jiheng("read", TIDY, "-", "-j", "2", stdin=table.read_bytes())
    assert [each["department"] for each in json.loads(ended.out)][1] == "某局"
