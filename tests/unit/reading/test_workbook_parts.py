from __future__ import annotations

import io
import zipfile

import pytest

from jiheng.errors import UnreadableFile
from jiheng.model import TargetTable
from jiheng.reading.containers import workbook_parts
from jiheng.reading.containers.workbook_parts import vetted
from jiheng.reading.containers.xlsx import read_xlsx
from jiheng.writing import write_tables

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
PLAIN = write_tables([TargetTable(title="项目支出绩效目标表")], "xlsx")
SHEET, SHARED, RELATIONS = (
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/_rels/workbook.xml.rels",
)


def book(**parts: str) -> bytes:
    """Return a sound workbook but for the parts given."""
    names = {"sheet": SHEET, "shared": SHARED, "relations": RELATIONS}
    changed = {names[key]: said for key, said in parts.items()}
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(PLAIN)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, changed.get(name, old.read(name)))
    return stream.getvalue()


def sheet(*cells: str) -> bytes:
    rows = "".join(f"<row>{cell}</row>" for cell in cells)
    return book(sheet=f"<worksheet {NS}><sheetData>{rows}</sheetData></worksheet>")


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_xlsx(data, "x.xlsx")
    return caught.value.reason.zh


def test_cells_know_their_sheet_and_address() -> None:
    (found,) = read_xlsx(PLAIN, "x.xlsx")
    (place,) = found.rows[0][0].span()
    assert (place.sheet, place.cell, place.start, place.end) == ("绩效目标表", "A1", 0, 9)


def test_white_space_goes_but_between_latin_words() -> None:
    (found,) = read_xlsx(sheet('<c t="inlineStr"><is><t> 甲 乙 TFT  LCD </t></is></c>'), "x.xlsx")
    assert found.rows[0][0].text == "甲乙TFT LCD"


def test_markup_in_a_cell_is_text() -> None:
    said = '<c t="inlineStr"><is><t>&lt;p&gt;&amp;lt;</t></is></c>'
    (found,) = read_xlsx(sheet(said), "x.xlsx")
    assert found.rows[0][0].text == "<p>&lt;"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("80", "80"), ("0.1", "0.1"), ("0.30000000000000004", "0.3"), ("1E3", "1000")],
)
def test_a_number_shows_the_digits_a_spreadsheet_shows(stored: str, shown: str) -> None:
    (found,) = read_xlsx(sheet(f"<c><v>{stored}</v></c>"), "x.xlsx")
    assert found.rows[0][0].text == shown


def test_a_cell_far_away_is_refused() -> None:
    assert "展开后过大" in refusal(
        sheet('<c r="A1"><v>1</v></c>', '<c r="XFD1048576"><v>1</v></c>')
    )


def test_a_text_shown_in_too_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_parts, "MAX_TEXT", 1000)
    cells = '<c t="s"><v>0</v></c>' * 11
    data = book(
        sheet=f"<worksheet {NS}><sheetData><row>{cells}</row></sheetData></worksheet>",
        shared=f"<sst {NS}><si><t>{'甲' * 100}</t></si></sst>",
    )
    assert "展开后过大" in refusal(data)


def test_a_workbook_that_unpacks_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_parts, "MAX_UNPACKED", 1000)
    assert "展开后过大" in refusal(PLAIN)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="ZZZZ1"><v>1</v></c>',
        '<c r="A0"><v>1</v></c>',
        '<c r="1"><v>1</v></c>',
        '<c r="A9999999"><v>1</v></c>',
        '</row><row r="4000000000"><c><v>1</v></c>',
        '</row><row r="x"><c><v>1</v></c>',
        '<c t="s"><v>-1</v></c>',
    ],
)
def test_a_place_that_no_sheet_has_is_refused(cell: str) -> None:
    assert "不是完好的" in refusal(sheet(cell))


def test_a_document_type_is_refused() -> None:
    dtd = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    said = f"<worksheet {NS}><sheetData><row><c><v>&x;</v></c></row></sheetData></worksheet>"
    assert "不是完好的" in refusal(book(sheet=dtd + said))


def test_a_sheet_listed_twice_is_refused() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    twice = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="worksheets/sheet1.xml"/>' for n in (1, 2)
    )
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    data = book(relations=f'<Relationships xmlns="{relations}">{twice}</Relationships>')
    assert "不是完好的" in refusal(data)


@pytest.mark.parametrize("cut", [10, 200, len(PLAIN) - 30])
def test_a_truncated_workbook_is_refused(cut: int) -> None:
    assert "不是完好的" in refusal(PLAIN[:cut])


def test_pictures_are_not_handed_on() -> None:
    stream = io.BytesIO(PLAIN)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/media/image1.png", b"x")
    with zipfile.ZipFile(io.BytesIO(vetted(stream.getvalue(), "x"))) as archive:
        assert "xl/media/image1.png" not in archive.namelist()


def test_a_workbook_of_too_many_parts_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(workbook_parts.MAX_PARTS + 1):
            archive.writestr(f"xl/{number}.xml", "<a/>")
    with pytest.raises(UnreadableFile, match="x: "):
        vetted(stream.getvalue(), "x")


def test_truth_and_blank_rows_are_shown_as_a_spreadsheet_shows_them() -> None:
    data = sheet('<c r="A1" t="b"><v>1</v></c>', "", '<c r="A3" t="b"><v>0</v></c>')
    (found,) = read_xlsx(data, "x")
    assert [[cell.text for cell in row] for row in found.rows] == [["TRUE"], ["FALSE"]]


def test_a_workbook_without_its_list_of_sheets_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(UnreadableFile):
        read_xlsx(stream.getvalue(), "x")
