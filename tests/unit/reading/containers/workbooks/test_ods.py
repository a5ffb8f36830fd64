from __future__ import annotations

import io
import zipfile

import pytest

from jiheng.errors import UnreadableFile
from jiheng.reading.containers.kinds import MediaType, kind_of
from jiheng.reading.containers.workbooks.ods import read_flat_ods, read_ods

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = " ".join(
    f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "table", "text", "style")
)


def book(said: str, styles: str = "") -> bytes:
    content = (
        f"<office:document-content {NAMESPACES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{said}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return stream.getvalue()


def sheet(rows: str) -> bytes:
    return book(f'<table:table table:name="表">{rows}</table:table>')


def cell(text: str, settings: str = "") -> str:
    return f"<table:table-cell {settings}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, settings: str = "") -> str:
    return f"<table:table-row {settings}>{''.join(cells)}</table:table-row>"


def texts(data: bytes) -> list[list[str]]:
    return [[one.text for one in found] for page in read_ods(data, "x") for found in page.rows]


def test_its_kind_is_told_by_content() -> None:
    assert kind_of(sheet(""), "x.zip") is MediaType.ODS


def flat(rows: str, prologue: str = '<?xml version="1.0" encoding="UTF-8"?>\n') -> bytes:
    return (
        f"{prologue}<office:document {NAMESPACES} office:version='1.3'"
        ' office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
        "<office:automatic-styles/><office:body><office:spreadsheet>"
        f'<table:table table:name="表">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document>"
    ).encode()


@pytest.mark.parametrize("prologue", ["", "\ufeff", "<?xml version='1.0'?><!-- 导出 -->\n"])
def test_a_workbook_of_one_file_is_told_by_content(prologue: str) -> None:
    assert kind_of(flat("", prologue), "x.xml") is MediaType.FLAT_ODS


def test_a_workbook_of_one_file_is_read_as_one_of_several_parts() -> None:
    rows = row(cell("甲"), cell("乙")) + row(cell("丙"))
    (page,) = read_flat_ods(flat(rows), "x.fods")
    assert [[one.text for one in found] for found in page.rows] == texts(sheet(rows))


def test_a_damaged_workbook_of_one_file_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        read_flat_ods(flat("<table:table-row>"), "x.fods")


def test_a_cell_is_read_as_it_is_shown() -> None:
    said = "<text:span>a</text:span><text:s/>b<text:tab/>c<text:line-break/>d"
    data = sheet(row(cell(said), cell("95%", 'office:value="0.95"')))
    assert texts(data) == [["a b c d", "95%"]]
    (place,) = read_ods(data, "x")[0].rows[0][1].span()
    assert (place.sheet, place.cell) == ("表", "B1")


def test_rows_of_a_head_and_of_groups_are_rows() -> None:
    head = f"<table:table-header-rows>{row(cell('甲'))}</table:table-header-rows>"
    group = f"<table:table-row-group>{row(cell('乙'))}</table:table-row-group>"
    assert texts(sheet(f"<table:table-column/>{head}{group}")) == [["甲"], ["乙"]]


def test_repeated_cells_and_rows_are_told_once() -> None:
    again = 'table:number-columns-repeated="2"'
    twice = 'table:number-rows-repeated="2"'
    blank = f'<table:table-cell table:number-columns-repeated="{10**6}"/><x/>'
    assert texts(
        sheet(row(cell("甲", again), cell("乙", 'table:number-columns-repeated="x"'), blank)) + b""
    ) == [["甲", "甲", "乙"]]
    empty = row(blank, settings=f'table:number-rows-repeated="{10**6}"')
    assert texts(sheet(row(cell("甲"), settings=twice) + empty)) == [["甲"], ["甲"]]


def test_merged_cells_are_told() -> None:
    spans = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    covered = "<table:covered-table-cell/>"
    data = sheet(row(cell("甲", spans), covered, cell("乙")) + row(covered, covered, cell("丙")))
    (found,) = read_ods(data, "x")
    assert found.merges == {(0, 0): (2, 2)}


def test_a_hidden_sheet_is_told() -> None:
    style = (
        '<style:style style:name="ta2"><style:table-properties table:display="false"/>'
        '</style:style><style:style style:name="ta1"/>'
    )
    said = f'<table:table table:style-name="ta2">{row(cell("甲"))}</table:table>'
    (found,) = read_ods(book(said, style), "x")
    assert [problem.code for problem in found.problems] == ["hidden-sheet"]


@pytest.mark.parametrize(
    "rows",
    [
        row(cell("甲", 'table:number-columns-repeated="9999999"')),
        row(cell("甲"), settings='table:number-rows-repeated="9999999"'),
    ],
)
def test_repeating_without_end_is_refused(rows: str) -> None:
    with pytest.raises(UnreadableFile, match="more than a form needs"):
        read_ods(sheet(rows), "x")


def test_a_truncated_workbook_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="no sound"):
        read_ods(sheet("")[:-30], "x")


SET = (
    '<style:style style:name="up"><style:text-properties style:text-position="33% 58%"/>'
    '</style:style><style:style style:name="down"><style:text-properties'
    ' style:text-position="sub 58%"/></style:style><style:style style:name="out">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
)


def span(style: str, text: str) -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def test_raised_and_lowered_digits_are_such_digits() -> None:
    said = row(cell(f"10{span('up', '-4')}CO{span('down', '2')}"))
    assert texts(book(f"<table:table>{said}</table:table>", SET)) == [["10⁻⁴CO₂"]]


def test_what_is_struck_out_is_told_and_no_value() -> None:
    cells = row(cell(f"{span('out', '80%')}90%"), cell("7", 'table:style-name="out"'))
    (found,) = read_ods(book(f"<table:table>{cells}</table:table>", SET), "x")
    assert [one.text for one in found.rows[0]] == ["90%", ""]
    assert [problem.excerpt for problem in found.problems] == ["80%", "7"]


def test_hidden_rows_and_columns_are_told() -> None:
    column = '<table:table-column table:number-columns-repeated="2"{}/>'
    columns = column.format("") + column.format(' table:visibility="collapse"')
    filtered = row(cell("丁"), settings='table:visibility="filter"')
    (found,) = read_ods(sheet(columns + row(cell("甲"), cell("乙"), cell("丙")) + filtered), "x")
    assert [(p.code, p.span[0].cell) for p in found.problems] == [
        ("hidden-rows", "A2"),
        ("hidden-columns", "C1"),
    ]


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        (row(cell("甲"), settings='table:number-rows-repeated="2000000000"'), "A1"),
        (row(cell("甲"), settings='table:number-rows-repeated="-5"'), "A1"),
        (row(cell("甲"), cell("乙", 'table:number-columns-repeated="abc"')), "B1"),
        (row(cell("甲"), cell('乙<text:s text:c="2000000000"/>丙')), "B1"),
    ],
    ids=["too often", "less than none", "no number", "blanks"],
)
def test_a_repeat_that_is_cut_is_told(rows: str, at: str) -> None:
    (found,) = read_ods(sheet(rows), "x")
    (problem,) = found.problems
    assert (problem.code, problem.span[0].cell) == ("cut-repeat", at)


def test_repeats_that_programs_write_are_not_told() -> None:
    blank = row(cell(""), settings='table:number-rows-repeated="1048576"')
    (found,) = read_ods(sheet(row(cell('甲<text:s text:c="3"/>乙')) + blank), "x")
    assert found.problems == ()


@pytest.mark.parametrize(("said", "told"), [("更新车辆。", ["更新车辆。"]), ("", [])])
def test_a_shape_over_the_cells_is_told(said: str, told: list[str]) -> None:
    shape = (
        '<draw:custom-shape xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">'
        f"<text:p><text:span>{said}</text:span></text:p></draw:custom-shape>"
    )
    (found,) = read_ods(
        sheet(row(cell("甲"), f"<table:table-cell>{shape}</table:table-cell>")), "x"
    )
    assert [problem.excerpt for problem in found.problems] == told
