from __future__ import annotations

import io
import zipfile

import pytest

from jiheng.errors import UnreadableFile
from jiheng.reading.containers.archives.unpacking import MAX_FILES, unpacked
from jiheng.reading.containers.kinds import MediaType, kind_of


def archive(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{\\rtf1", "RTF"),
        (b"Rar!\x1a\x07", "Unpack"),
        (archive("a.txt"), "archive"),
        (archive("xl/workbook.bin"), "xlsb"),
        (archive("mimetype", "content.xml"), "odt"),
    ],
)
def test_kinds_not_understood_are_named(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        kind_of(data, "x")


def test_content_goes_before_suffix() -> None:
    assert kind_of(archive("xl/workbook.xml"), "x.txt") is MediaType.XLSX
    assert kind_of(archive("word\\document.xml"), "x.txt") is MediaType.DOCX
    assert kind_of(b"\n%PDF-1.7", "x.txt") is MediaType.PDF
    assert kind_of(b"\x89PNG\r\n", "x.txt") is MediaType.PICTURE
    assert kind_of(b"RIFF\x00\x00\x00\x00WEBPVP8 ", "x.txt") is MediaType.PICTURE
    assert kind_of(b"BM\x00\x00\x00\x00\x00\x00\x00\x00", "x.txt") is MediaType.PICTURE
    assert kind_of("BM公司".encode(), "x.txt") is MediaType.TEXT
    assert kind_of(archive("datapackage.json"), "x.txt") is MediaType.PACKAGE
    assert kind_of(b'{"schema": "jiheng/table/1"', "x.txt") is MediaType.JSON


def test_suffix_tells_what_content_leaves_open() -> None:
    assert kind_of(b"[]", "x.json") is MediaType.JSON
    assert kind_of(b"[]", "x.txt") is MediaType.TEXT


def test_a_broken_archive_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="damaged"):
        kind_of(b"PK\x03\x04 broken", "x")


def test_an_archive_of_too_many_files_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="too many files"):
        unpacked(archive(*(f"{n}.csv" for n in range(MAX_FILES + 1))), "x")


def test_a_damaged_member_is_refused() -> None:
    data = bytearray(archive("a.csv"))
    data[data.index(b"a.csv") + 5] ^= 0xFF
    with pytest.raises(UnreadableFile, match="damaged"):
        unpacked(bytes(data), "x")


def test_an_archive_of_nothing_is_told() -> None:
    with pytest.raises(UnreadableFile) as caught:
        kind_of(b"PK\x05\x06" + bytes(18), "a.zip")
    assert caught.value.reason.zh == "压缩包里没有文件。"
