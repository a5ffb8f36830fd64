"""Lines of recomputations in words: what is due, and targets whose sign stands apart."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jiheng.model import Indicator, Row, RowKind, TableKind, TargetTable
from jiheng.reading.grammar.targets import read_target
from jiheng.scoring.recomputing import recompute
from jiheng.standards.scoring_standard import load_standard
from jiheng.writing.recomputed import RecomputedTable
from jiheng.writing.recomputed.rows import LineRow, line_rows


def _line(indicator: Indicator) -> LineRow:
    row = Row(kind=RowKind.PROJECT, name="某项目", indicators=(indicator,))
    table = TargetTable(kind=TableKind.SELF_EVALUATION, rows=(row,))
    made = recompute(table, load_standard())
    found = RecomputedTable(table=table, recomputations=made)
    return next(line_rows(found, made[0], "zh"))


def _indicator(wanted: str, actual: str, **apart: str) -> Indicator:
    return Indicator(
        name="甲",
        annual_value=wanted,
        target=read_target(f"{apart.get('sign', '')}{wanted}{apart.get('unit', '')}"),
        actual=actual,
        weight=Decimal(10),
        score=Decimal(9),
        sign=apart.get("sign"),
        unit=apart.get("unit"),
    )


@pytest.mark.parametrize(
    ("indicator", "due"),
    [
        (_indicator("≥95%", "95%"), Decimal("10.00")),
        (_indicator("有所提高", "达成预期指标"), "8-10"),
        (_indicator("有所提高", "大家都说好"), ""),
    ],
    ids=["number", "range", "words"],
)
def test_what_is_due_is_a_number_a_range_or_nothing(
    indicator: Indicator, due: str | Decimal
) -> None:
    assert _line(indicator).due == due


def test_a_sign_and_a_unit_that_stand_apart_are_put_to_the_target() -> None:
    assert _line(_indicator("95", "95", sign="≥", unit="%")).target == "≥95%"


def test_a_sign_and_a_unit_that_stand_in_the_value_are_not_doubled() -> None:
    assert _line(_indicator("≥95%", "95", sign="≥", unit="%")).target == "≥95%"
