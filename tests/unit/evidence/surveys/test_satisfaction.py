from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.evidence.surveys.making import NOTHING, question, survey

from jiheng.bilingual import Bilingual
from jiheng.model import Evidence, NumberTarget
from jiheng.results import Attainment, Circumstances, Obstacle, judge
from jiheng_evidence.surveys import MatrixRow, Option, QuestionKind
from jiheng_evidence.surveys.answers import Answer
from jiheng_evidence.surveys.intervals import half_up, percent, wilson
from jiheng_evidence.surveys.satisfaction import MINIMUM_SAMPLE, actual_of, satisfaction
from jiheng_evidence.surveys.scales import SATISFACTION

if TYPE_CHECKING:
    from jiheng_evidence.surveys.evaluation import Value

WORDS = {
    "很": "very_satisfied",
    "满": "satisfied",
    "般": "fair",
    "不": "dissatisfied",
    "差": "very_dissatisfied",
    "？": "unknown",
}
UNKNOWN = Option(name="unknown", label=Bilingual("不了解", ""))
ROWS = (MatrixRow(name="r", label=Bilingual("行", "")), MatrixRow(name="s", label=NOTHING))
ONE = survey(question("q", QuestionKind.RATING, options=(*SATISFACTION, UNKNOWN)))
TWO = survey(
    question("q", QuestionKind.RATING, options=(*SATISFACTION, UNKNOWN)),
    question("m", QuestionKind.MATRIX, options=SATISFACTION, rows=ROWS),
    question("area", QuestionKind.SINGLE, options=(Option(name="a", label=Bilingual("甲区", "")),)),
    frame=8,
)


def answers(said: str, **groups: str) -> list[Answer]:
    """Make an answer of each character; a dot is one that leaves the question out."""
    return [
        Answer(id=str(n), values={} if mark == "." else {"q": WORDS[mark]}, groups=groups)
        for n, mark in enumerate(said)
    ]


# What was said, then satisfied, counted, no opinion, missing, share in %, mean score.
CASES = [
    # 8 of 10; (4·100 + 4·80 + 2·60) / 10 = 840 / 10.
    ("很很很很满满满满般般", (8, 10, 0, 0), "80.00", "84.00"),
    # 1 of 3 = 33.333…; (100 + 30 + 0) / 3 = 43.333….
    ("很不差", (1, 3, 0, 0), "33.33", "43.33"),
    # 2 of 3 = 66.666…; (80 + 80 + 60) / 3 = 73.333….
    ("满满般", (2, 3, 0, 0), "66.67", "73.33"),
    # 不了解 earns no score: 1 of 1 counts, the other has no opinion.
    ("很？", (1, 1, 1, 0), "100.00", "100.00"),
    # Who leaves it out is neither: 1 of 2, two missing; (100 + 0) / 2.
    ("很差..", (1, 2, 0, 2), "50.00", "50.00"),
    # 5 of 8 = 62.5; (5·80 + 3·30) / 8 = 490 / 8 = 61.25.
    ("满满满满满不不不", (5, 8, 0, 0), "62.50", "61.25"),
    # 1 of 16 = 6.25; (100 + 15·0) / 16 = 6.25.
    ("很差差差差差差差差差差差差差差差", (1, 16, 0, 0), "6.25", "6.25"),
    # 0 of 2: nobody satisfied is a share of nought, not a missing one.
    ("般差", (0, 2, 0, 0), "0.00", "30.00"),
]


@pytest.mark.parametrize(("said", "counts", "share", "mean"), CASES, ids=str)
def test_a_result_computed_by_hand(
    said: str, counts: tuple[int, ...], share: str, mean: str
) -> None:
    (rating,) = satisfaction(ONE, answers(said)).items
    parts = (rating.satisfied, rating.counted, rating.no_opinion, rating.missing)
    assert parts == counts
    assert rating.share is not None
    rate = rating.share.rate()
    assert rate is not None
    assert (str(half_up(rate)), str(rating.mean)) == (share, mean)


# z = 1.959964, z² = 3.841459.
# Share p of n, n' = n (N − 1) / (N − n) where the frame N is known:
#   middle = (p + z²/2n') / (1 + z²/n'), half = z √(p(1−p)/n' + z²/4n'²) / (1 + z²/n').
INTERVALS = [
    # (0.9 + 0.192073) / 1.384146 = 0.788987; 1.959964 √(0.009 + 0.009604) / 1.384146 = 0.193137.
    (9, 10, None, "59.58", "98.21"),
    # (0.9 + 0.019207) / 1.038415 = 0.885202; 1.959964 √(0.0009 + 0.000096) / 1.038415 = 0.059568.
    (90, 100, None, "82.56", "94.48"),
    # Nobody: the lower bound is 0, the upper z² / (n + z²) = 3.841459 / 13.841459.
    (0, 10, None, "0.00", "27.75"),
    # Everybody: the mirror of it, n / (n + z²) = 10 / 13.841459.
    (10, 10, None, "72.25", "100.00"),
    # n' = 100 · 149 / 50 = 298: (0.9 + 0.006445) / 1.012891 = 0.894909, half 0.034224.
    (90, 100, 150, "86.07", "92.91"),
    # All 100 of 100 were asked: there is nothing left to guess.
    (90, 100, 100, "90.00", "90.00"),
    # A frame smaller than the sample is not believed.
    (90, 100, 90, "82.56", "94.48"),
]


@pytest.mark.parametrize(("count", "of", "frame", "low", "high"), INTERVALS)
def test_an_interval_computed_by_hand(
    count: int, of: int, frame: int | None, low: str, high: str
) -> None:
    bounds = wilson(count, of, frame)
    assert bounds is not None
    assert tuple(str(percent(bound)) for bound in bounds) == (low, high)


def test_nobody_asked_is_no_interval() -> None:
    assert wilson(0, 0) is None


@given(st.integers(1, 500), st.integers(0, 500), st.integers(0, 500))
def test_an_interval_holds_the_share_and_stays_within_bounds(of: int, less: int, more: int) -> None:
    count = max(of - less, 0)
    for frame in (None, of + more):
        bounds = wilson(count, of, frame)
        assert bounds is not None
        tiny = Decimal("1e-20")
        assert 0 <= bounds[0] <= Decimal(count) / of + tiny
        assert Decimal(count) / of - tiny <= bounds[1] <= 1


@given(st.integers(2, 300), st.integers(0, 300), st.integers(1, 10_000))
def test_to_know_how_many_there_are_never_widens(of: int, less: int, more: int) -> None:
    count = max(of - less, 0)
    wide, narrow = wilson(count, of), wilson(count, of, of + more)
    assert wide is not None
    assert narrow is not None
    assert narrow[1] - narrow[0] <= wide[1] - wide[0]


SAID = st.text(alphabet="很满般不差？.", max_size=30)


@given(SAID.flatmap(lambda said: st.tuples(st.just(said), st.permutations(list(said)))))
def test_the_order_of_answers_means_nothing(orders: tuple[str, list[str]]) -> None:
    said, shuffled = orders
    assert satisfaction(ONE, answers(said)) == satisfaction(ONE, answers("".join(shuffled)))


@given(SAID, st.integers(0, 9))
def test_who_does_not_answer_counts_as_neither(said: str, more: int) -> None:
    before = satisfaction(ONE, answers(said)).overall
    after = satisfaction(ONE, answers(said + "." * more)).overall
    assert (after.share, after.mean, after.interval) == (before.share, before.mean, before.interval)
    assert after.missing == before.missing + more


@given(SAID)
def test_every_answer_is_counted_once(said: str) -> None:
    (rating,) = satisfaction(ONE, answers(said)).items
    assert rating.counted + rating.no_opinion + rating.missing == len(said)
    assert 0 <= rating.satisfied <= rating.counted
    assert rating.mean is None or 0 <= rating.mean <= 100


@given(SAID)
def test_one_more_who_is_satisfied_never_lowers_the_share(said: str) -> None:
    before = satisfaction(ONE, answers(said)).overall.share
    after = satisfaction(ONE, answers(said + "很")).overall.share
    assert after is not None
    assert before is None or (after.rate() or 0) >= (before.rate() or 0)


def matrix(q: str, r: str, s: str, area: str | None = None) -> Answer:
    values: dict[str, Value] = {"q": WORDS[q], "m": {"r": WORDS[r], "s": WORDS[s]}}
    return Answer(id=q + r + s, values={**values, **({} if area is None else {"area": area})})


def test_all_ratings_together_add_parts() -> None:
    result = satisfaction(TWO, [matrix("很", "满", "差"), matrix("？", "般", "满")])
    shares = [(each.item, each.satisfied, each.counted) for each in result.items]
    assert shares == [("q", 1, 1), ("m/r", 1, 2), ("m/s", 1, 2)]
    assert (result.overall.satisfied, result.overall.counted, result.overall.sample) == (3, 5, 2)


def test_the_interval_of_several_ratings_counts_people() -> None:
    result = satisfaction(replace(TWO, frame=None), [matrix("很", "满", "差")] * 10)
    assert result.overall.interval == wilson(Decimal(20) * 10 / 30, 10)


def test_a_matrix_that_is_left_out_is_missing() -> None:
    result = satisfaction(TWO, answers("很"))
    assert [each.missing for each in result.items] == [0, 1, 1]


def test_a_scale_without_scores_has_a_share_and_no_mean() -> None:
    options = (Option(name="y", label=NOTHING, satisfied=True), Option(name="n", label=NOTHING))
    plain = survey(question("q", QuestionKind.RATING, options=options))
    said = [Answer(id=name, values={"q": name}) for name in "yn"]
    overall = satisfaction(plain, said).overall
    assert (overall.satisfied, overall.counted, overall.mean) == (1, 2, None)


def test_the_response_is_of_all_there_are() -> None:
    result = satisfaction(TWO, answers("很."))
    assert result.response is not None
    assert result.response.rate() == 25


def test_without_a_frame_there_is_no_response_rate() -> None:
    assert satisfaction(ONE, answers("很")).response is None


def test_groups_by_choice_have_the_words_of_the_choice() -> None:
    result = satisfaction(TWO, [matrix("很", "满", "差", "a"), matrix("差", "差", "差")], by="area")
    overall = [
        (each.group, each.satisfied, each.counted) for each in result.groups if not each.item
    ]
    assert overall == [("甲区", 2, 3)]


def test_groups_of_which_nobody_answered_are_named() -> None:
    said = [*answers("很般", 区="东"), *answers("差", 区="西")]
    result = satisfaction(ONE, said, by="区", frames={"东": 2, "西": 9, "南": 4})
    assert result.unanswered == ("南",)
    overall = {each.group: (each.satisfied, each.sample, each.frame) for each in result.groups}
    assert overall == {"东": (1, 2, 2), "西": (0, 1, 9)}


TARGET = NumberTarget(op="≥", number=Decimal(90), unit="%")
ENOUGH = Circumstances(minimum_sample=MINIMUM_SAMPLE)


@pytest.mark.parametrize(
    ("said", "frame", "attainment", "obstacle"),
    [
        ("很" * 27 + "般" * 3, None, Attainment.MET, None),
        ("很" * 26 + "般" * 4, None, Attainment.PARTLY, None),
        ("很" * 29, None, Attainment.UNJUDGED, Obstacle.SAMPLE_TOO_SMALL),
        ("很" * 29, 30, Attainment.UNJUDGED, Obstacle.SAMPLE_TOO_SMALL),
        ("很" * 12, 12, Attainment.MET, None),
        ("...", None, Attainment.UNJUDGED, Obstacle.MISSING_DATA),
        ("？" * 40, None, Attainment.UNJUDGED, Obstacle.MISSING_DATA),
    ],
)
def test_a_target_of_ninety_percent_is_judged_by_the_sample(
    said: str, frame: int | None, attainment: Attainment, obstacle: Obstacle | None
) -> None:
    overall = satisfaction(replace(ONE, frame=frame), answers(said)).overall
    verdict = judge(TARGET, actual_of(overall, "问卷"), ENOUGH)
    assert verdict.obstacle is obstacle
    assert overall.obstacle() is obstacle
    assert (verdict.attainment is Attainment.MET) == (attainment is Attainment.MET)


def test_an_actual_value_says_what_it_rests_on() -> None:
    (rating,) = satisfaction(ONE, answers("很般？")).items
    actual = actual_of(rating, "满意度.xlsx", date(2025, 12, 1), "ab")
    assert actual is not None
    assert (actual.sample, actual.as_of) == (2, date(2025, 12, 1))
    assert actual.evidence == (
        Evidence(source="满意度.xlsx", sha256="ab", query="q：满意 1 / 有效评价 2", rows=2),
    )


def test_no_answers_are_no_share() -> None:
    overall = satisfaction(ONE, []).overall
    assert (overall.share, overall.mean, overall.interval) == (None, None, None)
