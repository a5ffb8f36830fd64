"""The rules of the kernel, each of which is seen broken somewhere: one test or more for each."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.model import (
    Actual,
    ActualValue,
    DateActual,
    DeadlineTarget,
    Evidence,
    Grade,
    GradeActual,
    NumberActual,
    NumberTarget,
    Operator,
    RangeTarget,
    SeveralActuals,
    SeveralTargets,
    ShareActual,
    Target,
    TextTarget,
)
from jiheng.results import (
    Accumulation,
    Attainment,
    Circumstances,
    Obstacle,
    PeriodValue,
    accumulate,
    judge,
    judge_entries,
    parse_actual,
)
from jiheng.scoring import excess, score_indicator
from jiheng.standards.scoring_standard import load_standard, standard_names

if TYPE_CHECKING:
    from random import Random

_RATE = NumberTarget(op="≥", number=Decimal(90), unit="%")
_HOURS = NumberTarget(op="≤", number=Decimal(72), unit="小时")
_YEAR_END = DeadlineTarget(year=2024, month=12, day=None)


def _number(number: str, unit: str = "") -> Actual:
    return Actual(value=NumberActual(number=Decimal(number), unit=unit))


def _share(part: int, whole: int, *, sample: int | None = None) -> Actual:
    value = ShareActual(numerator=Decimal(part), denominator=Decimal(whole))
    return Actual(value=value, sample=sample)


def _entry(month: int, number: str | None) -> PeriodValue:
    value = None if number is None else NumberActual(number=Decimal(number), unit="次")
    return PeriodValue(ends=date(2024, month, 28), value=value)


class TestNumbersHaveUnitsAndWordsAreForQualitativeTargets:
    def test_a_word_is_no_number(self) -> None:
        assert parse_actual("完成", _RATE) is None

    def test_a_grade_does_not_meet_a_number(self) -> None:
        actual = Actual(value=GradeActual(grade=Grade.ACHIEVED))
        assert judge(_RATE, actual).obstacle is Obstacle.UNLIKE_KINDS

    def test_a_number_does_not_meet_words(self) -> None:
        assert judge(TextTarget(), _number("9")).obstacle is Obstacle.NO_MEASURABLE_TARGET

    def test_units_are_converted_before_comparing(self) -> None:
        assert judge(_HOURS, _number("3", "天")).attainment is Attainment.MET

    def test_units_of_unlike_things_are_not_compared(self) -> None:
        assert judge(_HOURS, _number("3", "工作日")).obstacle is Obstacle.UNLIKE_UNITS


class TestDirectionComesFromTheTarget:
    @pytest.mark.parametrize(
        ("op", "number", "attainment"),
        [
            ("≥", "90", "met"),
            ("≥", "89", "partly"),
            ("≥", "0", "missed"),
            (">", "90", "partly"),
            (">", "91", "met"),
            ("=", "90", "met"),
            ("=", "91", "met"),
            ("≤", "90", "met"),
            ("≤", "91", "partly"),
            ("≤", "180", "missed"),
            ("<", "90", "partly"),
            ("<", "89", "met"),
        ],
    )
    def test_the_comparator_decides(self, op: Operator, number: str, attainment: str) -> None:
        target = NumberTarget(op=op, number=Decimal(90), unit="%")
        assert judge(target, _number(number, "%")).attainment == attainment


class TestWhatCannotBeJudgedHasAName:
    def test_zero_target(self) -> None:
        target = NumberTarget(op="≥", number=Decimal(0), unit="")
        assert judge(target, _number("5")).obstacle is Obstacle.ZERO_TARGET

    def test_none_wanted_and_none_is_met(self) -> None:
        target = NumberTarget(op="=", number=Decimal(0), unit="")
        assert judge(target, _number("0")).attainment is Attainment.MET

    def test_zero_denominator(self) -> None:
        assert judge(_RATE, _share(0, 0)).obstacle is Obstacle.ZERO_DENOMINATOR

    def test_missing_actual(self) -> None:
        assert judge(_RATE, None).obstacle is Obstacle.MISSING_DATA

    def test_missing_is_not_nought(self) -> None:
        none_wanted = NumberTarget(op="≤", number=Decimal(0), unit="次")
        assert judge(none_wanted, None).attainment is Attainment.UNJUDGED

    def test_not_yet_due(self) -> None:
        now = Circumstances(today=date(2024, 7, 31))
        assert judge(_YEAR_END, None, now).obstacle is Obstacle.NOT_YET_DUE

    def test_a_deadline_that_has_passed_without_data_is_missing(self) -> None:
        now = Circumstances(today=date(2025, 1, 1))
        assert judge(_YEAR_END, None, now).obstacle is Obstacle.MISSING_DATA

    def test_not_applicable(self) -> None:
        here = Circumstances(applicable=False)
        assert judge(_RATE, _share(9, 10), here).obstacle is Obstacle.NOT_APPLICABLE

    def test_no_target(self) -> None:
        assert judge(None, _number("5")).obstacle is Obstacle.NO_MEASURABLE_TARGET

    def test_a_deadline_of_no_known_year(self) -> None:
        target = DeadlineTarget(year=None, month=12, day=None)
        done = Actual(value=DateActual(on=date(2024, 12, 1)))
        assert judge(target, done).obstacle is Obstacle.UNKNOWN_YEAR

    def test_a_number_is_no_day(self) -> None:
        assert judge(_YEAR_END, _number("12")).obstacle is Obstacle.UNLIKE_KINDS

    def test_a_day_is_no_number(self) -> None:
        done = Actual(value=DateActual(on=date(2024, 12, 1)))
        assert judge(_RATE, done).obstacle is Obstacle.UNLIKE_KINDS

    def test_a_floor_that_can_still_be_reached_is_not_missed_before_it_is_due(self) -> None:
        now = Circumstances(today=date(2024, 7, 31), due=date(2024, 12, 31))
        assert judge(_RATE, _share(1, 10), now).obstacle is Obstacle.NOT_YET_DUE

    def test_a_floor_that_is_reached_is_met_before_it_is_due(self) -> None:
        now = Circumstances(today=date(2024, 7, 31), due=date(2024, 12, 31))
        assert judge(_RATE, _share(95, 100), now).attainment is Attainment.MET

    def test_a_ceiling_is_not_kept_before_it_is_due(self) -> None:
        now = Circumstances(today=date(2024, 7, 31), due=date(2024, 12, 31))
        assert judge(_HOURS, _number("1"), now).obstacle is Obstacle.NOT_YET_DUE

    def test_what_cannot_be_judged_stays_so_before_it_is_due(self) -> None:
        now = Circumstances(today=date(2024, 7, 31), due=date(2024, 12, 31))
        assert judge(_RATE, _share(0, 0), now).obstacle is Obstacle.ZERO_DENOMINATOR


class TestSharesKeepBothParts:
    def test_a_mean_of_shares_adds_their_parts(self) -> None:
        shares = [(1, ShareActual(numerator=Decimal(1), denominator=Decimal(1)))]
        shares.append((2, ShareActual(numerator=Decimal(0), denominator=Decimal(9))))
        entries = [PeriodValue(ends=date(2024, month, 28), value=share) for month, share in shares]
        together = accumulate(entries, Accumulation.AVERAGE)
        assert isinstance(together, ShareActual)
        assert together.rate() == 10

    def test_a_share_in_thousandths(self) -> None:
        share = ShareActual(numerator=Decimal(3), denominator=Decimal(1000), unit="‰")
        assert share.rate() == 3

    def test_what_one_costs_is_a_share_without_a_scale(self) -> None:
        target = NumberTarget(op="≤", number=Decimal(550), unit="元/人")
        cost = ShareActual(numerator=Decimal(5000), denominator=Decimal(10), unit="元/人")
        assert judge(target, Actual(value=cost)).attainment is Attainment.MET

    def test_shares_in_unlike_units_are_not_added(self) -> None:
        first = ShareActual(numerator=Decimal(1), denominator=Decimal(2))
        second = dataclasses.replace(first, unit="‰")
        entries = [
            PeriodValue(ends=date(2024, 1, 31), value=first),
            PeriodValue(ends=date(2024, 2, 29), value=second),
        ]
        assert accumulate(entries, Accumulation.RUNNING) is Obstacle.UNLIKE_UNITS


class TestAccumulationIsDeclared:
    @pytest.mark.parametrize(
        ("how", "number"),
        [(Accumulation.RUNNING, "9"), (Accumulation.AVERAGE, "3"), (Accumulation.LATEST, "4")],
    )
    def test_the_same_entries_make_another_value(self, how: Accumulation, number: str) -> None:
        value = accumulate([_entry(3, "4"), _entry(1, "2"), _entry(2, "3")], how)
        assert value == NumberActual(number=Decimal(number), unit="次")

    def test_each_period_may_be_judged_by_itself(self) -> None:
        target = NumberTarget(op="≥", number=Decimal(3), unit="次")
        verdict = judge_entries(
            target, [_entry(1, "3"), _entry(2, "2"), _entry(3, "9")], Accumulation.PER_PERIOD
        )
        assert verdict.attainment is Attainment.PARTLY

    def test_a_period_without_data_is_not_passed_over(self) -> None:
        target = NumberTarget(op="≥", number=Decimal(3), unit="次")
        entries = [_entry(1, "3"), _entry(2, None)]
        verdict = judge_entries(target, entries, Accumulation.PER_PERIOD)
        assert verdict.obstacle is Obstacle.MISSING_DATA

    def test_periods_apart_have_no_single_value(self) -> None:
        entries = [_entry(1, "3"), _entry(2, "3")]
        assert accumulate(entries, Accumulation.PER_PERIOD) is Obstacle.NOT_APPLICABLE

    @pytest.mark.parametrize("how", [Accumulation.RUNNING, Accumulation.AVERAGE])
    def test_a_gap_leaves_a_sum_and_a_mean_unknown(self, how: Accumulation) -> None:
        assert accumulate([_entry(1, "3"), _entry(2, None)], how) is Obstacle.MISSING_DATA

    def test_a_running_sum_is_judged(self) -> None:
        target = NumberTarget(op="≥", number=Decimal(6), unit="次")
        verdict = judge_entries(target, [_entry(1, "3"), _entry(2, "3")], Accumulation.RUNNING)
        assert verdict.attainment is Attainment.MET

    def test_a_sum_with_a_gap_is_missing(self) -> None:
        target = NumberTarget(op="≥", number=Decimal(6), unit="次")
        verdict = judge_entries(target, [_entry(1, "9"), _entry(2, None)], Accumulation.RUNNING)
        assert verdict.obstacle is Obstacle.MISSING_DATA

    def test_no_entries_are_missing_data(self) -> None:
        assert accumulate([], Accumulation.LATEST) is Obstacle.MISSING_DATA

    def test_a_last_entry_without_data_is_missing(self) -> None:
        entries = [_entry(1, "3"), _entry(2, None)]
        assert accumulate(entries, Accumulation.LATEST) is Obstacle.MISSING_DATA

    def test_two_entries_of_one_day_are_refused(self) -> None:
        with pytest.raises(ValueError, match="same day"):
            accumulate([_entry(1, "3"), _entry(1, "4")], Accumulation.RUNNING)

    def test_entries_are_added_in_one_unit(self) -> None:
        first = PeriodValue(
            ends=date(2024, 1, 31), value=NumberActual(number=Decimal(1), unit="万元")
        )
        second = PeriodValue(
            ends=date(2024, 2, 29), value=NumberActual(number=Decimal(5000), unit="元")
        )
        value = accumulate([first, second], Accumulation.RUNNING)
        assert value == NumberActual(number=Decimal("1.5"), unit="万元")

    def test_entries_of_unlike_units_are_not_added(self) -> None:
        first = PeriodValue(
            ends=date(2024, 1, 31), value=NumberActual(number=Decimal(1), unit="万元")
        )
        second = PeriodValue(
            ends=date(2024, 2, 29), value=NumberActual(number=Decimal(5), unit="人")
        )
        verdict = judge_entries(_RATE, [first, second], Accumulation.RUNNING)
        assert verdict.obstacle is Obstacle.UNLIKE_UNITS

    def test_entries_of_unlike_kinds_are_not_added(self) -> None:
        day = PeriodValue(ends=date(2024, 2, 29), value=DateActual(on=date(2024, 2, 1)))
        assert accumulate([_entry(1, "3"), day], Accumulation.RUNNING) is Obstacle.UNLIKE_KINDS

    def test_what_is_done_in_parts_is_done_on_the_last_day(self) -> None:
        days = [date(2024, 2, 1), date(2024, 5, 1)]
        entries = [PeriodValue(ends=day, value=DateActual(on=day)) for day in days]
        assert accumulate(entries, Accumulation.RUNNING) == DateActual(on=days[1])


class TestScoresHaveFloorsAndCaps:
    @pytest.mark.parametrize("number", ["-50", "0", "45", "90", "1000000"])
    def test_points_stay_between_nought_and_the_weight(self, number: str) -> None:
        score = score_indicator(_RATE, _number(number, "%"), Decimal(10), load_standard())
        assert score.points is not None
        assert 0 <= score.points <= 10


class TestOldScoresKeepTheirRule:
    @pytest.mark.parametrize("name", standard_names())
    def test_a_standard_is_dated_and_cited(self, name: str) -> None:
        standard = load_standard(name)
        assert standard.since.year >= 2015
        assert standard.basis

    @pytest.mark.parametrize("name", standard_names())
    def test_weights_add_up_to_the_total(self, name: str) -> None:
        standard = load_standard(name)
        for weights in (standard.weights_with_cost, standard.weights_without_cost):
            assert sum(weights.values()) + standard.execution_weight == standard.total

    @pytest.mark.parametrize("name", standard_names())
    def test_grades_leave_no_gap(self, name: str) -> None:
        points = [band.points for band in load_standard(name).grades]
        assert points == sorted(points, reverse=True)
        assert points[-1] == 0


class TestEvidenceTravelsWithTheValue:
    def test_the_source_stays_with_the_actual(self) -> None:
        evidence = Evidence(source="payments.csv", sha256="00", query="SELECT 1", rows=3)
        actual = Actual(value=NumberActual(number=Decimal(1)), evidence=(evidence,))
        assert actual.evidence[0].rows == 3


class TestTargetsAreSharedAndActualsAreLocal:
    def test_the_same_target_judges_two_units_apart(self) -> None:
        verdicts = [judge(_RATE, actual).attainment for actual in (_share(9, 10), _share(1, 10))]
        assert verdicts == [Attainment.MET, Attainment.PARTLY]


class TestSmallSamplesGiveNoVerdict:
    def test_fewer_answers_than_asked_for(self) -> None:
        least = Circumstances(minimum_sample=30)
        verdict = judge(_RATE, _share(9, 10, sample=10), least)
        assert verdict.obstacle is Obstacle.SAMPLE_TOO_SMALL

    def test_as_many_answers_as_asked_for(self) -> None:
        least = Circumstances(minimum_sample=30)
        assert judge(_RATE, _share(29, 30, sample=30), least).judged


class TestRangesListsDaysAndGrades:
    @pytest.mark.parametrize(
        ("number", "attainment"),
        [("79", "partly"), ("80", "met"), ("90", "met"), ("91", "partly"), ("0", "missed")],
    )
    def test_a_range(self, number: str, attainment: str) -> None:
        target = RangeTarget(low=Decimal(80), high=Decimal(90), unit="%")
        assert judge(target, _number(number, "%")).attainment == attainment

    @pytest.mark.parametrize("day", [1, 31])
    def test_done_in_time(self, day: int) -> None:
        done = Actual(value=DateActual(on=date(2024, 12, day)))
        assert judge(_YEAR_END, done).attainment is Attainment.MET

    def test_done_too_late(self) -> None:
        done = Actual(value=DateActual(on=date(2025, 1, 2)))
        verdict = judge(_YEAR_END, done)
        assert verdict.attainment is Attainment.MISSED
        assert "迟 2 天" in verdict.reason.zh

    @pytest.mark.parametrize(
        ("parts", "attainment"),
        [(("9", "9"), "met"), (("9", "0"), "partly"), (("0", "0"), "missed")],
    )
    def test_a_list(self, parts: tuple[str, str], attainment: str) -> None:
        verdict = judge(_list(), _several(*parts))
        assert verdict.attainment == attainment

    @pytest.mark.parametrize("known", ["9", "4", "0"])
    def test_a_list_of_which_something_is_not_known(self, known: str) -> None:
        assert judge(_list(), _several(known, None)).obstacle is Obstacle.MISSING_DATA

    @pytest.mark.parametrize(("second", "attainment"), [("9", "met"), ("4", "unjudged")])
    def test_a_list_before_its_day_is_met_when_each_floor_is(
        self, second: str, attainment: str
    ) -> None:
        early = Circumstances(today=date(2025, 6, 1), due=date(2025, 12, 31))
        assert judge(_list(), _several("9", second), early).attainment == attainment

    @given(st.lists(st.sampled_from(["9", "4", "0", None]), min_size=1, max_size=5), st.randoms())
    def test_the_order_of_a_list_does_not_matter(
        self, numbers: list[str | None], chance: Random
    ) -> None:
        shuffled = list(numbers)
        chance.shuffle(shuffled)
        first, second = (judge(_list(len(numbers)), _several(*n)) for n in (numbers, shuffled))
        assert (first.attainment, first.obstacle) == (second.attainment, second.obstacle)

    def test_an_empty_list_asks_for_nothing(self) -> None:
        verdict = judge(SeveralTargets(parts=()), Actual(value=SeveralActuals(parts=())))
        assert verdict.obstacle is Obstacle.NO_MEASURABLE_TARGET

    def test_a_list_of_another_length(self) -> None:
        assert judge(_list(), _several("9")).obstacle is Obstacle.UNLIKE_KINDS

    @pytest.mark.parametrize(
        ("grade", "attainment"),
        [(Grade.ACHIEVED, "met"), (Grade.PARTLY, "partly"), (Grade.NOT_ACHIEVED, "missed")],
    )
    def test_a_grade(self, grade: Grade, attainment: str) -> None:
        actual = Actual(value=GradeActual(grade=grade))
        assert judge(TextTarget(), actual).attainment == attainment

    @pytest.mark.parametrize(("number", "attainment"), [("-4", "met"), ("-6", "missed")])
    def test_a_floor_below_nought_has_no_share(self, number: str, attainment: str) -> None:
        target = NumberTarget(op="≥", number=Decimal(-5), unit="%")
        assert judge(target, _number(number, "%")).attainment == attainment

    @pytest.mark.parametrize(
        "value",
        [
            ShareActual(numerator=Decimal(1), denominator=Decimal(0)),
            DateActual(on=date(2024, 1, 1)),
        ],
    )
    def test_what_has_no_number_exceeds_nothing(self, value: ActualValue) -> None:
        assert excess(_RATE, value) is None


def _list(count: int = 2) -> Target:
    one = NumberTarget(op="≥", number=Decimal(5), unit="个")
    return SeveralTargets(parts=(one,) * count)


def _several(*numbers: str | None) -> Actual:
    parts = tuple(
        None if number is None else NumberActual(number=Decimal(number), unit="个")
        for number in numbers
    )
    return Actual(value=SeveralActuals(parts=parts))
