from __future__ import annotations

import pytest

from jiheng.model import Origin, Place, Problem, Traced
from jiheng.reading.containers.cells.cell import without_blanks
from jiheng.reading.documents import read_document
from jiheng.reading.layouts.drafts import amount_in, parted_amount
from jiheng.reading.ledger import Ledger


@pytest.mark.parametrize(
    ("cell", "amount", "more"),
    [
        ("5万元，其中财政拨款3万元", "5万元", "其中财政拨款3万元"),
        ("1,205.50元（含税）", "1,205.50元", "（含税）"),
        ("￥5元；包括税费", "￥5元", "包括税费"),
        ("5其中财政拨款3", "5", "其中财政拨款3"),
        ("5万元", "5万元", ""),
        ("5万元，3万元", "5万元，3万元", ""),
        ("5万元以内", "5万元以内", ""),
        ("1.2.3，其中财政拨款3", "1.2.3，其中财政拨款3", ""),
        ("5万元，" + "其" * 200, "5万元，" + "其" * 200, ""),
    ],
)
def test_an_amount_is_parted_from_words_on_it(cell: str, amount: str, more: str) -> None:
    parts = parted_amount(Traced(cell))
    assert (parts[0].text, parts[1].text) == (amount, more)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("100\n200", "None"),
        ("100 200", "None"),
        ("12 34.5", "None"),
        ("1 000\n000", "None"),
        ("1 000 000", "1000000"),
        ("1 000", "1000"),
        ("100 200.50", "100200.50"),
        ("100\n万元", "100"),
        (" 100 ", "100"),
    ],
)
def test_figures_apart_in_one_cell_are_no_amount(cell: str, amount: str) -> None:
    origin = Origin(cell, Place(sheet="表", cell="A1", start=0, end=0))
    problems: list[Problem] = []
    found = amount_in(without_blanks(origin), Ledger([origin]), problems)
    assert (str(found), len(problems)) == (amount, int(amount == "None"))


def test_lines_of_a_page_are_one_amount() -> None:
    box = (0.0, 0.0, 9.0, 9.0)
    lines = [Origin(each, Place(page=1, box=box, start=0, end=2)) for each in ("10", "20")]
    text = Traced.join(map(without_blanks, lines))
    assert amount_in(text, Ledger(lines), []) == 1020


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("100<br>200口", "100 200口"),
        ("1<br>2<br>3", "1 2 3"),
        ("1 000口", "1000口"),
        ("1<!-- x -->2口", "12口"),
        ("1<![if !x]><![endif]>2口", "12口"),
    ],
)
def test_figures_apart_in_a_value_stay_apart(cell: str, value: str) -> None:
    rows = [("项目名称", "打井"), ("三级指标", "指标值"), ("打井数", cell)]
    body = "".join(f"<tr><td>{name}<td>{said}" for name, said in rows)
    (table,) = read_document(f"<table>{body}</table>".encode(), "x.html").tables
    assert [each.annual_value for each in table.rows[0].indicators] == [value]


@pytest.mark.parametrize(
    ("total", "part", "told"),
    [
        ("1205500.50", "1.00千元", ["unsure-unit"]),
        ("5千元", "1.00千元", []),
        ("5", "1.00", []),
        ("5千元", "0", []),
    ],
)
def test_amounts_of_which_only_some_print_a_unit_are_told(
    total: str, part: str, told: list[str]
) -> None:
    rows = [("项目名称", "打井"), ("资金总额", total), ("财政拨款", part), ("三级指标", "指标值")]
    body = "".join(f"<tr><td>{name}<td>{said}" for name, said in [*rows, ("打井数", "5口")])
    (table,) = read_document(f"<table>{body}</table>".encode(), "x.html").tables
    assert [problem.code for problem in table.problems] == told


def test_amounts_on_two_lines_of_a_quoted_value_are_no_single_one() -> None:
    head = "单位名称,项目名称,预算金额（万元）,年度绩效目标,一级指标,三级指标,指标值"
    rows = [f'市水务局,{name},"{money}",完成改造,产出指标,长度,≥3公里' for name, money in MONEY]
    (table,) = read_document("\n".join([head, *rows]).encode(), name="目标.csv").tables
    assert [row.funding and row.funding.total for row in table.rows] == [None, 300]
    assert [problem.code for problem in table.problems] == ["unread-amount"]


MONEY = (("管网改造", "100\n200"), ("水厂", "300"))
