"""Texts with one column a field are read like workbooks, whatever parts their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jiheng.model import Source
from jiheng.reading.containers.page.ink import Glyph, Ink
from jiheng.reading.containers.page.sheets import PagesSheet
from jiheng.reading.containers.texts.text import read_text
from jiheng.reading.documents import read_document, read_sheets
from jiheng.reading.layouts.sections import loose
from jiheng.reading.layouts.sections.loose import with_grids

if TYPE_CHECKING:
    from collections.abc import Callable

    from jiheng.model import TargetTable

HEADS = ("项目名称", "总计", "绩效目标", "一级指标", "二级指标", "三级指标", "指标值")
FIRST = ("道路养护", "100", "养护全市道路", "产出指标", "数量指标", "养护里程", "≥100公里")
BLANKS = ("", "", "", "效益指标", "社会效益指标", "事故下降率", "≥5%")
AGAIN = (*FIRST[:3], *BLANKS[3:])


def tabs(*rows: tuple[str, ...]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def bars(*rows: tuple[str, ...]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|---" * len(HEADS) + "|", *lines[1:]])


def only_table(text: str) -> TargetTable:
    (table,) = read_document(text.encode(), "表.txt").tables
    return table


@pytest.mark.parametrize("printed", [tabs, bars])
@pytest.mark.parametrize("second", [BLANKS, AGAIN], ids=["blank", "repeated"])
def test_one_column_a_field_is_one_row_with_its_indicators(
    printed: Callable[..., str], second: tuple[str, ...]
) -> None:
    table = only_table("项目支出绩效目标表\n部门：某局\n\n" + printed(HEADS, FIRST, second))
    (row,) = table.rows
    assert (table.title, row.name, row.goal) == ("项目支出绩效目标表", *FIRST[:3:2])
    assert [i.name for i in row.indicators] == ["养护里程", "事故下降率"]
    assert not table.problems


def test_a_table_needs_no_title_and_no_money() -> None:
    heads, first = (HEADS[0], *HEADS[2:]), (FIRST[0], *FIRST[2:])
    (row,) = only_table(tabs(heads, first)).rows
    assert (row.name, row.funding) == ("道路养护", None)


def test_the_packed_form_is_left_to_its_own_reader() -> None:
    text = tabs(("项目名称", "绩效目标", "绩效指标"), ("道路养护", "养护", "养护里程≥100公里"))
    sheet = read_text(text.encode(), "表.txt")
    assert with_grids(sheet) is sheet


def test_a_text_of_very_many_places_is_no_grid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loose, "MAX_PLACES", 10)
    assert not with_grids(read_text(tabs(HEADS, FIRST).encode(), "表.txt")).grids


def test_words_that_stand_apart_on_a_page_without_lines_are_no_table() -> None:
    gathered = PagesSheet()
    glyphs = [
        Glyph(sign, left, top, left + 10, top + 10)
        for row, line in enumerate((HEADS, FIRST, AGAIN))
        for column, words in enumerate(line)
        for at, sign in enumerate(words)
        for left, top in [(100 * column + 10 * at, 20 * row)]
    ]
    gathered.add(Ink(1, 800, 100, glyphs, [], []))
    sheet = gathered.sheet("x.pdf")
    source = Source(name="x.pdf", sha256="", media_type="application/pdf", pages=1)
    result = read_sheets((sheet,), source)
    assert (result.tables, [problem.code for problem in result.problems]) == ((), ["no-table"])


def test_the_name_of_a_unit_alone_in_a_row_parts_no_table() -> None:
    other = ("桥梁养护", *FIRST[1:])
    table = only_table("\n".join([tabs(HEADS, FIRST), "某局", tabs(other), "注：略", tabs(FIRST)]))
    assert [row.name for row in table.rows] == ["道路养护", "某局", "桥梁养护"]


def test_a_packed_head_with_columns_of_indicators_below_it_is_none() -> None:
    over = (*HEADS[:3], "绩效指标", "", "", "")
    (row,) = only_table(tabs(over, ("", "", "", *HEADS[3:]), FIRST)).rows
    assert [i.name for i in row.indicators] == ["养护里程"]


def test_a_list_goes_on_in_a_table_that_prints_its_side_label_and_head_again() -> None:
    heads = "<td>一级指标<td>二级指标<td>三级指标<td>指标值"
    text = (
        "<p>项目支出绩效目标表<p>资金总额：75.30万元<table><tr><td>项目名称<td colspan=4>道路养护"
        f"<tr><td rowspan=2>绩效指标{heads}"
        "<tr><td>产出指标<td>数量指标<td>养护里程<td>≥100公里</table>"
        f"<table><tr><td>绩效指标{heads}<tr><td><td><td>质量指标<td>合格率<td>≥95%</table>"
    )
    (row,) = only_table(text).rows
    assert row.funding is not None
    assert str(row.funding.total) == "75.30"
    assert [(i.level1.label if i.level1 else "", i.name) for i in row.indicators] == [
        ("产出指标", "养护里程"),
        ("产出指标", "合格率"),
    ]


@pytest.mark.parametrize(
    ("name", "value", "names"),
    [
        ("养护里程<br>护栏长度", "≥48处<br>≥12.6公里", ["养护里程", "护栏长度"]),
        ("养护<b>里</b>程；<p>护栏长度", "48处<p>12.6公里", ["养护里程", "护栏长度"]),
        ("沿线群众<br>满意度", "≥90<br>9%", ["沿线群众满意度"]),
        ("受益农户代表<br>对养护满意度", "≥90<br>%", ["受益农户代表对养护满意度"]),
        ("受益农户代表<br>对养护满意度", "≥90%", ["受益农户代表对养护满意度"]),
    ],
)
def test_names_and_values_line_by_line_in_a_cell_are_as_many_indicators(
    name: str, value: str, names: list[str]
) -> None:
    text = (
        "<p>项目支出绩效目标表<table><tr><td>项目名称<td colspan=3>道路养护"
        "<tr><td>一级指标<td>二级指标<td>三级指标<td>指标值"
        f"<tr><td>产出指标<td>数量指标<td>{name}<td>{value}</table>"
    )
    (row,) = only_table(text).rows
    assert [each.name for each in row.indicators] == names


def test_a_column_for_each_level_beside_the_project_makes_a_table_of_a_text() -> None:
    heads = ("项目名称", "预算金额", "绩效目标", "数量指标", "质量指标")
    first = ("道路养护", "100", "养护全市道路", "养护里程≥100公里", "合格率≥95%")
    (row,) = only_table(tabs(heads, first)).rows
    assert [(i.name, i.annual_value) for i in row.indicators] == [
        ("养护里程", "≥100公里"),
        ("合格率", "≥95%"),
    ]


def test_rows_of_one_cell_amid_a_form_with_cells_over_lines_are_its_own() -> None:
    rows = ("项目名称\t道路养护\t\t", "年度绩效目标\t\t\t", "养护全市道路。\t\t\t")
    heads = '一级指标\t"二级\n指标"\t三级指标\t指标值'
    first = "产出指标\t数量指标\t养护里程\t≥100公里"
    title = "项目支出绩效目标表\t\t\t\n（2026年度）\t\t\t"
    table = only_table("\n".join([title, *rows, heads, first]))
    assert (table.title, table.fiscal_year) == ("项目支出绩效目标表", 2026)
    assert [(row.name, row.goal) for row in table.rows] == [("道路养护", "养护全市道路。")]


def test_projects_without_indicators_or_goals_are_listed_beside_what_they_spent() -> None:
    heads = ("项目名称", "项目金额（万元）", "执行金额", "执行率", "总分")
    rows = tabs(heads, ("道路养护", "100", "90", "90%", "97"))
    (row,) = only_table(f"2025年度项目支出绩效自评结果公开表\n\n{rows}").rows
    assert (row.name, str(row.score), [str(line.executed) for line in row.lines]) == (
        "道路养护",
        "97",
        ["90"],
    )


def test_lines_of_labels_with_their_values_between_tabs_are_no_table() -> None:
    owners = "项目名称：道路养护\t实施单位：养护中心\n主管部门：某局"
    money = "资金总额（万元）：5\t其中：财政拨款：4"
    heads = ("一级指标", "二级指标", "三级指标", "指标值")
    text = f"项目支出绩效目标表\n{owners}\n{money}\n\n{tabs(heads, FIRST[3:])}"
    table = only_table(text)
    (row,) = table.rows
    assert (row.name, row.organization, table.department) == ("道路养护", "养护中心", "某局")
    assert row.funding is not None
    assert [str(amount) for amount in (row.funding.total, row.funding.fiscal_appropriation)] == [
        "5",
        "4",
    ]


@pytest.mark.parametrize(
    ("between", "year", "unit"),
    [("二、乙局", 2026, "万元"), ("单位：元", 2026, "元"), ("2025年项目绩效目标表", 2025, None)],
)
def test_a_list_with_the_heads_of_the_one_before_has_its_year_and_unit(
    between: str, year: int, unit: str | None
) -> None:
    lists = [tabs(HEADS, FIRST), tabs(HEADS, ("桥梁养护", *FIRST[1:]))]
    text = "\n".join(["2026年项目支出绩效目标表", "单位：万元", lists[0], between, lists[1]])
    second = read_document(text.encode(), "表.txt").tables[1]
    assert (second.fiscal_year, second.money_unit) == (year, unit)


def test_a_list_with_other_heads_has_its_own_year() -> None:
    other = tabs((*HEADS[:-1], "目标值"), FIRST)
    text = "\n".join(["2026年项目支出绩效目标表", tabs(HEADS, FIRST), "二、乙局", other])
    assert read_document(text.encode(), "表.txt").tables[1].fiscal_year is None
