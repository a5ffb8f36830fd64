from __future__ import annotations

from dataclasses import replace

from jiheng.model import Indicator, Row, RowKind, TargetTable
from jiheng.writing import losses

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
