"""Rules hardly darker than the paper; text is ten dots high."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2", reason="the extra scan is not installed")

import numpy as np

from jiheng.reading.containers.scan.engine import Box
from jiheng.reading.containers.scan.mended import Line
from jiheng.reading.containers.scan.rules import Ruling, ruling, without_rules

PAPER, GREY, BLACK = 248, 228, 0
TEXT = [Box(60, 60, 140, 70), Box(60, 160, 140, 170)]
FRAME = (40, 40, 360, 280)


def ruled(level: tuple[int, int, int] | None, upright: tuple[int, int, int] | None) -> np.ndarray:
    """Return a grainy page with a black frame, two lines of text, and grey lines within."""
    grain = np.random.default_rng(3).normal(0, 4, (320, 400))
    page = np.full((320, 400), float(PAPER))
    for line, way in ((level, page), (upright, page.T)):
        if line:
            way[line[0], line[1] : line[2]] = GREY
    left, top, right, bottom = FRAME
    page[[top, top + 1, bottom, bottom + 1], left : right + 2] = BLACK
    page[top : bottom + 2, [left, left + 1, right, right + 1]] = BLACK
    for box in TEXT:
        left, top, right, bottom = (int(side) for side in box)
        page[top:bottom, left:right:4] = BLACK
    return np.clip(page + grain, 0, 255).astype(np.uint8)


def found(level: tuple[int, int, int] | None, upright: tuple[int, int, int] | None) -> list[int]:
    """Return how many level and upright rules are found within the frame."""
    rules = ruling(ruled(level, upright), 1.0, TEXT)
    return [
        sum(50 < line.at < most for line in lines)
        for lines, most in ((rules.horizontals, 270), (rules.verticals, 350))
    ]


@pytest.mark.parametrize(
    ("level", "upright", "expected"),
    [
        ((120, 40, 360), None, [1, 0]),
        (None, (200, 40, 280), [0, 1]),
        ((120, 40, 200), (200, 40, 280), [1, 1]),
        ((120, 80, 320), None, [0, 0]),
        ((120, 0, 400), None, [0, 0]),
        ((120, 40, 200), (200, 0, 320), [0, 0]),
        (None, None, [0, 0]),
    ],
    ids=[
        "level",
        "upright",
        "one ends at the other",
        "it ends amid white",
        "a streak over the page",
        "it ends at a streak",
        "none",
    ],
)
def test_a_faint_line_that_ends_at_rules_is_one(
    level: tuple[int, int, int] | None,
    upright: tuple[int, int, int] | None,
    expected: list[int],
) -> None:
    assert found(level, upright) == expected


def broken() -> np.ndarray:
    """Return a black and white page of which a rule has lost most of its ink."""
    page = np.where(ruled(None, None) < 128, 0, 255).astype(np.uint8)
    kept = np.random.default_rng(5).random(320) < 0.4
    page[120, 40:360][kept] = 0
    return page


@pytest.mark.parametrize("turned", [False, True], ids=["level", "upright"])
def test_a_rule_that_is_broken_all_along_is_one(*, turned: bool) -> None:
    page = broken()
    texts = [Box(*(box.top, box.left, box.bottom, box.right)) for box in TEXT] if turned else TEXT

    rules = ruling(np.ascontiguousarray(page.T) if turned else page, 1.0, texts)

    within = rules.verticals if turned else rules.horizontals
    (line,) = (line for line in within if 50 < line.at < 270)
    assert line[:3] == pytest.approx((120, 40, 360), abs=2)


def test_the_pieces_of_a_broken_rule_are_taken_off() -> None:
    page = broken()

    bare = without_rules(page, ruling(page, 1.0, TEXT))

    assert bare[118:123, 50:350].min() == 255


def test_a_rule_that_leans_is_taken_off_all_along() -> None:
    page = np.full((320, 400), 255, np.uint8)
    for step in range(5):
        page[118 + step : 120 + step, 40 + 64 * step : 104 + 64 * step] = BLACK
    lean = Ruling((Line(121.0, 40.0, 360.0, 2.0),), (), 10.0)

    assert without_rules(page, lean).min() == 255


def test_rows_of_text_are_no_rules() -> None:
    page = ruled(None, None)
    for top in range(60, 260, 18):
        page[top : top + 10, 44:358:4] = BLACK
    texts = [Box(44, top, 358, top + 10) for top in range(60, 260, 18)]

    rules = ruling(page, 1.0, texts)

    assert (len(rules.horizontals), len(rules.verticals)) == (2, 2)
