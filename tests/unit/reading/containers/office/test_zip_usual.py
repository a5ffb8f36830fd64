from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.reading.containers.office.zip_usual import Packed, parts_in, taken_by, unpacked

NAME = "xl/workbook.xml"
SAID = b"<workbook/>" * 9


def packed(*names: str, comment: bytes = b"", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.comment = comment
        for name in names:
            archive.writestr(name, SAID)
    return stream.getvalue()


def part_of(data: bytes) -> Packed:
    return Packed.of(zipfile.ZipFile(io.BytesIO(data)).infolist()[0])


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_parts_are_those_that_the_library_lists(method: int) -> None:
    data = packed(NAME, "a", "b/c", method=method)
    entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    assert parts_in(data) == tuple(map(Packed.of, entries))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        packed(NAME, comment=b"x"),
        b"x" + packed(NAME),
        packed("表.xml"),
        packed(NAME).replace(b"workbook.xml", b"workbook\0xml"),
        packed(NAME).replace(len(SAID).to_bytes(4, "little"), b"\xff" * 4),
        packed(NAME).replace(b"PK\x01\x02", b"PK\x01\x03"),
        packed(NAME)[:-22] + packed(NAME, "a")[-22:],
    ],
)
def test_parts_of_an_unusual_archive_are_not_told(data: bytes) -> None:
    assert parts_in(data) is None


def test_a_list_that_ends_within_an_entry_is_not_told() -> None:
    data = packed(NAME)
    end = len(data) - 22
    at = int.from_bytes(data[end + 16 : end + 20], "little")
    cut = data[: at + 30]
    short = data[end : end + 12] + (30).to_bytes(4, "little") + data[end + 16 :]
    assert parts_in(cut + short) is None


def said_in(data: bytes, part: Packed) -> bytes | None:
    taken = taken_by(data, part)
    return None if taken is None else unpacked(taken, part.size, part.checksum)


def test_a_part_is_unpacked() -> None:
    data = packed(NAME)
    assert said_in(data, part_of(data)) == SAID


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("checksum", 1),
        ("size", 5),
        ("size", 500),
        ("taken", 3),
        ("flags", 1),
        ("method", zipfile.ZIP_STORED),
        ("at", 10**9),
        ("at", -1),
        ("at", 1),
        ("name", "xl/Workbook.xml"),
        ("name", "表"),
    ],
)
def test_a_part_that_is_not_as_listed_is_left_to_the_library(field: str, value: object) -> None:
    data = packed(NAME)
    changed: dict[str, Any] = {field: value}
    assert said_in(data, part_of(data)._replace(**changed)) is None


def test_a_damaged_part_is_left_to_the_library() -> None:
    data = packed(NAME)
    part = part_of(data)
    start = 30 + len(NAME)
    assert said_in(data[:start] + b"\xff\xff" + data[start + 2 :], part) is None


@given(at=st.integers(0, 400), sign=st.integers(0, 255))
def test_what_is_unpacked_is_what_the_library_unpacks(at: int, sign: int) -> None:
    data = bytearray(packed(NAME, "a"))
    data[at % len(data)] = sign
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                said = said_in(bytes(data), Packed.of(entry))
                assert said is None or said == archive.read(entry)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError):
        return


@given(at=st.integers(0, 400), sign=st.integers(0, 255))
def test_what_is_listed_is_what_the_library_lists(at: int, sign: int) -> None:
    data = bytearray(packed(NAME, "a"))
    data[at % len(data)] = sign
    listed = parts_in(bytes(data))
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, NotImplementedError):
        return
    assert listed is None or listed == tuple(map(Packed.of, entries))
