"""Sound documents of every kind, held in the parts that a fuzzer puts others in the place of."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

import docx
from tests.unit.reading.containers.made import biff, ole, record, row_end, word
from tests.unit.reading.containers.pdf.written_pdf import FOUR, WrittenPage, ruled, written

from jiheng.writing import FORMS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jiheng.model import TargetTable

HEAD = ("项目名称", "绩效目标", "绩效指标")
ROW = ("会议", "办好", "1、产出指标；11、数量指标：人数，年度指标值：≥50人")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """A document.

    Attributes:
        parts: What may be damaged without breaking what is around it.
        whole: Makes the document of its parts.
    """

    name: str
    parts: tuple[bytes, ...]
    whole: Callable[[Sequence[bytes]], bytes]

    def with_part(self, number: int, part: bytes) -> bytes:
        """Return the document with another part in the place of one of its own."""
        parts = list(self.parts)
        parts[number % len(parts)] = part
        return self.whole(parts)


def seeds(tables: Sequence[TargetTable]) -> list[Seed]:
    """Return a document of every kind; tables are what forms are written of."""
    workbook = record(0x204, struct.pack("<HHHH", 0, 0, 0, 4) + "项目名称".encode("utf-16-le"))
    streams = word(*((text + "\x07", b"") for text in HEAD), ("\x07", row_end(0, 9, 18, 27)))
    found = [
        _pages(),
        _plain("whole.pdf", _pages().whole(_pages().parts)),
        _packed("seed.docx", _docx()),
        _packed("seed.xlsx", FORMS["xlsx"].write(tables)),
        _packed("seed.zip", FORMS["csv"].write(tables)),
        _plain("seed.html", FORMS["html"].write(tables)),
        Seed(name="seed.xls", parts=(biff(workbook),), whole=lambda parts: ole(Workbook=parts[0])),
        Seed(
            name="seed.doc",
            parts=tuple(streams.values()),
            whole=lambda parts: ole(**dict(zip(streams, parts, strict=True))),
        ),
        _plain("whole.xls", ole(Workbook=biff(workbook))),
        _plain("whole.doc", ole(**streams)),
        _plain("whole.docx", _docx()),
        _plain("whole.xlsx", FORMS["xlsx"].write(tables)),
        _plain("whole.zip", FORMS["csv"].write(tables)),
    ]
    if find_spec("rapidocr"):
        found.append(_plain("whole.png", _png()))
    return found


def _pages() -> Seed:
    content = f"{ruled()}\nq 20 100 100 30 re W n {FOUR} Q\n0.9 g 10 10 5 0.4 re f".encode()

    def whole(parts: Sequence[bytes]) -> bytes:
        keys, box = (part.decode("latin-1") for part in parts[1:])
        return written(WrittenPage(parts[0], _latin(keys), box=_latin(box)), content.decode())

    return Seed(name="seed.pdf", parts=(content, b"/Rotate 90", b"0 0 300 200"), whole=whole)


def _latin(text: str) -> str:
    """Return a text that can be encoded without growing."""
    return text.encode("ascii", "replace").decode()


def _plain(name: str, data: bytes) -> Seed:
    return Seed(name=name, parts=(data,), whole=lambda parts: parts[0])


def _packed(name: str, data: bytes) -> Seed:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.namelist()
        parts = tuple(map(archive.read, members))
    return Seed(
        name=name,
        parts=parts,
        whole=lambda parts: _zipped(list(zip(members, parts, strict=True))),
    )


def _zipped(members: Sequence[tuple[str, bytes]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in members:
            archive.writestr(name, data)
    return packed.getvalue()


def _docx() -> bytes:
    document = docx.Document()
    table = document.add_table(2, len(HEAD))
    for row, texts in zip(table.rows, (HEAD, ROW), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _png() -> bytes:
    rows = b"".join(b"\0" + b"\xff" * 32 for _ in range(32))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", 32, 32, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
