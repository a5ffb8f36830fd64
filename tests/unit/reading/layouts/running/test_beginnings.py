"""Where projects begin that say the same as the one before them."""

from __future__ import annotations

import pytest
from tests.spec.layout_cases import LayoutCase

HEAD = ["序号", "项目名称", "预算金额", "绩效目标", "一级指标", "二级指标", "三级指标", "指标值"]
FRONT = ["2026年项目支出绩效目标公开清单", "单位：万元"]
FIRST = ("办公设备购置", "157", "完成购置。", "产出指标", "数量指标", "购置数量", "≥3台")
SECOND = ("", "", "", "产出指标", "质量指标", "合格率", "100%")
AGAIN = (*FIRST[:3], *SECOND[3:])


def projects(*pages: list[list[str]]) -> list[tuple[str, int]]:
    """Return the names of projects, and how many indicators each has."""
    said = {"front": FRONT, "pages": [[HEAD, *page] for page in pages]}
    (table,) = LayoutCase("x", "", said).read().tables
    return [(row.name, len(row.indicators)) for row in table.rows]


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        (("1", "", "2", ""), [2, 2]),
        (("1", "", "1", ""), [4]),
        (("", "", "", ""), [4]),
    ],
)
def test_projects_that_say_the_same_are_told_apart_by_their_numbers(
    numbers: tuple[str, ...], found: list[int]
) -> None:
    rows = [[number, *row] for number, row in zip(numbers, (FIRST, SECOND) * 2, strict=True)]
    assert projects(rows) == [("办公设备购置", count) for count in found]


def test_numbers_in_every_row_count_indicators() -> None:
    assert projects([["1", *FIRST], ["2", *AGAIN], ["3", *FIRST]]) == [("办公设备购置", 3)]


def test_a_project_that_a_page_says_again_with_its_number_is_one() -> None:
    assert projects([["1", *FIRST], ["", *SECOND]], [["1", *AGAIN], ["", *SECOND]]) == [
        ("办公设备购置", 4)
    ]
