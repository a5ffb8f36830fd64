"""Dots between words; heights of text are twenty dots of the picture."""

from __future__ import annotations

import pytest

pytest.importorskip("rapidocr", reason="the extra scan is not installed")

import numpy as np

from jiheng.reading.containers.scan.engine import Box
from jiheng.reading.containers.scan.mended import Line
from jiheng.reading.containers.scan.middle_dots import with_lone_dots, with_middle_dots
from jiheng.reading.containers.scan.strips import Letter, Strip

HEIGHT = 20.0
LINE = Box(10.0, 10.0, 110.0, 34.0)
DOT = (36, 20, 39, 23)

Mark = tuple[int, int, int, int]


def read(marks: list[Mark], *said: tuple[str, float], boxes: int = 1) -> str:
    """Return a line as it is read, given marks on the page and characters with their left ends."""
    page = np.full((60, 140), 255, np.uint8)
    letters = []
    for text, left in said:
        box = Box(left, LINE.top, left + 20, LINE.bottom)
        letters.append(Letter(text, box, 0.99))
        if text not in ".．":
            page[12:32, int(left) + 1 : int(left) + 19] = 40
    for left, top, right, bottom in marks:
        page[top:bottom, left:right] = 40
    found = with_middle_dots(Strip([LINE] * boxes, page, HEIGHT, 0.2), letters, HEIGHT)
    return "".join(letter.text for letter in found)


def test_a_dot_that_was_left_out_is_put_between_its_words() -> None:
    assert read([DOT], ("人", 12), ("天", 46)) == "人·天"


def test_a_dot_at_the_beginning_of_a_line_is_put_there() -> None:
    assert read([(14, 20, 17, 23)], ("天", 30)) == "·天"


@pytest.mark.parametrize("point", ".．")
def test_a_point_at_half_the_height_before_a_word_is_a_dot(point: str) -> None:
    assert read([DOT], ("人", 12), (point, 30), ("天", 46)) == "人·天"


@pytest.mark.parametrize("bullet", "•●")
def test_a_bullet_between_words_is_a_dot(bullet: str) -> None:
    assert read([], ("人", 12), (bullet, 30), ("天", 46)) == "人·天"


def test_a_bullet_before_a_line_is_none() -> None:
    assert read([(14, 16, 22, 24)], ("●", 10), ("目", 30)) == "●目"


@pytest.mark.parametrize(
    ("marks", "said", "text"),
    [
        ([DOT], [("人", 12), (".", 30), ("5", 46)], "人.5"),
        ([(36, 29, 39, 32)], [("人", 12), (".", 30), ("天", 46)], "人.天"),
        ([DOT], [("1", 12), (".", 30), ("天", 46)], "1.天"),
        ([], [("人", 12), ("天", 46)], "人天"),
        ([(36, 20, 37, 21)], [("人", 12), ("天", 46)], "人天"),
        ([(34, 14, 42, 30)], [("人", 12), ("天", 46)], "人天"),
        ([(36, 13, 39, 16)], [("人", 12), ("天", 46)], "人天"),
        ([(34, 20, 42, 23)], [("人", 12), ("天", 46)], "人天"),
        ([DOT, (36, 28, 39, 31)], [("人", 12), ("天", 46)], "人天"),
        ([(33, 20, 36, 23), (40, 20, 43, 23)], [("人", 12), ("天", 46)], "人天"),
        ([DOT], [("5", 12), ("8", 46)], "58"),
        ([DOT], [("5", 12), ("天", 46)], "5天"),
        ([DOT], [], ""),
    ],
    ids=[
        "decimal point",
        "full stop",
        "number of a list",
        "no dot",
        "grain",
        "large",
        "high up",
        "long",
        "colon",
        "two dots",
        "figures",
        "figure before it",
        "nothing read",
    ],
)
def test_nothing_else_is_a_dot(marks: list[Mark], said: list[tuple[str, float]], text: str) -> None:
    assert read(marks, *said) == text


def test_a_column_of_single_characters_has_no_dots() -> None:
    assert read([DOT], ("人", 12), ("天", 46), boxes=2) == "人天"


def test_a_blank_line_has_no_dots() -> None:
    blank = Strip([LINE], np.full((60, 140), 255, np.uint8), HEIGHT, 0.2)
    letters = [Letter("天", Box(40, 10, 60, 34), 0.99)]

    assert with_middle_dots(blank, letters, HEIGHT) == letters


def alone(
    text: str = "•",
    *,
    dot: Mark = (36, 58, 40, 62),
    above: str = "人",
    below: str = "天",
    level: tuple[Line, ...] = (),
    together: bool = False,
) -> str:
    """Return what is read of a line with a dot alone, between lines above and below it."""
    page = np.full((140, 140), 255, np.uint8)
    page[dot[1] : dot[3], dot[0] : dot[2]] = 40
    boxes = [Box(28.0, top, 48.0, top + 20) for top in (20.0, 50.0, 80.0)]
    said = [
        [Letter(each, box, 0.99) for each in words]
        for words, box in zip((above, text, below), boxes, strict=True)
    ]
    strips = [Strip([box], page, HEIGHT, 0.2) for box in boxes]
    if together:
        strips, said = [Strip(boxes, page, HEIGHT, 0.2)], [[each for line in said for each in line]]
    found = with_lone_dots(strips, said, level, HEIGHT)
    return "".join(letter.text for line in found for letter in line)


@pytest.mark.parametrize("text", [".", "•", "●", "·"])
@pytest.mark.parametrize("together", [True, False], ids=["one column", "lines of their own"])
def test_a_dot_alone_between_two_words_is_one(text: str, *, together: bool) -> None:
    assert alone(text, together=together) == "人·天"


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"below": "5"}, "人•5"),
        ({"above": "1"}, "1•天"),
        ({"above": ""}, "•天"),
        ({"dot": (30, 52, 46, 68)}, "人•天"),
        ({"text": "。"}, "人。天"),
        ({"text": "••"}, "人••天"),
        ({"level": (Line(72.0, 0.0, 140.0, 1.0),)}, "人•天"),
    ],
    ids=["figure below", "figure above", "nothing above", "large", "full stop", "two", "a rule"],
)
def test_no_other_mark_alone_is_a_dot(given: dict[str, str], text: str) -> None:
    assert alone(**given) == text  # type: ignore[arg-type]  # cases as data
