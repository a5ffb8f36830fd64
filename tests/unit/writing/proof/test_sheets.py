"""A source without pages is shown whole: every cell of it, with the values on top."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.unit.writing.proof.building import a_problem, a_project, a_table, in_cell, in_line

from jiheng.model import Place, Traced
from jiheng.pipeline import prove
from jiheng.writing.proof import SourceSheet
from jiheng.writing.proof.page import LeafView, proof_of
from jiheng.writing.proof.sheets import MOST_ROWS, NEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

_HTML = """<p>甲局公开表</p><table>
<tr><td colspan=5>项目支出绩效目标表（2026年度）</td></tr>
<tr><td>项目名称</td><td colspan=4>培训&lt;script&gt;</td></tr>
<tr><td rowspan=2>项目资金（万元）</td><td colspan=2>年度资金总额</td><td colspan=2>376.00</td></tr>
<tr><td colspan=2>其中：财政拨款</td><td colspan=2>376.00</td></tr>
<tr><td>年度总体目标</td><td colspan=4>开展培训</td></tr>
<tr><td rowspan=3>绩效指标</td><td>一级指标</td><td>二级指标</td>
<td>三级指标</td><td>指标值</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>培训场次</td><td>≥10场</td></tr>
<tr><td>效益指标</td><td>社会效益指标</td><td>服务水平</td><td>有所提高</td></tr>
</table><p>注：另行说明</p>"""


def _page() -> str:
    page = prove(_HTML.encode(), name="甲局.html").decode()
    return page[page.index("<main>") :]


def _views(rows: Sequence[Traced], *marked: int) -> tuple[LeafView, ...]:
    """Return the parts of a sheet of one column, some rows of which are names of projects."""
    sheet = SourceSheet(
        name="表1",
        rows=[(row,) for row in rows],
        tables=[(0, len(rows))],
    )
    table = a_table(*(a_project(rows[at]) for at in marked))
    return proof_of([table], (), {}, "甲局.xlsx", "zh", [sheet]).leaves


def _rows(count: int) -> list[Traced]:
    return [in_cell(f"第{number}行", f"A{number}") for number in range(1, count + 1)]


def test_labels_and_heads_stand_beside_the_values_and_merged_cells_are_merged() -> None:
    page = _page()
    assert "<span>项目名称</span>" in page
    assert '<td rowspan="2"><span>项目资金（</span>' in page
    assert re.search(r'<td colspan="2"><a class="mark money"[^>]*>376.00</a>', page)


def test_what_cells_say_is_no_markup() -> None:
    page = _page()
    assert "培训<script>" not in page
    assert re.search(r'<a class="mark name"[^>]*>培训&lt;script&gt;</a>', page)


def test_parts_stand_in_the_order_of_the_document_under_the_names_of_their_projects() -> None:
    second = _HTML.replace("培训&lt;script&gt;", "修缮")
    page = prove((_HTML + second).encode(), name="甲局.html").decode()
    names = re.findall(r"<h2>(.*)</h2>", page)
    assert names == ["培训&lt;script&gt;", "修缮"]


def test_rows_far_from_any_value_are_counted() -> None:
    (view,) = _views(_rows(100), 50)
    assert view.sheet is not None
    assert (view.sheet.pieces[0].skipped, view.sheet.after) == (50 - NEAR, 49 - NEAR)


def test_a_long_sheet_is_shown_in_parts_that_tell_where_they_begin() -> None:
    views = _views(_rows(MOST_ROWS + 2), *range(MOST_ROWS + 2))
    assert [(view.name, view.goes_on) for view in views] == [("表1", False), ("表1", True)]
    assert views[1].sheet is not None
    assert views[1].sheet.first == str(MOST_ROWS + 1)


def test_a_merged_cell_that_goes_on_in_another_part_repeats_its_words_without_a_mark() -> None:
    rows = [(Traced(), in_cell(f"{at}", f"B{at}")) for at in range(1, MOST_ROWS + 2)]
    rows[0] = (in_cell("甲", "A1"), rows[0][1])
    merges = {(0, 0): (len(rows), 1)}
    sheet = SourceSheet(name="表1", rows=rows, merges=merges, tables=[(0, len(rows))])
    table = a_table(*(a_project(cells[1]) for cells in sheet.rows))
    second = proof_of([table], (), {}, "甲局.xlsx", "zh", [sheet]).leaves[1]
    assert second.sheet is not None
    cell = second.sheet.pieces[0].rows[0][1][0]
    assert (cell.goes_on, cell.stretches[0].text, cell.stretches[0].items) == (True, "甲", ())


def test_text_outside_of_tables_is_marked_in_its_place_and_counted() -> None:
    page = prove(_HTML.encode(), name="甲局.html").decode()
    assert 'id="outside">2<' in page
    assert re.findall(r'<a class="mark outside"[^>]*>(.*?)</a>', page) == [
        "甲局公开表",
        "注：另行说明",
    ]


def test_a_year_that_the_title_states_is_boxed_there() -> None:
    assert re.search(r'<a class="item other" id="s0-i(\d+)".*年度</span> .*2026', _page())
    assert re.search(r'<a class="mark name"[^>]*data-i="\d+ \d+"[^>]*>2026</a>', _page())


def test_a_year_without_a_place_stands_with_the_head_of_its_table() -> None:
    table = replace(a_table(a_project(in_cell("甲", "A1"))), fiscal_year=2026)
    (view,) = proof_of([table], (), {}, "甲局.xlsx", "zh").leaves
    assert view.blocks[0].parts[0].items[0].value == "2026"


def test_a_sheet_without_values_is_left_out() -> None:
    row, other = in_cell("甲", "A1"), in_cell("乙", "A1", "表2")
    sheets = [
        SourceSheet(name=name, rows=[(each,)]) for name, each in (("表2", other), ("表1", row))
    ]
    views = proof_of([a_table(a_project(row))], (), {}, "甲局.xlsx", "zh", sheets).leaves
    assert [view.name for view in views] == ["表1"]


def test_a_table_without_values_behind_the_last_one_stands_with_it() -> None:
    sheet = SourceSheet(
        name="甲局", rows=[(row,) for row in _rows(3)], tables=[(0, 1), (1, 2), (2, 3)]
    )
    table = a_table(a_project(sheet.rows[0][0]), a_project(sheet.rows[1][0]))
    views = proof_of([table], (), {}, "甲局.docx", "zh", [sheet]).leaves
    assert [view.sheet and len(view.sheet.pieces) for view in views] == [1, 2]


def test_a_part_with_several_projects_is_named_by_the_first_and_the_last() -> None:
    rows = [in_line("甲", "甲"), in_line("乙", "乙", 2)]
    sheet = SourceSheet(name="甲局.txt", rows=[(row,) for row in rows])
    table = a_table(*(a_project(row) for row in rows))
    (view,) = proof_of([table], (), {}, "甲局.txt", "zh", [sheet]).leaves
    assert view.name == "甲 … 乙"


def test_a_value_that_begins_between_two_cells_of_a_line_is_marked_in_the_second() -> None:
    raw = "<td>甲</td><td>乙</td>"
    first, second = in_line(raw, "甲"), in_line(raw, "乙")
    sheet = SourceSheet(name="甲局.html", rows=[(first, second)])
    place = Place(line=1, start=raw.index("</td><td>"), end=len(raw))
    (view,) = proof_of(
        [a_table(problems=(a_problem(place=place),))], (), {}, "甲局", "zh", [sheet]
    ).leaves
    assert view.sheet is not None
    cells = view.sheet.pieces[0].rows[0][1]
    assert [bool(cell.stretches[0].items) for cell in cells] == [False, True]
