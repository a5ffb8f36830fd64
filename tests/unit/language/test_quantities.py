from __future__ import annotations

from decimal import Decimal

import pytest

from jiheng.language.quantities import find_quantities


def read(text: str) -> list[tuple[str, str | None, str, str]]:
    return [
        (text[found.start : found.end], found.op, str(found.number), found.unit)
        for found in find_quantities(text)
    ]


def test_comparator_and_unit_belong_to_the_characters() -> None:
    assert read("扶持不少于20家企业") == [("不少于20家", "≥", "20", "家")]


def test_an_ending_comparator_belongs_to_the_characters() -> None:
    assert read("收集案例50个以上，") == [("50个以上", "≥", "50", "个")]


def test_at_least_reaches_over_a_verb() -> None:
    assert read("每年至少引进2家企业") == [("至少引进2家", "≥", "2", "家")]


def test_at_least_does_not_reach_over_a_comma() -> None:
    assert read("至少如此，引进2家") == [("2家", None, "2", "家")]


def test_a_comparator_serves_one_number_only() -> None:
    assert read("不少于3家和50家") == [("不少于3家", "≥", "3", "家"), ("50家", None, "50", "家")]


def test_a_bare_number_has_no_comparator() -> None:
    assert find_quantities("3项")[0].op is None


def test_the_lower_bound_of_a_range_has_the_unit_of_the_upper() -> None:
    assert [found.unit for found in find_quantities("培育1-2家园区")] == ["家", "家"]


def test_a_printed_title_is_not_taken_for_a_sign() -> None:
    assert read("《行动计划》5项") == [("5项", None, "5", "项")]


def test_a_closing_mark_without_opening_is_greater_than() -> None:
    assert read("满意度》90%") == [("》90%", ">", "90", "%")]


@pytest.mark.parametrize(
    "text", ["约300家", "300余家", "300多家", "300家左右", "近300家", "将近300家"]
)
def test_vague_numbers_are_marked(text: str) -> None:
    (found,) = find_quantities(text)
    assert found.approximate
    assert (found.number, found.unit) == (Decimal(300), "家")


def test_upstream_and_downstream_do_not_make_a_number_vague() -> None:
    assert not find_quantities("引进不少于4家上下游企业")[0].approximate


def test_an_unknown_unit_is_taken_at_the_end_of_a_clause() -> None:
    assert read("建成6000甑，")[0][3] == "甑"


def test_an_unknown_word_inside_a_clause_is_no_unit() -> None:
    assert read("建成6000甑窖池的")[0][3] == ""


@pytest.mark.parametrize(
    "text",
    [
        "推进第26届中国集成电路制造年会",
        "（穗埔府规〔2020〕1号）",
        "(粤办函[2022]276号)",
        "穗财商(2023)28号",
        "规划（2020-2035年）",
        "2018-2022年整治台账",
        "到2023年底协调运营商",
        "完成5G项目验收",
        "支持发展第8.6代TFT-LCD",
        "裸眼3D实地场景",
        "保障“2+3+N”战略",
        "主要包括：1.依托制造业",
        "检查服务8、分阶段完成",
        "目标1:引导进出口协同发展",
        "建设。28、2022年黄埔区工业",
        "在3年内",
        "未来5年",
        "http://www.cxcyds.com/2023/12",
        "《关于印发20条措施的通知》",
        "编号100000000000000000000000000000000000001",
    ],
)
def test_names_dates_and_numbering_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == ()


def test_a_million_characters_of_one_kind_do_not_recurse() -> None:
    assert len(find_quantities("3" + "万多" * 100_000)) == 1


def test_the_stop_at_the_end_does_not_make_the_first_number_a_list_number() -> None:
    assert [found[0] for found in read("3、5个。")] == ["3", "5个"]


@pytest.mark.parametrize(
    ("text", "unit"),
    [("1250（人）", "人"), ("5(次/年)", "次/年"), ("500（含）", ""), ("2026（年）", "")],
)
def test_brackets_hold_a_unit_where_nothing_else_is_in_them(text: str, unit: str) -> None:
    assert [found.unit for found in find_quantities(text)] == [unit]


@pytest.mark.parametrize(
    ("text", "unit", "characters"),
    [("补贴¥500", "元", "¥500"), ("≥￥500万元", "万元", "≥￥500万元"), ("$30", "美元", "$30")],
)
def test_the_sign_of_a_currency_is_a_unit_where_none_is_printed(
    text: str, unit: str, characters: str
) -> None:
    (found,) = find_quantities(text)

    assert (found.unit, text[found.start : found.end]) == (unit, characters)
