from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.errors import UnreadableFile
from jiheng.reading.containers.cells.sheet import Grid
from jiheng.reading.containers.texts import placed
from jiheng.reading.containers.texts.text import read_text
from jiheng.reading.ledger import RECORDED, SEPARATOR, Ledger


def box(left: float, top: float, text: str, name: str = "div") -> str:
    return f'<{name} style="position:absolute;left:{left}px;top:{top}px">{text}</{name}>'


def texts(said: str) -> list[list[str]]:
    return [[cell.text for cell in row] for row in read_text(said.encode(), "x").rows]


PAGE = (
    box(100, 10, "项目支出绩效目标表")
    + box(10, 50.5, "甲<br/>子")
    + box(202, 52, "丙")
    + box(100, 50, "<b>乙</b>")
    + box(200, 70, "丁")
    + box(11, 90, "戊")
    + box(101, 90, "己")
    + box(10, 120, "备注")
)


def test_boxes_stand_in_rows_by_top_and_in_columns_by_left() -> None:
    assert texts(PAGE) == [
        ["项目支出绩效目标表"],
        ["甲子", "乙", "丙"],
        ["", "", "丁"],
        ["戊", "己", ""],
        ["备注"],
    ]
    assert read_text(PAGE.encode(), "x").grids == (Grid(1, 4),)


def test_each_page_is_laid_out_by_itself() -> None:
    page = '<div style="position:relative">{}</div>\n'
    said = page.format(box(10, 10, "甲", "p") + box(90, 10, "乙", "p")) * 2
    said = f"<!DOCTYPE html><body>首{said}"
    assert texts(said) == [["首"], ["甲", "乙"], ["甲", "乙"]]
    assert read_text(said.encode(), "x").grids == (Grid(1, 2, page=1), Grid(2, 3, page=2))


def test_a_box_within_a_box_is_counted_from_the_outer_one() -> None:
    inner = box(0, 0, "甲", "span") + box(90, 1, "乙", "span")
    assert texts(box(10, 100, inner) + box(10, 5, "丙")) == [["丙"], ["甲", "乙"]]


def test_boxes_in_one_place_are_joined() -> None:
    assert texts(box(10, 1, "甲") + box(12, 2, "乙") + box(90, 1, "丙")) == [["甲乙", "丙"]]


def test_paragraphs_need_not_be_closed() -> None:
    said = "".join(
        f"<p style='position:absolute; top:{top}pt; left:9pt'>{word}"
        for top, word in ((1, "甲"), (20, "乙"), (40, "丙"))
    )
    assert texts(said + "<span/></span></em>") == [["甲"], ["乙"], ["丙"]]


def test_what_is_no_text_is_left_out() -> None:
    head = "<style>\np { top: 1px }<p>\n</style><script>1</script>"
    assert texts(head + box(1, 1, "甲") + box(1, 20, "乙") + box(1, 40, "")) == [["甲"], ["乙"]]


@pytest.mark.parametrize(
    "said",
    [
        box(1, 1, "甲") * 2,
        box(1, 1, "甲") * 3 + "<table><tr><td>乙</table>",
        '<div style="position:absolute;left:1px">甲</div>' * 3,
        "<div style=''>甲</div>" * 3,
    ],
)
def test_other_pages_are_read_as_text(said: str) -> None:
    assert not placed.is_placed(said)
    assert ["甲"] in texts(said)


def test_more_boxes_than_any_form_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placed, "_MAX_PLACES", 5)
    with pytest.raises(UnreadableFile, match="more boxes"):
        texts(PAGE)


def test_an_element_without_a_place_begins_no_page() -> None:
    said = '<span style="color:red">首</span>' + box(9, 1, "甲") + box(90, 1, "乙")
    assert texts(said + box(9, 30, "丙")) == [["首"], ["甲", "乙"], ["丙"]]


def test_nesting_without_end_does_no_harm() -> None:
    said = '<div style="position:absolute;left:1px;top:1px">' * 100_000
    assert texts(f"{said}甲") == [["甲"]]


@given(
    st.lists(
        st.tuples(st.integers(0, 300), st.integers(0, 300), st.text("甲乙a <>&/p1", max_size=8)),
        min_size=3,
        max_size=12,
    )
)
def test_no_character_is_lost(boxes: list[tuple[int, int, str]]) -> None:
    said = "前" + "\n".join(box(left, top, text) for left, top, text in boxes) + "后"
    sheet = read_text(said.encode(), "x")
    ledger = Ledger(sheet.origins)
    for row in sheet.rows:
        for cell in row:
            ledger.mark(cell, RECORDED)
    for piece in sheet.markup:
        ledger.mark_piece(piece.origin, piece.start, piece.end, SEPARATOR)
    assert list(ledger.unclaimed()) == []
