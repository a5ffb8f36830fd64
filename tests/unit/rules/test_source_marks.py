"""Faults that only the source shows: spaces inside amounts, marks behind values."""

from __future__ import annotations

import pytest

from jiheng.bilingual import Bilingual
from jiheng.model import (
    Indicator,
    Place,
    Problem,
    ProblemSeverity,
    Row,
    RowKind,
    TargetTable,
    Traced,
)
from jiheng.pipeline import read
from jiheng.rules import find_rule
from jiheng.rules.disclosure.di001_personal_data import is_identity_number, passes_luhn
from jiheng.rules.engine import apply
from jiheng.standards.profile import load_profile

_HEAD = "项目支出绩效目标表\n\n部门名称：某局\n\n单位：万元\n\n"
_COLUMNS = "项目名称（资金使用单位）\t总计\t财政拨款\t财政专户拨款\t其他资金\t绩效目标\t绩效指标\n"


def _excerpts(code: str, total: str, value: str) -> list[str]:
    row = f"甲项目\t{total}\t{total}\t\t\t完成培训。\t1、产出指标：培训场次，年度指标值：{value}\n"
    table = read((_HEAD + _COLUMNS + row).encode(), name="table.txt").tables[0]
    review = apply((find_rule(code),), table, load_profile())
    return [place.excerpt for finding in review.findings for place in finding.locations]


def test_an_amount_printed_with_spaces_is_found_in_each_column() -> None:
    assert _excerpts("LE008", "72, 239. 50", "2场。") == ["72239.50", "72239.50"]


def test_an_amount_printed_without_spaces_is_no_finding() -> None:
    assert _excerpts("LE008", "72,239.50", "2场。") == []


def test_a_doubled_mark_behind_a_value_is_found_at_its_last_character() -> None:
    assert _excerpts("LE010", "1.00", "提供依据。。") == ["据"]


def test_a_single_mark_behind_a_value_is_no_finding() -> None:
    assert _excerpts("LE010", "1.00", "提供依据。") == []


@pytest.mark.parametrize("number", ["11010519491231002X", "11010519491231002x"])
def test_the_check_digit_of_an_identity_number_may_be_ten(number: str) -> None:
    assert is_identity_number(number)


def test_a_wrong_check_digit_makes_no_identity_number() -> None:
    assert not is_identity_number("110105194912310021")


def test_a_card_number_passes_luhn() -> None:
    assert passes_luhn("4111111111111111")


def test_a_card_number_with_a_wrong_digit_fails_luhn() -> None:
    assert not passes_luhn("4111111111111112")


def test_a_text_without_known_source_has_no_doubled_mark_behind_it() -> None:
    item = Indicator(name="人数", annual_value="5人", traces={"annual_value": Traced("5人")})
    row = Row(kind=RowKind.PROJECT, name="甲", indicators=(item,))
    review = apply((find_rule("LE010"),), TargetTable(rows=(row,)), load_profile())
    assert review.findings == ()


def test_damage_of_an_indicator_that_is_not_there_is_placed_at_the_list() -> None:
    row = Row(kind=RowKind.PROJECT, name="甲", indicators=())
    damage = Problem(
        code="clipped-cell",
        message=Bilingual("残缺", "clipped"),
        severity=ProblemSeverity.ERROR,
        span=(),
        row=0,
        indicator=4,
    )
    table = TargetTable(rows=(row,), problems=(damage,))
    (finding,) = apply((find_rule("LE001"),), table, load_profile()).findings
    assert finding.locations[0].field == "indicators"


def _clipped(at: Place, own: int | None = None) -> tuple[str, str, int | None]:
    """Return what LE001 says of a problem at a place, and of which field of which row."""
    where = Place(sheet="表", cell="B3", start=0, end=4)
    other = Place(page=2, box=(10.0, 10.0, 90.0, 20.0), start=0, end=4)
    item = Indicator(name="修水厂数", traces={"name": Traced.at("修水厂数", (other,))})
    row = Row(
        kind=RowKind.PROJECT,
        name="甲",
        goal="修水厂一",
        indicators=(item,),
        traces={"goal": Traced.at("修水厂一", (where,))},
    )
    damage = Problem(
        code="clipped-cell",
        message=Bilingual("残缺", "clipped"),
        severity=ProblemSeverity.ERROR,
        span=(at,),
        excerpt="修水",
        row=own,
    )
    before = Row(kind=RowKind.PROJECT, name="乙", goal="修水厂一", traces=row.traces)
    rows = (row,) if own is None else (before, row)
    table = TargetTable(rows=rows, problems=(damage,))
    (finding,) = apply((find_rule("LE001"),), table, load_profile()).findings
    first = finding.locations[0]
    return finding.message.zh, first.field, first.row


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (
            Place(sheet="表", cell="B3", start=2, end=4),
            ("“甲”的绩效目标残缺（“修水”处）。", "goal", 0),
        ),
        (
            Place(page=2, box=(80.0, 12.0, 120.0, 18.0), start=0, end=4),
            ("“甲”的绩效指标内容残缺（“修水”处）。", "indicators", 0),
        ),
        (
            Place(page=2, box=(100.0, 12.0, 120.0, 18.0), start=0, end=4),
            ("单元格内容残缺（“修水”处）。", "indicators", None),
        ),
        (
            Place(sheet="表", cell="B4", start=0, end=4),
            ("单元格内容残缺（“修水”处）。", "indicators", None),
        ),
    ],
)
def test_a_clipped_cell_is_called_by_the_field_that_stands_there(
    at: Place, expected: tuple[str, str, int | None]
) -> None:
    assert _clipped(at) == expected


def test_the_field_of_a_clipped_cell_is_one_of_its_row() -> None:
    at = Place(sheet="表", cell="B3", start=0, end=4)
    assert _clipped(at, own=1) == ("“甲”的绩效目标残缺（“修水”处）。", "goal", 1)
