"""Forms with all indicators, or those of a level, typed into one cell beside its label."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.spec.layout_cases import LayoutCase

if TYPE_CHECKING:
    from jiheng.model import TargetTable

Row = list[Any]
FRONT = ["2025年项目支出绩效目标申报表"]
FORM = [["项目名称", "修路", ""], ["年度目标", "完成修路", ""]]


def read(*grid: Row, merges: tuple[Any, ...] = ()) -> TargetTable:
    given = {"front": FRONT, "grid": [*FORM, *grid], "merges": list(merges)}
    (table,) = LayoutCase("x", "", given).read().tables
    return table


def said(table: TargetTable) -> list[tuple[str | None, ...]]:
    return [
        (
            each.level1.label if each.level1 else None,
            each.level2.label if each.level2 else None,
            each.name,
            each.annual_value,
        )
        for each in table.rows[0].indicators
    ]


ROAD = (None, "数量指标", "修路", "≥3公里")
RATE = (None, "质量指标", "合格率", "100%")
GRIDS: dict[str, tuple[list[Row], list[tuple[str | None, ...]]]] = {
    "the whole list": (
        [["绩效指标", "数量指标：修路≥3公里；质量指标：合格率100%", ""]],
        [ROAD, RATE],
    ),
    "a level in each row": (
        [["绩效指标", "数量指标", "修路≥3公里"], ["", "质量指标", "合格率100%"]],
        [ROAD, RATE],
    ),
    "second levels in the cell of a first": (
        [["绩效指标", "产出指标：", "数量：①修路≥3公里；质量：合格率100%"]],
        [("产出指标", "数量", "修路", "≥3公里"), ("产出指标", "质量", "合格率", "100%")],
    ),
    "both levels beside": (
        [["产出指标", "数量指标", "修路≥3公里"]],
        [("产出指标", "数量指标", "修路", "≥3公里")],
    ),
    "both levels in one cell": (
        [["产出指标-数量指标", "修路≥3公里", ""]],
        [("产出指标", "数量指标", "修路", "≥3公里")],
    ),
    "a level that does not stand under the one beside": (
        [["产出指标", "社会效益：受益人数≥3人", ""]],
        [(None, "社会效益", "受益人数", "≥3人")],
    ),
    "second levels without the word of the first beside": (
        [["效益指标", "社会：受益人数≥3人；生态：绿地≥3亩；可持续：管护期≥5年", ""]],
        [
            ("效益指标", "社会效益", "受益人数", "≥3人"),
            ("效益指标", "生态效益", "绿地", "≥3亩"),
            ("效益指标", "可持续效益", "管护期", "≥5年"),
        ],
    ),
    "a first level that is told in the cell": (
        [["产出指标", "效益指标：受益人数≥3人", ""]],
        [("效益指标", None, "受益人数", "≥3人")],
    ),
}


@pytest.mark.parametrize(("grid", "expected"), GRIDS.values(), ids=GRIDS)
def test_lists_beside_their_labels_are_read(
    grid: list[Row], expected: list[tuple[str | None, ...]]
) -> None:
    table = read(*grid)
    assert said(table) == expected
    assert table.problems == ()


def test_points_behind_a_level_are_kept() -> None:
    (found,) = read(["产出指标（50分）", "数量指标", "修路≥3公里"]).rows[0].indicators
    assert found.level1 is not None
    assert found.level1.label == "产出指标"
    assert [(entry.label, entry.value) for entry in found.further] == [("产出指标", "50分")]


def test_a_list_of_the_whole_period_is_of_that() -> None:
    text = "数量指标：修路≥3公里；质量指标：合格率，实施期目标：9%，年度目标：8%"
    one, other = read(["实施期绩效指标", text, ""]).rows[0].indicators
    assert (one.period_value, one.annual_value) == ("≥3公里", None)
    assert (other.period_value, other.annual_value) == ("9%", "8%")


def test_what_cannot_be_told_is_told_and_the_rest_is_read() -> None:
    table = read(
        ["绩效指标", "数量指标", "修路≥3公里"],
        ["", "质量指标", "合格率100%；全部路段均已完工"],
    )
    assert [problem.code for problem in table.problems] == ["unread-text"]
    assert [each.name for each in table.rows[0].indicators] == ["修路", "合格率"]


@pytest.mark.parametrize("text", ["详见附件", "全面完成各项任务"])
def test_a_cell_beside_a_label_of_indicators_that_is_no_list_is_told(text: str) -> None:
    table = read(["绩效指标", text, ""])
    assert [problem.code for problem in table.problems] == ["unread-text"]
    assert [entry.label + entry.value for entry in table.rows[0].further] == [text]


@pytest.mark.parametrize(
    "row", [["绩效指标", "", ""], ["绩效指标", "/", ""], ["绩效指标", "产出指标", ""]]
)
def test_a_label_without_a_list_is_passed_by(row: Row) -> None:
    assert read(row).problems == ()
