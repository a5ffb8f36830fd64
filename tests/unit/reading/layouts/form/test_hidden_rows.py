"""What hidden rows and columns of a form say counts where nothing visible says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jiheng.model import Row, Source, TargetTable
from jiheng.reading.containers.workbooks.hidden import Hidden
from jiheng.reading.containers.workbooks.leaves import Leaf, sheets_of
from jiheng.reading.documents import read_document, read_sheets

if TYPE_CHECKING:
    from collections.abc import Sequence

FORM = [
    ("项目名称", "旧井"),
    ("项目名称", "打井"),
    ("年度资金总额", "7.00"),
    ("年度资金总额", "8.00"),
    ("其中：财政拨款", "6.00"),
    ("总投资", "99.00"),
    ("年度目标", "旧目标。"),
    ("年度目标", "新目标。"),
    ("三级指标", "指标值"),
    ("打井数", "≥3口"),
]


def of_page(hidden: set[int]) -> Row:
    body = "".join(
        f"<tr{' hidden' * (at in hidden)}><td>{label}<td>{value}"
        for at, (label, value) in enumerate(FORM)
    )
    (table,) = read_document(f"<table>{body}</table>".encode(), "x.html").tables
    return table.rows[0]


def of_workbook(hidden: set[int]) -> Row:
    cells = {at: dict(enumerate(pair)) for at, pair in enumerate(FORM)}
    sheets = sheets_of([Leaf("表", cells, unseen=Hidden(rows=hidden))])
    (table,) = read_sheets(sheets, Source(name="x.xlsx", sha256="", media_type="")).tables
    return table.rows[0]


@pytest.mark.parametrize(
    ("hidden", "expected"),
    [
        ({0, 2, 6}, ("打井", "8.00", "6.00", "新目标。")),
        ({1, 3, 5, 7}, ("旧井", "7.00", "6.00", "旧目标。")),
        ({0, 2, 4, 6}, ("打井", "8.00", "6.00", "新目标。")),
        (set(range(10)), ("旧井", "7.00", "6.00", "旧目标。新目标。")),
    ],
)
def test_visible_rows_come_before_hidden_ones(
    hidden: set[int], expected: tuple[str, str, str, str]
) -> None:
    for row in (of_page(hidden), of_workbook(hidden)):
        funding = row.funding
        assert funding is not None
        said = (row.name, str(funding.total), str(funding.fiscal_appropriation), row.goal)
        assert said == expected


def test_visible_lines_under_a_head_come_before_hidden_ones() -> None:
    lines = [
        ("项目名称", "打井"),
        ("项目资金", "全年预算数", "全年执行数", "得分"),
        ("年度资金总额", "7.00", "6.00", "9"),
        ("年度资金总额", "8.00", "6.50", "9"),
        ("三级指标", "指标值"),
        ("打井数", "≥3口"),
    ]
    cells = {at: dict(enumerate(line)) for at, line in enumerate(lines)}
    sheets = sheets_of([Leaf("表", cells, unseen=Hidden(rows={2}))])
    (table,) = read_sheets(sheets, Source(name="x.xlsx", sha256="", media_type="")).tables
    assert table.rows[0].funding is not None
    assert str(table.rows[0].funding.total) == "8.00"


COLUMNS = [
    ("项目名称", "旧井", "打井"),
    ("主管部门", "水务局", ""),
    ("项目类型", "新增", ""),
    ("年度资金总额", "7.00", "8.00"),
    ("其中：财政拨款", "6.00", ""),
    ("年度目标", "旧目标。", "新目标。"),
]


def of_columns(rows: Sequence[tuple[str, ...]], hidden: int) -> TargetTable:
    cells = {
        at: {column: text for column, text in enumerate(row) if text}
        for at, row in enumerate([*rows, *FORM[-2:]])
    }
    sheets = sheets_of([Leaf("表", cells, unseen=Hidden(columns=[(hidden, hidden)]))])
    (table,) = read_sheets(sheets, Source(name="x.xlsx", sha256="", media_type="")).tables
    return table


def test_what_a_hidden_column_says_counts_where_nothing_visible_stands_beside_its_label() -> None:
    row = of_columns(COLUMNS, 1).rows[0]
    assert row.funding is not None
    assert (row.name, row.department, row.goal) == ("打井", "水务局", "新目标。")
    assert (str(row.funding.total), str(row.funding.fiscal_appropriation)) == ("8.00", "6.00")


def test_a_hidden_text_behind_an_unknown_label_is_kept_aside() -> None:
    row = of_columns(COLUMNS, 1).rows[0]
    assert ("", "新增") in [(entry.label, entry.value) for entry in row.further]


def test_a_hidden_text_before_all_labels_is_kept_aside() -> None:
    row = of_columns([("核", "项目名称", "打井")], 0).rows[0]
    assert ("", "核") in [(entry.label, entry.value) for entry in row.further]


def test_a_hidden_amount_is_no_second_one_of_the_label_that_is_seen_before_it() -> None:
    rows = [("项目名称", "", "打井", ""), ("年度资金总额", "7.00", "其中：财政拨款", "6.00")]
    table = of_columns(rows, 1)
    assert [problem.code for problem in table.problems if problem.code == "unsure-amount"] == []
    assert table.rows[0].funding is not None
    assert str(table.rows[0].funding.total) == "7.00"


def test_what_a_hidden_column_says_beside_labels_over_their_values_is_none_of_those() -> None:
    rows = [
        ("项目名称", "实施单位", "乙1"),
        ("打井", "水务局", "乙2"),
        ("年度资金总额", "财政拨款", "1"),
        ("7.00", "6.00", "2"),
    ]
    row = of_columns(rows, 2).rows[0]
    assert row.funding is not None
    assert (row.name, row.organization) == ("打井", "水务局")
    assert (str(row.funding.total), str(row.funding.fiscal_appropriation)) == ("7.00", "6.00")


def test_labels_over_their_values_in_hidden_rows_are_read_so() -> None:
    lines = [("项目名称", "实施单位"), ("打井", "水务局"), *FORM[-3:]]
    cells = {at: dict(enumerate(line)) for at, line in enumerate(lines)}
    sheets = sheets_of([Leaf("表", cells, unseen=Hidden(rows={0, 1}))])
    (table,) = read_sheets(sheets, Source(name="x.xlsx", sha256="", media_type="")).tables
    assert (table.rows[0].name, table.rows[0].organization) == ("打井", "水务局")
