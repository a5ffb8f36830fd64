"""Lines that go on beyond a table; heights of text are ten dots."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2", reason="the extra scan is not installed")

from jiheng.reading.containers.scan.mended import Line
from jiheng.reading.containers.scan.streaks import without_streaks

HEIGHT = 10.0
LEVEL = [Line(at, 0.0, 200.0, 2.0) for at in (50.0, 100.0, 150.0)]
SIDES = [Line(at, 50.0, 150.0, 2.0) for at in (0.0, 200.0)]

KEPT: dict[str, tuple[tuple[float, float], list[Line], list[Line], bool]] = {
    "a rule": ((50, 150), SIDES, LEVEL, True),
    "a streak": ((0, 300), SIDES, LEVEL, False),
    "a streak above": ((0, 150), SIDES, LEVEL, False),
    "a streak below": ((50, 300), SIDES, LEVEL, False),
    "a little over": ((30, 165), SIDES, LEVEL, True),
    "all are as long": (
        (0, 300),
        [Line(at, 0.0, 300.0, 2.0) for at in (0.0, 200.0)],
        LEVEL,
        True,
    ),
    "it meets one rule only": ((0, 300), SIDES, LEVEL[:1], True),
    "rules that it meets not": ((0, 300), SIDES, [Line(50.0, 150.0, 200.0, 2.0)] * 3, True),
}


@pytest.mark.parametrize(("ends", "sides", "level", "is_kept"), KEPT.values(), ids=KEPT)
@pytest.mark.parametrize("is_upright", [True, False], ids=["upright", "level"])
def test_what_goes_on_far_beyond_the_other_rules_alone_is_none(
    ends: tuple[float, float],
    sides: list[Line],
    level: list[Line],
    *,
    is_kept: bool,
    is_upright: bool,
) -> None:
    line = Line(120.0, *ends, 2.0)
    upright = [*sides, line]

    if is_upright:
        found = without_streaks((level, upright), HEIGHT)
    else:
        found = without_streaks((upright, level), HEIGHT)[::-1]

    assert found == (level, upright if is_kept else sides)
