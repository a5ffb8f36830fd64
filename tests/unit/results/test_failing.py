"""Words that deny a target are told from words that keep it, and from prose."""

from __future__ import annotations

import pytest

from jiheng.results.failing import is_failure


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("未及时", "及时"),
        ("未提高", "显著提高"),
        ("未有效改善。", "有效改善"),
        ("未达标", "显著提高"),
        ("不合格", "优良"),
        ("较差", "优"),
        ("下降", "显著提高"),
        ("有所上升", "持续下降"),
        ("逾期完成", "按时完成"),
        ("发生2起", "不发生安全事故"),
        ("2起", "不发生安全事故"),
        ("出现一起", "零事故"),
        ("发生安全事故", "不发生安全事故"),
        ("发生1起事故", "杜绝安全事故"),
        ("发生事故2起", "安全生产零事故"),
        ("无明显提高", "显著提高"),
        ("与上年持平", "显著提高"),
        ("延迟2个月完成", "按期完成"),
        ("不及时", "及时"),
        ("未能按期完成", "按期完成"),
    ],
)
def test_words_deny_a_target_in_words(said: str, wanted: str) -> None:
    assert is_failure(said, wanted)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("未完成", "≥200公里"),
        ("未达到200公里", "≥200公里"),
        ("完成率未达到95%", "≥95%"),
        ("延期", "2025年6月底前"),
        ("逾期15天", "2025年6月"),
        ("未完成", "不少于200公里"),
    ],
)
def test_words_deny_a_number_or_a_day(said: str, wanted: str) -> None:
    assert is_failure(said, wanted, in_words=False)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (None, "及时"),
        ("显著提高", "显著提高"),
        ("不断提高", "提高"),
        ("改善", "不断改善"),
        ("未发生", "不发生安全事故"),
        ("0起", "不发生安全事故"),
        ("无", "不发生安全事故"),
        ("开展2次演练", "不发生安全事故"),
        ("安全运行365天", "不发生安全事故"),
        ("未超标", "不超标"),
        ("200人", "无偿献血"),
        ("没有投诉", "投诉率下降"),
        ("未排放", "减少排放"),
        ("持平", "保持稳定提高"),
        ("无投诉", "减少投诉"),
        ("已下降", "持续下降"),
        ("提高", "提高效率，降低成本"),
        ("提升", "效益"),
        ("未完成5个，完成195个", "≥200个"),
        ("未发生投诉", "≤2次"),
        ("未开展", "≥95%"),
    ],
)
def test_words_that_keep_a_target_or_leave_it_open_deny_nothing(
    said: str | None, wanted: str
) -> None:
    assert not is_failure(said, wanted)
