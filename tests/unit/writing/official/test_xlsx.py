from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.unit.writing.official.tables import DECLARATION, SELF_EVALUATION, TABLES

from jiheng.errors import UnwritableTable
from jiheng.model import Entry, Funding, Indicator, Row, RowKind, TargetTable
from jiheng.pipeline import read
from jiheng.writing.official import xlsx
from jiheng.writing.official.layout import form_grids

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell


def book(table: TargetTable, form: str) -> Workbook:
    return load_workbook(io.BytesIO(xlsx.write(form_grids(table, form))))


def project(**said: Any) -> TargetTable:
    return TargetTable(rows=(Row(kind=RowKind.PROJECT, name="甲", **said),))


def filled(workbook: Workbook) -> list[Cell]:
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    return [cell for cell in cells if cell.value is not None]


def beside(table: TargetTable, label: str) -> Cell:
    cells = filled(book(table, "declaration"))
    return cells[next(at for at, cell in enumerate(cells) if cell.value == label) + 1]


@pytest.mark.parametrize("form", TABLES)
def test_every_text_stands_in_a_cell(form: str) -> None:
    grids = form_grids(TABLES[form], form)
    said = [c.text for g in grids for row in g.rows for c in row if c.text and c.number is None]
    texts = [cell.value for cell in filled(book(TABLES[form], form))]
    assert [text for text in said if text not in texts] == []


@pytest.mark.parametrize("goal", ["=1+1", "-5", "0012", "2024年12月"])
def test_a_text_stays_as_it_is_when_its_cell_is_edited(goal: str) -> None:
    cells = filled(book(project(goal=goal), "declaration"))
    (cell,) = [cell for cell in cells if cell.value == goal]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


@pytest.mark.parametrize("form", ["declaration", "monitoring", "self-evaluation"])
def test_what_a_form_says_without_a_label_reads_back_as_that(form: str) -> None:
    table = TABLES[form]
    said = replace(table.rows[0], further=(Entry(label="", value="（1-7月）"),))
    grids = form_grids(replace(table, rows=(said,)), form)
    (back,) = read(xlsx.write(grids), name="form.xlsx").tables
    assert [(each.label, each.value) for each in back.rows[0].further if not each.label] == [
        ("", "（1-7月）")
    ]
    assert len(back.rows[0].indicators) == len(table.rows[0].indicators)


@pytest.mark.parametrize("form", TABLES)
def test_equal_forms_are_equal_bytes(form: str) -> None:
    grids = form_grids(TABLES[form], form)
    assert xlsx.write(grids) == xlsx.write(grids)


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@SUM(A1)", "{=1}", "http://a.b"])
def test_what_looks_like_a_formula_is_a_text(text: str) -> None:
    cell = beside(project(goal=text), "年度目标")
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_each_project_has_a_sheet_named_after_it() -> None:
    assert book(DECLARATION, "declaration").sheetnames == ["智慧停车设施建设", "科技创新券"]


def test_no_form_is_an_empty_sheet() -> None:
    assert load_workbook(io.BytesIO(xlsx.write([]))).sheetnames == ["绩效目标表"]


def test_money_is_a_number_that_shows_its_printed_digits() -> None:
    cell = beside(project(funding=Funding(total=Decimal("1250.500"))), "年度资金总额")
    assert (cell.value, cell.number_format) == (1250.5, "#,##0.000")


@pytest.mark.parametrize("digits", ["1E+400", "1E-30", "12345678901234567.89"])
def test_money_that_a_sheet_would_round_is_a_text(digits: str) -> None:
    cell = beside(project(funding=Funding(total=Decimal(digits))), "年度资金总额")
    assert cell.value == f"{Decimal(digits):,f}"


def test_points_are_numbers_without_groups() -> None:
    cells = filled(book(SELF_EVALUATION, "self-evaluation"))
    assert [cell.number_format for cell in cells if cell.value == 99.84] == ["0.00"]


def test_levels_are_merged() -> None:
    sheet = book(SELF_EVALUATION, "self-evaluation").active
    assert sheet is not None
    output = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "产出指标")
    (merged,) = (area for area in sheet.merged_cells.ranges if output.coordinate in area)
    assert (merged.size["rows"], merged.size["columns"]) == (3, 1)


def test_the_head_is_repeated_on_every_page() -> None:
    sheet = book(SELF_EVALUATION, "self-evaluation").active
    assert sheet is not None
    first, last = (int(part.strip("$")) for part in (sheet.print_title_rows or "").split(":"))
    assert (first, "三级指标" in [cell.value for cell in sheet[first]]) == (last, True)


@pytest.mark.parametrize(("form", "panes"), [("disclosure", "B4"), ("declaration", None)])
def test_the_head_of_a_list_stays_in_sight(form: str, panes: str | None) -> None:
    sheet = book(TABLES[form], form).active
    assert sheet is not None
    assert sheet.freeze_panes == panes


@pytest.mark.parametrize(
    ("form", "paper"), [("department", "portrait"), ("monitoring", "landscape")]
)
def test_paper_is_a4_and_fits_the_columns(form: str, paper: str) -> None:
    sheet = book(TABLES[form], form).active
    assert sheet is not None
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation or "portrait", setup.fitToHeight) == (9, paper, 0)


def test_a_long_goal_takes_several_rows() -> None:
    cell = beside(project(goal="推动发展。" * 1000), "年度目标")
    sheet = cell.parent
    assert isinstance(sheet, Worksheet)
    (merged,) = (area for area in sheet.merged_cells.ranges if cell.coordinate in area)
    heights = [sheet.row_dimensions[row[0]].height or 0 for row in merged.left]
    assert len(heights) > 1
    assert max(heights) <= 409


def test_a_level_that_needs_more_lines_than_its_rows_makes_the_last_higher() -> None:
    def heights(label: str) -> float:
        item = Indicator(name="乙", explanation=label)
        sheet = book(project(indicators=(item,)), "declaration").active
        assert sheet is not None
        return sum(sheet.row_dimensions[row].height or 0 for row in range(1, sheet.max_row + 1))

    assert heights("反映完成情况" * 30) > heights("反映完成情况")


def test_a_text_that_no_cell_can_hold_is_told() -> None:
    with pytest.raises(UnwritableTable):
        xlsx.write(form_grids(project(goal="长" * 32_768), "declaration"))


@pytest.mark.parametrize(
    ("table", "first"),
    [
        (TargetTable(), "项目名称（资金使用单位）"),
        (TargetTable(department="甲局"), "部门名称：甲局"),
    ],
)
def test_what_a_table_does_not_say_above_takes_no_row(table: TargetTable, first: str) -> None:
    assert filled(book(table, "disclosure"))[0].coordinate == "A1"
    assert filled(book(table, "disclosure"))[0].value == first


def test_a_long_text_begins_at_the_top_of_its_cell() -> None:
    goal = "围绕重点工作，" * 200
    table = TargetTable(rows=(Row(kind=RowKind.PROJECT, name="甲", goal=goal),))
    sheet = book(table, "declaration").active
    assert sheet is not None
    (cell,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == goal)
    assert cell.alignment.vertical == "top"
