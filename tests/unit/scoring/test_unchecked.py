"""What of a self-evaluation stays open is counted apart from its faults."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from jiheng.model import Indicator, Row, RowKind, TableKind, TargetTable
from jiheng.reading.grammar.targets import read_target
from jiheng.scoring.recomputing import recompute
from jiheng.standards.scoring_standard import load_standard
from jiheng.writing.recomputed.rows import headline

_LINE = Indicator(
    name="甲",
    annual_value="≥1个",
    target=read_target("≥1个"),
    actual="1个",
    weight=Decimal(50),
    score=Decimal(50),
)
_WHOLE, _NO_POINTS = Decimal(100), replace(_LINE, score=None)
_NO_TARGET = replace(_LINE, annual_value=None, target=None)


@pytest.mark.parametrize(
    ("line", "total", "said"),
    [
        (_LINE, _WHOLE, "没有发现计分差错。"),
        (_LINE, None, "没有发现计分差错，但有 1 处无法核对。"),
        (_NO_TARGET, _WHOLE, "没有发现计分差错，但有 1 处无法核对。"),
        (_NO_POINTS, _WHOLE, "没有发现计分差错，但有 2 处无法核对。"),
        (replace(_NO_POINTS, weight=Decimal(40)), _WHOLE, "1 处差错，2 行复算；2 处无法核对"),
        (_LINE, Decimal(90), "1 处差错，2 行复算"),
    ],
)
def test_the_headline_says_how_much_could_not_be_checked(
    line: Indicator, total: Decimal | None, said: str
) -> None:
    row = Row(kind=RowKind.PROJECT, name="某项目", indicators=(line, _LINE), score=total)
    table = TargetTable(kind=TableKind.SELF_EVALUATION, fiscal_year=2024, rows=(row,))
    (found,) = recompute(table, load_standard())
    assert headline(found, "zh") == said
