"""Text that a PDF holds and does not show."""

from __future__ import annotations

import pytest
from tests.unit.reading.containers.pdf.written_pdf import (
    WrittenPage,
    boxes,
    clipped,
    form,
    ruled,
    sheet_of,
    texts,
    words,
)

from jiheng.reading.containers.pdf import clips

HEAD = f"{ruled()}\n{words(25, 55, '绩效指标')}\n{words(125, 55, '指标值')}"
LONG = "数量指标很长以至于放不下"
CELL = (20, 70, 120, 100)


def read(content: str) -> list[tuple[str, ...]]:
    return texts(sheet_of(f"{HEAD}\n{content}"))


def test_what_the_clip_of_a_cell_hides_is_of_the_cell() -> None:
    found = sheet_of(f"{HEAD}\n{clipped(CELL, words(25, 85, LONG))}\n{words(125, 85, '三百')}")
    assert texts(found) == [("绩效指标", "指标值"), (LONG, "三百")]
    assert boxes(found)[1] == [(25.0, 76.5, 145.0, 86.5), (125.0, 76.5, 145.0, 86.5)]


def test_a_clip_may_be_narrower_than_its_cell() -> None:
    assert read(clipped((22, 72, 118, 98), words(25, 85, LONG)))[1] == (LONG, "")


def test_lines_that_the_clip_of_a_cell_hides_are_of_the_cell() -> None:
    lines = "\n".join(words(25, 80 + 12 * index, text) for index, text in enumerate("甲乙丙丁"))
    assert read(clipped(CELL, lines))[1] == ("甲乙丙丁", "")


def test_the_rest_of_a_page_that_a_clip_hides_is_dropped() -> None:
    drawn = f"{words(25, 85, '数量')}\n{words(25, 150, '下页')}"
    assert read(clipped((0, 0, 300, 130), drawn)) == [("绩效指标", "指标值"), ("数量", "")]


@pytest.mark.parametrize(("top", "bottom"), [(81.6, 190), (10, 81.4)])
def test_a_line_of_which_the_middle_is_cut_off_stands_on_the_other_page(
    top: float, bottom: float
) -> None:
    cut = clipped((0, top, 300, bottom), words(25, 85, "数量"))
    assert read(f"{cut}\n{words(125, 85, '三百')}")[1] == ("", "三百")


def test_what_stands_beside_the_page_is_dropped() -> None:
    assert read(f"{words(25, 85, '数量')} {words(320, 85, '外面')} {words(25, 250, '下面')}") == [
        ("绩效指标", "指标值"),
        ("数量", ""),
    ]


def test_a_clip_of_several_cells_is_no_clip_of_a_cell() -> None:
    assert read(clipped((20, 40, 120, 100), words(25, 85, LONG)))[1] == (LONG[:10], "")


def test_a_clip_that_hides_nothing_changes_nothing() -> None:
    assert read(clipped(CELL, words(25, 85, "数量")))[1] == ("数量", "")


def test_clips_within_clips_hide_what_any_of_them_hides() -> None:
    inner = clipped((0, 60, 120, 110), words(25, 85, LONG))
    assert read(clipped((20, 70, 200, 100), inner))[1] == (LONG, "")


def test_the_clip_of_a_form_is_that_of_its_place_on_the_page() -> None:
    inner = clipped((0, 70, 100, 100), words(5, 85, LONG))
    page = WrittenPage(f"{HEAD}\nq 1 0 0 1 20 0 cm /X Do Q", resources="/XObject << /X 20 0 R >>")
    assert texts(sheet_of(page, extra=[form(inner)]))[1] == (LONG, "")


def test_a_clip_that_is_no_rectangle_counts_as_the_box_around_it() -> None:
    outline = "20 130 m 70 131 l 120 130 l 120 100 l 70 99 l 20 100 l h W n"
    assert read(f"q {outline} {words(25, 85, LONG)} Q")[1] == (LONG, "")


def test_an_empty_clip_is_no_trouble() -> None:
    assert read(f"q n W n {words(25, 85, '数量')} Q")[1] == ("数量", "")


def test_clips_beyond_the_limit_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clips, "MAX_PATHS", 1)
    inner = clipped(CELL, words(25, 85, LONG))
    assert read(clipped((0, 0, 300, 200), inner))[1] == (LONG[:10] + LONG[10:], "")


def test_a_text_clip_is_no_trouble() -> None:
    shape = words(25, 85, "框").replace("BT", "BT 7 Tr")
    assert read(f"q {shape} Q {words(45, 85, '数量')}")[1] == ("框数量", "")


def test_text_written_invisibly_is_read() -> None:
    assert read(f"BT 3 Tr ET {words(25, 85, '数量')}")[1] == ("数量", "")
