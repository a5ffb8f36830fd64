"""Text that a PDF prints over the edge of its cell."""

from __future__ import annotations

import pytest
from tests.unit.reading.containers.pdf.written_pdf import (
    EXTRA,
    WrittenPage,
    form,
    ruled,
    sheet_of,
    stream,
    texts,
    words,
)

HEAD = f"{ruled()}\n{words(25, 55, '绩效指标')}\n{words(125, 55, '指标值')}"
CODE = "44010025190000001234"
"""Twenty figures, which end where the text of the next cell begins."""

LONG = "数量指标很长以至于放不下"


def pieces(x: float, text: str) -> str:
    """Return the operators of a text of which each character is an object of its own."""
    return "\n".join(words(x + 10 * index, 85, one) for index, one in enumerate(text))


OVER = f"{pieces(25, LONG)}\n{pieces(128, '三百五十')}"

_DRAWN = (
    f"<< /F 4 0 R /T {EXTRA + 1} 0 R >>".encode(),
    f"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [0.001 0 0 0.001 0 0] "
    f"/FirstChar 65 /LastChar 65 /Widths [1000] /Encoding << /Differences [65 /one] >> "
    f"/CharProcs << /one {EXTRA + 2} 0 R >> /ToUnicode {EXTRA + 3} 0 R >>".encode(),
    stream("1000 0 100 400 900 500 d1 100 400 800 100 re f"),
    stream(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> "
        "<FF> endcodespacerange 1 beginbfchar <41> <4E00> endbfchar endcmap end end"
    ),
)
"""The objects of a font with one character that is made of a drawing: 一, as flat as it is."""


def test_text_printed_over_that_of_the_next_cell_is_of_its_own() -> None:
    found = sheet_of(f"{HEAD}\n{OVER}")
    assert texts(found)[1] == (LONG, "三百五十")
    assert found.problems == ()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (CODE, (CODE, "三百五十")),
        ("数量指标很长放不下了", ("数量指标很长放不下了三百五十", "")),
    ],
    ids=["a code", "words, which may be one text"],
)
def test_a_code_that_ends_where_the_words_of_the_next_cell_begin_is_of_its_own(
    said: str, expected: tuple[str, str]
) -> None:
    assert (
        texts(sheet_of(f"{HEAD}\n{words(25, 85, said)}\n{words(125, 85, '三百五十')}"))[1]
        == expected
    )


def test_text_over_other_text_within_a_form_is_of_its_own() -> None:
    over = form(OVER)
    page = WrittenPage(f"{HEAD}\n/X Do", resources=f"/XObject << /X {EXTRA} 0 R >>")
    assert texts(sheet_of(page, extra=[over]))[1] == (LONG, "三百五十")


def test_a_line_over_the_next_row_is_parted_from_what_stands_there() -> None:
    over = ((82, "甲"), (93, "乙"), (104, "丙丁戊"))
    lines = "\n".join(words(125, base, text) for base, text in over)
    below = f"{words(25, 107, '成本')}\n{words(125, 107, '三百五十')}"
    rows = (40, 70, 100, 130)
    head = f"{ruled(rows=rows)}\n{words(25, 55, '绩效指标')}\n{words(125, 55, '指标值')}"
    found = sheet_of(f"{head}\n{lines}\n{below}")
    assert texts(found)[1:] == [("", "甲乙丙丁戊"), ("成本", "三百五十")]
    assert found.problems == ()


def test_a_drawn_character_is_as_high_and_wide_as_those_before_it() -> None:
    drawn = "BT /T 10 Tf 115 115 Td (A) Tj ET"
    around = f"{words(105, 85, '第')}\n{drawn}\n{words(125, 85, '项')}"
    page = WrittenPage(f"{HEAD}\n{around}", fonts=f"{EXTRA} 0 R")
    assert texts(sheet_of(page, extra=_DRAWN))[1] == ("第一项", "")


@pytest.mark.parametrize(
    ("goal", "below", "expected"),
    [
        ((("有水喝",), 96), ("有水浇地",), "有水喝有水浇地"),
        ((("有水喝",), 96), ("三级指标", "指标值"), "有水喝"),
        ((("打井", "三口"), 96), ("修渠", "四里"), "打井三口修渠四里"),
    ],
    ids=["more of it", "heads of columns", "columns within the cell"],
)
def test_words_below_a_table_are_of_its_last_cell_unless_they_stand_apart(
    goal: tuple[tuple[str, ...], int], below: tuple[str, ...], expected: str
) -> None:
    said, base = goal
    own = [words(85 + 80 * at, base, text) for at, text in enumerate(said)]
    more = [words(85 + 80 * at, base + 14, text) for at, text in enumerate(below)]
    head = [words(25, 55, "绩效指标"), words(85, 55, "指标值"), words(25, 90, "年度目标")]
    found = sheet_of("\n".join((ruled((20, 80, 280)), *head, *own, *more)))
    assert texts(found)[1] == ("年度目标", expected)
