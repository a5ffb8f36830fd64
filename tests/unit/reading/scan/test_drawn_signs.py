"""Comparators by their likeness to drawn ones."""

from __future__ import annotations

import pytest

pytest.importorskip("rapidocr", reason="the extra scan is not installed")

import numpy as np

from jiheng.reading.containers.scan.drawn_signs import drawn_sign

HEIGHT = 20.0
GREYS = {"#": 120, "+": 190, " ": 255}

BARRED = """
+#+
+###+
  ++##+
    ++#++
      +##++
        ++#++
          +###
          +###
        +++#++
       ++##+
    +##++ +++
   +##++ +##++
++##++ +###++
+##+  +###+
++ ++##+
 ++###+
++#++
+#+
"""

PLAIN = """
+#+
+###+
  ++##+
    ++##+
      ++##+
        ++##
          ##
        ++##
      ++##+
    ++##+
  ++##+
+###+
+#+
"""


def picture(drawing: str) -> np.ndarray:
    """Return a drawing with white around it."""
    rows = drawing.strip("\n").split("\n")
    wide = max(map(len, rows))
    dots = [[GREYS[dot] for dot in row.ljust(wide)] for row in rows]
    return np.pad(np.array(dots, np.uint8), 3, constant_values=255)


def told(drawing: str) -> tuple[str, bool] | None:
    return drawn_sign(picture(drawing), HEIGHT)


def mirrored(drawing: str) -> str:
    rows = drawing.strip("\n").split("\n")
    wide = max(map(len, rows))
    return "\n".join(row.ljust(wide)[::-1] for row in rows)


def changed(drawing: str, *changes: tuple[int, str]) -> str:
    """Return a drawing with some of its rows in other words."""
    rows = drawing.strip("\n").split("\n")
    for number, row in changes:
        rows[number] = row
    return "\n".join(rows)


@pytest.mark.parametrize(
    ("drawing", "sign"),
    [
        (BARRED, "≥"),
        (mirrored(BARRED), "≤"),
        (PLAIN, ">"),
        (mirrored(PLAIN), "<"),
    ],
    ids=["barred", "barred to the left", "plain", "plain to the left"],
)
def test_a_comparator_of_thin_strokes_is_told(drawing: str, sign: str) -> None:
    assert told(drawing) == (sign, True)


@pytest.mark.parametrize(
    "drawing",
    [
        changed(PLAIN, (6, "")),
        changed(PLAIN, (12, "#" * 12)),
        changed(PLAIN, (2, "##########")),
        changed(PLAIN, (9, "#   ++##+")),
    ],
    ids=["in two pieces", "touched by a rule", "crooked", "with a speck"],
)
def test_a_worn_comparator_is_told(drawing: str) -> None:
    found = told(drawing)

    assert found
    assert found[0] == ">"


@pytest.mark.parametrize(
    "drawing",
    [
        "",
        "\n".join(["+##"] * 14),
        "\n".join(["#" * 40] * 14),
        "+#+\n ##\n+#+",
        "\n".join([*PLAIN.strip("\n").split("\n")[:7], "        ++##", "##      +##"]),
        "####\n  ####\n    ####\n   ####\n  ####\n ####\n####\n####\n####\n####",
    ],
    ids=["white", "narrow", "flat", "tiny", "a short lower leg", "a hook"],
)
def test_nothing_else_is_a_comparator(drawing: str) -> None:
    assert told(drawing) is None
