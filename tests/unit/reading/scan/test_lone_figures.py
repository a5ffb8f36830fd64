"""Figures and letters that stand alone: believed where a second look finds them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("rapidocr", reason="the extra scan is not installed")

import numpy as np

from jiheng.reading.containers.scan import lone_figures
from jiheng.reading.containers.scan.engine import Box, Seen
from jiheng.reading.containers.scan.mended import Line
from jiheng.reading.containers.scan.strips import Letter, Strip

if TYPE_CHECKING:
    from collections.abc import Sequence

WHITE = np.full((40, 60), 255, np.uint8)
BOX = Box(10, 5, 30, 25)


class Look:
    """Stands in for the second look: finds what it is told to, and counts what it was shown."""

    def __init__(self, found: str) -> None:
        self.found = found
        self.shown = 0

    def __call__(self, lines: Sequence[object]) -> list[tuple[Seen, ...]]:
        self.shown += len(lines)
        return [tuple(Seen(sign, 0.5, 0.9) for sign in self.found)] * len(lines)


def looked(text: str, confidence: float = 0.98, boxes: int = 1) -> list[float]:
    strip = Strip([BOX] * boxes, WHITE, 20.0, 0.2)
    letters = [Letter(sign, BOX, confidence) for sign in text]
    (found,) = lone_figures.with_lone_figures([strip], [letters], [], 20.0)
    assert "".join(letter.text for letter in found) == text
    return [letter.confidence for letter in found]


@pytest.mark.parametrize(("text", "second"), [("6", "%"), ("1", ""), ("1", "11"), ("I", "1")])
def test_a_lone_figure_that_a_second_look_does_not_find_is_in_doubt(
    monkeypatch: pytest.MonkeyPatch, text: str, second: str
) -> None:
    monkeypatch.setattr(lone_figures, "recognise", Look(second))
    assert looked(text) == [0.89]


@pytest.mark.parametrize(("text", "second"), [("6", "6"), ("6", "６")])
def test_a_lone_figure_that_a_second_look_finds_is_believed(
    monkeypatch: pytest.MonkeyPatch, text: str, second: str
) -> None:
    monkeypatch.setattr(lone_figures, "recognise", Look(second))
    assert looked(text) == [0.98]


@pytest.mark.parametrize(
    ("text", "confidence", "boxes"),
    [
        pytest.param("66", 0.98, 1, id="two figures"),
        pytest.param("6", 0.5, 1, id="in doubt as it is"),
        pytest.param("人", 0.98, 1, id="no figure"),
        pytest.param("≥", 0.98, 1, id="a sign"),
        pytest.param("6", 0.98, 2, id="in a column of characters"),
        pytest.param("", 0.98, 1, id="nothing"),
    ],
)
def test_nothing_else_is_looked_at_again(
    monkeypatch: pytest.MonkeyPatch, text: str, confidence: float, boxes: int
) -> None:
    look = Look("%")
    monkeypatch.setattr(lone_figures, "recognise", look)
    assert looked(text, confidence, boxes) == [confidence] * len(text)
    assert not look.shown


@pytest.mark.parametrize(
    ("right", "rule", "confidence"),
    [
        pytest.param(14.0, Line(16.0, 0.0, 40.0, 1.0), 0.89, id="slender, along a rule"),
        pytest.param(30.0, Line(33.0, 0.0, 40.0, 1.0), 0.98, id="wide, along a rule"),
        pytest.param(14.0, Line(33.0, 0.0, 40.0, 1.0), 0.98, id="far from a rule"),
        pytest.param(14.0, Line(16.0, 0.0, 20.0, 1.0), 0.98, id="beyond a rule"),
    ],
)
def test_a_lone_stroke_along_an_upright_rule_is_in_doubt(
    monkeypatch: pytest.MonkeyPatch, right: float, rule: Line, confidence: float
) -> None:
    monkeypatch.setattr(lone_figures, "recognise", Look("1"))
    box = BOX._replace(right=right)
    strip = Strip([box], WHITE, 20.0, 0.2)
    ((letter,),) = lone_figures.with_lone_figures([strip], [[Letter("1", box, 0.98)]], [rule], 20.0)
    assert letter.confidence == confidence
