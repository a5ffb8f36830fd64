"""Pages that are turned, cut or moved: places are those of the page as it is read."""

from __future__ import annotations

import pytest
from tests.unit.reading.containers.pdf.written_pdf import (
    FOUR,
    FOUR_TEXTS,
    WrittenPage,
    boxes,
    ruled,
    sheet_of,
    texts,
    turned_words,
    words,
)

CONTENT = f"{ruled()}\n{FOUR}"
FOUR_BOXES = [
    [(25.0, 46.5, 65.0, 56.5), (125.0, 46.5, 155.0, 56.5)],
    [(25.0, 76.5, 45.0, 86.5), (125.0, 76.5, 145.0, 86.5)],
]
QUARTER, HALF, THREE = "0 1 -1 0 200 0 cm", "-1 0 0 -1 300 200 cm", "0 -1 1 0 0 300 cm"
UPRIGHT, LYING = "0 0 200 300", "0 0 300 200"

TURNED = {
    "turned a quarter": WrittenPage(f"{QUARTER} {CONTENT}", "/Rotate 90", box=UPRIGHT),
    "turned half": WrittenPage(f"{HALF} {CONTENT}", "/Rotate 180", box=LYING),
    "turned three quarters": WrittenPage(f"{THREE} {CONTENT}", "/Rotate 270", box=UPRIGHT),
    "turned back": WrittenPage(f"{THREE} {CONTENT}", "/Rotate -90", box=UPRIGHT),
    "text turned a quarter": WrittenPage(f"{QUARTER} {CONTENT}", box=UPRIGHT),
    "text turned half": WrittenPage(f"{HALF} {CONTENT}", box=LYING),
    "text turned three quarters": WrittenPage(f"{THREE} {CONTENT}", box=UPRIGHT),
    "cut and turned": WrittenPage(
        f"1 0 0 1 50 60 cm {QUARTER} {CONTENT}",
        "/Rotate 90 /CropBox [50 60 250 360]",
        box="0 0 500 500",
    ),
}
PAGES = {
    "shown lying though written upright": WrittenPage(CONTENT, "/Rotate 90", box=LYING),
    "moved": WrittenPage(f"1 0 0 1 50 -60 cm {CONTENT}", box="50 -60 350 140"),
    "cut": WrittenPage(
        f"1 0 0 1 50 60 cm {CONTENT}", "/CropBox [50 60 350 260]", box="0 0 500 500"
    ),
    "cut wider than the page": WrittenPage(CONTENT, "/CropBox [-90 -90 900 900]"),
    "with its corners swapped": WrittenPage(CONTENT, box="300 200 0 0"),
    "scaled": WrittenPage(f"q 0.5 0 0 0.5 0 0 cm q 2 0 0 2 0 0 cm {CONTENT} Q Q"),
}


@pytest.mark.parametrize("page", TURNED.values(), ids=TURNED)
def test_text_that_is_turned_is_read_upright(page: WrittenPage) -> None:
    check(page)


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_places_are_those_of_the_page_as_it_is_read(page: WrittenPage) -> None:
    check(page)


def check(page: WrittenPage) -> None:
    found = sheet_of(page)
    assert texts(found) == FOUR_TEXTS
    assert [box for row in boxes(found) for box in row] == [
        pytest.approx(box, abs=0.02) for row in FOUR_BOXES for box in row
    ]
    assert found.grids[0].edges == (20.0, 120.0, 220.0)


def test_a_part_of_a_text_has_a_narrow_box() -> None:
    (place,) = sheet_of(CONTENT).rows[0][0].cut(2, 3).span()
    assert place.box == (45.0, 46.5, 55.0, 56.5)
    assert (place.page, place.start, place.end) == (1, 2, 3)


def test_a_part_of_a_turned_text_has_a_narrow_box() -> None:
    (place,) = sheet_of(TURNED["turned a quarter"]).rows[1][0].cut(1).span()
    assert place.box == pytest.approx((35.0, 76.5, 45.0, 86.5), abs=0.02)


def test_places_tell_the_page() -> None:
    found = sheet_of("", words(20, 50, "目录"), CONTENT)
    assert texts(found) == FOUR_TEXTS
    assert {place.page for row in found.rows for cell in row for place in cell.span()} == {3}


def test_a_stamp_across_the_page_does_not_turn_it() -> None:
    stamp = turned_words("0.7 0.7 -0.7 0.7 150 60", "章")
    assert texts(sheet_of(f"{CONTENT}\n{stamp}"))[:2] == FOUR_TEXTS
