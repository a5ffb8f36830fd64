from __future__ import annotations

import os
from pathlib import Path

import click
import pytest

from jiheng_cli.outputs import Folder, check_output, is_folder, opened, save
from jiheng_cli.source import Source


class _Trouble(Exception):
    pass


def _break_off(path: Path) -> None:
    with opened(str(path)) as stream:
        stream.write(b"half")
        raise _Trouble


def test_a_file_that_was_not_finished_does_not_appear(tmp_path: Path) -> None:
    with pytest.raises(_Trouble):
        _break_off(tmp_path / "x.json")
    assert list(tmp_path.iterdir()) == []


def test_an_old_file_stays_when_the_new_one_was_not_finished(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(b"old")
    with pytest.raises(_Trouble):
        _break_off(path)
    assert path.read_bytes() == b"old"


def test_a_new_file_has_the_permissions_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        save(str(tmp_path / "x.json"), b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "x.json").stat().st_mode & 0o777 == 0o640


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(b"old")
    path.chmod(0o600)
    save(str(path), b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o600)


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    save(str(tmp_path / "link.json"), b"new")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_bytes() == b"new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    save("/dev/null", b"gone")
    assert Path("/dev/null").is_char_device()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_a_device_that_is_full_is_named() -> None:
    with pytest.raises(OSError, match="No space") as caught:
        save("/dev/full", b"lost")
    assert caught.value.filename == "/dev/full"


def test_a_folder_is_one_that_exists_or_ends_in_a_slash(tmp_path: Path) -> None:
    assert is_folder(str(tmp_path))
    assert is_folder("out/")
    assert not is_folder(str(tmp_path / "out"))
    assert not is_folder("-")
    assert not is_folder(None)


def test_an_input_reached_through_a_link_is_not_overwritten(tmp_path: Path) -> None:
    source = tmp_path / "table.json"
    source.write_text("{}")
    (tmp_path / "link.json").symlink_to(source)
    with pytest.raises(click.UsageError, match="a document to be read"):
        check_output(str(tmp_path / "link.json"), "json", [Source(str(source), source)])


def test_documents_of_equal_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    sources = [Source(name, Path(name)) for name in ("a/x.txt", "b/X.md", "c/x.txt")]
    folder = Folder(str(tmp_path / "out"), sources)
    paths = [folder.save(source, ".json", b"{}") for source in sources]
    assert [path.name for path in paths] == ["x.json", "X-2.json", "x-3.json"]
