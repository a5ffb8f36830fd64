"""Comparators by their outline; heights of text are twenty dots."""

from __future__ import annotations

import pytest

pytest.importorskip("rapidocr", reason="the extra scan is not installed")

import numpy as np

from jiheng.reading.containers.scan.outlines import outlined

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
def test_a_comparator_is_told_by_its_outline(drawing: str, sign: str) -> None:
    assert outlined(picture(drawing), HEIGHT) == sign


@pytest.mark.parametrize(
    "drawing",
    [
        "",
        changed(PLAIN, (6, "")),
        "\n".join(["+##"] * 14),
        "\n".join(["#" * 40] * 14),
        changed(PLAIN, (0, "#" * 12)),
        changed(PLAIN, (12, "#" * 12)),
        changed(PLAIN, (2, "##########")),
        changed(PLAIN, (10, "##########")),
        changed(PLAIN, (2, "#  +##+")),
        changed(PLAIN, (9, "#   ++##+")),
        "+#+\n+##+\n  ##\n  ##\n+##+\n+#+",
        "\n".join([*PLAIN.strip("\n").split("\n")[:7], "        ++##", "##      +##"]),
        "####\n  ####\n    ####\n   ####\n  ####\n ####\n####\n####\n####\n####",
    ],
    ids=[
        "white",
        "in two pieces",
        "narrow",
        "flat",
        "a beam above",
        "a beam below",
        "a crooked upper leg",
        "a crooked lower leg",
        "two strokes above",
        "one row of two strokes below",
        "tiny",
        "a short lower leg",
        "a hook",
    ],
)
def test_nothing_else_is_a_comparator(drawing: str) -> None:
    assert outlined(picture(drawing), HEIGHT) == ""
