from __future__ import annotations

import io
import zipfile

import pytest

from jiheng.errors import UnreadableFile
from jiheng_evidence.measures.model import Column, ColumnType, Source, SourceFormat
from jiheng_evidence.sources.percents import percent_columns

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = {
    "xl/workbook.xml": f'<w xmlns:r="{_OFFICE}"><sheets><sheet name="S" r:id="a"/></sheets></w>',
    "xl/_rels/workbook.xml.rels": (
        f'<R><R Id="a" Type="{_OFFICE}/worksheet" Target="s.xml"/>'
        f'<R Id="b" Type="{_OFFICE}/styles" Target="styles.xml"/></R>'
    ),
    "xl/styles.xml": '<s><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs></s>',
    "xl/s.xml": '<s><row><c/></row><row><c s="1"/></row><row r="3"><c r="A3" s="1"/></row></s>',
}
TABLE: list[list[object]] = [["率", "空"], [0.96, ""], [0.5, ""]]


def _columns(changed: dict[str, str]) -> frozenset[str]:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in (PARTS | changed).items():
            if text:
                archive.writestr(name, text)
    columns = tuple(
        Column(name=name, type=ColumnType.DECIMAL, header=header)
        for name, header in (("rate", "率"), ("none", "空"), ("absent", "没有"))
    )
    source = Source(name="s", format=SourceFormat.XLSX, path="a.xlsx", columns=columns)
    return percent_columns(stream, "S", TABLE, source, "a.xlsx")


def test_cells_without_addresses_stand_side_by_side() -> None:
    assert _columns({}) == {"rate"}


@pytest.mark.parametrize("part", PARTS)
def test_a_book_without_one_of_its_parts_shows_no_per_cent(part: str) -> None:
    assert _columns({part: ""}) == frozenset()


@pytest.mark.parametrize("text", ["<s", "<s><row></s>", '<s><row r="1"><c r="A1" s="1"></s>'])
def test_a_damaged_sheet_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFile):
        _columns({"xl/s.xml": text})


def test_what_is_no_archive_shows_no_per_cent() -> None:
    source = Source(name="s", format=SourceFormat.XLSX)
    assert percent_columns(io.BytesIO(b"x"), "S", TABLE, source, "a.xls") == frozenset()
