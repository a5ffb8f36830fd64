from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.unit.reading.containers.word.test_docx import raw

from jiheng.errors import UnreadableFile
from jiheng.reading.containers.word import docx, docx_usual
from jiheng.reading.containers.word.docx_usual import usual_blocks
from jiheng.reading.containers.word.writing_order import TableCell

BEGINNING = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
SECTION = '<w:sectPr><w:pgSz w:w="11906"/></w:sectPr>'
CELL = "<w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>"
ROW = f"<w:tr>{CELL}</w:tr>"


def document(body: str, declared: str = NS) -> bytes:
    return f"{BEGINNING}<w:document {declared}><w:body>{body}</w:body></w:document>".encode()


def p(*texts: str) -> str:
    runs = "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in texts)
    return f"<w:p>{runs}</w:p>"


def tc(said: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{said}</w:tc>"


def tbl(*rows: str) -> str:
    lines = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{lines}</w:tbl>"


def outcome(said: bytes) -> object:
    try:
        sheet = docx.read_docx(raw(said.decode()), "x.docx")
    except UnreadableFile as error:
        return error.reason
    origins = [(origin.raw, origin.at) for origin in sheet.origins]
    return sheet.rows, sheet.merges, sheet.grids, sheet.problems, origins


def by_tree(said: bytes) -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(docx, "usual_blocks", lambda _said: None)
        return outcome(said)


def test_paragraphs_and_tables_are_told_in_order() -> None:
    wide, tall = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    rows = tbl(
        tc(p("乙"), wide) + tc(p("丙") + p("丁", "戊"), tall), CELL + tc("<w:p/>", "<w:vMerge/>")
    )
    assert usual_blocks(document(p("表", "一") + rows + p() + SECTION)) == [
        "表一",
        [
            [TableCell("乙", 2), TableCell("丙\n丁戊")],
            [TableCell("甲"), TableCell("", goes_on=True)],
        ],
        "",
    ]


def test_tables_that_follow_each_other_are_two() -> None:
    one = [[TableCell("甲")]]
    assert usual_blocks(document(tbl(CELL) * 2)) == [one, one]


@pytest.mark.parametrize(
    ("run", "said"),
    [
        ("<w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t>", "甲\t乙\n丙"),
        ('<w:t xml:space="preserve"> 甲\u3000</w:t>', " 甲\u3000"),
        ("<w:rPr><w:b/><w:sz w:val='1'/></w:rPr>".replace("'", '"') + "<w:t>甲</w:t>", "甲"),
        ("<w:t>&lt;5 &amp;amp; &quot;</w:t>", '<5 &amp; "'),
        ("<w:lastRenderedPageBreak/>", ""),
        ('<w:rPr><w:vertAlign w:val="baseline"/></w:rPr><w:t>甲</w:t></w:r><w:r/><w:r>', "甲"),
    ],
)
def test_what_a_run_says(run: str, said: str) -> None:
    assert usual_blocks(document(f"<w:p><w:r>{run}</w:r></w:p>")) == [said]
    assert usual_blocks(document(tbl(tc(f"<w:p><w:r>{run}</w:r></w:p>")))) == [[[TableCell(said)]]]


def test_a_row_may_be_set_otherwise_than_its_table() -> None:
    borders = "<w:tblPrEx><w:tblBorders><w:top/></w:tblBorders></w:tblPrEx>"
    body = tbl(f"{borders}<w:trPr><w:cantSplit/></w:trPr>{CELL}", CELL)
    assert usual_blocks(document(body)) == [[[TableCell("甲")]] * 2]


def test_tab_stops_are_no_tabs() -> None:
    stops = "<w:pPr><w:tabs><w:tab/></w:tabs><w:rPr><w:b/></w:rPr></w:pPr>"
    assert usual_blocks(document(f"<w:p>{stops}<w:r><w:t>甲</w:t></w:r></w:p>")) == ["甲"]


def test_numbers_of_what_was_typed_at_one_time_make_no_other_row() -> None:
    docx_usual.remembered.cache_clear()
    typed = (f'<w:p w:rsidR="00A77B3{n}" w14:paraId="0000000{n}"/>' for n in range(3))
    assert usual_blocks(document(tbl(*map(tc, typed)))) == [[[TableCell("")]] * 3]
    assert docx_usual.remembered.cache_info().misses == 5  # opening, prose, table, row, ending


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>甲</w:t></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>甲</w:t></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:dstrike/></w:rPr><w:t>甲</w:t></w:r></w:p>",
        '<w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r></w:p>',
        "<w:p><w:hyperlink><w:r><w:t>甲</w:t></w:r></w:hyperlink></w:p>",
        "<w:p><w:r><w:sym/></w:r></w:p>",
        "<w:p><w:r><m:t>甲</m:t></w:r></w:p>",
        "<w:p><w:r><m:t>甲</w:t></w:r></w:p>",
        "<w:p> <w:r><w:t>甲</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>甲</w:t></w:r>",
        "<w:p><w:r><w:t>甲<w:t>乙</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>甲>乙</w:t></w:r></w:p>",
        p("甲\x01"),
        p("\x01"),
        p("甲\ue000"),
        p("甲\n乙"),
        p("&#20013;"),
        "<w:p><w:r>\x01</w:r></w:p>",
        '<w:p r:id="1"/>',
        '<w:p w:id="\ufffe"/>',
        tbl(tc(tbl(CELL))),
        tbl(tc("<w:p/>", '<w:gridSpan w:val="二"/>')),
        tbl(tc("<w:p/>", '<w:vMerge w:val="1"/>')),
        tbl('<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + CELL),
        tbl("<w:sdt/>" + CELL),
        tbl(),
        ROW,
        "</w:tbl>",
        f"<w:tbl><w:x>{ROW}</w:tbl>",
        f"<w:x/>{tbl(CELL)}",
        f"{tbl(CELL)}<w:x/>",
        "</w:body></w:document>",
    ],
)
def test_what_is_written_in_any_other_way_is_left_to_the_parser(body: str) -> None:
    assert usual_blocks(document(body)) is None


@pytest.mark.parametrize(
    "said",
    [
        b"",
        document(p(), declared=""),
        document(p(), declared=f'{NS} xmlns:w="x"'),
        document(p(), declared=f'{NS} mc:Ignorable="w14"'),
        document(p(), declared=f'{NS} xmlns:a=""'),
        document(p()).replace(b"<w:body>", b"<w:x/><w:body>"),
        document(p()).replace(b"UTF-8", b"GBK"),
        document(p("甲")).replace("甲".encode(), b"\xff"),
        document(p()) + b"<x/>",
    ],
)
def test_a_document_that_begins_or_ends_otherwise_is_left_to_the_parser(said: bytes) -> None:
    assert usual_blocks(said) is None


def test_many_blank_cells_before_something_unusual_are_given_up_at_once() -> None:
    began = time.process_time()
    assert usual_blocks(document(tbl("<w:tc><w:p/></w:tc>" * 200_000 + "<w:x/>"))) is None
    assert time.process_time() - began < 20


PIECES = st.sampled_from(
    (
        p("甲", " 乙&amp;"), p(), "<w:p/>", "<w:p><w:r><w:tab/><w:t>丙</w:t><w:br/></w:r></w:p>",
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:proofErr/></w:p>", SECTION, "<w:tbl>",
        "<w:tr>", "</w:tr>", "</w:tbl>", CELL, ROW, tc(p("丁"), '<w:gridSpan w:val="3"/>'),
        tc("", '<w:vMerge w:val="restart"/>'), tc("<w:p/>", "<w:vMerge/>"), tbl(CELL, CELL * 2),
        tc(tbl(CELL)), "<w:r><w:t>戊</w:t></w:r>", "<w:t>", "</w:t>", "</w:p>", "\x01", "己",
        "<w:tblPr/>", tbl("<w:trPr><w:cantSplit/></w:trPr>" + tc(p("壬"), "<w:vAlign/>")),
        tc(p("庚") + p("辛"), '<w:gridSpan w:val="0"/>'), "<w:x/>",
    )
)  # fmt: skip


@example(
    pieces=[tbl("<w:trPr><w:cantSplit/></w:trPr>" + tc(p(), '<w:vAlign/><w:gridSpan w:val="2"/>'))],
    cells=[tc(p("甲"), '<w:vMerge w:val="restart"/>'), tc(p("乙"), "<w:vMerge/>")],
)
@given(pieces=st.lists(PIECES, max_size=6), cells=st.lists(PIECES, max_size=6))
def test_the_short_way_reads_what_the_parser_reads(pieces: list[str], cells: list[str]) -> None:
    for body in ("".join(pieces), "".join(pieces) + tbl(CELL, "".join(cells)) + SECTION):
        said = document(body)
        assert outcome(said) == by_tree(said)
