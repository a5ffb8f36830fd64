"""Watermarks of a PDF are told, and no part of the cells they run across."""

from __future__ import annotations

import pytest
from tests.unit.reading.containers.pdf.written_pdf import (
    line,
    ruled,
    sheet_of,
    texts,
    turned_words,
    words,
)

FORM = (
    f"{ruled()}\n{words(25, 55, '绩效指标')}\n{words(125, 55, '指标值')}\n{words(25, 85, '数量')}"
)
SLANTED = turned_words("0.8 0.6 -0.6 0.8 40 110", "内部资料")
ITALIC = turned_words("1 0 0.3 1 125 115", "五十")
LARGE = words(20, 98, "样表", 60)


def test_slanting_text_is_no_part_of_cells() -> None:
    sheet = sheet_of(f"{SLANTED}\n{FORM}\n{ITALIC}")
    assert texts(sheet) == [("绩效指标", "指标值"), ("数量", "五十")]
    assert [(told.code, told.excerpt) for told in sheet.problems] == [("watermark", "内部资料")]


def test_text_far_larger_than_what_stands_on_it_is_no_part_of_cells() -> None:
    sheet = sheet_of(f"{LARGE}\n{FORM}")
    assert texts(sheet) == [("绩效指标", "指标值"), ("数量", "")]


def test_a_large_character_beside_one_that_is_written_upon_is_of_the_watermark_too() -> None:
    other = words(80, 98.3, "表", 60)
    sheet = sheet_of(f"{words(20, 98, '样', 60)}\n{other}\n{FORM}")
    assert texts(sheet) == [("绩效指标", "指标值"), ("数量", "")]
    assert [told.excerpt for told in sheet.problems] == ["样表"]


@pytest.mark.parametrize("rule", [(20, 85, 220, 85), (145, 70, 145, 100)])
def test_large_text_that_a_rule_runs_through_is_no_part_of_cells(
    rule: tuple[float, float, float, float],
) -> None:
    sheet = sheet_of(f"{words(125, 100, '样', 40)}\n{FORM}\n{line(*rule)}")
    assert "样" not in "".join(map("".join, texts(sheet)))
    assert [told.excerpt for told in sheet.problems] == ["样"]


def test_large_text_with_nothing_on_it_is_content() -> None:
    assert texts(sheet_of(f"{FORM}\n{words(20, 170, '样表', 30)}"))[-1] == ("样表",)


def test_a_watermark_is_told_once() -> None:
    sheet = sheet_of(f"{SLANTED}\n{FORM}", f"{SLANTED}\n{FORM}")
    assert [told.excerpt for told in sheet.problems] == ["内部资料"]


def test_all_of_a_seal_is_a_mark_though_some_of_it_stands_nearly_upright() -> None:
    seal = (
        turned_words("0.9 0.4 -0.4 0.9 100 120", "某"),
        turned_words("0.999 0.04 -0.04 0.999 131 135", "局"),
        turned_words("0.9 -0.4 0.4 0.9 180 90", "章"),
        words(131, 90, "★", 20),
    )
    sheet = sheet_of("\n".join((FORM, *seal)))
    assert texts(sheet) == [("绩效指标", "指标值"), ("数量", "")]
    assert [sorted(told.excerpt) for told in sheet.problems] == [sorted("某局章★")]


def test_a_character_upright_on_top_of_a_seal_is_none_of_a_cell() -> None:
    seal = (
        turned_words("0.9 0.4 -0.4 0.9 118 118", "某"),
        words(131, 90, "局"),
        turned_words("0.9 -0.4 0.4 0.9 145 118", "章"),
    )
    sheet = sheet_of("\n".join((FORM, *seal)))
    assert texts(sheet)[1] == ("数量", "")
    assert [sorted(told.excerpt) for told in sheet.problems] == [sorted("某局章")]


def test_a_character_far_from_the_slanting_ones_drawn_around_it_is_content() -> None:
    around = (turned_words("0.9 0.4 -0.4 0.9 20 20", "样"), words(131, 90, "九"))
    sheet = sheet_of("\n".join((FORM, *around, turned_words("0.9 0.4 -0.4 0.9 40 20", "本"))))
    assert texts(sheet)[1] == ("数量", "九")


def test_a_star_of_the_text_stays_with_it() -> None:
    sheet = sheet_of(f"{FORM}\n{words(125, 85, '★三')}\n{SLANTED}")
    assert texts(sheet)[1] == ("数量", "★三")
