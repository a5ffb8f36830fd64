"""Dashed and dotted rules; a dot of the page is half a point."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("cv2", reason="the extra scan is not installed")

import numpy as np

from jiheng.reading.containers.scan.dashed import drawn_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.containers.scan.paper import Picture

SCALE = 2.0
SIDES = (40, 360)
AT = 100
DASHES = {"dashes": (8, 5), "dots": (2, 3), "dashes and dots": (10, 4, 3, 4)}


def page(*, framed: bool = True) -> Picture:
    """Return a page with the sides of a table."""
    blank = np.full((200, 400), 255, np.uint8)
    for side in SIDES if framed else ():
        blank[20:180, side : side + 2] = 0
    return blank


def with_dashes(
    sheet: Picture, lengths: Sequence[int] = (8, 5), start: int = 46, stop: int = 354
) -> Picture:
    """Draw dashes in a row; lengths are those of dashes and gaps in turn."""
    at = start
    for number, length in enumerate(cycle(lengths)):
        if at + length > stop:
            return sheet
        if number % 2 == 0:
            sheet[AT : AT + 2, at : at + length] = 20
        at += length
    raise AssertionError


def is_whole(sheet: Picture, start: int = 60, stop: int = 340) -> bool:
    return bool((sheet[AT, start:stop] < 100).all())


@pytest.mark.parametrize("lengths", DASHES.values(), ids=DASHES)
@pytest.mark.parametrize("is_level", [True, False], ids=["level", "upright"])
def test_a_broken_rule_is_drawn_whole(lengths: tuple[int, ...], *, is_level: bool) -> None:
    broken = with_dashes(page(), lengths)

    whole = drawn_whole(broken if is_level else np.ascontiguousarray(broken.T), SCALE)

    assert is_whole(whole if is_level else whole.T)


def test_dots_of_a_rule_may_be_thicker_than_long() -> None:
    broken = page()
    for left in range(46, 354, 5):
        broken[AT : AT + 3, left : left + 2] = 20

    assert is_whole(drawn_whole(broken, SCALE))


def test_rules_that_are_all_broken_cross_each_other() -> None:
    broken = with_dashes(page(framed=False))
    for side in SIDES:
        for top in range(20, 180, 13):
            broken[top : top + 8, side : side + 2] = 20

    assert is_whole(drawn_whole(broken, SCALE))


def test_the_rest_of_a_rule_in_a_narrow_column_is_drawn_too() -> None:
    broken = with_dashes(with_dashes(page(), stop=260), start=300)

    assert is_whole(drawn_whole(broken, SCALE), 310, 340)


@pytest.mark.parametrize(
    ("lengths", "stop", "expected"),
    [((8, 5), 351, True), ((3, 5), 341, False), ((8, 9), 355, False)],
    ids=["two dashes", "two dots", "two far apart"],
)
def test_two_dashes_in_line_with_a_rule_are_of_it_if_they_are_alike(
    lengths: tuple[int, int], stop: int, *, expected: bool
) -> None:
    broken = with_dashes(with_dashes(page(), stop=300), lengths, 330, stop)

    whole = drawn_whole(broken, SCALE)

    assert is_whole(whole, 330, stop) == expected


def test_a_rule_in_many_pieces_is_drawn() -> None:
    broken = page()
    for start in (46, 120, 200, 316):
        with_dashes(broken, start=start, stop=start + 40)

    assert all(is_whole(drawn_whole(broken, SCALE), at, at + 34) for at in (46, 120, 200, 316))


def test_what_is_beside_dashes_stays() -> None:
    broken = with_dashes(page())
    broken[AT - 12 : AT - 1, 150:160] = 0

    assert (drawn_whole(broken, SCALE)[AT - 12 : AT - 1, 150:160] == 0).all()


NO_RULES = {
    "no rule meets them": with_dashes(page(framed=False)),
    "few": with_dashes(page(), stop=100),
    "far apart": with_dashes(page(), (8, 14)),
    "unevenly far apart": with_dashes(page(), (8, 2, 8, 9, 8, 15, 8, 5)),
}


@pytest.mark.parametrize("sheet", NO_RULES.values(), ids=NO_RULES)
def test_other_pieces_in_a_row_are_no_rule(sheet: Picture) -> None:
    assert (drawn_whole(sheet, SCALE) == sheet).all()


def test_the_darker_grains_of_a_grey_rule_are_no_dashes() -> None:
    grey = page()
    grey[AT : AT + 2, SIDES[0] : SIDES[1]] = 200
    sheet = with_dashes(grey)
    sheet[AT : AT + 2][sheet[AT : AT + 2] == 20] = 180

    assert np.array_equal(drawn_whole(sheet, SCALE), sheet)
