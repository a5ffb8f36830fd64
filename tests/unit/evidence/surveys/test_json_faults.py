from __future__ import annotations

import pytest

from jiheng.errors import UnreadableFile
from jiheng_evidence.surveys.codec import read_survey
from jiheng_evidence.surveys.json_faults import json_fault

_BEGUN = b'{"contract": "jiheng/survey/1", "name": "s", "title": {"zh": "t"}, '


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{}", "缺少字段"),
        (_BEGUN + b'"anonymous": true', "内容不完整"),
        (_BEGUN + b'"kind": "survey"}', "没有“survey”这个取值"),
        (_BEGUN + b'"frame": "many"}', "$.frame：类型不符（写成了 文字）"),
        (_BEGUN + b'"nots": 1}', "nots"),
        (b"nothing", "不是有效的 JSON（第 "),
        (b'{"name": "\xff"}', "取值或编码不符"),
    ],
)
def test_what_is_refused_is_told_in_chinese(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_survey(data, "x")
    assert said in caught.value.reason.zh


def test_what_is_not_known_is_told_without_english() -> None:
    assert json_fault(ValueError("odd")).zh == "取值或编码不符"


def test_what_is_nested_too_deeply_is_told() -> None:
    assert json_fault(RecursionError()).zh == "嵌套过深"
