from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from tests.property.strategies import tables
from tests.unit.writing.official.tables import (
    DECLARATION,
    DEPARTMENT,
    DISCLOSURE,
    MONITORING,
    SELF_EVALUATION,
    TABLES,
)

from jiheng.model import (
    Entry,
    Funding,
    FundingLine,
    Indicator,
    Level,
    Row,
    RowKind,
    TableKind,
    TargetTable,
    Task,
)
from jiheng.pipeline import read
from jiheng.writing import write_official
from jiheng.writing.official.layout import form_grids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.writing.official.grid import FormGrid

HEADS = {
    "declaration": {"三级指标", "指标性质", "实施期指标值", "年度指标值", "计量单位", "指标解释"}
    | {"评分标准", "权重"},
    "department": {"任务名称", "主要内容", "期望达到的目标", "总额", "三级指标", "年度指标值"},
    "monitoring": {"执行数", "执行率", "全年预计执行数", "执行情况"}
    | {"全年预计完成情况", "偏差原因分析及改进措施", "完成目标可能性", "备注"},
    "self-evaluation": {"年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"}
    | {"预期目标", "实际完成情况", "实际完成值", "偏差原因分析及改进措施", "总分", "评价等级"},
    "disclosure": {"项目名称（资金使用单位）", "总计", "绩效目标", "绩效指标"},
}


def texts(grid: FormGrid) -> list[str]:
    return [cell.text for row in grid.rows for cell in row]


def project(**said: object) -> TargetTable:
    return TargetTable(rows=(Row(kind=RowKind.PROJECT, name="甲", **said),))  # type: ignore[arg-type]


def beside(grid: FormGrid, label: str) -> list[str]:
    """Return what stands right of each cell with a label."""
    found = []
    for row in grid.rows:
        said = [cell.text for cell in row]
        found += [said[at + 1] for at, text in enumerate(said[:-1]) if text == label]
    return found


@pytest.mark.parametrize("form", TABLES)
@settings(deadline=None, max_examples=25)
@given(table=tables())
def test_every_table_fills_the_grid_of_every_form(form: str, table: TargetTable) -> None:
    for grid in form_grids(table, form):
        assert list(grid.placed())


@pytest.mark.parametrize("form", TABLES)
def test_a_full_table_fills_the_grid_of_its_form(form: str) -> None:
    for grid in form_grids(TABLES[form], form):
        assert list(grid.placed())


@pytest.mark.parametrize("form", HEADS)
def test_a_form_has_the_labels_that_readers_know(form: str) -> None:
    assert HEADS[form] <= set(texts(form_grids(TABLES[form], form)[0]))


@pytest.mark.parametrize("form", ["declaration", "department", "monitoring", "self-evaluation"])
def test_every_text_of_a_row_is_printed_as_often_as_it_is_said(form: str) -> None:
    for row, grid in zip(TABLES[form].rows, form_grids(TABLES[form], form), strict=True):
        printed = Counter(texts(grid))
        spoken = Counter(_texts(row))
        assert {text: printed[text] for text in spoken} == dict(spoken)


@pytest.mark.parametrize("form", ["declaration", "department", "monitoring", "self-evaluation"])
def test_the_head_to_be_repeated_is_that_of_the_indicators(form: str) -> None:
    grid = form_grids(TABLES[form], form)[0]
    first, end = grid.head
    assert (end - first, "三级指标" in [cell.text for cell in grid.rows[first]]) == (1, True)


def test_the_disclosure_form_is_one_list_of_all_rows() -> None:
    (grid,) = form_grids(DISCLOSURE, "disclosure")
    assert [row[0].text for row in grid.rows] == [
        "项目名称（资金使用单位）",
        "合计",
        "科技创新券",
    ]


def test_indicators_of_the_disclosure_form_stand_on_lines_of_their_own() -> None:
    (grid,) = form_grids(DISCLOSURE, "disclosure")
    assert grid.rows[2][-1].text.count("\n") == 1


def test_each_project_has_a_declaration_of_its_own() -> None:
    assert [grid.name for grid in form_grids(DECLARATION, "declaration")] == [
        "智慧停车设施建设",
        "科技创新券",
    ]


def test_totals_are_not_declared() -> None:
    assert [grid.name for grid in form_grids(DISCLOSURE, "declaration")] == ["科技创新券"]


def test_a_table_without_rows_is_a_blank_form() -> None:
    (grid,) = form_grids(TargetTable(), "self-evaluation")
    assert (grid.title, beside(grid, "项目名称")) == ("项目支出绩效自评表", [""])


def test_a_table_of_another_kind_does_not_lend_its_title() -> None:
    (grid,) = form_grids(replace(DEPARTMENT), "monitoring")
    assert grid.title == "部门整体支出绩效目标执行监控表"


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ({}, ()),
        ({"money_unit": "万元"}, (("", "单位：万元"),)),
        ({"department": "甲"}, (("部门名称：甲", ""),)),
        ({"department": "甲", "money_unit": "元"}, (("部门名称：甲", "单位：元"),)),
        (
            {"department": "甲", "fiscal_year": 2025, "money_unit": "元"},
            (("部门名称：甲", ""), ("预算年度：2025年", "单位：元")),
        ),
    ],
)
def test_the_lines_above_name_department_year_and_unit(
    said: dict[str, Any], lines: tuple[tuple[str, str], ...]
) -> None:
    (grid,) = form_grids(TargetTable(**said), "declaration")
    assert grid.lines == lines


def test_a_year_in_the_name_of_its_project_does_not_stand_for_that_of_a_form() -> None:
    row = Row(kind=RowKind.PROJECT, name="提前下达2026年补助")
    table = TargetTable(title=f"{row.name}项目绩效目标表", fiscal_year=2026, rows=(row,))
    (grid,) = form_grids(table, "declaration")
    assert grid.lines == (("预算年度：2026年", ""),)


def test_levels_over_several_indicators_are_one_cell() -> None:
    grid = form_grids(SELF_EVALUATION, "self-evaluation")[0]
    levels = {cell.text: cell.rows for row in grid.rows for cell in row if "指标" in cell.text}
    assert (levels["产出指标"], levels["数量指标"], levels["效益指标"]) == (3, 2, 1)


def test_levels_that_are_not_known_are_not_joined() -> None:
    (grid,) = form_grids(
        project(indicators=(Indicator(name="乙"), Indicator(name="丙"))), "declaration"
    )
    assert [len(row) for row in grid.rows[-2:]] == [5, 5]


def test_equal_second_levels_below_different_first_ones_are_not_joined() -> None:
    same = Level(code=None, label="其他指标")
    items = (
        Indicator(level1=Level(code="1", label="产出指标"), level2=same, name="乙"),
        Indicator(level1=Level(code="2", label="效益指标"), level2=same, name="丙"),
    )
    (grid,) = form_grids(project(indicators=items), "declaration")
    assert [row[0].text for row in grid.rows[-2:]] == ["1-产出指标", "2-效益指标"]
    assert texts(grid).count("其他指标") == 2


def test_money_keeps_its_printed_digits() -> None:
    grid = form_grids(DECLARATION, "declaration")[0]
    assert beside(grid, "年度资金总额") == ["1,250.50"]


def test_money_of_the_year_that_a_line_says_is_not_printed_twice() -> None:
    table = project(
        funding=Funding(total=Decimal("80.00"), other=Decimal("80.00")),
        lines=(FundingLine(label="年度资金总额", amount=Decimal(80)),),
    )
    (grid,) = form_grids(table, "declaration")
    assert [text for text in texts(grid) if text.startswith("80")] == ["80", "80.00"]


@pytest.mark.parametrize("label", ["单位资金", "自筹资金", "其它资金", "其他资金"])
def test_other_money_goes_by_several_names(label: str) -> None:
    table = project(
        funding=Funding(other=Decimal("80.00")),
        lines=(FundingLine(label=label, amount=Decimal("80.00")),),
    )
    (grid,) = form_grids(table, "declaration")
    assert texts(grid).count("80.00") == 1


def test_money_of_the_year_is_the_budget_at_its_beginning() -> None:
    (grid,) = form_grids(project(funding=Funding(total=Decimal("80.00"))), "self-evaluation")
    assert beside(grid, "年度资金总额") == ["80.00"]


def test_a_rate_is_per_cent() -> None:
    assert "54.40%" in texts(form_grids(MONITORING, "monitoring")[0])


def test_the_total_of_points_stands_below_the_points() -> None:
    (grid,) = form_grids(SELF_EVALUATION, "self-evaluation")
    columns = {cell.text: column for _row, column, cell in grid.placed()}
    assert columns["99.84"] == columns["22.5"]


def _summed(*further: Entry) -> FormGrid:
    row = replace(SELF_EVALUATION.rows[0], further=further)
    (grid,) = form_grids(replace(SELF_EVALUATION, rows=(row,)), "self-evaluation")
    return grid


def test_the_sum_of_weights_stands_beside_the_total_of_points() -> None:
    grid = _summed(Entry(label="联系人", value="某"), Entry(label="总分", value="100"))
    columns = {cell.text: column for _row, column, cell in grid.placed()}
    assert (beside(grid, "总分"), columns["100"]) == (["100"], columns["22.5"] - 1)


@pytest.mark.parametrize("sums", [("90",), ("100分",), ("110", "100")])
def test_a_sum_that_may_be_another_stands_below(sums: tuple[str, ...]) -> None:
    grid = _summed(*(Entry(label="合计", value=value) for value in sums))
    assert (beside(grid, "总分"), beside(grid, "合计")) == (["99.84"], list(sums))


def test_points_have_a_label_in_forms_without_a_total() -> None:
    (grid,) = form_grids(project(score=Decimal("96.5"), grade="优"), "declaration")
    assert (beside(grid, "总分"), beside(grid, "评价等级")) == (["96.5"], ["优"])


def test_a_goal_that_was_reached_is_told_in_any_form() -> None:
    (grid,) = form_grids(project(goal="甲", goal_actual="乙"), "declaration")
    assert {"预期目标", "实际完成情况", "乙"} <= set(texts(grid))


def test_entries_of_an_indicator_are_columns() -> None:
    item = Indicator(name="乙", further=(Entry(label="备注", value="一"),) * 2)
    (grid,) = form_grids(project(indicators=(item, Indicator(name="丙"))), "declaration")
    assert (texts(grid).count("备注"), texts(grid).count("一")) == (2, 2)


def test_many_entries_of_indicators_share_a_column() -> None:
    many = tuple(Entry(label=f"栏{number}", value="值") for number in range(9))
    (grid,) = form_grids(project(indicators=(Indicator(name="乙", further=many),)), "declaration")
    assert "\n".join(f"栏{number}：值" for number in range(9)) in texts(grid)


def test_many_columns_turn_the_paper() -> None:
    wide, narrow = form_grids(DECLARATION, "declaration")
    assert (wide.landscape, narrow.landscape) == (True, False)


def _texts(value: object) -> Iterator[str]:
    """Yield every text in a record; levels are joined and told elsewhere."""
    if isinstance(value, str) and not isinstance(value, RowKind):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Entry):
        yield value.value
    elif is_dataclass(value) and not isinstance(value, Level):
        for field in fields(value):
            if field.name not in {"target", "traces"}:
                yield from _texts(getattr(value, field.name))


@pytest.mark.parametrize("form", ["declaration", "monitoring", "self-evaluation"])
@pytest.mark.parametrize("kind", [RowKind.ORGANIZATION, RowKind.GRAND_TOTAL])
def test_indicators_of_a_whole_unit_are_printed_in_every_form(form: str, kind: RowKind) -> None:
    row = Row(kind=kind, name="市府办", indicators=(Indicator(name="办文量"),))
    (grid,) = form_grids(TargetTable(rows=(row,)), form)
    assert beside(grid, "部门（单位）名称") == ["市府办"]
    assert "办文量" in texts(grid)


def test_a_long_text_is_given_the_room_that_blank_columns_do_not_need() -> None:
    task = Task(name="甲", content="长内容" * 350)
    row = Row(kind=RowKind.ORGANIZATION, name="某局", tasks=(task,))
    (grid,) = form_grids(TargetTable(rows=(row,)), "department")
    at = next(place for place in grid.placed() if place[2].text == task.content)
    assert sum(grid.widths[at[1] : at[1] + at[2].columns]) > sum(grid.widths) * 0.3


def test_a_list_keeps_amounts_whole() -> None:
    total = Decimal("123456789.12")
    row = Row(kind=RowKind.PROJECT, name="甲", funding=Funding(total=total), goal="长" * 2000)
    (grid,) = form_grids(TargetTable(rows=(row,)), "disclosure")
    assert grid.widths[1] > len("123,456,789.12") > grid.widths[3]


def test_money_of_the_period_and_of_the_year_stands_side_by_side_as_it_was_read() -> None:
    said = (
        *(("中期资金总额", 900), ("年度资金总额", 320)),
        *(("其中：财政拨款", 800), ("其中：财政拨款", 300)),
    )
    lines = tuple(FundingLine(label=label, amount=Decimal(number)) for label, number in said)
    own = Funding(total=Decimal(320), fiscal_appropriation=Decimal(300))
    table = replace(project(funding=own, lines=lines), money_unit="万元")
    (grid,) = form_grids(table, "declaration")
    at = next(row for row in grid.rows if any(cell.text == "其中：财政拨款" for cell in row))
    assert [cell.text for cell in at] == ["其中：财政拨款", "800", "其中：财政拨款", "300"]


def test_what_was_done_has_the_months_of_the_table_in_its_heads() -> None:
    (grid,) = form_grids(replace(project(), months="1—9月"), "monitoring")
    assert {"1—9月执行数", "1—9月执行率", "1—9月执行情况"} <= set(texts(grid))
    assert "全年预计执行数" in texts(grid)


@pytest.mark.parametrize("file", ["xlsx", "docx", "pdf"])
def test_the_months_of_a_monitoring_form_are_read_back(file: str) -> None:
    line = FundingLine(label="年度资金总额", initial_budget=Decimal(80), executed=Decimal(40))
    indicator = Indicator(name="培训人数", annual_value="≥300人", actual="150人")
    table = replace(
        project(lines=(line,), indicators=(indicator,)), months="1—9月", kind=TableKind.MONITORING
    )
    (again,) = read(write_official([table], "monitoring", file), name=f"a.{file}").tables
    assert again.months == "1—9月"
