from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.evidence.surveys.making import NOTHING, question, survey

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng_evidence.surveys import (
    Check,
    MatrixRow,
    NumberFormat,
    Option,
    Question,
    QuestionKind,
    Section,
    Survey,
    SurveyKind,
    read_survey,
    write_survey,
)
from jiheng_evidence.surveys.scales import SATISFACTION

WORDS = st.builds(Bilingual, st.text(max_size=20), st.text(max_size=20))
NAMES = st.from_regex(r"[a-z一-龥][a-z0-9_一-龥-]{0,20}", fullmatch=True)
NUMBERS = st.none() | st.decimals(min_value=0, max_value=100, places=2)
OPTIONS = st.lists(
    st.builds(Option, name=NAMES, label=WORDS, score=NUMBERS, satisfied=st.booleans()),
    min_size=1,
    max_size=5,
    unique_by=lambda option: option.name,
).map(tuple)
ROWS = st.lists(
    st.builds(MatrixRow, name=NAMES, label=WORDS),
    min_size=1,
    max_size=3,
    unique_by=lambda row: row.name,
).map(tuple)
QUESTIONS = st.builds(
    Question,
    name=NAMES,
    kind=st.sampled_from(QuestionKind),
    label=WORDS,
    hint=st.none() | WORDS,
    required=st.booleans(),
    constraint=st.sampled_from(["", ". > 0"]),
    constraint_message=st.none() | WORDS,
    options=OPTIONS,
    rows=ROWS,
    number=st.none()
    | st.builds(
        NumberFormat, unit=st.text(max_size=5), minimum=NUMBERS, decimals=st.integers(0, 4)
    ),
)
SURVEYS = st.builds(
    Survey,
    name=NAMES,
    title=WORDS,
    purpose=WORDS,
    kind=st.sampled_from(SurveyKind),
    anonymous=st.booleans(),
    opens=st.none() | st.dates(max_value=date(2025, 1, 1)),
    closes=st.none() | st.dates(min_value=date(2025, 1, 1)),
    frame=st.none() | st.integers(0, 10**6),
    sections=st.lists(QUESTIONS, max_size=4, unique_by=lambda question: question.name).flatmap(
        lambda asked: st.builds(
            Section,
            name=NAMES,
            title=WORDS,
            questions=st.just(tuple(asked)),
            note=st.none() | WORDS,
        ).map(lambda section: (section,))
    ),
    checks=st.just((Check(name="a", expression="1 = 1", message=Bilingual("甲", "A")),))
    | st.just(()),
)


@given(SURVEYS)
def test_what_is_written_reads_back(survey: Survey) -> None:
    assert read_survey(write_survey(survey), "x.json") == survey


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (survey(question("a"), question("a")), "题目名称 a 重复"),
        (survey(question("a", QuestionKind.SINGLE)), "a：没有选项"),
        (survey(question("a", QuestionKind.MATRIX, options=SATISFACTION)), "a：矩阵没有行"),
        (
            survey(question("a", QuestionKind.RATING, options=SATISFACTION[:1] * 2)),
            "a：选项 very_satisfied 重复",
        ),
        (
            survey(
                question(
                    "a",
                    QuestionKind.MATRIX,
                    options=SATISFACTION,
                    rows=(MatrixRow(name="r", label=NOTHING),) * 2,
                )
            ),
            "a：矩阵行 r 重复",
        ),
        (
            survey(
                question(
                    "a",
                    QuestionKind.RATING,
                    options=(replace(SATISFACTION[0], score=Decimal(101)),),
                )
            ),
            "a：选项 very_satisfied 的分值应在 0 至 100 之间",
        ),
        (
            survey(question("a", number=NumberFormat(minimum=Decimal(2), maximum=Decimal(1)))),
            "a：最小值大于最大值",
        ),
        (survey(question("a", relevant="${b} = 1")), "a：没有名为 b 的题目"),
        (survey(question("a", relevant=". = 1")), "a：没有名为 . 的题目"),
        (survey(question("a", constraint=". >")), "a：表达式不完整"),
        (
            survey(checks=(Check(name="c", expression="${z} = 1", message=NOTHING),)),
            "勾稽 c：没有名为 z 的题目",
        ),
        (survey(opens=date(2025, 2, 1), closes=date(2025, 1, 1)), "截止日期早于开始日期"),
        (
            survey(sections=(Section(name="a", title=NOTHING, questions=()),) * 2),
            "部分名称 a 重复",
        ),
    ],
)
def test_a_survey_that_contradicts_itself_is_refused(wrong: Survey, told: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_survey(write_survey(wrong), "x.json")
    assert caught.value.text("zh") == f"x.json：{told}"


def test_many_faults_are_told_in_part() -> None:
    wrong = survey(*(question(f"q{n}", constraint="(") for n in range(30)))
    with pytest.raises(UnreadableFile) as caught:
        read_survey(write_survey(wrong), "x.json")
    assert caught.value.text("zh").count("表达式不完整") == 20


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"\xff", b"{}", b"[" * 100_000, write_survey(survey()).replace(b'"s"', b'"1 s"')],
    ids=["empty", "list", "no text", "nothing", "deep", "name"],
)
def test_what_is_no_survey_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="jiheng/survey/1"):
        read_survey(data, "x.json")


def test_a_survey_is_open_from_its_first_to_its_last_day() -> None:
    march = survey(opens=date(2025, 3, 1), closes=date(2025, 3, 31))
    days = [date(2025, 2, 28), date(2025, 3, 1), date(2025, 3, 31), date(2025, 4, 1)]
    assert [march.open_on(day) for day in days] == [False, True, True, False]


def test_a_survey_without_window_is_always_open() -> None:
    assert survey().open_on(date(1999, 1, 1))
