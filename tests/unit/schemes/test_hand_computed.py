"""Points and scores computed by hand, each with its working."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.unit.schemes.making import figures, leaf, scheme

from jiheng.schemes import Direction, Method, Missing, Outcome, Ties, rank
from jiheng.schemes.assessing import Assessment
from jiheng.schemes.ranking import half_up
from jiheng.schemes.scheme import Adjustment, Band, Condition, Effect, Grade, Indicator, Sign

_DOWN: dict[str, Any] = {"direction": Direction.NEGATIVE}
_BEST: dict[str, Any] = {
    "direction": Direction.MODERATE,
    "best_from": Decimal(40),
    "best_to": Decimal(60),
}


def _d(**fields: int | str) -> dict[str, Any]:
    return {name: Decimal(value) for name, value in fields.items()}


def _bands(*pairs: tuple[int, int]) -> dict[str, Any]:
    found = tuple(Band(bound=Decimal(b), points=Decimal(p)) for b, p in pairs)
    return {"method": Method.BANDS, "bands": found}


_Z = {"method": Method.Z_SCORE}
_RANK = {"method": Method.PERCENTILE}
_LOG = {"method": Method.LOGARITHM}
_RATIO = {"method": Method.RATIO}
_UNIT = {"method": Method.PER_UNIT}
_YES = {"method": Method.YES_NO}

# working · fields of the leaf · values of a, b, c… · points of each
CASES: list[tuple[str, dict[str, Any], list[object], list[str]]] = [
    ("(12−3)÷(20−3)×100 = 52.941…", {}, [3, 12, 20], ["0", "52.94", "100"]),
    ("(20−12)÷(20−3)×100 = 47.058…", _DOWN, [3, 12, 20], ["100", "47.06", "0"]),
    ("declared 0 to 10: 12 is above, cap; −1 is below, floor",
     _d(low=0, high=10), [-1, 5, 12], ["0", "50", "100"]),
    ("declared 0 to 10, less is better: (10−4)÷10×100 = 60",
     _DOWN | _d(low=0, high=10), [4, 11], ["60", "0"]),
    ("all equal: everybody gets flat, 100 unless said", {}, [7, 7], ["100", "100"]),
    ("all equal, flat 50", _d(flat=50), [7, 7], ["50", "50"]),
    ("low 10 declared, nobody above it: floor", _d(low=10), [3, 9], ["0", "0"]),
    ("high 10 declared, nobody below it: cap", _d(high=10), [12, 19], ["100", "100"]),
    ("less is better, high 10 declared, all above it: floor",
     _DOWN | _d(high=10), [12, 19], ["0", "0"]),
    ("floor 40, cap 90: 0→40, 50→50, 100→90", _d(floor=40, cap=90), [0, 5, 10], ["40", "50", "90"]),
    ("half up: 1÷8×100 = 12.5; 0.125÷100 → 2 places 12.50; 1÷16 = 6.25",
     _d(low=0, high=16), [1, 2], ["6.25", "12.50"]),
    ("half up at the third place: 79.995 → 80.00 (of 0 to 100)",
     _d(low=0, high=100), ["79.995", "79.994"], ["80.00", "79.99"]),
    ("best 40–60: distances 30, 0, 0, 10; (30−10)÷30×100 = 66.67",
     _BEST, [10, 40, 60, 70], ["0", "100", "100", "66.67"]),
    ("best 40–60, distance 0 to 20 declared: 70 is 10 away, 50; 90 is 30 away, 0",
     _BEST | _d(low=0, high=20), [70, 90], ["50", "0"]),
    ("mean 4, deviation √(8÷3) = 1.63299; 60+15×(6−4)÷1.63299 = 78.3711…",
     _Z, [2, 4, 6], ["41.63", "60", "78.37"]),
    ("the same, less is better", _Z | _DOWN, [2, 4, 6], ["78.37", "60", "41.63"]),
    ("no deviation: everybody gets the centre", _Z, [5, 5], ["60", "60"]),
    ("centre 50, slope 20: 50+20×(6−4)÷1.63299 = 74.4948…",
     _Z | _d(centre=50, slope=20), [2, 4, 6], ["25.51", "50", "74.49"]),
    ("of 3 others: 0 below; 1 below and 1 level, (1+½)÷3 = 50 %; 3 below",
     _RANK, [1, 5, 5, 9], ["0", "50", "50", "100"]),
    ("alone: flat", _RANK, [4], ["100"]),
    ("less is better", _RANK | _DOWN, [1, 5, 9], ["100", "50", "0"]),
    ("ln(9+1)=2.302585, ln(99+1)=4.605170, ln(0+1)=0: half and all",
     _LOG, [0, 9, 99], ["0", "50", "100"]),
    ("offset 0: ln 1 = 0, ln 4 ÷ ln 16 = ½", _LOG | _d(offset=0), [1, 4, 16], ["0", "50", "100"]),
    ("less is better: 100 − 50", _LOG | _DOWN, [0, 9, 99], ["100", "50", "0"]),
    ("declared 0 to 999: ln 100 ÷ ln 1000 = ⅔",
     _LOG | _d(low=0, high=999), [99, 5000], ["66.67", "100"]),
    ("30÷40×100 = 75; over the target, cap; below nought, floor",
     _RATIO | _d(target=40), [30, 44, -5], ["75", "100", "0"]),
    ("less is better: (2−50÷40)×100 = 75; at twice the target, 0",
     _RATIO | _DOWN | _d(target=40), [50, 40, 80, 90], ["75", "100", "0", "0"]),
    ("≥10: 60, ≥20: 100; 9.99 is below both, floor",
     _bands((10, 60), (20, 100)), ["9.99", 10, 19, 20], ["0", "60", "60", "100"]),
    ("≤0: 100, ≤5: 50; 6 is above both, floor 20",
     _bands((0, 100), (5, 50)) | _DOWN | _d(floor=20), [0, 1, 5, 6], ["100", "50", "50", "20"]),
    ("yes 100, no 0", _YES, ["是", "否"], ["100", "0"]),
    ("yes is bad", _YES | _DOWN, ["是", "否"], ["0", "100"]),
    ("15 each, cap 40", _UNIT | _d(each=15, cap=40), [0, 2, 3], ["0", "30", "40"]),
    ("100 less 15 each", _UNIT | _DOWN | _d(each=15), [0, 2, 7], ["100", "70", "0"]),
]  # fmt: skip


@pytest.mark.parametrize(("working", "fields", "values", "points"), CASES)
def test_points_of_a_leaf(
    working: str, fields: dict[str, Any], values: list[object], points: list[str]
) -> None:
    of = scheme(leaf("A", **fields))
    found = Assessment(of, figures(of, {"A": values}))
    exact = [found.points(place) for place in range(len(values))]
    assert [half_up(one) for one in exact if one] == [Decimal(one) for one in points], working


def _tree() -> tuple[Indicator, ...]:
    """A 60 (A1 70, A2 30), B 40; each leaf worth its own value of a hundred."""
    plain = _d(low=0, high=100)
    return (
        Indicator(code="A", name="A", weight=Decimal(60)),
        leaf("A1", parent="A", weight=Decimal(70), **plain),
        leaf("A2", parent="A", weight=Decimal(30), **plain),
        leaf("B", weight=Decimal(40), **plain),
    )


# working · fields of the scheme · A1, A2, B of one entity · score
WHOLES: list[tuple[str, dict[str, Any], list[object], str | None]] = [
    ("(80×70+50×30)÷100 = 71; (71×60+90×40)÷100 = 78.6", {}, [80, 50, 90], "78.60"),
    ("A2 missing: A = 80; (80×60+90×40)÷100 = 84", {}, [80, None, 90], "84.00"),
    ("A2 nought, not missing: A = 56; 33.6+36 = 69.6", {}, [80, 0, 90], "69.60"),
    ("A1 missing: 30 % of A is there, below 60 %, so A is missing; 40 % of the whole is left: none",
     {}, [None, 50, 90], None),
    ("the same with coverage 0.3: A = 50; 30+36 = 66", _d(coverage="0.3"), [None, 50, 90], "66.00"),
    ("B missing: 60 % is there, which is enough: A alone, 71", {}, [80, 50, None], "71.00"),
    ("A2 missing, lowest: A = 56; 69.6", {"missing": Missing.LOWEST}, [80, None, 90], "69.60"),
    ("refused", {"missing": Missing.REFUSE}, [80, None, 90], None),
]  # fmt: skip


@pytest.mark.parametrize(("working", "fields", "values", "score"), WHOLES)
def test_score_of_the_whole(
    working: str, fields: dict[str, Any], values: list[object], score: str | None
) -> None:
    of = scheme(*_tree(), **fields)
    data = figures(
        of, {code: [value] for code, value in zip(("A1", "A2", "B"), values, strict=True)}
    )
    found = rank(of, data).standings[0].score
    assert found == (None if score is None else Decimal(score)), working


def test_a_median_is_that_of_the_group_and_marked() -> None:
    """Group x has 10 and 20: median 15; b lies in y, where 90 is alone."""
    of = scheme(leaf("A", low=Decimal(0), high=Decimal(100)), missing=Missing.MEDIAN, group="g")
    data = figures(of, {"A": [10, 20, None, 90, None]}, groups="xxxyy")
    found = rank(of, data).standings
    assert [one.score for one in found] == [Decimal(n) for n in (10, 20, 15, 90, 90)]
    assert [one.gaps.imputed for one in found] == [(), (), ("A",), (), ("A",)]


def test_a_group_without_any_value_has_no_median() -> None:
    of = scheme(leaf("A"), missing=Missing.MEDIAN, group="g")
    found = rank(of, figures(of, {"A": [10, 20, None]}, groups="xxy")).standings[2]
    assert (found.score, found.outcome) == (None, Outcome.MISSING_DATA)
    assert found.gaps.left_out == ("A",)


def test_groups_are_compared_within_unless_across() -> None:
    """Within: 1 of 1–2 and 10 of 10–20 are both last. Across: 10 is (10−1)÷19 = 47.37."""
    within, across = scheme(leaf("A"), group="g"), scheme(leaf("A", across=True), group="g")
    columns = {"A": [1, 2, 10, 20]}
    one = rank(within, figures(within, columns, groups="xxyy")).standings
    other = rank(across, figures(across, columns, groups="xxyy")).standings
    assert [found.score for found in one] == [0, 100, 0, 100]
    assert other[2].score == Decimal("47.37")
    assert [found.group_rank for found in other] == [2, 1, 2, 1]


@pytest.mark.parametrize(
    ("ties", "ranks"), [(Ties.SHARED, [1, 1, 3, 4]), (Ties.DENSE, [1, 1, 2, 3])]
)
def test_ties(ties: Ties, ranks: list[int]) -> None:
    of = scheme(leaf("A"), ties=ties)
    found = rank(of, figures(of, {"A": [9, 9, 5, 1]})).standings
    assert [one.rank for one in found] == ranks


def test_ties_are_broken_by_the_indicator_named() -> None:
    """Both have 50 in all; B counts: b stands first."""
    half = {"weight": Decimal(50), **_d(low=0, high=100)}
    of = scheme(leaf("A", **half), leaf("B", **half), tie_break=("B",))
    found = rank(of, figures(of, {"A": [80, 20], "B": [20, 80]})).standings
    assert [one.rank for one in found] == [2, 1]


def test_sums_of_thirds_are_no_less_than_a_whole() -> None:
    """⅓×30 + ⅓×30 + ⅓×40 = ⅓×100: a tie that rounded numbers would miss."""
    parts = [leaf(code, weight=Decimal(w), **_d(low=0, high=3)) for code, w in _THIRDS]
    of = scheme(*parts, leaf("D", weight=Decimal(10), **_d(low=0, high=9)))
    found = rank(of, figures(of, {"A": [1, 3], "B": [1, 0], "C": [1, 0], "D": [3, 3]})).standings
    assert [one.rank for one in found] == [1, 1]


_THIRDS = (("A", 30), ("B", 30), ("C", 30))


def test_bonus_and_deduction_have_caps() -> None:
    """50 + min(3×2, 5) = 55, all bonuses at most 4: 54; less min(2×4, 6) = 6: 48."""
    plus = Adjustment(
        code="P", name="P", column="p", sign=Sign.BONUS, each=Decimal(2), cap=Decimal(5)
    )
    minus = Adjustment(
        code="M", name="M", column="m", sign=Sign.DEDUCTION, each=Decimal(4), cap=Decimal(6)
    )
    of = scheme(leaf("A", **_d(low=0, high=100)), adjustments=(plus, minus), bonus_cap=Decimal(4))
    found = rank(of, figures(of, {"A": [50, 50, 100], "p": [3, None, 9], "m": [2, None, 0]}))
    beside = [(Decimal(4), Decimal(6)), (Decimal(0), Decimal(0)), (Decimal(4), Decimal(0))]
    assert [one.score for one in found.standings] == [48, 50, 104]
    assert [(one.bonus, one.deduction) for one in found.standings] == beside


def test_a_veto_takes_the_rank_and_leaves_the_score() -> None:
    veto = Condition(code="V", name="V", column="accidents", at_most=Decimal(0))
    of = scheme(leaf("A"), conditions=(veto,))
    found = rank(of, figures(of, {"A": [9, 5, 1], "accidents": [1, 0, None]})).standings
    assert [one.outcome for one in found] == [
        Outcome.VETOED,
        Outcome.RANKED,
        Outcome.MISSING_DATA,
    ]
    assert [one.rank for one in found] == [None, 1, None]
    assert [one.score for one in found] == [100, 50, 0]


def test_an_unmet_condition_may_bound_the_grade() -> None:
    grades = tuple(
        Grade(name=n, at_least=Decimal(a)) for n, a in (("优", 80), ("良", 60), ("差", 0))
    )
    limit = Condition(
        code="L", name="L", on="A", at_least=Decimal(50), effect=Effect.LIMIT, grade="良"
    )
    plain = _d(low=0, high=100)
    of = scheme(
        leaf("A", weight=Decimal(10), **plain),
        leaf("B", weight=Decimal(90), **plain),
        conditions=(limit,),
        grades=grades,
    )
    found = rank(of, figures(of, {"A": [40, 60, 40], "B": [100, 100, 20]})).standings
    assert [one.grade for one in found] == ["良", "优", "差"]


def test_a_grade_goes_by_the_score_as_printed() -> None:
    """79.995 prints as 80.00, which is 优."""
    of = scheme(leaf("A", **_d(low=0, high=100)), grades=(Grade(name="优", at_least=Decimal(80)),))
    found = rank(of, figures(of, {"A": ["79.995", "79.994"]})).standings
    assert [one.grade for one in found] == ["优", None]
