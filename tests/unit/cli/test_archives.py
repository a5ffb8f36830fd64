from __future__ import annotations

import io
import json
import tarfile
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.acceptance.running import TABLE, TIDY, jiheng

from jiheng.bilingual import Bilingual
from jiheng.errors import JihengError, UnreadableFile
from jiheng_cli.archives import documents
from jiheng_cli.batch import Batch
from jiheng_cli.source import Source

if TYPE_CHECKING:
    from pathlib import Path


_ABSENT = Source("x", None)


def _zip(path: Path, **files: bytes) -> Source:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return Source(path.name, path)


def _found(*sources: Source) -> list[tuple[str, bytes | None]]:
    return [(source.name, source.data) for source, _error in documents(sources, 30)]


def _error(source: Source) -> str:
    ((_source, error),) = documents([source], 30)
    assert isinstance(error, JihengError)
    return error.text("en")


def test_a_document_that_is_no_archive_is_left_alone(tmp_path: Path) -> None:
    source = Source("x.txt", tmp_path / "missing.txt")
    assert list(documents([source], 30)) == [(source, None)]


def test_documents_of_an_archive_are_named_by_their_path_in_it(tmp_path: Path) -> None:
    path = tmp_path / "tables.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("局/a.txt", b"a")
        archive.writestr("b.pdf", b"b")
    assert _found(Source("in/tables.zip", path)) == [
        ("in/tables.zip/局/a.txt", b"a"),
        ("in/tables.zip/b.pdf", b"b"),
    ]


def test_what_is_no_document_is_passed_over(tmp_path: Path) -> None:
    source = _zip(tmp_path / "x.zip", a_txt=b"a", b_exe=b"b", **{"~$c_xlsx": b"c"})
    assert _found(source) == [("x.zip/a.txt", b"a")]


def test_what_is_passed_over_in_an_archive_is_told(tmp_path: Path) -> None:
    source = _zip(tmp_path / "x.zip", a_txt=b"a", b_exe=b"b", c=b"PK\x03\x04")
    told: list[str] = []
    assert [one.name for one, _e in documents([source], 30, pass_over=told.append)] == [
        "x.zip/a.txt"
    ]
    assert told == ["x.zip/b.exe", "x.zip/c"]


def test_a_document_in_an_archive_is_known_by_what_it_holds(tmp_path: Path) -> None:
    source = _zip(tmp_path / "x.zip", a=b"%PDF-1.7", b_dat=b"%PDF-1.4", **{"c_pdf ": b"%PDF"})
    assert [name for name, _data in _found(source)] == ["x.zip/a", "x.zip/b.dat", "x.zip/c.pdf "]


def test_documents_of_kinds_that_are_not_read_are_told(tmp_path: Path) -> None:
    source = _zip(tmp_path / "x.zip", a_rtf=b"{\\rtf1")
    assert [name for name, _data in _found(source)] == ["x.zip/a.rtf"]


def test_an_archive_without_documents_is_unreadable(tmp_path: Path) -> None:
    assert "no document" in _error(_zip(tmp_path / "x.zip", b_exe=b"b"))


def test_a_damaged_archive_of_tars_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "x.tar.gz"
    path.write_bytes(b"\x1f\x8b" + b"\x00" * 50)
    assert "x.tar.gz: " in _error(Source("x.tar.gz", path))


def test_a_data_package_is_one_document(tmp_path: Path) -> None:
    source = _zip(tmp_path / "x.zip", datapackage_json=b"{}")
    ((found, error),) = documents([source], 30)
    assert (found.name, error) == ("x.zip", None)
    assert found.data is not None


def test_an_archive_that_cannot_be_opened_keeps_no_other_from_it(tmp_path: Path) -> None:
    sources = [Source("x.zip", tmp_path / "x.zip"), _zip(tmp_path / "y.zip", a_txt=b"a")]
    assert _found(*sources) == [("x.zip", None), ("y.zip/a.txt", b"a")]


def test_one_bad_file_keeps_no_other_from_being_read(tmp_path: Path) -> None:
    deep = _zip(tmp_path / "deep.zip", a_txt=b"a")
    for name in ("middle.zip", "outer.zip"):
        deep = _zip(tmp_path / name, in_zip=(tmp_path / deep.name).read_bytes())
    files = {"a_txt": b"a", "in_zip": (tmp_path / "outer.zip").read_bytes(), "b_txt": b"b"}
    source = _zip(tmp_path / "x.zip", **files)
    said = [(one.name, error and error.text("en")) for one, error in documents([source], 30)]
    assert [name for name, _error in said] == ["x.zip/a.txt", "x.zip/in.zip/in.zip", "x.zip/b.txt"]
    assert "Unpack them first" in str(said[1][1])


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_tables_of_an_archive_are_read_in_its_order(tmp_path: Path, jobs: str) -> None:
    path = tmp_path / "tables.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for number in range(5):
            data = TABLE.replace("某局", f"{number}局").encode()
            entry = tarfile.TarInfo(f"{number}/table.txt")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    ended = jiheng("read", path, TIDY, "-j", jobs)
    assert ended.code == 0
    tables = json.loads(ended.out)
    assert [table["department"] for table in tables[:5]] == [f"{n}局" for n in range(5)]
    assert tables[3]["source"]["name"] == f"{path}/3/table.txt"


def test_each_document_of_an_archive_gets_its_file(tmp_path: Path) -> None:
    source = _zip(tmp_path / "x.zip", a_txt=TABLE.encode(), b_txt=TABLE.encode())
    assert jiheng("read", source.path, "-o", f"{tmp_path}/out/").code == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.json", "b.json"]


def test_an_archive_is_read_from_the_standard_input(tmp_path: Path) -> None:
    source = _zip(tmp_path / "x.zip", a_txt=TABLE.encode())
    ended = jiheng("read", "-", stdin=(tmp_path / source.name).read_bytes())
    assert json.loads(ended.out)["source"]["name"] == "standard input/a.txt"
    assert "larger than 1 MiB" in jiheng("read", "-", "--max-size", 1, stdin=b"PK" * 2**20).err


def test_what_is_wrong_with_thousands_of_files_is_told_in_few_lines(tmp_path: Path) -> None:
    source = _zip(tmp_path / "x.zip", **{f"{number}_txt": b"" for number in range(50)})
    ended = jiheng("read", source.path)
    assert ended.code == 3
    assert "and 30 more: " in ended.err
    assert len(ended.err.splitlines()) == 22


def test_reasons_without_end_are_not_all_told() -> None:
    sources = [
        replace(_ABSENT, absent=UnreadableFile(name="x", reason=Bilingual(f"{n}", f"{n}")))
        for n in range(60)
    ]
    batch = Batch(sources, "en", 8, 60)
    assert list(batch.go(str)) == []
    assert len(batch.faults) == 21
    assert batch.ended() == 3


def test_a_missing_file_among_others_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "ok.txt").write_text(TABLE)
    (tmp_path / "dead.txt").symlink_to("gone")
    ended = jiheng("read", "no.md", "ok.txt", cwd=tmp_path)
    assert (ended.code, "Error: no.md does not exist." in ended.err) == (3, True)
    assert json.loads(ended.out)["department"] == "某局"
    assert "a link to nothing" in jiheng("read", ".", cwd=tmp_path).err
    assert jiheng("read", "no.md", cwd=tmp_path).code == 2


def test_a_document_in_an_archive_has_the_limit_of_any_document(tmp_path: Path) -> None:
    source = _zip(tmp_path / "x.zip", a_txt=b"x" * (2 * 1024 * 1024), b_txt=TABLE.encode())
    ended = jiheng("read", source.path, "--max-size", "1")
    assert ended.code == 3
    assert "x.zip/a.txt: larger than 1 MiB" in ended.err
    assert json.loads(ended.out)["department"] == "某局"
