"""Units of projects in cells that are merged over several of them, which page ends cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.spec.layout_cases import LayoutCase

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = ["单位名称", "项目名称", "金额", "三级指标", "指标值"]
FRONT = ["2026年项目支出绩效目标表", "单位：万元"]


def unit(text: str, rows: int) -> dict[str, object]:
    return {"text": text, "rows": rows}


def units(*pages: Sequence[Sequence[object]]) -> list[str | None]:
    """Return the unit of each project of a list on several pages."""
    first, *rest = pages
    case = LayoutCase("running", "", {"front": FRONT, "pages": [[HEAD, *first], *rest]})
    return [row.organization for row in case.read().tables[0].rows]


def test_a_blank_cell_at_the_top_of_a_page_is_the_rest_of_a_unit_merged_over_projects() -> None:
    page: list[list[object]] = [
        [unit("市养护中心", 2), "甲项目", "5", "甲", "1个"],
        ["乙项目", "6", "乙", "2个"],
    ]
    again: list[list[object]] = [
        [unit("", 2), "丙项目", "7", "丙", "3个"],
        ["丁项目", "8", "丁", "4个"],
    ]
    assert units(page, again) == ["市养护中心"] * 4


def test_a_blank_cell_at_the_top_of_a_page_is_a_cut_one_where_every_project_has_a_unit() -> None:
    page = [["市养护中心", "甲项目", "5", "甲", "1个"], ["市园林中心", "乙项目", "6", "乙", "2个"]]
    assert units(page, [["", "丙项目", "7", "丙", "3个"]])[2] == "市园林中心"


def test_a_blank_cell_says_nothing_in_a_list_that_leaves_units_blank() -> None:
    page = [["市养护中心", "甲项目", "5", "甲", "1个"], ["", "乙项目", "6", "乙", "2个"]]
    assert units(page, [["", "丙项目", "7", "丙", "3个"]]) == ["市养护中心", None, None]


def test_a_new_unit_behind_a_page_end_is_that_of_the_projects_below_it() -> None:
    page: list[list[object]] = [
        [unit("市养护中心", 2), "甲项目", "5", "甲", "1个"],
        ["乙项目", "6", "乙", "2个"],
    ]
    again: list[list[object]] = [
        [unit("市园林中心", 2), "丙项目", "7", "丙", "3个"],
        ["丁项目", "8", "丁", "4个"],
    ]
    assert units(page, again) == ["市养护中心"] * 2 + ["市园林中心"] * 2


def test_the_rest_of_a_unit_behind_a_page_end_is_the_whole_unit_of_the_next_project() -> None:
    page: list[list[object]] = [
        [unit("市市政设施养", 2), unit("甲项目", 2), unit("5", 2), "甲", "1个"],
        ["乙", "2个"],
    ]
    again: list[list[object]] = [
        [unit("护中心", 2), "", "", "丙", "3个"],
        ["丁项目", "8", "丁", "4个"],
    ]
    assert units(page, again) == ["市市政设施养护中心"] * 2
