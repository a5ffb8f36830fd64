"""Ticks in columns whose heads say how likely it is that a target is met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.spec.layout_cases import LayoutCase

if TYPE_CHECKING:
    from jiheng.model import Indicator

WORDS = ["确定能", "有可能", "完全不可能"]
HEADS = ["一级指标", "二级指标", "三级指标", "年度指标值"]


def read(*ticks: str, rows: int) -> Indicator:
    """Return the indicator of a form whose heads go on in the row below, merged or not."""
    heads: list[Any] = [{"text": text, "rows": rows} for text in HEADS]
    below = WORDS if rows > 1 else ["", "", "", "", *WORDS]
    grid = [
        ["项目名称", {"text": "打井", "columns": 6}],
        [*heads, {"text": "完成目标可能性", "columns": 3}],
        below,
        ["产出指标", "数量指标", "打井数", "≥3口", *ticks],
    ]
    front = ["2025年项目支出绩效目标执行监控表"]
    (table,) = LayoutCase("x", "", {"front": front, "grid": grid}).read().tables
    return table.rows[0].indicators[0]


@pytest.mark.parametrize("rows", [1, 2])
@pytest.mark.parametrize("tick", ["√", "☑", "V"])
def test_a_tick_says_the_words_of_its_column(rows: int, tick: str) -> None:
    said = read("", tick, "", rows=rows)
    assert (said.likelihood, said.further) == ("有可能", ())


def test_several_ticks_or_other_words_stay_as_they_are() -> None:
    both, other = read("√", "√", "", rows=2), read("", "尚可", "", rows=2)
    said = [(entry.label, entry.value) for one in (both, other) for entry in one.further]
    assert (both.likelihood, other.likelihood) == (None, None)
    labels = [f"完成目标可能性{words}" for words in ("确定能", "有可能", "有可能")]
    assert said == list(zip(labels, ["√", "√", "尚可"], strict=True))
