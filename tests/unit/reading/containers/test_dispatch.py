from __future__ import annotations

import io
import struct

import docx
import pytest
from tests.unit.reading.containers.made import biff, ole, record, word
from tests.unit.reading.containers.workbooks.test_ods import cell, row, sheet

from jiheng.model import TargetTable
from jiheng.reading.documents import read_document
from jiheng.writing import write_tables


def label() -> bytes:
    said = struct.pack("<HHHHB", 0, 0, 0, 1, 1) + "甲".encode("utf-16-le")
    return ole(Workbook=biff(record(0x204, said)))


def document() -> bytes:
    stream = io.BytesIO()
    made = docx.Document()
    made.add_paragraph("甲")
    made.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "excerpt"),
    [
        (label(), "甲"),
        (sheet(row(cell("甲"))), "甲"),
        (document(), "甲"),
        (ole(**word(("甲\r", b""))), "甲"),
        (write_tables([TargetTable(title="甲")], "xlsx"), "甲"),
    ],
    ids=["xls", "ods", "docx", "doc", "xlsx"],
)
def test_every_kind_of_office_file_is_read_by_its_container(data: bytes, excerpt: str) -> None:
    result = read_document(data, "named wrongly.txt")
    said = [problem.excerpt for problem in result.problems]
    assert any(excerpt in words for words in said) or result.tables
