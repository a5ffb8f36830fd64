from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("cv2", reason="the extra scan is not installed")

import numpy as np
from PIL import Image, ImageDraw
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

from jiheng.reading.containers.scan.deskew import deskewed, skew
from jiheng.reading.containers.scan.engine import Box
from jiheng.reading.containers.scan.mended import Line
from jiheng.reading.containers.scan.paper import clean_paper
from jiheng.reading.containers.scan.rules import Ruling, ruling, without_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

HOW = Printing((60.0, 90.0, 120.0), dpi=150, page=(350.0, 230.0))
ROWS = [
    ["项目名称", "总计", "绩效指标"],
    ["海交会——工作经费", "376.00", "数量指标；一二三十；实地考察人数≥50人"],
    ["", "", "目目目目目目目目目目"],
]
SCALE = HOW.scale


def lines_of(picture: Image.Image) -> Ruling:
    return ruling(deskewed(clean_paper(np.asarray(picture), SCALE)).grey, SCALE)


@pytest.mark.parametrize("degrees", [-4.0, -1.2, -0.3, 0.0, 0.5, 2.0])
@pytest.mark.parametrize("rows", [ROWS, []])
def test_a_page_askew_is_set_straight(degrees: float, rows: Sequence[Sequence[str]]) -> None:
    title = "项目支出绩效目标表（含转移支付项目）"
    askew = turned(printed(rows, HOW, title), degrees).convert("L")

    assert skew(np.asarray(askew)) == pytest.approx(-degrees, abs=0.06 if rows else 0.25)


@pytest.mark.parametrize("degrees", [-7.5, 7.0])
def test_a_table_that_was_held_aslant_is_set_straight(degrees: float) -> None:
    askew = turned(printed(ROWS, HOW, "项目支出绩效目标表"), degrees).convert("L")
    assert skew(np.asarray(askew)) == pytest.approx(-degrees, abs=0.06)


def test_an_empty_page_is_left_as_it_lies() -> None:
    blank = clean_paper(np.full((300, 200), 255, np.uint8), SCALE)

    assert deskewed(blank) is blank


@pytest.mark.parametrize(
    "worn",
    [
        lambda page: page,
        lambda page: squeezed(noisy(shaded(turned(page, 0.4)))),
        lambda page: squeezed(blurred(turned(page, -1.2), 0.8), 40),
        lambda page: stamped(page, (300, 200), 110),
    ],
    ids=["clean", "worn", "blurred", "sealed"],
)
def test_rules_are_found_and_strokes_of_characters_are_none(worn: object) -> None:
    assert callable(worn)
    found = lines_of(worn(printed(ROWS, HOW, "一二三——一一")))

    assert len(found.horizontals) == 4
    assert sorted(line.at / SCALE for line in found.verticals) == pytest.approx(
        [40, 100, 190, 310], abs=2.5
    )


def test_a_rule_broken_by_bad_print_is_one() -> None:
    page = printed(ROWS, HOW)
    for across in (150, 300, 420):
        page.paste("white", (across, 0, across + 4, page.height))

    assert len(lines_of(page).horizontals) == 4


def test_a_short_rule_between_two_others_is_one() -> None:
    narrow = replace(HOW, widths=(40.0, 16.0, 120.0))
    page = printed([["甲", "", ""], ["乙", "", ""]], narrow)
    white = round(56.5 * SCALE), round(61 * SCALE)
    page.paste("white", (round(41 * SCALE), white[1], round(79 * SCALE), page.height))
    found = lines_of(page)

    assert len([line for line in found.verticals if line.stop - line.start < 25 * SCALE]) == 0
    assert len(found.horizontals) == 3


def test_faint_rules_are_found() -> None:
    page = Image.eval(printed(ROWS, HOW), lambda value: 150 + value * 105 // 255)

    assert len(lines_of(page).verticals) == 4


@pytest.mark.parametrize("across", [True, False], ids=["across", "down"])
def test_the_shadow_of_a_fold_is_taken_off(*, across: bool) -> None:
    page = np.asarray(printed(ROWS, HOW).convert("L"))
    side = page.shape[0 if across else 1]
    fold = 1 - 0.5 * np.exp(-(((np.arange(side) - side / 2) / 30) ** 2))
    folded = (page * (fold[:, None] if across else fold[None, :])).astype(np.uint8)

    clean = clean_paper(folded, SCALE).grey

    assert np.mean(clean[page == 255] > 200) > 0.99


def test_a_dark_edge_that_meets_the_rules_makes_no_one_of_them_all() -> None:
    page = printed(ROWS, HOW)
    left = round(HOW.left * SCALE)
    page.paste("black", (left - 40, 0, left, page.height))

    found = lines_of(page)

    assert len(found.horizontals) == 4
    assert len([line for line in found.verticals if line.at > left + 5]) == 3


def test_grey_rules_are_found_where_others_are_dark() -> None:
    rows = [["甲", "", ""]] * 6
    page = printed(rows, HOW)
    halves = (0, 0, page.width // 2, page.height), (page.width // 2, 0, page.width, page.height)
    for half, least in zip(halves, (205, 150), strict=True):
        paled = np.maximum(np.asarray(page.crop(half)), np.uint8(least))
        page.paste(Image.fromarray(paled), half)
    dark = page.crop((0, 0, page.width, round(page.height * 0.4)))
    page.paste(Image.eval(dark, lambda dot: dot if dot > 204 else 0), (0, 0))
    found = lines_of(page)

    assert (len(found.verticals), len(found.horizontals)) == (4, 7)


def test_rules_are_taken_off_before_characters_are_read() -> None:
    page = clean_paper(np.asarray(printed([["", "", ""]], HOW).convert("L")), SCALE).grey

    assert without_rules(page, ruling(page, SCALE)).min() > 200


def test_what_is_left_of_a_rule_beside_text_is_taken_off() -> None:
    page = np.full((60, 200), 255, np.uint8)
    page[30:32, :170], page[29:31, 170:] = 60, 60
    page[20:28, 170::4] = 60
    bare = without_rules(page, Ruling((Line(30.5, 0.0, 200.0, 2.0),), (), 13.0))

    assert bare[28:].min() >= 200
    assert (bare[20:28, 170::4] < 100).all()


@pytest.mark.parametrize("colour", ["#d8262c", "#2030c0"])
def test_a_seal_is_taken_off_and_the_text_under_it_stays(colour: str) -> None:
    page = printed(ROWS, HOW)
    clean = clean_paper(np.asarray(page), SCALE)
    sealed = clean_paper(np.asarray(stamped(page, (300, 200), 110, colour)), SCALE)

    assert np.abs(clean.grey.astype(int) - sealed.grey).mean() < 1.0
    assert sealed.sealed[200, 300] == 255
    assert not clean.sealed.any()


@pytest.mark.parametrize("colour", ["#cc8288", "#8890cc"])
def test_a_seal_with_little_ink_is_taken_off_too(colour: str) -> None:
    page = printed(ROWS, HOW)
    clean = clean_paper(np.asarray(page), SCALE)
    sealed = clean_paper(np.asarray(stamped(page, (300, 200), 110, colour)), SCALE)

    assert np.abs(clean.grey.astype(int) - sealed.grey).mean() < 1.0
    assert sealed.sealed[200, 300] == 255


@pytest.mark.parametrize("colour", ["#c4d2ec", "#1f497d"], ids=["a cell", "dark ink"])
def test_what_is_coloured_and_square_is_not_always_a_seal(colour: str) -> None:
    page = Image.new("RGB", (600, 500), "white")
    drawn = ImageDraw.Draw(page)
    if colour == "#c4d2ec":
        drawn.rectangle([150, 100, 400, 350], fill=colour)
    else:
        drawn.rectangle([150, 100, 400, 350], outline=colour, width=6)

    assert not clean_paper(np.asarray(page), SCALE).sealed.any()


def test_coloured_text_is_no_seal() -> None:
    page = np.asarray(printed([], HOW, "项目支出绩效目标表")).copy()
    page[..., 0] = 255

    assert clean_paper(page, SCALE).grey.min() < 120


def test_shadows_are_evened_out() -> None:
    page = shaded(Image.new("RGB", (600, 400), "white"), 0.4)

    assert clean_paper(np.asarray(page), SCALE).grey.min() > 230


def test_a_row_of_level_strokes_is_no_rule() -> None:
    title = "一士干土工王二三壬千一士干土工王"
    page = blurred(printed([], replace(HOW, size=7.0), title), 1.2)

    assert not lines_of(page).horizontals


def test_a_character_that_touches_a_rule_stays_whole() -> None:
    page = np.full((200, 300), 255, np.uint8)
    page[:, 100:102] = 0
    page[90:110, 102:105] = 0

    bare = without_rules(page, Ruling((), (Line(100.5, 0, 200, 2.0),), 20.0))

    assert (bare[92:108, 102:105] == 0).all()
    assert bare[:80].min() == 255


def test_height_of_text_is_that_of_most_lines() -> None:
    rows = [["合计", "1,376.00", "数量指标；实地考察人数≥50人；成本≤376.5万元"]] * 4
    page = clean_paper(np.asarray(printed(rows, HOW)), SCALE).grey
    boxes = [Box(135, 120 + n * 31, 600, 160 + n * 31) for n in range(4)]

    assert ruling(page, SCALE, boxes).text_height == pytest.approx(HOW.size * SCALE, rel=0.2)


@pytest.mark.parametrize(("top", "rules"), [(104, 2), (100, 3)], ids=["stroke", "rule"])
def test_an_upright_stroke_that_ends_short_of_the_rules_is_none(top: int, rules: int) -> None:
    page = np.full((400, 600), 255, np.uint8)
    page[100:102, 100:500] = page[134:136, 100:500] = page[300:302, 100:500] = 0
    page[100:302, 100:102] = page[100:302, 499:501] = 0
    page[top:131, 300:302] = 0
    page[131 : 134 if rules > 2 else 131, 300:302] = 0

    assert len(ruling(page, SCALE).verticals) == rules


@pytest.mark.parametrize(("bottom", "rules"), [(140, 3), (160, 2)], ids=["a little", "far"])
def test_a_short_rule_goes_a_little_over_the_one_that_it_ends_at(bottom: int, rules: int) -> None:
    page = np.full((400, 600), 255, np.uint8)
    page[100:102, 100:500] = page[134:136, 100:500] = page[300:302, 100:500] = 0
    page[100:302, 100:102] = page[100:302, 499:501] = 0
    page[100:bottom, 300:302] = 0

    assert len(ruling(page, SCALE).verticals) == rules


def test_grey_rules_are_found_where_no_dark_ones_are() -> None:
    page = np.full((400, 600), 255, np.uint8)
    page[100:102, 100:500] = page[200:202, 100:500] = page[300:302, 100:500] = 210
    page[100:302, 100:102] = page[100:302, 300:302] = page[100:302, 499:501] = 210

    found = ruling(page, SCALE)

    assert (len(found.horizontals), len(found.verticals)) == (3, 3)
