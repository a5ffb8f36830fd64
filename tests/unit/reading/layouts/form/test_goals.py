"""Goals on several rows beside their label, and what came of each on the same row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.unit.reading.layouts.form.local_forms import LIST, row_of

if TYPE_CHECKING:
    from collections.abc import Sequence


def _half(text: str) -> dict[str, Any]:
    return {"text": text, "columns": 2}


def read(goals: Sequence[tuple[str, str]], *, merged: bool = True) -> dict[str, Any]:
    """Return the row of a form with goals and what came of them, in two columns."""
    label = {"text": "年度总体目标完成情况", "rows": len(goals) + 1 if merged else 1}
    beside: list[Any] = [] if merged else [""]
    return row_of(
        ["项目名称", {"text": "公共卫生服务", "columns": 4}],
        [label, _half("预期目标"), _half("实际完成情况")],
        *([*beside, _half(goal), _half(actual)] for goal, actual in goals),
        *LIST,
        front=("项目支出绩效自评表",),
    )


@pytest.mark.parametrize("merged", [True, False], ids=["merged", "not merged"])
@pytest.mark.parametrize(
    ("goals", "said"),
    [
        ([("目标1：甲达90%。", "甲达93%。"), ("目标2：乙达2次。", "乙3次。")], (2, 2)),
        ([("甲达90%。", "甲达93%。"), ("乙达2次。", "乙3次。"), ("丙通。", "丙已通。")], (3, 3)),
        ([("1.甲达90%", "1.甲达93%"), ("2.乙达2次", "2.乙3次")], (2, 2)),
        ([("甲达90%。", "甲达93%。"), ("乙达2次。", "")], (2, 1)),
        ([("甲达90%。", "甲达93%。"), ("", "乙3次。")], (1, 2)),
    ],
    ids=["numbered", "sentences", "numbers alone", "no more came of it", "more came of it"],
)
def test_goals_and_what_came_of_them_go_on_in_rows_below(
    goals: Sequence[tuple[str, str]], said: tuple[int, int], *, merged: bool
) -> None:
    row = read(goals, merged=merged)
    assert row["goal"] == "".join(goal for goal, _ in goals[: said[0]])
    assert row["goal_actual"] == "".join(actual for _, actual in goals[: said[1]])


def test_words_below_goals_that_are_no_sentences_are_no_part_of_them() -> None:
    row = read([("甲达90%。", "甲达93%。"), ("存在问题", "改进措施")])
    assert (row["goal"], row["goal_actual"]) == ("甲达90%。", "甲达93%。")
