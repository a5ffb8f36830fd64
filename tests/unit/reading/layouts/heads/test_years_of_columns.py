"""Columns of values that name years: what was done or foreseen before is not of the year asked."""

from __future__ import annotations

import pytest
from tests.unit.reading.layouts.form.local_forms import table_of


@pytest.mark.parametrize(
    "heads",
    [
        ("2024年完成值", "2025年预计完成值", "2026年目标值"),
        ("上年完成值", "上年预计完成值", "本年目标值"),
        ("2024年指标值", "2025年指标值", "2026年指标值"),
        ("前年", "上年", "本年"),
    ],
)
def test_columns_of_years_before_hold_neither_outcomes_nor_targets(heads: tuple[str, ...]) -> None:
    table = table_of(
        ["项目名称", {"text": "河道保洁", "columns": 5}],
        ["一级指标", "二级指标", "三级指标", *heads],
        ["产出指标", "数量指标", "巡查次数", "9次", "10次", "≥11次"],
        front=("项目支出绩效目标申报表", "（2026年度）"),
    )
    ((indicator,),) = (row.indicators for row in table.rows)
    assert (indicator.annual_value, indicator.actual, indicator.forecast) == ("≥11次", None, None)
    assert [(entry.label, entry.value) for entry in indicator.further] == [
        (heads[0], "9次"),
        (heads[1], "10次"),
    ]
    assert table.kind == "project-targets"


def test_a_declaration_that_foresees_an_outcome_is_none_of_monitoring() -> None:
    table = table_of(
        ["项目名称", {"text": "河道保洁", "columns": 4}],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "预计完成值"],
        ["产出指标", "数量指标", "巡查次数", "≥11次", "12次"],
    )
    assert table.kind == "project-targets"
