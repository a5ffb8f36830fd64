"""Rows that name the columns of a table of any kind."""

from __future__ import annotations

import pytest

from jiheng.model import Traced
from jiheng.reading.layouts.grids.lattice import Cell
from jiheng.reading.layouts.heads.column_names import _are_names, _names, names_columns


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    for remembering in (_are_names, _names):
        remembering.cache_clear()


def names(*texts: str) -> bool:
    return names_columns([Cell(Traced(text), 0, at) for at, text in enumerate(texts)])


@pytest.mark.parametrize(
    "texts",
    [
        ("序号", "明细项目", "标准", "数量", "金额"),
        ("序号", "明细项目", "标准（元）", "数量", "金额"),
        ("月份", "1月", "2月", "3月"),
    ],
)
def test_words_for_columns_head_a_table(texts: tuple[str, ...]) -> None:
    assert names(*texts)


@pytest.mark.parametrize(
    "texts",
    [
        ("序号", "金额"),
        ("1", "场地费", "3000元/天", "4"),
        ("产出指标", "数量指标", "数量", "≥4"),
        ("序号", "绩效指标", "标准", "数量"),
        ("序号", "序号", "标准", "数量"),
    ],
)
def test_rows_of_a_list_head_none(texts: tuple[str, ...]) -> None:
    assert not names(*texts)
