from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.evidence.surveys.making import NOTHING, question, survey

from jiheng.bilingual import Bilingual
from jiheng_evidence.surveys import Check, MatrixRow, NumberFormat, Option, QuestionKind
from jiheng_evidence.surveys.answers import AnswerReader
from jiheng_evidence.surveys.scales import SATISFACTION

OPTIONS = tuple(Option(name=name, label=NOTHING) for name in "abc")
ROWS = tuple(MatrixRow(name=name, label=Bilingual(name, "")) for name in ("r", "s"))
BETWEEN = NumberFormat(unit="人", minimum=Decimal(0), maximum=Decimal(1000), decimals=2)
ASKED = {
    "one": question("q", QuestionKind.SINGLE, options=OPTIONS),
    "several": question("q", QuestionKind.MULTIPLE, options=OPTIONS),
    "rating": question("q", QuestionKind.RATING, options=SATISFACTION),
    "number": question("q", number=BETWEEN),
    "whole": question("q"),
    "text": question("q", QuestionKind.TEXT),
    "date": question("q", QuestionKind.DATE),
    "matrix": question("q", QuestionKind.MATRIX, options=OPTIONS, rows=ROWS),
    "must": question("q", QuestionKind.TEXT, required=True),
    "all rows": question("q", QuestionKind.MATRIX, options=OPTIONS, rows=ROWS, required=True),
    "even": question("q", constraint=". mod 2 = 0"),
}
TAKEN: list[tuple[str, object, object]] = [
    ("one", "a", "a"),
    ("several", ["c", "a", "a"], ("a", "c")),
    ("several", "b a", ("a", "b")),
    ("rating", "fair", "fair"),
    ("number", 12, Decimal(12)),
    ("number", 1.25, Decimal("1.25")),
    ("number", Decimal("1.5"), Decimal("1.5")),
    ("number", " １，０００ ", Decimal(1000)),
    ("text", " 好 ", "好"),
    ("date", "2025-03-01", date(2025, 3, 1)),
    ("date", "2025/03/01", date(2025, 3, 1)),
    ("date", "2025年3月1日", date(2025, 3, 1)),
    ("date", date(2025, 3, 1), date(2025, 3, 1)),
    ("date", datetime(2025, 3, 1, 8, tzinfo=UTC), date(2025, 3, 1)),
    ("matrix", {"r": "a", "s": ""}, {"r": "a"}),
    ("even", 4, Decimal(4)),
]
REFUSED: list[tuple[str, Any, str]] = [
    ("one", "z", "unknown-option"),
    ("one", ["a"], "unknown-option"),
    ("several", 3, "wrong-kind"),
    ("several", ["a"] * 4, "wrong-kind"),
    ("several", [{}], "unknown-option"),
    ("number", -1, "too-small"),
    ("number", "1001", "too-large"),
    ("number", "1.001", "too-many-decimals"),
    ("number", "many", "not-a-number"),
    ("number", True, "not-a-number"),
    ("number", float("nan"), "not-a-number"),
    ("number", 10**60, "not-a-number"),
    ("number", "1" + " " * 60 + "x", "not-a-number"),
    ("number", "1e5", "not-a-number"),
    ("whole", 1.5, "too-many-decimals"),
    ("text", 3, "wrong-kind"),
    ("text", "好" * 4001, "too-long"),
    ("date", "soon", "not-a-date"),
    ("date", "2025-02-31", "not-a-date"),
    ("date", 20250301, "not-a-date"),
    ("matrix", "a", "wrong-kind"),
    ("matrix", {"z": "a"}, "wrong-kind"),
    ("matrix", {"r": "z"}, "unknown-option"),
    ("matrix", {"r": []}, "unknown-option"),
    ("must", None, "required"),
    ("must", "", "required"),
    ("must", "  ", "required"),
    ("all rows", {"r": "a"}, "required"),
    ("even", 3, "constraint"),
]


@pytest.mark.parametrize(("kind", "sent", "value"), TAKEN)
def test_a_sound_answer_is_taken(kind: str, sent: object, value: object) -> None:
    accepted = AnswerReader(survey(ASKED[kind])).read({"q": sent})
    assert (accepted.values, accepted.faults) == ({"q": value}, ())


@pytest.mark.parametrize(("kind", "sent", "code"), REFUSED)
def test_an_answer_that_does_not_fit_is_named(kind: str, sent: object, code: str) -> None:
    accepted = AnswerReader(survey(ASKED[kind])).read({"q": sent})
    assert [fault.code for fault in accepted.faults] == [code]


@pytest.mark.parametrize("nothing", [None, "", [], {}])
@pytest.mark.parametrize("kind", ["one", "several", "number", "text", "date", "matrix"])
def test_no_answer_is_no_value(kind: str, nothing: object) -> None:
    accepted = AnswerReader(survey(ASKED[kind])).read({"q": nothing})
    assert (accepted.values, accepted.faults) == ({}, ())


def test_an_answer_to_no_question_is_named() -> None:
    (fault,) = AnswerReader(survey()).read({"x": 1}).faults
    assert (fault.question, fault.code) == ("x", "unknown-question")


CHAIN = survey(
    question("a", QuestionKind.SINGLE, options=OPTIONS),
    question("b", relevant="${a} = 'a'", required=True),
    question("c", relevant="${b} > 1", required=True),
)


def test_a_question_that_is_not_asked_need_not_be_answered() -> None:
    assert AnswerReader(CHAIN).read({"a": "b"}).faults == ()


def test_answers_to_what_is_not_asked_are_dropped_one_after_the_other() -> None:
    accepted = AnswerReader(CHAIN).read({"a": "b", "b": 2, "c": 3})
    assert (accepted.values, accepted.not_asked) == ({"a": "b"}, ("b", "c"))


def test_a_question_that_is_asked_after_all_is_required() -> None:
    faults = AnswerReader(CHAIN).read({"a": "a"}).faults
    assert [(fault.question, fault.code) for fault in faults] == [("b", "required")]


def test_a_constraint_tells_its_own_message() -> None:
    asked = question("q", constraint=". > 1", constraint_message=Bilingual("须大于一", "more"))
    (fault,) = AnswerReader(survey(asked)).read({"q": 1}).faults
    assert fault.message.zh == "须大于一"


def test_a_check_that_fails_is_told_and_refuses_nothing() -> None:
    check = Check(name="sum", expression="${a} + ${b} = ${t}", message=Bilingual("不等", "unlike"))
    asked = survey(question("a"), question("b"), question("t"), checks=(check,))
    accepted = AnswerReader(asked).read({"a": 1, "b": 2, "t": 4})
    assert accepted.faults == ()
    assert [(fault.question, fault.message.zh) for fault in accepted.checks] == [("sum", "不等")]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@given(st.sampled_from(sorted(ASKED)), JSON)
def test_whatever_is_sent_is_taken_or_named(kind: str, sent: object) -> None:
    accepted = AnswerReader(survey(ASKED[kind])).read({"q": sent})
    assert len(accepted.values) + len(accepted.faults) <= 1 or accepted.faults
