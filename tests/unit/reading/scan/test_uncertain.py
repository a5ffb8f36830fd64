"""What recognition is not certain about: characters stay, dirt does not."""

from __future__ import annotations

import pytest

pytest.importorskip("rapidocr", reason="the extra scan is not installed")

import numpy as np
from PIL import Image, ImageDraw
from tests.unit.reading.scan.printed import font

from jiheng.reading.containers.scan import characters, signs
from jiheng.reading.containers.scan.engine import Box, Seen
from jiheng.reading.containers.scan.rules import Ruling
from jiheng.reading.containers.scan.strips import Letter, Strip

HEIGHT = 20.0
BOX = Box(20, 15, 60, 50)
Mark = list[tuple[int, int, int, int]]

DIRT: dict[str, Mark] = {
    "specks": [(x, y, x + 3, y + 2) for x in (25, 34, 43) for y in (20, 30, 40)],
    "the end of an upright rule": [(40, 18, 41, 40)],
    "a shadow": [(20, 15, 60, 50)],
}


def read(
    monkeypatch: pytest.MonkeyPatch, picture: Image.Image, confidence: float, boxes: list[Box]
) -> list[str]:
    def recognise(lines: list[object]) -> list[tuple[Seen, ...]]:
        return [(Seen("甲", 0.5, confidence),)] * len(lines)

    monkeypatch.setattr(characters, "recognise", recognise)
    monkeypatch.setattr(signs, "recognise", recognise)
    monkeypatch.setattr(characters, "lines_of", lambda *_: [tuple(boxes)])
    found = characters.characters(np.asarray(picture), [], Ruling((), (), HEIGHT))
    return [letter.text for letter in found]


def drawn(text: str) -> Image.Image:
    picture = Image.new("L", (90, 130), 255)
    ImageDraw.Draw(picture).text((40, 32), text, 0, font(24), anchor="mm")
    return picture


@pytest.mark.parametrize("text", ["甲", "—", "7"])
def test_a_character_that_is_hardly_recognised_is_kept(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    assert read(monkeypatch, drawn(text), 0.3, [BOX]) == ["甲"]


@pytest.mark.parametrize("marks", DIRT.values(), ids=DIRT)
def test_dirt_that_is_hardly_recognised_is_none(
    monkeypatch: pytest.MonkeyPatch, marks: Mark
) -> None:
    picture = Image.new("L", (90, 130), 255)
    for mark in marks:
        ImageDraw.Draw(picture).rectangle(mark, 0)

    assert read(monkeypatch, picture, 0.3, [BOX]) == []


def test_a_column_that_is_hardly_recognised_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    below = BOX._replace(top=60, bottom=95)

    assert read(monkeypatch, drawn("甲"), 0.3, [BOX, below]) == []


@pytest.mark.parametrize(("said", "kept"), [("一", ["一"]), ("1", [])])
def test_a_pale_bar_is_a_numeral_and_no_figure(said: str, kept: list[str]) -> None:
    page = np.full((60, 90), 255, np.uint8)
    page[30:32, 25:47] = 190
    strip = Strip([BOX], page, HEIGHT, 0.2)

    assert [said] * (not strip.is_speck([Letter(said, BOX, 0.99)])) == kept


@pytest.mark.parametrize("said", "0Oo")
@pytest.mark.parametrize(
    ("wide", "dark", "pale", "text"),
    [
        pytest.param(9, 9, 9, "。", id="low and round"),
        pytest.param(9, 9, 18, "0", id="low, with pale ends"),
        pytest.param(20, 28, 28, "", id="as high as a figure"),
    ],
)
def test_a_small_ring_alone_in_its_line_is_a_full_stop_or_a_nought(
    said: str, wide: int, dark: int, pale: int, text: str
) -> None:
    page = np.full((60, 90), 255, np.uint8)
    for high, shade in ((pale, 190), (dark, 0)):
        page[36 - high // 2 : 36 - high // 2 + high, 25 : 25 + wide] = shade

    (letter,) = Strip([BOX], page, HEIGHT, 0.2).letters([Seen(said, 0.5, 0.9)])

    assert letter.text == (text or said)


def test_no_ring_is_seen_on_white() -> None:
    page = np.full((60, 90), 255, np.uint8)

    (letter,) = Strip([BOX], page, HEIGHT, 0.2).letters([Seen("0", 0.5, 0.9)])

    assert letter.text == "0"


def test_a_small_pale_nought_is_text_however_unsure() -> None:
    page = np.full((60, 90), 255, np.uint8)
    page[24:40, 30:38] = 190
    nought = [Letter("0", BOX, 0.4)]

    assert Strip([BOX], page, HEIGHT, 0.2).has_stroke(nought)
    assert not Strip([BOX], page, HEIGHT, 0.2).is_speck(nought)
