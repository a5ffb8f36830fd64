"""Values above a form that are printed on several lines."""

from __future__ import annotations

import pytest

from jiheng.model import Traced
from jiheng.reading.containers.page.ink import Glyph
from jiheng.reading.containers.page.lines import traced_line
from jiheng.reading.layouts.outside.wrapped_lines import whole_lines, whole_titles

GOAL = "绩效目标：为困难群众提供法律援助，"


def line(text: str, left: float, top: float, *, size: float = 10, page: int = 1) -> Traced:
    glyphs = [
        Glyph(sign, left + size * at, top, left + size * (at + 1), top + size)
        for at, sign in enumerate(text)
    ]
    return traced_line(glyphs, page)[0]


def lines(*texts: Traced) -> list[str]:
    return [text.text for text in whole_lines(texts)]


def test_a_line_below_the_value_of_a_label_goes_on_with_it() -> None:
    found = lines(
        line(GOAL, 50, 100), line("维护其合法权益，", 50, 115), line("促进公平。", 50, 130)
    )
    assert found == [f"{GOAL}维护其合法权益，促进公平。"]


@pytest.mark.parametrize(
    "after",
    [
        line("维护其合法权益。", 70, 115),
        line("维护其合法权益。", 50, 140),
        line("维护其合法权益。", 50, 115, size=14),
        line("维护其合法权益。", 50, 115, page=2),
        Traced("维护其合法权益。"),
        line("维护其合法权益，使每一名困难群众得到公平。", 50, 115),
        line("预算金额：3万元", 50, 115),
        line("项目绩效目标表", 50, 115),
    ],
    ids=["indented", "far", "larger", "page", "no page", "longer", "label", "title"],
)
def test_another_line_is_none_of_the_value(after: Traced) -> None:
    assert lines(line(GOAL, 50, 100), after) == [GOAL, after.text]


def test_lines_below_prose_stay_apart() -> None:
    assert lines(line("公开说明如下", 50, 100), line("其一。", 50, 115)) == [
        "公开说明如下",
        "其一。",
    ]


LONG = "提前下达省级革命老区发展（未列入文物遗存保护利"


@pytest.mark.parametrize(
    ("lower", "whole"),
    [
        (line("用）项目绩效目标表", 120, 115), True),
        (line("用）项目绩效目标表", 50, 115), False),
        (line("用）项目绩效目标表", 120, 150), False),
        (line("用）专项资金2026年度财政拨款收支情况的说明", 60, 115), False),
        (line("用）" + "专项资金" * 6 + "项目绩效目标表", 0, 115), False),
    ],
    ids=["middle", "margin", "far", "no title", "longer"],
)
def test_a_long_title_goes_on_below_its_middle(lower: Traced, *, whole: bool) -> None:
    found = whole_titles([(line(LONG, 50, 100),), (lower,)])
    assert (len(found) == 1) is whole


@pytest.mark.parametrize(
    "upper",
    ["某市某局", "二〇二六年度某市某某局部门预算项目支出绩效目标表", f"项目名称：{LONG}"],
    ids=["short", "title", "label"],
)
def test_what_stands_above_a_title_need_not_begin_it(upper: str) -> None:
    width = 10 * len(upper)
    lower = line("项目绩效目标表", 50 + width / 2 - 35, 115)
    assert len(whole_titles([(line(upper, 50, 100),), (lower,)])) == 2
