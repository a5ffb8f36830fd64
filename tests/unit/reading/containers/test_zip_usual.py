from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.reading.containers.zip_usual import names_in, unpacked

NAME = "xl/workbook.xml"
SAID = b"<workbook/>" * 9


def packed(*names: str, comment: bytes = b"", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.comment = comment
        for name in names:
            archive.writestr(name, SAID)
    return stream.getvalue()


def entry_of(data: bytes) -> zipfile.ZipInfo:
    return zipfile.ZipFile(io.BytesIO(data)).infolist()[0]


def test_names_are_those_that_the_archive_lists() -> None:
    assert names_in(packed(NAME, "a", "b/c")) == {NAME, "a", "b/c"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        packed(NAME, comment=b"x"),
        b"x" + packed(NAME),
        packed("表.xml"),
        packed(NAME).replace(b"PK\x01\x02", b"PK\x01\x03"),
        packed(NAME)[:-22] + packed(NAME, "a")[-22:],
    ],
)
def test_names_of_an_unusual_archive_are_not_told(data: bytes) -> None:
    assert names_in(data) is None


def test_a_list_that_ends_within_an_entry_is_not_told() -> None:
    data = packed(NAME)
    end = len(data) - 22
    at = int.from_bytes(data[end + 16 : end + 20], "little")
    cut = data[: at + 30]
    short = data[end : end + 12] + (30).to_bytes(4, "little") + data[end + 16 :]
    assert names_in(cut + short) is None


def test_a_part_is_unpacked() -> None:
    data = packed(NAME)
    assert unpacked(data, entry_of(data)) == SAID


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("CRC", 1),
        ("file_size", 5),
        ("file_size", 500),
        ("compress_size", 3),
        ("flag_bits", 1),
        ("compress_type", zipfile.ZIP_STORED),
        ("header_offset", 10**9),
        ("header_offset", -1),
        ("header_offset", 1),
        ("orig_filename", "xl/Workbook.xml"),
        ("orig_filename", "表"),
    ],
)
def test_a_part_that_is_not_as_listed_is_left_to_the_library(field: str, value: object) -> None:
    data = packed(NAME)
    entry = entry_of(data)
    setattr(entry, field, value)
    assert unpacked(data, entry) is None


def test_a_damaged_part_is_left_to_the_library() -> None:
    data = packed(NAME)
    entry = entry_of(data)
    start = 30 + len(NAME)
    assert unpacked(data[:start] + b"\xff\xff" + data[start + 2 :], entry) is None


@given(at=st.integers(0, 400), sign=st.integers(0, 255))
def test_what_is_unpacked_is_what_the_library_unpacks(at: int, sign: int) -> None:
    data = bytearray(packed(NAME, "a"))
    data[at % len(data)] = sign
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                said = unpacked(bytes(data), entry)
                assert said is None or said == archive.read(entry)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError):
        return
