from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from decimal import Decimal

import pytest

from jiheng.model import (
    Entry,
    FundingLine,
    Indicator,
    Row,
    RowKind,
    TableKind,
    TargetTable,
    Task,
)
from jiheng.writing import losses
from jiheng.writing.loss_names import PARTS, field_name

ITEM = Indicator(seq=1, name="人数", annual_value="5人")
TABLE = TargetTable(
    department="某局", rows=(Row(kind=RowKind.PROJECT, name="甲项目", indicators=(ITEM,)),)
)


def test_equal_tables_lost_nothing() -> None:
    assert losses([TABLE], [TABLE]) == ()


def test_a_value_that_reads_back_otherwise_is_named_with_its_place() -> None:
    item = replace(ITEM, annual_value="6人")
    back = replace(TABLE, rows=(replace(TABLE.rows[0], indicators=(item,)),))
    (loss,) = losses([TABLE], [back])
    assert loss.zh == "甲项目 第 1 条指标：年度指标值写出“5人”，读回“6人”。"


def test_an_indicator_that_does_not_read_back_is_named() -> None:
    without = replace(TABLE, rows=(replace(TABLE.rows[0], indicators=()),))
    assert [loss.zh for loss in losses([TABLE], [without])] == ["甲项目 第 1 条指标：未能读回。"]


def test_parts_that_are_lost_come_before_values_that_differ_and_those_that_came() -> None:
    item = replace(ITEM, seq=None, weight=Decimal(5))
    row = replace(TABLE.rows[0], indicators=(item, ITEM))
    back = replace(item, seq=1, annual_value="6人", weight=None)
    again = replace(TABLE, rows=(replace(row, indicators=(back,)),))
    told = [loss.zh.rpartition("：")[2] for loss in losses([replace(TABLE, rows=(row,))], [again])]
    assert told == [
        "未能读回。",
        "分值“5”未能读回。",
        "年度指标值写出“5人”，读回“6人”。",
        "序号原来没有，读回“1”。",
    ]


def test_rows_that_merged_are_counted() -> None:
    (loss,) = losses([TABLE], [replace(TABLE, rows=())])
    assert loss.zh == "写出 1 行，读回 0 行。"


def test_tables_that_merged_are_counted() -> None:
    (loss,) = losses([TABLE, TABLE], [TABLE])
    assert loss.en == "2 tables written, 1 read back."


def test_an_indicator_that_was_never_written_is_named() -> None:
    without = replace(TABLE, rows=(replace(TABLE.rows[0], indicators=()),))
    assert [loss.zh for loss in losses([without], [TABLE])] == ["甲项目 第 1 条指标：读回时多出。"]


def test_completeness_is_told_in_words() -> None:
    item = replace(ITEM, complete=False)
    back = replace(TABLE, rows=(replace(TABLE.rows[0], indicators=(item,)),))
    (loss,) = losses([TABLE], [back])
    assert loss.zh == "甲项目 第 1 条指标：完整与否写出“是”，读回“否”。"
    assert loss.en.endswith("“yes” reads back as “no”.")


def lost(row: Row) -> list[str]:
    """What is told of a row that reads back as its name alone."""
    back = TargetTable(rows=(Row(kind=RowKind.PROJECT, name=row.name),))
    return [loss.zh for loss in losses([TargetTable(rows=(row,))], [back])]


ROW = Row(kind=RowKind.PROJECT, name="甲项目")
NOTE = Entry(label="备注", value="无")


def test_the_kind_of_a_table_is_told_apart_from_that_of_a_row() -> None:
    made = TargetTable(kind=TableKind.MONITORING)
    (loss,) = losses([made], [TargetTable()])
    assert loss.zh == "本表：表类写出“监控表”，读回“项目目标表”。"


def test_each_field_of_a_row_that_a_form_does_not_print_is_named() -> None:
    row = replace(ROW, code="01", department="某局", score=Decimal("98.5"), grade="优")
    assert lost(row) == [
        "甲项目：项目编码“01”未能读回。",
        "甲项目：主管部门“某局”未能读回。",
        "甲项目：总分“98.5”未能读回。",
        "甲项目：评价等级“优”未能读回。",
    ]


def test_each_line_of_money_task_and_entry_that_a_form_does_not_print_is_named() -> None:
    row = replace(
        ROW,
        lines=(FundingLine(label="其他资金"),),
        tasks=(Task(name="任务"),),
        further=(NOTE, NOTE),
    )
    assert lost(row) == [
        "甲项目 第 1 行资金“其他资金”：未能读回。",
        "甲项目 第 1 项任务“任务”：未能读回。",
        "甲项目 第 1 个其他栏目“备注”：未能读回。",
        "甲项目 第 2 个其他栏目“备注”：未能读回。",
    ]


def test_what_a_line_of_money_lost_is_named() -> None:
    line = FundingLine(label="其他资金", budget=Decimal(8), forecast=Decimal(9), further=(NOTE,))
    made = TargetTable(rows=(replace(ROW, lines=(line,)),))
    back = TargetTable(rows=(replace(ROW, lines=(FundingLine(label="其他资金"),)),))
    assert [loss.en for loss in losses([made], [back])] == [
        "甲项目, line of money 1: budget “8” is not read back.",
        "甲项目, line of money 1: forecast “9” is not read back.",
        "甲项目, line of money 1, further entry 1 “备注”: not read back.",
    ]


@pytest.mark.parametrize("record", [TargetTable, Row, FundingLine, Task, Indicator, Entry])
def test_every_field_has_a_name(record: type[object]) -> None:
    assert is_dataclass(record)
    for field in fields(record):
        if field.compare and field.name not in {"rows", *PARTS}:
            assert field_name(record, field.name).zh


def test_a_value_that_nobody_wrote_is_named() -> None:
    (loss,) = losses([TargetTable(rows=(ROW,))], [TargetTable(rows=(replace(ROW, code="01"),))])
    assert loss.zh == "甲项目：项目编码原来没有，读回“01”。"
    assert loss.en == "甲项目: there was no code, “01” is read back."


def test_long_texts_are_shown_around_the_first_place_where_they_differ() -> None:
    goal = "围绕重点工作，" * 30 + "完成\n验收。"
    table, back = (
        replace(TABLE, rows=(replace(TABLE.rows[0], goal=said),))
        for said in (goal, goal.replace("\n", ""))
    )
    (loss,) = losses([table], [back])
    assert loss.zh == (
        "甲项目：绩效目标写出“…绕重点工作，完成↵验收。”（共 216 字），"
        "读回“…绕重点工作，完成验收。”（共 215 字）。"
    )
