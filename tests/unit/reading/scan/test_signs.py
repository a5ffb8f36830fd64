from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("rapidocr", reason="the extra scan is not installed")

import numpy as np
from PIL import Image, ImageDraw
from tests.unit.reading.scan.printed import FONTS, Printing, blurred, font, printed, squeezed

from jiheng.reading.containers.scan import scan_ink, signs
from jiheng.reading.containers.scan.engine import Box, Seen
from jiheng.reading.containers.scan.strips import Letter, Strip

HEIGHT = 20.0
FACES = sorted(path.name for path in FONTS.glob("*.otf"))


def drawn(text: str, face: str = FACES[0], size: int = 24) -> Image.Image:
    picture = Image.new("L", (70, 60), 255)
    ImageDraw.Draw(picture).text((35, 30), text, 0, font(size, face), anchor="mm")
    return picture


def sign(picture: Image.Image) -> str:
    return signs.sign_of(np.asarray(picture.convert("L")), HEIGHT)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("size", [20, 24, 32])
@pytest.mark.parametrize("text", "≥≤><=＞＜＝")
def test_a_comparator_is_told_by_its_strokes(text: str, size: int, face: str) -> None:
    assert sign(drawn(text, face, size)) == signs.plain(text)


@pytest.mark.parametrize("text", "≥≤><=")
def test_a_worn_comparator_is_told_by_its_strokes(text: str) -> None:
    assert sign(squeezed(blurred(drawn(text, size=26), 0.6), 60)) == text


def test_pale_bars_are_an_equals_sign() -> None:
    page = np.full((20, 30), 255, np.uint8)
    page[8, 6:18] = page[12, 6:18] = 190

    assert signs.sign_of(page, HEIGHT) == "="


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("text", "一二三七人入个元台月WVKZ70123457%。：；—“〕】、+-～么")
def test_no_other_character_is_a_comparator(text: str, face: str) -> None:
    assert sign(drawn(text, face)) == ""


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([((10, 10), (30, 18), (10, 26)), ((10, 33), (30, 25))], "≥"),
        ([((30, 10), (10, 18), (30, 26)), ((30, 33), (10, 25))], "≤"),
        ([((10, 10), (30, 18), (10, 26)), ((10, 28), (30, 28))], "≥"),
        ([((10, 10), (30, 18), (10, 26)), ((20, 32), (20, 44))], ""),
        ([((10, 10), (30, 10)), ((18, 20), (24, 20))], ""),
        ([((10, 10), (12, 12), (10, 14))], ""),
    ],
    ids=["slanted", "slanted the other way", "touching", "upright", "unlike bars", "tiny"],
)
def test_strokes_of_other_kinds(lines: list[tuple[tuple[int, int], ...]], text: str) -> None:
    picture = Image.new("L", (60, 60), 255)
    for line in lines:
        ImageDraw.Draw(picture).line(line, 0, 2)

    assert sign(picture) == text


def joined_by_blur(text: str) -> Image.Image:
    """Draw an angle whose bar lies so near that blur makes one stroke of both."""
    angle = {">": ((14, 12), (34, 22), (14, 32)), "<": ((34, 12), (14, 22), (34, 32))}[text]
    picture = Image.new("L", (50, 50), 255)
    pen = ImageDraw.Draw(picture)
    pen.line(angle, 0, 3)
    pen.line((angle[1][0], angle[1][1] + 3, angle[2][0], angle[2][1] + 3), 0, 4)
    return picture


@pytest.mark.parametrize(("angle", "text"), [(">", "≥"), ("<", "≤")])
def test_a_bar_that_blur_joins_to_its_angle_is_told_by_its_weight(angle: str, text: str) -> None:
    assert sign(joined_by_blur(angle)) == text


@pytest.mark.parametrize("read", ["≥", ">"])
def test_a_bar_that_blur_joins_to_its_angle_is_in_doubt(
    monkeypatch: pytest.MonkeyPatch, read: str
) -> None:
    strip = Strip([Box(10, 8, 38, 42)], np.asarray(joined_by_blur(">")), 24.0, 0.2)
    monkeypatch.setattr(signs, "recognise", lambda lines: [(Seen("≥", 0.5, 0.99),)] * len(lines))

    ((letter,),) = signs.with_lone_signs([strip], [[Letter(read, strip.boxes[0], 0.99)]], 24.0)

    assert (letter.text, letter.confidence) == ("≥", 0.89)


def settled(monkeypatch: pytest.MonkeyPatch, drawing: str, first: str, second: str) -> Letter:
    page = np.asarray(drawn(drawing))
    strip = Strip([Box(22, 15, 50, 46)], page, 24.0, 0.2)
    monkeypatch.setattr(signs, "recognise", lambda lines: [(Seen(second, 0.5, 0.6),)] * len(lines))
    ((letter,),) = signs.with_lone_signs([strip], [[Letter(first, strip.boxes[0], 0.8)]], 24.0)
    return letter


@pytest.mark.parametrize(
    ("drawing", "first", "second", "text", "confidence"),
    [
        ("≥", "≥", "", "≥", 0.9),
        ("≥", "W", "⩾", "≥", 0.9),
        ("≥", "W", "W", "≥", 0.89),
        ("7", ">", "", ">", 0.8),
        ("7", "7", "", "7", 0.8),
    ],
)
def test_shape_and_readings_have_a_vote_each(
    monkeypatch: pytest.MonkeyPatch,
    drawing: str,
    first: str,
    second: str,
    text: str,
    confidence: float,
) -> None:
    letter = settled(monkeypatch, drawing, first, second)

    assert (letter.text, letter.confidence) == (text, confidence)


def leading(picture: Image.Image, read: str, behind: str = "7") -> Letter:
    """Return the first of two characters of a line, which is a comparator."""
    page = Image.new("L", (90, 50), 255)
    page.paste(picture, (0, 0))
    page.paste(drawn("7").crop((20, 5, 50, 55)), (45, 0))
    strip = Strip([Box(8, 4, 80, 46)], np.asarray(page), 24.0, 0.2)
    letters = [
        Letter(read, Box(8, 4, 42, 46), 0.99),
        Letter(behind, Box(45, 4, 75, 46), 0.99),
    ]
    ((first, _),) = signs.with_lone_signs([strip], [letters], 24.0)
    return first


@pytest.mark.parametrize(
    ("drawing", "read", "text", "confidence"),
    [
        (joined_by_blur(">"), ">", "≥", 0.89),
        (joined_by_blur("<"), "<", "≤", 0.89),
        (drawn(">").crop((10, 5, 50, 55)), ">", ">", 0.99),
        (drawn("甲").crop((10, 5, 50, 55)), ">", ">", 0.89),
        (joined_by_blur(">"), "≥", "≥", 0.99),
    ],
    ids=["joined", "joined the other way", "without a bar", "another shape", "read right"],
)
def test_an_angle_before_a_figure_is_weighed(
    drawing: Image.Image, read: str, text: str, confidence: float
) -> None:
    first = leading(drawing, read)

    assert (first.text, first.confidence) == (text, confidence)


def test_an_angle_before_its_bars_is_not_weighed() -> None:
    assert leading(joined_by_blur(">"), ">", "=").text == ">"


def test_a_character_without_white_beside_it_is_cut_at_the_ends_of_its_line() -> None:
    strip = Strip([Box(0, 0, 30, 20)], np.full((20, 30), 0, np.uint8), HEIGHT, 0.2)

    assert strip.cut_out(Letter(">", Box(0, 0, 30, 20), 0.99)).shape == (20, 30)


@pytest.mark.parametrize(("read", "confidence"), [("V", 0.89), (">", 0.89), ("7", 0.99)])
def test_what_a_lone_comparator_is_taken_for_is_in_doubt(read: str, confidence: float) -> None:
    strip = Strip([Box(22, 15, 50, 46)], np.asarray(drawn("7")), 24.0, 0.2)

    ((letter,),) = signs.with_lone_signs([strip], [[Letter(read, strip.boxes[0], 0.99)]], 24.0)

    assert (letter.text, letter.confidence) == (read, confidence)


def test_lone_comparators_of_a_page_are_read() -> None:
    how = replace(Printing((60.0, 24.0, 60.0)), page=(230.0, 160.0))
    rows = [["培训人数", sign, "120"] for sign in "≥≤=><"]
    ink = scan_ink(squeezed(printed(rows, how)), number=1, width=230, height=160)
    edges = sorted(line.at for line in ink.verticals)
    inside = [glyph for glyph in ink.glyphs if edges[1] < glyph.left < edges[2]]

    assert [signs.plain(each.text) for each in sorted(inside, key=lambda each: each.top)] == list(
        "≥≤=><"
    )


@pytest.mark.parametrize(("drawing", "text"), [("=", "="), ("二", "二")])
def test_two_bars_before_a_figure_are_an_equals_sign(drawing: str, text: str) -> None:
    strip = Strip((Box(20.0, 15.0, 68.0, 45.0),), np.asarray(drawn(drawing)), HEIGHT, 0.2)
    letters = [
        Letter("二", Box(20.0, 15.0, 50.0, 45.0), 0.95),
        Letter("1", Box(50.0, 15.0, 68.0, 45.0), 0.95),
    ]

    (found,) = signs.with_lone_signs([strip], [letters], HEIGHT)

    assert "".join(letter.text for letter in found) == f"{text}1"
