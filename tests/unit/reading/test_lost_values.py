from __future__ import annotations

from jiheng.model import FundingLine, Place, Row, RowKind, TargetTable, Task, Traced
from jiheng.pipeline import read
from jiheng.reading.lost_values import with_lost_values


def test_signs_printed_in_place_of_a_lost_value_are_kept_and_told_where_they_stand() -> None:
    lines = (
        "2026年项目绩效目标表,,,",
        "项目名称,#REF!,,",
        "绩效目标,#1水厂改造,,",
        "年度资金总额,###,,",
        "一级指标,二级指标,三级指标,指标值",
        "产出指标,数量指标,####,#DIV/0!",
    )
    (table,) = read("\n".join(lines).encode(), name="a.csv").tables
    told = [(p.excerpt, p.span[0].line) for p in table.problems if p.code == "lost-value"]
    assert told == [("#REF!", 2), ("####", 6), ("#DIV/0!", 6)]
    assert [p.span[0].line for p in table.problems if p.code == "unread-amount"] == [4]
    assert (table.rows[0].name, table.rows[0].indicators[0].name) == ("#REF!", "####")


def test_they_are_told_in_lines_of_money_and_tasks_too() -> None:
    lost = Traced.at("＃", (Place(page=1, start=0, end=1),))
    line, task = (
        FundingLine(label="＃", traces={"label": lost}),
        Task(name="＃", traces={"name": lost}),
    )
    row = Row(kind=RowKind.PROJECT, name="水厂改造", lines=(line,), tasks=(task,))
    problems = with_lost_values(TargetTable(rows=(row,))).problems
    assert [(problem.code, problem.row) for problem in problems] == [("lost-value", 0)] * 2


def test_more_signs_than_a_column_shows_are_what_somebody_typed() -> None:
    typed = Traced.at("#" * 300, (Place(page=1, start=0, end=300),))
    row = Row(kind=RowKind.PROJECT, name="水厂改造", traces={"goal": typed})
    assert with_lost_values(TargetTable(rows=(row,))).problems == ()
