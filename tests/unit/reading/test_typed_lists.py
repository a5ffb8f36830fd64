"""Lists of indicators that somebody typed into one cell, each bureau in its own way."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jiheng.model import Indicator, Level, NumberTarget, Origin, Place, Run, Traced
from jiheng.reading.grammar.indicators import IndicatorCell, read_indicators
from jiheng.reading.ledger import Ledger


def cell(text: str) -> IndicatorCell:
    origin = Origin(text, Place(line=1, start=0, end=0))
    ledger = Ledger([origin])
    runs, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        runs.append(Run(len(word), origin, start, len(word)))
        at = start + len(word)
    found = read_indicators(Traced.of("".join(text.split()), runs), ledger)
    assert [rest.text for rest in ledger.unclaimed()] == []
    return found


def said(indicator: Indicator) -> tuple[str, ...]:
    levels = [level.label.removesuffix("指标") for level in _levels(indicator)]
    return (*levels, indicator.name or "", indicator.annual_value or "")


def _levels(indicator: Indicator) -> list[Level]:
    return [level for level in (indicator.level1, indicator.level2) if level]


BOTH = [("产出", "数量", "甲校数", "≥1,200家次"), ("效益", "社会效益", "乙率", "全覆盖")]
SECOND = [row[1:] for row in BOTH]
FIRST = [(row[0], *row[2:]) for row in BOTH]
BARE = [row[2:] for row in BOTH]

LISTS = {
    "numbers and dashes": (
        "1.产出指标-数量指标：甲校数≥1,200家次；\n2.效益指标-社会效益指标：乙率：全覆盖；",
        BOTH,
    ),
    "chapters": (
        "一、产出指标\n1.数量指标：甲校数≥1,200家次。\n二、效益指标\n1.社会效益指标：乙率：全覆盖。",
        BOTH,
    ),
    "numbers under first levels": (
        "产出指标：（1）数量指标：甲校数，≥1,200家次；效益指标：（1）社会效益：乙率，全覆盖；",
        BOTH,
    ),
    "brackets": (
        "【产出指标】【数量指标】甲校数：≥1,200家次；【效益指标】【社会效益】乙率：全覆盖",
        BOTH,
    ),
    "strokes": ("产出指标/数量指标/甲校数/≥1,200家次\n效益指标/社会效益/乙率/全覆盖", BOTH),
    "long dashes": (
        "1、产出指标——数量指标——甲校数——≥1,200家次。2、效益指标——社会效益——乙率——全覆盖。",
        BOTH,
    ),
    "bars": ("1-产出指标|11-数量指标|甲校数|≥1,200家次\n2-效益指标|22-社会效益|乙率|全覆盖", BOTH),
    "pauses": (
        "（1）产出指标、数量指标、甲校数、≥1,200家次。（2）效益指标、社会效益、乙率、全覆盖。",
        BOTH,
    ),
    "commas": ("[1]产出指标,数量指标,甲校数,≥1,200家次;[2]效益指标,社会效益,乙率,全覆盖;", BOTH),
    "equal signs": ("产出指标—数量指标—甲校数≥1,200家次；效益指标—社会效益—乙率=全覆盖；", BOTH),
    "levels in brackets": (
        "1、产出指标（数量指标）：甲校数，目标值≥1,200家次。2、效益指标（社会效益指标）：乙率，目标值全覆盖。",
        BOTH,
    ),
    "labels of levels": (
        (
            "一级指标：产出指标；二级指标：数量指标；三级指标：甲校数；指标值：≥1,200家次。一级指标："
            "效益指标；二级指标：社会效益；三级指标：乙率；指标值：全覆盖。"
        ),
        BOTH,
    ),
    "bullets": (
        "★产出指标\n◆数量指标：甲校数：≥1,200家次\n★效益指标\n◆社会效益：乙率：全覆盖",
        BOTH,
    ),
    "a tree of numbers": (
        "1.产出\n1.1 数量指标\n1.1.1 甲校数：≥1,200家次\n2.效益\n2.1 社会效益\n2.1.1 乙率：全覆盖",
        BOTH,
    ),
    "numbers and blanks": (
        "1 产出指标 数量指标 甲校数 ≥1,200家次\n2 效益指标 社会效益 乙率 全覆盖",
        BOTH,
    ),
    "circled numbers": ("①数量指标：甲校数（≥1,200家次）；②社会效益：乙率（全覆盖）；", SECOND),
    "second levels": ("数量指标：甲校数≥1,200家次；社会效益：乙率：全覆盖", SECOND),
    "headings without a sign before them": (
        "数量指标：(1)甲校数≥1,200家次社会效益：(1)乙率：全覆盖",
        SECOND,
    ),
    "numbers in brackets without a sign before them": (
        "一、产出指标1.数量指标：甲校数：≥1,200家次。二、效益指标1.社会效益指标：乙率：全覆盖。",
        BOTH,
    ),
    "levels in brackets behind names": (
        "甲校数（所）（数量指标）：≥1,200家次；乙率（%）（社会效益）：全覆盖",
        [("数量", "甲校数（所）", "≥1,200家次"), ("社会效益", "乙率（%）", "全覆盖")],
    ),
    "a heading of the whole list": (
        "年度绩效指标：产出指标：数量指标：甲校数≥1,200家次；效益指标：社会效益：乙率：全覆盖",
        BOTH,
    ),
    "labels of the printed form, without its heads": (
        "1、产出指标；数量指标；甲校数；年度指标值≥1,200家次。2、效益指标；社会效益；乙率；年度指标值全覆盖。",
        BOTH,
    ),
    "labels of the printed form, with second levels alone": (
        "1、11-数量指标；甲校数；年度指标值：≥1,200家次。2、22-社会效益；乙率；年度指标值：全覆盖。",
        SECOND,
    ),
    "labels of the printed form, with first levels alone": (
        "产出指标：甲校数，年度指标值：≥1,200家次。效益指标：乙率，年度指标值：全覆盖。",
        FIRST,
    ),
    "labels of the printed form, with no levels": (
        "甲校数；年度指标值：≥1,200家次。乙率；年度指标值：全覆盖。",
        BARE,
    ),
    "levels behind names": ("甲校数（数量指标）：≥1,200家次；乙率（社会效益）：全覆盖", SECOND),
    "first levels with numbers": (
        "产出指标1：甲校数（≥1,200家次）。效益指标1：乙率（全覆盖）。",
        FIRST,
    ),
    "words that count": ("一是产出指标：甲校数≥1,200家次；二是效益指标：乙率，全覆盖；", FIRST),
    "numbers alone": ("1.甲校数：≥1,200家次；2.乙率：全覆盖；", BARE),
    "letters and blanks": ("A1数量 甲校数≥1,200家次；B1社会效益 乙率：全覆盖", SECOND),
    "letters and points": (
        "A.产出指标 A1.数量指标：甲校数≥1,200家次 B.效益指标 B1.社会效益：乙率：全覆盖",
        BOTH,
    ),
    "letters alone": ("A1.甲校数≥1,200家次；A2.乙率：全覆盖", BARE),
    "second levels without the word of the first": (
        "产出-数量：甲校数≥1,200家次；效益-社会：乙率：全覆盖",
        BOTH,
    ),
    "such levels in brackets": (
        "产出（数量）：甲校数≥1,200家次；效益（社会）：乙率：全覆盖",
        BOTH,
    ),
    "such levels with labels": (
        (
            "一级指标：产出；二级指标：数量；三级指标：甲校数；目标值：≥1,200家次\n"
            "一级指标：效益；二级指标：社会；三级指标：乙率；目标值：全覆盖"
        ),
        BOTH,
    ),
    "heads in brackets without a sign before them": (
        "【产出指标】甲校数≥1,200家次【效益指标】乙率：全覆盖",
        FIRST,
    ),
    "levels with points": (
        "产出指标（50分）：甲校数≥1,200家次；效益指标30分：乙率：全覆盖",
        FIRST,
    ),
    "levels with remarks": (
        "数量指标（共1项）：甲校数≥1,200家次；社会效益2项：乙率：全覆盖",
        SECOND,
    ),
    "names with numbers": (
        "指标1：甲校数，指标值：≥1,200家次；指标2：乙率，指标值：全覆盖；",
        BARE,
    ),
    "nothing but names and values": ("甲校数≥1,200家次；乙率：全覆盖", BARE),
    "lines": ("甲校数：≥1,200家次\n乙率：全覆盖", BARE),
}


@pytest.mark.parametrize(("text", "expected"), LISTS.values(), ids=LISTS)
def test_each_way_of_typing_a_list_is_read(text: str, expected: list[tuple[str, ...]]) -> None:
    assert [said(indicator) for indicator in cell(text).indicators] == expected


BODIES = {
    "a number at the beginning of a name": (
        "1.120急救车数：20辆；2.5A景区数：3家",
        ["120急救车数", "5A景区数"],
    ),
    "a list within a value": ("1、标准：1.国标；2.行标。2、数目：3个。", ["标准", "数目"]),
    "a quotation": (
        "数量指标：“一窗；集成：服务”数：3个；质量指标：丙率≥9%",
        ["“一窗；集成：服务”数", "丙率"],
    ),
    "nested brackets": (
        "数量指标：甲（乙（丙；丁））数：3个；质量指标：丙率≥9%",
        ["甲（乙（丙；丁））数", "丙率"],
    ),
    "a level for its name": ("满意度指标：服务对象满意度：≥90%", ["服务对象满意度"]),
    "a level for a name below another": (
        "质量指标：合格率≥9%；服务对象满意度指标：社会公众满意度=100%",
        ["合格率", "社会公众满意度"],
    ),
    "a level for a name below one that it is called by": (
        "生态效益指标：生态效益：9%；数量指标：1.产出数量≥3个",
        ["生态效益", "产出数量"],
    ),
    "a level and brackets for a name": (
        "质量指标：合格率≥9%；服务对象满意度指标：社会公众满意度（城区（南）等）=100%",
        ["合格率", "社会公众满意度（城区（南）等）"],
    ),
    "a level behind brackets in a name": (
        "质量指标：合格率≥9%；服务对象满意度指标：（城区）社会公众满意度≥90%",
        ["合格率", "（城区）社会公众满意度"],
    ),
    "a level for its name, in words": ("社会公众满意度：满意", ["社会公众满意度"]),
    "a list of its own below a level": (
        "数量指标：(1)甲数：3个(2)乙数：2个(4)丙",
        ["甲数", "乙数"],
    ),
    "a quantity that is no value": ("数量指标：3台5辆", []),
    "two that share a level": (
        "数量指标：甲数：3个；乙数≥2个；质量指标：丙率：9%",
        ["甲数", "乙数", "丙率"],
    ),
}


@pytest.mark.parametrize(("text", "names"), BODIES.values(), ids=BODIES)
def test_names_are_told_from_what_stands_around_them(text: str, names: list[str]) -> None:
    assert [indicator.name for indicator in cell(text).indicators] == names


MANY = {
    "a count behind a comparison": "新建公路≥12公里；水库除险3座",
    "one behind a comma": "新建公路≥12公里，水库除险3座",
    "one behind a pause": "新建公路12公里、水库除险3座",
    "a value in brackets": "新建公路（≥12公里）；水库除险（3座）",
    "blanks alone": "新建公路 ≥12公里 水库除险 ≥3座",
    "a remark behind a value": "新建公路12公里（其中桥梁2公里）；水库除险3座",
    "points behind each": "新建公路≥12公里，10分；水库除险3座，10分",
    "points in brackets": "新建公路≥12公里（10分）；水库除险（10分）3座",
    "points in the brackets of the value": "新建公路（≥12公里，10分）；水库除险（3座，10分）",
}


@pytest.mark.parametrize("opener", ["数量指标：", "1.数量指标：", "1."])
@pytest.mark.parametrize("text", MANY.values(), ids=MANY)
def test_several_behind_one_level_are_told_apart(text: str, opener: str) -> None:
    found = [(each.name, each.annual_value) for each in cell(opener + text).indicators]
    names = ["新建公路", "水库除险"]
    assert [name for name, _ in found] == names
    assert [value.lstrip("≥")[:2] for _, value in found if value] == ["12", "3座"]


ONE = {
    "a value with parts": ("规模，参会人数≥500人，企业≥100家", "参会人数≥500人，企业≥100家"),
    "what a value has among it": ("参训人数≥80人，其中女性≥30人", "≥80人，其中女性≥30人"),
    "how much of each": ("培训3期，每期50人", "3期，每期50人"),
    "parts behind a colon": ("标准：小学500元，初中625元", "小学500元，初中625元"),
    "an introduction": ("完成任务：修路3公里；建桥2座", "修路3公里；建桥2座"),
    "a remark": ("修路≥3公里；达标", "≥3公里；达标"),
}


@pytest.mark.parametrize(("text", "value"), ONE.values(), ids=ONE)
def test_what_belongs_to_one_value_stays_together(text: str, value: str) -> None:
    (found,) = cell(f"数量指标：{text}").indicators
    assert found.annual_value == value


LEVELLED = {
    "satisfaction behind another level": (
        "社会效益：甲≥3人；群众满意度≥9%",
        [("社会效益", "甲", "≥3人"), ("满意度", "群众满意度", "≥9%")],
    ),
    "satisfaction with a number of its own": (
        "1.数量：甲数≥3人；2.群众满意度≥9%",
        [("数量", "甲数", "≥3人"), ("满意度", "群众满意度", "≥9%")],
    ),
    "a rate of satisfaction": (
        "数量：甲数≥3人；群众满意率≥9%",
        [("数量", "甲数", "≥3人"), ("群众满意率", "≥9%")],
    ),
    "satisfaction of which a level is told": (
        "社会效益：群众满意度≥9%；受益数≥3人",
        [("社会效益", "群众满意度", "≥9%"), ("社会效益", "受益数", "≥3人")],
    ),
    "satisfaction numbered below a level": (
        "效益指标：1.甲数≥3人；2.群众满意度≥9%",
        [("效益", "甲数", "≥3人"), ("效益", "群众满意度", "≥9%")],
    ),
    "satisfaction below its level": (
        "满意度指标：群众满意度≥9%；企业满意度≥8%",
        [("满意度", "群众满意度", "≥9%"), ("满意度", "企业满意度", "≥8%")],
    ),
    "a level for the name of a time": (
        "数量：甲数≥3人；时效指标：12月底前完成",
        [("数量", "甲数", "≥3人"), ("时效", "时效指标", "12月底前完成")],
    ),
    "a level for the name of costs": (
        "成本：控制在3万元以内；数量：甲数≥3人",
        [("成本", "成本", "控制在3万元以内"), ("数量", "甲数", "≥3人")],
    ),
    "costs amid outputs": (
        "产出：数量：甲数3个；成本：乙费≤5元；时效：完成时间2025年6月",
        [
            ("产出", "数量", "甲数", "3个"),
            ("成本", "乙费", "≤5元"),
            ("产出", "时效", "完成时间", "2025年6月"),
        ],
    ),
    "a level of a city": (
        "经济效益：甲数≥3元；环保效益：减排量：≥3吨",
        [("经济效益", "甲数", "≥3元"), ("环保效益", "减排量", "≥3吨")],
    ),
    "a short level by itself": (
        "成本：甲费≤3万元 社会：受益≥3人",
        [("成本", "甲费", "≤3万元"), ("社会", "受益", "≥3人")],
    ),
    "numbers right behind values": (
        "数量指标：1、甲路≥3公里2、乙桥≥2座；质量指标：1、合格率9%",
        [("数量", "甲路", "≥3公里"), ("数量", "乙桥", "≥2座"), ("质量", "合格率", "9%")],
    ),
    "signs of equality behind levels": (
        "数量指标=甲路≥3公里；质量指标=合格率9%",
        [("数量", "甲路", "≥3公里"), ("质量", "合格率", "9%")],
    ),
    "goals that are counted": (
        "目标1：甲路3公里；目标2：乙桥2座",
        [("甲路", "3公里"), ("乙桥", "2座")],
    ),
    "units in letters": (
        "数量指标：甲路3km，乙桥2座",
        [("数量", "甲路", "3km"), ("数量", "乙桥", "2座")],
    ),
    "what money is for": (
        "数量指标：投入资金500万元，用于甲路3公里；质量指标：合格率9%",
        [("数量", "投入资金", "500万元，用于甲路3公里"), ("质量", "合格率", "9%")],
    ),
    "a second level that its first one does not know": (
        "产出-社会：甲数≥3人；产出-数量：乙数≥3人",
        [("产出", "社会", "甲数", "≥3人"), ("产出", "数量", "乙数", "≥3人")],
    ),
    "measures whose names begin as more of a value do": (
        "产出：合格率≥9%，按时完工率100%，人均成本≤3元",
        [("产出", "合格率", "≥9%"), ("产出", "按时完工率", "100%"), ("产出", "人均成本", "≤3元")],
    ),
    "satisfaction after costs": (
        "成本指标：甲费≤3元；服务对象满意度指标：群众满意度≥9%",
        [("成本", "甲费", "≤3元"), ("服务对象满意度", "群众满意度", "≥9%")],
    ),
    "a level for a name below another": (
        "满意度-服务对象满意度指标：社会公众满意度=100%；质量指标：丙率9%",
        [("满意度", "服务对象满意度", "社会公众满意度", "=100%"), ("质量", "丙率", "9%")],
    ),
    "commas before one that says more of its value": (
        "数量：甲数≥3个，新建公路桥梁3座，其中大桥1座",
        [("数量", "甲数", "≥3个"), ("数量", "新建公路桥梁", "3座，其中大桥1座")],
    ),
    "lines under heads": (
        "产出指标：\n甲路12公里\n满意度指标：\n群众满意度≥9%",
        [("产出", "甲路", "12公里"), ("满意度", "群众满意度", "≥9%")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), LEVELLED.values(), ids=LEVELLED)
def test_each_stands_under_its_own_level(text: str, expected: list[tuple[str, ...]]) -> None:
    assert [said(indicator) for indicator in cell(text).indicators] == expected


def test_points_of_a_level_are_those_of_its_only_indicator() -> None:
    (found,) = cell("满意度指标（10分）：群众满意度：≥90%").indicators
    assert (found.name, found.weight) == ("群众满意度", Decimal(10))


def test_points_of_a_level_with_several_indicators_are_kept_with_the_first() -> None:
    one, other = cell("数量指标（权重20%）：甲数≥3个；乙数≥2个").indicators
    assert [(entry.label, entry.value) for entry in one.further] == [("数量指标", "20")]
    assert (one.weight, other.weight, other.further) == (None, None, ())


def test_own_points_go_before_those_of_the_level() -> None:
    (found,) = cell("数量指标（20分）：甲数≥3个（10分）").indicators
    assert found.weight == Decimal(10)
    assert [entry.value for entry in found.further] == ["20"]


def test_points_of_a_level_without_indicators_are_told() -> None:
    found = cell("效益指标（50分）不知所云；数量指标：甲数≥3个；质量指标：乙数≥3个")
    assert [problem.code for problem in found.problems] == ["unread-text"]


def test_a_lone_letter_begins_a_name() -> None:
    (found, _) = cell("A4 纸张数≥3箱；乙数≥3个").indicators
    assert found.name == "A4纸张数"


VALUES = {
    "glued": ("合格率100%", ("合格率", "100%")),
    "a range": ("完好率95%-100%", ("完好率", "95%-100%")),
    "each": ("督导次数每学期不少于2次", ("督导次数", "每学期不少于2次")),
    "a stretch of time": ("采购周期45个工作日内", ("采购周期", "45个工作日内")),
    "a date": ("完成时间2026年12月31日前", ("完成时间", "2026年12月31日前")),
    "a remark in brackets": ("期数3期（含线上1期）", ("期数", "3期（含线上1期）")),
    "a remark with a number": ("会议次数3次（2次线上）", ("会议次数", "3次（2次线上）")),
    "a change": ("办案数量同比增长≥5%", ("办案数量", "同比增长≥5%")),
    "a change in words": ("办案数量同比增长5%", ("办案数量", "同比增长5%")),
    "several comparisons": ("规模，人数≥500人，企业≥100家", ("规模", "人数≥500人，企业≥100家")),
    "two signs": ("成活率>=95%", ("成活率", ">=95%")),
    "a comma": ("产量，1,500吨", ("产量", "1,500吨")),
    "a formula behind a stroke": (
        "控制率=实付/预算*100%，≤100%",
        ("控制率=实付/预算*100%", "≤100%"),
    ),
    "a formula": ("控制率=实付/预算*100%≤100%", ("控制率=实付/预算*100%", "≤100%")),
    "a value in brackets": ("会议数（3场）", ("会议数", "3场")),
    "a nested bracket": ("会议数（3场（线上））", ("会议数", "3场（线上）")),
    "no sign for words": ("甲（优）数，好", ("甲（优）数", "好")),
}


@pytest.mark.parametrize(("text", "expected"), VALUES.values(), ids=VALUES)
def test_values_are_told_from_their_names(text: str, expected: tuple[str, str]) -> None:
    (found,) = cell(f"数量指标：{text}").indicators
    assert (found.name, found.annual_value) == expected


def test_labelled_values_of_two_times_and_points_are_kept_apart() -> None:
    text = "1.产出指标-数量指标-甲数，实施期目标值：9个，2026年目标值：3个，权重：10分"
    (found,) = cell(text).indicators
    assert (found.period_value, found.annual_value) == ("9个", "3个")
    assert found.weight == Decimal(10)


def test_a_label_that_comes_again_is_more_of_its_value() -> None:
    (found,) = cell("1.数量指标：甲数，目标值：3个，指标值：4个").indicators
    assert found.annual_value == "3个，指标值：4个"


@pytest.mark.parametrize("joint", ["|", "-", "，", " "])
def test_sign_and_unit_of_a_value_may_stand_apart(joint: str) -> None:
    (found,) = cell(joint.join(("产出指标", "数量指标", "甲数", "≥", "3", "个"))).indicators
    assert (found.name, found.sign, found.annual_value, found.unit) == ("甲数", "≥", "3", "个")
    assert found.target == NumberTarget(op="≥", number=Decimal(3), unit="个")


def test_a_value_without_a_unit_may_have_its_sign_apart() -> None:
    (found,) = cell("产出指标|数量指标|甲数|≥|3").indicators
    assert (found.sign, found.annual_value, found.unit) == ("≥", "3", None)


def test_goals_of_two_times_are_two_values() -> None:
    (found,) = cell("1.数量指标：甲数：实施期目标36次，年度目标12次").indicators
    assert (found.name, found.period_value, found.annual_value) == ("甲数", "36次", "12次")


def test_a_value_of_the_whole_period_alone_is_the_value() -> None:
    (found,) = cell("1.数量指标：甲数，实施期目标值：9个（分值10）").indicators
    assert found.annual_value == "9个"
    assert found.weight == Decimal(10)


UNREAD = {
    "words without a value": "数量指标：甲数：3个；质量指标：乙数：3个；时效指标：不知所云",
    "bare words between": "甲数≥3个；不知所云；乙数≥3个",
    "a bracket that never opens": "数量指标：甲数：3个；质量指标：乙数：3个；时效指标：不知3个）",
    "a label without a value": "数量指标：甲数：3个；质量指标：乙数：3个；时效指标：丙数，目标值：",
    "words behind a whole value": "数量指标：甲数：3个；乙数：3个；水库除险全部完工",
    "prose with a comma": "甲数：3个；乙数：3个；质量指标：按照规范要求，保证工程质量达到标准",
    "another indicator in a value": "甲：3个；乙：3个；质量指标：丙率≥3%丁合格率≥2%",
    "another indicator in a name": "甲数≥3个；乙数≥3个；丙3座，共3辆，丁好",
    "a name too long": f"数量指标：甲数：3个；质量指标：乙数：3个；时效指标：{'长' * 90}：3个",
}


@pytest.mark.parametrize("text", UNREAD.values(), ids=UNREAD)
def test_what_cannot_be_told_is_reported_and_the_rest_is_read(text: str) -> None:
    found = cell(text)
    assert len(found.indicators) == 2
    assert [problem.code for problem in found.problems] == ["unread-text"]


@pytest.mark.parametrize("text", ["保障工作顺利开展，完成：3个项目", "不知所云。不知所云"])
def test_prose_is_no_list(text: str) -> None:
    assert cell(text).indicators == ()


def parts(*origins: Origin) -> list[tuple[str, ...]]:
    whole = Traced.join(Traced.part_of(each, 0, len(each.raw)) for each in origins)
    found = read_indicators(whole, Ledger(origins)).indicators
    return [said(indicator) for indicator in found]


def test_lines_of_a_file_end_where_they_end() -> None:
    one = Origin("甲数：3个", Place(line=1, start=0, end=0))
    other = Origin("乙率：9%", Place(line=2, start=0, end=0))
    assert parts(one, other) == [("甲数", "3个"), ("乙率", "9%")]


def test_lines_of_a_page_go_on() -> None:
    box = (0.0, 0.0, 9.0, 9.0)
    one = Origin("数量指标：甲数：3个；质量指标：乙合", Place(page=1, start=0, end=0, box=box))
    other = Origin("格率：9%", Place(page=1, start=0, end=0, box=box))
    assert parts(one, other) == [("数量", "甲数", "3个"), ("质量", "乙合格率", "9%")]


def test_a_level_may_open_a_line_of_a_page_but_no_rest_of_a_word_does() -> None:
    box = (0.0, 0.0, 9.0, 9.0)
    texts = ("数量指标：甲数", "：3个", "质量指标：乙合格率：9%；社会公众", "满意度指标：好")
    lines = [Origin(text, Place(page=1, start=0, end=0, box=box)) for text in texts]
    said_of = ("社会公众满意度", "社会公众满意度指标", "好")
    expected = [("数量", "甲数", "3个"), ("质量", "乙合格率", "9%"), said_of]
    assert parts(*lines) == expected


def test_marks_of_a_web_page_are_no_blanks() -> None:
    raw = "数量指标：甲<b>数</b>：3个<br>质量指标：乙率：9%"
    origin = Origin(raw, Place(line=1, start=0, end=0))
    words = ["数量指标：甲", "数", "：3个", "质量指标：乙率：9%"]
    runs = [Run(len(word), origin, raw.index(word), len(word)) for word in words]
    found = read_indicators(Traced.of("".join(words), runs), Ledger([origin])).indicators
    assert [said(indicator) for indicator in found] == [
        ("数量", "甲数", "3个"),
        ("质量", "乙率", "9%"),
    ]


def test_a_cell_of_one_endless_text_is_no_list() -> None:
    assert cell(f"数量指标：{'长' * 3_000}：3个").indicators == ()


@pytest.mark.parametrize("words", ["目标值", "年度目标", "（", "数量指标：", "甲，"])
def test_endless_words_take_no_endless_time(words: str) -> None:
    assert cell(words * 20_000).indicators == ()


@pytest.mark.parametrize("sign", ["：", "，"])
def test_a_figure_at_the_end_of_a_line_behind_a_name_is_its_value(sign: str) -> None:
    raw = f"数量指标：事故率{sign}0\n质量指标：合格率{sign}9%"
    assert parts(Origin(raw, Place(line=1, start=0, end=0))) == [
        ("数量", "事故率", "0"),
        ("质量", "合格率", "9%"),
    ]
