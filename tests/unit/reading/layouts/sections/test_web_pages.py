"""Lists on pages of the web, with tables of the page itself below them."""

from __future__ import annotations

import pytest

from jiheng.reading.documents import read_document

LIST = """<p>2026年项目支出绩效目标公开清单</p><p>单位：万元</p><table>
<tr><td>项目名称</td><td>实施单位</td><td>预算金额</td><td>绩效目标</td><td>一级指标</td>
<td>三级指标</td><td>指标值</td></tr>
<tr><td>路灯改造</td><td>路灯所</td><td>301</td><td>更换路灯。</td><td>产出指标</td>
<td>更换数量</td><td>≥860盏</td></tr></table>"""


@pytest.mark.parametrize(
    "below",
    [
        "<tr><td>上一篇：</td><td>2025年部门预算公开</td></tr><tr><td>下一篇：</td><td>没有了</td></tr>",
        "<tr><td>附件</td><td>下载次数</td></tr><tr><td>1.绩效目标表.xlsx</td><td>35</td></tr>",
        "<tr><td>主办：某市财政局</td><td>ICP备12345678号</td></tr>",
    ],
    ids=["other pages", "downloads", "the owner"],
)
def test_a_narrow_table_below_a_list_is_no_part_of_it(below: str) -> None:
    page = f"<html><body>{LIST}<table>{below}</table></body></html>"
    (table,) = read_document(page.encode(), name="清单.html").tables
    assert [row.name for row in table.rows] == ["路灯改造"]
    assert [problem.code for problem in table.problems] == ["outside-table"]


def test_a_list_goes_on_in_a_table_as_wide() -> None:
    again = "<tr><td>公厕改造</td><td>环卫所</td><td>20</td><td>改造公厕。</td><td>产出指标</td>"
    page = f"{LIST}<table>{again}<td>改造数量</td><td>≥6座</td></tr></table>"
    (table,) = read_document(page.encode(), name="清单.html").tables
    assert [row.name for row in table.rows] == ["路灯改造", "公厕改造"]
