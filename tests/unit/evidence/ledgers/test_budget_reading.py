"""Exports of budget execution, in the shapes in which systems write them."""

from __future__ import annotations

import io
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from jiheng_evidence.ledgers.budget_reading import read_budget_ledger
from jiheng_evidence.ledgers.writing import as_workbook

if TYPE_CHECKING:
    from jiheng_evidence.ledgers.budget import BudgetLedger, BudgetLine
    from jiheng_evidence.ledgers.writing import Cells

PLAIN = """\
单位：元,,,
项目编码,项目名称,全年预算数,支出数
A1,甲项目,100.00,40.5
A2,乙项目,200,60
合计,,300,100.5
"""


def read(text: str, **options: str) -> BudgetLedger:
    return read_budget_ledger(text.encode(), "台账.csv", **options)


def only(ledger: BudgetLedger) -> BudgetLine:
    (line,) = ledger.lines
    return line


def codes(ledger: BudgetLedger) -> list[str]:
    return [problem.code for problem in ledger.problems]


def test_each_project_is_a_line() -> None:
    assert [line.code for line in read(PLAIN).lines] == ["A1", "A2"]


def test_an_amount_is_exact_and_has_unit_and_cell() -> None:
    paid = read(PLAIN).lines[0].paid
    assert paid is not None
    assert (paid.amount, paid.unit) == (Decimal("40.5"), "元")
    assert paid.place is not None
    assert (paid.place.cell, paid.place.line) == ("D3", 3)


def test_a_sum_is_kept_and_not_counted() -> None:
    ledger = read(PLAIN)
    assert [line.label for line in ledger.sums] == ["合计"]
    assert codes(ledger) == []


def test_a_wrong_sum_is_told_at_its_cell() -> None:
    (problem,) = read(PLAIN.replace("300", "400")).problems
    assert problem.code == "wrong-sum"
    assert problem.span[0].cell == "C5"


MIXED = """\
单位：万元,,
项目名称,全年预算数,支出数
甲项目,100,40
乙项目,500000元,50000元
合计,150,{paid}
"""


@pytest.mark.parametrize(("paid", "said"), [("45", []), ("50", ["与各行之和 45 不符"])])
def test_amounts_with_units_of_their_own_are_added_up_in_one(paid: str, said: list[str]) -> None:
    problems = read(MIXED.format(paid=paid)).problems
    assert [words in each.message.zh for each, words in zip(problems, said, strict=True)] == [
        True for _ in said
    ]


def test_a_sum_without_a_unit_is_that_of_what_is_printed() -> None:
    ledger = read("项目名称,支出数\n甲项目,40万元\n乙项目,5万元\n合计,45\n")
    assert codes(ledger) == []


@pytest.mark.parametrize(
    ("again", "told"),
    [
        ("甲项目,100,40", ["repeated-project"]),
        ("甲项目,100,30", []),
        ("乙项目,100,40", []),
        ("丙项目,0,0", []),
    ],
)
def test_a_row_that_stands_twice_is_told(again: str, told: list[str]) -> None:
    text = f"单位：万元,,\n项目名称,全年预算数,支出数\n甲项目,100,40\n丙项目,0,0\n{again}\n"
    assert codes(read(text)) == told


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("年初预算数", "initial"),
        ("年初批复数（元）", "initial"),
        ("指标调整", "adjustment"),
        ("追加(减)数", "adjustment"),
        ("调整预算数", "adjusted"),
        ("可用指标", "budget"),
        ("全年预算数", "budget"),
        ("上年结转", "carried_in"),
        ("执行数", "paid"),
        ("实际支付", "paid"),
        ("累计支出", "paid"),
        ("实际到位资金", "received"),
        ("结转下年", "carried_over"),
    ],
)
def test_a_head_is_known_by_its_usual_words(head: str, field: str) -> None:
    line = only(read(f"项目代码,项目名称,{head}\nA,甲,5\n", money_unit="元"))
    money = getattr(line, field)
    assert money is not None
    assert money.amount == 5


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("项目名称,支出数(万元)\n甲,1\n", "万元"),
        ("金额单位:万元,\n项目名称,支出数\n甲,1\n", "万元"),
        ("单位：人民币元,\n项目名称,支出数\n甲,1\n", "元"),
        ("项目名称,支出数\n甲,1亿元\n", "亿元"),
        ("单位：元,\n项目名称,支出数（万元）\n甲,1\n", "万元"),
    ],
)
def test_the_unit_is_taken_from_caption_head_or_cell(text: str, unit: str) -> None:
    paid = only(read(text)).paid
    assert paid is not None
    assert paid.unit == unit


def test_an_unknown_unit_is_a_problem_and_no_guess() -> None:
    ledger = read("项目名称,支出数\n甲,1\n")
    paid = only(ledger).paid
    assert paid is not None
    assert paid.yuan() is None
    assert codes(ledger) == ["unknown-money-unit"]


def test_months_stand_side_by_side() -> None:
    months = ",".join(f"{month}月" for month in range(1, 13))
    values = ",".join(str(month) for month in range(1, 13))
    line = only(read(f"单位:元\n项目名称,{months}\n甲,{values}\n"))
    assert {month: money.amount for month, money in line.months.items()} == {
        month: month for month in range(1, 13)
    }


def test_months_below_a_merged_head_are_payments() -> None:
    text = "单位:元\n项目名称,预算数,支出数,,,\n,,小计,1月,2月,三月份\n甲,9,6,1,2,3\n"
    line = only(read(text))
    assert line.paid is not None
    assert line.paid.amount == 6
    assert [money.amount for money in line.months.values()] == [1, 2, 3]


def test_a_merged_head_names_what_is_below_it() -> None:
    line = only(read("单位:元\n项目名称,预算数,,\n,年初,调整,全年\n甲,9,1,10\n"))
    amounts = [line.initial, line.adjustment, line.budget]
    assert [money and money.amount for money in amounts] == [9, 1, 10]


def test_months_one_below_the_other_are_put_together() -> None:
    text = "单位:元\n项目名称,月份,预算数,支出数\n甲,1月,9,1\n,2月,9,2\n乙,202401,5,3\n"
    first, second = read(text).lines
    assert {month: money.amount for month, money in first.months.items()} == {1: 1, 2: 2}
    assert first.budget is not None
    assert first.budget.amount == 9
    assert list(second.months) == [1]


def test_payments_of_a_month_are_told_from_those_so_far() -> None:
    text = "单位:元\n项目名称,月份,本月支出,累计支出\n甲,1,1,1\n甲,2,2,3\n"
    line = only(read(text))
    assert line.paid is not None
    assert line.paid.amount == 3
    assert sum(money.amount for money in line.months.values()) == 3


def test_a_row_without_its_month_is_a_problem() -> None:
    ledger = read("单位:元\n项目名称,月份,支出数\n甲,某月,1\n")
    assert codes(ledger) == ["unread-day"]
    assert not only(ledger).months


def test_budgets_that_differ_between_months_are_told() -> None:
    ledger = read("单位:元\n项目名称,月份,预算数,支出数\n甲,1,9,1\n甲,2,8,1\n")
    assert codes(ledger) == ["budget-differs"]


def test_one_month_in_two_rows_adds_up() -> None:
    line = only(read("单位:元\n项目名称,月份,支出数\n甲,1,1\n甲,1,2\n"))
    assert line.months[1].amount == 3


def test_a_month_without_any_payment_before_others_is_told() -> None:
    ledger = read("单位:元\n项目名称,1月,2月,3月\n甲,1,0,2\n")
    assert codes(ledger) == ["empty-month"]


def test_months_that_do_not_add_up_are_told() -> None:
    ledger = read("单位:元\n项目名称,累计支出,1月,2月\n甲,9,1,2\n")
    assert codes(ledger) == ["months-differ"]


def test_rounding_of_ten_thousands_is_no_difference() -> None:
    ledger = read("单位:万元\n项目名称,累计支出,1月,2月\n甲,3.01,1.00,2.00\n")
    assert codes(ledger) == []


def test_a_head_through_a_month_says_what_it_counts() -> None:
    ledger = read("2024年\n单位:元\n项目名称,全年预算数,1-7月执行数\n甲,9,3\n")
    assert ledger.covered(only(ledger)) == date(2024, 7, 31)


@pytest.mark.parametrize(
    ("caption", "day"),
    [
        ("截至2024年7月31日", date(2024, 7, 31)),
        ("截止日期：2024-07-31", date(2024, 7, 31)),
        ("2024年6月预算执行情况", date(2024, 6, 30)),
        ("2024年1-8月执行情况", date(2024, 8, 31)),
    ],
)
def test_the_caption_says_up_to_which_day_it_counts(caption: str, day: date) -> None:
    assert read(f"{caption}\n项目名称,支出数(元)\n甲,1\n").as_of == day


def test_no_such_day_is_no_day() -> None:
    assert read("截止日期：2024-02-31\n项目名称,支出数(元)\n甲,1\n").as_of is None


def test_money_of_an_organization_above_its_projects_is_a_sum() -> None:
    text = (
        "单位:元\n单位名称,项目编码,项目名称,预算数\n"
        "甲局,,,30\n甲局,A1,一,10\n甲局,A2,二,20\n乙局,,,5\n乙局,B1,三,5\n"
    )
    ledger = read(text)
    assert [line.code for line in ledger.lines] == ["A1", "A2", "B1"]
    assert [line.label for line in ledger.sums] == ["甲局", "乙局"]
    assert codes(ledger) == []


def test_a_project_without_code_is_counted_when_it_sums_nothing() -> None:
    text = "单位:元\n项目编码,项目名称,预算数\n,零,7\nA1,一,10\nA2,二,20\n"
    assert [line.name for line in read(text).lines] == ["零", "一", "二"]


def test_money_of_no_project_is_told_and_not_counted() -> None:
    ledger = read("单位:元\n项目编码,项目名称,预算数\nA1,一,10\n,,7\n")
    assert codes(ledger) == ["unnamed-money"]
    assert len(ledger.lines) == 1


def test_an_unlabelled_sum_below_is_a_sum() -> None:
    ledger = read("单位:元\n项目编码,项目名称,预算数\nA1,一,10\nA2,二,7\n,,17\n")
    assert codes(ledger) == []
    assert len(ledger.sums) == 1


def test_parts_of_the_row_above_do_not_count() -> None:
    ledger = read("单位:元\n项目名称,预算数\n甲,10\n其中：财政拨款,10\n")
    assert only(ledger).name == "甲"


def test_subtotals_stand_for_the_rows_above_them() -> None:
    text = "单位:元\n项目名称,预算数\n甲,1\n乙,2\n小计,3\n丙,4\n小计,4\n总计,7\n"
    ledger = read(text)
    assert codes(ledger) == []
    assert len(ledger.lines) == 3


def test_a_head_printed_again_is_no_row() -> None:
    ledger = read("单位:元\n项目名称,预算数\n甲,1\n项目名称,预算数\n乙,2\n")
    assert [line.name for line in ledger.lines] == ["甲", "乙"]


def test_a_foot_note_is_told_as_a_note() -> None:
    ledger = read("单位:元\n项目名称,预算数,备注\n甲,1,\n,,制表人：某\n")
    assert codes(ledger) == ["unread-row"]


def test_a_column_of_unknown_meaning_is_told_as_a_note() -> None:
    (problem,) = read("单位:元\n项目名称,预算数,领导批示\n甲,1,同意\n").problems
    assert (problem.code, problem.excerpt) == ("unread-column", "领导批示")


def test_words_in_place_of_an_amount_are_a_problem() -> None:
    (problem,) = read("单位:元\n项目名称,预算数\n甲,待定\n").problems
    assert problem.code == "unread-amount"
    assert (problem.excerpt, problem.span[0].cell) == ("待定", "B3")


@pytest.mark.parametrize("blank", ["", "-", "—", "/", "无"])
def test_a_dash_is_missing_and_not_nought(blank: str) -> None:
    ledger = read(f"单位:元\n项目名称,预算数,支出数\n甲,1,{blank}\n")
    assert only(ledger).paid is None
    assert codes(ledger) == []


def test_sources_of_funds_go_on_below_their_project() -> None:
    text = "单位:元\n项目编码,项目名称,资金来源,预算数\nA,甲,财政拨款,1\n,,其他资金,2\n"
    lines = read(text).lines
    assert [(line.code, line.source) for line in lines] == [("A", "财政拨款"), ("A", "其他资金")]


def test_payments_of_the_month_without_a_column_of_months_are_told_as_unread() -> None:
    ledger = read("单位:元\n项目名称,预算数,本月支出,累计支出\n甲,9,1,3\n")
    assert codes(ledger) == ["unread-column"]


def test_such_a_column_may_be_named_above_a_shorter_second_row_of_the_head() -> None:
    ledger = read("单位:元\n项目名称,,累计支出,本月支出\n,预算数\n甲,9,3,1\n")
    assert [problem.excerpt for problem in ledger.problems] == ["本月支出"]


def test_a_file_without_a_head_says_so() -> None:
    ledger = read("一份通知\n请各单位抓紧支出\n")
    assert codes(ledger) == ["no-ledger-head"]
    assert not ledger.lines


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_file_is_read_in_the_encodings_of_exports(encoding: str) -> None:
    ledger = read_budget_ledger(PLAIN.encode(encoding), "台账.csv")
    assert ledger.lines[1].name == "乙项目"


def test_a_code_kept_whole_by_a_tab_is_read_without_it() -> None:
    line = only(read("项目编码,预算数(元)\n\t51000021R000000019951,1\n"))
    assert line.code == "51000021R000000019951"


ROWS: list[Cells] = [
    ["单位：万元"],
    ["项目编码", "项目名称", "全年预算数", "执行数"],
    ["A1", "甲", Decimal("12.345678"), Decimal("0.1")],
]


def test_a_workbook_is_read_with_all_its_digits() -> None:
    ledger = read_budget_ledger(as_workbook(ROWS), "台账.xlsx")
    budget = only(ledger).budget
    assert budget is not None
    assert (budget.amount, budget.yuan()) == (Decimal("12.345678"), Decimal("123456.78"))
    assert budget.place is not None
    assert (budget.place.sheet, budget.place.cell) == ("台账", "C3")


def test_the_digest_is_that_of_the_file() -> None:
    assert len(read(PLAIN).sha256 or "") == 64


def test_a_code_that_is_a_number_in_the_file_keeps_its_digits() -> None:
    rows: list[Cells] = [["项目编码", "支出数(元)"], [], [Decimal(440112), Decimal(1)]]
    assert only(read_budget_ledger(as_workbook(rows), "台账.xlsx")).code == "440112"


def test_a_project_without_code_or_money_stays_a_line() -> None:
    ledger = read("单位:元\n项目编码,项目名称,预算数\nA1,一,10\n,二,\n")
    assert [line.name for line in ledger.lines] == ["一", "二"]


def test_a_project_without_code_counts_in_the_sum_above_it() -> None:
    text = "单位:元\n单位名称,项目编码,项目名称,预算数\n甲局,,,30\n甲局,A1,一,10\n甲局,,二,20\n"
    ledger = read(text)
    assert [line.label for line in ledger.sums] == ["甲局"]
    assert codes(ledger) == []


def test_a_sum_of_nothing_is_not_compared() -> None:
    assert codes(read("单位:元\n项目名称,预算数\n合计,3\n")) == []


def test_a_project_in_several_sheets_is_told() -> None:
    said = io.BytesIO()
    with xlsxwriter.Workbook(said) as book:
        for _ in range(2):
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["项目名称", "支出数(元)", "备注"])
            sheet.write_row(1, 0, ["甲", 1, True])
            sheet.write_datetime(2, 2, time(8, 30), book.add_format({"num_format": "[h]:mm"}))
    ledger = read_budget_ledger(said.getvalue(), "台账.xlsx")
    assert "repeated-project" in codes(ledger)


def test_money_of_an_unknown_unit_is_left_out_of_comparisons() -> None:
    ledger = read("项目名称,累计支出,1月\n甲,9,1\n")
    assert codes(ledger) == ["unknown-money-unit"]


INTEGRATED = """\
2024年部门预算执行情况表（截至2024-07-31）,,,,,,,,,,,,,,
,,,,,,,,,,,,,,单位：万元
序号,单位编码,单位名称,项目编码,项目名称,功能科目,年初预算数,预算调整,可用指标,其中：上年结转,支出数,,,,执行率
,,,,,,,,,,合计,1月,2月,3月,
1,101001,某局本级,44011224T000000000001,信息系统运维,2150599,100.00,-10.00,95.00,5.00,30.00,10.00,10.00,10.00,31.58%
2,,,44011224T000000000002,企业服务,2150599,50.00,0.00,50.00,,6.00,1.00,2.00,3.00,12.00%
,,某局本级小计,,,,150.00,-10.00,145.00,5.00,36.00,11.00,12.00,13.00,24.83%
3,101002,某中心,44011224T000000000003,培训,2150599,20.00,,20.00,,20.00,20.00,0.00,0.00,100.00%
合计,,,,,,170.00,-10.00,165.00,5.00,56.00,31.00,12.00,13.00,33.94%
填表人：,,,,,,,,,,,,,,
"""


def test_an_export_of_the_integrated_system_is_read_whole() -> None:
    ledger = read(INTEGRATED)
    assert codes(ledger) == ["unread-row"]
    assert [line.organization for line in ledger.lines] == ["某局本级", "某局本级", "某中心"]
    assert [line.label for line in ledger.sums] == ["某局本级小计", "合计"]
    assert ledger.as_of == date(2024, 7, 31)


def test_its_amounts_stand_under_their_heads() -> None:
    line = read(INTEGRATED).lines[0]
    fields = ("initial", "adjustment", "budget", "carried_in", "paid")
    amounts = [getattr(line, field).amount for field in fields]
    assert amounts == [100, -10, 95, 5, 30]
    assert sum(money.amount for money in line.months.values()) == 30


def test_a_wrong_subtotal_of_it_is_told() -> None:
    (_note, wrong) = read(INTEGRATED.replace("36.00,11.00", "39.00,11.00")).problems
    assert (wrong.code, wrong.span[0].cell) == ("wrong-sum", "K7")
