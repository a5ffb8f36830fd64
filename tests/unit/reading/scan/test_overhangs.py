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


TEXT = Box(60, 30, 160, 44)


@pytest.mark.parametrize(
    ("at", "start", "stop", "text", "uprights", "kept"),
    [
        pytest.param(34, 65, 130, TEXT, [], False, id="in a text"),
        pytest.param(34, 65, 130, TEXT, [Line(65.0, 0.0, 90.0, 1.0)], True, id="at another rule"),
        pytest.param(34, 55, 130, TEXT, [], True, id="from before a text"),
        pytest.param(34, 65, 165, TEXT, [], True, id="beyond a text"),
        pytest.param(31, 65, 130, TEXT, [], True, id="above a text"),
        pytest.param(43, 65, 130, TEXT, [], True, id="below a text"),
        pytest.param(34, 65, 130, Box(60, 20, 160, 44), [], True, id="between two lines of text"),
    ],
)
def test_a_row_of_strokes_in_a_line_of_text_is_no_rule(
    at: float, start: float, stop: float, text: Box, uprights: list[Line], *, kept: bool
) -> None:
    row = Line(at, start, stop, 1.0)
    level, _ = trimmed(([row], uprights), [text], HEIGHT)
    assert level == [row] * kept
