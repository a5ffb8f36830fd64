"""Rows of indicators that a page end cuts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.spec.layout_cases import LayoutCase

from jiheng.reading.layouts.indicators.cut_rows import is_rest_of_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    Said = tuple[str, str, str, str]

NAME = ["项目名称", {"text": "水厂改造", "columns": 3}]
HEAD = ["一级指标", "二级指标", "三级指标", "指标值"]
PIPES = ["产出指标", "数量指标", "换管长度", "≥9千米"]
USERS = ["效益指标", "社会效益指标", "供水人口", "≥9万人"]


def read(first: Sequence[object], second: Sequence[object]) -> list[Said]:
    pages = [[NAME, HEAD, *first], second]
    (table,) = LayoutCase("x", "", {"front": ["项目绩效目标表"], "pages": pages}).read().tables
    return [
        (
            one.level1.label if one.level1 else "",
            one.level2.label if one.level2 else "",
            one.name or "",
            one.annual_value or "",
        )
        for one in table.rows[0].indicators
    ]


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("≤1250", "元/平方米", True),
        ("≤1208万", "元。", True),
        ("≤30分", "钟", True),
        ("≥5", "公里", True),
        ("≥5公", "里", True),
        ("≥5公里", "里", False),
        ("≤60元/平方", "米", True),
        ("≤419元/人", "优", False),
        ("15万元/年", "210万元/年", False),
        ("≥5人", "优", False),
        ("≥5台", "（套）", True),
        ("≥5台（", "套）", True),
        ("≥5台（套）", "（件）", False),
        ("≥5人", "", False),
        ("2026年8月", "25日前", True),
        ("2026年", "12月底", True),
        ("≥95", "显著提升", False),
        ("≥95%", "个", False),
        ("2026年8月", "底前", False),
        ("12月31", "日前", True),
        ("2026年1", "2月底前", True),
        ("2026", "年底前", True),
        ("≥1", "2月底前", False),
        ("95", "1月底前", False),
        ("≥95", "。", False),
        ("≥3", "≥4口", False),
    ],
)
def test_a_unit_or_a_day_alone_is_the_rest_of_a_value(
    before: str, text: str, *, expected: bool
) -> None:
    assert is_rest_of_value(before, text) is expected


def test_a_name_and_a_value_that_a_page_end_cuts_are_one_indicator() -> None:
    first = [*PIPES[:2], "单位面积", "≤1250"]
    found = read([first], [["", "", "改造成本", "元/平方米"], USERS])
    assert found == [(*PIPES[:2], "单位面积改造成本", "≤1250元/平方米"), tuple(USERS)]


def test_a_value_alone_before_a_page_end_is_that_of_the_name_behind_it() -> None:
    found = read([PIPES, ["", "", "", "≥9万人"]], [[*USERS[:3], ""]])
    assert found == [tuple(PIPES), tuple(USERS)]


@pytest.mark.parametrize("after", [[], [["满意度指标", "服务对象满意度指标", "满意度", "≥90%"]]])
def test_levels_alone_behind_a_page_end_are_those_of_the_row_before(
    after: list[list[str]],
) -> None:
    found = read([PIPES, ["", "", *USERS[2:]]], [[*USERS[:2], "", ""], *after])
    assert found == [tuple(PIPES), tuple(USERS), *(tuple(line) for line in after)]


def test_levels_above_rows_that_leave_theirs_blank_are_of_these() -> None:
    below = ["", "", "供水户数", "≥3万户"]
    found = read([PIPES], [[*USERS[:2], "", ""], below])
    assert found == [tuple(PIPES), (*USERS[:2], *below[2:])]


SIGNED = ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "计量单位"]
LENGTH = ["产出指标", "数量指标", "换管长度", "≥", "9", "千米"]
RULES = ["产出指标", "质量指标", "服务规范", "定性", "符合相关标准及", ""]


def signed(first: Sequence[object], second: Sequence[str]) -> list[tuple[str, str]]:
    pages = [[[*NAME[:1], {"text": "水厂改造", "columns": 5}], SIGNED, *first], [second]]
    (table,) = LayoutCase("x", "", {"front": ["项目绩效目标表"], "pages": pages}).read().tables
    return [(one.name or "", one.annual_value or "") for one in table.rows[0].indicators]


def test_a_row_without_the_sign_that_each_row_has_goes_on_in_words() -> None:
    found = signed([LENGTH, RULES], ["", "", "性", "", "合同的约定", ""])
    assert found == [("换管长度", "9"), ("服务规范性", "符合相关标准及合同的约定")]


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        pytest.param([LENGTH], ["", "", "水压", "", "稳定", ""], id="behind a number"),
        pytest.param([LENGTH, RULES], ["", "", "水压", "定性", "稳定", ""], id="with a sign"),
        pytest.param([LENGTH, RULES], ["", "", "水压", "", "稳定", "级"], id="with a unit"),
        pytest.param(
            [["产出指标", "数量指标", "水质", "", "良好", ""], RULES],
            ["", "", "水压", "", "稳定", ""],
            id="where signs are left blank",
        ),
        pytest.param(
            [LENGTH, [*RULES[:4], "", "级"]], ["", "", "水压", "", "稳定", ""], id="behind no value"
        ),
    ],
)
def test_a_row_behind_a_page_end_is_one_of_its_own(
    before: Sequence[object], behind: Sequence[str]
) -> None:
    assert signed(before, behind)[-1] == (behind[2], behind[4])


@pytest.mark.parametrize(
    ("before", "rest"),
    [("换管（城", "区、郊区）长度"), ("“一户", "一表”改造"), ("《供水条", "例》")],
)
def test_a_name_that_a_page_end_leaves_open_goes_on_behind_it(before: str, rest: str) -> None:
    found = read([[*PIPES[:2], before, "逐步"]], [["", "", rest, "提高"], USERS])
    assert found == [(*PIPES[:2], before + rest, "逐步提高"), tuple(USERS)]


def test_a_name_that_closes_what_it_opens_goes_on_no_further() -> None:
    found = read(
        [[*PIPES[:2], "换管（城区）", "逐步提高"]], [["", "", "（郊区）换管", "提高"], USERS]
    )
    assert [name for _, _, name, _ in found] == ["换管（城区）", "（郊区）换管", USERS[2]]


def pointed(*behind: str) -> tuple[list[tuple[str | None, str | None]], list[str]]:
    """Return names and values of a list with points that a page end cuts, and what is told."""
    head = ["二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
    rows = [
        ["数量指标", "训练人数", "≥120人", "120人", "10", "10"],
        ["时效指标", "资金支付", "6月底前", "达到预期", "5", "5"],
    ]
    name = ["项目名称", {"text": "水厂改造", "columns": 5}]
    pages = [[name, head, *rows], [list(behind), ["质量指标", "合格率", "≥95%", "96%", "10", "10"]]]
    front = ["项目支出绩效自评表"]
    (table,) = LayoutCase("x", "", {"front": front, "pages": pages}).read().tables
    found = [(one.name, one.annual_value) for one in table.rows[0].indicators]
    return found[1:-1], [problem.code for problem in table.problems]


def test_a_row_without_points_that_goes_on_in_words_is_the_rest_of_the_row_above_and_told() -> None:
    found, told = pointed("", "进度", "支付50%，12月底前支付100%", "指标", "", "")
    assert found == [("资金支付进度", "6月底前支付50%，12月底前支付100%")]
    assert "unsure-row" in told


@pytest.mark.parametrize(
    "behind",
    [
        ("", "进度", "≥50%", "60%", "", ""),
        ("", "进度", "50%", "60%", "", ""),
        ("", "进度", "支付50%", "60%", "5", "5"),
        ("质量指标", "进度", "支付50%", "60%", "", ""),
    ],
    ids=["a bound", "a number", "points of its own", "a level of its own"],
)
def test_a_row_that_may_stand_alone_is_an_indicator(behind: tuple[str, ...]) -> None:
    found, _ = pointed(*behind)
    assert [name for name, _ in found] == ["资金支付", "进度"]
