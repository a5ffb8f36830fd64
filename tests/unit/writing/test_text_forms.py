from __future__ import annotations

from decimal import Decimal

import pytest

from jiheng.model import Funding, Row, RowKind, TableKind, TargetTable
from jiheng.writing import html, markdown, write_tables

ROW = Row(
    kind=RowKind.PROJECT,
    name="甲|乙<p>",
    funding=Funding(total=Decimal("1234.50")),
    goal="研发&推广*。",
)
TABLE = TargetTable(title="项目支出绩效目标表", department="某局", money_unit="万元", rows=(ROW,))


def markdown_lines(table: TargetTable = TABLE) -> list[str]:
    return markdown.write([table]).decode().splitlines()


def page(table: TargetTable = TABLE) -> str:
    return html.write([table]).decode()


def test_markdown_says_title_department_and_unit_before_the_table() -> None:
    assert markdown_lines()[:5] == [
        "# 项目支出绩效目标表",
        "",
        "部门名称：某局",
        "",
        "单位：万元",
    ]


def test_signs_of_markdown_are_escaped() -> None:
    assert markdown_lines()[-1] == ("| 甲\\|乙&lt;p> | 1,234.50 |  |  |  | 研发&amp;推广\\*。 |  |")


def test_money_is_set_right() -> None:
    assert markdown_lines()[7] == "|---|---:|---:|---:|---:|---|---|"


def test_a_row_of_strokes_is_no_rule() -> None:
    row = Row(kind=RowKind.PROJECT, name="——", goal="--")
    line = markdown_lines(TargetTable(rows=(row,)))[-1]
    assert line == "| &#8212;— | &#45;- |  |"


def test_a_year_that_the_title_says_is_not_repeated() -> None:
    table = TargetTable(title="2024年项目支出绩效目标表", fiscal_year=2024)
    assert "预算年度" not in markdown.write([table]).decode()


def test_a_year_that_the_title_does_not_say_has_a_line() -> None:
    table = TargetTable(title="项目支出绩效目标表", fiscal_year=2024)
    assert "预算年度：2024年" in markdown_lines(table)


def test_signs_of_html_are_escaped() -> None:
    assert '<th scope="row">甲|乙&lt;p&gt;</th>' in page()


def test_the_page_is_in_simplified_chinese() -> None:
    assert '<html lang="zh-CN">' in page()


def test_the_table_has_a_caption_and_its_heads_a_scope() -> None:
    said = page()
    assert "<caption>项目支出绩效目标表</caption>" in said
    assert said.count('scope="col"') == 7


def test_a_table_without_title_gets_none_but_a_label() -> None:
    said = page(TargetTable(rows=(ROW,)))
    assert ("<caption" in said, "<h1" in said, 'aria-label="绩效目标表"' in said) == (
        False,
        False,
        True,
    )


def test_the_page_needs_nothing_from_elsewhere() -> None:
    said = page()
    assert [word for word in ("http", "src=", "<link", "@import", "url(") if word in said] == []


@pytest.mark.parametrize("kind", [TableKind.SELF_EVALUATION, TableKind.MONITORING])
def test_the_title_of_another_form_is_not_printed_over_a_list(kind: TableKind) -> None:
    table = TargetTable(kind=kind, title="2024年度项目支出绩效自评表", fiscal_year=2024)
    text = write_tables([table], "md").decode()
    assert text.startswith("# 项目支出绩效目标表\n\n预算年度：2024年\n")


def test_a_year_in_the_name_of_a_project_is_not_that_of_the_table() -> None:
    name = "提前下达2026年补助"
    table = TargetTable(
        title=f"{name}项目绩效目标表",
        fiscal_year=2027,
        rows=(Row(kind=RowKind.PROJECT, name=name),),
    )
    assert "预算年度：2027年" in markdown_lines(table)
