from __future__ import annotations

import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.reading.containers.made import END, FREE, SECTOR, entry, ole

from jiheng.errors import UnreadableFile
from jiheng.reading.containers.kinds import MediaType, kind_of
from jiheng.reading.containers.office.ole import OleFile
from jiheng.reading.containers.office.parts import Unsound

LONG = bytes(range(256)) * 40


def small() -> bytes:
    """Return a compound file whose only stream is so short that it lies in the mini stream."""
    mini = b"abc".ljust(64, b"\0")
    table = struct.pack("<128I", 0xFFFFFFFD, END, END, END, *[FREE] * 124)
    directory = entry("Root Entry", 5, 2, 64, child=1) + entry("Short", 2, 0, 3)
    minis = struct.pack("<128I", END, *[FREE] * 127)
    header = struct.pack(
        "<8s16xHHHHH10xII4xIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E, 3, 0xFFFE, 9, 6, 1, 1, 4096, 3, 1, END, 0,
    )  # fmt: skip
    sectors = (table, directory, mini, minis)
    listed = struct.pack("<109I", 0, *[FREE] * 108)
    return header + listed + b"".join(sector.ljust(SECTOR, b"\0") for sector in sectors)


def test_streams_are_found_by_name() -> None:
    file = OleFile(ole(First=LONG, Second=b"x" * 5000))
    assert file.read("first") == LONG
    assert file.read("Second") == b"x" * 5000
    assert "third" not in file
    with pytest.raises(Unsound):
        file.read("third")


def test_short_streams_lie_in_a_stream_of_their_own() -> None:
    assert OleFile(small()).read("Short") == b"abc"


def test_a_large_file_lists_its_table_in_a_chain() -> None:
    said = bytearray(ole(First=LONG))
    fat = struct.unpack_from("<I", said, 76)[0]
    struct.pack_into("<I", said, 76, FREE)
    more = (len(said) - SECTOR) // SECTOR
    struct.pack_into("<II", said, 68, more, 1)
    said += struct.pack("<128I", fat, *[FREE] * 126, END)
    assert OleFile(bytes(said)).read("First") == LONG
    struct.pack_into("<II", said, 68, 10_000_000, 1)
    with pytest.raises(Unsound):
        OleFile(bytes(said))


@pytest.mark.parametrize(
    ("at", "value"),
    [(30, 20), (48, FREE), (48, 10_000), (76, 10_000)],
)
def test_a_head_that_leads_nowhere_is_refused(at: int, value: int) -> None:
    said = bytearray(ole(First=LONG))
    struct.pack_into("<H" if at < 48 else "<I", said, at, value)
    with pytest.raises(Unsound):
        OleFile(bytes(said))


def test_a_chain_that_bites_its_tail_is_refused() -> None:
    said = bytearray(ole(First=LONG))
    fat = struct.unpack_from("<I", said, 76)[0]
    struct.pack_into("<I", said, (fat + 1) * SECTOR, 0)
    with pytest.raises(Unsound):
        OleFile(bytes(said)).read("First")


def test_a_table_of_more_sectors_than_the_file_has_is_refused() -> None:
    said = bytearray(ole(First=LONG))
    struct.pack_into("<109I", said, 76, *[0] * 109)
    with pytest.raises(Unsound):
        OleFile(bytes(said))


@given(st.binary(max_size=600), st.integers(0, 4000))
def test_damage_is_refused_and_does_no_harm(said: bytes, at: int) -> None:
    data = ole(First=LONG)
    with pytest.raises(Unsound):
        OleFile(said)
    broken = data[:at] + said + data[at + len(said) :]
    with suppress(Unsound):
        OleFile(broken).read("First")


@pytest.mark.parametrize(
    ("streams", "kind"),
    [
        ({"Workbook": b""}, MediaType.XLS),
        ({"Book": b""}, MediaType.XLS),
        ({"WordDocument": b""}, MediaType.DOC),
    ],
)
def test_old_documents_are_told_apart_by_their_streams(
    streams: dict[str, bytes], kind: MediaType
) -> None:
    assert kind_of(ole(**streams), "x") is kind


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (ole(EncryptedPackage=b"x"), "已加密"),
        (ole(PowerPointDocument=b"x"), "旧版 Office"),
        (ole(Workbook=b"x")[:600], "不是完好的"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        kind_of(data, "x")
    assert words in caught.value.reason.zh
