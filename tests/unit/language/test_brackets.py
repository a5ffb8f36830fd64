"""What stands within brackets and quotation marks."""

import pytest

from jiheng.language.brackets import HIDDEN, without_inner


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("里程；桥梁", "里程；桥梁"),
        ("里程（甲；乙）；桥", "里程（···）；桥"),
        ("(a；b)；（c；d)", "(···)；（···)"),
        ("[甲；乙]【丙】〔丁〕「戊」《己》", "[···]【·】〔·〕「·」《·》"),
        ('“甲、乙”、"丙、丁"、戊', '“···”、"···"、戊'),
        ("（甲（乙；丙）；丁）；戊", "（········）；戊"),
        ("1）甲；2）乙", "1）甲；2）乙"),
        ("（甲；乙", "（甲；乙"),
        ("（甲[乙；丙）；丁", "（·····）；丁"),
    ],
)
def test_inner_signs_are_hidden_and_lone_ones_enclose_nothing(text: str, expected: str) -> None:
    assert without_inner(text) == expected.replace("·", HIDDEN)


@pytest.mark.parametrize("closing", ["）", "]"])
def test_signs_by_the_ten_thousand_are_looked_at_once_each(closing: str) -> None:
    text = "（" * 100_000 + closing * 100_000
    inner = HIDDEN * 199_998

    assert without_inner(text) == (f"（{inner}）" if closing == "）" else text)
