from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from jiheng.reading.layouts import words
from jiheng.reading.layouts.words.roles import LONGEST, is_block, plain, role_in


@pytest.mark.parametrize(
    ("printed", "role"),
    [
        ("项目名称", "name"),
        ("项目 名称：", "name"),
        ("项目名称（盖章）", "name"),
        ("转移支付（项目）名称", "name"),
        ("1.项目名称", "name"),
        ("主管部门及代码:", "department"),
        ("年度目标", "goal"),
        ("实施期目标", "period_goal"),
        ("水厂改造", None),
    ],
)
def test_a_label_means_the_same_however_it_is_printed(printed: str, role: str | None) -> None:
    assert role_in(printed, "labels") == role


@pytest.mark.parametrize(
    ("printed", "role"), [("其中：财政拨款", "fiscal_appropriation"), ("①其他资金", "other")]
)
def test_a_line_of_money_is_known_behind_its_number(printed: str, role: str) -> None:
    assert role_in(printed, "money_lines") == role


@pytest.mark.parametrize(
    ("printed", "role"),
    [
        ("转移支付（项目）名称", "name"),
        ("项目承担单位", "organization"),
        ("项目主管部门", "department"),
        ("年度预算申请（万元）", "total"),
        ("本年度绩效目标", "goal"),
        ("量化指标值", "annual_value"),
        ("2026年度目标", "goal"),
        ("2026年目标", "annual_value"),
        ("被评价项目名称", "name"),
        ("项目编码及名称", "name"),
        ("前三季度完成值", "actual"),
        ("分配资金", "total"),
        ("复核得分", "score"),
    ],
)
def test_heads_of_columns_are_known_by_the_words_of_many_places(printed: str, role: str) -> None:
    assert role_in(printed, "columns") == role


def test_a_text_longer_than_any_label_is_none() -> None:
    assert role_in("项目名称（" + "甲" * LONGEST + "）", "labels") is None
    assert not is_block("资金情况（" + "甲" * LONGEST + "）")


def test_the_formula_of_a_column_is_no_part_of_its_label() -> None:
    assert plain("执行率③=②÷①") == "执行率"


def test_dashes_are_one_sign() -> None:
    assert plain("1—7月执行数") == plain("1-7月执行数")


def test_no_label_is_written_without_chinese() -> None:
    said = tomllib.loads(files(words).joinpath("roles.toml").read_text("utf-8"))
    labels = [word for lines in said.values() for line in lines.values() for word in line.split()]
    assert len(labels) > 500
    assert not any(map(str.isascii, labels))


@pytest.mark.parametrize("figure", ["80.91", "2026", "95%", "-"])
def test_a_figure_is_no_label(figure: str) -> None:
    assert role_in(figure, "labels") is None
    assert not is_block(figure)
