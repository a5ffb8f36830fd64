from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from jiheng.model import (
    Entry,
    Funding,
    FundingLine,
    Indicator,
    Row,
    RowKind,
    TableKind,
    TargetTable,
    Task,
)
from jiheng.writing import FORMS, INDICATOR_LIST, left_out

ITEM = Indicator(name="人数", annual_value="5人")
ROW = Row(kind=RowKind.PROJECT, name="甲", indicators=(ITEM,))


def _names(row: Row, form: str, kind: TableKind = TableKind.PROJECT_TARGETS) -> list[str]:
    return [name.zh for name in left_out([TargetTable(kind=kind, rows=(row,))], form)]


FULL = replace(
    ROW,
    code="1",
    goal="办好",
    funding=Funding(total=Decimal(1), other=Decimal(1)),
    lines=(FundingLine(label="其中"),),
    tasks=(Task(name="任务"),),
    further=(Entry(label="备注", value="无"),),
    indicators=(replace(ITEM, explanation="解释", weight=Decimal(5)), ITEM),
)


@pytest.mark.parametrize("form", sorted(name for name, form in FORMS.items() if form.exact))
def test_data_leaves_nothing_out(form: str) -> None:
    assert _names(FULL, form) == []


@pytest.mark.parametrize("form", sorted(name for name, form in FORMS.items() if not form.exact))
def test_a_printed_form_leaves_out_what_it_has_no_column_for(form: str) -> None:
    assert _names(ROW, form) == []
    assert _names(FULL, form) == [
        *("项目编码", "资金明细", "年度任务", "其他栏目", "指标解释", "分值"),
    ]


def test_the_list_of_indicators_leaves_out_goals_and_sources_of_funds() -> None:
    assert _names(ROW, INDICATOR_LIST) == []
    assert _names(FULL, INDICATOR_LIST) == [
        *("绩效目标", "资金明细", "年度任务", "其他栏目", "资金来源", "指标解释"),
    ]


def test_the_list_of_indicators_leaves_out_rows_without_any() -> None:
    assert _names(replace(ROW, indicators=()), INDICATOR_LIST) == ["没有指标的行"]


def test_the_kind_of_a_table_is_left_out() -> None:
    assert _names(ROW, "md", TableKind.MONITORING) == ["表类"]


def test_a_unit_is_left_out_unless_it_heads_its_projects() -> None:
    row = replace(ROW, organization="某所")
    assert _names(row, "md") == ["资金使用单位"]
    head = Row(kind=RowKind.ORGANIZATION, name="某所")
    assert left_out([TargetTable(rows=(head, row))], "md") == ()


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("50", []),
        ("50人", []),
        ("50个", ["计量单位"]),
        ("按期完成", ["指标性质", "计量单位"]),
        (None, ["指标性质", "计量单位"]),
    ],
)
def test_signs_and_units_that_stand_within_the_value_are_not_left_out(
    value: str | None, names: list[str]
) -> None:
    item = replace(ITEM, annual_value=value, sign="≥", unit="人")
    assert _names(replace(ROW, indicators=(item,)), "md") == names
