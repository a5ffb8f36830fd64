from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile

import pytest

from jiheng.errors import UnreadableFile
from jiheng.reading.containers.archives import unpacking
from jiheng.reading.containers.archives.unpacking import holds_documents, members


def zipped(*files: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, said in files:
            file.writestr(name, said)
    return stream.getvalue()


def linked(name: str, *files: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO(zipped(*files))
    with zipfile.ZipFile(stream, "a") as file:
        entry = zipfile.ZipInfo(name)
        entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        file.writestr(entry, "/etc/passwd")
    return stream.getvalue()


def tarred(*files: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as file:
        for name, said in files:
            entry = tarfile.TarInfo(name)
            entry.size = len(said)
            file.addfile(entry, io.BytesIO(said))
        folder = tarfile.TarInfo("folder")
        folder.type = tarfile.DIRTYPE
        file.addfile(folder)
    return stream.getvalue()


def unpack(data: bytes, name: str = "包.zip") -> dict[str, bytes]:
    return dict(members(data, name))


def refusal(data: bytes, name: str = "x") -> str:
    with pytest.raises(UnreadableFile) as caught:
        unpack(data, name)
    return caught.value.reason.zh


FILES = (("甲/表.txt", b"a"), ("乙.txt", b"b"))


@pytest.mark.parametrize(
    "data",
    [zipped(*FILES), tarred(*FILES), gzip.compress(tarred(*FILES))],
    ids=["zip", "tar", "gz"],
)
def test_files_are_yielded_with_their_paths(data: bytes) -> None:
    assert unpack(data) == dict(FILES)


def test_a_single_file_loses_the_suffix() -> None:
    assert unpack(gzip.compress(b"a"), "in/表.txt.GZ") == {"表.txt": b"a"}
    assert unpack(gzip.compress(b"a"), "表") == {"表": b"a"}


def test_names_without_a_flag_are_chinese() -> None:
    data = zipped(("zzzz.txt", b"a"))
    assert unpack(data.replace(b"zzzz", "甲乙".encode("gb18030"))) == {"甲乙.txt": b"a"}
    data = zipped(("zzzzzz.txt", b"a"))
    assert unpack(data.replace(b"zzzzzz", "甲乙".encode())) == {"甲乙.txt": b"a"}


def test_no_path_leads_out() -> None:
    data = zipped(("../../etc/a", b"1"), ("/b", b"2"), ("C:\\c\\..\\d\n", b"3"), ("./e", b"4"))
    assert list(unpack(data)) == ["etc/a", "b", "c/d", "e"]


def test_a_file_without_a_name_is_read() -> None:
    assert unpack(zipped(("..", b"1"))) == unpack(zipped(("zz", b"1")).replace(b"zz", b"\0z"))


def test_litter_and_folders_are_passed_over() -> None:
    names = ("__MACOSX/a.txt", "in/Thumbs.db", ".DS_Store", "in/._a.txt", "folder/")
    assert unpack(zipped(*((name, b"") for name in names), ("a.txt", b"a"))) == {"a.txt": b"a"}


def test_an_archive_in_an_archive_is_opened_and_a_document_is_not() -> None:
    office = zipped(("word\\document.xml", b""))
    inner = zipped(("b.docx", office))
    assert unpack(zipped(("a.zip", inner))) == {"a.zip/b.docx": office}
    assert "层数过多" in refusal(zipped(("a.zip", zipped(("b.zip", inner)))))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped(("a.txt", b"")), True),
        (gzip.compress(b"", mtime=0), True),
        (tarred(), True),
        (zipped(("xl/workbook.xml", b"")), False),
        (b"PK\x03\x04", False),
        (b"a,b", False),
    ],
)
def test_archives_of_documents_are_told_from_documents(data: bytes, said: bool) -> None:
    assert holds_documents(data) is said


@pytest.mark.parametrize(
    ("limit", "value"), [("MAX_EACH", 3), ("MAX_TOTAL", 1), ("MAX_MEMBERS", 1)]
)
@pytest.mark.parametrize(
    "data", [zipped(("a", b"1"), ("b", b"2345")), tarred(("a", b"1"), ("b", b"2345"))]
)
def test_more_than_the_limits_is_refused(
    data: bytes, limit: str, value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, limit, value)
    assert "解压后分批" in refusal(data)


def test_names_longer_than_systems_have_them_are_refused() -> None:
    assert "文件名超过" in refusal(zipped(("甲" * 2000, b"1")))


def test_a_bomb_is_refused() -> None:
    assert "解压后分批" in refusal(gzip.compress(b"\0" * (unpacking.MAX_EACH + 1)))
    assert "解压后分批" in refusal(zipped(("a", b"\0" * (unpacking.MAX_EACH + 1))))


def test_a_head_that_claims_more_than_there_may_be_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = gzip.compress(tarred(("a", b"")) + b"\0" * 100_000)
    monkeypatch.setattr(unpacking, "MAX_TOTAL", 100)
    assert "解压后分批" in refusal(data)


def test_a_password_is_told() -> None:
    data = bytearray(zipped(("a.txt", b"a")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "已加密。请先解压" in refusal(bytes(data))


@pytest.mark.parametrize(
    "data",
    [zipped(("a", b"a" * 500))[:-30], gzip.compress(tarred(*FILES))[:-30], b"PK\x03\x04", b"Rar!"],
)
def test_damage_is_refused(data: bytes) -> None:
    assert "已损坏" in refusal(data)


def damaged(data: bytes) -> bytes:
    """Spoil the check sum of the first file."""
    at = data.index(b"PK\x01\x02") + 16
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def encrypted(data: bytes) -> bytes:
    at = data.index(b"PK\x01\x02") + 8
    return data[:at] + bytes([data[at] | 1]) + data[at + 1 :]


@pytest.mark.parametrize(
    ("data", "path", "reason"),
    [
        (damaged(zipped(("a", b"1"), ("b", b"2"))), "a", "已损坏"),
        (encrypted(zipped(("a", b"1"), ("b", b"2"))), "a", "已加密"),
        (zipped(("a", b"1" * 61), ("b", b"2")), "a", "分批"),
        (tarred(("a", b"1" * 61), ("b", b"2")), "a", "分批"),
        (linked("a", ("b", b"2")), "a", "链接"),
        (zipped(("a.gz", gzip.compress(b"1")[:-9]), ("b", b"2")), "a.gz", "已损坏"),
        (zipped(("a.gz", gzip.compress(b"1" * 61)), ("b", b"2")), "a.gz/a", "分批"),
    ],
)
def test_a_fault_of_one_file_can_be_told_and_the_others_read(
    data: bytes, path: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "MAX_EACH", 60)
    faults: list[UnreadableFile] = []
    assert list(unpacking.members(data, "x.zip", faults.append)) == [("b", b"2")]
    (fault,) = faults
    assert fault.name == f"x.zip/{path}"
    assert reason in fault.reason.zh
