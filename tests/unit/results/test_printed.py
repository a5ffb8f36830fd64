"""Printed actual values are read for sure, or left to a person."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from jiheng.model import DateActual, Grade, GradeActual, NumberActual, SeveralActuals
from jiheng.reading.grammar.targets import read_target
from jiheng.results import parse_actual

if TYPE_CHECKING:
    from jiheng.model import ActualValue


@pytest.mark.parametrize(
    ("wanted", "said", "number", "unit"),
    [
        ("≥110人", "123人", "123", "人"),
        ("≥95%", "98.84", "98.84", "%"),
        ("≥95%", "98.84％", "98.84", "%"),
        ("≤3843.67万元", "4,262.96", "4262.96", "万元"),
        ("≤3843.67万元", "4262.96万元", "4262.96", "万元"),
        ("≥30次", "全年召开20次", "20", "次"),
        ("≥30次", "召开 20 次，参会 300 人", "20", "次"),
        ("≥-5%", "-3", "-3", "%"),
        ("≤5天", "＜5天", "5", "天"),
        ("较上年下降10%", "下降12%", "12", "%"),
        ("较上年下降10%", "12%", "12", "%"),
        ("每月1次", "每月 2 次", "2", "次"),
        ("每天2次", "2次/日", "2", "次/日"),
        ("≤500元/月", "480", "480", "元/月"),
        ("每年4次", "4次", "4", "次"),
        ("≥100个", "超额完成120个", "120", "个"),
        ("≥100个", "完成100个，未完成原因为零", "100", "个"),
        ("≥5%", "↑8%", "8", "%"),
        ("≥5%", "较年初增长8%", "8", "%"),
        ("较上年下降5%", "↓8%", "8", "%"),
        ("多建5个", "多建6个", "6", "个"),
        ("较预算减少3%", "较预算减少5%", "5", "%"),
        ("≤35μg/m³", "30μg/m³", "30", "μg/m³"),
        ("≥10台/100户", "12台/100户", "12", "台/100户"),
    ],
)
def test_a_number_is_read(wanted: str, said: str, number: str, unit: str) -> None:
    value = parse_actual(said, read_target(wanted), wanted=wanted)
    assert value == NumberActual(number=Decimal(number), unit=unit)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("≥30次", "完成"),
        ("≥30次", ""),
        ("≥30次", "上半年 10 次，下半年 12 次"),
        ("≥30次", "培训 3 期 90 人"),
        ("≥200公里", "不足200公里"),
        ("12月底前", "按时完成"),
        ("12月底前", "12月"),
        ("2024年12月底前", "2024年初"),
        ("≥3个、≥5次", "完成 3 个"),
        ("有所提高", "素质明显提升"),
        ("较上年下降10%", "上升12%"),
        ("较上年下降10%", "-12%"),
        ("增加2所", "减少2所"),
        ("每月1次", "12次"),
        ("每月1次", "12"),
        ("≥12次", "每月1次"),
        ("≥100个", "100个未完成"),
        ("≥100个", "100个，未完成"),
        ("≥100个", "100个（未验收）"),
        ("≥100个", "未完成100个"),
        ("≥100个", "超额完成5个"),
        ("5-10个", "超额完成3个"),
        ("≤10个", "超额完成3个"),
        ("≥100个", "超出5个"),
        ("≥100个", "比计划少5个"),
        ("≥100个", "少完成5个"),
        ("≥100个", "较目标多5个"),
        ("≥100个", "还差5个"),
        ("≥5%", "↓8%"),
        ("↓5%", "↑8%"),
        ("较上年增长5%", "▼8%"),
        ("缩短3天", "延长3天"),
        ("12/31/2026", "3/4/2026"),
        ("≤3起", "未发生3起以上"),
        ("0起", "未发生1起"),
        ("2场；3次", "2场；未发生3次"),
    ],
)
def test_what_is_not_sure_stays_words(wanted: str, said: str) -> None:
    assert parse_actual(said, read_target(wanted), wanted=wanted) is None


def test_nothing_printed_is_nothing() -> None:
    assert parse_actual(None, read_target("≥95%")) is None


def test_a_unit_of_its_own_column_belongs_to_the_number() -> None:
    value = parse_actual("3", read_target("≥2"), unit="场")
    assert value == NumberActual(number=Decimal(3), unit="场")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2024年11月", date(2024, 11, 30)),
        ("2024年11月8日", date(2024, 11, 8)),
        ("2024.11.08", date(2024, 11, 8)),
        ("11月底前完成", date(2024, 11, 30)),
    ],
)
def test_a_day_is_read(said: str, day: date) -> None:
    assert parse_actual(said, read_target("2024年12月底前")) == DateActual(on=day)


@pytest.mark.parametrize(
    ("said", "grade"),
    [
        ("达成预期指标", Grade.ACHIEVED),
        ("部分达成。", Grade.PARTLY),
        ("未完成", Grade.NOT_ACHIEVED),
        ("有所 提高", Grade.ACHIEVED),
    ],
)
def test_the_words_of_a_grade_are_a_grade(said: str, grade: Grade) -> None:
    value = parse_actual(said, read_target("有所提高"), wanted="有所提高")
    assert value == GradeActual(grade=grade, words=said.replace(" ", ""))


def test_a_list_with_a_range_is_read_part_by_part() -> None:
    wanted = "≥5个；90%-95%"
    value = parse_actual("6个；92%", read_target(wanted), wanted=wanted)
    assert value == SeveralActuals(
        parts=(
            NumberActual(number=Decimal(6), unit="个"),
            NumberActual(number=Decimal(92), unit="%"),
        )
    )


def test_a_list_is_read_part_by_part() -> None:
    value: ActualValue | None = parse_actual("3个；6次", read_target("≥3个；≥5次"))
    assert value == SeveralActuals(
        parts=(
            NumberActual(number=Decimal(3), unit="个"),
            NumberActual(number=Decimal(6), unit="次"),
        )
    )
