from __future__ import annotations

import pytest

from jiheng.reading.containers.page.ink import Glyph
from jiheng.reading.containers.page.lines import joined, lines_of, traced_line


def glyphs(text: str, x: float = 0, y: float = 0, confidence: float | None = None) -> list[Glyph]:
    """Return the characters of a line, ten points high, each ten points wide."""
    return [
        Glyph(character, x + 10 * index, y, x + 10 * index + 10, y + 10, confidence)
        for index, character in enumerate(text)
    ]


def words(*lines: list[Glyph]) -> list[str]:
    found = lines_of([glyph for line in lines for glyph in line])
    return ["".join(glyph.text for glyph in line) for line in found]


def test_lines_are_told_by_the_height_of_their_middles() -> None:
    assert words(glyphs("下行", y=11), glyphs("上行")) == ["上行", "下行"]


def test_small_characters_stand_in_the_line_of_large_ones() -> None:
    small = Glyph("2", 20, 0, 24, 5)
    assert words(glyphs("好好", y=0), [small]) == ["好好2"]


def test_a_large_character_takes_the_line_over() -> None:
    small, large = Glyph("2", 20, 2, 24, 6), Glyph("大", 0, 0, 20, 20)
    assert words([small], [large], [Glyph("小", 30, 13, 34, 17)]) == ["大2小"]


def test_nothing_is_no_line() -> None:
    assert lines_of([]) == []


@pytest.mark.parametrize(("apart", "read"), [(2.9, "好"), (3.1, "好好")])
def test_a_character_drawn_twice_is_read_once(apart: float, read: str) -> None:
    assert words(glyphs("好"), glyphs("好", x=apart)) == [read]


@pytest.mark.parametrize(("apart", "read"), [(1.1, "."), (1.3, ".."), (2.2, "..")])
def test_a_narrow_character_drawn_twice_is_read_once(apart: float, read: str) -> None:
    assert words([Glyph(".", at, 0, at + 2, 10) for at in (0, apart)]) == [read]


def test_the_place_of_a_line_is_the_box_around_it() -> None:
    text, origin = traced_line([*glyphs("数"), Glyph("量", 12, -2, 22, 11)], 3)
    assert text.text == origin.raw == "数量"
    (place,) = text.span()
    assert (place.page, place.box, place.confidence) == (3, (0, -2, 22, 11), None)


def test_a_line_is_as_sure_as_its_least_sure_character() -> None:
    text, _ = traced_line([*glyphs("数", confidence=0.9), *glyphs("量", 10, confidence=0.4)], 1)
    assert [place.confidence for place in text.span()] == [0.4]


def test_a_part_of_a_line_is_as_sure_as_its_own_characters() -> None:
    line = [*glyphs("abefghijklmn", confidence=0.999), *glyphs("c", 122, confidence=0.7)]

    text, _ = traced_line(line, 1)

    parts = (text.cut(0, 2), text.cut(12, 13), text.cut(1))
    assert [part.span()[0].confidence for part in parts] == [0.999, 0.7, 0.7]


def test_a_line_that_is_hardly_legible_is_doubtful_as_a_whole() -> None:
    line = [*glyphs("ab", confidence=0.99), *glyphs("cd", 22, confidence=0.7)]

    text, _ = traced_line(line, 1)

    assert text.cut(0, 2).span()[0].confidence == 0.7


def test_a_line_that_a_document_holds_in_part_is_as_sure_as_the_rest() -> None:
    text, _ = traced_line([*glyphs("数"), *glyphs("量", 10, confidence=0.4)], 1)

    assert [place.confidence for place in text.cut(0, 1).span()] == [0.4]


def test_a_space_parts_two_latin_words() -> None:
    text, origin = traced_line([*glyphs("ab"), *glyphs("cd", 22)], 1)
    assert text.text == origin.raw == "ab cd"
    assert [place.box for place in text.cut(2, 3).span()] == [(20, 0, 22, 10)]
    assert [place.box for place in text.cut(3).span()] == [(22, 0, 42, 10)]


@pytest.mark.parametrize(
    ("first", "second", "read"),
    [("ab", "cd", "ab cd"), ("ab", "数", "ab数"), ("数", "ab", "数ab"), ("", "ab", "ab")],
)
def test_lines_of_a_cell_are_joined(first: str, second: str, read: str) -> None:
    lines = [traced_line(glyphs(text), 1)[0] for text in (first, second) if text]
    assert joined(lines).text == read


def test_the_space_between_two_lines_stands_nowhere() -> None:
    lines = [traced_line(glyphs(text, y=at), 1)[0] for text, at in (("ab", 0), ("cd", 12))]
    spans = joined(lines).span()
    assert [(place.box, place.start, place.end) for place in spans] == [
        ((0, 0, 20, 10), 0, 2),
        ((0, 12, 20, 22), 0, 2),
    ]
