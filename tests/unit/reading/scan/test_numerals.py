"""The numeral 一 above a label set downwards; heights of text are twenty dots."""

from __future__ import annotations

import pytest

pytest.importorskip("rapidocr", reason="the extra scan is not installed")

import numpy as np

from jiheng.reading.containers.scan.engine import Box
from jiheng.reading.containers.scan.mended import Line
from jiheng.reading.containers.scan.numerals import with_numerals
from jiheng.reading.containers.scan.strips import Letter, Strip

HEIGHT = 20.0
BAR = (50, 58, 70, 60)
PITCH = 30
FIRST = Box(48, 50, 72, 68)

Mark = tuple[int, int, int, int]


def places(text: str, top: int = 80, left: int = 48) -> list[Box]:
    """Return the boxes of characters below each other."""
    return [Box(left, top + PITCH * n, left + 24, top + PITCH * n + 20) for n in range(len(text))]


def read(
    said: str,
    below: str,
    *,
    mark: Mark = BAR,
    boxes: list[Box] | None = None,
    first: Box = FIRST,
    above: str = "",
    level: tuple[Line, ...] = (),
) -> list[Letter]:
    """Return what a line with a mark is that was read as a text, above others of its column."""
    page = np.full((260, 200), 255, np.uint8)
    left, top, right, bottom = mark
    page[top:bottom, left:right] = 40
    column = places(below) if boxes is None else boxes
    over = [(Box(48, 22, 72, 42), above)] if above else []
    lines = [(first, said), *zip(column, below, strict=True), *over]
    return with_numerals(
        [Strip([box], page, HEIGHT, 0.2) for box, _ in lines],
        [[Letter(each, box, 0.6) for each in text] for box, text in lines],
        level,
        HEIGHT,
    )[0]


def words(letters: list[Letter]) -> str:
    return "".join(letter.text for letter in letters)


@pytest.mark.parametrize("said", ["一", "—", "二", "_", "t", ""])
def test_a_bar_above_a_label_set_downwards_is_its_numeral(said: str) -> None:
    assert words(read(said, "级指标")) == "一"


@pytest.mark.parametrize(("said", "confidence"), [("一", 0.9), ("—", 0.9), ("t", 0.89), ("", 0.89)])
def test_a_numeral_that_was_not_read_as_a_bar_is_in_doubt(said: str, confidence: float) -> None:
    assert [letter.confidence for letter in read(said, "级指标")] == [confidence]


def test_the_tips_of_the_next_character_are_no_part_of_the_bar() -> None:
    below = [Box(48, 68, 72, 88), Box(48, 98, 72, 118)]

    assert words(read("二", "级别", boxes=below, first=Box(48, 50, 72, 74), mark=BAR)) == "一"


@pytest.mark.parametrize(
    "given",
    [
        {"said": "—", "below": "无"},
        {"said": "—", "below": "12"},
        {"said": "—", "below": "——"},
        {"said": "—", "below": "级指标", "above": "第"},
        {"said": "—", "below": "级指标", "level": (Line(74.0, 0.0, 200.0, 1.0),)},
        {"said": "—", "below": "级指", "boxes": places("级指", left=120)},
        {"said": "—", "below": "级指", "boxes": places("级指", top=110)},
        {"said": "三", "below": "级指标", "mark": (50, 52, 70, 66)},
    ],
    ids=[
        "one below",
        "figures below",
        "dashes below",
        "amid a label",
        "in a cell of its own",
        "beside",
        "far above",
        "no bar",
    ],
)
def test_what_begins_no_label_is_kept(given: dict[str, str]) -> None:
    assert words(read(**given)) == given["said"]  # type: ignore[arg-type]  # cases as data


def test_a_rule_beside_a_label_parts_it_from_nothing() -> None:
    assert words(read("—", "级指标", level=(Line(74.0, 100.0, 200.0, 1.0),))) == "一"


def test_the_rest_of_a_column_that_was_read_together_is_kept() -> None:
    page = np.full((260, 200), 255, np.uint8)
    page[58:60, 50:70] = 40
    boxes = [FIRST, *places("级指标")]
    letters = [Letter(text, box, 0.99) for text, box in zip("级指标", boxes[1:], strict=True)]

    (found,) = with_numerals([Strip(boxes, page, HEIGHT, 0.2)], [letters], [], HEIGHT)

    assert words(found) == "一级指标"
