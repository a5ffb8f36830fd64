from __future__ import annotations

import pytest
from tests.unit.reading.containers.page.test_sheets import glyphs

from jiheng.reading.containers.page.ink import Glyph, Ink, Rule
from jiheng.reading.containers.page.sheets import PagesSheet

HEAD, LOW = glyphs("目标", 20, 15), glyphs("甲", 120, 45)


def texts(*drawn: list[Glyph], bottoms: tuple[float, ...] = (0, 40, 64, 110)) -> list[str]:
    """Return what the first column of a table says, of which the second row is low."""
    gathered = PagesSheet()
    rows = [Rule(at, 0, 200) for at in bottoms]
    columns = [Rule(at, 0, bottoms[-1]) for at in (0, 100, 200)]
    gathered.add(Ink(1, 300, 200, [glyph for part in drawn for glyph in part], rows, columns))
    return [row[0].text for row in gathered.sheet("表").rows]


def lines(*tops: float) -> list[Glyph]:
    return [
        glyph for at, top in enumerate(tops) for glyph in glyphs("一二三四五六"[at] * 3, 20, top)
    ]


def test_a_text_amid_a_low_cell_has_the_lines_above_it() -> None:
    assert texts(HEAD, LOW, lines(29, 41, 53, 65)) == ["目标", "一一一二二二三三三四四四", ""]


def test_a_text_amid_a_low_cell_may_have_several_lines_above_it() -> None:
    found = texts(glyphs("目标", 50, 2), LOW, lines(17, 29, 41, 53, 65, 77))
    assert found == ["目标", "一一一二二二三三三四四四五五五六六六", ""]


@pytest.mark.parametrize(
    "tops",
    [
        pytest.param((29, 41), id="one line in the cell itself"),
        pytest.param((29, 41, 52), id="lines that are not as far apart"),
        pytest.param((29, 41, 53), id="no line below it"),
    ],
)
def test_lines_of_the_cell_above_stay_there(tops: tuple[float, ...]) -> None:
    assert texts(HEAD, LOW, lines(*tops))[0] == "目标一一一"


def test_the_only_text_of_a_cell_stays_there() -> None:
    assert texts(LOW, lines(29, 41, 53, 65)) == ["一一一", "二二二三三三四四四", ""]
