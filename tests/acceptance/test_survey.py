from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from tests.acceptance.running import Ended, jiheng

from jiheng.bilingual import Bilingual
from jiheng.writing.workbook import Book
from jiheng_cli.exit_codes import ExitCode
from jiheng_evidence.surveys import (
    NumberFormat,
    Question,
    QuestionKind,
    Section,
    Survey,
    SurveyKind,
)
from jiheng_evidence.surveys.answers import Answer
from jiheng_evidence.surveys.codec import read_survey, write_survey
from jiheng_evidence.surveys.records import write_answers
from jiheng_evidence.surveys.scales import SATISFACTION
from jiheng_evidence.surveys.xlsform_writing import write_xlsform

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = Question(
    name="people",
    kind=QuestionKind.NUMBER,
    label=Bilingual("从业人数", "People"),
    number=NumberFormat(unit="人", minimum=Decimal(0)),
)
RATING = Question(
    name="q", kind=QuestionKind.RATING, label=Bilingual("总体评价", ""), options=SATISFACTION
)
SURVEY = Survey(
    name="s",
    title=Bilingual("满意度调查", ""),
    purpose=Bilingual("", ""),
    kind=SurveyKind.SATISFACTION,
    anonymous=False,
    frame=100,
    sections=(Section(name="a", title=Bilingual("甲", ""), questions=(PEOPLE, RATING)),),
)
GIVEN = [
    Answer(
        id=f"a{n}",
        values={"people": Decimal(50 + n), "q": SATISFACTION[0 if n < 36 else 3].name},
        organization=f"企业{n}",
        groups={"区": "东" if n % 2 else "西"},
    )
    for n in range(40)
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "form.xlsx").write_bytes(write_xlsform(SURVEY))
    (tmp_path / "survey.json").write_bytes(write_survey(SURVEY))
    (tmp_path / "answers.jsonl").write_bytes(write_answers(GIVEN))
    return tmp_path


def survey(folder: Path, *arguments: str) -> Ended:
    return jiheng("survey", *arguments, cwd=folder)


def test_an_xlsform_becomes_a_definition(folder: Path) -> None:
    ended = survey(folder, "import", "form.xlsx")
    assert (ended.code, read_survey(ended.out, "x")) == (ExitCode.CLEAN, SURVEY)


def test_a_definition_becomes_an_xlsform(folder: Path) -> None:
    assert survey(folder, "import", "survey.json", "-o", "again.xlsx").code == ExitCode.CLEAN
    ended = survey(folder, "import", "again.xlsx")
    assert read_survey(ended.out, "x") == SURVEY


def test_a_definition_becomes_a_page(folder: Path) -> None:
    page = json.loads(survey(folder, "import", "survey.json", "-f", "page").out)
    assert [each["name"] for each in page["pages"][0]["elements"]] == ["people", "q"]


def form(folder: Path, *lines: list[str]) -> None:
    book = Book("x")
    book.table("survey", ["type", "name", "label"], lines)
    book.table("settings", ["anonymous"], [["no"]])
    (folder / "odd.xlsx").write_bytes(book.close())


def test_what_is_not_taken_is_told_with_its_cell(folder: Path) -> None:
    form(folder, ["geopoint", "where", "?"], ["text", "q", "?"])
    ended = survey(folder, "import", "odd.xlsx")
    assert ended.code == ExitCode.PARTLY_READ
    assert "survey!A2  type “geopoint” is not taken “geopoint”" in ended.err


def test_trouble_without_end_is_counted(folder: Path) -> None:
    form(folder, *(["geopoint", f"q{n}", "?"] for n in range(60)))
    ended = survey(folder, "import", "odd.xlsx")
    assert "… 60 problems in all." in ended.err
    assert len(ended.err.splitlines()) == 22


def test_a_form_that_contradicts_itself_is_refused(folder: Path) -> None:
    form(folder, ["select_one none", "q", "?"])
    ended = survey(folder, "import", "odd.xlsx")
    assert ended.code == ExitCode.UNREADABLE
    assert "q: has no options" in ended.err


def test_a_workbook_goes_out_and_comes_back(folder: Path) -> None:
    (folder / "names.txt").write_text("甲公司\n乙公司\n\n", "utf-8")
    ended = survey(folder, "sheet", "survey.json", "--names", "names.txt", "-o", "out.xlsx")
    assert ended.code == ExitCode.CLEAN
    book = load_workbook(folder / "out.xlsx")
    sheet = book["答卷"]
    sheet["B3"], sheet["C3"] = 12, "Satisfied"
    sheet["B4"], sheet["C4"] = 30, "Neither"
    book.save(folder / "back.xlsx")
    said = json.loads(survey(folder, "result", "survey.json", "back.xlsx", "-f", "json").out)
    assert (said["overall"]["satisfied"], said["overall"]["counted"]) == (1, 2)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("甲公司\n乙公司\n".encode("gb18030"), ExitCode.CLEAN),
        (b"\xb0\xa1\n\xff\n", ExitCode.UNREADABLE),
    ],
)
def test_names_are_read_in_the_encoding_they_have(
    folder: Path, data: bytes, code: ExitCode
) -> None:
    (folder / "names.txt").write_bytes(data)
    ended = survey(folder, "sheet", "survey.json", "--names", "names.txt", "-o", "out.xlsx")
    assert ended.code == code
    assert code is not ExitCode.CLEAN or "甲公司" in {
        cell.value for sheet in load_workbook(folder / "out.xlsx") for row in sheet for cell in row
    }


@pytest.mark.parametrize(
    ("questions", "said"),
    [((), "no questions"), ((replace(RATING, label=Bilingual(" ", "")),), "without a label: q")],
)
def test_a_form_that_asks_nothing_is_refused(
    folder: Path, questions: tuple[Question, ...], said: str
) -> None:
    mute = replace(SURVEY, sections=(replace(SURVEY.sections[0], questions=questions),))
    (folder / "mute.json").write_bytes(write_survey(mute))
    ended = survey(folder, "import", "mute.json")
    assert ended.code == ExitCode.UNREADABLE
    assert said in ended.err


def test_an_empty_file_of_answers_is_refused(folder: Path) -> None:
    ended = survey(folder, "result", "survey.json", "/dev/null")
    assert ended.code == ExitCode.UNREADABLE
    assert "it is empty" in ended.err


def test_promised_anonymity_names_nobody(folder: Path) -> None:
    (folder / "secret.json").write_bytes(write_survey(replace(SURVEY, anonymous=True)))
    (folder / "names.txt").write_text("甲公司\n", "utf-8")
    ended = survey(folder, "sheet", "secret.json", "--names", "names.txt")
    assert "nobody is named" in ended.err
    cells = [
        cell for sheet in load_workbook(BytesIO(ended.out)) for row in sheet.values for cell in row
    ]
    assert "甲公司" not in cells


def test_clean_answers_are_clean(folder: Path) -> None:
    ended = survey(folder, "clean", "survey.json", "answers.jsonl")
    assert (ended.code, ended.out.decode()) == (
        ExitCode.CLEAN,
        "40 answers; nothing was found.\n",
    )


def planted(folder: Path) -> None:
    slipped = replace(GIVEN[3], values={**GIVEN[3].values, "people": Decimal(530_000)})
    many = [replace(each, id=f"again{each.id}") for each in GIVEN[10:17]]
    data = write_answers([*GIVEN[:3], slipped, *GIVEN[4:], *many])
    (folder / "answers.jsonl").write_bytes(data)


def test_what_is_found_is_told_in_part_and_counted(folder: Path) -> None:
    planted(folder)
    ended = survey(folder, "clean", "survey.json", "answers.jsonl")
    assert ended.code == ExitCode.FINDINGS
    lines = ended.out.decode().splitlines()
    assert "same enterprise twice：7" in lines
    assert "  … and 2 more" in lines
    assert "unit slip People：1" in lines


def test_the_last_round_tells_a_slip(folder: Path) -> None:
    (folder / "before.jsonl").write_bytes(write_answers(GIVEN))
    planted(folder)
    ended = survey(
        folder, "clean", "survey.json", "answers.jsonl", "--before", "before.jsonl", "-f", "json"
    )
    reasons = [each["reason"]["en"] for each in json.loads(ended.out)["findings"]]
    assert "unit slip: about 10000 times too large, 53 in the last round" in reasons


def test_a_report_is_a_workbook_by_its_suffix(folder: Path) -> None:
    planted(folder)
    survey(folder, "clean", "survey.json", "answers.jsonl", "-o", "report.xlsx")
    assert load_workbook(folder / "report.xlsx").sheetnames == ["Summary", "Findings"]


def test_a_result_is_told_with_n_response_and_interval(folder: Path) -> None:
    ended = survey(folder, "result", "survey.json", "answers.jsonl", "--by", "区")
    assert ended.code == ExitCode.CLEAN
    lines = ended.out.decode().splitlines()
    assert lines[0] == "Response: 40 / 100 = 40.00%"
    assert lines[1].startswith("Overall satisfaction  90.00%  n=40  [80.43, 95.17]  mean 93.00")
    assert "[东] Overall satisfaction  90.00%  n=20" in ended.out.decode()
    assert "sample too small: not judged" in ended.out.decode()


def test_a_result_of_nobody_is_told(folder: Path) -> None:
    (folder / "answers.jsonl").write_bytes(write_answers([Answer(id="a", values={})]))
    ended = survey(folder, "result", "survey.json", "answers.jsonl", "--frame", "5")
    assert ended.out.decode().splitlines() == [
        "Response: 1 / 5 = 20.00%",
        "Overall satisfaction  nobody rated it: not judged",
        "总体评价  nobody rated it: not judged",
    ]


def test_a_result_is_a_workbook_by_its_suffix(folder: Path) -> None:
    survey(folder, "result", "survey.json", "answers.jsonl", "-o", "result.xlsx")
    assert load_workbook(folder / "result.xlsx").sheetnames == ["Satisfaction"]


def test_an_answer_that_is_not_taken_is_told_with_its_line(folder: Path) -> None:
    (folder / "answers.jsonl").write_bytes(b'{"id": "a", "values": {"people": "many"}}')
    ended = survey(folder, "result", "survey.json", "answers.jsonl")
    assert ended.code == ExitCode.PARTLY_READ
    assert "answers.jsonl:1  people: this takes a number" in ended.err


def test_the_survey_is_never_written_over(folder: Path) -> None:
    assert survey(folder, "import", "form.xlsx", "-o", "form.xlsx").code == ExitCode.USAGE


@pytest.mark.parametrize("command", ["clean", "result"])
@pytest.mark.parametrize(("name", "why"), [("zz", "There are: q, 区."), ("people", "one choice")])
def test_what_no_answer_says_is_nothing_to_break_down_by(
    folder: Path, command: str, name: str, why: str
) -> None:
    ended = survey(folder, command, "survey.json", "answers.jsonl", "--by", name)
    assert ended.code == ExitCode.USAGE
    assert why in ended.err


def test_more_answers_than_there_are_to_ask_are_refused(folder: Path) -> None:
    ended = survey(folder, "result", "survey.json", "answers.jsonl", "--frame", "10")
    assert ended.code == ExitCode.USAGE
    assert "40 answers are more than the 10" in ended.err


@pytest.mark.parametrize(
    "arguments",
    [("import", "form.xlsx"), ("sheet", "survey.json"), ("clean", "survey.json", "answers.jsonl")],
)
def test_what_may_have_been_edited_is_written_over_by_force_only(
    folder: Path, arguments: tuple[str, ...]
) -> None:
    out = folder / "out.xlsx"
    out.write_bytes(b"edited")
    assert survey(folder, *arguments, "-o", "out.xlsx").code == ExitCode.USAGE
    assert out.read_bytes() == b"edited"
    assert survey(folder, *arguments, "-o", "out.xlsx", "--force").code == ExitCode.CLEAN
    assert out.read_bytes().startswith(b"PK")


def test_what_was_written_is_told(folder: Path) -> None:
    for arguments in (("import", "form.xlsx"), ("sheet", "survey.json")):
        assert "Written: new.xlsx" in survey(folder, *arguments, "-o", "new.xlsx", "--force").err


def test_a_note_makes_no_form_partly_read(folder: Path) -> None:
    book = Book("x")
    book.table("survey", ["type", "name", "label"], [["text", "q", "?"]])
    (folder / "odd.xlsx").write_bytes(book.close())
    ended = survey(folder, "import", "odd.xlsx", "-o", "odd.json")
    assert ended.code == ExitCode.CLEAN
    assert "anonymity is not said" in ended.err


def test_what_was_not_taken_stands_in_the_report_with_its_cell(folder: Path) -> None:
    survey(folder, "sheet", "survey.json", "--rows", "80", "-o", "out.xlsx")
    book = load_workbook(folder / "out.xlsx")
    for row in range(3, 63):
        book["答卷"][f"B{row}"] = "many" if row > 3 else -1
    book.save(folder / "back.xlsx")
    survey(folder, "clean", "survey.json", "back.xlsx", "-o", "report.xlsx")
    report = load_workbook(folder / "report.xlsx")
    lines = list(report["Not taken"].values)
    assert lines[2][:3] == ("back.xlsx", "答卷!B4", "“1. People”: this takes a number")
    assert lines[-1][2] == "… and 9 more."
    assert list(report["Findings"].values)[1][2:5] == ("back.xlsx row 3", "People", "people")
