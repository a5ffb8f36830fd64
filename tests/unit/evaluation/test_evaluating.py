"""Several experts, computed rates, and the unit's own points beside them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.errors import UnknownName
from jiheng.evaluation import (
    Combining,
    Evaluation,
    ItemRating,
    Rating,
    combine_item,
    evaluate,
    load_consequences,
    propose,
    score_rate,
)
from jiheng.evaluation.record import evaluation_record
from jiheng.standards.framework import Framework, FrameworkItem, framework_names, load_framework
from jiheng.standards.scoring_standard import load_standard

if TYPE_CHECKING:
    from random import Random

_ITEM = FrameworkItem(path=("决策", "项目立项", "甲"), weight=Decimal(10), points=())
_EXPERTS = ("一", "二", "三", "四", "五")


def _ratings(*points: str | None, item: FrameworkItem = _ITEM) -> list[Rating]:
    return [
        Rating(expert=expert, item=item.path, points=None if given is None else Decimal(given))
        for expert, given in zip(_EXPERTS, points, strict=False)
    ]


def _combined(*points: str | None, how: Combining = Combining.MEAN) -> ItemRating:
    return combine_item(_ITEM, _ratings(*points), _EXPERTS[: len(points)], how)


@pytest.mark.parametrize(
    ("how", "points"),
    [(Combining.MEAN, "7.20"), (Combining.TRIMMED, "7.67"), (Combining.MEDIAN, "8.00")],
)
def test_the_middle_is_the_one_that_is_declared(how: Combining, points: str) -> None:
    # 3 7 8 8 10: mean 36÷5; without the ends 23÷3; middle 8
    assert str(_combined("3", "7", "8", "8", "10", how=how).points) == points


def test_two_experts_have_no_ends_to_cut_off() -> None:
    assert _combined("6", "8", how=Combining.TRIMMED).points == 7


def test_an_expert_far_from_the_others_is_shown_and_still_counts() -> None:
    combined = _combined("8", "8", "9", "8", "2")
    assert (combined.apart, combined.points) == (("五",), Decimal(7))


def test_two_experts_cannot_tell_who_stands_apart() -> None:
    assert _combined("0", "10").apart == ()


def test_the_spread_is_between_the_least_and_the_greatest() -> None:
    assert _combined("6", "9").spread == 3


def test_an_expert_who_did_not_judge_gave_nothing_and_not_nought() -> None:
    combined = _combined("8", None, "6")
    assert (combined.points, combined.silent) == (Decimal(7), ("二",))


def test_an_item_that_nobody_judged_has_no_points() -> None:
    combined = _combined(None, None)
    assert (combined.points, combined.spread) == (None, None)


@given(
    st.lists(st.decimals(min_value=0, max_value=10, places=1), min_size=1, max_size=5),
    st.sampled_from(Combining),
    st.randoms(),
)
def test_combined_points_lie_between_the_ends_in_any_order_of_experts(
    points: list[Decimal], how: Combining, random: Random
) -> None:
    ratings = _ratings(*(str(number) for number in points))
    shuffled = list(ratings)
    random.shuffle(shuffled)
    one = combine_item(_ITEM, ratings, _EXPERTS, how)
    assert one == combine_item(_ITEM, shuffled, _EXPERTS, how)
    assert one.points is not None
    assert min(points) <= one.points <= max(points)


def _framework() -> Framework:
    return load_framework()


def _evaluation() -> Evaluation:
    framework = _framework()
    computed = {
        item.path: score_rate(item, Decimal(90), Decimal(100))
        for item in framework.items
        if item.formula is not None
    }
    ratings = [
        rating
        for item in framework.items
        if item.formula is None
        for rating in _ratings(str(item.weight), str(item.weight - 1), item=item)
    ]
    own = {item.path: item.weight for item in framework.items}
    return evaluate(framework, ratings, load_standard(), computed=computed, self_points=own)


def test_experts_and_computed_items_make_one_total_with_a_grade() -> None:
    evaluation = _evaluation()
    # 12 items of experts lose half a point each; five rates earn nine tenths, savings all
    assert evaluation.total.grade is not None
    assert evaluation.total.points == sum(
        each.score.points for each in evaluation.items if each.score.points is not None
    )


def test_levels_add_up_to_the_total() -> None:
    evaluation = _evaluation()
    sums = list(evaluation.level_sums())
    assert [level for level, _, _ in sums] == ["决策", "过程", "产出", "效益"]
    assert sum(points for _, points, _ in sums) == evaluation.total.points


def test_the_points_of_the_unit_stand_beside_and_do_not_count() -> None:
    evaluation = _evaluation()
    assert evaluation.self_total == 100
    assert evaluation.total.points < 100


def test_a_gap_is_what_the_unit_gave_itself_beyond() -> None:
    judged = next(each for each in _evaluation().items if each.rating is not None)
    assert judged.gap == Decimal("0.5")


def test_without_points_of_the_unit_there_is_no_gap() -> None:
    framework = _framework()
    evaluation = evaluate(framework, _ratings("3", item=framework.items[0]), load_standard())
    assert (evaluation.items[0].gap, evaluation.self_total) == (None, None)


def test_an_item_without_a_judgement_leaves_the_grade_open() -> None:
    framework = _framework()
    evaluation = evaluate(framework, _ratings("3", item=framework.items[0]), load_standard())
    assert evaluation.total.grade is None
    assert evaluation.items[1].score.points is None


@pytest.mark.parametrize("name", framework_names())
def test_a_framework_totals_a_hundred_and_gives_results_their_least(name: str) -> None:
    framework = load_framework(name)
    results = sum(item.weight for item in framework.items if item.path[0] in framework.results)
    assert framework.total == 100
    assert results >= framework.least_results


@pytest.mark.parametrize("name", framework_names())
def test_the_items_of_a_framework_are_told_apart(name: str) -> None:
    paths = [item.path for item in load_framework(name).items]
    assert len(set(paths)) == len(paths)


def test_an_unknown_framework_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="national"):
        load_framework("nation")


@pytest.mark.parametrize(
    ("grade", "requested", "proposed"),
    [("优", "100", "100.00"), ("中", "100", "90.00"), ("差", "33.33", "16.67")],
)
def test_a_grade_proposes_a_share_of_what_is_asked_for(
    grade: str, requested: str, proposed: str
) -> None:
    assert str(propose("某项目", grade, Decimal(requested)).proposed) == proposed


@pytest.mark.parametrize(("grade", "requested"), [(None, Decimal(5)), ("优", None)])
def test_nothing_is_proposed_where_grade_or_request_is_open(
    grade: str | None, requested: Decimal | None
) -> None:
    assert propose("某项目", grade, requested).proposed is None


def test_better_grades_are_never_cut_more() -> None:
    shares = [consequence.share for consequence in load_consequences().values()]
    assert shares == sorted(shares, reverse=True)


def test_the_share_of_a_level_is_of_what_is_judged() -> None:
    first, second = load_framework().items[:2]
    ratings = [Rating(expert="甲", item=first.path, points=first.weight)]
    evaluation = evaluate(load_framework(), ratings, load_standard())

    assert first.path[0] == second.path[0]
    assert evaluation.share(first.path[0]) == 100
    assert evaluation.share("效益") is None


def test_nothing_judged_is_not_nought() -> None:
    evaluation = evaluate(load_framework(), (), load_standard())

    assert evaluation_record("某项目", evaluation, "zh")["points"] is None
    assert "= 0.00" not in evaluation.total.steps[0].text.zh


def test_a_level_without_points_is_not_judged() -> None:
    evaluation = evaluate(load_framework(), (), load_standard())
    assert not any(evaluation.is_judged(level) for level, _, _ in evaluation.level_sums())
    levels = evaluation_record("某项目", evaluation, "zh")["levels"]
    assert {level["points"] for level in levels} == {None}
    assert _evaluation().is_judged("决策")
