"""Rules that print or copier broke; heights of text are ten dots."""

from __future__ import annotations

import pytest

pytest.importorskip("rapidocr", reason="the extra scan is not installed")

import numpy as np
from PIL import ImageDraw
from tests.unit.reading.scan.printed import Printing, printed

from jiheng.reading.containers.scan.engine import Box
from jiheng.reading.containers.scan.mended import Line, mended
from jiheng.reading.containers.scan.rules import ruling

HEIGHT = 10.0
SIDES = [(0.0, 0.0, 90.0), (200.0, 0.0, 90.0)]
INNER = (100.0, 0.0, 90.0)
TEXT = Box(60, 34, 80, 46)

Piece = tuple[float, float, float]

MENDED: dict[str, tuple[list[Piece], list[Piece], list[Piece], list[Box], list[Piece]]] = {
    "a whole rule": ([(40, 0, 200)], [], SIDES, [], [(40, 0, 200)]),
    "a gap": ([(40, 0, 62), (40, 78, 200)], [], SIDES, [], [(40, 0, 200)]),
    "a gap between pieces a hair apart": (
        [(40, 0, 62), (41, 78, 200)],
        [],
        SIDES,
        [],
        [(40, 0, 200)],
    ),
    "gaps around a short piece": (
        [(40, 0, 60), (40, 112, 200)],
        [(40, 75, 95)],
        SIDES,
        [],
        [(40, 0, 200)],
    ),
    "a gap before the rule that it ends at": ([(40, 15, 185)], [], SIDES, [], [(40, 0, 200)]),
    "a gap at a rule that goes across": (
        [(40, 0, 92), (40, 111, 200)],
        [],
        [*SIDES, INNER],
        [],
        [(40, 0, 100), (40, 100, 200)],
    ),
    "a gap wider than any break": (
        [(40, 0, 60), (40, 85, 200)],
        [],
        SIDES,
        [],
        [(40, 0, 60), (40, 85, 200)],
    ),
    "text in the gap": (
        [(40, 0, 62), (40, 78, 200)],
        [],
        SIDES,
        [TEXT],
        [(40, 0, 62), (40, 78, 200)],
    ),
    "text above the gap": (
        [(34, 0, 62), (34, 78, 200)],
        [],
        SIDES,
        [TEXT],
        [(34, 0, 200)],
    ),
    "a narrow cell of several rows": (
        [(40, 0, 86), (40, 100, 200)],
        [],
        [*SIDES, (86, 0, 90), INNER],
        [],
        [(40, 0, 86), (40, 100, 200)],
    ),
    "a table that is open at its sides": ([(40, -30, 230)], [], SIDES, [], [(40, -30, 230)]),
    "a rule near one that ends above it": (
        [(40, 0, 185)],
        [],
        [(0, 0, 90), (200, 0, 30)],
        [],
        [(40, 0, 185)],
    ),
}


def lines(pieces: list[Piece]) -> list[Line]:
    return [Line(at, start, stop, 2.0) for at, start, stop in pieces]


def inked(boxes: list[Box]) -> np.ndarray:
    """Return a page on which boxes (left, top, right, bottom) are dark."""
    page = np.zeros((260, 260), np.uint8)
    for box in boxes:
        page[int(box.top) : int(box.bottom), int(box.left) : int(box.right)] = 255
    return page


@pytest.mark.parametrize(
    ("level", "short", "upright", "texts", "expected"), MENDED.values(), ids=MENDED
)
@pytest.mark.parametrize("is_level", [True, False], ids=["level", "upright"])
def test_a_rule_is_drawn_out_to_where_it_goes_on(
    level: list[Piece],
    short: list[Piece],
    upright: list[Piece],
    texts: list[Box],
    expected: list[Piece],
    *,
    is_level: bool,
) -> None:
    kept, seen = (lines(level), lines(upright)), (lines([*level, *short]), lines(upright))
    boxes = texts
    if not is_level:
        kept, seen = kept[::-1], seen[::-1]
        boxes = [Box(box.top, box.left, box.bottom, box.right) for box in texts]

    found = mended(kept, seen, boxes, inked(boxes), HEIGHT)[0 if is_level else 1]

    assert [(line.at, line.start, line.stop) for line in found] == expected


def test_a_rule_is_drawn_between_two_texts_that_were_detected_as_one() -> None:
    kept = (lines(SIDES), lines([(100, 0, 52), (100, 68, 200)]))
    one = Box(60, 54, 140, 66)
    inks = [Box(60, 54, 94, 66), Box(106, 54, 140, 66)]

    found = mended(kept, kept, [one], inked(inks), HEIGHT)[1]

    assert [(line.start, line.stop) for line in found] == [(0, 200)]


@pytest.mark.parametrize(
    ("pieces", "stop"),
    [([Box(65, 39, 72, 42), Box(80, 39, 87, 42)], 200.0), ([Box(65, 39, 68, 42)], 60.0)],
    ids=["pieces in the gap", "hardly any"],
)
def test_a_wide_gap_is_mended_where_pieces_of_the_rule_lie_in_it(
    pieces: list[Box], stop: float
) -> None:
    kept = (lines([(40, 0, 60), (40, 95, 200)]), lines(SIDES))

    found = mended(kept, kept, [], inked(pieces), HEIGHT)[0]

    assert found[0].stop == stop


@pytest.mark.parametrize(
    ("piece", "first"),
    [
        ((100, 0, 38), [(0, 50), (50, 200)]),
        ((106, 0, 38), [(50, 200)]),
        ((100, 0, 5), [(50, 200)]),
        ((100, 10, 38), [(50, 200)]),
        ((100, 0, 28), [(50, 200)]),
    ],
    ids=["goes on", "lies beside", "too short", "begins amid white", "too far away"],
)
def test_a_rule_goes_on_beyond_another_but_for_a_gap(
    piece: Piece, first: list[tuple[float, float]]
) -> None:
    level = lines([(0, 0, 200), (50, 0, 200), (200, 0, 200)])
    upright = lines([(100, 50, 200)])
    seen = (level, [*upright, *lines([piece])])

    found = mended((level, upright), seen, [], inked([]), HEIGHT)[1]

    assert [(line.start, line.stop) for line in found] == first


def test_a_stroke_that_text_parts_from_the_next_rule_is_none_of_a_rule() -> None:
    level, upright = lines([(0, 0, 200), (50, 0, 200)]), lines([(100, 50, 200)])
    seen = (level, [*upright, *lines([(100, 0, 38)])])
    text = Box(80, 32, 120, 50)

    found = mended((level, upright), seen, [text], inked([text]), HEIGHT)[1]

    assert [(line.start, line.stop) for line in found] == [(50, 200)]


def test_a_piece_beside_which_no_rule_ends_is_none_of_a_rule() -> None:
    level = lines([(0, 0, 200), (50, 0, 200)])
    seen = (level, lines([(100, 0, 38)]))

    assert mended((level, []), seen, [], inked([]), HEIGHT)[1] == ()


def test_a_table_with_broken_rules_has_the_rules_of_the_whole_one() -> None:
    how = Printing((60.0, 90.0, 120.0), dpi=150, page=(350.0, 230.0))
    whole = printed([["项目名称", "总计", "绩效指标"], ["甲", "1.00", "乙"]] * 2, how)
    broken = whole.copy()
    rules = ruling(np.asarray(whole.convert("L")), how.scale)
    for line in rules.horizontals:
        across = (line.start + line.stop) / 2
        box = [across - 90, line.at - 4, across - 70, line.at + 4]
        ImageDraw.Draw(broken).rectangle(box, "white")
    for line in rules.verticals:
        box = [line.at - 4, line.start + 45, line.at + 4, line.start + 65]
        ImageDraw.Draw(broken).rectangle(box, "white")

    found = ruling(np.asarray(broken.convert("L")), how.scale)

    ends = [(line.start, line.stop) for line in (*found.horizontals, *found.verticals)]
    wanted = [(line.start, line.stop) for line in (*rules.horizontals, *rules.verticals)]
    assert np.allclose(sorted(ends), sorted(wanted), atol=4)
