from __future__ import annotations

import subprocess
import sys
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("rapidocr", reason="the extra scan is not installed")

import numpy as np
from PIL import Image
from tests.unit.reading.scan.printed import (
    Printing,
    blurred,
    noisy,
    printed,
    shaded,
    squeezed,
    stamped,
    turned,
)

from jiheng.reading.containers.scan import pages, scan_ink

if TYPE_CHECKING:
    from jiheng.reading.containers.page.ink import Ink

HOW = Printing((80.0, 60.0, 160.0), page=(380.0, 180.0))
ROWS = [
    ["项目名称", "总计", "绩效指标"],
    ["海交会工作经费", "301,320.47", "实地考察人数≥50人；成本≤376.5万元；完成率100%"],
    ["论坛经费", "80.00", "参会人数>500人；投诉<3次"],
]


def ink_of(picture: Image.Image, how: Printing = HOW) -> Ink:
    width, height = how.page
    return scan_ink(picture, number=3, width=width, height=height)


def cell(ink: Ink, row: int, column: int, how: Printing = HOW) -> str:
    """Return the text between two rules each way, line by line."""
    down = sorted(line.at for line in ink.horizontals)
    across = sorted(line.at for line in ink.verticals)
    inside = [
        glyph
        for glyph in ink.glyphs
        if down[row] < (glyph.top + glyph.bottom) / 2 < down[row + 1]
        and across[column] < (glyph.left + glyph.right) / 2 < across[column + 1]
    ]
    lines = sorted(
        inside, key=lambda glyph: (round((glyph.top + glyph.bottom) / 2 / how.pitch), glyph.left)
    )
    return unicodedata.normalize("NFKC", "".join(glyph.text for glyph in lines)).replace("⩾", "≥")


@pytest.fixture(scope="module")
def worn() -> Ink:
    return ink_of(squeezed(noisy(shaded(turned(printed(ROWS, HOW, "单位：万元"), 0.4)))))


@pytest.mark.parametrize("row", range(3))
@pytest.mark.parametrize("column", range(3))
def test_every_cell_of_a_worn_page_is_read(worn: Ink, row: int, column: int) -> None:
    expected = unicodedata.normalize("NFKC", ROWS[row][column])

    assert cell(worn, row, column) == expected


def test_prose_above_the_table_is_read(worn: Ink) -> None:
    above = [glyph.text for glyph in worn.glyphs if glyph.bottom < 60]

    assert "".join(above).replace(":", "：") == "单位：万元"


def test_places_are_in_points_of_the_page(worn: Ink) -> None:
    (first,) = [glyph for glyph in worn.glyphs if glyph.text == "海"]

    assert (worn.number, worn.width, worn.height) == (3, *HOW.page)
    assert (first.left + first.right) / 2 == pytest.approx(40 + 3 + 4.5, abs=3)
    assert first.right - first.left == pytest.approx(9, abs=3)


def test_every_character_tells_how_sure_it_is(worn: Ink) -> None:
    assert all(glyph.confidence is not None and 0 < glyph.confidence <= 1 for glyph in worn.glyphs)


@pytest.mark.parametrize("turns", [1, 2])
def test_a_page_on_its_side_or_head_is_turned(turns: int) -> None:
    ink = ink_of(printed(ROWS, HOW).rotate(90 * turns, expand=True), turned_page(turns))

    assert (ink.width, ink.height) == HOW.page
    assert cell(ink, 1, 1) == "301,320.47"


def turned_page(turns: int) -> Printing:
    return replace(HOW, page=HOW.page[::-1]) if turns % 2 else HOW


def test_a_label_set_downwards_is_read_from_top_to_bottom() -> None:
    how = replace(HOW, widths=(16.0, 160.0))
    ink = ink_of(printed([["年度绩效指标", "参会人数"], ["目标", "三十次"]], how), how)

    assert cell(ink, 0, 0, how) == "年度绩效指标"
    assert cell(ink, 1, 0, how) == "目标"


@pytest.mark.parametrize("face", ["NotoSerifSC-Regular.otf", "NotoSansSC-Regular.otf"])
@pytest.mark.parametrize("width", [16.0, 18.0, 20.0])
def test_the_numeral_of_a_label_set_downwards_is_read(width: float, face: str) -> None:
    how = replace(HOW, widths=(width, 60.0), face=face, page=(380.0, 300.0))
    page = squeezed(noisy(blurred(printed([["一级指标", "三级指标"]] * 3, how), 1.2)))
    ink = ink_of(page, how)

    assert [cell(ink, n, 0, how) for n in range(3)] == ["一级指标"] * 3


def test_text_of_neighbouring_cells_is_not_run_together() -> None:
    how = replace(HOW, widths=(39.0, 39.0, 39.0))
    ink = ink_of(printed([["财政拨款", "财政专户", "其他资金"]] * 3, how), how)

    assert [cell(ink, 1, n, how) for n in range(3)] == ["财政拨款", "财政专户", "其他资金"]


def test_what_stands_under_a_seal_is_in_doubt() -> None:
    page = printed([["财政拨款", "301,320.47", "绩效目标"]], HOW)
    ink = ink_of(stamped(page, (400, 200), 120))
    under = [glyph for glyph in ink.glyphs if 136 < glyph.left < 148]

    assert under
    assert all((glyph.confidence or 0) < 0.9 for glyph in under)


def test_a_full_stop_alone_in_its_line_is_no_nought() -> None:
    how = replace(HOW, widths=(80.0, 60.0))
    ink = ink_of(printed([["绩效目标表", "。"], ["指标", "0"]], how), how)

    assert [cell(ink, n, 1, how) for n in range(2)] == ["。", "0"]


def test_an_empty_page_has_no_ink(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "detect", None)  # which takes long, and finds nothing
    ink = ink_of(Image.new("L", (1055, 500), 255))

    assert (ink.glyphs, ink.horizontals, ink.verticals) == ([], [], [])


@pytest.mark.parametrize("size", [(4000, 1), (1, 4000), (4000, 30), (1, 1)])
def test_a_stripe_of_a_page_has_no_ink(size: tuple[int, int]) -> None:
    stripe = Image.new("L", size, 255)
    ink = scan_ink(stripe, number=1, width=size[0] * 0.36, height=size[1] * 0.36)

    assert ink.glyphs == []


def test_an_array_is_as_good_as_a_picture() -> None:
    page = printed([], HOW, "绩效目标表")

    assert ink_of(page).glyphs == scan_ink(np.asarray(page), number=3, width=380, height=180).glyphs


def test_nothing_is_told_over_the_network() -> None:
    program = """
import socket, sys
def refuse(*_): raise AssertionError("network")
socket.socket.connect = socket.getaddrinfo = refuse
from jiheng.reading.containers.scan import scan_ink
import numpy
scan_ink(numpy.full((300, 300), 255, numpy.uint8), number=1, width=100, height=100)
assert not [name for name in sys.modules if name.startswith("openvino_telemetry")]
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    "points",
    [
        pytest.param((842.0, 595.0), id="A4"),
        pytest.param((1754.0, 1240.0), id="72 dpi stated"),
        pytest.param((210.5, 148.8), id="600 dpi stated"),
    ],
)
def test_a_page_is_read_whatever_resolution_is_stated(points: tuple[float, float]) -> None:
    how = replace(HOW, dpi=150, page=(842.0, 595.0))
    sealed = stamped(printed(ROWS, how), (400.0, 180.0), 60.0)

    ink = scan_ink(sealed, number=1, width=points[0], height=points[1])

    part = points[0] / 842.0
    scaled = replace(how, size=how.size * part)
    assert cell(ink, 1, 1, scaled) == "301,320.47"
    assert max(line.stop for line in ink.horizontals) == pytest.approx(340.0 * part, rel=0.01)
