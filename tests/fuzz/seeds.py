"""Sound documents of every kind, held in the parts that a fuzzer puts others in the place of."""

from __future__ import annotations

import csv
import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

import docx
from tests.unit.reading.containers.made import IN_TABLE, biff, ole, record, row_end, word
from tests.unit.reading.containers.ofd.written_ofd import table, text
from tests.unit.reading.containers.ofd.written_ofd import written as written_ofd
from tests.unit.reading.containers.pdf.written_pdf import WrittenPage, ruled, words, written

from jiheng.writing import FORMS, write_official

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jiheng.model import TargetTable

HEAD = ("项目名称", "绩效目标", "绩效指标")
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
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
    workbook = b"".join(
        _label(number, column, text)
        for number, row in enumerate((HEAD, ROW))
        for column, text in enumerate(row)
    )
    end = ("\x07", row_end(0, 900, 1800, 2700))
    streams = word(
        *(
            paragraph
            for row in (HEAD, ROW)
            for paragraph in [*((f"{text}\x07", IN_TABLE) for text in row), end]
        )
    )
    title = text(60, 20, "项目支出绩效目标表")
    found = [
        _pages(),
        _plain("whole.pdf", _pages().whole(_pages().parts)),
        _packed("seed.docx", _docx()),
        _packed("form.docx", write_official(tables[:1], "declaration", "docx")),
        _packed("seed.ofd", written_ofd(title + table([HEAD, ROW], [30.0, 30.0, 120.0]))),
        _packed("seed.xlsx", FORMS["xlsx"].write(tables)),
        _packed("form.xlsx", write_official(tables[:1], "declaration", "xlsx")),
        _plain("seed.xml", _xml_book(HEAD, ROW)),
        _packed("seed.zip", FORMS["csv"].write(tables)),
        _packed("seed.ods", _ods(HEAD, ROW)),
        _plain("seed.csv", _comma_parted(HEAD, ROW)),
        _plain("seed.html", FORMS["html"].write(tables)),
        _plain("seed.txt", FORMS["md"].write(tables)),
        _tarred(FORMS["md"].write(tables), FORMS["html"].write(tables), FORMS["csv"].write(tables)),
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
        _plain("whole.ods", _ods(HEAD, ROW)),
        _plain("whole.tar", _tar([b"1", ROW[2].encode()])),
        _plain("pressed.tar", gzip.compress(_tar([b"1", ROW[2].encode()]))),
    ]
    if find_spec("rapidocr"):
        found.append(_plain("whole.png", _png()))
    return found


def _comma_parted(*rows: Sequence[str]) -> bytes:
    said = io.StringIO()
    csv.writer(said, quoting=csv.QUOTE_ALL).writerows(rows)
    return said.getvalue().encode("utf-8-sig")


def _label(row: int, column: int, text: str) -> bytes:
    head = struct.pack("<HHHHB", row, column, 0, len(text), 1)
    return record(0x204, head + text.encode("utf-16-le"))


def _pages() -> Seed:
    left = (20, 100, 150, 480)
    said = "\n".join(
        words(x + 5, y, text)
        for y, row in ((55, HEAD), (85, ROW))
        for x, text in zip(left, row, strict=False)
    )
    lines = ruled(left)
    content = f"{lines}\nq 20 100 580 90 re W n {said} Q\n0.9 g 10 10 5 0.4 re f".encode()

    def whole(parts: Sequence[bytes]) -> bytes:
        keys, box = (part.decode("latin-1") for part in parts[1:])
        return written(WrittenPage(parts[0], _latin(keys), box=_latin(box)), content.decode())

    return Seed(name="seed.pdf", parts=(content, b"/Rotate 0", b"0 0 500 200"), whole=whole)


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


def _tarred(*members: bytes) -> Seed:
    return Seed(name="seed.tar", parts=members, whole=_tar)


def _tar(members: Sequence[bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for number, data in enumerate(members):
            entry = tarfile.TarInfo(f"{number}")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return stream.getvalue()


def _ods(*rows: Sequence[str]) -> bytes:
    cells = (
        "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in row)
        for row in rows
    )
    said = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    content = (
        f'<office:document-content xmlns:office="{OASIS}:office:1.0"'
        f' xmlns:table="{OASIS}:table:1.0" xmlns:text="{OASIS}:text:1.0">'
        f"<office:body><office:spreadsheet><table:table>{said}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return _zipped([("mimetype", kind.encode()), ("content.xml", content.encode())])


def _xml_book(*rows: Sequence[str]) -> bytes:
    said = "".join(
        "<Row>"
        + "".join(f"<Cell><Data ss:Type='String'>{text}</Data></Cell>" for text in row)
        + "</Row>"
        for row in rows
    )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="1"><Table>{said}</Table></Worksheet></Workbook>'
    ).encode()


def _docx() -> bytes:
    document = docx.Document()
    table = document.add_table(2, len(HEAD))
    for row, texts in zip(table.rows, (HEAD, ROW), strict=True):
        for cell, said in zip(row.cells, texts, strict=True):
            cell.text = said
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
