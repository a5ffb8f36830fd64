from __future__ import annotations

import json
import os
import pickle
import zlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.acceptance.running import DAMAGED, TABLE, jiheng

from jiheng.pipeline import read
from jiheng.writing import write_tables
from jiheng_cli import cache as module
from jiheng_cli import task
from jiheng_cli.cache import Cache, usual_cache, version

if TYPE_CHECKING:
    from jiheng.reading.documents import ReadResult

DATA = DAMAGED.read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def cache(folder: Path) -> Cache:
    made = Cache(folder)
    made.keep(DATA, "a.txt", _read("a.txt"))
    return made


def _read(name: str) -> ReadResult:
    return read(DATA, name=name)


def _only_entry(folder: Path) -> Path:
    (entry,) = folder.iterdir()
    return entry


def test_what_was_kept_is_found_with_every_place(cache: Cache) -> None:
    found = cache.find(DATA, "a.txt")
    assert found == _read("a.txt")
    assert found is not None
    assert write_tables(found.tables, "json") == write_tables(_read("a.txt").tables, "json")


def test_a_document_that_was_renamed_is_found_under_its_new_name(cache: Cache) -> None:
    found = cache.find(DATA, "folder/b.txt")
    assert found is not None
    assert write_tables(found.tables, "json") == write_tables(_read("folder/b.txt").tables, "json")


def test_tables_that_came_from_elsewhere_keep_their_source(folder: Path) -> None:
    data = write_tables(_read("a.txt").tables, "json")
    cache = Cache(folder)
    cache.keep(data, "x.json", read(data, name="x.json"))
    found = cache.find(data, "y.json")
    assert found is not None
    assert found.tables[0].source == _read("a.txt").tables[0].source


def test_another_content_is_not_found(cache: Cache) -> None:
    assert cache.find(DATA + b" ", "a.txt") is None


def test_another_suffix_is_not_found(cache: Cache) -> None:
    assert cache.find(DATA, "a.json") is None


def test_what_another_version_read_is_not_found(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "version", lambda: "another")
    assert cache.find(DATA, "a.txt") is None


def test_a_changed_source_is_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = version.__wrapped__()
    monkeypatch.setattr(module, "_STAGES", ("model", "reading"))
    assert version.__wrapped__() != before


@pytest.mark.parametrize("length", [0, 10, -1], ids=["empty", "cut", "nearly whole"])
def test_a_damaged_entry_is_none_and_goes(cache: Cache, folder: Path, length: int) -> None:
    entry = _only_entry(folder)
    entry.write_bytes(entry.read_bytes()[:length])
    assert cache.find(DATA, "a.txt") is None
    assert not entry.exists()


def test_a_flipped_bit_makes_no_other_values(cache: Cache, folder: Path) -> None:
    entry = _only_entry(folder)
    kept = bytearray(entry.read_bytes())
    kept[len(kept) // 2] ^= 4
    entry.write_bytes(kept)
    assert cache.find(DATA, "a.txt") is None


class _Evil:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self._path),)


def test_an_entry_runs_no_code(cache: Cache, folder: Path, tmp_path: Path) -> None:
    _only_entry(folder).write_bytes(zlib.compress(pickle.dumps(_Evil(tmp_path / "evil"))))
    assert cache.find(DATA, "a.txt") is None
    assert not (tmp_path / "evil").exists()


def test_an_entry_that_is_no_result_is_none(cache: Cache, folder: Path) -> None:
    _only_entry(folder).write_bytes(zlib.compress(pickle.dumps(["x"])))
    assert cache.find(DATA, "a.txt") is None


def test_a_folder_that_others_may_write_to_is_not_trusted(cache: Cache, folder: Path) -> None:
    folder.chmod(0o777)
    assert cache.find(DATA, "a.txt") is None


def test_a_folder_that_is_a_link_is_not_trusted(cache: Cache, folder: Path) -> None:
    link = folder.with_name("link")
    link.symlink_to(folder)
    assert cache.find(DATA, "a.txt") is not None
    assert Cache(link).find(DATA, "a.txt") is None


def test_a_folder_of_someone_else_is_not_trusted(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert cache.find(DATA, "a.txt") is None


def test_a_folder_that_cannot_be_made_is_done_without() -> None:
    cache = Cache(Path(os.devnull) / "x")
    cache.keep(DATA, "a.txt", _read("a.txt"))
    assert cache.find(DATA, "a.txt") is None


def test_the_folder_is_private(cache: Cache, folder: Path) -> None:
    assert cache.find(DATA, "a.txt") is not None
    assert folder.stat().st_mode & 0o777 == 0o700


def test_the_entries_not_used_for_longest_go_first(folder: Path) -> None:
    size = len(zlib.compress(pickle.dumps(_read("a.txt"), pickle.HIGHEST_PROTOCOL), 1))
    cache = Cache(folder)  # with room for all, as keeping tidies now and then
    result = replace(_read("a.txt"), problems=())
    known: set[Path] = set()
    for number in range(3):
        cache.keep(DATA + b"\n" * number, "a.txt", result)
        (entry,) = set(folder.iterdir()) - known
        os.utime(entry, (number, number))
        known.add(entry)
    cache.find(DATA, "a.txt")
    Cache(folder, most_bytes=int(size * 2.5)).tidy()
    found = [cache.find(DATA + b"\n" * number, "a.txt") is not None for number in range(3)]
    assert found == [True, False, True]


def test_what_a_killed_process_left_is_removed(cache: Cache, folder: Path) -> None:
    (folder / ".4711.tmp").write_bytes(b"half")
    cache.forget_unfinished(4711)
    assert len(list(folder.iterdir())) == 1


def test_what_was_abandoned_is_removed_in_time(cache: Cache, folder: Path) -> None:
    (folder / ".1.tmp").write_bytes(b"half")
    cache.tidy()
    assert len(list(folder.iterdir())) == 2
    os.utime(folder / ".1.tmp", (0, 0))
    cache.tidy()
    assert len(list(folder.iterdir())) == 1


def test_the_folder_is_where_the_user_keeps_such_things(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    usual_cache().keep(DATA, "a.txt", _read("a.txt"))
    assert [path.name for path in tmp_path.iterdir()] == ["jiheng"]


def _written(path: Path, rows: int) -> Path:
    path.write_text(TABLE + TABLE.splitlines(keepends=True)[4] * rows, encoding="utf-8")
    return path


def test_a_document_that_took_long_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(task, "SLOW", 0)
    path = _written(tmp_path / "long.txt", 1200)
    home = {"XDG_CACHE_HOME": str(tmp_path / "home")}
    first = jiheng("read", path, env=home)
    entry = _only_entry(tmp_path / "home" / "jiheng")
    os.utime(entry, (1, 1))
    second = jiheng("read", path, env=home)
    assert (second.out, second.err, second.code) == (first.out, first.err, 0)
    assert entry.stat().st_mtime > 1
    assert len(json.loads(first.out)["rows"]) == 1201


def test_one_process_uses_what_another_has_read(tmp_path: Path) -> None:
    path = _written(tmp_path / "long.txt", 6000)
    home = {"XDG_CACHE_HOME": str(tmp_path / "home")}
    first = jiheng("read", path, "-j", "2", env=home)
    entry = _only_entry(tmp_path / "home" / "jiheng")
    os.utime(entry, (1, 1))
    assert jiheng("read", path, "-j", "2", env=home).out == first.out
    assert entry.stat().st_mtime > 1


def test_without_the_cache_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task, "SLOW", 0)
    path = _written(tmp_path / "long.txt", 1200)
    home = {"XDG_CACHE_HOME": str(tmp_path / "home")}
    assert jiheng("read", path, "--no-cache", env=home).code == 0
    assert not (tmp_path / "home").exists()


def test_a_short_document_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task, "SLOW", 0)
    home = {"XDG_CACHE_HOME": str(tmp_path / "home")}
    assert jiheng("read", DAMAGED, env=home).code == 4
    assert not (tmp_path / "home").exists()
