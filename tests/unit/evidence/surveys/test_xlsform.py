from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.model import ProblemSeverity
from jiheng.writing.workbook import Book as Written
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
)
from jiheng_evidence.surveys.cells import Book, read_cells
from jiheng_evidence.surveys.scales import SATISFACTION
from jiheng_evidence.surveys.soundness import faults_of
from jiheng_evidence.surveys.xlsform import Imported, gravest, read_xlsform
from jiheng_evidence.surveys.xlsform_writing import write_xlsform

TEXTS = st.text("甲乙 =+@a1'\"<&", min_size=1, max_size=12).map(str.strip).filter(bool)
WORDS = st.builds(Bilingual, TEXTS, TEXTS | st.just(""))
NAMES = st.from_regex(r"[a-z甲][a-z0-9_甲-]{0,8}", fullmatch=True)
NUMBERS = st.decimals(min_value=0, max_value=100, places=2)


def options(*, scored: bool) -> st.SearchStrategy[tuple[Option, ...]]:
    scores = NUMBERS if scored else st.none()
    satisfied = st.sampled_from([False, True][: 1 + scored])
    made = st.builds(Option, name=NAMES, label=WORDS, score=scores, satisfied=satisfied)
    return st.lists(made, min_size=1, max_size=4, unique_by=lambda one: one.name).map(tuple)


ROWS = st.lists(
    st.builds(MatrixRow, name=NAMES, label=WORDS),
    min_size=1,
    max_size=3,
    unique_by=lambda r: r.name,
).map(tuple)
ONE_QUESTION: dict[QuestionKind, dict[str, Any]] = {
    QuestionKind.SINGLE: {"options": options(scored=False)},
    QuestionKind.MULTIPLE: {"options": options(scored=False)},
    QuestionKind.RATING: {"options": options(scored=True)},
    QuestionKind.MATRIX: {"options": options(scored=True), "rows": ROWS},
    QuestionKind.NUMBER: {
        "number": st.builds(
            NumberFormat,
            unit=TEXTS,
            minimum=st.none() | NUMBERS,
            maximum=st.none(),
            decimals=st.integers(0, 4),
        )
    },
    QuestionKind.TEXT: {},
    QuestionKind.DATE: {},
}


def questions() -> st.SearchStrategy[Question]:
    kinds: list[st.SearchStrategy[Question]] = [
        st.builds(
            Question,
            name=NAMES,
            kind=st.just(kind),
            label=WORDS,
            hint=st.none() | WORDS,
            required=st.booleans(),
            relevant=st.sampled_from(["", "1 = 1"]),
            constraint=st.sampled_from(["", ". != ''"]),
            constraint_message=st.none() | WORDS,
            **parts,
        )
        for kind, parts in ONE_QUESTION.items()
    ]
    return st.one_of(kinds)


SECTIONS = st.lists(
    st.builds(
        Section,
        name=NAMES,
        title=WORDS,
        questions=st.lists(questions(), max_size=3).map(tuple),
        note=st.none() | WORDS,
    ),
    max_size=3,
).map(tuple)
SURVEYS = st.builds(
    Survey,
    name=NAMES,
    title=WORDS,
    purpose=WORDS,
    kind=st.sampled_from(SurveyKind),
    anonymous=st.booleans(),
    opens=st.none() | st.just(date(2025, 3, 1)),
    closes=st.none() | st.just(date(2025, 3, 31)),
    frame=st.none() | st.integers(0, 10**6),
    sections=SECTIONS,
    checks=st.lists(st.builds(Check, name=NAMES, expression=st.just("1 = 1"), message=WORDS)).map(
        tuple
    ),
).filter(lambda survey: not faults_of(survey))


@settings(max_examples=60)
@given(SURVEYS)
def test_a_form_that_is_written_reads_back(survey: Survey) -> None:
    imported = read_xlsform(write_xlsform(survey), "x.xlsx")
    assert (imported.survey, imported.problems) == (survey, ())


def form(*survey: list[str], choices: str = "", **sheets: list[list[str]]) -> Imported:
    """Read a form of some lines; choices as `list name label` a line."""
    book = Written("x")
    book.table(
        "survey", ["type", "name", "label::中文", "required", "relevant", "appearance"], survey
    )
    if choices:
        lines = [line.split() for line in choices.splitlines()]
        book.table("choices", ["list_name", "name", "label::中文", "score", "satisfied"], lines)
    for title, lines in {"settings": [["anonymous"], ["yes"]], **sheets}.items():
        book.table(title, lines[0], lines[1:])
    return read_xlsform(book.close(), "x.xlsx")


def told(imported: Imported) -> list[tuple[str, str | None]]:
    return [
        (problem.code, problem.span[0].cell if problem.span else None)
        for problem in imported.problems
    ]


def asked(imported: Imported) -> list[Question]:
    assert imported.survey is not None
    return list(imported.survey.questions())


AB = "ab a 甲\nab b 乙"


@pytest.mark.parametrize(
    ("lines", "problems"),
    [
        ([["geopoint", "q", "x"]], [("type", "A2")]),
        ([["start", "q", ""]], [("type", "A2")]),
        ([["select_one none", "q", "x"]], [("choices", "A2"), ("contradiction", None)]),
        ([["text", "q.1", "x"]], [("renamed", "B2")]),
        ([["text", "", "x"]], [("renamed", "B2")]),
        ([["text", "q", "x"], ["text", "q", "x"]], [("repeated-name", "B3")]),
        ([["text", "q", "x", "maybe"]], [("yes-or-no", "D2")]),
        ([["text", "q", "x", "", "regex(.)"]], [("expression", "E2")]),
        ([["text", "q", "x", "", "${z} = 1"]], [("expression", "E2")]),
        ([["select_one ab or_other", "q", "x"]], [("or-other", "A2")]),
        ([["end_group"]], [("unbalanced", "A2")]),
        ([["begin_group", "g", "x"], ["text", "q", "x"]], [("unbalanced", "A2")]),
        ([["begin_repeat", "g", "x"], ["text", "q", "x"], ["end_repeat"]], [("repeat", "A2")]),
        ([["text", "q", "长" * 2001]], [("too-long", "C2")]),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_not_taken_is_told_with_its_cell(
    lines: list[list[str]], problems: list[tuple[str, str | None]]
) -> None:
    assert told(form(*lines, choices=AB)) == problems


def test_what_is_lost_is_graver_than_what_is_assumed() -> None:
    lost = form(["geopoint", "q", "x"]).problems
    assert (gravest(lost), gravest(())) == (ProblemSeverity.ERROR, None)


def test_a_column_that_is_not_understood_is_told() -> None:
    imported = form(choices=AB, settings=[["anonymous", "colour", "version"], ["yes", "red", "1"]])
    assert [problem.excerpt for problem in imported.problems] == ["colour"]


def test_a_language_beyond_the_two_is_told() -> None:
    book = Written("x")
    book.table(
        "survey", ["type", "name", "label::French (fr)", "label"], [["text", "q", "f", "字"]]
    )
    book.table("settings", ["anonymous"], [["no"]])
    imported = read_xlsform(book.close(), "x.xlsx")
    assert (told(imported), asked(imported)[0].label.zh) == ([("unknown-column", "C1")], "字")


def test_labels_without_language_are_in_the_default_language() -> None:
    book = Written("x")
    book.table("survey", ["type", "name", "label"], [["text", "q", "Name"]])
    book.table("settings", ["anonymous", "default_language"], [["no", "English (en)"]])
    (question,) = asked(read_xlsform(book.close(), "x.xlsx"))
    assert question.label == Bilingual("Name", "Name")


def test_a_form_without_settings_is_named_for_its_file() -> None:
    book = Written("x")
    book.table("survey", ["type", "name"], [])
    imported = read_xlsform(book.close(), "dir/问卷 1.xlsx")
    assert imported.survey is not None
    assert (imported.survey.name, imported.survey.title.zh) == ("问卷_1", "问卷 1")
    assert told(imported) == [("settings", "A1")]


@pytest.mark.parametrize(
    ("column", "said", "cell"),
    [("opens", "soon", "B2"), ("frame", "many", "B2"), ("kind", "fun", "B2")],
)
def test_a_setting_that_is_not_understood_is_told(column: str, said: str, cell: str) -> None:
    imported = form(settings=[["anonymous", column], ["yes", said]])
    assert told(imported) == [("settings", cell)]


def test_a_day_may_be_a_day_of_the_workbook() -> None:
    imported = form(settings=[["anonymous", "opens"], ["no", "45717"]])
    assert imported.survey is not None
    assert imported.survey.opens == date(2025, 3, 1)


def test_unsaid_anonymity_is_not_promised() -> None:
    imported = form(settings=[["form_id"], ["x"]])
    assert imported.survey is not None
    assert (imported.survey.anonymous, told(imported)) == (False, [("settings", "A2")])


def test_the_usual_words_have_the_usual_scores_and_that_is_told() -> None:
    words = "s 1 很满意\ns 2 满意\ns 3 一般\ns 4 不满意\ns 5 很不满意"
    imported = form(["select_one s", "q", "x"], choices=words)
    (question,) = asked(imported)
    assert question.kind is QuestionKind.RATING
    assert [option.score for option in question.options] == [one.score for one in SATISFACTION]
    assert told(imported) == [("scores-assumed", "A2")]


def test_a_survey_that_rates_is_one_of_satisfaction() -> None:
    imported = form(["select_one s", "q", "x"], choices="s 1 好 100 yes\ns 2 差 0 no")
    assert imported.survey is not None
    assert imported.survey.kind is SurveyKind.SATISFACTION


@pytest.mark.parametrize("score", ["101", "many"])
def test_a_score_out_of_bounds_is_told(score: str) -> None:
    imported = form(["select_one s", "q", "x"], choices=f"s 1 好 {score} yes\ns 2 差 0 no")
    assert told(imported) == [("score", "D2")]


def test_a_choice_that_occurs_twice_is_told() -> None:
    assert told(form(choices="s 1 好\ns 1 差")) == [("repeated-choice", "B3")]


def test_a_choice_without_name_gets_one() -> None:
    book = Written("x")
    book.table("survey", ["type", "name"], [["select_multiple s", "q"]])
    book.table("choices", ["list name", "name", "label"], [["s", "a b", ""], ["s", "", "乙"]])
    book.table("settings", ["anonymous"], [["no"]])
    (question,) = asked(read_xlsform(book.close(), "x.xlsx"))
    assert [(each.name, each.label.zh) for each in question.options] == [
        ("a_b", "a_b"),
        ("option_3", "乙"),
    ]


def test_a_range_has_its_bounds() -> None:
    book = Written("x")
    lines = [["range", "q", "start=1 end=5 step=0.5"], ["range", "r", ""]]
    book.table("survey", ["type", "name", "parameters"], lines)
    book.table("settings", ["anonymous"], [["no"]])
    first, second = asked(read_xlsform(book.close(), "x.xlsx"))
    bounds = NumberFormat(minimum=Decimal(1), maximum=Decimal(5), decimals=1)
    assert first.number == bounds
    assert second.number == NumberFormat(minimum=Decimal(0), maximum=Decimal(10))


def test_a_bound_that_is_no_number_is_told() -> None:
    book = Written("x")
    book.table("survey", ["type", "name", "minimum"], [["integer", "q", "few"]])
    book.table("settings", ["anonymous"], [["no"]])
    assert told(read_xlsform(book.close(), "x.xlsx")) == [("number", "C2")]


def test_questions_outside_of_groups_have_sections_of_their_own() -> None:
    imported = form(
        ["text", "a", "x"],
        ["begin_group", "g", "组"],
        ["text", "b", "x"],
        ["end_group"],
        ["note", "n", "说明"],
        ["note", "m", "又"],
        ["text", "c", "x"],
    )
    assert imported.survey is not None
    assert [(part.name, [q.name for q in part.questions]) for part in imported.survey.sections] == [
        ("part_1", ["a"]),
        ("g", ["b"]),
        ("part_2", ["c"]),
    ]
    assert imported.survey.sections[2].note == Bilingual("说明\n又", "")


def test_the_condition_of_a_group_is_that_of_its_questions() -> None:
    imported = form(
        ["text", "a", "x"],
        ["begin_group", "g", "组", "", "${a} = 'x'"],
        ["text", "b", "x"],
        ["begin_group", "h", "组", "", "${b} = 'y'"],
        ["text", "c", "x", "", "${b} != 'z'"],
        ["end_group"],
        ["end_group"],
    )
    assert [question.relevant for question in asked(imported)] == [
        "",
        "${a} = 'x'",
        "((${a} = 'x') and (${b} = 'y')) and (${b} != 'z')",
    ]
    assert told(imported) == [("nested-group", "A5")]


def test_a_table_of_one_scale_is_a_matrix() -> None:
    imported = form(
        ["begin_group", "g", "组", "", "", "table-list"],
        ["select_one ab", "r", "一", "yes"],
        ["select_one ab", "s", "二", "yes"],
        ["end_group"],
        choices=AB,
    )
    (matrix,) = asked(imported)
    assert (matrix.kind, matrix.required, [row.name for row in matrix.rows]) == (
        QuestionKind.MATRIX,
        True,
        ["r", "s"],
    )


@pytest.mark.parametrize(
    "other",
    [
        ["text", "s", "二"],
        ["select_one ab", "s", "二", "yes"],
        ["select_one ab", "s", "二", "", "1 = 1"],
    ],
)
def test_a_table_of_several_kinds_is_taken_apart(other: list[str]) -> None:
    imported = form(
        ["begin_group", "g", "组", "", "", "table-list"],
        ["select_one ab", "r", "一"],
        other,
        ["end_group"],
        choices=AB,
    )
    assert [question.name for question in asked(imported)] == ["r", "s"]
    assert told(imported) == [("nested-group", "A2")]


def test_groups_nested_too_deeply_lose_their_level() -> None:
    lines = [["begin_group", f"g{n}", "x"] for n in range(12)]
    imported = form(*lines, ["text", "q", "x"], *[["end_group"]] * 12)
    assert [question.name for question in asked(imported)] == ["q"]
    assert "too-deep" in imported.counts


def test_checks_are_taken_from_their_sheet() -> None:
    checks = [["name", "expression", "message"], ["", "${q} > 1", ""], ["c", "(", "x"]]
    imported = form(["integer", "q", "x"], checks=checks)
    assert imported.survey is not None
    (check,) = imported.survey.checks
    assert (check.name, check.message.zh) == ("check_2", "${q} > 1")
    assert told(imported) == [("expression", "B3")]


def test_endless_trouble_is_told_in_part_and_counted() -> None:
    imported = form(*(["geopoint", f"q{n}", "x"] for n in range(80)))
    assert (len(imported.problems), imported.counts["type"]) == (50, 80)


def test_too_many_questions_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="more than 500"):
        form(*(["text", f"q{n}", "x"] for n in range(501)))


def test_a_workbook_without_the_sheet_survey_is_refused() -> None:
    book = Written("x")
    book.table("甲", ["a"], [])
    with pytest.raises(UnreadableFile, match="no sheet"):
        read_xlsform(book.close(), "x.xlsx")


def rewritten(part: str, old: bytes, new: bytes) -> bytes:
    """Return a small form with bytes of one part changed."""
    whole = Survey(
        name="s",
        title=Bilingual("卷", ""),
        purpose=Bilingual("", ""),
        kind=SurveyKind.COLLECTION,
        anonymous=True,
        sections=(),
    )
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(write_xlsform(replace(whole)))) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            said = source.read(name)
            target.writestr(name, said.replace(old, new) if name == part else said)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        rewritten(SHEET, b'r="A1"', b'r="ZZZZ1"'),
        rewritten(SHEET, b'r="A1"', b'r="XFE1"'),
        rewritten(SHEET, b'<row r="1"', b'<row r="9999999"'),
        rewritten(SHEET, b'<row r="1"', b'<row r="x"'),
        rewritten(SHEET, b"<v>0</v>", b"<v>99999</v>"),
        rewritten(SHEET, b"<v>0</v>", b"<v>x</v>"),
        rewritten(SHEET, b"<worksheet", b'<!DOCTYPE x [<!ENTITY e "x">]><worksheet'),
        rewritten("xl/workbook.xml", b"<workbook ", b"<!DOCTYPE x><workbook "),
        rewritten(SHEET, b"<sheetData>", b"<sheetData>" + b" " * 70_000_000),
    ],
    ids=[
        "empty",
        "cut",
        "column",
        "far",
        "row",
        "no row",
        "text",
        "no text",
        "dtd",
        "dtd2",
        "bomb",
    ],
)
def test_a_hostile_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_xlsform(data, "x.xlsx")


def test_a_cell_at_the_far_end_costs_nothing() -> None:
    data = rewritten(
        SHEET,
        b"</sheetData>",
        b'<row r="1048576"><c r="XFD1048576" t="str"><v></v></c></row></sheetData>',
    )
    assert read_xlsform(data, "x.xlsx").survey is not None


def cells(sheet: bytes) -> Book:
    """Read a workbook whose first sheet has some rows."""
    return read_cells(rewritten(SHEET, b"</sheetData>", sheet + b"</sheetData>"), "x.xlsx")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (b'<c r="A9"><v>0.1</v></c>', "0.1"),
        (b'<c r="A9"><v>1.2300000000000001E3</v></c>', "1230"),
        (b'<c r="A9"><v>1e25</v></c>', "1e25"),
        (b'<c r="A9"><v>many</v></c>', "many"),
        (b'<c r="A9" t="b"><v>1</v></c>', "TRUE"),
        (b'<c r="A9" t="e"><v>#REF!</v></c>', "#REF!"),
        (b'<c r="A9" t="str"><v> a_x000A_b </v></c>', "a\nb"),
        (b'<c r="A9" t="inlineStr"><is><t> a </t></is></c>', "a"),
        (
            b'<c r="A9" t="inlineStr"><is><r><t>a</t></r><rPh/><r><t>b</t></r></is></c>',
            "ab",
        ),
        (b"<c><v>7</v></c>", "7"),
    ],
)
def test_a_cell_says_what_was_typed(cell: bytes, text: str) -> None:
    assert cells(b'<row r="9">' + cell + b"</row>").sheets[0].rows[9] == {0: text}


def test_cells_without_content_are_left_out() -> None:
    empty = b'<row r="9"><c r="A9" t="inlineStr"/><c r="B9" t="s"/><c r="C9"/></row><row/>'
    assert set(cells(empty).sheets[0].rows) == {1}


def test_more_cells_than_any_list_of_answers_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiheng_evidence.surveys.cells.MOST_CELLS", 3)
    with pytest.raises(UnreadableFile):
        cells(b"")


def test_days_may_be_counted_from_1904() -> None:
    data = rewritten("xl/workbook.xml", b"<workbookPr ", b'<workbookPr date1904="1" ')
    book = read_cells(data, "x.xlsx")
    assert (book.day("44255"), book.day("soon")) == ("2025-03-01", "soon")


def test_a_sheet_that_is_no_list_is_left_out() -> None:
    data = rewritten("xl/_rels/workbook.xml.rels", b"relationships/worksheet", b"relationships/x")
    with pytest.raises(UnreadableFile, match="no sheet"):
        read_xlsform(data, "x.xlsx")


def test_notes_within_a_table_are_no_rows_of_a_matrix() -> None:
    imported = form(
        ["begin_group", "g", "组", "", "", "table-list"],
        ["begin_group", "h", "组"],
        ["select_one ab", "r", "一"],
        ["end_group"],
        ["end_group"],
        choices=AB,
    )
    assert [question.name for question in asked(imported)] == ["r"]
