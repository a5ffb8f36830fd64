from __future__ import annotations

import pytest

from jiheng.model import Indicator, Row, RowKind, TargetTable
from jiheng.reading.documents import ReadResult
from jiheng_cli.task import counted


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("受益家庭户数", "≥30万户", 1),
        ("受益家庭户数", None, 1),
        (None, "≥30万户", 1),
        (None, "不适用", 1),
        ("无", "100%", 1),
        ("不适用", "不适用", 0),
        ("不适用", None, 0),
        ("——", "/", 0),
    ],
)
def test_a_line_that_says_there_is_none_is_no_indicator(
    name: str | None, value: str | None, number: int
) -> None:
    line = Indicator(name=name, annual_value=value)
    table = TargetTable(rows=(Row(kind=RowKind.PROJECT, name="甲", indicators=(line,)),))
    assert counted(ReadResult(tables=(table,))).indicators == number
