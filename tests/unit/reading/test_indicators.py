from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jiheng.model import Level, Origin, Place, Run, Traced
from jiheng.reading.grammar.indicators import IndicatorCell, read_indicators
from jiheng.reading.grammar.patterns import first_number
from jiheng.reading.ledger import Ledger

if TYPE_CHECKING:
    from jiheng.model import Indicator


def cell(text: str) -> IndicatorCell:
    origin = Origin(text, Place(line=1, start=0, end=0))
    ledger = Ledger([origin])
    found = read_indicators(Traced.of(text, [Run(len(text), origin, 0, len(text))]), ledger)
    assert [rest.text for rest in ledger.unclaimed()] == []
    return found


def one(text: str) -> Indicator:
    (indicator,) = cell(text).indicators
    return indicator


def codes(text: str) -> list[str]:
    return [problem.code for problem in cell(text).problems]


CODED = "1、1-产出指标;11-数量指标;补贴人数;实施周期指标值:7人;年度指标值:5人。"


def test_the_grammar_with_codes_gives_all_fields() -> None:
    found = one(CODED)
    assert (found.seq, found.name) == (1, "补贴人数")
    assert found.level1 == Level(code="1", label="产出指标")
    assert found.level2 == Level(code="11", label="数量指标")
    assert (found.period_value, found.annual_value) == ("7人", "5人")
    assert found.complete


@pytest.mark.parametrize("first", ["产出指标", "满意度"])
@pytest.mark.parametrize("second", ["安全指标", "服务对象"])
def test_a_second_level_without_a_code_stands_between_the_first_and_the_name(
    first: str, second: str
) -> None:
    text = f"1、1-{first};{second};达标率;年度指标值:≥5%。2、1-产出指标;返修率;年度指标值:3%。"
    found, other = cell(f"{text}3、丙数;年度指标值:2个。").indicators[:2]
    levels = Level(code="1", label=first), Level(code=None, label=second)
    assert (found.level1, found.level2) == levels
    assert [found.name, other.name, other.level2] == ["达标率", "返修率", None]


def test_the_grammar_without_codes_has_no_second_level() -> None:
    found = one("3、效益指标：产业链（条），年度指标值：进一步完善。")
    assert found.level1 == Level(code=None, label="效益指标")
    assert found.level2 is None
    assert (found.name, found.annual_value) == ("产业链（条）", "进一步完善")


def test_any_separator_stands_for_any_other() -> None:
    found = one("9、3-满意度指标。31-服务对象满意度:满意度；实施周期指标值;80%,年度指标值：90%。")
    assert (found.name, found.period_value, found.annual_value) == ("满意度", "80%", "90%")


def test_a_value_may_hold_separators() -> None:
    found = one("1、产出指标：家数，年度指标值：新增10亿量；接入6500家以上，共3类。")
    assert found.annual_value == "新增10亿量；接入6500家以上，共3类"


def test_a_name_may_look_like_a_list() -> None:
    text = "1、2-效益指标;24-可持续影响;1.聚集效应2.正常运营;实施周期指标值:好;年度指标值:好。"
    assert one(text).name == "1.聚集效应2.正常运营"


def test_a_name_keeps_its_own_punctuation() -> None:
    text = "1、1-产出指标;13-时效指标;发放及时率、;实施周期指标值:100%;年度指标值:100%。"
    assert one(text).name == "发放及时率、"


def test_numbering_may_restart_and_repeat() -> None:
    text = "1、产出指标：甲，年度指标值：1个。1、产出指标：乙，年度指标值：2个。"
    assert [i.seq for i in cell(text).indicators] == [1, 1]


def test_a_digit_before_the_first_level_is_no_second_head() -> None:
    text = "产出指标:13-时效指标:完成时效;实施周期指标值:当年;年度指标值:当年。" + CODED
    first, second = cell(text).indicators
    assert (first.name, first.level2) == ("完成时效", Level(code="13", label="时效指标"))
    assert second.complete


def test_a_misread_number_is_reported_and_not_guessed() -> None:
    text = CODED[:-1] + "。每2-效益指标;22-社会效益;服务水平;实施周期指标值:提升;年度指标值:提升。"
    found = cell(text)
    assert (found.indicators[0].annual_value, found.indicators[1].seq) == ("5人", None)
    assert [(p.code, p.excerpt) for p in found.problems] == [("garbled-number", "每")]
    assert not found.indicators[1].complete


def test_a_misread_label_is_understood_and_reported() -> None:
    text = "1、1-产出指标;11-数量指标;人数;实施周期指标值:7人;车度指标值:5人。"
    assert (one(text).annual_value, codes(text)) == ("5人", ["garbled-label"])


def test_a_value_printed_twice_is_read_once() -> None:
    text = CODED[:-1] + ";年度指标值:5人。"
    assert (one(text).annual_value, codes(text), one(text).complete) == (
        "5人",
        ["repeated-value"],
        True,
    )


def test_two_different_values_under_one_label_are_a_conflict() -> None:
    text = CODED[:-1] + ";年度指标值:≥95%。"
    assert (one(text).annual_value, codes(text), one(text).complete) == (
        "5人",
        ["conflicting-value"],
        False,
    )


def test_a_cell_without_beginning_keeps_what_is_left() -> None:
    found = cell("益;进出口额;实施周期指标值:7亿元;年度指标值:7亿元。")
    (indicator,) = found.indicators
    assert (indicator.level2, indicator.name) == (Level(code=None, label="益"), "进出口额")
    assert (indicator.seq, indicator.complete) == (None, False)
    assert [p.code for p in found.problems] == ["clipped-cell"]


def test_a_label_without_beginning_still_names_its_value() -> None:
    first, second = cell("指标值:100%。2" + CODED[1:]).indicators
    assert (first.name, first.annual_value, first.complete) == (None, "100%", False)
    assert second.seq == 2


def test_a_label_without_end_is_reported_unread() -> None:
    found = cell("6、2-效益指标;21-经济效益;促进作用;实")
    (indicator,) = found.indicators
    assert (indicator.name, indicator.complete) == ("促进作用", False)
    assert [p.code for p in found.problems] == ["unread-text", "clipped-cell"]


def test_a_last_indicator_that_stops_before_its_value_is_incomplete() -> None:
    assert not one("7、3-满意度指标;31-服务对象满意度;满意度;实施周期指标值:90%以上;").complete


def test_an_indicator_printed_without_annual_value_is_whole() -> None:
    text = "1、1-产出指标;11-数量指标;展位;实施周期指标值:≥100个。" + "2" + CODED[1:]
    first = cell(text).indicators[0]
    assert (first.annual_value, first.complete) == (None, True)


def test_an_annual_value_that_begins_like_the_period_value_was_cut() -> None:
    text = "1、1-产出指标;11-数量指标;服务;实施周期指标值:正常开展工作;年度指标值:正常开"
    assert not one(text).complete


def test_words_without_any_indicator_are_reported_unread() -> None:
    found = cell("详见附件")
    assert (found.indicators, [p.code for p in found.problems]) == ((), ["unread-text"])


def test_every_field_knows_its_characters() -> None:
    found = one(CODED)
    places = {name: trace.span()[0] for name, trace in found.traces.items()}
    assert {name: CODED[p.start : p.end] for name, p in places.items()} == {
        "seq": "1",
        "level1_code": "1",
        "level1": "产出指标",
        "level2_code": "11",
        "level2": "数量指标",
        "name": "补贴人数",
        "period_value": "7人",
        "annual_value": "5人",
    }


def test_a_number_at_the_end_tells_of_a_lost_indicator() -> None:
    found = cell(CODED + "2、")
    assert [(i.annual_value, i.complete) for i in found.indicators] == [("5人", True)]
    assert [(p.code, p.excerpt) for p in found.problems] == [
        ("unread-text", "2、"),
        ("clipped-cell", "2、"),
    ]


def test_a_fragment_may_begin_with_a_label() -> None:
    found = one(";年度指标值:5人。")
    assert (found.name, found.annual_value, found.complete) == (None, "5人", False)


def test_separators_before_a_value_are_no_part_of_it() -> None:
    assert one("1、产出指标：人数，年度指标值：；;5人。").annual_value == "5人"


def test_a_first_level_without_its_colon_has_no_number() -> None:
    assert first_number("1、产出指标，人数") is None


def test_words_before_a_fragments_levels_are_reported_unread() -> None:
    found = cell("残句;产出指标;13-时效指标;完成时间;年度指标值:12月底前。")
    assert [(i.name, i.level1) for i in found.indicators] == [
        ("完成时间", Level(code=None, label="产出指标"))
    ]
    assert next((p.code, p.excerpt) for p in found.problems) == ("unread-text", "残句")


def test_a_label_printed_again_without_a_value_is_no_repeat() -> None:
    assert codes(CODED[:-1] + ";年度指标值:。") == []


def test_levels_without_codes_open_an_indicator_too() -> None:
    found = cell(
        "1、预算管理;预算编制;入库及时率;年度指标值:≥95%。2、履职效能;办结件数;年度指标值:≥3件。"
        "3、投诉件数;实施周期指标值:≤9件;年度指标值:≤3件。"
    )
    assert found.problems == ()
    assert [
        (i.seq, i.level1 and i.level1.label, i.level2 and i.level2.label, i.name, i.annual_value)
        for i in found.indicators
    ] == [
        (1, "预算管理", "预算编制", "入库及时率", "≥95%"),
        (2, "履职效能", None, "办结件数", "≥3件"),
        (3, None, None, "投诉件数", "≤3件"),
    ]


def test_a_cell_without_codes_opens_with_its_number() -> None:
    assert first_number("12、预算管理;预算编制;入库及时率;年度指标值:≥95%。") == 12


def test_all_words_before_those_that_a_fragment_explains_are_reported_unread() -> None:
    found = cell("11-产出指标;11-数量指标;甲;人数;周期;年度指标值:5人。")
    told = [(problem.code, problem.excerpt) for problem in found.problems]
    assert told[0] == ("unread-text", "11-产出指标;11-数量指标")


def test_a_second_level_may_be_left_out() -> None:
    found = one("1、1-产出指标;补贴人数;实施周期指标值:7人;年度指标值:5人。")
    assert (found.level1, found.level2) == (Level(code="1", label="产出指标"), None)


def test_wide_digits_number_and_code_like_others() -> None:
    text = "１、１-产出指标；１１-数量指标；甲数；年度指标值：５人。"
    found = one(text)
    assert (found.seq, found.level1) == (1, Level(code="１", label="产出指标"))
    assert (found.name, found.annual_value) == ("甲数", "５人")


def test_a_point_after_a_value_is_no_part_of_it() -> None:
    text = "1、1-产出指标;11-数量指标;甲率;实施周期指标值:5%;年度指标值:5%."
    assert one(text).annual_value == "5%"


def test_a_value_repeated_under_a_plain_level_is_told() -> None:
    text = "1、产出指标：甲，年度指标值：3个，年度指标值：4个。"
    assert codes(text) == ["conflicting-value"]


def test_a_plain_level_among_others_without_numbers_is_read_like_them() -> None:
    text = "1、产出指标：甲，年度指标值：3个。效益指标：乙，年度指标值：4个。"
    assert [found.name for found in cell(text).indicators] == ["甲", "乙"]


def test_the_grammar_without_codes_may_have_a_second_level() -> None:
    found = one("1、产出指标：数量指标：培训人数，年度指标值：≥200人。")
    assert found.level2 == Level(code=None, label="数量指标")
    assert (found.name, found.annual_value) == ("培训人数", "≥200人")
