from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from tests.acceptance.running import TIDY

from jiheng.errors import UnreadableFile
from jiheng.pipeline import read
from jiheng.reading.documents import MAX_BYTES
from jiheng_cli.inputs import Source
from jiheng_cli.limits import LARGEST, needs_child, read_bytes, read_in_child, time_limit

if TYPE_CHECKING:
    from pathlib import Path


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


def test_a_file_that_cannot_be_opened_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        read_bytes(Source("x", tmp_path), 1)


def _loop() -> None:
    while True:
        pass


def test_a_loop_is_interrupted() -> None:
    begun = time.monotonic()
    with (
        pytest.raises(UnreadableFile, match=r"not done within 0\.05 seconds"),
        time_limit("x", 0.05),
    ):
        _loop()
    assert time.monotonic() - begun < 1


def test_a_runaway_expression_is_interrupted() -> None:
    with pytest.raises(UnreadableFile), time_limit("x", 0.05):
        re.match(r"(a+)+b", "a" * 40)


def test_work_within_the_limit_is_left_alone_afterwards() -> None:
    with time_limit("x", 0.05):
        pass
    time.sleep(0.1)


def test_only_what_compiled_code_opens_needs_a_child() -> None:
    assert needs_child(b"PK\x03\x04")
    assert not needs_child("项目".encode())


def test_a_child_reads_the_same() -> None:
    data = TIDY.read_bytes()
    assert read_in_child(data, "x.txt", 30) == read(data, name="x.txt")


def test_what_a_child_cannot_read_is_unreadable() -> None:
    with pytest.raises(UnreadableFile, match=r"x\.txt: the file is empty"):
        read_in_child(b"", "x.txt", 30)


def test_a_child_takes_no_code_from_the_folder_it_is_started_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pickle.py").write_text("raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)
    assert read_in_child(TIDY.read_bytes(), "x.txt", 30).tables


def test_a_child_that_takes_too_long_is_killed() -> None:
    with pytest.raises(UnreadableFile, match="not done within"):
        read_in_child(b"", "x.txt", 0.001)
