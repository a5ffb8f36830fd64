"""Cells that ask for several things, and what was reached of each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jiheng.model import DateActual, NumberActual, SeveralActuals
from jiheng.scoring.cells import clauses, reached


def _number(number: int, unit: str) -> NumberActual:
    return NumberActual(number=Decimal(number), unit=unit)


@pytest.mark.parametrize(
    ("wanted", "said", "parts"),
    [
        (
            "建设基站≥1000个，覆盖率≥95%",
            "建设基站500个，覆盖率95%",
            (_number(500, "个"), _number(95, "%")),
        ),
        ("≥5场次、参与≥200人次", "3场次、150人次", (_number(3, "场次"), _number(150, "人次"))),
        ("建站≥5个；覆盖率≥95%", "覆盖率90%；建站4个", (_number(4, "个"), _number(90, "%"))),
        ("≥5个，≥95%", "90%，4个", (_number(4, "个"), _number(90, "%"))),
        ("建站≥5个且覆盖率≥95%", "建站4个 覆盖率90%", (_number(4, "个"), _number(90, "%"))),
        ("满意率≥90%，到课率≥95%", "到课率80%，满意率99%", (_number(99, "%"), _number(80, "%"))),
        (
            "2025年6月底前完成；合格率≥95%",
            "于2025年8月完成；合格率90%",
            (DateActual(on=date(2025, 8, 31)), _number(90, "%")),
        ),
        (
            "1.培训≥1,000人；2.办班≥3期",
            "培训900人；办班3期",
            (_number(900, "人"), _number(3, "期")),
        ),
    ],
)
def test_each_target_of_a_cell_finds_what_was_reached_of_it(
    wanted: str, said: str, parts: tuple[NumberActual | DateActual, ...]
) -> None:
    assert reached(said, clauses(wanted), 2025) == SeveralActuals(parts=parts)


@pytest.mark.parametrize(
    "wanted",
    [
        None, "", "≥95%", "及时，有效", "≥3个，质量优良", "约5个，3次", "5，3", "2025年初；≥3个",
        "≥1个，" * 200,
    ],
)  # fmt: skip
def test_a_cell_with_words_or_one_target_holds_no_list(wanted: str | None) -> None:
    assert clauses(wanted) == ()


@pytest.mark.parametrize(
    "said", [None, "完成", "3个", "3个，好", "3个，5万元", "3个，4个", "2025年，3个", "，" * 400]
)
def test_nothing_is_said_of_a_list_while_a_part_is_not_known(said: str | None) -> None:
    assert reached(said, clauses("≥3个，≥5人次"), 2025) is None


def test_a_part_that_asks_for_a_day_is_not_answered_by_words() -> None:
    assert reached("已完成，3个", clauses("6月底前完成，≥3个"), 2025) is None
