"""Workbooks of one XML file, as Excel 2003 writes them."""

from __future__ import annotations

import pytest

from jiheng.errors import UnreadableFile
from jiheng.reading.containers.kinds import MediaType, kind_of
from jiheng.reading.containers.office import parts
from jiheng.reading.containers.workbooks.xml_book import read_xml_book

SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
PROLOGUE = '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'


def book(rows: str, *, styles: str = "", options: str = "", prologue: str = PROLOGUE) -> bytes:
    return (
        f'{prologue}<Workbook xmlns="{SPREADSHEET}" xmlns:ss="{SPREADSHEET}"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f'<Styles>{styles}</Styles><Worksheet ss:Name="表"><Table>{rows}</Table>{options}'
        "</Worksheet></Workbook>"
    ).encode()


def cell(text: str, kind: str = "String", settings: str = "") -> str:
    return f'<Cell {settings}><Data ss:Type="{kind}">{text}</Data></Cell>'


def row(*cells: str, settings: str = "") -> str:
    return f"<Row {settings}>{''.join(cells)}</Row>"


def style(name: str, inside: str, settings: str = "") -> str:
    return f'<Style ss:ID="{name}" {settings}>{inside}</Style>'


def texts(data: bytes) -> list[list[str]]:
    return [[one.text for one in found] for page in read_xml_book(data, "x") for found in page.rows]


@pytest.mark.parametrize(
    "prologue", ["", PROLOGUE, "\ufeff" + PROLOGUE, "<?xml version='1.0'?><!-- 导出 -->\r\n"]
)
def test_its_kind_is_told_by_content(prologue: str) -> None:
    assert kind_of(book("", prologue=prologue), "x.xls") is MediaType.XML_BOOK


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_it_may_be_in_utf_16(encoding: str) -> None:
    text = book(row(cell("甲"))).decode()
    data = ("\ufeff" + text if encoding == "utf-16-be" else text).encode(encoding)
    assert kind_of(data, "x.xls") is MediaType.XML_BOOK
    assert texts(data) == [["甲"]]


@pytest.mark.parametrize("declared", ["<!DOCTYPE Workbook>", "<!DOCTYPE Workbook [<!-- 无 -->]>"])
def test_what_it_declares_before_its_root_does_not_hide_its_kind(declared: str) -> None:
    data = book(row(cell("甲")), prologue=PROLOGUE + declared)
    assert kind_of(data, "x.xls") is MediaType.XML_BOOK


def test_one_with_entities_is_refused_as_such() -> None:
    declared = PROLOGUE + '<!DOCTYPE Workbook [<!ENTITY a "b">]>'
    with pytest.raises(UnreadableFile, match="entit"):
        read_xml_book(book(row(cell("&a;")), prologue=declared), "x.xls")


@pytest.mark.parametrize("said", ["<Workbook>", f"<html xmlns:x='{SPREADSHEET}'>", "<?xml?><a/>"])
def test_other_marked_up_text_is_no_workbook(said: str) -> None:
    assert kind_of(said.encode(), "x.xls") is MediaType.TEXT


def test_a_cell_is_known_by_its_place() -> None:
    data = book(row(cell("a"), cell("b"), settings='ss:Index="3"') + row(cell("c")))
    (sheet,) = read_xml_book(data, "x")
    spans = [one.span()[0] for found in sheet.rows for one in found if one]
    assert [(place.sheet, place.cell) for place in spans] == [
        ("表", "A3"),
        ("表", "B3"),
        ("表", "A4"),
    ]


def test_a_row_may_stand_for_several_and_a_cell_may_leave_some_out() -> None:
    data = book(
        row(cell("a"), cell("b", settings='ss:Index="3"'), settings='ss:Span="2"') + row(cell("c"))
    )
    (sheet,) = read_xml_book(data, "x")
    places = [one.span()[0].cell for found in sheet.rows for one in found if one]
    assert places == ["A1", "C1", "A4"]


def test_the_next_cell_stands_behind_all_that_one_is_merged_over() -> None:
    data = book(row(cell("a", settings='ss:MergeAcross="1" ss:MergeDown="1"'), cell("b")))
    (sheet,) = read_xml_book(data, "x")
    assert [one.text for one in sheet.rows[0]] == ["a", "", "b"]
    data = book(row(cell("a", settings='ss:MergeAcross="1"')) + row(cell("b"), cell("c")))
    (sheet,) = read_xml_book(data, "x")
    assert len(sheet.merges) == 1


@pytest.mark.parametrize(
    ("text", "kind", "look", "said"),
    [
        ("0.95", "Number", '<NumberFormat ss:Format="0%"/>', "95%"),
        ("0.95", "Number", '<NumberFormat ss:Format="Percent"/>', "95.00%"),
        ("1234.5", "Number", '<NumberFormat ss:Format="Standard"/>', "1,234.50"),
        ("54.1400000000054", "Number", "", "54.14"),
        ("54.10", "Number", "<NumberFormat/>", "54.1"),
        ("", "Number", "", ""),
        ("2025-06-30T00:00:00.000", "DateTime", "", "2025/6/30"),
        (
            "2025-06-30T00:00:00.000",
            "DateTime",
            '<NumberFormat ss:Format="Long Date"/>',
            "2025年6月30日",
        ),
        ("", "DateTime", "", ""),
        ("1", "Boolean", "", "TRUE"),
        ("#REF!", "Error", "", "#REF!"),
        ("甲&#10;乙", "String", "", "甲乙"),
        ("m2", "String", '<Font ss:VerticalAlign="Superscript"/>', "m²"),
        ("a", "String", "<Font/>", "a"),
    ],
)
def test_a_cell_is_read_as_it_is_shown(text: str, kind: str, look: str, said: str) -> None:
    data = book(row(cell("、"), cell(text, kind, 'ss:StyleID="s1"')), styles=style("s1", look))
    assert texts(data) == [["、", said] if said else ["、"]]


def test_a_style_stands_on_another() -> None:
    styles = style("s1", '<NumberFormat ss:Format="0%"/><Font ss:VerticalAlign="Subscript"/>')
    data = book(
        row(cell("0.5", "Number", 'ss:StyleID="s2"')),
        styles=styles + style("s2", "", 'ss:Parent="s1"'),
    )
    assert texts(data) == [["₅₀%"]]


def test_a_cell_without_a_style_looks_like_its_row_or_else_its_column() -> None:
    styles = style("c", '<NumberFormat ss:Format="0%"/>') + style(
        "r", '<NumberFormat ss:Format="0.0"/>'
    )
    columns = '<Column ss:Index="2" ss:StyleID="c" ss:Span="1"/><Column/>'
    halves = [cell("0.5", "Number")] * 4
    data = book(columns + row(*halves) + row(*halves, settings='ss:StyleID="r"'), styles=styles)
    assert texts(data) == [["0.5", "50%", "50%", "0.5"], ["0.5", "0.5", "0.5", "0.5"]]


def test_parts_of_a_cell_may_be_set_in_other_letters() -> None:
    html = 'xmlns="http://www.w3.org/TR/REC-html40"'
    said = f'<ss:Data ss:Type="String" {html}><B>面</B>积m<Sup>2</Sup><S>旧</S>新</ss:Data>'
    (sheet,) = read_xml_book(book(row(f"<Cell>{said}</Cell>")), "x")
    assert sheet.rows[0][0].text == "面积m²新"
    assert [problem.code for problem in sheet.problems] == ["struck-out"]


def test_what_is_struck_out_by_its_style_is_told() -> None:
    styles = style("s1", '<Font ss:StrikeThrough="1"/>')
    data = book(row(cell("a"), cell("b", settings='ss:StyleID="s1"')), styles=styles)
    (sheet,) = read_xml_book(data, "x")
    assert [problem.code for problem in sheet.problems] == ["struck-out"]


def test_what_is_hidden_is_told() -> None:
    hidden = '<Column ss:Index="2" ss:Hidden="1"/>'
    options = (
        '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">'
        "<Visible>SheetHidden</Visible></WorksheetOptions>"
    )
    rows = row(cell("a"), cell("b")) + row(cell("c"), settings='ss:Hidden="1"')
    (sheet,) = read_xml_book(book(hidden + rows, options=options), "x")
    codes = {problem.code for problem in sheet.problems}
    assert codes == {"hidden-sheet", "hidden-rows", "hidden-columns"}


def test_a_formula_without_a_result_is_told() -> None:
    data = book(row(cell("a"), '<Cell ss:Formula="=R1C1"/>', "<Cell/>"))
    (sheet,) = read_xml_book(data, "x")
    assert [problem.code for problem in sheet.problems] == ["unsaved-formula"]
    assert sheet.problems[0].span[0].cell == "B1"


def test_chinese_programs_call_their_characters_gb2312_whatever_they_are() -> None:
    prologue = '<?xml version="1.0" encoding="gb2312"?>'
    data = book(row(cell("镕€")), prologue=prologue).decode().encode("gb18030")
    assert texts(data) == [["镕€"]]


@pytest.mark.parametrize(
    "rows",
    [
        '<Row ss:Index="0"/>',
        '<Row ss:Index="1048577"/>',
        row(cell("a", settings='ss:Index="16385"')),
        row(cell("a", settings='ss:Index="x"')),
        row(cell("a", "Number")),
        row(cell("a", "DateTime")),
        "<Row>",
    ],
)
def test_what_no_program_writes_is_refused(rows: str) -> None:
    with pytest.raises(UnreadableFile):
        read_xml_book(book(rows), "x")


def test_more_marks_than_any_form_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MAX_MARKS", 3)
    with pytest.raises(UnreadableFile):
        read_xml_book(book(""), "x")
