"""A round of monitoring: sheets of approved projects, lights, explanations, apart, on record."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
import pytest
from tests.web.ledgering import accepted
from tests.web.monitored import JULY, ON_TRACK, filled, handed_up, opened, who

from jiheng.pipeline import read
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.audit.models import Record
from jiheng_web.desk import views
from jiheng_web.errors import (
    InvalidInput,
    NotApart,
    NotFound,
    NotPermitted,
    StaleRevision,
    WrongState,
)
from jiheng_web.results import filled_commands, measure_commands, monitoring_commands
from jiheng_web.results.content import MEASURE, Said, SheetContent, loaded
from jiheng_web.results.models import Sheet
from jiheng_web.results.official import monitoring_form, monitoring_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City


@pytest.fixture
def sheet(city: City) -> Sheet:
    """Return the sheet of an approved project whose money a ledger knows: 70 of 120."""
    project = city.approved(city.project())
    accepted(city, project)
    return opened(city).sheets.get()


EXPLAINED = Said(
    cause="staff", explanation="讲解员不足", likelihood="2", measures="九月底前补聘讲解员三名"
)


def test_every_approved_project_gets_a_sheet(city: City) -> None:
    project = city.approved(city.project())
    city.project(name="未批复的项目")

    made = opened(city)

    assert [sheet.project for sheet in made.sheets.all()] == [project]


def test_a_department_opens_a_round_for_its_own_units_only(city: City) -> None:
    city.approved(city.project())

    assert opened(city, "department", "100").sheets.count() == 1
    with pytest.raises(NotPermitted):
        opened(city, "department", "000")


def test_a_round_without_approved_projects_is_refused(city: City) -> None:
    city.project()

    with pytest.raises(InvalidInput):
        opened(city)


def test_the_same_round_is_not_opened_twice(city: City, sheet: Sheet) -> None:
    assert sheet.round.cut_off == JULY
    with pytest.raises(InvalidInput):
        opened(city)


@pytest.mark.parametrize(
    ("cut_off", "due"),
    [(date(2025, 7, 31), date(2026, 8, 31)), (date(2026, 7, 31), date(2026, 7, 1))],
)
def test_days_that_cannot_be_are_refused(city: City, cut_off: date, due: date) -> None:
    city.approved(city.project())
    place = city.organizations["000"]

    with pytest.raises(InvalidInput):
        monitoring_commands.open_round(*who(city, "finance"), place, 2026, cut_off=cut_off, due=due)


def test_a_project_approved_later_joins(city: City, sheet: Sheet) -> None:
    later = city.approved(city.project(name="后批复的项目"))

    count = monitoring_commands.join(*who(city, "finance"), sheet.round_id)

    assert count == 1
    assert Sheet.objects.filter(project=later).exists()


def test_money_comes_from_the_ledger_with_its_light(sheet: Sheet) -> None:
    looked = monitoring_commands.looked(sheet)

    assert looked.money.money.executed == 70
    assert str(looked.money.reading.light) == "green"


def test_more_than_the_budget_is_red_and_a_forecast_beyond_it_is_asked_about(
    sheet: Sheet,
) -> None:
    known = loaded(sheet.content, SheetContent)
    money = msgspec.structs.replace(known.money, executed=Decimal(132))
    content = msgspec.structs.replace(known, money=money, forecast=Decimal(140))

    looked = monitoring_commands.looked(sheet, content)

    assert str(looked.money.reading.light) == "red"
    assert {lack.field for lack in looked.money.lacks} == {
        *("cause", "explanation", "likelihood"),
        "forecast-money",
    }


def test_missing_values_have_no_light_and_are_counted(sheet: Sheet) -> None:
    assert (sheet.light, sheet.dark) == ("green", 6)


def test_a_filled_sheet_has_the_gravest_light(city: City, sheet: Sheet) -> None:
    assert filled(city, sheet).light == "green"
    sheet.refresh_from_db()

    assert filled(city, sheet, ("1场", *ON_TRACK[1:])).light == "red"


def test_a_red_light_is_explained_before_the_sheet_goes_up(city: City, sheet: Sheet) -> None:
    filled(city, sheet, ("1场", *ON_TRACK[1:]))

    with pytest.raises(InvalidInput, match="Choose a cause"):
        handed_up(city, sheet)


def test_an_explained_sheet_goes_up_and_is_confirmed(city: City, sheet: Sheet) -> None:
    filled(city, sheet, ("1场", *ON_TRACK[1:]), EXPLAINED)
    handed_up(city, sheet)

    done = monitoring_commands.confirm(*who(city, "department"), sheet.pk)

    assert done.state == "confirmed"
    acts = Record.objects.filter(subject="results.sheet").values_list("act", flat=True)
    assert list(acts) == ["monitoring.fill", "monitoring.submit", "monitoring.confirm"]


def test_the_impossible_takes_measures(city: City, sheet: Sheet) -> None:
    said = msgspec.structs.replace(EXPLAINED, likelihood="3", measures="无")
    filled(city, sheet, ("1场", *ON_TRACK[1:]), said)

    with pytest.raises(InvalidInput, match="what will be done"):
        handed_up(city, sheet)


def test_values_without_evidence_do_not_go_up(city: City, sheet: Sheet) -> None:
    saved = filled(city, sheet)
    content = loaded(saved.content, SheetContent)
    bare = msgspec.structs.replace(content.lines[0].reached, proofs=())
    first = msgspec.structs.replace(content.lines[0], reached=bare)
    lines = (first, *content.lines[1:])
    monitoring_commands.save(
        *who(city, "clerk"),
        sheet.pk,
        msgspec.structs.replace(content, lines=lines),
        revision=saved.revision,
    )

    with pytest.raises(InvalidInput, match="No evidence"):
        handed_up(city, sheet)


def test_missing_data_do_not_go_up_without_a_word(city: City, sheet: Sheet) -> None:
    filled(city, sheet, ("", *ON_TRACK[1:]))

    with pytest.raises(InvalidInput, match="Data are missing"):
        handed_up(city, sheet)


def test_prose_that_says_no_value_does_not_go_up(city: City, sheet: Sheet) -> None:
    filled(city, sheet, ("正在推进", *ON_TRACK[1:]))

    with pytest.raises(InvalidInput, match="cannot be compared"):
        handed_up(city, sheet)


def test_who_filled_it_in_does_not_confirm_it(city: City, sheet: Sheet) -> None:
    filled(city, sheet)
    handed_up(city, sheet)
    person = city.principal("department").person
    with act(PROGRAM, "test.things"):
        Sheet.objects.filter(pk=sheet.pk).update(submitted_by=person)

    with pytest.raises(NotApart):
        monitoring_commands.confirm(*who(city, "department"), sheet.pk)


def test_a_returned_sheet_says_why_and_is_filled_in_again(city: City, sheet: Sheet) -> None:
    filled(city, sheet)
    handed_up(city, sheet)

    back = monitoring_commands.send_back(*who(city, "department"), sheet.pk, "数据与台账不符")

    assert (back.state, back.note) == ("returned", "数据与台账不符")
    assert filled(city, back).state == "returned"


def test_a_sheet_that_went_up_is_not_written(city: City, sheet: Sheet) -> None:
    filled(city, sheet)
    handed_up(city, sheet)
    sheet.refresh_from_db()

    with pytest.raises(WrongState):
        filled(city, sheet)


def test_a_stale_page_saves_nothing(city: City, sheet: Sheet) -> None:
    filled(city, sheet)

    with pytest.raises(StaleRevision):
        filled(city, sheet)


def test_a_sheet_of_others_is_not_there(city: City, sheet: Sheet) -> None:
    with pytest.raises(NotFound):
        monitoring_commands.draw(*who(city, "other"), sheet.pk)


def test_typed_money_without_evidence_does_not_go_up(city: City, sheet: Sheet) -> None:
    saved = filled(city, sheet)
    content = loaded(saved.content, SheetContent)
    typed = msgspec.structs.replace(content.money, source="typed", proofs=())
    monitoring_commands.save(
        *who(city, "clerk"),
        sheet.pk,
        msgspec.structs.replace(content, money=typed),
        revision=saved.revision,
    )

    with pytest.raises(InvalidInput, match="No evidence"):
        handed_up(city, sheet)


def test_a_unit_sees_the_round_it_has_a_sheet_in(
    sheet: Sheet, as_person: Callable[[str], Client]
) -> None:
    at = f"/monitoring/{sheet.round_id}"

    assert as_person("clerk").get(at).status_code == 200
    assert as_person("other").get(at).status_code == 404


@pytest.mark.parametrize("file", ["xlsx", "docx"])
def test_the_form_reads_back_as_the_sheet_says(city: City, sheet: Sheet, file: str) -> None:
    saved = filled(city, sheet, ("1场", *ON_TRACK[1:]), EXPLAINED)
    body = monitoring_form(saved, monitoring_commands.looked(saved), file)
    (table,) = read(body, name=f"表.{file}").tables
    said = table.rows[0].indicators

    assert [one.actual for one in said] == ["1场", *ON_TRACK[1:]]
    assert {one.likelihood for one in said} == {"有可能"}
    assert {one.deviation for one in said} == {"人员保障：讲解员不足"}
    assert table.rows[0].lines[0].executed == 70


def test_a_filled_form_that_says_the_same_shows_no_difference(city: City, sheet: Sheet) -> None:
    saved = filled(city, sheet, ("1场", *ON_TRACK[1:]), EXPLAINED)
    body = monitoring_form(saved, monitoring_commands.looked(saved), "xlsx")

    form = filled_commands.hand_in(*who(city, "clerk"), sheet.pk, "表.xlsx", io.BytesIO(body))

    assert filled_commands.differences(saved, form) == []


def test_a_filled_form_is_taken_over_by_a_person(city: City, sheet: Sheet) -> None:
    saved = filled(city, sheet, ("1场", *ON_TRACK[1:]), EXPLAINED)
    body = monitoring_form(saved, monitoring_commands.looked(saved), "xlsx")
    other = filled(city, saved, ("7场", *ON_TRACK[1:]))
    form = filled_commands.hand_in(*who(city, "clerk"), sheet.pk, "表.xlsx", io.BytesIO(body))
    changed = [one.label.zh for one in filled_commands.differences(other, form)]

    taken = filled_commands.take(*who(city, "clerk"), sheet.pk, form.pk, revision=other.revision)

    assert "科普展览举办场次 执行情况" in changed
    assert loaded(taken.content, SheetContent).lines[0].reached.text == "1场"
    with pytest.raises(WrongState):
        filled_commands.take(*who(city, "clerk"), sheet.pk, form.pk, revision=taken.revision)


def test_a_form_of_another_project_is_refused(city: City, sheet: Sheet) -> None:
    other = city.approved(city.project(name="别的项目"))
    monitoring_commands.join(*who(city, "finance"), sheet.round_id)
    there = Sheet.objects.get(project=other)
    body = monitoring_form(there, monitoring_commands.looked(there), "xlsx")

    with pytest.raises(InvalidInput, match="别的项目"):
        filled_commands.hand_in(*who(city, "clerk"), sheet.pk, "表.xlsx", io.BytesIO(body))


RUN = """{"schema": "jiheng/run/1", "fiscal_year": 2026, "as_of": "2026-07-31", "results": [
  {"project": "智慧科普项目", "name": "科普展览举办场次", "rows": 9,
   "query": "SELECT count(*)", "actual": {"number": "9", "unit": "场"}},
  {"project": "智慧科普项目", "name": "培训合格率",
   "actual": {"numerator": "96", "denominator": "100", "unit": "%"}},
  {"project": "别的项目", "name": "服务公众人次", "actual": {"number": "9"}},
  {"project": "智慧科普项目", "name": "展览按期举办率", "actual": null}]}"""


def test_results_of_measures_are_taken_over_with_their_evidence(city: City, sheet: Sheet) -> None:
    file = io.BytesIO(RUN.encode())

    count = measure_commands.take_into_sheet(*who(city, "clerk"), sheet.pk, "run.json", file)

    sheet.refresh_from_db()
    lines = loaded(sheet.content, SheetContent).lines
    assert count == 2
    assert (lines[0].reached.text, lines[0].reached.source) == ("9场", MEASURE)
    assert (lines[2].reached.text, lines[3].reached.text) == ("96%", "")
    assert lines[0].reached.proofs[0].rows == 9


@pytest.mark.parametrize(
    ("before", "after"),
    [("2026-07-31", "2026-08-01"), ("2026,", "2025,"), ("2026-07-31", "bald")],
    ids=["after the cut-off day", "another year", "no day"],
)
def test_results_of_another_time_are_refused(
    city: City, sheet: Sheet, before: str, after: str
) -> None:
    file = io.BytesIO(RUN.replace(before, after).encode())

    with pytest.raises(InvalidInput):
        measure_commands.take_into_sheet(*who(city, "clerk"), sheet.pk, "run.json", file)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"results": [1]}', '{"results": []}'])
def test_what_is_no_result_of_measures_is_refused(city: City, sheet: Sheet, text: str) -> None:
    file = io.BytesIO(text.encode())

    with pytest.raises(InvalidInput):
        measure_commands.take_into_sheet(*who(city, "clerk"), sheet.pk, "run.json", file)


def test_the_pages_lead_from_a_round_to_a_confirmed_sheet(
    sheet: Sheet, as_person: Callable[[str], Client]
) -> None:
    clerk, at = as_person("clerk"), f"/sheets/{sheet.pk}"
    proof = io.BytesIO(b"proof")
    proof.name = "签到表.pdf"
    clerk.post(f"{at}/evidence", {"file": proof})
    file = sheet.project.evidence.get()
    said = {"revision": sheet.revision, "initial": "120", "budget": "120", "executed": "70"}
    for position, text in enumerate(ON_TRACK):
        said |= {f"actual-{position}": text, f"evidence-{position}": file.pk}
    saved = clerk.post(f"{at}/save", said)
    as_person("head").post(f"{at}/submit")
    as_person("department").post(f"{at}/confirm")
    sheet.refresh_from_db()

    assert saved.status_code == 302
    assert sheet.state == "confirmed"
    assert loaded(sheet.content, SheetContent).money.source == "ledger"
    for path in ("/monitoring", f"/monitoring/{sheet.round_id}", at):
        assert as_person("auditor").get(path).status_code == 200
    answer = as_person("auditor").get(f"{at}/form.xlsx")
    assert answer.status_code == 200
    assert clerk.get(f"{at}/form.exe").status_code == 404


def test_what_waits_stands_on_the_page(sheet: Sheet, as_person: Callable[[str], Client]) -> None:
    assert sheet.project.name in as_person("clerk").get("/monitoring").content.decode()
    assert JULY.isoformat() in as_person("finance").get("/monitoring").content.decode()


def test_projects_that_have_a_sheet_of_the_day_are_not_asked_twice_unasked(city: City) -> None:
    city.approved(city.project())
    opened(city)

    with pytest.raises(InvalidInput) as refused:
        opened(city, "department", "100")

    assert "1 个项目" in refused.value.faults["again"].zh


def test_they_are_where_a_person_ticks_it(city: City, as_person: Callable[[str], Client]) -> None:
    city.approved(city.project())
    opened(city)
    said = {"organization": city.organizations["100"].pk, "fiscal_year": "2026"}
    said |= {"cut_off": "2026-07-31", "due": "2099-08-31", "again": "on"}

    assert as_person("department").post("/monitoring/new", said).status_code == 302


def test_a_desk_says_how_much_waits_and_shows_all_on_demand(
    city: City, as_person: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "SHOWN", 1)
    for name in ("甲项目", "乙项目"):
        city.approved(city.project(name=name))
    opened(city)
    clerk = as_person("clerk")

    pages = [clerk.get(one).content.decode() for one in ("/desk", "/desk?all=1")]

    assert "共 2 项，此处列出 1 项" in pages[0]
    assert [page.count('href="/sheets/') for page in pages] == [1, 2]


def test_a_form_says_who_signed_it_and_how_far_it_is(city: City, sheet: Sheet) -> None:
    draft = monitoring_table(sheet, monitoring_commands.looked(sheet)).rows[0].further
    filled(city, sheet, ON_TRACK)
    handed_up(city, sheet)
    done = monitoring_commands.confirm(*who(city, "department"), sheet.pk)
    body = monitoring_form(done, monitoring_commands.looked(done), "xlsx")
    (table,) = read(body, name="a.xlsx").tables
    signed = {one.label: one.value for one in table.rows[0].further}

    assert [(one.label, one.value) for one in draft] == [("状态", "填报中（草稿，未签署）")]
    assert [signed[one] for one in ("状态", "单位负责人", "主管部门审核人")] == [
        "部门已确认",
        city.people["head"].name,
        city.people["department"].name,
    ]
