from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.errors import UnreadableFile
from jiheng.model import ProblemSeverity, Source
from jiheng.reading.containers.cells.sheet import Grid
from jiheng.reading.containers.word import nested, writing_order
from jiheng.reading.containers.word.docx import read_docx
from jiheng.reading.documents import read_sheets

if TYPE_CHECKING:
    from docx.document import Document

    from jiheng.reading.containers.cells.sheet import Sheet

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def raw(said: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", said)
    return stream.getvalue()


def body(said: str) -> Sheet:
    document = f"<w:document {NAMESPACES}><w:body>{said}</w:body></w:document>"
    return read_docx(raw(document), "x")


def p(said: str) -> str:
    return f"<w:p><w:r><w:t>{said}</w:t></w:r></w:p>"


def tc(said: str, settings: str = "") -> str:
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{said}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def texts(sheet: Sheet) -> list[list[str]]:
    return [[cell.text for cell in row] for row in sheet.rows]


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_docx(data, "x")
    return caught.value.reason.zh


def test_prose_and_tables_stand_in_the_order_of_reading() -> None:
    document = docx.Document()
    document.add_paragraph("项目支出绩效目标表")
    document.add_table(1, 2).rows[0].cells[1].text = "乙"
    document.add_paragraph()
    document.add_paragraph("备注")
    document.add_table(2, 1).rows[1].cells[0].text = "丙"
    document.add_table(1, 1)
    sheet = read_docx(saved(document), "x")
    assert texts(sheet) == [["项目支出绩效目标表"], ["", "乙"], ["备注"], ["丙"]]
    assert sheet.grids == (Grid(1, 2), Grid(3, 4))
    places = [cell.span()[0] for row in sheet.rows for cell in row if cell]
    assert [(place.line, place.cell) for place in places] == [
        (1, None),
        (None, "T1R1C2"),
        (3, None),
        (None, "T2R2C1"),
    ]


def test_each_line_of_a_paragraph_is_a_row() -> None:
    assert texts(body("<w:p><w:r><w:t>甲 表</w:t><w:br/><w:t>2024\t年</w:t></w:r></w:p>")) == [
        ["甲表"],
        ["2024年"],
    ]


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a b"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>", "a-b"),
        ("<w:ins><w:r><w:t>新</w:t></w:r></w:ins>", "新"),
        ("<w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink>", "链"),
        ("<w:sdt><w:sdtContent><w:r><w:t>控</w:t></w:r></w:sdtContent></w:sdt>", "控"),
        ("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:t>留</w:t></w:r>", "留"),
        ("<w:r><w:instrText>PAGE</w:instrText><w:t>留</w:t></w:r>", "留"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t></w:r>', "☑是"),
        ('<w:r><w:sym w:font="Symbol" w:char="2265"/><w:t>9</w:t></w:r>', "≥9"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0A3"/><w:t>9</w:t></w:r>', "≤9"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/><w:t>否</w:t></w:r>', "□否"),
        ('<w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>\uf0b39</w:t></w:r>', "≥9"),
        ('<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>\uf0a8否</w:t></w:r>', "□否"),
        ("<w:r><w:t>\uf0a39\ue000</w:t></w:r>", "□9\ue000"),
        (
            "<w:f><w:num><w:r><w:t>甲</w:t></w:r></w:num><w:den><w:r><w:t>乙</w:t></w:r></w:den></w:f>",
            "甲/乙",
        ),
    ],
)
def test_what_a_run_shows(said: str, read: str) -> None:
    assert texts(body(f"<w:p>{said}</w:p>")) == [[read]]
    assert texts(body(table(tc(f"<w:p>{said}</w:p>")))) == [[read]]


def test_hidden_text_is_told_and_not_read() -> None:
    off = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>见</w:t></w:r>'
    said = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
    sheet = body(table(tc(f"<w:p>{said}{off}</w:p>")) + f"<w:p>{off}</w:p>")
    assert texts(sheet) == [["见"], ["见"]]
    (problem,) = sheet.problems
    assert (problem.code, problem.excerpt) == ("hidden-text", "隐")
    assert problem.severity is ProblemSeverity.WARNING


LIST = (
    f"<w:numbering {NAMESPACES}>"
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:lvlText w:val="%1.%2"/></w:lvl><w:lvl w:ilvl="12"/></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="9"/>'
    '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/></w:lvlOverride><w:lvlOverride w:ilvl="7"><w:startOverride/>'
    "</w:lvlOverride></w:num>"
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
)
STYLES = (
    f'<w:styles {NAMESPACES}><w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr>'
    '</w:pPr></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    '<w:style w:styleId="c"><w:basedOn w:val="d"/><w:pPr/></w:style></w:styles>'
)


def listed(*paragraphs: str, lists: str = LIST, styles: str = STYLES) -> list[list[str]]:
    relations = "".join(
        f'<Relationship Id="{name}" Type="x/{name}" Target="{name}.xml"/>'
        for name in ("numbering", "styles")
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        said = table(tc("".join(paragraphs)))
        archive.writestr(
            "word/document.xml", f"<w:document {NAMESPACES}><w:body>{said}</w:body></w:document>"
        )
        archive.writestr(
            "word/_rels/document.xml.rels", f"<Relationships>{relations}</Relationships>"
        )
        archive.writestr("word/numbering.xml", lists)
        archive.writestr("word/styles.xml", styles)
    return texts(read_docx(stream.getvalue(), "x"))


def item(said: str, number: int, level: int = 0) -> str:
    numbers = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{numbers}</w:pPr><w:r><w:t>{said}</w:t></w:r></w:p>"


def styled(said: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{said}</w:t></w:r></w:p>'


@pytest.mark.parametrize(
    ("paragraphs", "read"),
    [
        ((item("甲", 1), item("48处", 1), item("丙", 1)), "1.甲2、48处3.丙"),
        ((item("甲", 1), item("子", 1, 1), item("丑", 1, 1), item("乙", 1)), "1.甲1.1子1.2丑2.乙"),
        ((item("甲", 1), item("乙", 2), item("丙", 2)), "1.甲1.乙2.丙"),
        ((styled("甲", "b"), item("乙", 3), item("丙", 3)), "（九）甲（十）乙（十一）丙"),
        (
            (item("甲", 4), item("乙", 7), item("丙", 3, 5), item("丁", 0), styled("戊", "c")),
            "甲乙丙丁戊",
        ),
        (("<w:p><w:pPr><w:numPr/></w:pPr></w:p>", item("子", 2, 1)), "1.1子"),
        ((item("甲", 1), "<w:bookmarkStart/><w:bookmarkEnd/>", item("乙", 1)), "1.甲2.乙"),
    ],
)
def test_numbers_that_word_sets_before_paragraphs_are_read(
    paragraphs: tuple[str, ...], read: str
) -> None:
    assert listed(*paragraphs) == [[read]]


@pytest.mark.parametrize(
    ("kind", "start", "read"),
    [
        ("chineseCountingThousand", 20, "二十"),
        ("chineseCounting", 31, "三十一"),
        ("chineseCounting", 120, "120"),
        ("decimalEnclosedCircle", 3, "③"),
        ("upperLetter", 2, "B"),
        ("lowerLetter", 3, "c"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 9, "ix"),
        ("none", 1, ""),
    ],
)
def test_a_list_counts_in_its_own_way(kind: str, start: int, read: str) -> None:
    lists = (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        f'<w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="%1"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    styles = f"<w:styles {NAMESPACES}/>"
    assert listed(item("甲", 1), lists=lists, styles=styles) == [[f"{read}甲"]]


def test_a_sign_without_a_sound_number_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        body('<w:p><w:r><w:sym w:char="D800"/></w:r></w:p>')


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('框')}{table(tc(p('格')))}</w:txbxContent>"
    twice = (
        f"<mc:AlternateContent><mc:Choice><v:x>{box}</v:x></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    said = f"<w:p><w:r><w:t>外</w:t>{twice}</w:r></w:p>"
    assert texts(body(said)) == [["外"], ["框"], ["格"]]
    assert texts(body(table(tc(said)))) == [["外框格"]]


def test_merged_cells_are_laid_out_on_a_grid() -> None:
    sheet = body(
        table(
            tc(p("甲"), '<w:vMerge w:val="restart"/>') + tc(p("乙"), '<w:gridSpan w:val="2"/>'),
            tc("<w:p/>", "<w:vMerge/>") + tc(p("丙")) + tc(p("丁")),
            tc("<w:p/>", "<w:vMerge/>") + tc("<w:p/>") + tc("<w:p/>"),
            tc("<w:p/>", '<w:vMerge w:val="continue"/>') + tc(p("戊")) + tc(p("己")),
        )
    )
    assert texts(sheet) == [["甲", "乙", ""], ["", "丙", "丁"], ["", "戊", "己"]]
    assert sheet.merges == {(0, 0): (3, 1), (0, 1): (1, 2)}


def test_words_in_a_cell_that_goes_on_are_not_lost() -> None:
    sheet = body(table(tc(p("甲"), '<w:vMerge w:val="restart"/>'), tc(p("乙"), "<w:vMerge/>")))
    assert (texts(sheet), sheet.merges) == ([["甲"], ["乙"]], {})


def test_an_indented_row_begins_further_right() -> None:
    before = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    assert texts(body(table(tc(p("甲")) + tc(p("乙")), before + tc(p("丙"))))) == [
        ["甲", "乙"],
        ["", "丙"],
    ]


def test_rows_and_cells_in_form_controls_are_read() -> None:
    cell = f"<w:sdt><w:sdtContent>{tc(p('甲'))}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent><w:tr>{cell}</w:tr></w:sdtContent></w:sdt>"
    assert texts(body(f"<w:tbl><w:tblPr/>{row}</w:tbl>")) == [["甲"]]


def test_paragraphs_in_form_controls_are_read() -> None:
    assert texts(body(f"<w:sdt><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>")) == [["甲"]]


def test_lines_without_words_are_no_rows() -> None:
    assert texts(body("<w:p><w:r><w:t>甲</w:t><w:br/><w:t> </w:t></w:r></w:p>")) == [["甲"]]


def test_a_table_in_a_cell_is_laid_out_beside_the_other_cells() -> None:
    inner = table(tc(p("a")) + tc(p("b")), tc(p("c")))
    sheet = body(table(tc(p("甲") + inner + p("乙")) + tc(p("丙")), tc(p("丁")) + tc(p("戊"))))
    assert texts(sheet) == [
        ["甲", "", "丙"],
        ["a", "b", ""],
        ["c", "", ""],
        ["乙", "", ""],
        ["丁", "", "戊"],
    ]
    assert sheet.merges == {
        (0, 0): (1, 2),
        (0, 2): (4, 1),
        (2, 0): (1, 2),
        (3, 0): (1, 2),
        (4, 0): (1, 2),
    }


def test_tables_in_two_cells_of_a_row_stand_side_by_side() -> None:
    one = table(tc(p("a")) + tc(p("b")), tc(p("c")) + tc(p("d")))
    other = "<w:sdt><w:sdtContent>" + table(tc(p("e")) + tc(p("f"))) + "</w:sdtContent></w:sdt>"
    sheet = body(table(tc(one, '<w:gridSpan w:val="3"/>') + tc(other + p("g"))))
    assert texts(sheet) == [["a", "b", "", "e", "f"], ["c", "d", "", "g", ""]]


def test_a_table_in_a_table_in_a_cell_is_laid_out_too() -> None:
    inner = table(tc(p("a")) + tc(table(tc(p("b")) + tc(p("c")), tc(p("d")) + tc(p("e")))))
    sheet = body(table(tc(p("甲")) + tc(inner)))
    assert texts(sheet) == [["甲", "a", "b", "c"], ["", "", "d", "e"]]


def test_a_table_of_one_column_in_a_cell_is_text_of_the_cell() -> None:
    sheet = body(table(tc(table(tc(p("甲")), tc(p("乙")))) + tc(p("丙"))))
    assert texts(sheet) == [["甲乙", "丙"]]


def test_tables_in_cells_that_make_too_many_rows_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(nested, "MAX_CELLS", 5)
    inner = table(*[tc(p("a")) + tc(p("b"))] * 3)
    with pytest.raises(UnreadableFile, match="more than a form needs"):
        body(table(tc(inner) + tc(p("丙"))))


def test_indicators_in_a_table_within_a_cell_are_read() -> None:
    head = "".join(tc(p(said)) for said in ("一级指标", "二级指标", "三级指标", "指标值"))
    first = "".join(tc(p(said)) for said in ("产出指标", "数量指标", "改造水厂", "1座"))
    second = "".join(tc(p(said)) for said in ("效益指标", "社会效益指标", "供水人口", "30万人"))
    document = table(
        tc(p("项目名称")) + tc(p("水厂改造")),
        tc(p("年度目标")) + tc(p("保障供水。")),
        tc(p("绩效指标")) + tc(table(head, first, second) + "<w:p/>"),
    )
    sheet = body(p("2026年项目绩效目标表") + document)
    source = Source(name="x.docx", sha256="", media_type="")
    (found,) = read_sheets((sheet,), source).tables
    ((_, project),) = found.projects()
    assert (found.problems, project.name, project.goal) == ((), "水厂改造", "保障供水。")
    assert [(i.name, i.annual_value) for i in project.indicators] == [
        ("改造水厂", "1座"),
        ("供水人口", "30万人"),
    ]


def test_a_table_that_merely_wraps_another_is_unwrapped() -> None:
    sheet = body(table(tc(p("题") + table(tc(p("甲")) + tc(p("乙"))) + "<w:p/>")))
    assert (texts(sheet), sheet.grids) == ([["题"], ["甲", "乙"]], (Grid(1, 2),))


@st.composite
def merged_grids(draw: st.DrawFn) -> tuple[list[list[str]], dict[tuple[int, int], tuple[int, int]]]:
    """Return the texts of a grid with words in every row, and merged cells that do not meet."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(2, 5))
    grid = [[f"{row}行{column}" for column in range(width)] for row in range(height)]
    merges: dict[tuple[int, int], tuple[int, int]] = {}
    free = {(row, column) for row in range(height) for column in range(width - 1)}
    for _ in range(draw(st.integers(0, 4))):
        row, column = draw(st.integers(0, height - 1)), draw(st.integers(0, width - 2))
        down = draw(st.integers(1, height - row))
        across = draw(st.integers(1, width - 1 - column))
        area = {(row + r, column + c) for r in range(down) for c in range(across)}
        if len(area) > 1 and area <= free:
            free -= area
            merges[row, column] = (down, across)
            for r, c in area - {(row, column)}:
                grid[r][c] = ""
    return grid, merges


@given(merged_grids())
def test_a_grid_with_merged_cells_reads_back(
    made: tuple[list[list[str]], dict[tuple[int, int], tuple[int, int]]],
) -> None:
    grid, merges = made
    document = docx.Document()
    written = document.add_table(len(grid), len(grid[0]))
    for (row, column), (down, across) in merges.items():
        written.cell(row, column).merge(written.cell(row + down - 1, column + across - 1))
    for row, cells in enumerate(grid):
        for column, text in enumerate(cells):
            if text:
                written.cell(row, column).text = text
    sheet = read_docx(saved(document), "x")
    assert (texts(sheet), sheet.merges) == (grid, merges)


@pytest.mark.parametrize("cut", [100, 3000, -30])
def test_a_truncated_document_is_refused(cut: int) -> None:
    assert "不是完好的" in refusal(saved(docx.Document())[:cut])


def test_entities_and_deep_nesting_are_refused() -> None:
    dtd = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    assert "实体声明" in refusal(raw(f"{dtd}<w:document {NAMESPACES}>&x;</w:document>"))
    assert "层数超过 256" in refusal(raw("<a>" * 100_000 + "</a>" * 100_000))


def test_a_bomb_is_refused() -> None:
    assert "展开后过大" in refusal(raw(" " * (65 * 1024 * 1024)))


def test_absurd_spans_are_refused() -> None:
    said = table(tc(p("甲"), '<w:gridSpan w:val="100000"/>'))
    with pytest.raises(UnreadableFile, match="more than a form needs"):
        body(said)


def test_a_span_that_is_no_number_counts_as_one() -> None:
    assert texts(body(table(tc(p("甲"), '<w:gridSpan w:val="x"/>') + tc(p("乙"))))) == [
        ["甲", "乙"]
    ]


def test_a_million_cells_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="more than a form needs"):
        body(table(*["<w:tc/>" * 100] * 10_000))


def test_too_many_paragraphs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing_order, "MAX_LINES", 3)
    with pytest.raises(UnreadableFile, match="more than a form needs"):
        body("<w:p/>" * 4)


def test_of_two_versions_of_a_paragraph_the_first_is_read() -> None:
    twice = (
        f"<mc:AlternateContent><mc:Choice>{p('新')}</mc:Choice>"
        f"<mc:Fallback>{p('旧')}</mc:Fallback></mc:AlternateContent>"
    )
    assert texts(body(twice)) == [["新"]]
    assert texts(body(table(tc(twice)))) == [["新"]]


def test_properties_of_a_row_that_say_nothing_of_places_before_it_change_none() -> None:
    row = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{tc(p('甲'))}{tc(p('乙'))}</w:tr>"
    assert texts(body(f"<w:tbl>{row}</w:tbl>")) == [["甲", "乙"]]


def run(settings: str, text: str) -> str:
    return f"<w:r><w:rPr><w:b/>{settings}</w:rPr><w:t>{text}</w:t></w:r>"


def test_raised_and_lowered_digits_are_such_digits() -> None:
    up, down = (f'<w:vertAlign w:x="1" w:val="{kind}script"/>' for kind in ("super", "sub"))
    said = run("", "10") + run(up, "4") + run("", "CO") + run(down, "2") + "<w:r/>"
    assert body(f"<w:p>{said}</w:p>").rows[0][0].text == "10⁴CO₂"


def test_a_power_in_a_formula_is_raised() -> None:
    power = "<w:e><w:r><w:t>10</w:t></w:r></w:e><w:sup><w:r><w:t>4</w:t></w:r></w:sup>"
    assert body(f"<w:p><w:sSup>{power}</w:sSup></w:p>").rows[0][0].text == "10⁴"


def test_the_raised_mark_of_a_note_is_told_and_no_value() -> None:
    up = '<w:vertAlign w:val="superscript"/>'
    found = body(table(tc(f"<w:p>{run('', '90%')}{run(up, '①')}</w:p>") + tc(p("①"))))
    assert [one.text for one in found.rows[0]] == ["90%", "①"]
    assert [problem.code for problem in found.problems] == ["note-mark"]


def test_what_is_struck_out_is_told_and_no_value() -> None:
    off = '<w:strike w:val="false"/>'
    cell = f"<w:p>{run('<w:strike/>', '80')}{run('<w:dstrike/>', '%')}{run(off, '90%')}</w:p>"
    found = body(table(tc(cell) + tc(p("甲"))))
    assert [one.text for one in found.rows[0]] == ["90%", "甲"]
    (problem,) = found.problems
    assert (problem.excerpt, problem.span[0].cell) == ("80%", "T1R1C1")


def test_a_line_of_prose_may_be_struck_out_in_part() -> None:
    said = run("", "甲") + run("<w:strike/>", "乙") + run("<w:strike/>", " ") + run("", "丙")
    assert body(f"<w:p>{said}</w:p>").rows[0][0].text == "甲丙"


def test_rows_struck_out_as_a_whole_are_gone() -> None:
    gone = tc(f"<w:p>{run('<w:strike/>', '旧')}</w:p>")
    assert [row[0].text for row in body(table(tc(p("甲")), gone)).rows] == ["甲"]
    assert body(table(gone)).rows == ()


def test_only_one_line_of_a_paragraph_may_be_struck_out() -> None:
    said = f"{run('', '甲')}<w:r><w:br/></w:r>{run('<w:strike/>', '乙')}<w:r><w:br/></w:r>"
    found = body(f"<w:p>{said}{run('', '丙')}</w:p>")
    assert [row[0].text for row in found.rows] == ["甲", "丙"]


def with_asides(*asides: tuple[str, str]) -> bytes:
    """Return a document of one line with headers, footers and notes: kind and paragraphs."""
    relations, stream = "", io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        document = f"<w:document {NAMESPACES}><w:body>{p('正文')}</w:body></w:document>"
        archive.writestr("word/document.xml", document)
        for number, (kind, said) in enumerate(asides):
            relations += f'<Relationship Id="r{number}" Type="x/{kind}" Target="{number}.xml"/>'
            archive.writestr(f"word/{number}.xml", f"<w:aside {NAMESPACES}>{said}</w:aside>")
        relations += '<Relationship Id="gone" Type="x/header" Target="gone.xml"/>'
        relations = f"<Relationships>{relations}</Relationships>"
        archive.writestr("word/_rels/document.xml.rels", relations)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("asides", "said"),
    [
        ([("header", p("2026年度")), ("header", p("2026年度"))], ["2026年度", "正文"]),
        ([("footer", p("填表人：张三"))], ["正文", "填表人：张三"]),
        ([("footer", p("第 1 页 共 3 页")), ("header", p("- 2 -"))], ["正文"]),
        ([("footnotes", f"<w:footnote>{p('含税。')}</w:footnote>")], ["正文", "含税。"]),
        ([("comments", f"<w:comment>{p('应为8辆')}</w:comment>")], ["正文", "应为8辆"]),
        ([("endnotes", f"<w:endnote>{p('含税。')}</w:endnote>")], ["正文", "含税。"]),
    ],
)
def test_edges_of_pages_and_notes_are_read(asides: list[tuple[str, str]], said: list[str]) -> None:
    assert texts(read_docx(with_asides(*asides), "x")) == [[each] for each in said]


@pytest.mark.parametrize(
    ("kinds", "codes"),
    [
        (["image", "image"], [("unread-picture", ProblemSeverity.NOTE, "2 幅图片")]),
        (["package"], [("unread-object", ProblemSeverity.WARNING, "嵌入了 1 个文件")]),
        (["settings"], []),
    ],
)
def test_pictures_and_embedded_files_are_told(
    kinds: list[str], codes: list[tuple[str, ProblemSeverity, str]]
) -> None:
    problems = read_docx(with_asides(*((kind, "") for kind in kinds)), "x").problems

    assert [(each.code, each.severity) for each in problems] == [told[:2] for told in codes]
    assert all(said in each.message.zh for each, (_, _, said) in zip(problems, codes, strict=True))


JOINS = '<w:hMerge w:val="restart"/>'
JOINED = "<w:hMerge/>"


@pytest.mark.parametrize(
    ("row", "said", "merges"),
    [
        (tc(p("甲"), JOINS) + tc(p(""), JOINED) + tc(p("乙")), ["甲", "", "乙"], {(0, 0): (1, 2)}),
        (tc(p("甲"), JOINS) + tc(p("丙"), JOINED) + tc(p("乙")), ["甲", "丙", "乙"], {}),
        (tc(p(""), JOINED) + tc(p("乙")), ["", "乙"], {}),
        (
            tc(p("甲"), f'{JOINS}<w:gridSpan w:val="2"/>') + tc(p(""), JOINED) + tc(p("乙")),
            ["甲", "", "", "乙"],
            {(0, 0): (1, 3)},
        ),
    ],
)
def test_cells_may_be_merged_one_by_one(
    row: str, said: list[str], merges: dict[tuple[int, int], tuple[int, int]]
) -> None:
    found = body(table(row))
    assert (texts(found), found.merges) == ([said], merges)
