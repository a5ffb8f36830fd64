"""The text of cells, however a PDF spells it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from tests.unit.reading.containers.pdf.written_pdf import (
    EXTRA,
    FOUR,
    FOUR_TEXTS,
    HEIGHT,
    WrittenPage,
    boxes,
    contents,
    line,
    ruled,
    sheet_of,
    texts,
    words,
    written,
)

from jiheng.reading.containers.cells.lookalikes import FOLDED
from jiheng.reading.containers.pdf import characters, document
from jiheng.reading.containers.pdf.document import read_pdf

if TYPE_CHECKING:
    from jiheng.reading.containers.cells.sheet import Sheet

HEAD = f"{ruled()}\n{words(25, 55, '绩效指标')}\n{words(125, 55, '指标值')}"


def read(content: str) -> Sheet:
    return sheet_of(f"{HEAD}\n{content}")


def cell(content: str) -> str:
    """Return the text of the first cell of the second row."""
    return read(content).rows[1][0].text


CELLS = {
    "one line": (words(25, 85, "数量"), "数量"),
    "two lines": (words(25, 82, "数量") + " " + words(25, 95, "指标"), "数量指标"),
    "lines out of order": (words(25, 95, "指标") + " " + words(25, 82, "数量"), "数量指标"),
    "a line out of order": (words(45, 85, "指标") + " " + words(25, 85, "数量"), "数量指标"),
    "drawn twice to be bold": (words(25, 85, "数量") + " " + words(25.3, 85, "数量"), "数量"),
    "the same character twice": (words(25, 85, "谢谢"), "谢谢"),
    "Latin words": (words(25, 85, "PDF form of A"), "PDF form of A"),
    "Latin words set apart": (words(25, 85, "red") + " " + words(43, 85, "tape"), "red tape"),
    "Latin words close by": (words(25, 85, "red") + " " + words(40.5, 85, "tape"), "redtape"),
    "Latin words of two lines": (words(25, 82, "red") + " " + words(25, 95, "tape"), "red tape"),
    "numbers of two lines": (words(25, 82, "100") + " " + words(25, 95, "200"), "100200"),
    "Chinese set apart": (words(25, 85, "数") + " " + words(50, 85, "量"), "数量"),
    "blanks": (words(25, 85, "数\u3000 量"), "数量"),
    "a Kangxi radical": (words(25, 85, "⼀⽉"), "一月"),
    "a radical of the supplement": (words(25, 85, "⻚⻋"), "页车"),
    "a compatibility ideograph": (words(25, 85, "\uf900"), "豈"),
    "large beside small": (words(25, 88, "数", 16) + " " + words(42, 86, "量", 6), "数量"),
    "a raised digit": (words(25, 88, "m") + " " + words(30, 84, "2", 6), "m²"),
    "a small full stop": (words(25, 85, "好。"), "好。"),
    "over the edge of its cell": (words(85, 85, "数量指标"), "数量指标"),
    "a hyphen at the end of a line": (
        words(25, 82, "perform-") + " " + words(25, 95, "ance"),
        "perform-ance",
    ),
}


@pytest.mark.parametrize(("content", "expected"), CELLS.values(), ids=CELLS)
def test_a_cell_holds_its_text(content: str, expected: str) -> None:
    assert cell(content) == expected


def test_cells_in_any_order_hold_their_texts() -> None:
    shuffled = contents(reversed(FOUR.splitlines()))
    assert texts(sheet_of(f"{ruled()}\n{shuffled}")) == FOUR_TEXTS


def test_a_label_set_downwards_is_one_text() -> None:
    labels = [words(25, 82 + 11 * index, text) for index, text in enumerate("产出指标")]
    drawing = [ruled((20, 40, 120), (40, 70, 130)), words(25, 60, "绩"), words(45, 60, "绩效指标")]
    found = sheet_of(contents([*drawing, *labels]))
    assert texts(found) == [("绩", "绩效指标"), ("产出指标", "")]
    spans = found.rows[1][0].span()
    assert [place.box for place in spans] == [
        (25.0, 73.5 + 11 * index, 35.0, 83.5 + 11 * index) for index in range(4)
    ]
    assert spans == tuple(
        place for index in range(4) for place in found.rows[1][0].cut(index, index + 1).span()
    )


def test_a_text_of_two_lines_has_a_box_for_each() -> None:
    found = read(words(25, 82, "数量") + " " + words(25, 95, "指标"))
    assert [place.box for place in found.rows[1][0].span()] == [
        (25.0, 73.5, 45.0, 83.5),
        (25.0, 86.5, 45.0, 96.5),
    ]


def test_text_below_the_last_row_of_a_cut_cell_is_of_the_cell() -> None:
    lines = [words(25, 85 + 11 * index, text) for index, text in enumerate("甲乙丙丁")]
    assert texts(read(contents(lines)))[1:] == [("甲乙丙丁", "")]


def test_a_note_below_a_table_is_none_of_its_cells() -> None:
    lines = [words(25, 96, "甲"), words(25, 110, "注：无")]
    assert texts(read(contents(lines)))[1:] == [("甲", ""), ("注：无",)]


def test_the_number_of_a_page_is_none_of_its_cells() -> None:
    lines = [words(25, 96, "甲"), words(25, 110, "- 3 -")]
    assert texts(read(contents(lines)))[1:] == [("甲", ""), ("-3-",)]


ODD = {
    "no character": ("A", characters.UNMAPPED),
    "left out": ("\x05\x06", characters.UNMAPPED * 2),
    "beyond the first plane": ("B", "𠀋"),
    "half of a character": ("C", characters.UNMAPPED),
}


@pytest.mark.parametrize(("codes", "expected"), ODD.values(), ids=ODD)
def test_a_glyph_that_says_no_character_is_marked(codes: str, expected: str) -> None:
    assert cell(words(25, 85, codes).replace("/F ", "/U ")) == expected


def test_a_ligature_is_the_characters_it_says() -> None:
    assert cell(words(25, 85, "D").replace("/F ", "/U ")) == "fi"


def test_prose_around_a_table_is_rows_of_its_own() -> None:
    found = sheet_of(
        contents(
            [
                words(100, 20, "项目支出绩效目标表", 14),
                words(20, 34, "部门：甲"),
                words(180, 34, "单位：万元"),
                ruled(),
                FOUR,
                words(20, 150, "填表人：乙"),
            ]
        )
    )
    assert texts(found) == [
        ("项目支出绩效目标表",),
        ("部门：甲", "单位：万元"),
        *FOUR_TEXTS,
        ("填表人：乙",),
    ]
    assert [(grid.first, grid.stop) for grid in found.grids] == [(2, 4)]
    assert boxes(found)[1] == [(20.0, 25.5, 60.0, 35.5), (180.0, 25.5, 230.0, 35.5)]


def test_characters_beyond_the_limit_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(characters, "MAX_CHARACTERS", 4)
    assert texts(sheet_of(f"{ruled()}\n{FOUR}"))[0] == ("绩效指标", "")


def test_characters_that_are_not_read_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(characters, "MAX_CHARACTERS", 4)
    assert sheet_of(f"{ruled()}\n{FOUR}").problems


@pytest.mark.xfail(reason="PDFium leaves out a text of one character that looks like nothing")
def test_a_lone_character_of_a_font_that_is_not_there_is_read_or_told() -> None:
    named = [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Named /Encoding /Identity-H "
        b"/DescendantFonts [%d 0 R] /ToUnicode 7 0 R >>" % (EXTRA + 1),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Named /FontDescriptor %d 0 R /DW 1000 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
        % (EXTRA + 2),
        b"<< /Type /FontDescriptor /FontName /Named /Flags 4 /FontBBox [0 -150 1000 850] >>",
    ]
    page = WrittenPage(
        f"{HEAD}\n{words(25, 85, '优').replace('/F ', '/N ')}",
        fonts=f"<< /F 4 0 R /N {EXTRA} 0 R >>",
    )
    found = sheet_of(page, extra=named)
    assert found.rows[1][0].text == "优" or found.problems


def test_a_page_without_a_cue_is_read_where_it_goes_on() -> None:
    first = f"{ruled()}\n{FOUR}"
    on = f"{ruled()}\n{words(25, 55, '质量')}"
    found = sheet_of(first, on, words(25, 55, "无表"), on)
    assert texts(found) == [*FOUR_TEXTS, ("质量", ""), ("", "")]
    assert [grid.page for grid in found.grids] == [1, 2]


def test_a_page_whose_cue_is_spelt_with_radicals_is_read() -> None:
    found = sheet_of(f"{ruled()}\n{words(25, 55, '自评表⼀级指标')}")
    assert found.rows[0][0].text == "自评表一级指标"
    assert texts(sheet_of(words(25, 55, "⼀级指标"))) == [("一级指标",)]


def test_a_cue_may_be_spread_over_lines() -> None:
    assert texts(sheet_of(words(25, 55, "绩效") + " " + words(25, 70, "目标"))) == [
        ("绩效",),
        ("目标",),
    ]


def test_a_page_that_does_not_speak_of_targets_is_left_out() -> None:
    assert texts(sheet_of(f"{ruled()}\n{words(25, 55, '收入')}")) == []


@pytest.mark.parametrize("folded", [chr(code) for code in FOLDED])
def test_what_is_folded_is_one_ideograph(folded: str) -> None:
    ideograph = folded.translate(FOLDED)
    assert len(ideograph) == 1
    assert unicodedata.name(ideograph).startswith("CJK UNIFIED IDEOGRAPH")


def test_the_radical_of_doors_is_the_household_of_simplified_fonts() -> None:
    assert "农⼾".translate(FOLDED) == "农户"


def test_text_set_downwards_by_its_font_is_one_text() -> None:
    downward = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Codes /Encoding /Identity-V "
        b"/DescendantFonts [5 0 R] /ToUnicode 7 0 R >>"
    )
    page = WrittenPage(
        f"{HEAD}\n{words(40, 72, '数量').replace('/F ', '/V ')}",
        fonts=f"<< /F 4 0 R /V {EXTRA} 0 R >>",
    )
    assert texts(sheet_of(page, extra=[downward]))[1] == ("数量", "")


def test_text_drawn_upside_down_keeps_its_characters() -> None:
    mirrored = f"q 1 0 0 -1 0 {2 * (HEIGHT - 85)} cm {words(25, 85, '数量')} Q"
    assert cell(mirrored) == "数量"


def test_text_turned_within_a_cell_keeps_its_characters() -> None:
    upward = f"q 0 1 -1 0 40 105 cm BT /F 8 Tf <65700091> Tj ET Q {line(0, 0, 1, 0)}"
    assert cell(upward)


def test_a_page_of_another_size_is_measured_in_points() -> None:
    page = WrittenPage(f"1 0 0 1 0 641.89 cm {HEAD}", box="0 0 595.28 841.89")
    assert boxes(sheet_of(page))[0][0] == (25.0, 46.5, 65.0, 56.5)


@pytest.mark.parametrize("words_of_form", ["项目支出绩效运行监控表", "年度总体目标", "实施期目标"])
def test_the_first_page_of_a_form_is_read_though_its_indicators_begin_on_the_next(
    words_of_form: str,
) -> None:
    found = sheet_of(f"{ruled()}\n{words(25, 55, words_of_form)}")
    assert texts(found)[0][0] == words_of_form


def test_the_box_of_a_font_without_depth_reaches_below_the_base_like_any() -> None:
    data = written(f"{HEAD}\n{words(25, 85, '数量')}").replace(b"/Descent -150", b"/Descent    0")
    (box,) = boxes(read_pdf(data, "表.pdf").sheet)[1]
    assert box == (25.0, 77.78, 45.0, 86.28)


def test_a_document_that_is_opened_again_goes_on_where_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(document, "REOPENED", 1)
    found = sheet_of(*(f"{HEAD}\n{words(25, 85, text)}" for text in ("数量", "质量", "时效")))
    assert [row[0].text for row in found.rows[1::2]] == ["数量", "质量", "时效"]
