from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook
from tests.unit.evidence.surveys.making import question, survey

from jiheng.errors import UnreadableFile
from jiheng.writing.workbook import Book
from jiheng_evidence.surveys import NumberFormat, QuestionKind
from jiheng_evidence.surveys.answers import Answer
from jiheng_evidence.surveys.cleaning import clean
from jiheng_evidence.surveys.findings import Act, FindingKind
from jiheng_evidence.surveys.records import read_answers, write_answers
from jiheng_evidence.surveys.reports import (
    ACT_WORDS,
    KIND_WORDS,
    Source,
    cleaning_json,
    cleaning_workbook,
    result_json,
    result_workbook,
)
from jiheng_evidence.surveys.satisfaction import satisfaction
from jiheng_evidence.surveys.scales import SATISFACTION
from jiheng_evidence.surveys.told import result_lines

ASKED = survey(
    question("people", number=NumberFormat(unit="人", maximum=Decimal(99))),
    question("q", QuestionKind.RATING, options=SATISFACTION),
    frame=4,
)
FULL = Answer(
    id="a",
    values={"people": Decimal(3), "q": "fair"},
    token="t",  # noqa: S106 - no password
    organization="甲",
    round="1",
    groups={"区": "东"},
    submitted_at=datetime(2025, 3, 1, 8, tzinfo=UTC),
    seconds=9,
)


def test_answers_that_are_written_read_back() -> None:
    answers = (FULL, Answer(id="b", values={}))
    read = read_answers(b"\xef\xbb\xbf" + write_answers(answers) + b"\n", "x.jsonl", ASKED)
    assert (read.answers, read.problems) == (answers, ())


def test_promised_anonymity_is_kept_when_answers_are_read() -> None:
    secret = survey(*ASKED.questions(), anonymous=True)
    (answer,) = read_answers(write_answers([FULL]), "x.jsonl", secret).answers
    assert (answer.token, answer.organization, answer.groups) == (None, None, {"区": "东"})


def test_a_number_out_of_bounds_is_told_and_kept_for_cleaning() -> None:
    read = read_answers(b'{"id": "a", "values": {"people": 100}}', "x.jsonl", ASKED)
    assert [(each.code, each.span[0].line) for each in read.problems] == [("too-large", 1)]
    (finding,) = clean(ASKED, read.answers).findings
    assert (finding.kind, finding.value) == (FindingKind.IMPOSSIBLE, "100")


def test_trouble_without_end_is_told_in_part_and_counted() -> None:
    lines = b'{"id": "a", "values": {"people": "x"}}\n' * 60
    read = read_answers(lines, "x.jsonl", ASKED)
    assert (len(read.problems), read.counts) == (50, {"not-a-number": 60})


@pytest.mark.parametrize("line", [b"[]", b"\xff", b'{"id": "a"}', b'{"id": "", "values": {}}'])
def test_a_line_that_is_no_answer_is_refused(line: bytes) -> None:
    with pytest.raises(UnreadableFile, match="line 2 is no answer"):
        read_answers(write_answers([FULL]) + line, "x.jsonl", ASKED)


def test_too_many_answers_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiheng_evidence.surveys.records.MOST_ANSWERS", 1)
    with pytest.raises(UnreadableFile, match="more than 1 answers"):
        read_answers(write_answers([FULL, FULL]), "x.jsonl", ASKED)


TWICE = clean(
    ASKED, [FULL, Answer(id="b", values={"people": Decimal(-1)}, organization="甲", round="1")]
)


def test_a_cleaning_report_as_data() -> None:
    said = json.loads(cleaning_json(TWICE))
    assert (said["answers"], said["affected"], len(said["counts"])) == (2, 1, 2)
    assert said["findings"][0] == {
        "kind": "duplicate-organization",
        "answer": "b",
        "reason": {
            "zh": "同一单位提交了不止一份",
            "en": "the same enterprise answered more than once",
        },
        "act": "ask",
        "other": "a",
    }


def test_a_cleaning_report_as_a_workbook() -> None:
    book = load_workbook(BytesIO(cleaning_workbook(TWICE)))
    assert list(book["汇总"].values)[1:] == [("同一单位重复", None, 1), ("不可能的值", "people", 1)]
    assert list(book["发现"].values)[2][:8] == (
        "不可能的值",
        "b",
        None,
        "people",
        "people",
        "-1",
        "以“人”计的数应为非负整数",
        "核实",
    )


def test_a_cleaning_report_says_where_answers_stand_and_what_was_not_taken() -> None:
    source = Source(
        labels={"people": "从业人数"},
        places={"b": "答卷.xlsx 第 8 行"},
        not_taken=[("答卷.xlsx", "答卷!B3", "没有这个选项", "很棒")],
    )
    book = load_workbook(BytesIO(cleaning_workbook(TWICE, source=source)))
    assert list(book["汇总"].values)[2] == ("不可能的值", "从业人数", 1)
    assert list(book["发现"].values)[2][1:5] == ("b", "答卷.xlsx 第 8 行", "从业人数", "people")
    assert list(book["未读入"].values)[1] == ("答卷.xlsx", "答卷!B3", "没有这个选项", "很棒")


def test_every_kind_and_act_has_words() -> None:
    assert (set(KIND_WORDS), set(ACT_WORDS)) == (set(FindingKind), set(Act))


RESULT = satisfaction(ASKED, [FULL], by="区", frames={"东": 2, "西": 3})


def test_a_result_as_data() -> None:
    said = json.loads(result_json(RESULT))
    assert (said["response"], said["unanswered"], len(said["groups"])) == ("25.00", ["西"], 2)
    assert said["items"] == [
        {
            "item": "q",
            "label": "q",
            "group": "",
            "satisfied": 0,
            "counted": 1,
            "no_opinion": 0,
            "missing": 0,
            "sample": 1,
            "frame": 4,
            "share": "0.00",
            "mean": "60.00",
            "interval": ["0.00", "79.35"],
            "obstacle": "sample-too-small",
        }
    ]


def test_a_result_of_nobody_as_data() -> None:
    said = json.loads(result_json(satisfaction(survey(question("q")), [])))
    assert (said["response"], said["overall"]["share"], said["overall"]["interval"]) == (
        None,
        None,
        None,
    )


def test_a_result_as_a_workbook() -> None:
    book = load_workbook(BytesIO(result_workbook(RESULT)))
    assert list(book["满意度"].values)[2] == (
        None, "q", 0, 1, 0, 60, 0, 79.35, 0, 0, 1, "样本过小，不能判定",
    )  # fmt: skip
    assert [line[0] for line in book["分组"].values] == ["组别", "东", "东", "西"]


def test_a_result_without_groups_or_answers_is_one_sheet() -> None:
    book = load_workbook(BytesIO(result_workbook(satisfaction(ASKED, []), language="en")))
    assert book.sheetnames == ["Satisfaction"]


def test_a_number_of_many_digits_is_written_whole() -> None:
    book = Book("x")
    book.table("a", ("a", "b"), [(Decimal("12345678901234567.25"), "\ud800=1")])
    sheet = load_workbook(BytesIO(book.close()))["a"]
    assert (sheet["A2"].value, sheet["B2"].value) == ("12345678901234567.25", "\ufffd=1")
    assert sheet["B2"].data_type == "s"


def test_a_group_of_which_nobody_answered_is_told() -> None:
    assert list(result_lines(RESULT, "zh"))[-1] == "[西] 无人作答"
