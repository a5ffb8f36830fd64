"""Pages that a camera saw aslant."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2", reason="the extra scan is not installed")

import cv2
import numpy as np
from PIL import Image
from tests.unit.reading.scan.printed import Printing, blurred, noisy, printed, stamped, turned

from jiheng.reading.containers.scan.deskew import deskewed
from jiheng.reading.containers.scan.paper import Paper, clean_paper
from jiheng.reading.containers.scan.rules import Ruling, ruling
from jiheng.reading.containers.scan.squared import squared

HOW = Printing((60.0, 90.0, 120.0, 90.0), dpi=150, page=(440.0, 400.0))
ROWS = [["项目名称", "总计", "绩效指标", "指标值"], *[["甲", "1.00", "培训", "≥5人"]] * 14]

Corners = tuple[tuple[float, float], ...]

AS_IT_IS: Corners = ((0.0, 0.0),) * 4
ASLANT: dict[str, Corners] = {
    "leaning": ((0.02, 0.0), (0.02, 0.0), (-0.02, 0.0), (-0.02, 0.0)),
    "narrower above": ((0.02, 0.0), (-0.02, 0.0), (0.0, 0.0), (0.0, 0.0)),
    "lower at the right": ((0.0, 0.0), (0.0, 0.015), (0.02, -0.01), (0.0, 0.0)),
}
"""By how much of the page each corner is moved, from the upper left one around."""


def seen(picture: Image.Image, corners: Corners) -> Image.Image:
    """Draw a page as a camera sees it that is not held level."""
    width, height = picture.size
    level = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    moved = level + np.array(corners, np.float32) * np.array([width, height], np.float32)
    turn = cv2.getPerspectiveTransform(level, moved)
    white = (255, 255, 255)
    return Image.fromarray(
        cv2.warpPerspective(np.asarray(picture), turn, picture.size, borderValue=white)
    )


def paper(picture: Image.Image) -> Paper:
    return deskewed(clean_paper(np.asarray(picture), HOW.scale))


def rules_of(page: Paper) -> Ruling:
    return ruling(page.grey, HOW.scale)


@pytest.mark.parametrize("corners", ASLANT.values(), ids=ASLANT)
@pytest.mark.parametrize("radius", [0.0, 0.6], ids=["clear", "blurred"])
def test_rules_that_lean_are_set_upright(corners: Corners, radius: float) -> None:
    whole = rules_of(paper(printed(ROWS, HOW)))
    aslant = noisy(blurred(seen(printed(ROWS, HOW), corners), radius), 3.0)

    found = rules_of(squared(paper(aslant)))

    assert (len(found.horizontals), len(found.verticals)) == (16, 5)
    lengths = [line.stop - line.start for line in found.verticals]
    assert np.allclose(lengths, whole.verticals[0].stop - whole.verticals[0].start, rtol=0.05)


@pytest.mark.parametrize("rows", [ROWS, []], ids=["ruled", "bare"])
@pytest.mark.parametrize("degrees", [0.0, 1.2])
def test_a_page_that_is_square_is_left_as_it_is(rows: list[list[str]], degrees: float) -> None:
    page = paper(turned(printed(rows, HOW, "项目支出绩效目标表"), degrees))

    assert squared(page) is page


def test_where_a_seal_was_goes_with_the_page() -> None:
    sealed = stamped(printed(ROWS, HOW), (500, 400), 110)

    middles = [
        np.argwhere(squared(paper(seen(sealed, corners))).sealed > 0).mean(axis=0)
        for corners in (ASLANT["leaning"], AS_IT_IS)
    ]

    assert np.allclose(middles[0], middles[1], atol=8)
