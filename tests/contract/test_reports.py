"""What holds for each form of report."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.unit.writing.reports.building import a_finding, a_location, a_review, a_table

from jiheng.errors import UnknownName
from jiheng.model import Family, Finding, Location, Place, Severity
from jiheng.writing.reports import REPORT_FORMS, render, xlsx_lists

if TYPE_CHECKING:
    from openpyxl import Workbook

    from jiheng.bilingual import Language

_REVIEW_SCHEMA = Path("src/jiheng/schema/review-1.json")
_SARIF_SCHEMA = Path(__file__).parent / "sarif-schema-2.1.0.json"
_FIELDS = ("name", "goal", "organization", "indicators", "total", "annual_value", "seq", "made-up")

_LOCATIONS = st.builds(
    Location,
    row=st.none() | st.integers(0, 3),
    indicator=st.none() | st.integers(0, 3),
    field=st.sampled_from(_FIELDS),
    start=st.integers(0, 9),
    end=st.integers(0, 30),
    excerpt=st.text(max_size=5),
    span=st.lists(
        st.builds(Place, line=st.integers(1, 9), start=st.integers(0, 9), end=st.integers(9, 20)),
        max_size=2,
    ).map(tuple),
)
_FINDINGS = st.builds(
    lambda severity, family, locations: a_finding(*locations, severity=severity, family=family),
    st.sampled_from(Severity),
    st.sampled_from(Family),
    st.lists(_LOCATIONS, min_size=1, max_size=3),
)


def _json(*findings: Finding, language: Language = "zh") -> Any:
    return json.loads(render([a_review(*findings)], "json", language))


def _results(*findings: Finding, **table: Any) -> Any:
    reviews = [a_review(*findings, table=a_table(**table))]
    return json.loads(render(reviews, "sarif"))["runs"][0]["results"]


def _workbook(*findings: Finding, **table: Any) -> Workbook:
    data = render([a_review(*findings, table=a_table(**table))], "xlsx")
    return load_workbook(BytesIO(data), rich_text=True)


@pytest.mark.parametrize("form", REPORT_FORMS)
@settings(max_examples=15, deadline=None)
@given(findings=st.lists(_FINDINGS, max_size=5), goal=st.text(max_size=20))
def test_any_review_can_be_reported_twice_the_same(
    form: str, findings: list[Finding], goal: str
) -> None:
    review = a_review(*findings, table=a_table(goal=goal))
    assert render([review], form) == render([review], form)


@pytest.mark.parametrize("form", REPORT_FORMS)
def test_no_reviews_make_a_report_of_nothing(form: str) -> None:
    assert render([], form)


def test_an_unknown_form_names_those_there_are() -> None:
    with pytest.raises(UnknownName, match="sarif"):
        render([], "docx")


@settings(max_examples=25, deadline=None)
@given(findings=st.lists(_FINDINGS, max_size=5))
def test_json_follows_the_published_schema(findings: list[Finding]) -> None:
    schema = json.loads(_REVIEW_SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(_json(*findings))


def test_json_names_the_project_and_the_indicator_of_a_place() -> None:
    place = _json(a_finding())["reviews"][0]["findings"][0]["locations"][0]
    assert place["row_name"] == "职工培训经费"
    assert place["organization"] == "甲局本级"
    assert (place["indicator"], place["indicator_seq"]) == (1, 2)
    assert (place["field"], place["excerpt"]) == ("annual_value", "提升")


def test_json_writes_money_as_a_decimal_string() -> None:
    assert _json()["summary"]["money"] == "1234.50"


def test_json_speaks_the_language_asked_for() -> None:
    document = _json(a_finding(), language="en")
    assert document["reviews"][0]["findings"][0]["title"] == "Value without content"


@settings(max_examples=25, deadline=None)
@given(findings=st.lists(_FINDINGS, max_size=5))
def test_sarif_follows_the_official_schema(findings: list[Finding]) -> None:
    schema = json.loads(_SARIF_SCHEMA.read_text(encoding="utf-8"))
    log = json.loads(render([a_review(*findings)], "sarif"))
    jsonschema.Draft4Validator(schema).validate(log)


@pytest.mark.parametrize(
    ("severity", "level"),
    [(Severity.BLOCK, "error"), (Severity.MUST, "warning"), (Severity.ADVICE, "note")],
)
def test_sarif_level_follows_severity(severity: Severity, level: str) -> None:
    assert _results(a_finding(severity=severity))[0]["level"] == level


def test_sarif_columns_begin_at_one() -> None:
    at = a_location("name", 2, 4, line=7)
    region = _results(a_finding(at))[0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 7, "startColumn": 7, "endLine": 7, "endColumn": 9}


def test_sarif_escapes_the_name_of_the_file() -> None:
    results = _results(a_finding(), source="甲 局/表:1.txt")
    uri = results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "%E7%94%B2%20%E5%B1%80/%E8%A1%A8%3A1.txt"


def test_sarif_further_places_are_related_locations() -> None:
    finding = a_finding(a_location("name", 0, 2), a_location("goal", 0, 2))
    related = _results(finding)[0]["relatedLocations"]
    assert [place["message"]["text"] for place in related] == ["职工培训经费 › 绩效目标"]


def test_sarif_names_project_and_indicator_as_logical_locations() -> None:
    logical = _results(a_finding())[0]["locations"][0]["logicalLocations"]
    assert [place["kind"] for place in logical] == ["project", "indicator"]
    assert logical[1]["fullyQualifiedName"] == "甲局本级/职工培训经费/影响力"


def test_sarif_gives_what_has_no_name_none() -> None:
    logical = _results(a_finding(), name="")[0]["locations"][0]["logicalLocations"]
    assert "name" not in logical[0]
    assert logical[1]["fullyQualifiedName"] == "甲局本级/影响力"


def test_sarif_fingerprint_stays_when_lines_move() -> None:
    before = _results(a_finding(a_location("name", 0, 2, line=7)))
    after = _results(a_finding(a_location("name", 0, 2, line=70)))
    assert before[0]["partialFingerprints"] == after[0]["partialFingerprints"]


def test_sarif_fingerprints_of_like_findings_differ() -> None:
    first, second = _results(a_finding(), a_finding())
    assert first["partialFingerprints"] != second["partialFingerprints"]


def test_workbook_has_summary_table_findings_and_unchecked() -> None:
    assert _workbook(a_finding()).sheetnames == ["摘要", "目标表", "审核发现", "未检查"]


def test_workbook_colours_the_cell_of_a_finding_by_the_gravest() -> None:
    places = a_location("goal", 0, 2)
    sheet = _workbook(a_finding(places, severity=Severity.BLOCK), a_finding(places))["目标表"]
    assert sheet["F6"].fill.start_color.rgb == "FFF9D9D6"
    assert sheet["A6"].fill.start_color.rgb == "00000000"


def test_workbook_prints_the_offending_characters_in_red_bold() -> None:
    sheet = _workbook(a_finding(a_location("goal", 2, 4)))["目标表"]
    parts = [part for part in sheet["F6"].value if part.font.b]
    assert [(part.text, part.font.color.rgb) for part in parts] == [("培训", "FFC00000")]


def test_workbook_writes_findings_beside_the_cell() -> None:
    sheet = _workbook(a_finding())["目标表"]
    assert "CO020" in str(sheet["H7"].value)


def test_workbook_findings_link_to_the_cell() -> None:
    link = _workbook(a_finding())["审核发现"]["A2"].hyperlink
    assert link.location == "'目标表'!G7"


def test_a_workbook_has_no_more_links_than_it_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_lists, "_MOST_LINKS", 1)
    sheet = _workbook(a_finding(), a_finding())["审核发现"]
    assert [sheet[cell].hyperlink is None for cell in ("A2", "A3")] == [False, True]


def test_workbook_text_never_becomes_a_formula() -> None:
    sheet = _workbook(name="=HYPERLINK(1)", goal="+1-1")["目标表"]
    for cell, text in (("A6", "=HYPERLINK(1)"), ("F6", "+1-1")):
        assert (sheet[cell].value, sheet[cell].data_type, sheet[cell].quotePrefix) == (
            text,
            "s",
            True,
        )


def test_workbook_keeps_money_a_number_and_missing_money_blank() -> None:
    sheet = _workbook(total=Decimal("1234.50"))["目标表"]
    assert (sheet["B6"].value, sheet["E6"].value) == (1234.5, None)


def test_workbook_prints_on_a4_landscape_with_the_header_repeated() -> None:
    sheet = _workbook()["目标表"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$4:$4"


@settings(max_examples=25, deadline=None)
@given(text=st.text(st.characters(), max_size=30))
def test_workbook_stays_well_formed_whatever_is_printed(text: str) -> None:
    _workbook(a_finding(a_location("goal", 1, 3)), goal=text, name=text)


def test_workbook_shortens_a_text_longer_than_a_cell_holds() -> None:
    data = render([a_review(table=a_table(goal="长" * 40_000))], "xlsx")
    with zipfile.ZipFile(BytesIO(data)) as book:
        assert "长……".encode() in book.read("xl/sharedStrings.xml")


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place(sheet="目标表", cell="B7", start=0, end=2), "目标表!B7"),
        (Place(page=3, start=0, end=2), "第3页"),
    ],
)
def test_a_place_that_is_no_line_is_told_in_workbook_and_sarif(place: Place, said: str) -> None:
    location = replace(a_location(line=None), span=(place,))
    review = a_review(a_finding(location))
    book = load_workbook(BytesIO(render([review], "xlsx", "zh")))
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert said in cells
    (run,) = json.loads(render([review], "sarif", "zh"))["runs"]
    physical = run["results"][0]["locations"][0]["physicalLocation"]
    assert set(physical["properties"]) <= {"page", "sheet", "cell", "box"}
    assert physical["properties"]


def test_a_table_without_source_has_no_artifact() -> None:
    table = replace(a_table(), source=None)
    review = a_review(a_finding(a_location()), table=table)
    (run,) = json.loads(render([review], "sarif", "zh"))["runs"]
    assert "physicalLocation" not in run["results"][0]["locations"][0]
