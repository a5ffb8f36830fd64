from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.property.account import invented
from tests.property.printing import values, words
from tests.spec.layout_cases import SOURCE, Paper, unaccounted

from jiheng.reading.documents import read_sheets

if TYPE_CHECKING:
    from random import Random

    from jiheng.model import Row

Cells: TypeAlias = list[list[Any]]
Style: TypeAlias = Literal["merged", "blank", "repeated"]
Record: TypeAlias = tuple[str, Decimal | None, str | None, list[tuple[str | None, ...]]]

HEAD = ["项目名称", "金额", "绩效目标", "一级指标", "二级指标", "三级指标", "指标值"]
LEVELS = [
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度指标"),
]


@dataclass(frozen=True)
class Project:
    """What a table says of a project; indicators of a level stand together."""

    name: str
    amount: Decimal
    goal: str
    indicators: list[tuple[int, str, str]]

    def record(self) -> Record:
        """Return what is to be read of it."""
        indicators = [(*LEVELS[level], name, value) for level, name, value in self.indicators]
        return self.name, self.amount, self.goal, list(indicators)


projects = st.builds(
    Project,
    name=words.map(lambda text: text + "项目"),
    amount=st.decimals("0.01", "99999.99", places=2),
    goal=words.map(lambda text: text + "，实现预期目标。"),
    indicators=st.lists(st.tuples(st.integers(0, 3), words, values), min_size=1, max_size=5).map(
        lambda found: sorted(found, key=lambda indicator: indicator[0])
    ),
)
many = st.lists(projects, min_size=1, max_size=4, unique_by=lambda project: project.name)
styles = st.sampled_from(["merged", "blank", "repeated"])


def rows_of(project: Project, style: Style) -> Cells:
    """Return the rows of a project in a running table, every place with its text."""
    own = [project.name, str(project.amount), project.goal]
    lines: Cells = []
    for number, (level, name, value) in enumerate(project.indicators):
        shown = own if number == 0 or style == "repeated" else ["", "", ""]
        lines.append([*shown, *LEVELS[level], name, value])
    return lines if style == "repeated" else without_repeats(lines)


def without_repeats(lines: Cells) -> Cells:
    """Return rows in which a level is printed once for all rows that it covers."""
    shown = [list(line) for line in lines]
    for above, line, printed in zip(lines, lines[1:], shown[1:], strict=False):
        for column in (3, 4):
            if line[3 : column + 1] == above[3 : column + 1]:
                printed[column] = ""
    return shown


def merged(lines: Cells, columns: int, begins: set[int]) -> Cells:
    """Return rows as a grid lists them: what is blank below a text is covered by it.

    Args:
        lines: Rows with every place.
        columns: How many columns from the left have merged cells.
        begins: Rows above which nothing is merged.
    """
    grid: Cells = [[] for _ in lines]
    for column in range(len(lines[0])):
        index = 0
        while index < len(lines):
            stop = index + 1
            while column < columns and stop < len(lines) and stop not in begins:
                if lines[stop][column]:
                    break
                stop += 1
            grid[index].append({"text": lines[index][column], "rows": stop - index})
            index = stop
    return grid


def paper_of(pages: list[tuple[Cells, set[int]]], style: Style, *, again: bool) -> Paper:
    """Return a running table on pages, its head on the first or on each."""
    paper = Paper()
    paper.line("项目支出绩效目标表", 1)
    for page, (lines, begins) in enumerate(pages, start=1):
        body = merged(lines, 5 if style == "merged" else 0, begins)
        paper.grid([HEAD, *body] if page == 1 or again else body, page)
    return paper


def read_records(paper: Paper, *, doubts: frozenset[str] = frozenset()) -> list[Record]:
    """Return what is read of a paper, of which nothing may be lost.

    Args:
        paper: What is printed.
        doubts: Codes of what may be doubted of it, right as it was read.
    """
    sheet = paper.sheet()
    result = read_sheets((sheet,), SOURCE)
    (table,) = result.tables
    assert unaccounted(sheet, result) == []
    assert [p.code for p in table.problems if p.code not in doubts] == []
    return [_record(row) for row in table.rows]


def _record(row: Row) -> Record:
    indicators: list[tuple[str | None, ...]] = [
        (
            i.level1.label if i.level1 else None,
            i.level2.label if i.level2 else None,
            i.name,
            i.annual_value,
        )
        for i in row.indicators
    ]
    amount = row.funding.total if row.funding else None
    return row.name, amount, row.goal, indicators


@given(printed=many, style=styles, cut=st.integers(0, 20), again=st.booleans())
def test_a_running_table_reads_back_wherever_a_page_break_cuts_it(
    printed: list[Project], style: Style, cut: int, *, again: bool
) -> None:
    lines = [line for project in printed for line in rows_of(project, style)]
    begins = {
        index
        for index, line in enumerate(lines)
        if line[0] and (index == 0 or line[0] != lines[index - 1][0])
    }
    at = cut % len(lines)
    pages = [(lines, begins)]
    if at:
        pages = [(lines[:at], begins), (lines[at:], {index - at for index in begins})]
    # Where levels are left blank, the first ones of a page might be those of the rows before it.
    doubts = frozenset({"unsure-level"} if at and style != "repeated" else ())
    found = read_records(paper_of(pages, style, again=again), doubts=doubts)
    assert found == [project.record() for project in printed]


@given(printed=many, cut=st.integers(0, 20), name=st.integers(1, 15), goal=st.integers(1, 30))
def test_a_page_break_may_cut_a_later_row_of_a_project_that_is_named_on_each_row(
    printed: list[Project], cut: int, name: int, goal: int
) -> None:
    lines = [line for project in printed for line in rows_of(project, "repeated")]
    later = [at for at in range(1, len(lines)) if lines[at][0] == lines[at - 1][0]]
    assume(later)
    at = later[cut % len(later)]
    rest = [""] * len(HEAD)
    for column, behind in ((0, name), (2, goal)):
        text = lines[at][column]
        lines[at][column], rest[column] = text[:behind], text[behind:]
    assume(any(rest))
    pages: list[tuple[Cells, set[int]]] = [
        (lines[: at + 1], set()),
        ([rest, *lines[at + 1 :]], set()),
    ]
    result = read_sheets((paper_of(pages, "repeated", again=False).sheet(),), SOURCE)
    found = [_record(row) for table in result.tables for row in table.rows]
    assert found == [project.record() for project in printed]


@given(printed=many, style=styles, order=st.randoms())
def test_the_order_of_projects_changes_none_of_them(
    printed: list[Project], style: Style, order: Random
) -> None:
    other = list(printed)
    order.shuffle(other)
    records = []
    for projects_in_order in (printed, other):
        parts = [rows_of(project, style) for project in projects_in_order]
        lines = [line for part in parts for line in part]
        starts = {sum(map(len, parts[:number])) for number in range(len(parts))}
        records.append(read_records(paper_of([(lines, starts)], style, again=False)))
    assert sorted(records[0]) == sorted(records[1])


def form_of(project: Project) -> Cells:
    """Return the form of one project, every place with its text; a list for each row."""
    lines: Cells = [
        [{"text": "项目名称", "columns": 2}, {"text": project.name, "columns": 3}],
        [{"text": "主管部门", "columns": 2}, {"text": "云岭市水务局", "columns": 3}],
        [
            {"text": "项目资金（万元）", "columns": 2},
            {"text": "年度资金总额："},
            {"text": str(project.amount), "columns": 2},
        ],
        [{"text": "年度目标", "columns": 2}, {"text": project.goal, "columns": 3}],
        [{"text": text} for text in ("绩效指标", "一级指标", "二级指标", "三级指标", "指标值")],
    ]
    for level, found in groupby(project.indicators, key=lambda indicator: indicator[0]):
        labels = list(LEVELS[level])
        for _, name, value in found:
            lines.append([{"text": text} for text in ("", *labels, name, value)])
            labels = ["", ""]
    return lines


@given(project=projects, cut=st.integers(0, 20))
def test_a_form_reads_back_wherever_a_page_break_cuts_it(project: Project, cut: int) -> None:
    lines = form_of(project)
    at = cut % len(lines)
    paper = Paper()
    paper.line("项目支出绩效目标表", 1)
    for page, part in enumerate([lines[:at], lines[at:]] if at else [lines], start=1):
        paper.grid(part, page)
    doubts = frozenset({"unsure-level"} if at else ())
    assert read_records(paper, doubts=doubts) == [project.record()]


@given(printed=many)
def test_forms_one_after_the_other_are_a_table_each(printed: list[Project]) -> None:
    paper = Paper()
    paper.grid([line for project in printed for line in form_of(project)])
    result = read_sheets((paper.sheet(),), SOURCE)
    found = [_record(row) for table in result.tables for row in table.rows]
    assert found == [project.record() for project in printed]


@given(project=projects, after=st.integers(1, 40), cut=st.integers(1, 4), again=st.booleans())
def test_a_goal_that_a_page_break_cuts_is_put_together(
    project: Project, after: int, cut: int, *, again: bool
) -> None:
    lines = rows_of(project, "merged")
    assume(cut < len(lines))
    stop = min(after, len(project.goal) - 1)
    lines[0][2], lines[cut][2] = project.goal[:stop], project.goal[stop:]
    pages = [(lines[:cut], {0}), (lines[cut:], {0})]
    assert read_records(paper_of(pages, "merged", again=again)) == [project.record()]


WORDS = """
一级指标 二级指标 三级指标 指标值 年度指标值 分值 得分 绩效指标 年度绩效指标 指标性质
主管部门 实施单位 部门名称 单位名称 年度目标 实施期目标 实际完成情况 预算年度 单位 备注
项目资金（万元） 年度资金总额： 其中：财政拨款 其他资金 年初预算数 全年执行数 执行率 320 /
年度主要任务 任务名称 主要内容 金额合计 合计 总分 注：略 产出指标 数量指标 效益 指标 100% 无
指标1：接待 2026年项目支出绩效目标表 单位：万元 项目名称：甲 水厂改造 ≥5 2026年 万元 - 。 ： √
320万元 执行率分值（10分） 今年改造一座水厂，提升供水能力。"""
PRINTED = [*HEAD, *WORDS.split(), ""]
cells = st.builds(
    lambda text, rows, columns: {"text": text, "rows": rows, "columns": columns},
    st.sampled_from(PRINTED),
    st.sampled_from([1, 1, 1, 1, 2, 5]),
    st.sampled_from([1, 1, 1, 2, 3]),
)
grids = st.lists(st.lists(cells, max_size=7), min_size=1, max_size=9).filter(any)


@given(pages=st.lists(grids, min_size=1, max_size=3), paged=st.booleans())
def test_whatever_is_printed_is_read_without_failing_and_nothing_is_invented(
    pages: list[Cells], *, paged: bool
) -> None:
    paper = Paper()
    paper.line("2026年项目支出绩效目标表", 1 if paged else None)
    for number, grid in enumerate(pages, start=1):
        paper.grid(grid, number if paged else None)
    assert list(invented(read_sheets((paper.sheet(),), SOURCE))) == []
