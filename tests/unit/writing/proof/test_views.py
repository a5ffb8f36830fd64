"""How a part of a source is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.writing.proof.building import a_picture, in_cell, in_line, on_page

from jiheng.model import Place, Traced
from jiheng.writing.proof.marks import Item, Spot, spots_of
from jiheng.writing.proof.views import PageView, Stretch, page_view, text_view
from jiheng.writing.proof.where import cells_of


def _item(trace: Traced, number: int = 1, group: str = "name") -> Item:
    return Item(number, group, "名称", trace.text, spots_of(trace))


def _page(*items: Item, picture: bool = True) -> PageView:
    marks = [(spot, item) for item in items for spot in item.spots]
    return page_view(marks, a_picture() if picture else None)


def _stretches(*items: Item) -> tuple[Stretch, ...]:
    cells = cells_of(items)
    (leaf,) = cells.leaves
    return text_view(leaf, cells).rows[0][1][0]


def test_a_box_is_told_in_per_cent_of_the_page() -> None:
    (box,) = _page(_item(on_page("培训", 84.2))).boxes
    assert (box.left, box.top, box.width, box.height) == (8.4, 10.0, 16.81, 1.43)


def test_the_picture_is_in_the_page() -> None:
    assert _page(_item(on_page("培训"))).source == "data:image/png;base64,iVBORw0KGgo="


def test_values_read_from_one_place_share_a_box() -> None:
    (box,) = _page(_item(on_page("培训"), 1), _item(on_page("培训"), 2)).boxes
    assert box.items == (1, 2)


def test_values_of_two_colours_have_boxes_of_their_own() -> None:
    view = _page(_item(on_page("培训"), 1), _item(on_page("培训"), 2, "goal"))
    assert [box.group for box in view.boxes] == ["name", "goal"]


def test_a_place_without_a_box_is_not_drawn() -> None:
    item = Item(1, "unread", "此页已损坏", "", (Spot(Place(page=1, start=0, end=0), ""),))
    assert _page(item).boxes == ()


def test_a_page_without_a_picture_is_as_large_as_its_boxes_need() -> None:
    view = _page(_item(on_page("培训", 1000)), picture=False)
    assert (view.width, view.height, view.source) == (595, 1048, "")


@given(st.tuples(*[st.floats(allow_nan=False, allow_infinity=False)] * 4))
def test_no_box_leaves_the_page(corners: tuple[float, float, float, float]) -> None:
    place = Place(page=1, box=corners, start=0, end=1)
    (box,) = _page(Item(1, "name", "名称", "培", (Spot(place, "培"),)), picture=False).boxes
    assert 0 <= box.left <= 100
    assert 0 <= box.top <= 100
    assert 0 < box.width <= 100
    assert 0 < box.height <= 100


def test_a_line_is_cut_where_values_begin_and_end() -> None:
    item = _item(in_line("名称：培训；", "培训"))
    assert [(part.text, part.items) for part in _stretches(item)] == [
        ("名称：", ()),
        ("培训", (1,)),
        ("；", ()),
    ]


def test_overlapping_values_are_told_together() -> None:
    line = in_line("产出11", "产出11")
    items = _item(line, 1), Item(2, "level", "一级指标", "产出", spots_of(line.cut(0, 2)))
    assert [(part.text, part.items) for part in _stretches(*items)] == [
        ("产出", (1, 2)),
        ("11", (1,)),
    ]


def test_a_trouble_shows_through_a_value() -> None:
    place = Place(line=1, start=0, end=2)
    trouble = Item(2, "unread", "未读入", "产出", (Spot(place, "产出"),))
    assert _stretches(_item(in_line("产出", "产出")), trouble)[0].group == "unread"


def test_a_place_in_a_line_that_is_not_known_shows_what_was_read() -> None:
    item = Item(1, "unread", "未读入", "", (Spot(Place(line=9, start=4, end=6), "附注"),))
    assert [part.text for part in _stretches(item)] == ["附注"]


def test_a_place_of_which_nothing_is_known_is_still_marked() -> None:
    item = Item(1, "unread", "未读入", "", (Spot(Place(line=9, start=4, end=6), ""),))
    assert [part.text for part in _stretches(item)] == ["…"]


@pytest.mark.parametrize(("confidence", "doubtful"), [(0.5, True), (0.95, False)])
def test_doubt_is_shown_on_the_page(confidence: float, doubtful: bool) -> None:
    (box,) = _page(_item(on_page("培训", confidence=confidence))).boxes
    assert box.doubtful is doubtful


def test_only_columns_with_values_are_shown() -> None:
    items = (
        _item(in_cell("甲", "A2")),
        _item(in_cell("乙", "AB2"), 2),
        _item(in_cell("丙", "A5"), 3),
    )
    cells = cells_of(items)
    (leaf,) = cells.leaves
    view = text_view(leaf, cells)
    assert (view.columns, [row for row, _ in view.rows]) == (("A", "AB"), [2, 5])
    assert [len(cell) for cell in view.rows[1][1]] == [1, 0]


def test_the_text_of_marked_lines_is_whole() -> None:
    raw = "查验经费\t2,801.08\t推进关检改革"
    items = [_item(in_line(raw, text), n) for n, text in enumerate(raw.split("\t"), 1)]
    assert "".join(part.text for part in _stretches(*items)) == raw
