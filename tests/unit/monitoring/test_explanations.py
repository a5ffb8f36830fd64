"""What must be explained of a target that falls behind (EX012, EX013)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jiheng.errors import UnknownName
from jiheng.model import Actual, NumberActual, NumberTarget
from jiheng.monitoring import (
    Cause,
    Explanation,
    Likelihood,
    foresee,
    lacking_explanations,
    light_of,
    load_parameters,
    parameter_names,
)

NATIONAL = load_parameters()
JULY = date(2026, 7, 31)
TARGET = NumberTarget(op="≥", number=Decimal(100), unit="场")


def lacks(done: str, explanation: Explanation, *, money: bool = False) -> list[str]:
    actual = Actual(value=NumberActual(number=Decimal(done), unit="场"))
    reading = light_of(TARGET, actual, JULY, 2026, NATIONAL)
    forecast = None if money else foresee(TARGET, actual, JULY, 2026)
    found = lacking_explanations(reading, forecast, explanation, NATIONAL)
    return [f"{one.rule} {one.field}" for one in found]


EXPLAINED = Explanation(cause=Cause.STAFF, text="讲解员离职", likelihood=Likelihood.POSSIBLE)
ALL = ["EX012 cause", "EX012 explanation", "EX012 likelihood"]


def test_a_red_light_takes_cause_words_and_likelihood() -> None:
    assert lacks("10", Explanation()) == ALL


def test_a_red_light_that_is_explained_lacks_nothing() -> None:
    assert lacks("10", EXPLAINED) == []


def test_a_green_light_that_will_fall_short_is_explained() -> None:
    # 55 / 7 x 12 = 94.29 < 100, though 55 is 94 % of what was due.
    assert lacks("55", Explanation()) == ALL


def test_money_has_no_forecast_to_explain() -> None:
    assert lacks("55", Explanation(), money=True) == []


def test_a_target_that_is_on_its_way_needs_no_words() -> None:
    assert lacks("70", Explanation()) == []


@pytest.mark.parametrize("measures", ["", "无", "加强管理"])
def test_the_impossible_takes_measures(measures: str) -> None:
    said = Explanation(
        cause=Cause.STAFF, text="缺人", likelihood=Likelihood.IMPOSSIBLE, measures=measures
    )

    assert lacks("10", said) == ["EX013 measures"]


def test_the_impossible_with_measures_or_an_adjustment_lacks_nothing() -> None:
    said = {"cause": Cause.STAFF, "text": "缺人", "likelihood": Likelihood.IMPOSSIBLE}

    assert lacks("10", Explanation(**said, measures="九月底前补聘三名讲解员并加排场次")) == []  # type: ignore[arg-type]
    assert lacks("10", Explanation(**said, adjusting=True)) == []  # type: ignore[arg-type]


def test_causes_and_likelihoods_are_named_as_the_form_prints_them() -> None:
    causes = [cause.words.zh for cause in Cause]

    assert causes == ["经费保障", "制度保障", "人员保障", "硬件条件保障", "其他"]
    assert [one.words.zh for one in Likelihood] == ["确定能", "有可能", "完全不可能"]


def test_parameters_say_when_monitoring_ends() -> None:
    assert NATIONAL.period_end(2026) == JULY
    assert parameter_names() == ("national",)
    assert NATIONAL.basis


def test_unknown_parameters_are_refused() -> None:
    with pytest.raises(UnknownName):
        load_parameters("nowhere")
