from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook
from tests.unit.evidence.surveys.making import question, survey

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng_evidence.surveys import Check, MatrixRow, NumberFormat, Option, QuestionKind
from jiheng_evidence.surveys.scales import SATISFACTION
from jiheng_evidence.surveys.sheet_reading import SheetAnswers, read_answer_sheet
from jiheng_evidence.surveys.sheet_writing import Respondent, write_answer_sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from jiheng_evidence.surveys import Survey

AB = tuple(Option(name=name, label=Bilingual(name.upper(), "")) for name in "ab")
ALIKE = tuple(Option(name=name, label=Bilingual("同", "Same")) for name in "ab")
ROWS = tuple(MatrixRow(name=name, label=Bilingual(f"行{name}", "")) for name in "rs")
PEOPLE = NumberFormat(unit="人", minimum=Decimal(0), decimals=1)
ASKED = survey(
    question("one", QuestionKind.RATING, options=SATISFACTION, required=True),
    question("many", QuestionKind.MULTIPLE, options=AB),
    question("rows", QuestionKind.MATRIX, options=SATISFACTION, rows=ROWS),
    question("number", number=PEOPLE, hint=Bilingual("年末数", "")),
    question("whole", number=NumberFormat(maximum=Decimal(9))),
    question("day", QuestionKind.DATE),
    question("text", QuestionKind.TEXT),
    question("alike", QuestionKind.SINGLE, options=ALIKE),
    purpose=Bilingual("请如实填写", ""),
    closes=date(2025, 3, 31),
)
NAMED = tuple(
    Respondent(token=token, organization=name) for token, name in (("t1", "=甲公司"), ("t2", "乙"))
)
FULL = ["很满意", "√", None, "满意", "一般", 1.5, 3, date(2025, 3, 1), "=1+1", "同（b）"]


def filled(data: bytes, *rows: list[Any], **changes: Any) -> bytes:
    """Fill rows in with another program, as people do; then change cells by address."""
    book = load_workbook(BytesIO(data))
    sheet: Worksheet = book["答卷"]
    for number, row in enumerate(rows, start=3):
        for column, value in enumerate(row, start=2):
            sheet.cell(number, column).value = value
            if isinstance(value, str):
                sheet.cell(number, column).data_type = "s"
    for place, value in changes.items():
        sheet[place].value = value
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(data: bytes, asked: Survey = ASKED) -> SheetAnswers:
    return read_answer_sheet(data, "back/答卷一.xlsx", asked, "第1轮")


def told(sheet: SheetAnswers) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.span[0].cell) for problem in sheet.problems]


def test_what_is_filled_in_is_read() -> None:
    sheet = read(filled(write_answer_sheet(ASKED, NAMED), FULL))
    (answer,) = sheet.answers
    assert answer.values == {
        "one": "very_satisfied",
        "many": ("a",),
        "rows": {"r": "satisfied", "s": "fair"},
        "number": Decimal("1.5"),
        "whole": Decimal(3),
        "day": date(2025, 3, 1),
        "text": "=1+1",
        "alike": "b",
    }
    assert sheet.problems == ()


def test_an_answer_knows_whose_it_is() -> None:
    sheet = read(filled(write_answer_sheet(ASKED, NAMED), FULL, FULL))
    assert [(each.token, each.organization, each.round) for each in sheet.answers] == [
        ("t1", "=甲公司", "第1轮"),
        ("t2", "乙", "第1轮"),
    ]


def test_rows_of_nobody_are_told_by_their_number() -> None:
    (answer,) = read(filled(write_answer_sheet(ASKED, rows=5), FULL)).answers
    assert (answer.id, answer.token, answer.organization) == ("答卷一-3", None, None)


def test_promised_anonymity_names_nobody() -> None:
    secret = replace(ASKED, anonymous=True)
    data = write_answer_sheet(secret, NAMED)
    cells = [cell.value for sheet in load_workbook(BytesIO(data)) for row in sheet for cell in row]
    assert not {"=甲公司", "t1", "填报单位"} & set(cells)
    (answer,) = read(filled(data, FULL, A3="张三"), secret).answers
    assert (answer.token, answer.organization) == (None, None)


def test_rows_without_answers_are_no_answers() -> None:
    assert read(write_answer_sheet(ASKED, NAMED)).answers == ()


@pytest.mark.parametrize(
    ("cell", "value", "problem"),
    [
        ("B3", "很棒", "unknown-option"),
        ("B3", None, "required"),
        ("C3", "maybe", "not-a-tick"),
        ("E3", "很棒", "unknown-option"),
        ("G3", -1, "too-small"),
        ("G3", "#REF!", "not-a-number"),
        ("H3", 10, "too-large"),
        ("I3", "soon", "not-a-date"),
    ],
)
def test_a_fault_is_told_with_its_cell(cell: str, value: object, problem: str) -> None:
    data = filled(write_answer_sheet(ASKED, NAMED), FULL, **{cell: value})
    assert told(read(data)) == [(problem, cell)]


def test_a_fault_keeps_the_other_answers() -> None:
    (answer,) = read(filled(write_answer_sheet(ASKED, NAMED), FULL, B3="很棒")).answers
    assert "one" not in answer.values
    assert answer.values["whole"] == 3


def test_a_check_that_fails_is_told_with_its_row() -> None:
    check = Check(name="c", expression="${number} > ${whole}", message=Bilingual("少了", ""))
    asked = replace(ASKED, checks=(check,))
    assert told(read(filled(write_answer_sheet(asked, NAMED), FULL), asked)) == [("check", "A3")]


def test_trouble_without_end_is_told_in_part_and_counted() -> None:
    rows = [[*FULL[:5], "many", *FULL[6:]] for _ in range(60)]
    sheet = read(filled(write_answer_sheet(ASKED, rows=60), *rows))
    assert (len(sheet.problems), sheet.counts["not-a-number"]) == (50, 60)


def test_a_column_may_have_been_moved() -> None:
    data = write_answer_sheet(ASKED, NAMED)
    sheet = load_workbook(BytesIO(data))["答卷"]
    heads = {"H1": sheet["G1"].value, "G1": sheet["H1"].value}
    (answer,) = read(filled(data, FULL, **heads, G3=3, H3=1.5)).answers
    assert (answer.values["number"], answer.values["whole"]) == (Decimal("1.5"), Decimal(3))


def test_a_column_that_is_gone_is_told() -> None:
    sheet = read(filled(write_answer_sheet(ASKED, NAMED), FULL, K1="别的"))
    assert told(sheet) == [("missing-column", "K1")]


def test_a_survey_that_changed_since_is_told() -> None:
    data = filled(write_answer_sheet(replace(ASKED, frame=9), NAMED), FULL)
    assert told(read(data)) == [("other-version", "A1")]


def test_the_workbook_of_another_survey_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="another survey: other"):
        read(write_answer_sheet(replace(ASKED, name="other"), NAMED))


def test_any_other_workbook_is_refused() -> None:
    stream = BytesIO()
    Workbook().save(stream)
    with pytest.raises(UnreadableFile, match="no answer workbook"):
        read(stream.getvalue())


def test_an_english_workbook_is_read_as_well() -> None:
    asked = survey(
        replace(
            question("q", QuestionKind.RATING, options=SATISFACTION), label=Bilingual("问", "Q")
        )
    )
    data = write_answer_sheet(asked, language="en")
    (answer,) = read(filled(data, ["Very satisfied"]), asked).answers
    assert answer.values == {"q": "very_satisfied"}


def test_questions_of_the_same_words_have_columns_of_their_own() -> None:
    same = tuple(MatrixRow(name=name, label=Bilingual("同", "")) for name in "rs")
    asked = survey(question("q", QuestionKind.MATRIX, options=SATISFACTION, rows=same))
    (answer,) = read(filled(write_answer_sheet(asked), ["满意", "一般"]), asked).answers
    assert answer.values == {"q": {"r": "satisfied", "s": "fair"}}


def test_lists_and_bounds_hold_in_the_workbook() -> None:
    sheet = load_workbook(BytesIO(write_answer_sheet(ASKED, NAMED)))["答卷"]
    kinds = {str(each.sqref): each.type for each in sheet.data_validations.dataValidation}
    assert kinds == {
        "B3:B4": "list",
        "C3:C4": "list",
        "D3:D4": "list",
        "E3:E4": "list",
        "F3:F4": "list",
        "G3:G4": "decimal",
        "H3:H4": "whole",
        "I3:I4": "date",
        "J3:J4": "textLength",
        "K3:K4": "list",
    }


def test_only_answers_can_be_changed() -> None:
    book = load_workbook(BytesIO(write_answer_sheet(ASKED, NAMED)))
    sheet = book["答卷"]
    assert sheet.protection.sheet
    assert [sheet[cell].protection.locked for cell in ("A3", "B1", "B3")] == [True, True, False]
    assert book["jiheng"].sheet_state == "veryHidden"


def test_the_instructions_say_until_when() -> None:
    sheet = load_workbook(BytesIO(write_answer_sheet(ASKED, NAMED)))["填写说明"]
    lines = [cell.value for (cell,) in sheet.iter_rows()]
    assert lines[:3] == ["问卷", "请如实填写", "截止日期：2025-03-31"]


def test_no_may_be_said_in_words() -> None:
    (answer,) = read(filled(write_answer_sheet(ASKED, NAMED), FULL, C3="否", D3="是")).answers
    assert answer.values["many"] == ("b",)


def test_a_column_of_a_required_question_that_is_gone_is_told_once() -> None:
    rows = [FULL] * 5
    sheet = read(filled(write_answer_sheet(ASKED, rows=5), *rows, B1="别的"))
    assert told(sheet) == [("missing-column", "B1")]


def test_a_formula_without_a_saved_result_is_told_and_not_taken_for_nothing() -> None:
    sheet = read(filled(write_answer_sheet(ASKED, NAMED), FULL, B3="=1+1", G4="=1+1"))
    assert told(sheet) == [("unsaved-formula", "B3"), ("unsaved-formula", "G4")]


def test_a_column_that_no_question_has_is_told_where_it_is_filled_in() -> None:
    sheet = read(filled(write_answer_sheet(ASKED, NAMED), FULL, L1="备注", L3="好", M1="空"))
    assert told(sheet) == [("extra-column", "L1")]


def test_an_answer_is_found_in_its_row() -> None:
    sheet = read(filled(write_answer_sheet(ASKED, NAMED), FULL, FULL))
    assert [sheet.rows[answer.id] for answer in sheet.answers] == [3, 4]


def test_a_fault_is_told_with_what_was_answered() -> None:
    sheet = read(filled(write_answer_sheet(ASKED, NAMED), FULL, B3="很棒"))
    assert [problem.excerpt for problem in sheet.problems] == ["很棒"]
