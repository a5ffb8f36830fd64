from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jiheng.model import DeadlineTarget, Funding, Indicator, Place, Row, RowKind, Traced


def traced(text: str, line: int) -> Traced:
    return Traced.at(text, (Place(line=line, start=0, end=len(text)),))


def test_sources_of_funds_leave_out_what_is_not_printed() -> None:
    assert Funding(total=Decimal(5), other=Decimal(0)).sources() == (Decimal(0),)


def test_an_indicator_stands_where_its_fields_stand() -> None:
    indicator = Indicator(name="人数", traces={"name": traced("人数", 1), "seq": traced("1", 2)})
    assert [place.line for place in indicator.span] == [1, 2]


def test_a_row_stands_where_its_own_cells_stand() -> None:
    row = Row(kind=RowKind.PROJECT, name="甲", traces={"name": traced("甲", 3)})
    assert [place.line for place in row.span] == [3]


@pytest.mark.parametrize(
    ("year", "month", "day", "latest"),
    [
        (2024, 2, None, date(2024, 2, 29)),
        (2023, None, None, date(2023, 12, 31)),
        (2024, 6, 15, date(2024, 6, 15)),
        (None, 6, 15, None),
    ],
)
def test_a_deadline_ends_with_its_last_day(
    year: int | None, month: int | None, day: int | None, latest: date | None
) -> None:
    assert DeadlineTarget(year=year, month=month, day=day).latest() == latest
