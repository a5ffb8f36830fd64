from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from jiheng.errors import UnwritableTable
from jiheng.model import (
    DeadlineTarget,
    Indicator,
    Level,
    NumberTarget,
    Place,
    RangeTarget,
    Row,
    RowKind,
    SeveralTargets,
    Source,
    TargetTable,
    TextTarget,
    Traced,
)
from jiheng.pipeline import read
from jiheng.writing import overview
from jiheng.writing.xlsx import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.workbook import Workbook

    from jiheng.model import Target

ITEM = Indicator(
    level1=Level(code="1", label="产出指标"),
    level2=Level(code="11", label="数量指标"),
    name="人数",
    annual_value="≥50人",
    weight=Decimal("12.5"),
    target=NumberTarget(op="≥", number=Decimal(50), unit="人"),
)
ONE = TargetTable(
    title="项目支出绩效目标表",
    department="某市某局",
    fiscal_year=2026,
    rows=(Row(kind=RowKind.PROJECT, name="甲项目", code="44", indicators=(ITEM, ITEM)),),
    source=Source(name="a/甲.pdf", sha256="0" * 64, media_type="application/pdf", pages=9),
    traces={
        "title": Traced.at("标题", (Place(page=3, start=0, end=2),)),
        "department": Traced.at("某市某局", (Place(page=5, start=0, end=4),)),
    },
)
NAMELESS = replace(ONE, department=None)


def opened(*said: TargetTable) -> Workbook:
    return load_workbook(io.BytesIO(write(said)))


def line(target: Target | None) -> Sequence[object]:
    item = replace(ITEM, target=target)
    row = replace(ONE.rows[0], indicators=(item,))
    sheet = opened(replace(ONE, rows=(row,)), ONE)["指标一览"]
    return [cell.value for cell in sheet[2]][13:17]


def test_one_table_stands_alone() -> None:
    assert opened(ONE).sheetnames == ["某市某局"]


def test_sheets_are_named_by_department_or_file() -> None:
    assert opened(ONE, NAMELESS, ONE).sheetnames == [
        "目录",
        "指标一览",
        "某市某局",
        "甲",
        "某市某局 (2)",
    ]


def test_the_index_says_where_each_table_is_from_and_leads_to_it() -> None:
    sheet = opened(ONE, NAMELESS)["目录"]
    assert [cell.value for cell in sheet[2]] == [
        "某市某局",
        "a/甲.pdf",
        "3–5",
        "项目支出绩效目标表",
        "某市某局",
        2026,
        1,
        2,
    ]
    assert sheet["A3"].hyperlink.location == "'甲'!A1"


def test_every_indicator_has_a_line_under_a_head_that_filters() -> None:
    sheet = opened(ONE, ONE)["指标一览"]
    assert (sheet.max_row, sheet.freeze_panes, sheet.auto_filter.ref) == (5, "A2", "A1:R5")
    assert [cell.value for cell in sheet[2]] == [
        "a/甲.pdf",
        None,
        "某市某局",
        "甲项目",
        "44",
        "产出指标",
        "数量指标",
        "人数",
        None,
        "≥50人",
        None,
        None,
        12.5,
        "数值",
        "≥",
        50,
        "人",
        "是",
    ]


@pytest.mark.parametrize(
    ("target", "cells"),
    [
        (None, [None] * 4),
        (TextTarget(), ["文字", None, None, None]),
        (RangeTarget(low=Decimal(1), high=Decimal(3), unit=""), ["区间", None, "1–3", None]),
        (DeadlineTarget(year=2026, month=6, day=None), ["期限", "≤", "2026年6月", None]),
        (
            SeveralTargets(
                parts=(
                    NumberTarget(op="≥", number=Decimal(2), unit="次"),
                    NumberTarget(op="=", number=Decimal(3), unit="人"),
                )
            ),
            ["多个", "≥\n=", "2\n3", "次\n人"],
        ),
    ],
)
def test_a_target_is_told_apart(target: Target | None, cells: list[object]) -> None:
    assert line(target) == cells


def test_a_long_text_is_cut_in_the_list_and_whole_in_its_sheet() -> None:
    row = Row(kind=RowKind.PROJECT, name="长" * 32_100, indicators=(ITEM,))
    table = replace(ONE, rows=(row,))
    book = opened(table, table)
    assert str(book["指标一览"]["D2"].value).endswith("长……")
    assert book["某市某局"]["A4"].value == row.name


def test_more_indicators_than_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview, "LAST_ROW", 3)
    with pytest.raises(UnwritableTable):
        write([ONE, ONE])


def test_readers_pass_over_what_only_repeats() -> None:
    several = [ONE, NAMELESS, ONE]
    alone = [table for one in several for table in read(write([one]), name="a.xlsx").tables]
    assert list(read(write(several), name="a.xlsx").tables) == alone


def test_a_sheet_of_the_same_name_without_the_mark_is_read() -> None:
    table = replace(ONE, department="目录")
    (found,) = read(write([table]), name="a.xlsx").tables
    assert found.department == "目录"


def test_the_lists_are_printed_on_the_paper_of_the_tables() -> None:
    sizes = {sheet.page_setup.paperSize for sheet in opened(ONE, ONE).worksheets}
    assert sizes == {9}  # A4, as workbooks number sizes of paper
