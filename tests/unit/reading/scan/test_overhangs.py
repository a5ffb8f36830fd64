"""Strokes in line with a rule; heights of text are ten dots."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2", reason="the extra scan is not installed")

from jiheng.reading.containers.scan.engine import Box
from jiheng.reading.containers.scan.mended import Line
from jiheng.reading.containers.scan.overhangs import trimmed

HEIGHT = 10.0
EDGES = [Line(at, 0.0, 200.0, 2.0) for at in (50.0, 100.0)]
ABOVE, BELOW = Box(60, 36, 140, 49), Box(60, 101, 140, 114)


def upright(start: float, stop: float, texts: list[Box], others: list[Line]) -> tuple[float, float]:
    """Return from where to where an upright rule goes, also when the page is laid on its side."""
    rule = Line(100.0, start, stop, 2.0)
    lying = [Box(box.top, box.left, box.bottom, box.right) for box in texts]
    ((_, (found,)), ((other,), _)) = (
        trimmed((others, [rule]), texts, HEIGHT),
        trimmed(([rule], others), lying, HEIGHT),
    )
    assert found == other
    return found.start, found.stop


@pytest.mark.parametrize(
    ("start", "stop", "texts", "expected"),
    [
        (38, 100, [ABOVE], (50, 100)),
        (50, 112, [BELOW], (50, 100)),
        (38, 112, [ABOVE, BELOW], (50, 100)),
        (38, 100, [], (38, 100)),
        (30, 100, [ABOVE], (30, 100)),
        (48, 100, [ABOVE], (48, 100)),
        (38, 100, [Box(99, 36, 140, 49)], (38, 100)),
        (38, 100, [Box(60, 20, 140, 41)], (38, 100)),
    ],
    ids=[
        "above",
        "below",
        "both",
        "no text",
        "longer than a stroke",
        "only just over",
        "beside a text",
        "mostly below a text",
    ],
)
def test_a_stroke_in_line_with_a_rule_is_cut_off(
    start: float, stop: float, texts: list[Box], expected: tuple[float, float]
) -> None:
    assert upright(start, stop, texts, EDGES) == expected


def test_a_rule_that_meets_none_is_kept() -> None:
    assert upright(38, 100, [ABOVE], [Line(50.0, 150.0, 200.0, 2.0)]) == (38, 100)
