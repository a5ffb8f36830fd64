from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook
from tests.unit.evidence.surveys.making import question, survey

from jiheng_evidence.surveys import QuestionKind
from jiheng_evidence.surveys.answers import Answer
from jiheng_evidence.surveys.rounds import Round, organizations, progress, trend, write_reminders
from jiheng_evidence.surveys.scales import SATISFACTION
from jiheng_evidence.surveys.sheet_writing import Respondent

ASKED = survey(
    question("people"), question("q", QuestionKind.RATING, options=SATISFACTION), question("none")
)
THREE = tuple(Respondent(token=f"t{name}", organization=name) for name in "甲乙丙")
ROUNDS = tuple(
    Round(name=f"第{n}轮", number=n, closes=date(2025, n, 28), asked=THREE) for n in (3, 1, 2)
)


def answer(round_name: str, whose: str, people: int = 1, *, said: str = "fair") -> Answer:
    return Answer(
        id=f"{round_name}{whose}",
        values={"people": Decimal(people), "q": said},
        organization=whose,
        round=round_name,
    )


GIVEN = [
    answer("第1轮", "甲", 10, said="satisfied"),
    answer("第1轮", "乙", 30),
    answer("第2轮", "甲", 20, said="satisfied"),
    replace(answer("第2轮", "甲"), id="again"),
]


def test_rounds_are_told_in_their_order() -> None:
    assert [each.round.name for each in progress(ROUNDS, GIVEN)] == ["第1轮", "第2轮", "第3轮"]


def test_an_enterprise_that_answers_twice_counts_once() -> None:
    assert [each.answers for each in progress(ROUNDS, GIVEN)] == [2, 1, 0]


def test_who_has_not_answered_is_named() -> None:
    silent = [[one.organization for one in each.silent] for each in progress(ROUNDS, GIVEN)]
    assert silent == [["丙"], ["乙", "丙"], ["甲", "乙", "丙"]]


def test_an_answer_is_known_by_its_link_as_well() -> None:
    said = Answer(id="1", values={}, token=THREE[0].token, round="第1轮")
    assert [one.organization for one in progress(ROUNDS, [said])[0].silent] == ["乙", "丙"]


def test_the_rate_is_of_all_there_are() -> None:
    rate = progress([replace(ROUNDS[1], frame=8)], GIVEN)[0].rate
    assert rate is not None
    assert rate.rate() == 25


def test_without_knowing_how_many_there_is_no_rate() -> None:
    assert progress([Round(name="x", number=1)], GIVEN)[0].rate is None


def test_those_who_miss_most_come_first() -> None:
    found = organizations(progress(ROUNDS, GIVEN))
    assert [(each.organization, each.answered, each.missed, each.running) for each in found] == [
        ("丙", 0, ("第1轮", "第2轮", "第3轮"), 3),
        ("乙", 1, ("第2轮", "第3轮"), 2),
        ("甲", 2, ("第3轮",), 1),
    ]


def test_reminders_name_round_enterprise_and_how_long() -> None:
    book = load_workbook(BytesIO(write_reminders(ASKED, progress(ROUNDS, GIVEN))))
    lines = list(book["催报清单"].values)
    assert lines[1] == ("第1轮", "丙", "2025-01-28", 3)
    assert len(lines) == 1 + 1 + 2 + 3
    assert list(book["进度"].values)[1][3:] == (3, 2, 1, 66.67)


def test_a_round_of_unknown_size_has_counts_only() -> None:
    book = load_workbook(BytesIO(write_reminders(ASKED, progress([Round(name="x", number=1)], []))))
    assert list(book["进度"].values)[1] == ("x", None, None, None, 0, None, None)


def test_promised_anonymity_names_nobody() -> None:
    secret = replace(ASKED, anonymous=True)
    book = load_workbook(BytesIO(write_reminders(secret, progress(ROUNDS, GIVEN))))
    assert book.sheetnames == ["进度"]


def test_a_trend_has_every_round_even_an_empty_one() -> None:
    points = trend(ASKED, ROUNDS, GIVEN)
    assert [(each.answers, each.overall.satisfied, each.overall.counted) for each in points] == [
        (2, 1, 2),
        (2, 1, 2),
        (0, 0, 0),
    ]


def test_a_trend_of_numbers_has_total_and_median() -> None:
    first, _, last = trend(ASKED, ROUNDS, GIVEN)
    (point,) = first.numbers
    assert (point.question, point.n) == ("people", 2)
    assert [point.total, point.median] == [40, 20]
    assert last.numbers == ()


def test_thirty_five_rounds_of_many_enterprises_are_told() -> None:
    many = tuple(Respondent(token=f"t{n}", organization=f"o{n}") for n in range(200))
    rounds = [Round(name=str(n), number=n, asked=many) for n in range(35)]
    given = [answer(str(n), f"o{m}") for n in range(35) for m in range(0, 200, 2)]
    found = progress(rounds, given)
    assert sum(len(each.silent) for each in found) == 35 * 100
    assert organizations(found)[0].running == 35
