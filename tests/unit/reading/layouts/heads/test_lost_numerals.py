"""Heads of levels whose numeral recognition has lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jiheng.model import Origin, Place, Traced
from jiheng.reading.containers.cells.sheet import Grid, Sheet
from jiheng.reading.layouts.heads.lost_numerals import with_numerals_of_levels

if TYPE_CHECKING:
    from collections.abc import Sequence


def sheet(words: Sequence[str], page: int | None = 1) -> Sheet:
    cells = tuple(
        Traced.part_of(Origin(text, Place(start=0, end=len(text), page=page)), 0, len(text))
        if text
        else Traced()
        for text in words
    )
    return Sheet("表", (cells,), grids=(Grid(0, 1, page=page),))


def mended(*words: str) -> list[str]:
    return [cell.text for cell in with_numerals_of_levels(sheet(words)).rows[0]]


@pytest.mark.parametrize(
    ("words", "at", "whole"),
    [
        (("级指标", "二级指标", "三级指标"), 0, "一级指标"),
        (("t级指标", "二级指标", "三级指标"), 0, "一级指标"),
        (("—级指标", "二级指标", "三级指标"), 0, "一级指标"),
        (("二级指标", "二级指标", "三级指标"), 0, "一级指标"),
        (("绩效指标", "级指标", "二级指标", "三级指标", "指标值"), 1, "一级指标"),
        (("一级指标", "级指标", "三级指标"), 1, "二级指标"),
        (("一级指标", "二级指标", "=级指标及指标值"), 2, "三级指标及指标值"),
        (("级指标", "", "二级指标", "三级指标"), 0, "一级指标"),
    ],
)
def test_the_heads_beside_it_tell_a_lost_numeral(words: Sequence[str], at: int, whole: str) -> None:
    assert mended(*words) == [*words[:at], whole, *words[at + 1 :]]


def test_a_numeral_that_was_put_in_is_told() -> None:
    (problem,) = with_numerals_of_levels(sheet(("t级指标", "二级指标", "三级指标"))).problems

    assert (problem.code, problem.excerpt) == ("garbled-label", "t级指标")


def test_a_numeral_stands_where_its_head_does() -> None:
    before = sheet(("级指标", "二级指标", "三级指标"))

    head = with_numerals_of_levels(before).rows[0][0]

    assert [place.start for place in head.span(0, 1)] == [0]


@pytest.mark.parametrize(
    "words",
    [
        ("一级指标", "二级指标", "三级指标"),
        ("级指标", "级指标", "三级指标"),
        ("级指标", "二级指标", "指标名称"),
        ("级指标", "权重", "二级指标", "三级指标"),
        ("第一级指标", "二级指标", "三级指标"),
        ("级指标", "三级指标", "二级指标"),
    ],
)
def test_what_others_do_not_tell_is_kept(words: Sequence[str]) -> None:
    assert mended(*words) == list(words)


def test_cells_of_a_workbook_are_kept() -> None:
    typed = sheet(("级指标", "二级指标", "三级指标"), page=None)

    assert with_numerals_of_levels(typed) is typed


def test_what_the_numeral_was_taken_for_is_accounted_for() -> None:
    before = sheet(("t级指标", "二级指标", "三级指标"))

    head = with_numerals_of_levels(before).rows[0][0]

    assert [run.origin for run in head.runs(0, 1)] == [before.rows[0][0].source]
