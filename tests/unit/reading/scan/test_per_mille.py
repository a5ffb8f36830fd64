"""‰ and %: one ring or two behind the bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("rapidocr", reason="the extra scan is not installed")

import numpy as np
from PIL import Image, ImageDraw
from tests.unit.reading.scan.printed import FONTS, font

from jiheng.reading.containers.scan import per_mille
from jiheng.reading.containers.scan.engine import Box, Seen
from jiheng.reading.containers.scan.strips import Letter, Strip

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE = 24
HEIGHT = 20.0
FACES = sorted(path.name for path in FONTS.glob("*.otf"))


def line(text: str, face: str = FACES[0]) -> tuple[Strip, list[Letter]]:
    """Draw a line and return it with its characters as if ‰ had been taken for %."""
    letters = font(SIZE, face)
    picture = Image.new("L", (200, 40), 255)
    ImageDraw.Draw(picture).text((10, 5), text, 0, letters)
    edges = [10 + letters.getlength(text[:n]) for n in range(len(text) + 1)]
    whole = Box(0, 0, 200, 40)
    read = [
        Letter(sign.replace("‰", "%"), Box(left, 0, right, 40), 0.99)
        for sign, left, right in zip(text, edges, edges[1:], strict=False)
    ]
    return Strip([whole], np.asarray(picture), HEIGHT, 0.2), read


@pytest.fixture
def second_look(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a second look finds; every look takes one of these."""
    found: list[str] = []

    def recognise(lines: Sequence[object]) -> list[tuple[Seen, ...]]:
        return [tuple(Seen(sign, 0.5, 0.9) for sign in found.pop()) for _ in lines]

    monkeypatch.setattr(per_mille, "recognise", recognise)
    return found


def read(text: str, face: str = FACES[0]) -> list[tuple[str, float]]:
    strip, letters = line(text, face)
    found = per_mille.with_per_mille(strip, letters, HEIGHT)
    return [(letter.text, letter.confidence) for letter in found]


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("ring", ["%0", "%o", "‰"])
@pytest.mark.parametrize("text", ["≤0.5‰", "0.5‰；", "‰"])
def test_two_rings_behind_the_bar_are_a_per_mille_sign(
    second_look: list[str], text: str, ring: str, face: str
) -> None:
    second_look.append(ring)
    assert ("‰", 0.89) in read(text, face)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("text", ["100%", "≥5%；年度", "98%。", "%"])
def test_a_per_cent_sign_is_not_looked_at_again(
    second_look: list[str], text: str, face: str
) -> None:
    assert read(text, face) == [(sign, 0.99) for sign in text]
    assert not second_look


@pytest.mark.parametrize("seen", ["%", "%。", ""])
def test_a_ring_that_a_second_look_does_not_find_is_in_doubt(
    second_look: list[str], seen: str
) -> None:
    second_look.append(seen)
    assert read("5‰") == [("5", 0.99), ("%", 0.89)]


RINGS = ((10, 10, 8), (22, 20, 10), (31, 20, 9))
"""Left and top of each ring, and how wide it is."""


def apart(rings: Sequence[tuple[int, int, int]]) -> Strip:
    """Draw a bar with rings that white columns part from it."""
    picture = Image.new("L", (60, 40), 255)
    pen = ImageDraw.Draw(picture)
    pen.line([(19, 30), (20, 10)], 0, 2)
    for left, top, wide in rings:
        pen.ellipse([left, top, left + wide - 2, top + 10], outline=0, width=2)
    return Strip([Box(0, 0, 60, 40)], np.asarray(picture), HEIGHT, 0.2)


@pytest.mark.parametrize(
    ("rings", "text"),
    [
        (RINGS, "‰"),
        (((10, 20, 8), *RINGS[1:]), "%"),
        ((RINGS[0], (22, 12, 10), RINGS[2]), "%"),
        (RINGS[:2], "%"),
    ],
    ids=["one above and two below", "all below", "one amid", "one below"],
)
def test_rings_that_stand_apart_belong_to_their_sign(
    second_look: list[str], rings: Sequence[tuple[int, int, int]], text: str
) -> None:
    second_look.append("%0")
    letter = Letter("%", Box(10, 0, 31, 40), 0.99)
    (found,) = per_mille.with_per_mille(apart(rings), [letter], HEIGHT)
    assert found.text == text


def test_a_sign_to_which_its_neighbours_leave_no_room_stays() -> None:
    strip, _ = line("5‰")
    signs = [Letter("%", Box(n, 0, n + 1, 40), 0.99) for n in (20, 22, 24)]
    letters = [signs[0]._replace(text="5"), signs[1], signs[2]._replace(text="5")]
    assert per_mille.with_per_mille(strip, letters, HEIGHT) == letters


def test_a_sign_without_ink_stays() -> None:
    letter = Letter("%", Box(10, 0, 20, 40), 0.99)
    white = Strip([Box(0, 0, 60, 40)], np.full((40, 60), 255, np.uint8), HEIGHT, 0.2)
    assert per_mille.with_per_mille(white, [letter], HEIGHT) == [letter]


@pytest.mark.parametrize(
    ("parts", "text", "least"),
    [
        ("0.5%0", "0.5‰", 0.89),
        ("%o，%O", "‰，‰", 0.89),
        ("90%。", "90%。", 0.99),
        ("92%%", "92%", 0.89),
        ("100%", "100%", 0.99),
        ("0%", "0%", 0.99),
    ],
)
def test_a_per_cent_sign_and_a_nought_are_a_per_mille_sign(
    parts: str, text: str, least: float
) -> None:
    letters = [Letter(sign, Box(n, 0, n + 1, 9), 0.99) for n, sign in enumerate(parts)]
    white = Strip([Box(0, 0, 60, 9)], np.full((9, 60), 255, np.uint8), HEIGHT, 0.2)

    found = per_mille.with_per_mille(white, letters, HEIGHT)

    assert "".join(letter.text for letter in found) == text
    assert min(letter.confidence for letter in found) == least
    assert (found[0].box.left, found[-1].box.right) == (0, len(parts))
