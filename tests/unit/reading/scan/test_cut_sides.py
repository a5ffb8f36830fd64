"""A row at a page end of which one rule is printed; heights of text are twenty dots."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2", reason="the extra scan is not installed")

import numpy as np

from jiheng.reading.containers.scan.engine import Box
from jiheng.reading.containers.scan.rules import ruling

SIDES = (50, 150, 300, 450)
TEXT = Box(160.0, 30.0, 280.0, 50.0)
Side = tuple[int, int, int]


def sides(top: int, bottom: int, *at: int) -> list[Side]:
    return [(each, top, bottom) for each in at]


def found(down: list[Side], rule: tuple[int, int, int] | None = (50, 452, 70)) -> list[float]:
    """Return where upright rules are found, given sides and a level rule from left to right."""
    page = np.full((200, 500), 255, np.uint8)
    page[30:50, 160:280:3] = 0
    if rule:
        page[rule[2] : rule[2] + 2, rule[0] : rule[1]] = 0
    for at, top, bottom in down:
        page[top:bottom, at : at + 2] = 0
    return sorted(round(line.at) for line in ruling(page, 2.0, [TEXT]).verticals)


@pytest.mark.parametrize(
    ("down", "rule"),
    [
        (sides(12, 70, *SIDES), (50, 452, 70)),
        (sides(12, 70, *SIDES), (50, 452, 12)),
        ([*sides(12, 70, *SIDES[:3]), (450, 18, 70)], (50, 452, 70)),
    ],
    ids=["above its rule", "below its rule", "a little askew"],
)
def test_a_row_with_one_rule_has_sides(down: list[Side], rule: tuple[int, int, int]) -> None:
    assert len(found(down, rule)) == len(SIDES)


def test_a_stroke_amid_a_cut_row_is_no_side() -> None:
    assert len(found([*sides(12, 70, *SIDES), (380, 40, 70)])) == len(SIDES)


@pytest.mark.parametrize(
    "down",
    [
        sides(12, 70, 50, 450),
        sides(12, 70, 50, 150, 300),
        sides(12, 70, 150, 300, 450),
        sides(12, 62, *SIDES),
        [(50, 12, 70), (150, 30, 70), (300, 36, 70), (450, 42, 70)],
        [],
    ],
    ids=["a frame", "not its right", "not its left", "over white", "uneven", "none"],
)
def test_strokes_above_a_rule_are_no_row(down: list[Side]) -> None:
    assert found(down) == []
