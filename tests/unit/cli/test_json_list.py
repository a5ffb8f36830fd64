from __future__ import annotations

import io

import pytest

from jiheng.model import Row, RowKind, TargetTable
from jiheng.writing import write_tables
from jiheng_cli.json_list import JsonList

_TABLES = [
    TargetTable(department=name, rows=(Row(kind=RowKind.PROJECT, name=f"{name}\n项目"),))
    for name in ("甲局", "乙局", "丙局")
]


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_tables_one_by_one_are_written_as_if_together(count: int) -> None:
    tables = _TABLES[:count]
    stream = io.BytesIO()
    listed = JsonList(stream)
    for table in tables:
        listed.add(write_tables([table], "json"))
    listed.close()
    assert stream.getvalue() == write_tables(tables, "json")
