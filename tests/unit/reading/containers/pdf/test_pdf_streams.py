"""Streams that unpack to far more than they are: counted before PDFium unpacks them."""

from __future__ import annotations

import base64
import zlib

import pytest

from jiheng.errors import UnreadableFile
from jiheng.reading.containers.pdf import streams
from jiheng.reading.containers.pdf.streams import check_streams

LARGE = b"BT (a) Tj ET q " * 20_000
SMALL = b"BT (a) Tj ET"

# Zeros as LZW: the first as itself, then ever longer entries of the table.
LZW_CODES = (256, 0, *range(258, 258 + 600), 257)


def lzw(codes: tuple[int, ...]) -> bytes:
    bits, since = "", 0
    for code in codes:
        width = max(9, (max(since - 1, 0) + 259).bit_length())
        bits += f"{code:0{width}b}"
        since = 0 if code == 256 else since + 1
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def a85(data: bytes) -> bytes:
    return base64.a85encode(data) + b"~>"


def document(filters: str, packed: bytes, more: str = "") -> bytes:
    head = f"4 0 obj\n<< {filters} /Length {len(packed)} {more} >>\nstream\n".encode()
    return b"%PDF-1.7\n" + head + packed + b"\nendstream\nendobj\n"


PACKED = {
    "inflated": ("/Filter /FlateDecode", zlib.compress(LARGE)),
    "twice": ("/Filter [/FlateDecode /Fl]", zlib.compress(zlib.compress(LARGE))),
    "escaped name": ("/Filter /Fl#61teDecode", zlib.compress(LARGE)),
    "filter elsewhere": ("/Filter 7 0 R", zlib.compress(LARGE)),
    "as text": ("/Filter [/ASCII85Decode /FlateDecode]", a85(zlib.compress(LARGE))),
    "as digits": (
        "/Filter [/ASCIIHexDecode /FlateDecode]",
        zlib.compress(LARGE).hex().encode() + b">",
    ),
    "lzw": ("/Filter /LZWDecode", lzw(LZW_CODES)),
    "end within": ("/Filter /FlateDecode", zlib.compress(b"endstream" + LARGE, 0)),
}


@pytest.fixture(autouse=True)
def _low(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MAX_STREAM", 100_000)


@pytest.mark.parametrize("filters", PACKED)
def test_a_stream_that_swells_is_refused(filters: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        check_streams(document(*PACKED[filters]), "表.pdf")
    assert "一个压缩流解开后超过" in caught.value.reason.zh


@pytest.mark.parametrize(
    ("filters", "packed"),
    [
        ("/Filter /FlateDecode", zlib.compress(SMALL)),
        ("/Filter /FlateDecode", zlib.compress(LARGE)[:100]),
        ("/Filter /FlateDecode", b"no packed data"),
        ("/Filter /DCTDecode", zlib.compress(LARGE)),
        ("/Filter [/ASCII85Decode]", a85(SMALL + b"!")),
        ("/Filter [/ASCII85Decode]", b"zz"),
        ("/Filter [/ASCIIHexDecode]", SMALL.hex().encode()),
        ("/Filter [/AHx]", SMALL.hex().encode() + b">"),
        ("/Filter /LZWDecode", lzw((256, 65, 300))),
        ("/Filter /LZWDecode", lzw((65, 66, 258))),
        ("", SMALL),
    ],
)
def test_what_stays_small_passes(filters: str, packed: bytes) -> None:
    check_streams(document(filters, packed), "表.pdf")


def test_an_image_is_left_to_what_reads_it_line_by_line() -> None:
    check_streams(document(*PACKED["inflated"], more="/Subtype /Image"), "表.pdf")


def test_many_streams_are_bounded_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MAX_STREAMS", 200_000)
    one = document("/Filter /FlateDecode", zlib.compress(LARGE[:90_000]))
    check_streams(one * 2, "表.pdf")
    with pytest.raises(UnreadableFile) as caught:
        check_streams(one * 3, "表.pdf")
    assert "共超过" in caught.value.reason.zh


def test_a_stream_whose_end_is_missing_is_looked_at_to_the_end_of_the_file() -> None:
    data = document("/Filter [/A85 /Fl]", a85(zlib.compress(LARGE))).replace(b"endstream", b"")
    with pytest.raises(UnreadableFile):
        check_streams(data, "表.pdf")
