from __future__ import annotations

from dataclasses import replace

import pytest

from jiheng.model import Indicator, Level
from jiheng.reading.grammar.values import read_value
from jiheng.writing.packed import packed

CODED = Indicator(
    seq=1,
    level1=Level(code="1", label="产出指标"),
    level2=Level(code="11", label="数量指标"),
    name="人数",
    period_value="≥7人",
    annual_value="≥5人",
)
PLAIN = Indicator(
    seq=2, level1=Level(code=None, label="效益指标"), name="带动就业", annual_value="3000个"
)


def test_with_codes_the_parts_are_set_apart_by_semicolons() -> None:
    assert packed([CODED]) == (
        "1、1-产出指标;11-数量指标;人数;实施周期指标值:≥7人;年度指标值:≥5人。",
    )


def test_without_codes_the_shorter_grammar_is_used() -> None:
    assert packed([PLAIN]) == ("2、效益指标：带动就业，年度指标值：3000个。",)


def test_a_value_that_is_missing_is_left_out() -> None:
    (text,) = packed([Indicator(seq=1, level1=CODED.level1, name="人数", annual_value="5人")])
    assert "实施周期" not in text


def test_a_number_that_is_missing_is_left_out() -> None:
    (text,) = packed([Indicator(level1=CODED.level1, name="人数", annual_value="5人")])
    assert text == "1-产出指标;人数;年度指标值:5人。"


def test_the_last_indicator_of_a_clipped_cell_has_no_full_stop() -> None:
    clipped = Indicator(seq=2, level1=CODED.level1, name="人", complete=False)
    assert packed([CODED, clipped])[-1] == "2、1-产出指标;人"


def test_a_damaged_indicator_before_the_last_keeps_its_full_stop() -> None:
    clipped = Indicator(seq=2, level1=CODED.level1, name="人", complete=False)
    assert packed([clipped, CODED])[0] == "2、1-产出指标;人。"


@pytest.mark.parametrize(
    ("sign", "value", "unit", "printed"),
    [
        ("≥", "50", "人", "≥50人"),
        ("≥", "≥50", "人", "≥50人"),
        ("=", "100", None, "=100"),
        (None, "1,000.5", "元", "1,000.5元"),
        ("≥", "90%", "%", "≥90%"),
        ("定性", "50", "分", "50分"),
        ("≥", "50人", "人", "≥50人"),
        ("定性", "按期完成", "无", "按期完成"),
    ],
)
def test_a_bare_number_takes_the_sign_and_unit_beside_it(
    sign: str | None, value: str, unit: str | None, printed: str
) -> None:
    (text,) = packed([replace(CODED, annual_value=value, sign=sign, unit=unit)])
    assert text.endswith(f";年度指标值:{printed}。")


@pytest.mark.parametrize(
    ("sign", "value", "said"),
    [("小于", "5", "小于5人"), ("定性", "5", "5人"), ("大于等于", "≧5", "≧5人")],
)
def test_a_sign_in_words_is_printed_before_a_bare_value(sign: str, value: str, said: str) -> None:
    (text,) = packed([replace(CODED, annual_value=value, sign=sign, unit="人")])
    assert f"年度指标值:{said}" in text


@pytest.mark.parametrize(
    ("value", "said"), [("5", "≤5天"), ("5天", "≤5天"), ("2026年6月", "2026年6月")]
)
def test_a_direction_puts_its_sign_before_a_number_alone(value: str, said: str) -> None:
    target = read_value(value, sign="反向", unit="天")
    one = replace(CODED, annual_value=value, sign="反向", unit="天", target=target)
    (text,) = packed([one])
    assert said in text


def test_both_values_take_them() -> None:
    (text,) = packed([replace(CODED, period_value="7", annual_value="5", sign="≥", unit="人")])
    assert text.endswith("实施周期指标值:≥7人;年度指标值:≥5人。")


BARE = replace(
    CODED, level1=Level(code=None, label="产出指标"), level2=Level(code=None, label="数量指标")
)


@pytest.mark.parametrize("seq", [1, None])
def test_levels_of_another_form_get_the_codes_of_the_tree(seq: int | None) -> None:
    assert packed([replace(BARE, seq=seq)]) == packed([CODED])


def test_one_of_another_form_among_others_gets_its_codes() -> None:
    first, second = packed([replace(CODED, seq=None), replace(BARE, seq=None)])
    assert (first, second) == (
        "1、1-产出指标;11-数量指标;人数;实施周期指标值:≥7人;年度指标值:≥5人。",
        "2、1-产出指标;11-数量指标;人数;实施周期指标值:≥7人;年度指标值:≥5人。",
    )


def test_one_that_a_page_break_clipped_gets_no_codes_among_others() -> None:
    first, _ = packed([replace(BARE, complete=False), CODED])
    assert first.startswith("1、产出指标;数量指标;人数;")
