"""Where the source of a page begins new lines, within tags and between them, says nothing."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from jiheng.pipeline import read

_CELL = "<td ~width=99 ~style='width:75pt;~border:none'>~{}~</td>~"
_TWO = "<p ~class=MsoNormal>~<span ~lang=EN-US>{}</span>~</p>~<p>{}</p>"
_TITLE = "<p>~<b ~id=a>2026年度项目绩效目标申报表</b></p>~"
_ROWS = [
    ["项目名称", "文明城市创建", "预算金额（万元）", "120"],
    ["一级指标", "二级指标", "三级指标", "指标值"],
    [
        "产出指标",
        "数量指标",
        _TWO.format("制作公益广告", "开展志愿活动"),
        _TWO.format("≥300块", "≥48场"),
    ],
    ["满意度指标", "满意度<span ~lang=EN-US>~</span>指标", "市民<b ~id=b>满意度</b>", "≥90%"],
]
_TABLE = "".join(f"<tr>~{''.join(map(_CELL.format, row))}</tr>~" for row in _ROWS)
PAGE = f"{_TITLE}<table ~border=1>~{_TABLE}</table>"
GAPS = PAGE.count("~")


def said(gaps: list[str], *, whole: bool) -> list[object]:
    """Return what a page says whose gaps hold some white space."""
    own = iter(gaps)
    page = re.sub("~", lambda _: next(own), PAGE)
    page = f"<html><head><meta charset='utf-8'></head><body>{page}</body></html>" if whole else page
    (table,) = read(page.encode(), name="目标.html").tables
    (row,) = table.rows
    known = [(one.name, one.annual_value, one.level2) for one in row.indicators]
    return [table.fiscal_year, row.name, row.funding, *known, *table.problems]


@given(
    gaps=st.lists(
        st.sampled_from(["", " ", "\n", "\r\n  ", "\n\n", "\n \n\t"]), min_size=GAPS, max_size=GAPS
    ),
    whole=st.booleans(),
)
def test_new_lines_in_the_source_of_a_page_change_nothing(gaps: list[str], *, whole: bool) -> None:
    assert said(gaps, whole=whole) == said([""] * GAPS, whole=whole)


def test_lines_of_cells_are_indicators_of_their_own() -> None:
    names = [one[0] for one in said([""] * GAPS, whole=True) if isinstance(one, tuple)]
    assert names == ["制作公益广告", "开展志愿活动", "市民满意度"]
