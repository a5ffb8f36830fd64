"""Forms in which nothing is filled: told by how much a person has to look."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.spec.layout_cases import SOURCE, LayoutCase

from jiheng.reading.documents import read_sheets

BLANK = [
    ["项目名称", {"text": "", "columns": 3}],
    ["年度目标", {"text": "", "columns": 3}],
    ["一级指标", "二级指标", "三级指标", "指标值"],
]
FILLED = [["项目名称", {"text": "水厂改造", "columns": 3}], *BLANK[1:]]
INDICATOR = ["产出指标", "数量指标", "改造水厂", "1座"]
TITLE = "项目支出绩效目标表"


@pytest.mark.parametrize(
    ("below", "severity"),
    [([], "warning"), (["注：本部门没有项目支出，此表无数据。"], "note")],
    ids=["nothing", "why"],
)
def test_a_blank_form_alone_is_told_unless_it_says_why(below: list[str], severity: str) -> None:
    case = LayoutCase("form", "", {"front": [TITLE], "grid": BLANK, "below": below})
    result = case.read()
    assert not result.tables
    assert [(p.code, p.severity.value) for p in result.problems] == [("empty-table", severity)]


def test_a_blank_form_beside_a_filled_one_is_a_note() -> None:
    sheets = [
        LayoutCase("form", "", {"front": [TITLE], "grid": grid}).sheet()
        for grid in (BLANK, [*FILLED, INDICATOR])
    ]
    result = read_sheets((replace(sheets[0], name="空"), sheets[1]), SOURCE)
    assert len(result.tables) == 1
    assert [(p.code, p.severity.value) for p in result.problems] == [("empty-table", "note")]
