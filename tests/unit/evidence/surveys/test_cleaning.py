from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.evidence.surveys.making import NOTHING, question, survey

if TYPE_CHECKING:
    from jiheng_evidence.surveys.evaluation import Value

from jiheng.bilingual import Bilingual
from jiheng_evidence.surveys import Check, MatrixRow, NumberFormat, QuestionKind
from jiheng_evidence.surveys.answers import Answer
from jiheng_evidence.surveys.cleaning import Decision, clean, cleaned, suggested
from jiheng_evidence.surveys.cleaning_rules import CleaningRules
from jiheng_evidence.surveys.findings import Act, CleaningFinding, FindingKind
from jiheng_evidence.surveys.scales import SATISFACTION
from jiheng_evidence.surveys.spread import spread_of

ROWS = tuple(MatrixRow(name=f"r{n}", label=NOTHING) for n in range(8))
PART = Check(name="part", expression="${rd} <= ${people}", message=Bilingual("研发多于全员", ""))
ASKED = survey(
    question("people", number=NumberFormat(unit="人", minimum=Decimal(0))),
    question("rd", number=NumberFormat(unit="人")),
    question("income", number=NumberFormat(unit="万元", decimals=2)),
    question("growth", number=NumberFormat(unit="%", maximum=Decimal(1000), decimals=2)),
    question("note", QuestionKind.TEXT, constraint="string-length(.) > 1"),
    question("m", QuestionKind.MATRIX, options=SATISFACTION, rows=ROWS),
    checks=(PART,),
)


def plain(count: int = 200, seed: int = 1) -> list[Answer]:
    """Make answers with nothing wrong: sizes spread as those of enterprises are."""
    random = Random(seed)  # noqa: S311 - no secret
    made = []
    for number in range(count):
        people = round(random.lognormvariate(4, 0.8)) + 2
        income = Decimal(round(people * random.lognormvariate(4, 0.4) * 100)) / 100
        values: dict[str, Value] = {
            "people": Decimal(people),
            "rd": Decimal(people // 4),
            "income": income,
            "growth": Decimal(round(random.gauss(5, 3) * 100)) / 100,
        }
        made.append(
            Answer(
                id=f"a{number}",
                values=values,
                token=f"t{number}",
                organization=f"企业{number}",
                groups={"区": "东" if number % 2 else "西"},
                seconds=60,
            )
        )
    return made


def with_values(answer: Answer, **values: Any) -> Answer:
    return replace(answer, values={**answer.values, **values})


def found(answers: list[Answer], **rules: Any) -> list[tuple[FindingKind, str, str]]:
    report = clean(ASKED, answers, replace(CleaningRules(), **rules))
    return [(each.kind, each.answer, each.question) for each in report.findings]


def only(answers: list[Answer], rules: CleaningRules | None = None) -> CleaningFinding:
    (finding,) = clean(ASKED, answers, rules or CleaningRules()).findings
    return finding


@pytest.mark.parametrize("seed", range(5))
def test_nothing_is_found_where_nothing_is_wrong(seed: int) -> None:
    assert found(plain(2000, seed), by="区") == []


def test_the_same_link_twice_is_found() -> None:
    answers = plain()
    again = replace(answers[5], id="again", organization=None)
    finding = only([*answers, again])
    assert (finding.kind, finding.answer, finding.other, finding.act) == (
        FindingKind.DUPLICATE_TOKEN,
        "again",
        "a5",
        Act.REMOVE,
    )


def test_the_same_link_in_another_round_is_no_duplicate() -> None:
    answers = plain()
    assert found([*answers, replace(answers[5], id="again", round="2")]) == []


def test_the_same_enterprise_twice_is_found() -> None:
    answers = plain()
    again = replace(answers[5], id="again", token=None)
    assert found([*answers, again]) == [(FindingKind.DUPLICATE_ORGANIZATION, "again", "")]


def test_the_same_content_twice_is_found() -> None:
    answers = plain()
    again = replace(answers[5], id="again", token=None, organization=None)
    assert found([*answers, again]) == [(FindingKind.DUPLICATE_CONTENT, "again", "")]


def test_the_same_choices_are_no_same_content_however_long_their_names_are() -> None:
    chosen = [Answer(id=name, values={"overall": "very_satisfied_indeed"}) for name in "ab"]
    kinds = {kind for kind, _, _ in found(chosen)}
    assert FindingKind.DUPLICATE_CONTENT not in kinds


def test_the_same_long_text_twice_is_found() -> None:
    said = [Answer(id=name, values={"note": "办事大厅的排队时间太长了"}) for name in "ab"]
    assert found(said) == [(FindingKind.DUPLICATE_CONTENT, "b", "")]


def test_the_same_choices_are_no_duplicate() -> None:
    said = [Answer(id=name, values={"m": {"r0": "satisfied"}}) for name in "ab"]
    assert found(said) == []


@pytest.mark.parametrize(
    ("factor", "told"), [(10_000, "大了约 10000 倍"), (1_000, "大了约 1000 倍")]
)
def test_a_number_in_a_smaller_unit_is_found_and_put_right(factor: int, told: str) -> None:
    answers = plain()
    right = Decimal(3000)
    answers[7] = with_values(answers[7], income=right * factor)
    finding = only(answers)
    assert (finding.kind, finding.answer, finding.question) == (
        FindingKind.UNIT_SLIP,
        "a7",
        "income",
    )
    assert (finding.suggestion, finding.act) == (right, Act.CORRECT)
    assert told in finding.reason.zh


def test_a_number_in_a_larger_unit_is_found_and_put_right() -> None:
    answers = plain()
    answers[7] = with_values(answers[7], income=Decimal("0.3"))
    finding = only(answers)
    assert (finding.kind, finding.suggestion) == (FindingKind.UNIT_SLIP, Decimal(3000))
    assert "小了约 10000 倍" in finding.reason.zh


@pytest.mark.parametrize(
    ("now", "right"),
    [("12000000", "1200"), ("1200000", "1200"), ("0.12", "1200"), ("1.2", "1200")],
)
def test_a_slip_is_told_from_the_last_round(now: str, right: str) -> None:
    answers = plain()
    answers[7] = with_values(answers[7], income=Decimal(now))
    before = {"企业7": {"income": Decimal(1150)}}
    finding = only(answers, CleaningRules(before=before))
    assert (finding.kind, finding.suggestion) == (FindingKind.UNIT_SLIP, Decimal(right))
    assert "上一轮为 1150" in finding.reason.zh


def test_an_enterprise_that_was_as_large_before_has_no_slip() -> None:
    answers = plain()
    answers[7] = with_values(answers[7], income=Decimal(30_000_000))
    before = {"企业7": {"income": Decimal(29_000_000)}}
    assert only(answers, CleaningRules(before=before)).kind is FindingKind.OUTLIER


@pytest.mark.parametrize("before", [{}, {"income": Decimal(0)}, {"income": "x"}])
def test_a_last_round_that_says_nothing_is_no_comparison(before: dict[str, Any]) -> None:
    rules = CleaningRules(before={"企业7": before})
    assert clean(ASKED, plain(), rules).findings == ()


def test_a_number_below_nought_has_no_slip_from_before() -> None:
    answers = plain()
    answers[7] = with_values(answers[7], growth=Decimal(-5))
    rules = CleaningRules(before={"企业7": {"growth": Decimal("0.5")}})
    assert clean(ASKED, answers, rules).findings == ()


def test_an_outlier_is_found() -> None:
    answers = plain()
    answers[7] = with_values(answers[7], growth=Decimal(90))
    finding = only(answers)
    assert (finding.kind, finding.question, finding.act) == (
        FindingKind.OUTLIER,
        "growth",
        Act.ASK,
    )


def test_an_outlier_of_its_group_is_found() -> None:
    answers = [
        Answer(
            id=str(n),
            values={"growth": Decimal(n % 5 + (100 if n % 2 else 0))},
            groups={"区": "东" if n % 2 else "西"},
        )
        for n in range(40)
    ]
    answers[0] = with_values(answers[0], growth=Decimal(60))
    assert found(answers, by="区") == [(FindingKind.GROUP_OUTLIER, "0", "growth")]
    assert found(answers) == []


def test_few_numbers_have_no_outliers() -> None:
    answers = [Answer(id=str(n), values={"growth": Decimal(n)}) for n in (1, 1, 2, 2, 3, 900)]
    assert found([replace(each, id=str(n)) for n, each in enumerate(answers)]) == []


@pytest.mark.parametrize(
    ("values", "question_name"),
    [
        ({"people": Decimal(-1)}, "people"),
        ({"people": Decimal("40.5")}, "people"),
        ({"rd": Decimal(-1)}, "rd"),
        ({"growth": Decimal(1001)}, "growth"),
        ({"growth": Decimal(-101)}, "growth"),
    ],
)
def test_what_cannot_be_is_found(values: dict[str, object], question_name: str) -> None:
    answers = plain()
    answers[7] = replace(with_values(answers[7], **values))
    kinds = [(kind, where) for kind, _, where in found(answers) if kind is FindingKind.IMPOSSIBLE]
    assert kinds == [(FindingKind.IMPOSSIBLE, question_name)]


def test_a_part_larger_than_the_whole_is_found() -> None:
    answers = plain()
    answers[7] = with_values(answers[7], people=Decimal(50), rd=Decimal(51))
    finding = only(answers)
    assert (finding.kind, finding.question, finding.value) == (
        FindingKind.CONTRADICTION,
        "part",
        "${rd} <= ${people}",
    )


def test_a_broken_constraint_is_found() -> None:
    said = [Answer(id="a", values={"note": "x"}), Answer(id="b", values={"note": "好的"})]
    assert found(said) == [(FindingKind.CONTRADICTION, "a", "note")]


def test_a_constraint_has_its_own_message() -> None:
    strict = survey(
        question("q", constraint=". > 1", constraint_message=Bilingual("须大于一", "more"))
    )
    (finding,) = clean(strict, [Answer(id="a", values={"q": Decimal(0)})]).findings
    assert finding.reason.zh == "须大于一"


def rated(*options: str, seconds: int | None = None) -> Answer:
    marks = {f"r{n}": option for n, option in enumerate(options)}
    return Answer(id="a", values={"m": marks}, seconds=seconds)


def test_ratings_that_are_all_alike_are_found() -> None:
    finding = only([rated(*["fair"] * 8)])
    assert (finding.kind, finding.act) == (FindingKind.STRAIGHT_LINE, Act.KEEP)


@pytest.mark.parametrize("options", [["fair"] * 7, [*["fair"] * 7, "satisfied"]])
def test_few_or_unlike_ratings_are_no_straight_line(options: list[str]) -> None:
    assert found([rated(*options)]) == []


def test_who_was_too_fast_is_found() -> None:
    answer = replace(plain(1)[0], seconds=2)
    assert found([answer]) == [(FindingKind.TOO_FAST, "a0", "")]


def test_findings_are_counted_by_kind_and_question() -> None:
    answers = plain()
    for number in (3, 4):
        answers[number] = with_values(answers[number], growth=Decimal(90))
    report = clean(ASKED, answers)
    assert report.counts == {(FindingKind.OUTLIER, "growth"): 2}
    assert (report.answers, report.affected) == (200, 2)


def test_cleaning_changes_nothing() -> None:
    answers = plain()
    before = list(answers)
    clean(ASKED, answers)
    assert answers == before


def test_decisions_are_carried_out_and_originals_kept() -> None:
    answers = plain(4)
    decisions = [
        Decision(answer="a0", act=Act.REMOVE, why="重复"),
        Decision(answer="a1", question="income", act=Act.CORRECT, value=Decimal(1), why="单位"),
        Decision(answer="a2", question="growth", act=Act.BLANK, why="不可信"),
        Decision(answer="a3", act=Act.KEEP, why="已核实"),
    ]
    result = cleaned(answers, decisions)
    assert [answer.id for answer in result.answers] == ["a1", "a2", "a3"]
    assert result.answers[0].values["income"] == 1
    assert "growth" not in result.answers[1].values
    assert [change.original for change in result.changes] == answers[:3]
    assert result.unmatched == ()


@pytest.mark.parametrize(
    "decision",
    [
        Decision(answer="none", act=Act.REMOVE, why=""),
        Decision(answer="a0", act=Act.CORRECT, question="income", why=""),
        Decision(answer="a0", act=Act.CORRECT, value=Decimal(1), why=""),
        Decision(answer="a0", act=Act.BLANK, question="note", why=""),
    ],
)
def test_a_decision_that_fits_nothing_is_told(decision: Decision) -> None:
    result = cleaned(plain(2), [decision])
    assert (result.unmatched, result.changes, len(result.answers)) == ((decision,), (), 2)


def test_answers_of_the_same_id_are_all_kept() -> None:
    answers = plain(1) * 2
    result = cleaned(answers, [Decision(answer="a0", act=Act.REMOVE, why="")])
    assert (len(result.answers), len(result.unmatched)) == (2, 1)


def test_suggestions_of_a_kind_become_decisions() -> None:
    answers = plain()
    answers[7] = with_values(answers[7], income=Decimal(30_000_000), growth=Decimal(90))
    decisions = suggested(clean(ASKED, answers), FindingKind.UNIT_SLIP)
    (right,) = [each for each in cleaned(answers, decisions).answers if each.id == "a7"]
    assert right.values["income"] == 3000
    assert right.values["growth"] == 90


@given(st.lists(st.sampled_from(Act), max_size=8))
def test_every_answer_is_either_left_or_an_original_kept(acts: list[Act]) -> None:
    answers = plain(8)
    decisions = [
        Decision(answer=f"a{n}", question="income", act=act, value=Decimal(1), why="")
        for n, act in enumerate(acts)
    ]
    result = cleaned(answers, decisions)
    kept = {answer.id for answer in result.answers} | {
        change.original.id for change in result.changes
    }
    assert kept == {answer.id for answer in answers}


def test_equal_numbers_have_no_distance() -> None:
    assert spread_of([5.0] * 10).distance(50.0) == 0


def test_where_most_numbers_are_equal_the_mean_deviation_counts() -> None:
    spread = spread_of([5.0] * 9 + [6.0])
    assert spread.distance(6.0) > 5


def test_noughts_among_amounts_are_no_outliers() -> None:
    amounts = [0.0] * 3 + [10.0**power for power in (1, 1.2, 1.5, 2, 2.2, 3, 3.5, 4)]
    spread = spread_of(amounts)
    assert spread.by_ratio
    assert spread.distance(0.0) == 0
