"""Words below a list of indicators that end it."""

import pytest

from jiheng.reading.layouts.words.list_ends import _patterns, ends_anywhere, ends_of_list, may_end
from jiheng.reading.layouts.words.roles import _said, words_of


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    for remembering in (ends_of_list, _patterns, _said):
        remembering.cache_clear()


@pytest.mark.parametrize(
    ("words", "ways"),
    [
        ("合计", {"end", "tail"}),
        ("填表人：张三", {"end", "tail"}),
        ("其他需要说明的问题", {"signed", "tail"}),
        ("项目名称", {"tail"}),
        ("数量指标", set()),
        ("道路维修里程", set()),
    ],
)
def test_words_end_a_list_in_ways_of_their_own(words: str, ways: set[str]) -> None:
    assert ends_of_list(words) == ways


def test_a_word_with_dots_stands_for_what_begins_so() -> None:
    listed = {word for line in words_of("list_ends").values() for word in line}
    begun = [word.removesuffix("…") for word in listed if word.endswith("…")]

    assert begun
    assert all(ends_anywhere(f"{word}某") or may_end(f"{word}某") for word in begun)
