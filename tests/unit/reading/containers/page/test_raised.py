"""Digits that a page raises are read as such, and no others."""

from __future__ import annotations

import pytest

from jiheng.reading.containers.page.ink import Glyph
from jiheng.reading.containers.page.lines import traced_line


def line(*said: tuple[str, float, float]) -> list[Glyph]:
    """Return characters side by side, each with its height and how far it stands above the foot."""
    glyphs: list[Glyph] = []
    for text, height, above in said:
        left = glyphs[-1].right if glyphs else 10.0
        foot = 100.0 - above
        glyphs.append(Glyph(text, left, foot - height, left + height / 2, foot))
    return glyphs


TEN = [("1", 10.0, 0.0), ("0", 10.0, 0.0)]


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ([*TEN, ("4", 6.0, 4.0), ("人", 10.0, 0.0)], "10⁴人"),
        ([("m", 10.0, 0.0), ("2", 5.8, 3.3)], "m²"),
        ([*TEN, ("1", 6.0, 4.0), ("2", 6.0, 4.0)], "10¹²"),
        ([*TEN, ("4", 9.0, 2.0)], "104"),
        ([*TEN, ("4", 8.3, 3.0)], "10⁴"),
        ([("里", 10.0, 0.0), ("4", 8.3, 3.0)], "里4"),
        ([*TEN, ("4", 6.0, 0.5)], "104"),
        ([*TEN, ("4", 6.0, 6.5)], "10⁴"),
        ([*TEN, ("4", 4.0, 2.0)], "104"),
        ([*TEN, ("①", 6.0, 4.0)], "10①"),
        ([("4", 6.0, 4.0), ("1", 10.0, 0.0)], "41"),
    ],
    ids=[
        "a power",
        "a square",
        "two digits",
        "another font",
        "nearly as high",
        "another font behind a Chinese character",
        "at the foot",
        "above the line",
        "amid the line",
        "no digit",
        "before others",
    ],
)
def test_digits_that_stand_small_and_high_behind_others_are_raised(
    said: list[tuple[str, float, float]], read: str
) -> None:
    text, origin = traced_line(line(*said), 1)
    assert text.text == read
    assert len(origin.raw) == len(said)
