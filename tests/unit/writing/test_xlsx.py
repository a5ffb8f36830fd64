from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from jiheng.errors import UnwritableTable
from jiheng.model import Funding, Indicator, Level, Row, RowKind, TargetTable
from jiheng.writing.xlsx import write

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

INDICATORS = tuple(
    Indicator(
        seq=n,
        level1=Level(code="1", label="产出指标"),
        level2=Level(code="11", label="数量指标"),
        name=f"第{n}类服务对象",
        annual_value=f"≥{n}人",
    )
    for n in range(1, 61)
)
TABLE = TargetTable(
    title="项目支出绩效目标表（含转移支付项目）",
    department="某市某局",
    money_unit="万元",
    rows=(
        Row(kind=RowKind.GRAND_TOTAL, name="合计", funding=Funding(total=Decimal("132735.81"))),
        Row(
            kind=RowKind.PROJECT,
            name="甲项目",
            funding=Funding(total=Decimal("80.00"), other=Decimal("0.125")),
            goal="=1+1",
            indicators=INDICATORS,
        ),
    ),
)


def sheet(table: TargetTable = TABLE) -> Worksheet:
    return load_workbook(io.BytesIO(write([table]))).worksheets[0]


def test_the_title_is_merged_over_the_whole_width() -> None:
    assert [str(merged) for merged in sheet().merged_cells.ranges] == ["A1:G1"]


def test_the_unit_of_money_stands_at_the_right() -> None:
    cell = sheet()["G2"]
    assert (cell.value, cell.alignment.horizontal) == ("单位：万元", "right")


def test_the_head_is_bold_and_bordered() -> None:
    cell = sheet()["A3"]
    assert (cell.value, cell.font.bold, cell.border.top.style) == (
        "项目名称（资金使用单位）",
        True,
        "thin",
    )


def test_money_is_a_number_with_grouped_thousands() -> None:
    cell = sheet()["B4"]
    assert (cell.value, cell.data_type, cell.number_format) == (132735.81, "n", "#,##0.00")


def test_an_amount_of_more_decimals_shows_them_all() -> None:
    assert sheet()["E5"].number_format == "#,##0.000"


def test_missing_money_is_blank_and_not_nought() -> None:
    assert sheet()["C4"].value is None


def test_an_amount_that_a_workbook_would_round_is_a_text() -> None:
    row = Row(
        kind=RowKind.PROJECT, name="甲", funding=Funding(total=Decimal("1234567890123456.78"))
    )
    assert sheet(TargetTable(rows=(row,)))["B2"].value == "1,234,567,890,123,456.78"


def test_a_goal_like_a_formula_is_a_text() -> None:
    cell = sheet()["F5"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_a_project_too_long_for_a_row_goes_on_without_name() -> None:
    found = sheet()
    assert [found.cell(line, 1).value for line in range(5, found.max_row + 1)] == [
        "甲项目",
        *[None] * (found.max_row - 5),
    ]
    assert found.max_row > 5


def test_no_row_is_higher_than_excel_allows() -> None:
    heights = [dimension.height for dimension in sheet().row_dimensions.values()]
    assert max(height for height in heights if height) <= 409


def test_the_page_is_a4_landscape_one_page_wide() -> None:
    page = sheet()
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    fit = page.sheet_properties.pageSetUpPr
    assert (fit is not None and fit.fitToPage, page.page_setup.fitToHeight) == (True, 0)


def test_the_head_is_repeated_on_every_page() -> None:
    assert sheet().print_title_rows == "$3:$3"


def test_head_and_names_stay_in_sight() -> None:
    assert sheet().freeze_panes == "B4"


def test_pages_are_numbered() -> None:
    footer = sheet().oddFooter
    assert footer is not None
    assert footer.center.text == "第 &P 页，共 &N 页"


def test_a_table_without_money_has_three_columns() -> None:
    row = Row(kind=RowKind.PROJECT, name="甲", goal="目标。")
    assert [cell.value for cell in sheet(TargetTable(rows=(row,)))[1]] == [
        "项目名称（资金使用单位）",
        "绩效目标",
        "绩效指标",
    ]


def test_a_name_that_no_cell_can_hold_is_refused_and_not_dropped() -> None:
    with pytest.raises(UnwritableTable):
        write([TargetTable(rows=(Row(kind=RowKind.PROJECT, name="甲" * 32_768),))])


def test_each_table_has_a_sheet_named_after_its_department() -> None:
    book = load_workbook(io.BytesIO(write([TABLE, TABLE])))
    assert book.sheetnames[2:] == ["某市某局", "某市某局 (2)"]


def test_the_workbook_carries_title_and_department() -> None:
    book = load_workbook(io.BytesIO(write([TABLE])))
    assert book.properties.title == "项目支出绩效目标表（含转移支付项目）"


@pytest.mark.parametrize("goal", ["=1+1", "-5", "0012", "2024年12月"])
def test_a_text_stays_as_it_is_when_its_cell_is_edited(goal: str) -> None:
    rows = (Row(kind=RowKind.PROJECT, name="甲", goal=goal),)
    (sheet,) = load_workbook(io.BytesIO(write([TargetTable(rows=rows)]))).worksheets
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == goal]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
