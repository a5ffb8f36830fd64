from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.unit.evidence.measures.files import indicator, table

from jiheng.errors import UnreadableFile
from jiheng_evidence.measures.binding import bind
from jiheng_evidence.measures.model import Kind, Measure, Reference

if TYPE_CHECKING:
    from jiheng.model import TargetTable

TABLE = table(
    甲项目=[
        indicator("数量"),
        indicator("举办活动", value="1场"),
        indicator("举办活动", value="5场"),
        indicator("保障数量", level2="数量指标"),
        indicator("保障数量", level2="质量指标"),
        indicator("相同"),
        indicator("相同"),
    ],
    乙项目=[indicator("数量")],
)


def _measure(project: str, name: str, **further: object) -> Measure:
    reference = Reference(project=project, name=name, **further)  # type: ignore[arg-type]
    return Measure(indicator=reference, kind=Kind.COUNT, source="s", line=7)


def _bound(*measures: Measure, of: TargetTable = TABLE) -> list[tuple[int, int]]:
    bounds = bind([of], measures, name="m.toml")
    assert len(bounds) == 8
    return [(bound.row, bound.at) for bound in bounds if bound.measure is not None]


@pytest.mark.parametrize(
    ("measure", "place"),
    [
        (_measure("乙项目", "数量"), (1, 0)),
        (_measure("乙 项目", " 数量"), (1, 0)),
        (_measure("甲项目", "举办活动", value="5 场"), (0, 2)),
        (_measure("甲项目", "保障数量", level2="质量指标"), (0, 4)),
        (_measure("甲项目", "相同", nth=2), (0, 6)),
    ],
)
def test_a_measure_finds_its_indicator(measure: Measure, place: tuple[int, int]) -> None:
    assert _bound(measure) == [place]


def test_a_measure_finds_it_again_after_rows_have_moved() -> None:
    moved = replace(TABLE, rows=TABLE.rows[::-1])
    assert _bound(_measure("乙项目", "数量"), of=moved) == [(0, 0)]


@pytest.mark.parametrize(
    ("measure", "message"),
    [
        (_measure("丙项目", "数量"), "表上没有项目“丙项目”，相近的有：甲项目、乙项目"),
        (_measure("甲项目", "保障数目"), "表上没有指标“保障数目”，相近的有：保障数量"),
        (_measure("甲项目", "举办活动"), "表上有 2 条这样的指标，可用来区分的键：value"),
        (_measure("甲项目", "相同"), "表上有 2 条这样的指标，可用来区分的键：nth"),
        (_measure("甲项目", "数量", seq=9), "同名指标的其余各项"),
        (_measure("甲项目", "相同", nth=3), "同名指标的其余各项"),
    ],
)
def test_a_measure_that_means_no_one_indicator_is_told(measure: Measure, message: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        _bound(measure)
    assert message in refusal.value.text("zh")
    assert "第 7 行" in refusal.value.text("zh")


def test_two_measures_may_not_mean_the_same_indicator_in_other_words() -> None:
    with pytest.raises(UnreadableFile, match="only one may own it"):
        _bound(_measure("乙项目", "数量"), _measure("乙项目", "数量", value="≥3家"))
