from __future__ import annotations

import os
import re
import threading
import time
from pathlib import Path

import pytest

from jiheng.errors import UnreadableFile
from jiheng.reading.documents import MAX_BYTES
from jiheng_children.messages import Loss
from jiheng_cli import limits
from jiheng_cli.limits import LARGEST, is_lost, needs_child, read_bytes, time_limit, untimed
from jiheng_cli.source import Source


def test_no_more_can_be_allowed_than_the_core_takes() -> None:
    assert LARGEST * 1024 * 1024 == MAX_BYTES


def test_a_file_of_just_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"x" * 1024 * 1024)
    assert len(read_bytes(Source("x", path), 1)) == 1024 * 1024


def test_a_file_of_a_byte_more_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"x" * (1024 * 1024 + 1))
    with pytest.raises(UnreadableFile, match="larger than 1 MiB"):
        read_bytes(Source("x", path), 1)


def test_nobody_is_sent_to_an_option_that_cannot_allow_more(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"x" * (LARGEST * 1024 * 1024 + 1))
    with pytest.raises(UnreadableFile, match="larger than 32 MiB") as caught:
        read_bytes(Source("x", path), LARGEST)
    assert "--max-size" not in str(caught.value)


def test_a_file_that_cannot_be_opened_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        read_bytes(Source("x", tmp_path), 1)


def _loop() -> None:
    while True:
        pass


def test_a_loop_is_interrupted() -> None:
    with (
        pytest.raises(UnreadableFile, match=r"not done within 0\.05 seconds"),
        time_limit("x", 0.05),
    ):
        _loop()


def test_a_runaway_expression_is_interrupted() -> None:
    with pytest.raises(UnreadableFile), time_limit("x", 0.05):
        re.match(r"(a+)+b", "a" * 40)


def test_what_is_loaded_once_counts_for_no_document() -> None:
    with time_limit("x", 0.1):
        with untimed():
            time.sleep(0.2)
        with pytest.raises(UnreadableFile):
            _loop()


def test_work_within_the_limit_is_left_alone_afterwards() -> None:
    with time_limit("x", 0.05):
        pass
    time.sleep(0.1)


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04", b"%PDF-1.7", b"\n\n%PDF-1.7", b"\x89PNG\r\n", b"II*\x00", b"\xd0\xcf\x11\xe0"],
)
def test_what_compiled_code_opens_needs_a_child(data: bytes) -> None:
    assert needs_child(data)


def test_text_needs_no_child() -> None:
    assert not needs_child("项目".encode())


def test_a_document_whose_child_was_killed_took_too_long() -> None:
    assert "not done within 3 seconds" in is_lost("x", Loss.SLOW, 3).text("en")
    assert "not done within 90 seconds" in is_lost("x", Loss.ENDLESS, 3).text("en")


def test_a_document_whose_child_died_may_be_damaged() -> None:
    assert "exhausted memory or crashed" in is_lost("x", Loss.DEAD, 3).text("en")


def test_a_pipe_that_nothing_writes_into_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)
    monkeypatch.setattr(limits, "PIPE_PATIENCE", 0.05)
    with pytest.raises(UnreadableFile, match="named pipe"):
        limits.read_bytes(Source("a.txt", pipe), 8)


def _openings(pipe: Path) -> int:
    """Return how many times this process has a pipe open."""
    handles = Path("/proc/self/fd").iterdir()
    return sum(os.path.realpath(handle) == str(pipe) for handle in handles)


@pytest.mark.parametrize("late", [0.0, 0.3])
def test_a_pipe_is_read_to_the_end_of_what_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, late: float
) -> None:
    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)
    monkeypatch.setattr(limits, "PIPE_PATIENCE", 0.1)
    hold = os.open(pipe, os.O_RDWR)

    def write() -> None:
        while _openings(pipe) < 2:  # else all would be written and lost before anybody reads
            time.sleep(0.001)
        time.sleep(late)
        with pipe.open("wb") as stream:
            os.close(hold)
            stream.write(b"x" * 3000)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert limits.read_bytes(Source("a.txt", pipe), 8) == b"x" * 3000
    finally:
        writer.join()
