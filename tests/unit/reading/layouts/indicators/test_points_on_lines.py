"""Points on lines of their own in one cell are no single figure."""

from __future__ import annotations

from jiheng.reading.documents import read_document

HEAD = "".join(
    f"<td>{name}</td>"
    for name in ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
)
ROW = "<td>产出指标</td><td>数量指标</td><td>巡查次数</td><td>≥9次</td><td>9次</td><td>10</td>"


def test_two_scores_in_one_cell_are_kept_beside_the_indicator_and_told() -> None:
    page = (
        "<p>项目支出绩效自评表</p><p>（2025年度）</p><table>"
        "<tr><td>项目名称</td><td colspan=6>河道保洁</td></tr>"
        f"<tr>{HEAD}</tr><tr>{ROW}<td>5<br>4</td></tr></table>"
    )
    (table,) = read_document(page.encode(), name="自评.html").tables
    (indicator,) = table.rows[0].indicators
    assert indicator.weight == 10
    assert indicator.score is None
    assert [(entry.label, entry.value) for entry in indicator.further] == [("得分", "5 4")]
    assert [problem.code for problem in table.problems] == ["unread-text"]
