"""What came of a round: what counts, what was decided and why, results, files, evidence."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from tests.web.surveying import asked_rounds, filled, issued, many, opened, sent

from jiheng.errors import UnreadableFile
from jiheng.model import NumberActual, ShareActual
from jiheng_web.audit.models import Record
from jiheng_web.errors import InvalidInput, NotFound, WrongState
from jiheng_web.surveys import actuals, answering, collecting, commands, deciding, results
from jiheng_web.surveys.models import Answer, Decision, Link, Verdict
from jiheng_web.surveys.shielding import hidden_with
from jiheng_web.surveys.storing import Taken

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Actor
    from jiheng_web.surveys.models import Round

GRADES = ["satisfied"] * 6 + ["fair"] * 2


def who(city: City) -> tuple[Principal, Actor]:
    return city.principal("clerk"), city.actor("clerk")


def closed(city: City, grades: list[str] | None = None) -> Round:
    found = opened(city)
    many(city, found, grades or GRADES)
    return commands.close_round(*who(city), found.pk)


def ruled(
    city: City, found: Round, verdict: Verdict, value: str = "", reason: str = "有误"
) -> None:
    answer = Answer.objects.filter(round=found, content__contains="satisfied").first()
    assert answer
    key = answer.pk.hex
    said = deciding.Ruling(key, "outlier", "overall", verdict, reason, value)
    deciding.decide(*who(city), found.pk, said)


def test_satisfaction_has_its_parts(city: City) -> None:
    overall = results.result(closed(city)).satisfaction.overall

    assert (overall.satisfied, overall.counted, overall.sample) == (6, 8, 8)
    assert results.rate(overall) == Decimal("75.00")


def test_only_the_last_answer_of_a_link_counts(city: City) -> None:
    found = opened(city, anonymous=False, replaceable=True)
    token, _ = issued(city, found)
    sent(token, overall="fair")
    sent(token, overall="satisfied")
    overall = results.result(found).satisfaction.overall

    assert (overall.satisfied, overall.counted) == (1, 1)


def test_the_open_link_is_counted_apart(city: City) -> None:
    first = asked_rounds(city)[0]
    made = results.result(first)

    assert made.apart
    assert (made.satisfaction.answers, made.apart.answers) == (24, 1)


@pytest.mark.parametrize(
    ("verdict", "value", "satisfied", "counted"),
    [
        (Verdict.KEEP, "", 6, 8),
        (Verdict.EXCLUDE, "", 5, 7),
        (Verdict.CORRECT, "fair", 5, 8),
        (Verdict.CORRECT, "", 5, 7),
    ],
)
def test_a_decision_changes_what_counts_and_not_the_answer(
    city: City, verdict: Verdict, value: str, satisfied: int, counted: int
) -> None:
    found = closed(city)
    before = [*Answer.objects.order_by("pk").values_list("content", flat=True)]
    ruled(city, found, verdict, value)
    overall = results.result(found).satisfaction.overall

    assert (overall.satisfied, overall.counted) == (satisfied, counted)
    assert [*Answer.objects.order_by("pk").values_list("content", flat=True)] == before


def test_a_decision_needs_a_reason(city: City) -> None:
    with pytest.raises(InvalidInput):
        ruled(city, closed(city), Verdict.KEEP, reason=" ")


def test_a_decision_that_the_question_does_not_take_is_refused(city: City) -> None:
    with pytest.raises(InvalidInput):
        ruled(city, closed(city), Verdict.CORRECT, "nonsense")
    assert not Decision.objects.exists()


@pytest.mark.parametrize("key", ["", "0" * 32, "z" * 32, "1" * 31])
def test_an_answer_that_is_not_there_is_not_decided_about(city: City, key: str) -> None:
    said = deciding.Ruling(key, "outlier", "overall", Verdict.KEEP, "有误")

    with pytest.raises(NotFound):
        deciding.decide(*who(city), closed(city).pk, said)


def test_the_trail_says_what_was_decided_and_not_what_was_answered(city: City) -> None:
    ruled(city, closed(city), Verdict.EXCLUDE)
    record = Record.objects.get(act="survey.decide")

    assert json.loads(record.facts)["verdict"] == "exclude"
    assert "satisfied" not in record.facts


def test_the_cleaning_shows_what_is_impossible_and_a_person_decides(
    city: City, as_person: Callable[[str], Client]
) -> None:
    found = opened(city)
    for token, visits in zip(
        issued(city, found, *[("甲区", "")] * 12),
        [*["2", "3", "4"] * 3, "2", "3", "399"],
        strict=True,
    ):
        sent(token, overall="satisfied", visits=visits)
    commands.close_round(*who(city), found.pk)
    clerk = as_person("clerk")
    address = f"/survey-rounds/{found.pk}"
    _report, looked = deciding.looked(found)
    finding = next(one.finding for one in looked if one.finding.question == "visits")
    assert "399" in clerk.get(f"{address}/cleaning").content.decode()
    said = {
        "answer": finding.answer,
        "finding": finding.kind.value,
        "question": "visits",
        "verdict": "correct",
        "value": "",
        "reason": "电话核实，填写有误",
    }
    answered = clerk.post(f"{address}/decide", said, follow=True)

    assert "电话核实" not in answered.content.decode()
    assert "电话核实" in clerk.get(f"{address}/cleaning").content.decode()
    assert results.result(found).numbers["visits"][0] == 9 * 3 + 2 + 3


def test_small_groups_of_an_anonymous_round_are_not_shown(
    city: City, as_person: Callable[[str], Client]
) -> None:
    found = opened(city)
    many(city, found, ["satisfied"] * 5)
    many(city, found, ["dissatisfied"], "乙区")
    commands.close_round(*who(city), found.pk)
    clerk, address = as_person("clerk"), f"/survey-rounds/{found.pk}"
    words = clerk.get(f"{address}/results").content.decode()
    exported: Any = clerk.get(f"{address}/export/json")
    lines = json.loads(exported.content)["answers"]

    assert "不足 5 份，不显示" in words
    assert "以免推知不足 5 人的回答" in words
    assert {(one["group"], one["day"], one["channel"]) for one in lines} == {("", "", "")}


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ({"甲": 5, "乙": 1}, {"甲", "乙"}),
        ({"甲": 5, "乙": 1, "丙": 9}, {"甲", "乙"}),
        ({"甲": 9, "乙": 1, "丙": 2}, {"甲", "乙", "丙"}),
        ({"甲": 9, "乙": 3, "丙": 2}, {"乙", "丙"}),
        ({"甲": 9, "乙": 4, "": 0}, {"甲", "乙"}),
        ({"甲": 9, "乙": 5}, set()),
    ],
)
def test_what_is_hidden_cannot_be_told_from_the_rest(
    sizes: dict[str, int], hidden: set[str]
) -> None:
    assert hidden_with(sizes) == hidden


@pytest.mark.parametrize(("part", "status"), [("export/csv", 409), ("results", 200)])
def test_nothing_is_shown_of_an_anonymous_round_that_is_open(
    city: City, as_person: Callable[[str], Client], part: str, status: int
) -> None:
    found = opened(city)
    many(city, found, ["satisfied"] * 6)
    answered = as_person("clerk").get(f"/survey-rounds/{found.pk}/{part}")

    assert answered.status_code == status
    assert "100.00%" not in answered.content.decode()
    with pytest.raises(WrongState):
        ruled(city, found, Verdict.EXCLUDE)


def test_results_are_followed_over_the_rounds(
    city: City, as_person: Callable[[str], Client]
) -> None:
    first = closed(city)
    second = commands.next_round(*who(city), first.survey_id)
    commands.open_round(*who(city), second.pk)
    many(city, second, ["satisfied"])
    commands.close_round(*who(city), second.pk)

    ruled(city, first, Verdict.EXCLUDE)

    assert [one.satisfied for _round, one in results.trend(first.survey)] == [5, 1]
    page = as_person("clerk").get(f"/survey-rounds/{second.pk}/results")
    assert "历轮对比" in page.content.decode()


def test_a_survey_is_the_evidence_of_an_indicator(city: City) -> None:
    found = closed(city)
    actual = actuals.survey_actual(found.survey, "overall")

    assert actual
    assert actual.value == ShareActual(numerator=Decimal(6), denominator=Decimal(8))
    assert actual.sample == 8
    assert actual.evidence[0].source == f"{found.survey.title}（第1轮）"
    assert len(actual.evidence[0].sha256 or "") == 64


def test_numbers_are_summed_as_evidence(city: City) -> None:
    found = opened(city, anonymous=False)
    for token, visits in zip(issued(city, found), ("3", "4"), strict=True):
        sent(token, overall="fair", visits=visits)
    commands.close_round(*who(city), found.pk)
    actual = actuals.survey_actual(found.survey, "visits")

    assert actual
    assert actual.value == NumberActual(number=Decimal(7), unit="次")


def test_a_round_that_is_open_is_no_evidence(city: City) -> None:
    found = opened(city)
    many(city, found, GRADES)

    assert actuals.survey_actual(found.survey, "overall") is None


@pytest.mark.parametrize("question", ["advice", "none"])
def test_a_question_that_measures_nothing_is_no_evidence(city: City, question: str) -> None:
    assert actuals.survey_actual(closed(city).survey, question) is None


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_answers_leave_as_files_without_formulas(
    city: City, as_person: Callable[[str], Client], kind: str
) -> None:
    found = opened(city, anonymous=False)
    token, _ = issued(city, found)
    sent(token, overall="satisfied", advice='=HYPERLINK("http://x")', visits="3")
    answered: Any = as_person("clerk").get(f"/survey-rounds/{found.pk}/export/{kind}")
    data = answered.content
    if kind == "json":
        line = json.loads(data)["answers"][0]
        assert (line["answers"]["visits"], line["group"]) == ("3", "甲区")
    elif kind == "csv":
        rows = [*csv.reader(io.StringIO(data.decode("utf-8-sig")))]
        assert rows[1][-3:] == ["满意", "3", '\'=HYPERLINK("http://x")']
    else:
        sheet = load_workbook(io.BytesIO(data)).active
        assert sheet is not None
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert Record.objects.filter(act="export").count() == 1


def test_there_is_no_other_kind_of_file(city: City, as_person: Callable[[str], Client]) -> None:
    found = opened(city)

    assert as_person("clerk").get(f"/survey-rounds/{found.pk}/export/exe").status_code == 404


def filled_in(found: Round, *answers: str) -> bytes:
    """Fill the workbook of a round in."""
    book = load_workbook(io.BytesIO(collecting.workbook(found, "zh")))
    sheet = next(one for one in book.worksheets if "答" in one.title and one.max_column > 2)
    top, column = next(
        (row, at)
        for row in range(1, 7)
        for at in range(1, sheet.max_column + 1)
        if "总体是否满意" in str(sheet.cell(row, at).value)
    )
    first = next(row for row in range(top + 1, 9) if not sheet.cell(row, column).value)
    for at, said in enumerate(answers):
        sheet.cell(first + at, column).value = said
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_people_offline_answer_in_a_workbook_and_the_same_file_adds_nothing(city: City) -> None:
    found = opened(city)
    data = filled_in(found, "满意", "一般")
    taken = [collecting.hand_in(*who(city), found.pk, "答卷.xlsx", data).taken for _ in range(2)]

    assert taken == [{Taken.STORED: 2}, {Taken.AGAIN: 2}]
    assert [*Answer.objects.values_list("channel", flat=True)] == ["workbook"] * 2


def test_a_workbook_by_name_uses_the_links_of_those_named(city: City) -> None:
    found = opened(city, anonymous=False)
    issued(city, found)
    collecting.hand_in(*who(city), found.pk, "答卷.xlsx", filled_in(found, "满意"))

    assert [*Link.objects.order_by("pk").values_list("respondent", "used")] == [
        ("张三", 0),
        ("李四", 1),
    ]


def test_a_file_that_is_no_workbook_of_ours_is_refused(city: City) -> None:
    with pytest.raises(UnreadableFile):
        collecting.hand_in(*who(city), opened(city).pk, "答卷.xlsx", b"PK nothing")


def test_outside_of_the_window_no_workbook_is_taken(city: City) -> None:
    found = opened(city, opens=timezone.localdate() + timedelta(days=1))

    with pytest.raises(InvalidInput):
        collecting.hand_in(*who(city), found.pk, "答卷.xlsx", filled_in(found, "满意"))


def test_workbooks_go_out_and_come_in_by_pages(
    city: City, as_person: Callable[[str], Client]
) -> None:
    found = opened(city)
    clerk, address = as_person("clerk"), f"/survey-rounds/{found.pk}"
    assert clerk.get(f"{address}/workbook.xlsx").content[:2] == b"PK"
    file = io.BytesIO(filled_in(found, "满意"))
    file.name = "答卷.xlsx"
    answered = clerk.post(f"{address}/offline", {"file": file}, follow=True)

    assert "已保存 1 份" in answered.content.decode()


@pytest.mark.parametrize(("count", "shown"), [(1, False), (4, False), (5, True)])
def test_few_answers_by_the_open_link_are_not_shown(
    city: City, as_person: Callable[[str], Client], count: int, *, shown: bool
) -> None:
    found = opened(city, open_link=True)
    for _ in range(count):
        answered = answering.by_slug(found.slug)
        assert answered
        filled(answered, {"overall": "satisfied"})
    commands.close_round(*who(city), found.pk)
    clerk, address = as_person("clerk"), f"/survey-rounds/{found.pk}"
    exported: Any = clerk.get(f"{address}/export/json")
    assert (f"n = {count}" in clerk.get(f"{address}/results").content.decode()) is shown
    assert len(json.loads(exported.content)["answers"]) == (count if shown else 0)


def test_a_whole_anonymous_round_of_few_answers_shows_nothing(
    city: City, as_person: Callable[[str], Client]
) -> None:
    found = opened(city)
    many(city, found, ["satisfied"] * 4)
    commands.close_round(*who(city), found.pk)
    page = as_person("clerk").get(f"/survey-rounds/{found.pk}/results").content.decode()
    assert "100.0%" not in page
