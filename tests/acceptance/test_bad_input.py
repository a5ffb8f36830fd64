"""What a reader may be handed: the message, exit code and memory of each, and no half output."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from tests.acceptance.running import TABLE, jiheng, process

if TYPE_CHECKING:
    from pathlib import Path

MEBIBYTE = 1024 * 1024
HEAD = "".join(TABLE.splitlines(keepends=True)[:4])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "given.txt"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t\n", "the file is empty"),
        (bytes(range(256)) * 64, "not text in UTF-8, GB18030 or UTF-16"),
        (b"\x00" * 5000, "not text in UTF-8, GB18030 or UTF-16"),
        (b"PK\x03\x04" + b"\x00" * 100, "given.txt: "),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "given.txt: "),
        (b"%PDF-1.7\n" + b"\x00\xff" * 100, "given.txt: "),
    ],
    ids=["empty", "blank", "binary", "noughts", "broken zip", "old office", "pdf"],
)
def test_what_is_no_text_is_unreadable(path: Path, data: bytes, message: str) -> None:
    path.write_bytes(data)
    out = path.with_name("out.json")
    ended = jiheng("read", path, "-o", out)
    assert ended.code == 3
    assert message in ended.err
    assert sorted(p.name for p in path.parent.iterdir()) == ["given.txt"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
def test_every_encoding_of_the_field_reads_the_same(path: Path, encoding: str) -> None:
    path.write_bytes(TABLE.encode(encoding))
    ended = jiheng("read", path)
    assert ended.code == 0
    assert json.loads(ended.out)["rows"][0]["indicators"][1]["annual_value"] == "≥90%"


def test_a_character_cut_in_two_is_told_and_the_rest_read(path: Path) -> None:
    path.write_bytes(TABLE.encode()[:-3])
    ended = jiheng("read", path)
    assert ended.code == 4
    assert "undecodable-bytes" in ended.err
    assert json.loads(ended.out)["rows"][0]["name"] == "宣传经费"


@pytest.mark.parametrize(
    ("text", "code"),
    [("今天天气很好。\n", "no-table"), (HEAD, "empty-table")],
    ids=["none", "head"],
)
def test_a_text_without_rows_is_partly_read(path: Path, text: str, code: str) -> None:
    path.write_text(text, encoding="utf-8")
    ended = jiheng("read", path)
    assert ended.code == 4
    assert f"[{code}]" in ended.err


def test_two_tables_of_one_document_are_a_list(path: Path) -> None:
    path.write_text(TABLE + TABLE.replace("某局", "乙局"), encoding="utf-8")
    ended = jiheng("read", path)
    assert ended.code == 0
    assert [table["department"] for table in json.loads(ended.out)] == ["某局", "乙局"]


def test_control_characters_change_nothing_and_stay_out_of_the_data(path: Path) -> None:
    path.write_text(TABLE.replace("宣传次数", "宣\x00传\x1b次\x07数"), encoding="utf-8")
    name = json.loads(jiheng("read", path).out)["rows"][0]["indicators"][0]["name"]
    assert "".join(sign for sign in name if sign.isprintable()) == "宣传次数"


def test_markup_nested_without_end_is_read_in_bounded_memory(path: Path) -> None:
    path.write_text("<table><tr><td>" * 50_000 + "x" + "</td></tr></table>" * 50_000)
    ended = process("read", path)
    assert ended.code == 4
    assert ended.peak < 200


def test_200_megabytes_are_refused_unread(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(200 * MEBIBYTE)
    ended = process("check", path)
    assert ended.code == 3
    assert "larger than 8 MiB" in ended.err
    assert ended.peak < 100


def test_one_line_of_50_megabytes_is_refused_unread(path: Path) -> None:
    path.write_bytes("绩效".encode() * (50 * MEBIBYTE // 6))
    ended = process("read", path, "--max-size", "32")
    assert ended.code == 3
    assert "larger than 32 MiB" in ended.err
    assert ended.peak < 100


def test_an_endless_standard_input_is_refused_in_bounded_memory() -> None:
    ended = process("read", "-", stdin=b"x" * (40 * MEBIBYTE))
    assert ended.code == 3
    assert ended.peak < 100


def test_an_endless_device_is_refused() -> None:
    assert jiheng("read", "/dev/zero").code == 3


def test_a_line_as_long_as_allowed_is_read_in_bounded_memory(path: Path) -> None:
    path.write_bytes("绩效".encode() * (8 * MEBIBYTE // 6))
    ended = process("read", path)
    assert ended.code == 4
    assert "[no-table]" in ended.err
    assert ended.peak < 200


def test_memory_does_not_grow_with_the_number_of_documents(tmp_path: Path) -> None:
    row = TABLE.splitlines(keepends=True)[4]
    for number in range(20):
        (tmp_path / f"{number}.txt").write_text(TABLE + row * 300, encoding="utf-8")
    few = process("read", tmp_path / "0.txt", tmp_path / "1.txt", "-o", tmp_path / "x.json")
    many = process("read", tmp_path, "-o", tmp_path / "y.json")
    assert (few.code, many.code) == (0, 0)
    assert many.peak < few.peak + 15


@pytest.fixture
def bomb(tmp_path: Path) -> Path:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _piece in range(300):
                sheet.write(b" " * MEBIBYTE)
    return path


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_archive_that_unpacks_to_too_much_is_unreadable_alone(
    tmp_path: Path, bomb: Path, jobs: str
) -> None:
    books = [tmp_path / "before.xlsx", tmp_path / "after.xlsx"]
    (tmp_path / "table.txt").write_text(TABLE, encoding="utf-8")
    for book in books:
        assert jiheng("write", tmp_path / "table.txt", book).code == 0
    ended = jiheng("read", books[0], bomb, books[1], "-j", jobs)
    assert ended.code == 3
    assert f"Error: {bomb}: " in ended.err
    names = [table["source"]["name"] for table in json.loads(ended.out)]
    assert names == [str(book) for book in books]


def test_an_unreadable_document_is_told_in_chinese_as_well(path: Path) -> None:
    path.write_bytes(b"")
    assert jiheng("read", path, "--lang", "zh").err == f"错误：{path}：文件是空的。\n"
