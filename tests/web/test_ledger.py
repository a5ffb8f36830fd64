"""Ledgers are read, matched and looked at by a person before their money counts."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.web.ledgering import accepted, entries, handed_in, line, workbook

from jiheng.errors import UnreadableFile
from jiheng_web.audit.models import Record
from jiheng_web.errors import InvalidInput, NotFound, NotPermitted, WrongState
from jiheng_web.intake import storage
from jiheng_web.results import ledger_commands
from jiheng_web.results.ledger_lines import money_of
from jiheng_web.results.ledger_preview import preview

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

JULY = date(2026, 7, 31)


def test_a_line_finds_its_project_by_name(city: City) -> None:
    project = city.project()

    ledger = handed_in(city, workbook([line(project.name, "120", "70")]))

    assert [entry.project_id for entry in entries(ledger)] == [project.pk]


def test_a_line_of_no_project_stays_without(city: City) -> None:
    city.project()

    ledger = handed_in(city, workbook([line("道路养护", "120", "70")]))

    assert [entry.project_id for entry in entries(ledger)] == [None]


def test_projects_elsewhere_are_not_matched(city: City) -> None:
    project = city.project()

    ledger = handed_in(
        city, workbook([line(project.name, "1", "1")]), "other_department", place="200"
    )

    assert [entry.project_id for entry in entries(ledger)] == [None]


def test_money_counts_only_when_a_person_accepted(city: City) -> None:
    project = city.project()
    handed_in(city, workbook([line(project.name, "120", "70")]))

    assert money_of(project, JULY) is None


def test_accepted_money_is_in_ten_thousand_yuan_with_its_cell(city: City) -> None:
    project = city.project()
    ledger = accepted(city, project)

    found = money_of(project, JULY)

    assert found is not None
    assert (found.money.initial, found.money.budget, found.money.executed) == tuple(
        map(Decimal, (120, 120, 70))
    )
    assert found.money.proofs[0].sha256 == ledger.sha256
    assert found.places == ("预算执行!B4",)
    assert not found.stale


def test_a_ledger_in_yuan_is_converted_exactly(city: City) -> None:
    project = city.project()
    data = workbook([line(project.name, "1200000", "701234.56")], money_unit="元")
    made = handed_in(city, data)
    ledger_commands.accept(city.principal("finance"), city.actor("finance"), made.pk, {})

    found = money_of(project, JULY)

    assert found is not None
    assert found.money.executed == Decimal("70.123456")


def test_a_ledger_that_ends_before_the_day_is_stale(city: City) -> None:
    project = city.project()
    data = workbook([line(project.name, "120", "60")], as_of="2026-06-30")
    made = handed_in(city, data)
    ledger_commands.accept(city.principal("finance"), city.actor("finance"), made.pk, {})

    found = money_of(project, JULY)

    assert found is not None
    assert (found.as_of, found.stale) == (date(2026, 6, 30), True)


def test_a_ledger_beyond_the_day_says_nothing_of_it(city: City) -> None:
    project = city.project()
    data = workbook([line(project.name, "120", "80")], as_of="2026-08-31")
    made = handed_in(city, data)
    ledger_commands.accept(city.principal("finance"), city.actor("finance"), made.pk, {})

    assert money_of(project, JULY) is None


def test_units_that_were_mixed_up_are_shown(city: City) -> None:
    project = city.project()

    ledger = handed_in(city, workbook([line(project.name, "0.012", "0.007")]))

    assert [one.is_slip for one in preview(ledger)] == [True]


def test_a_person_gives_a_line_a_project(city: City) -> None:
    project = city.project()
    ledger = handed_in(city, workbook([line("科普经费", "120", "70")]))
    chosen = {entries(ledger)[0].pk: project.pk}

    ledger_commands.accept(city.principal("finance"), city.actor("finance"), ledger.pk, chosen)

    assert money_of(project, JULY) is not None


def test_a_project_out_of_the_ledgers_reach_cannot_be_given(city: City) -> None:
    ledger = handed_in(city, workbook([line("经费", "1", "1")]), "department", place="100")
    far = city.project("201", "民政项目")
    chosen = {entries(ledger)[0].pk: far.pk}

    with pytest.raises(NotFound):
        ledger_commands.accept(city.principal("finance"), city.actor("finance"), ledger.pk, chosen)


def test_a_ledger_without_any_project_is_not_accepted(city: City) -> None:
    ledger = handed_in(city, workbook([line("经费", "1", "1")]))

    with pytest.raises(InvalidInput):
        ledger_commands.accept(city.principal("finance"), city.actor("finance"), ledger.pk, {})


def test_a_ledger_is_decided_once(city: City) -> None:
    ledger = accepted(city, city.project())

    with pytest.raises(WrongState):
        ledger_commands.refuse(city.principal("finance"), city.actor("finance"), ledger.pk)


def test_a_refused_ledger_does_not_count(city: City) -> None:
    project = city.project()
    ledger = handed_in(city, workbook([line(project.name, "120", "70")]))

    ledger_commands.refuse(city.principal("finance"), city.actor("finance"), ledger.pk)

    assert money_of(project, JULY) is None


def test_unit_heads_import_no_ledgers(city: City) -> None:
    with pytest.raises(NotPermitted):
        handed_in(city, workbook([line("经费", "1", "1")]), "head", place="101")


@pytest.mark.parametrize("data", ["一、二、三", ""], ids=["no ledger", "empty"])
def test_what_is_no_ledger_is_refused(city: City, data: str) -> None:
    with pytest.raises((InvalidInput, UnreadableFile)):
        handed_in(city, data.encode())


def test_the_original_is_kept_and_the_import_on_record(city: City) -> None:
    data = workbook([line("经费", "1", "1")])

    ledger = handed_in(city, data)

    assert storage.path_of(ledger.sha256).read_bytes() == data
    assert Record.objects.filter(act="ledger.import", subject_id=str(ledger.pk)).count() == 1


def test_the_page_shows_lines_and_accepts_them(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.project()
    client = as_person("finance")
    file = io.BytesIO(workbook([line(project.name, "120", "70"), line("无名", "1", "1")]))
    file.name = "台账.xlsx"
    place = city.organizations["000"].pk
    said = {"organization": place, "year": "2026", "file": file}

    answer = client.post("/ledgers/new", said)
    shown = client.get(answer.headers["Location"]).content.decode()
    client.post(f"{answer.headers['Location']}/accept", {})

    assert project.name in shown
    assert money_of(project, JULY) is not None
    assert client.get("/ledgers").status_code == 200
    assert b"".join(client.get(f"{answer.headers['Location']}/file")).startswith(b"PK")
