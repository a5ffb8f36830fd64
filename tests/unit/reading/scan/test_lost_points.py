"""Figures with room for a point between them, of which nothing is seen."""

from __future__ import annotations

import pytest

pytest.importorskip("rapidocr", reason="the extra scan is not installed")

import numpy as np
from PIL import Image, ImageDraw
from tests.unit.reading.scan.printed import FONTS, font

from jiheng.reading.containers.scan.engine import Box
from jiheng.reading.containers.scan.lost_points import with_lost_points
from jiheng.reading.containers.scan.strips import Letter, Strip

HEIGHT = 22.0
FACES = sorted(path.name for path in FONTS.glob("*.otf"))


def doubted(text: str, face: str = FACES[0], lines: int = 1) -> str:
    """Draw a text, a blank for each point that is lost, and return the characters in doubt."""
    letters = font(24, face)
    picture = Image.new("L", (300, 40 * lines), 255)
    read = []
    for n in range(lines):
        at = 10.0
        for sign in text:
            wide = letters.getlength("." if sign == " " else sign)
            ImageDraw.Draw(picture).text((at, 5 + 40 * n), sign, 0, letters)
            if sign != " ":
                read.append(Letter(sign, Box(at, 40 * n, at + wide, 40 * n + 40), 0.99))
            at += wide
    boxes = [Box(0, 40 * n, 300, 40 * n + 40) for n in range(lines)]
    found = with_lost_points(Strip(boxes, np.asarray(picture), HEIGHT, 0.2), read, HEIGHT)
    return "".join(letter.text for letter in found if letter.confidence < 0.9)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(
    ("text", "doubtful"), [("23 50", "35"), ("6 36万元", "63"), ("12 5%", "25")]
)
def test_figures_with_room_for_a_point_are_in_doubt(text: str, doubtful: str, face: str) -> None:
    assert doubted(text, face) == doubtful


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("text", ["2350", "11711", "12.5", "2026年3月", "6人3次"])
def test_other_figures_are_not(text: str, face: str) -> None:
    assert doubted(text, face) == ""


def test_figures_that_are_all_set_wide_are_not() -> None:
    assert doubted("2 0 2 6") == ""


def test_figures_of_a_column_are_not() -> None:
    assert doubted("1", lines=2) == ""


def test_figures_with_ink_between_them_are_not() -> None:
    strip = Strip([Box(0, 0, 60, 40)], np.full((40, 60), 0, np.uint8), HEIGHT, 0.2)
    letters = [Letter("1", Box(0, 0, 10, 40), 0.99), Letter("2", Box(30, 0, 40, 40), 0.99)]
    assert with_lost_points(strip, letters, HEIGHT) == letters
