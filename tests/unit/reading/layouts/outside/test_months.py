from __future__ import annotations

import pytest

from jiheng.model import Traced
from jiheng.reading.layouts.outside.months import months_in


@pytest.mark.parametrize(
    ("head", "months"),
    [
        ("1—7月执行数", "1—7月"),
        ("2026年1-6月预算执行率（%）", "1-6月"),
        ("截至7月底完成值", "截至7月底"),
        ("1月至9月执行情况", "1月至9月"),
        ("上半年执行数", "上半年"),
        ("前三季度实际完成情况", "前三季度"),
        ("7月份支出", "7月份"),
    ],
)
def test_the_months_of_a_head_are_kept_as_printed(head: str, months: str) -> None:
    found = months_in([Traced("年初预算数"), Traced(head)])
    assert found is not None
    assert found.text == months


@pytest.mark.parametrize("head", ["执行数", "全年预计执行数", "1-7月完成培训3次", "12个月执行数"])
def test_what_is_no_head_of_months_names_none(head: str) -> None:
    assert months_in([Traced(head)]) is None


def test_heads_of_several_times_are_of_none() -> None:
    assert months_in([Traced("一季度完成值"), Traced("二季度完成值")]) is None


def test_heads_that_agree_are_of_their_months() -> None:
    found = months_in([Traced("1-7月执行数"), Traced("1-7月执行率")])
    assert found is not None
    assert found.text == "1-7月"
