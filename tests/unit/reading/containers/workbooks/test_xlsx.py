from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from jiheng.errors import UnreadableFile
from jiheng.model import TargetTable
from jiheng.reading.containers.cells.sheet import Grid
from jiheng.reading.containers.office import parts
from jiheng.reading.containers.workbooks import leaves, xlsx
from jiheng.reading.containers.workbooks.xlsx import read_xlsx
from jiheng.writing import write_tables

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
PLAIN = write_tables([TargetTable(title="项目支出绩效目标表")], "xlsx")
SHEET, SHARED, WORKBOOK = (
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/workbook.xml",
)


def book(**parts: str) -> bytes:
    """Return a sound workbook but for the parts given."""
    names = {"sheet": SHEET, "shared": SHARED, "workbook": WORKBOOK}
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
    monkeypatch.setattr(leaves, "MAX_TEXT", 1000)
    cells = '<c t="s"><v>0</v></c>' * 11
    data = book(
        sheet=f"<worksheet {NS}><sheetData><row>{cells}</row></sheetData></worksheet>",
        shared=f"<sst {NS}><si><t>{'甲' * 100}</t></si></sst>",
    )
    assert "展开后过大" in refusal(data)


def test_a_workbook_that_unpacks_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MAX_UNPACKED", 1000)
    assert "展开后过大" in refusal(PLAIN)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="ZZZZ1"><v>1</v></c>',
        '<c r="ZZZ9"><v>1</v></c>',
        '<c r="A1048577"><v>1</v></c>',
        '</row><row r="0"><c><v>1</v></c>',
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
    assert "实体声明" in refusal(book(sheet=dtd + said))


def test_a_sheet_listed_twice_is_refused() -> None:
    twice = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="rId1"/>' for n in (1, 2))
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    said = f'<workbook {NS} xmlns:r="{links}"><sheets>{twice}</sheets></workbook>'
    assert "不是完好的" in refusal(book(workbook=said))


@pytest.mark.parametrize("cut", [10, 200, len(PLAIN) - 30])
def test_a_truncated_workbook_is_refused(cut: int) -> None:
    assert "不是完好的" in refusal(PLAIN[:cut])


def test_a_workbook_of_too_many_parts_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(parts.MAX_PARTS + 1):
            archive.writestr(f"xl/{number}.xml", "<a/>")
    with pytest.raises(UnreadableFile, match="x: "):
        read_xlsx(stream.getvalue(), "x")


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


Styled = tuple[object, str | None]


def written(*rows: tuple[Styled, ...], **options: object) -> bytes:
    """Return a workbook of XlsxWriter with the values and number formats given."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, options)
    page = book.add_worksheet("表")
    for at, row in enumerate(rows):
        for column, (value, code) in enumerate(row):
            page.write(at, column, value, code and book.add_format({"num_format": code}))
    book.close()
    return stream.getvalue()


def texts(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row] for found in read_xlsx(data, "x") for row in found.rows]


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        (0.95, "0%", "95%"),
        (0.0725, "0.00%", "7.25%"),
        (376, "0.00", "376.00"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (45000, "yyyy/m/d", "2023/3/15"),
        (30, '0"万户"', "30万户"),
        (98.5, None, "98.5"),
    ],
)
def test_a_number_is_read_as_a_person_sees_it(value: float, code: str | None, said: str) -> None:
    assert texts(written(((value, code),))) == [[said]]


def test_days_may_be_counted_from_1904() -> None:
    assert texts(written(((0, "yyyy-mm-dd"),), date_1904=True)) == [["1904-01-01"]]


def test_merged_cells_are_told_by_the_rows_that_are_left() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    page = book.add_worksheet()
    page.merge_range("A1:C1", "题")
    page.merge_range("A4:A6", "产出指标")
    page.write("B4", "甲")
    page.write("C6", "乙")
    page.merge_range("A9:C9", "")
    book.close()
    (found,) = read_xlsx(stream.getvalue(), "x")
    assert [[cell.text for cell in row] for row in found.rows] == [
        ["题", "", ""],
        ["产出指标", "甲", ""],
        ["", "", "乙"],
    ]
    assert dict(found.merges) == {(0, 0): (1, 3), (1, 0): (2, 1)}
    assert found.grids == (Grid(0, 3),)


def test_a_hidden_sheet_is_read_and_told() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    book.add_worksheet("见").write("A1", "甲")
    hidden = book.add_worksheet("藏")
    hidden.write("A1", "乙")
    hidden.hide()
    book.add_chartsheet("图")
    book.close()
    seen, unseen = read_xlsx(stream.getvalue(), "x")
    assert not seen.problems
    (problem,) = unseen.problems
    assert (problem.code, problem.span[0].sheet) == ("hidden-sheet", "藏")


def test_rich_text_is_joined_and_readings_beside_it_are_left_out() -> None:
    said = "<is><r><t>绩</t></r><r><t>效</t></r><rPh><t>jixiao</t></rPh><phoneticPr/></is>"
    assert texts(sheet(f'<c t="inlineStr">{said}</c>')) == [["绩效"]]


def test_a_plain_text_may_have_settings_for_readings_beside_it() -> None:
    assert texts(sheet('<c t="inlineStr"><is><t>绩效</t><phoneticPr/></is></c>')) == [["绩效"]]


def test_line_breaks_written_as_escapes_are_white_space() -> None:
    assert texts(sheet('<c t="str"><v>甲_x000D_\n乙</v></c>')) == [["甲乙"]]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("<c><f>A2</f><v>5</v></c>", [["5"]]),
        ("<c><f>A2</f></c>", []),
        ('<c t="s"><v> 0 </v></c>', [["项目支出绩效目标表"]]),
        ('<c t="s"><v>999</v></c>', []),
        ('<c t="str"><v>   </v></c>', []),
        ('<c t="e"><v>#REF!</v></c>', [["#REF!"]]),
        ('<c r="B1"/><c><v>1</v></c>', [["", "", "1"]]),
        ('<c r="A7"><v>1</v></c>', [["1"]]),
        ('<c s="99"><v>1</v></c>', [["1"]]),
    ],
)
def test_cells_of_every_kind(cell: str, said: list[list[str]]) -> None:
    assert texts(sheet(cell)) == said


def test_a_workbook_without_styles_and_shared_texts_is_read() -> None:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sheet("<c><v>1</v></c>"))) as old,
        zipfile.ZipFile(stream, "w") as new,
    ):
        for name in old.namelist():
            if name not in {"xl/styles.xml", SHARED}:
                new.writestr(name.replace("/", "\\"), old.read(name))
    assert texts(stream.getvalue()) == [["1"]]


@pytest.mark.parametrize("missing", [SHEET, "xl/_rels/workbook.xml.rels"])
def test_a_workbook_without_its_sheets_is_refused(missing: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            if name != missing:
                new.writestr(name, old.read(name))
    assert "不是完好的" in refusal(stream.getvalue())


def test_entities_that_multiply_are_refused() -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    dtd = f'<!DOCTYPE w [<!ENTITY l0 "lol">{lol}]>'
    said = f"<worksheet {NS}><sheetData><row><c><v>&l9;</v></c></row></sheetData></worksheet>"
    assert "实体声明" in refusal(book(sheet=dtd + said))
    assert "实体声明" in refusal(book(shared=f"{dtd}<sst {NS}><si><t>&l9;</t></si></sst>"))


def test_elements_nested_without_end_are_refused() -> None:
    assert "层数超过 256" in refusal(book(sheet="<a>" * 100_000 + "</a>" * 100_000))


def test_a_part_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MAX_MARKS", 100)
    assert "展开后过大" in refusal(PLAIN)


def test_too_many_merged_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_MAX_MERGES", 1)
    merges = '<mergeCell ref="A1:B1"/><mergeCell ref="A2"/>'
    data = book(sheet=f"<worksheet {NS}><mergeCells>{merges}</mergeCells></worksheet>")
    assert "展开后过大" in refusal(data)


def test_a_wide_row_and_a_late_row_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaves, "MAX_CELLS", 99)
    assert "展开后过大" in refusal(
        sheet('<c r="J1"><v>1</v></c>', '</row><row r="10"><c r="A10"><v>1</v></c>')
    )


@given(
    st.lists(
        st.lists(st.text("甲乙a1,。%<&", max_size=6), min_size=3, max_size=3),
        min_size=1,
        max_size=8,
    )
)
def test_what_was_written_is_read(rows: list[list[str]]) -> None:
    cells = tuple(tuple((text, None) for text in row) for row in rows)
    data = written(*cells, strings_to_numbers=False, strings_to_formulas=False)
    kept = [row for row in rows if any(row)]
    width = max((at + 1 for row in kept for at, text in enumerate(row) if text), default=0)
    assert texts(data) == [row[:width] for row in kept]


def test_formulas_without_a_saved_result_are_told_with_their_places() -> None:
    said = '<c t="inlineStr"><is><t>合计</t></is></c><c><f>1+1</f><v></v></c><c><f>A1</f></c>'
    (found,) = read_xlsx(sheet(said), "x.xlsx")
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("unsaved-formula", "warning")
    assert [place.cell for place in problem.span] == ["B1", "C1"]
    assert "B1 等单元格是公式" in problem.message.zh


def test_one_formula_without_a_saved_result_is_told_by_its_place() -> None:
    (found,) = read_xlsx(sheet("<c><v>1</v></c><c><f>A1</f></c>"), "x.xlsx")
    assert "B1是公式" in found.problems[0].message.zh


@pytest.mark.parametrize(
    "formula", ["100%", "8000辆", "1,200.50", "500元/生", "3-5天", "提高", "50㎡", " 98% "]
)
def test_a_value_behind_a_sign_of_equality_stored_as_a_formula_is_read(formula: str) -> None:
    data = sheet(f"<c><v>1</v></c><c><f>{formula}</f><v></v></c>")
    (problem,) = read_xlsx(data, "x.xlsx")[0].problems
    assert texts(data) == [["1", f"={formula.strip()}"]]
    assert (problem.code, problem.severity) == ("typed-formula", "note")


def test_values_stored_as_formulas_are_told_with_their_places() -> None:
    said = "<c><f>100%</f><v></v></c><c><f>95%</f><v></v></c>"
    (problem,) = read_xlsx(sheet(said), "x.xlsx")[0].problems
    assert [place.cell for place in problem.span] == ["A1", "B1"]
    assert "A1等 2 个单元格把以等号开头的指标值（“=100%”）" in problem.message.zh


@pytest.mark.parametrize("formula", ["A1", "1+1", "3-5", "SUM(A1:A3)", "A1&amp;万元", "1/2"])
def test_what_a_formula_computes_is_not_guessed(formula: str) -> None:
    (found,) = read_xlsx(sheet(f"<c><v>1</v></c><c><f>{formula}</f></c>"), "x.xlsx")
    assert [each.code for each in found.problems] == ["unsaved-formula"]


@pytest.mark.parametrize("cell", ['<c t="str"><f>A1</f><v></v></c>', "<c><f>1+1</f><v>2</v></c>"])
def test_a_formula_with_a_saved_result_is_no_problem(cell: str) -> None:
    (found,) = read_xlsx(sheet("<c><v>1</v></c>" + cell), "x.xlsx")
    assert found.problems == ()


def test_of_many_formulas_without_a_saved_result_some_are_told() -> None:
    (found,) = read_xlsx(sheet("<c><v>1</v></c>" + "<c><f>A1</f></c>" * 60), "x.xlsx")
    assert len(found.problems[0].span) == 50


def test_a_large_sheet_is_read_row_by_row_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = '<row><c t="inlineStr"><is><t>甲</t></is></c></row><row><c><v>2</v></c></row>'
    merged = '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'
    data = book(sheet=f"<worksheet {NS}><sheetData>{cells}</sheetData>{merged}</worksheet>")
    (small,) = read_xlsx(data, "x.xlsx")
    monkeypatch.setattr(xlsx, "SMALL", 0)
    (large,) = read_xlsx(data, "x.xlsx")
    assert (large.rows, large.merges) == (small.rows, small.merges)
    assert large.merges == {(0, 0): (2, 1)}


def test_a_document_type_in_a_large_sheet_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "SMALL", 0)
    dtd = '<!DOCTYPE w [<!ENTITY x "9">]>'
    said = f"<worksheet {NS}><sheetData><row><c><v>&x;</v></c></row></sheetData></worksheet>"
    assert "实体声明" in refusal(book(sheet=dtd + said))


def test_unusually_many_styles_are_read_like_few(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as made:
        made.add_worksheet().write_number(0, 0, 0.95, made.add_format({"num_format": "0%"}))
    monkeypatch.setattr(parts, "USUAL", 0)
    (found,) = read_xlsx(stream.getvalue(), "x.xlsx")
    assert found.rows[0][0].text == "95%"


def test_a_text_of_a_single_stretch_of_its_own_look_is_read() -> None:
    (found,) = read_xlsx(
        sheet('<c t="inlineStr"><is><r><rPr><b/></rPr><t>甲</t></r></is></c>'), "x.xlsx"
    )
    assert found.rows[0][0].text == "甲"


def rich(*runs: str) -> bytes:
    return sheet(f'<c t="inlineStr"><is>{"".join(runs)}</is></c>')


def run(settings: str, text: str) -> str:
    return f"<r><rPr><b/>{settings}</rPr><t>{text}</t></r>"


def test_raised_and_lowered_digits_are_such_digits() -> None:
    up, down = '<vertAlign val="superscript"/>', '<vertAlign val="subscript"/>'
    (found,) = read_xlsx(rich(run("", "10"), run(up, "4"), run("", "CO"), run(down, "2")), "x")
    assert found.rows[0][0].text == "10⁴CO₂"


def test_what_is_struck_out_is_told_and_no_value() -> None:
    said = rich(run("<strike/>", "80"), run("<strike/>", "%"), run('<strike val="0"/>', "90%"))
    (found,) = read_xlsx(said, "x")
    assert found.rows[0][0].text == "90%"
    (problem,) = found.problems
    (place,) = problem.span
    assert (problem.code, problem.excerpt, place.cell, place.end) == ("struck-out", "80%", "A1", 3)


def test_an_escape_is_no_mark_of_what_is_struck_out() -> None:
    (found,) = read_xlsx(rich("<t>_x0002_80%_x0003_</t>"), "x")
    assert found.rows[0][0].text == "80%"


@pytest.mark.parametrize("inline", [True, False])
def test_a_cell_struck_out_as_a_whole_is_no_value(*, inline: bool) -> None:
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream)
    page = made.add_worksheet()
    page.write("A1", "甲")
    page.write("B1", "80%", made.add_format({"font_strikeout": True}))
    if inline:
        page.write_formula("C1", "=1", None, 1)
    made.close()
    (found,) = read_xlsx(stream.getvalue(), "x")
    assert [cell.text for cell in found.rows[0]] == ["甲", "", "1"][: 2 + inline]
    assert [problem.excerpt for problem in found.problems] == ["80%"]


@pytest.mark.parametrize("inline", [True, False])
def test_hidden_rows_and_columns_are_told(*, inline: bool) -> None:
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream)
    page = made.add_worksheet("表")
    for at in range(6):
        page.write(at, at, at)
    if inline:
        page.write_formula("A1", "=1", None, 1)
    for at in (1, 2, 4, 9):
        page.set_row(at, None, None, {"hidden": True})
    page.set_column(3, 3, None, None, {"hidden": True})
    page.set_column(20, 30, None, None, {"hidden": True})
    made.close()
    (found,) = read_xlsx(stream.getvalue(), "x")
    assert [problem.message.zh for problem in found.problems] == [
        "工作表“表”的第 2—3、5 行是隐藏的，已一并读取，请核对。",
        "工作表“表”的 D 列是隐藏的，已排在可见的列之后读取，请核对。",
    ]


def test_a_column_without_its_number_is_refused() -> None:
    said = f'<worksheet {NS}><cols><col hidden="1"/></cols><sheetData/></worksheet>'
    assert refusal(book(sheet=said))


@pytest.mark.parametrize("settings", ["", ' spans="1:2"><!-- --'], ids=["usual", "parsed"])
def test_a_shared_text_that_is_not_there_is_told_and_the_rest_is_read(settings: str) -> None:
    cells = '<c r="A1"><v>5</v></c><c r="B1" t="s"><v>99999</v></c><c r="C1" t="s"><v>88888</v></c>'
    said = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<worksheet {NS}><sheetData><row r="1"{settings}>{cells}</row></sheetData></worksheet>'
    )
    (found,) = read_xlsx(book(sheet=said), "x")
    assert [cell.text for cell in found.rows[0]] == ["5"]
    (problem,) = found.problems
    assert problem.code == "damaged-cell"
    assert [place.cell for place in problem.span] == ["B1", "C1"]


def test_a_sheet_of_nothing_but_a_lost_text_is_told() -> None:
    (found,) = read_xlsx(sheet('<c r="B2" t="s"><v>99999</v></c>'), "x")
    assert found.rows == ()
    assert "B2已损坏" in found.problems[0].message.zh


def test_an_entity_that_is_not_declared_is_damage() -> None:
    assert "不是完好的" in refusal(book(sheet=f"<worksheet {NS}>&nbsp;</worksheet>"))


@pytest.mark.parametrize("merged", [False, True], ids=["cells alone", "in another way"])
def test_texts_are_read_with_what_their_format_shows_around_them(*, merged: bool) -> None:
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True})
    page, bound = made.add_worksheet(), made.add_format({"num_format": '"≥"@"%"'})
    struck = made.add_format({"num_format": '@"个"', "font_strikeout": True})
    page.write_row(0, 0, ["指标值", "95"])
    page.write_string(0, 2, "95", bound)
    page.write_string(0, 3, "3", struck)
    page.write_number(0, 4, 7, bound)
    if merged:
        page.write_formula(1, 0, "=A1", bound, "90")
    made.close()
    (found,) = read_xlsx(stream.getvalue(), "x.xlsx")
    assert [cell.text for cell in found.rows[0]] == ["指标值", "95", "≥95%", "", "7"]
    assert [cell.text for row in found.rows[1:] for cell in row if cell] == ["≥90%"] * merged
