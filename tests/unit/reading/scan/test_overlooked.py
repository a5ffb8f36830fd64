from __future__ import annotations

import pytest

pytest.importorskip("cv2", reason="the extra scan is not installed")

import numpy as np

from jiheng.reading.containers.scan.engine import Box
from jiheng.reading.containers.scan.mended import Line
from jiheng.reading.containers.scan.overlooked import missed

HEIGHT = 20.0
LINE = Box(10.0, 10.0, 150.0, 30.0)


def page(ink: dict[tuple[int, int, int, int], int]) -> np.ndarray:
    """Return a page with a line of text and marks (left, top, right, bottom) of some grey."""
    drawn = np.full((120, 300), 255, np.uint8)
    drawn[12:28, 12:148:3] = 60
    for (left, top, right, bottom), grey in ink.items():
        drawn[top:bottom, left:right] = grey
    return drawn


def test_two_bars_that_no_box_covers_are_one_line() -> None:
    (found,) = missed([LINE], page({(200, 60, 212, 62): 40, (200, 67, 212, 69): 40}), HEIGHT, [])

    assert found.left == 200
    assert found.top < 60
    assert found.bottom > 69


def test_bars_far_apart_are_two_lines() -> None:
    found = list(missed([LINE], page({(200, 40, 212, 42): 40, (200, 80, 212, 82): 40}), HEIGHT, []))

    assert len(found) == 2


@pytest.mark.parametrize(
    "mark",
    [
        {(200, 60, 212, 75): 180},
        {(200, 60, 203, 63): 40},
        {(200, 40, 212, 100): 40},
        {(60, 28, 64, 44): 40, (60, 12, 64, 28): 40},
    ],
    ids=["pale", "speck", "too high", "tip of a character in a box"],
)
def test_what_is_no_text_is_left_out(mark: dict[tuple[int, int, int, int], int]) -> None:
    assert list(missed([LINE], page(mark), HEIGHT, [])) == []


@pytest.mark.parametrize(("top", "found"), [(98, 1), (81, 0)], ids=["over white", "over ink"])
def test_a_bar_above_a_column_is_found_where_white_parts_them(top: int, found: int) -> None:
    column = Box(200.0, 80.0, 224.0, 118.0)
    marks = {(202, 76, 222, 78): 60, (202, top, 222, 117): 60}

    assert len(list(missed([LINE, column], page(marks), HEIGHT, []))) == found


def test_without_boxes_all_dark_ink_is_found() -> None:
    blank = np.full((120, 300), 255, np.uint8)
    blank[60:80, 100:104] = 40

    assert len(list(missed([], blank, HEIGHT, []))) == 1


@pytest.mark.parametrize(
    ("right", "count"), [(220, 1), (208, 0)], ids=["a dash", "no longer than a grain"]
)
def test_a_dash_may_be_paler_than_text(right: int, count: int) -> None:
    pale = page({(200, 60, right, 62): 125})

    assert len(list(missed([LINE], pale, HEIGHT, []))) == count


@pytest.mark.parametrize(
    ("below", "count"),
    [((200, 66, 213, 68), 1), ((200, 66, 203, 68), 0)],
    ids=["two bars", "a bar and a grain"],
)
def test_two_bars_may_be_paler_than_text(below: tuple[int, int, int, int], count: int) -> None:
    pale = page({(200, 60, 213, 62): 125, below: 125})

    assert len(list(missed([LINE], pale, HEIGHT, []))) == count


@pytest.mark.parametrize(
    ("at", "start", "count"),
    [(66.0, 150.0, 0), (80.0, 150.0, 1), (66.0, 230.0, 1)],
    ids=["along a rule", "far from it", "beside it"],
)
def test_a_bar_along_a_rule_is_its_rest(at: float, start: float, count: int) -> None:
    bar = page({(200, 60, 220, 62): 40})
    rule = Line(at, start, 290.0, 2.0)

    assert len(list(missed([LINE], bar, HEIGHT, [rule]))) == count


def test_a_figure_along_a_rule_is_none_of_its_rests() -> None:
    figure = page({(200, 45, 208, 62): 40})

    assert len(list(missed([LINE], figure, HEIGHT, [Line(64.0, 150.0, 290.0, 2.0)]))) == 1
