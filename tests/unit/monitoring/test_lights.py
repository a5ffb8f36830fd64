"""Warning lights against cases worked out by hand, and what holds for all of them.

Working of a positive running total: v = A / (T / 12 x m) x 100 with m = 7 at the end of July.
T = 120: 7/12 of it is 70, so 60 % of that is 42, 80 % is 56, 120 % is 84.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.model import (
    Actual,
    DateActual,
    DeadlineTarget,
    Grade,
    GradeActual,
    NumberActual,
    NumberTarget,
    RangeTarget,
    SeveralActuals,
    SeveralTargets,
    ShareActual,
    TextTarget,
)
from jiheng.monitoring import Light, Reading, light_of, load_parameters, money_light, overall
from jiheng.results import Accumulation, Circumstances, Obstacle

NATIONAL = load_parameters()
FULL_YEAR = replace(NATIONAL, blue_against="full-year")
JULY = date(2026, 7, 31)
RED, YELLOW, GREEN, BLUE = Light.RED, Light.YELLOW, Light.GREEN, Light.BLUE


def number(said: str, unit: str = "场") -> Actual:
    return Actual(value=NumberActual(number=Decimal(said), unit=unit))


def floor(said: str, unit: str = "场", op: str = "≥") -> NumberTarget:
    return NumberTarget(op=op, number=Decimal(said), unit=unit)  # type: ignore[arg-type]


def share(numerator: int, denominator: int) -> Actual:
    parts = Decimal(numerator), Decimal(denominator)
    return Actual(value=ShareActual(numerator=parts[0], denominator=parts[1]))


def grade(which: Grade) -> Actual:
    return Actual(value=GradeActual(grade=which))


def done(day: str) -> Actual:
    return Actual(value=DateActual(on=date.fromisoformat(day)))


JUNE_30 = DeadlineTarget(year=None, month=6, day=30)
BAND = RangeTarget(low=Decimal(120), high=Decimal(150), unit="场")

CASES = [
    ("nothing done", floor("120"), number("0"), RED),
    ("41.99 / 70 = 59.99 %", floor("120"), number("41.99"), RED),
    ("42 / 70 = 60 %", floor("120"), number("42"), YELLOW),
    ("55.99 / 70 = 79.99 %", floor("120"), number("55.99"), YELLOW),
    ("56 / 70 = 80 %", floor("120"), number("56"), GREEN),
    ("83.99 / 70 = 119.99 %", floor("120"), number("83.99"), GREEN),
    ("84 / 70 = 120 %", floor("120"), number("84"), BLUE),
    ("0.0056 万场 is 56 场", floor("120"), number("0.0056", "万场"), GREEN),
    ("an exact number counts as a floor", floor("120", op="="), number("56"), GREEN),
    ("nought wanted, none happened", floor("0", "起", "="), number("0", "起"), GREEN),
    ("nought wanted, one happened", floor("0", "起", "="), number("1", "起"), RED),
    ("a share is not pro-rated: 93 / 95 = 97.9 %", floor("95", "%"), share(93, 100), GREEN),
    ("75 / 95 = 78.9 %", floor("95", "%"), number("75", "%"), YELLOW),
    ("56 / 95 = 58.9 %", floor("95", "%"), number("56", "%"), RED),
    ("within a ceiling", floor("2", "%", "≤"), number("2", "%"), GREEN),
    ("beyond a ceiling", floor("2", "%", "≤"), number("2.01", "%"), RED),
    ("at an open ceiling", floor("2", "%", "<"), number("2", "%"), RED),
    ("a ceiling of nought kept", floor("0", "起", "≤"), number("0", "起"), GREEN),
    ("a negative floor kept", floor("-5", "%"), number("-4", "%"), GREEN),
    ("a negative floor broken", floor("-5", "%"), number("-6", "%"), RED),
    ("a range as to its lower bound: 42 / 70", BAND, number("42"), YELLOW),
    ("beyond a range", BAND, number("151"), RED),
    ("a range about nought", replace(BAND, low=Decimal(-1)), number("0"), GREEN),
    ("below a range about nought", replace(BAND, low=Decimal(-1)), number("-2"), RED),
    ("achieved", TextTarget(), grade(Grade.ACHIEVED), GREEN),
    ("achieved in part", TextTarget(), grade(Grade.PARTLY), YELLOW),
    ("not achieved", TextTarget(), grade(Grade.NOT_ACHIEVED), RED),
    ("done in time", JUNE_30, done("2026-06-30"), GREEN),
    ("done late", JUNE_30, done("2026-07-01"), RED),
]


@pytest.mark.parametrize(
    ("target", "actual", "light"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_the_light_of_an_indicator_is_that_of_the_table(
    target: object, actual: Actual, light: Light
) -> None:
    reading = light_of(target, actual, JULY, 2026, NATIONAL)  # type: ignore[arg-type]

    assert reading.light is light
    assert reading.reason.zh


UNJUDGED = [
    ("no value", floor("120"), None, Obstacle.MISSING_DATA),
    ("at least nought", floor("0"), number("1"), Obstacle.ZERO_TARGET),
    ("a share of nothing", floor("95", "%"), share(0, 0), Obstacle.ZERO_DENOMINATOR),
    ("other units", floor("120"), number("3", "人"), Obstacle.UNLIKE_UNITS),
    ("a day for a number", floor("120"), done("2026-05-01"), Obstacle.UNLIKE_KINDS),
    ("words without a grade", TextTarget(), number("3"), Obstacle.NO_MEASURABLE_TARGET),
    ("due in December", replace(JUNE_30, month=12, day=31), None, Obstacle.NOT_YET_DUE),
    ("was due in June", JUNE_30, None, Obstacle.MISSING_DATA),
]


@pytest.mark.parametrize(
    ("target", "actual", "obstacle"), [c[1:] for c in UNJUDGED], ids=[c[0] for c in UNJUDGED]
)
def test_what_cannot_be_compared_is_named_and_has_no_light(
    target: object, actual: Actual | None, obstacle: Obstacle
) -> None:
    reading = light_of(target, actual, JULY, 2026, NATIONAL)  # type: ignore[arg-type]

    assert (reading.light, reading.obstacle) == (None, obstacle)


def test_an_indicator_that_does_not_apply_has_no_light() -> None:
    given_ = Circumstances(applicable=False)

    reading = light_of(floor("1"), number("1"), JULY, 2026, NATIONAL, circumstances=given_)

    assert reading.obstacle is Obstacle.NOT_APPLICABLE


def test_a_sample_too_small_has_no_light() -> None:
    few = replace(share(9, 10), sample=10)
    asked = Circumstances(minimum_sample=30)

    reading = light_of(floor("90", "%"), few, JULY, 2026, NATIONAL, circumstances=asked)

    assert reading.obstacle is Obstacle.SAMPLE_TOO_SMALL


def test_a_survey_that_is_due_later_is_not_yet_due() -> None:
    asked = Circumstances(due=date(2026, 12, 31))

    reading = light_of(floor("90", "%"), None, JULY, 2026, NATIONAL, circumstances=asked)

    assert reading.obstacle is Obstacle.NOT_YET_DUE


def test_a_year_that_has_not_begun_has_no_light() -> None:
    assert light_of(floor("1"), number("1"), JULY, 2027, NATIONAL).obstacle is Obstacle.NOT_YET_DUE
    assert money_light(Decimal(1), Decimal(1), JULY, 2027, NATIONAL).light is None


def test_after_the_year_the_whole_target_is_due() -> None:
    reading = light_of(floor("120"), number("72"), date(2027, 1, 31), 2026, NATIONAL)

    assert (reading.light, reading.ratio) == (YELLOW, Decimal(60))


def test_a_share_of_the_target_is_due_in_the_middle_of_a_month() -> None:
    # Up to 15 June: 5.5 of 12 months; T = 120, 55 are due.
    reading = light_of(floor("120"), number("55"), date(2026, 6, 15), 2026, NATIONAL)

    assert reading.ratio == Decimal(100)
    assert "5.5" in reading.reason.zh


def test_blue_may_be_measured_by_the_whole_year() -> None:
    # 84 of 120 is 70 % of the year's target, and 120 % of what was due by July.
    assert light_of(floor("120"), number("84"), JULY, 2026, FULL_YEAR).light is GREEN
    assert light_of(floor("120"), number("144"), JULY, 2026, FULL_YEAR).light is BLUE


def test_an_indicator_may_declare_how_it_adds_up() -> None:
    latest = Accumulation.LATEST

    reading = light_of(floor("120"), number("84"), JULY, 2026, NATIONAL, accumulation=latest)

    assert reading.light is YELLOW


def test_a_list_of_values_has_its_gravest_light() -> None:
    wanted = SeveralTargets(parts=(floor("120"), JUNE_30, floor("95", "%")))
    value = SeveralActuals(
        parts=(
            NumberActual(number=Decimal(84), unit="场"),
            DateActual(on=date(2026, 6, 1)),
            NumberActual(number=Decimal(75), unit="%"),
        )
    )

    assert light_of(wanted, Actual(value=value), JULY, 2026, NATIONAL).light is YELLOW


def test_a_list_with_a_gap_has_no_light() -> None:
    wanted = SeveralTargets(parts=(floor("120"), floor("95", "%")))
    value = SeveralActuals(parts=(NumberActual(number=Decimal(84), unit="场"), None))

    assert light_of(wanted, Actual(value=value), JULY, 2026, NATIONAL).light is None


MONEY = [
    # Budget 120: 70 are due by the end of July.
    ("41.99", RED), ("42", YELLOW), ("55.99", YELLOW), ("56", GREEN), ("120", GREEN), ("0", RED),
    ("120.01", RED),
]  # fmt: skip


@pytest.mark.parametrize(("executed", "light"), MONEY)
def test_money_is_never_blue_and_red_beyond_the_budget(executed: str, light: Light) -> None:
    assert money_light(Decimal(executed), Decimal(120), JULY, 2026, NATIONAL).light is light


@pytest.mark.parametrize(
    ("executed", "budget", "obstacle"),
    [
        (None, Decimal(1), Obstacle.MISSING_DATA),
        (Decimal(1), None, Obstacle.MISSING_DATA),
        (Decimal(1), Decimal(0), Obstacle.ZERO_DENOMINATOR),
    ],
)
def test_money_that_is_not_known_has_no_light(
    executed: Decimal | None, budget: Decimal | None, obstacle: Obstacle
) -> None:
    assert money_light(executed, budget, JULY, 2026, NATIONAL).obstacle is obstacle


def reading(light: Light | None) -> Reading:
    return light_of(floor("1"), None, JULY, 2026, NATIONAL) if light is None else _lit(light)


def _lit(light: Light) -> Reading:
    done_ = {RED: "0", YELLOW: "42", GREEN: "56", BLUE: "84"}[light]
    return light_of(floor("120"), number(done_), JULY, 2026, NATIONAL)


def test_a_project_has_its_gravest_light_in_any_order() -> None:
    for order in permutations((BLUE, GREEN, YELLOW, None)):
        found = overall(map(reading, order))
        assert (found.light, found.dark, found.count) == (YELLOW, 1, 4)


def test_a_project_without_any_light_has_none() -> None:
    found = overall([reading(None)])

    assert (found.light, found.dark) == (None, 1)
    assert overall([]).light is None


AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2)
TARGETS = st.decimals(min_value=Decimal("0.01"), max_value=10**9, places=2)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
ORDER = list(Light)


@given(less=AMOUNTS, more=AMOUNTS, wanted=TARGETS, day=DAYS)
def test_more_done_is_never_a_graver_light(
    less: Decimal, more: Decimal, wanted: Decimal, day: date
) -> None:
    less, more = sorted((less, more))
    target = floor(str(wanted))
    before, after = (
        light_of(target, number(str(done_)), day, 2026, NATIONAL).light for done_ in (less, more)
    )

    assert before is not None
    assert after is not None
    assert ORDER.index(after) >= ORDER.index(before)


@given(amount=AMOUNTS, wanted=TARGETS, first=DAYS, second=DAYS)
def test_a_later_day_is_never_a_lighter_light(
    amount: Decimal, wanted: Decimal, first: date, second: date
) -> None:
    first, second = sorted((first, second))
    earlier, later = (
        money_light(amount, wanted, day, 2026, NATIONAL).light for day in (first, second)
    )

    assert earlier is not None
    assert later is not None
    assert ORDER.index(later) <= ORDER.index(earlier)


def test_every_light_has_a_name() -> None:
    assert [light.words.zh for light in Light] == ["红灯", "黄灯", "绿灯", "蓝灯"]
