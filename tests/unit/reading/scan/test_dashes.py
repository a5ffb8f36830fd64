"""Lone dashes and rests of rules; heights of text are twenty dots."""

from __future__ import annotations

import pytest

pytest.importorskip("rapidocr", reason="the extra scan is not installed")

import numpy as np

from jiheng.reading.containers.scan.dashes import with_dashes, without_rests
from jiheng.reading.containers.scan.engine import Box
from jiheng.reading.containers.scan.mended import Line
from jiheng.reading.containers.scan.strips import Letter, Strip

HEIGHT = 20.0
BAR = [(50, 58, 70, 60)]

Mark = tuple[int, int, int, int]


def strip(marks: list[Mark], box: Box) -> Strip:
    """Return a line of a page on which marks (left, top, right, bottom) are dark."""
    page = np.full((200, 200), 255, np.uint8)
    for left, top, right, bottom in marks:
        page[top:bottom, left:right] = 40
    return Strip([box], page, HEIGHT, 0.2)


def letters(text: str, box: Box, confidence: float = 0.5) -> list[Letter]:
    return [Letter(each, box, confidence) for each in text]


def read(marks: list[Mark], text: str, *others: tuple[str, float]) -> str:
    """Return what a line that was read as a text is, with other lone characters in its column."""
    box = Box(48, 50, 72, 68)
    strips, lines = [strip(marks, box)], [letters(text, box)]
    for other, top in others:
        there = Box(48, top, 72, top + 18)
        strips.append(strip([], there))
        lines.append(letters(other, there))
    return "".join(letter.text for letter in with_dashes(strips, lines, HEIGHT)[0])


@pytest.mark.parametrize("text", ["一", "二", "-", "—", "ー"])
def test_a_lone_bar_is_a_dash(text: str) -> None:
    assert read(BAR, text) == "—"


def test_two_bars_in_line_are_two_dashes() -> None:
    assert read([(49, 58, 59, 60), (62, 58, 72, 60)], "一一") == "——"


def test_a_dash_is_sure_by_its_shape() -> None:
    box = Box(48, 50, 72, 68)

    (((dash,)),) = with_dashes([strip(BAR, box)], [letters("一", box)], HEIGHT)

    assert dash.confidence == 0.9


@pytest.mark.parametrize(
    ("marks", "text"),
    [
        (BAR, "1"),
        (BAR, "一一一"),
        (BAR, ""),
        ([], "一"),
        ([(50, 52, 70, 66)], "一"),
        ([(50, 58, 56, 60)], "一"),
        ([(50, 54, 70, 56), (50, 62, 70, 64)], "二"),
        ([(50, 58, 53, 60), (67, 58, 70, 60)], "一"),
    ],
    ids=["a figure", "three", "nothing", "white", "high", "short", "two bars", "specks"],
)
def test_what_is_no_bar_or_not_read_as_one_is_kept(marks: list[Mark], text: str) -> None:
    assert read(marks, text) == text


@pytest.mark.parametrize(
    ("other", "top", "text"),
    [
        ("三", 150.0, "一"),
        ("级", 72.0, "一"),
        ("级", 150.0, "—"),
        ("—", 72.0, "—"),
        ("9", 72.0, "—"),
    ],
    ids=["numeral", "label set downwards", "far below", "another dash", "figure"],
)
def test_a_numeral_has_others_like_it_in_its_column(other: str, top: float, text: str) -> None:
    assert read(BAR, "一", (other, top)) == text


def test_another_column_makes_no_numeral_of_a_bar() -> None:
    here, there = Box(48, 50, 72, 68), Box(148, 72, 172, 90)

    found = with_dashes(
        [strip(BAR, here), strip([], there)],
        [letters("一", here), letters("三", there)],
        HEIGHT,
    )

    assert found[0][0].text == "—"


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (Line(69.0, 0.0, 200.0, 2.0), "标"),
        (Line(90.0, 0.0, 200.0, 2.0), "标_"),
        (Line(69.0, 100.0, 200.0, 2.0), "标_"),
    ],
    ids=["below", "far below", "beside"],
)
def test_what_was_made_of_a_rule_is_left_out(rule: Line, text: str) -> None:
    box = Box(48, 50, 72, 68)

    found = without_rests(strip([], box), letters("标_", box), [rule], HEIGHT)

    assert "".join(letter.text for letter in found) == text
