"""Disclosure forms one after another in a document of pages."""

from __future__ import annotations

from jiheng.model import Row, RowKind, TargetTable
from jiheng.reading.documents import read_document
from jiheng.writing import write_official


def form(project: str) -> TargetTable:
    row = Row(kind=RowKind.PROJECT, name=project, goal=f"办好{project}。")
    return TargetTable(title=f"{project}项目绩效目标表", money_unit="万元", rows=(row,))


def test_a_title_that_was_printed_before_another_one_is_that_of_a_table_once_more() -> None:
    tables = [form("水厂改造"), form("道路养护"), form("水厂改造")]
    data = write_official(tables, "disclosure", "pdf")
    read = read_document(data, "表.pdf").tables
    assert [table.title for table in read] == [table.title for table in tables]


def test_a_title_that_each_page_prints_is_no_new_table() -> None:
    rows = tuple(form(f"道路养护{at}期").rows[0] for at in range(60))
    table = TargetTable(title="项目支出绩效目标表", money_unit="万元", rows=rows)
    (read,) = read_document(write_official([table], "disclosure", "pdf"), "表.pdf").tables
    assert len(read.rows) == 60
