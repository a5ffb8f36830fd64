from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from jiheng.errors import UnreadableFile
from jiheng.model import Funding, Origin, Place, RowKind, Source, Traced
from jiheng.reading.containers.texts.text import read_text
from jiheng.reading.documents import MAX_BYTES, ReadResult, read_document, read_sheets
from jiheng.reading.layouts.disclosure.reader import read_disclosure
from jiheng.reading.ledger import Ledger

if TYPE_CHECKING:
    from jiheng.model import TargetTable

FRONT = "项目支出绩效目标表（含转移支付项目）\n部门名称：某局\n单位：万元\n"
HEAD = "项目名称（资金使用单位）\t总计\t财政拨款\t财政专户拨款\t其他资金\t绩效目标\t绩效指标\n"
ONE = "1、1-产出指标;11-数量指标;人数;实施周期指标值:7人;年度指标值:7人。"
TWO = "2、2-效益指标;22-社会效益;服务;实施周期指标值:提升;年度指标值:提升。"


def result(text: str) -> ReadResult:
    return read_document(text.encode(), "x")


def table(body: str, front: str = FRONT + HEAD) -> TargetTable:
    (found,) = result(front + body).tables
    return found


def test_the_front_matter_is_read() -> None:
    found = table(f"甲项目\t1.00\t1.00\t\t\t目标。\t{ONE}")
    assert (found.title, found.department, found.money_unit) == (
        "项目支出绩效目标表（含转移支付项目）",
        "某局",
        "万元",
    )


def test_department_and_unit_may_share_a_line() -> None:
    found = table("甲\t1\t1\t\t\t目标。\t", front="绩效目标表\n部门：某局 单位：元\n" + HEAD)
    assert (found.department, found.money_unit) == ("某局", "元")


def test_a_year_in_the_title_is_the_fiscal_year() -> None:
    found = table("甲\t1\t1\t\t\t目标。\t", front="2024年项目支出绩效目标表\n" + HEAD)
    assert found.fiscal_year == 2024


def test_amounts_keep_their_printed_digits() -> None:
    row = table(f"甲项目\t1,234.50\t1, 234. 50\t\t-\t目标。\t{ONE}").rows[0]
    assert row.funding == Funding(total=Decimal("1234.50"), fiscal_appropriation=Decimal("1234.50"))


def test_a_row_shifted_by_one_column_is_told_by_its_content() -> None:
    row = table(f"甲项目\t1.00\t1.00\t\t目标。\t{ONE}\t").rows[0]
    assert (row.goal, len(row.indicators)) == ("目标。", 1)


def test_a_row_without_goal_keeps_its_indicators() -> None:
    row = table(f"甲项目\t1.00\t1.00\t\t\t{ONE}").rows[0]
    assert (row.goal, len(row.indicators)) == (None, 1)


def test_a_speck_that_breaks_the_sum_is_no_money() -> None:
    found = table(f"甲项目\t39.38\t39.38\t1\t目标文字。\t{ONE}")
    assert found.rows[0].funding == Funding(
        total=Decimal("39.38"), fiscal_appropriation=Decimal("39.38")
    )
    assert [p.code for p in found.problems] == ["stray-mark"]


def test_a_row_goes_on_after_a_repeated_head() -> None:
    found = table(
        f"甲项目\t1.00\t1.00\t\t\t目标前半，\t{ONE[:20]}\n\n{FRONT}{HEAD}\t\t\t\t\t后半。\t{ONE[20:]}"
    )
    assert [(row.goal, len(row.indicators)) for row in found.rows] == [("目标前半，后半。", 1)]


def test_a_single_character_may_go_on() -> None:
    found = table(f"甲项目\t1.00\t1.00\t\t\t提高水\t{ONE}\n\t\t\t\t\t平。\t")
    assert found.rows[0].goal == "提高水平。"


def test_what_a_page_repeats_is_not_doubled() -> None:
    found = table(f"甲项目\t1.00\t1.00\t\t\t目标。\t{ONE}\n\t\t\t\t\t\t年度指标值:7人。{TWO}")
    assert [i.annual_value for i in found.rows[0].indicators] == ["7人", "提升"]
    assert [p.code for p in found.problems] == ["page-overlap"]


def test_a_page_that_repeats_otherwise_is_reported() -> None:
    many = "".join(f"{n}、产出指标：第{n}类服务对象数量，年度指标值：≥{n}个。" for n in range(1, 9))
    later = many[-40:].replace("≥7个", "7个") + "9、产出指标：末项，年度指标值：1个。"
    found = table(f"甲项目\t1.00\t1.00\t\t\t目标。\t{many}\n\t\t\t\t\t\t{later}")
    assert [i.seq for i in found.rows[0].indicators] == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert [(p.code, p.severity.value) for p in found.problems] == [("page-overlap", "warning")]


def test_a_name_in_the_middle_of_a_split_cell_names_the_whole_row() -> None:
    body = (
        f"前项目\t1.00\t1.00\t\t\t前目标。\t{ONE}\n"
        f"\t\t\t\t\t后目标前半，\t{ONE}2、2-效益\n"
        f"后项目\t2.00\t2.00\t\t\t后半。\t{TWO[6:]}"
    )
    found = table(body)
    assert [(r.name, r.goal, len(r.indicators)) for r in found.rows] == [
        ("前项目", "前目标。", 1),
        ("后项目", "后目标前半，后半。", 2),
    ]


def test_a_name_with_an_open_bracket_goes_on() -> None:
    found = table(f"甲项目（第一\t1.00\t1.00\t\t\t目标。\t{ONE}\n期）\t\t\t\t\t\t")
    assert [row.name for row in found.rows] == ["甲项目（第一期）"]


def test_organizations_are_told_by_their_sums() -> None:
    body = (
        "合计\t3.00\t3.00\t\t\t\t\n区科协\t3.00\t3.00\t\t\t\t\n"
        f"甲项目\t1.00\t1.00\t\t\t目标。\t{ONE}\n乙项目\t2.00\t2.00\t\t\t目标。\t{ONE}"
    )
    found = table(body)
    assert [row.kind for row in found.rows] == [
        RowKind.GRAND_TOTAL,
        RowKind.ORGANIZATION,
        RowKind.PROJECT,
        RowKind.PROJECT,
    ]
    assert [row.organization for row in found.rows] == [None, None, "区科协", "区科协"]


def test_a_project_without_goal_and_indicators_stays_a_project() -> None:
    found = table(
        f"某局\t3.00\t3.00\t\t\t\t\n甲经费\t1.00\t1.00\t\t\t\t\n乙经费\t2.00\t2.00\t\t\t目标。\t{ONE}"
    )
    assert [row.kind.value for row in found.rows] == ["organization", "project", "project"]


def test_tables_without_money_have_no_funding() -> None:
    found = table(
        "某局\t\t\n甲经费\t目标。\t1、产出指标：人数，年度指标值：7人。",
        front="项目名称\t绩效目标\t绩效指标\n",
    )
    assert [(r.kind.value, r.funding) for r in found.rows] == [
        ("organization", None),
        ("project", None),
    ]


def test_another_department_begins_another_table() -> None:
    text = FRONT + HEAD + f"甲项目\t1.00\t1.00\t\t\t目标。\t{ONE}\n"
    both = result(text + text.replace("某局", "另一局"))
    assert [t.department for t in both.tables] == ["某局", "另一局"]


def test_a_second_grand_total_begins_another_table() -> None:
    body = f"合计\t1.00\t1.00\t\t\t\t\n甲项目\t1.00\t1.00\t\t\t目标。\t{ONE}\n"
    assert len(result(FRONT + HEAD + body + body).tables) == 2


def test_page_numbers_are_no_rows() -> None:
    found = table(f"甲项目\t1.00\t1.00\t\t\t目标。\t{ONE}\n第 1 页 共 3 页\n- 2 -\n")
    assert (len(found.rows), found.problems) == (1, ())


def test_remarks_are_reported_outside_the_table() -> None:
    found = table(f"甲项目\t1.00\t1.00\t\t\t目标。\t{ONE}\n注：本表金额为年初预算。")
    assert [(p.code, p.severity.value) for p in found.problems] == [("outside-table", "note")]


def test_a_head_alone_is_an_empty_table() -> None:
    found = table("")
    assert (found.rows, [p.code for p in found.problems]) == ((), ["empty-table"])


def test_a_document_without_table_says_so() -> None:
    found = result("关于印发工作要点的通知\n各单位：\n请遵照执行。")
    assert (found.tables, [p.code for p in found.problems]) == ((), ["no-table"])


def test_a_column_of_serial_numbers_is_no_name() -> None:
    head = "序号\t项目名称\t总计\t财政拨款\t绩效目标\t绩效指标\n"
    found = table(
        f"1\t甲项目\t1.00\t1.00\t目标。\t{ONE}\n2\t乙项目\t2.00\t目标。\t{ONE}", FRONT + head
    )
    assert [(row.name, row.goal, len(row.indicators)) for row in found.rows] == [
        ("甲项目", "目标。", 1),
        ("乙项目", "目标。", 1),
    ]


def test_an_unknown_column_is_reported() -> None:
    head = HEAD.replace("绩效目标", "主管科室\t绩效目标")
    found = table(f"甲项目\t1.00\t1.00\t\t\t\t目标。\t{ONE}", FRONT + head)
    assert [(p.code, p.excerpt) for p in found.problems] == [("outside-table", "主管科室")]


def test_an_amount_misread_is_unknown_and_reported() -> None:
    found = table(f"甲项目\t1O0.00\t100.00\t\t\t目标。\t{ONE}")
    assert found.rows[0].funding == Funding(fiscal_appropriation=Decimal("100.00"))
    assert [(p.code, p.excerpt) for p in found.problems] == [("unread-amount", "1O0.00")]


def test_money_without_a_name_is_a_row_that_lost_it() -> None:
    found = table(f"\t1.00\t1.00\t\t\t目标。\t{ONE}")
    assert [(row.name, len(row.indicators)) for row in found.rows] == [("", 1)]
    assert [p.code for p in found.problems] == ["lost-name"]


def test_a_document_may_begin_within_a_row() -> None:
    found = table(f"\t\t\t\t\t后半句。\t{ONE}\n甲项目\t1.00\t1.00\t\t\t目标。\t{ONE}")
    assert [(row.name, row.goal) for row in found.rows] == [("", "后半句。"), ("甲项目", "目标。")]


def test_another_title_begins_another_table() -> None:
    body = HEAD + f"甲项目\t1.00\t1.00\t\t\t目标。\t{ONE}\n"
    both = result("2023年项目支出绩效目标表\n" + body + "2024年项目支出绩效目标表\n" + body)
    assert [(t.fiscal_year, len(t.rows)) for t in both.tables] == [(2023, 1), (2024, 1)]


def test_a_title_printed_with_other_brackets_is_the_same() -> None:
    body = HEAD + f"甲项目\t1.00\t1.00\t\t\t目标。\t{ONE}\n"
    both = result(FRONT + body + FRONT.replace("（", "(").replace("）", ")") + body)
    assert len(both.tables) == 1


def test_a_heading_that_another_title_follows_is_reported() -> None:
    found = table(f"甲项目\t1.00\t1.00\t\t\t目标。\t{ONE}", "某局项目绩效目标情况\n" + FRONT + HEAD)
    assert found.title == "项目支出绩效目标表（含转移支付项目）"
    assert [(p.code, p.excerpt) for p in found.problems] == [
        ("outside-table", "某局项目绩效目标情况")
    ]


def test_a_head_without_money_begins_another_table() -> None:
    first = HEAD + f"甲项目\t1.00\t1.00\t\t\t目标。\t{ONE}\n"
    second = "项目名称\t绩效目标\t绩效指标\n乙项目\t目标。\t1、产出指标：人数，年度指标值：7人。\n"
    both = result(FRONT + first + second)
    assert [table.rows[0].funding is None for table in both.tables] == [False, True]


def test_long_prose_is_reported_in_few_pieces() -> None:
    prose = "各单位要认真做好预算绩效管理工作。\n" * 700
    found = table(f"甲项目\t1.00\t1.00\t\t\t目标。\t{ONE}", prose + FRONT + HEAD)
    assert [p.code for p in found.problems] == ["outside-table"] * 2


def test_text_that_no_step_claims_is_reported() -> None:
    sheet = read_text(f"{FRONT}{HEAD}甲项目\t1.00\t1.00\t\t\t目标。\t{ONE}".encode(), "x")
    forgotten = Origin(" 漏读的文字 ", Place(line=9, start=0, end=0))
    blank = Origin(" \t", Place(line=10, start=0, end=0))
    sheet = replace(sheet, origins=(*sheet.origins, forgotten, blank))
    (found,) = read_sheets((sheet,), Source(name="x", sha256="", media_type="text/plain")).tables
    assert [(p.code, p.excerpt) for p in found.problems] == [("unread-text", "漏读的文字")]


def test_a_file_beyond_the_limit_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(UnreadableFile, match="more than the limit"):
        read_document(bytes(MAX_BYTES + 1), "x")


def test_a_head_may_end_in_a_blank_column() -> None:
    found = table(f"甲项目\t1.00\t1.00\t\t\t目标。\t{ONE}\t", FRONT + HEAD.rstrip() + "\t\n")
    assert (len(found.rows), found.problems) == (1, ())


def test_an_error_speaks_both_languages() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_document(b"", "空表.txt")
    assert caught.value.text("zh") == "空表.txt：文件是空的。"
    assert caught.value.text("en") == "空表.txt: the file is empty."


def test_indicators_alone_in_the_first_column_go_on_with_the_row_before() -> None:
    found = table(f"甲项目\t1.00\t1.00\t\t\t目标。\t{ONE}\n{TWO}\t\t\t\t\t\t")
    assert [len(row.indicators) for row in found.rows] == [2]


def test_an_open_bracket_alone_does_not_swallow_the_next_project() -> None:
    found = table("甲（一经费\t目标。\t\n乙经费\t另一目标。\t", "项目名称\t绩效目标\t绩效指标\n")
    assert [(row.name, row.goal) for row in found.rows] == [
        ("甲（一经费", "目标。"),
        ("乙经费", "另一目标。"),
    ]


def test_an_open_bracket_without_goal_does_not_swallow_the_next_project() -> None:
    found = table(
        "甲（一经费\t\t1、产出指标：人数，年度指标值：7人。\n乙经费\t目标。\t",
        "项目名称\t绩效目标\t绩效指标\n",
    )
    assert [row.name for row in found.rows] == ["甲（一经费", "乙经费"]


@pytest.mark.parametrize(
    ("goal", "top", "rows", "codes"),
    [
        ("目标前半，", f"）费\t\t\t\t\t后半。\t{TWO}", 1, []),
        ("目标。", f"）费\t\t\t\t\t目标。\t{TWO}", 1, []),
        ("目标。", f"乙项目\t\t\t\t\t目标。\t{ONE}", 2, []),
        ("目标。", "乙项目\t\t\t\t\t另一目标。\t", 2, ["unsure-row"]),
        ("目标。", "乙项目\t0.00\t0.00\t\t\t另一目标。\t", 2, []),
    ],
)
def test_a_row_that_goes_on_upon_another_page_is_one_or_told(
    goal: str, top: str, rows: int, codes: list[str]
) -> None:
    lines = [HEAD, f"甲项目（运行\t1.00\t1.00\t\t\t{goal}\t{ONE}", top]
    cells = [[Traced(cell) for cell in line.rstrip("\n").split("\t")] for line in lines]
    tables, _ = read_disclosure(cells, Ledger(()), seams={2})
    assert len(tables[0].rows) == rows
    assert [problem.code for problem in tables[0].problems] == codes


@pytest.mark.parametrize(
    ("money", "goal", "stray"),
    [("1.00", "目标。", []), ("乙", "目标都完成。", ["乙", "1.00"]), ("1.00", "", [])],
)
def test_words_that_name_no_indicator_stand_beside_a_goal_or_are_one(
    money: str, goal: str, stray: list[str]
) -> None:
    found = table(f"甲项目\t{money}\t1.00\t\t\t{goal}\t服务好，办成所有的事情")
    (row,) = found.rows
    assert (row.goal, row.indicators) == (goal or "服务好，办成所有的事情", ())
    assert [p.excerpt for p in found.problems if p.code == "stray-mark"] == stray


def test_the_rest_of_a_list_before_a_page_end_is_no_upper_part_of_the_next_project() -> None:
    first = f"甲项目\t1.00\t1.00\t\t\t目标。\t{ONE}"
    rest, second = f"\t\t\t\t\t后半。\t{TWO}", f"乙项目\t2.00\t2.00\t\t\t另一目标。\t{ONE}"
    cells = [[Traced(cell) for cell in line.split("\t")] for line in (HEAD, first, rest, second)]
    (found,), _ = read_disclosure(cells, Ledger(()), seams={3})
    assert [(row.name, len(row.indicators)) for row in found.rows] == [("甲项目", 2), ("乙项目", 1)]


def test_a_typed_list_beside_an_empty_goal_is_no_goal() -> None:
    row = table("甲项目\t1.00\t1.00\t\t\t\t数量指标：甲数≥3个；质量指标：乙率：9%").rows[0]
    assert row.goal is None
    assert [indicator.name for indicator in row.indicators] == ["甲数", "乙率"]


@pytest.mark.parametrize("line", ["本部门无此项", "（2026年本单位没有项目支出）", "我局不涉及。"])
def test_a_line_that_says_there_are_no_rows_is_none(line: str) -> None:
    found = table(f"{line}\t\t\t\t\t\t\n")
    assert found.rows == ()
    assert [problem.code for problem in found.problems] == ["outside-table", "empty-table"]


COLUMNS = "序号\t预算单位\t项目编码\t项目名称\t预算金额\t绩效目标\t绩效指标\t备注\n"


def test_a_head_with_further_columns_is_read_in_a_text() -> None:
    (found,) = result(
        FRONT + COLUMNS + "1\t某所\t440100\t甲项目\t1.00\t目标。\t数量指标：甲数≥3个\t续建\n"
    ).tables
    (row,) = found.rows
    assert (row.name, row.code, row.organization) == ("甲项目", "440100", "某所")
    assert [indicator.annual_value for indicator in row.indicators] == ["≥3个"]


def test_a_head_fused_with_the_row_below_it_is_none() -> None:
    fused = COLUMNS.strip() + f"\t1\t某所\t440100\t甲项目\t1.00\t目标。\t{ONE}\n"
    assert result(FRONT + fused + f"2\t某所\t440101\t乙\t1\t目标。\t{ONE}\n").tables == ()


@pytest.mark.parametrize(
    ("label", "total", "told"),
    [("预算支出", Decimal(88), 1), ("2026年安排数", Decimal(88), 0), ("备注", None, 0)],
)
def test_a_column_that_names_money_in_words_of_its_own_is_the_total(
    label: str, total: Decimal | None, told: int
) -> None:
    head = f"项目名称\t{label}\t绩效目标\t绩效指标\n"
    body = f"甲项目\t88\t目标都完成。\t{ONE}\n{head}乙项目\t88\t目标。\t{ONE}"
    found = table(body, front=FRONT + head)
    funding = found.rows[1].funding
    assert (funding.total if funding else None) == total
    assert [p.code for p in found.problems].count("unsure-amount") == told


def test_no_unknown_column_is_the_total_beside_other_money() -> None:
    head = "项目名称\t预算支出\t财政拨款\t绩效目标\t绩效指标\n"
    found = table(f"甲项目\t\t88\t目标都完成。\t{ONE}", front=FRONT + head)
    assert found.rows[0].funding == Funding(fiscal_appropriation=Decimal(88))


def test_the_unit_of_money_may_stand_in_the_head() -> None:
    body = f"项目名称\t预算金额（万元）\t绩效目标\t绩效指标\n甲\t56\t目标。\t{ONE}"
    assert table(body, front="2024年项目支出绩效目标表\n").money_unit == "万元"


def test_a_unit_above_the_head_comes_before_that_in_it() -> None:
    head = "项目名称\t预算金额（元）\t绩效目标\t绩效指标\n"
    assert table(f"甲\t56\t目标。\t{ONE}", front=FRONT + head).money_unit == "万元"


def test_a_goal_merged_beside_several_projects_is_that_of_each() -> None:
    heads = "<tr><td>项目名称<td>金额<td>绩效目标<td>绩效指标"
    first = f"<tr><td>修路<td>5<td rowspan=2>改善出行。<td>{ONE}"
    text = f"<p>项目支出绩效目标表<table>{heads}{first}<tr><td>建桥<td>6<td>{TWO}</table>"
    (found,) = result(text).tables
    assert [(row.name, row.goal) for row in found.rows] == [
        ("修路", "改善出行。"),
        ("建桥", "改善出行。"),
    ]
