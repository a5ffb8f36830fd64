"""Ledgers that cannot be taken as they are: what is asked, what is refused, what is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.web.ledgering import handed_in, line, workbook
from tests.web.monitored import JULY, opened, who

from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.errors import InvalidInput
from jiheng_web.results import ledger_commands
from jiheng_web.results.ledger_lines import money_of, unused_of
from jiheng_web.results.ledger_preview import preview
from jiheng_web.results.ledger_withdrawing import withdraw

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City
    from tests.web.ledgering import Line

    from jiheng_web.projects.models import Project
    from jiheng_web.results.models import Ledger

NAME = "智慧科普项目"


def made(city: City, *lines: Line, money_unit: str = "万元", as_of: str = "2026-07-31") -> Ledger:
    """Hand a ledger in that names the one project."""
    return handed_in(city, workbook(lines, money_unit=money_unit, as_of=as_of))


def accept(city: City, ledger: Ledger, as_of: date | None = None) -> Ledger:
    """Let it count."""
    return ledger_commands.accept(*who(city, "finance"), ledger.pk, {}, as_of)


@pytest.mark.parametrize(
    ("money_unit", "paid", "why"), [("", "70", "金额单位未知"), ("万元", "", "没有执行数")]
)
def test_a_ledger_of_which_nothing_would_count_is_refused(
    city: City, money_unit: str, paid: str, why: str
) -> None:
    city.project()
    ledger = made(city, line(NAME, "120", paid), money_unit=money_unit)

    with pytest.raises(InvalidInput) as refused:
        accept(city, ledger)

    assert why in refused.value.faults["entries"].zh


@pytest.mark.parametrize("as_of", [None, date(2025, 12, 31)])
def test_a_ledger_without_a_day_is_asked_for_one_of_its_year(
    city: City, as_of: date | None
) -> None:
    city.project()
    ledger = made(city, line(NAME, "120", "70"), as_of="")

    with pytest.raises(InvalidInput, match="up to which day"):
        accept(city, ledger, as_of)


def test_a_day_that_a_person_gave_counts(city: City) -> None:
    project = city.project()
    accept(city, made(city, line(NAME, "120", "70"), as_of=""), date(2026, 6, 30))

    found = money_of(project, JULY)

    assert found is not None
    assert (found.as_of, found.stale) == (date(2026, 6, 30), True)


def test_a_page_asks_for_the_day(city: City, as_person: Callable[[str], Client]) -> None:
    city.project()
    ledger = made(city, line(NAME, "120", "70"), as_of="")

    answer = as_person("finance").post(f"/ledgers/{ledger.pk}/accept", {"as_of": ""})

    assert answer.status_code == 400
    assert 'id="fault-as_of"' in answer.content.decode()


def test_a_ledger_that_is_not_used_is_named_on_the_sheet_with_the_reason(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.approved(city.project())
    accept(city, made(city, line(NAME, "120", "80"), as_of="2026-08-31"))
    sheet = opened(city).sheets.get()

    page = as_person("clerk").get(f"/sheets/{sheet.pk}").content.decode()

    assert [one.ledger.as_of for one in unused_of(project, JULY)] == [date(2026, 8, 31)]
    assert "晚于 2026-07-31 且没有按月列支" in page


@pytest.mark.parametrize(
    ("content", "why"),
    [('{"paid":"700000"}', "没有注明截至哪一天"), ("{}", "没有执行数")],
)
def test_a_ledger_accepted_without_a_day_or_amount_says_why_it_is_not_used(
    city: City, content: str, why: str
) -> None:
    project = city.project()
    ledger = accept(city, made(city, line(NAME, "120", "70")))
    with act(PROGRAM, "test.ledger"):
        ledger.as_of = None
        ledger.save()
        ledger.entries.update(content=content)

    assert money_of(project, JULY) is None
    assert why in unused_of(project, JULY)[0].reason.zh


def test_a_ledger_that_leaves_out_months_says_which(city: City) -> None:
    project = city.project()
    ledger = accept(city, made(city, line(NAME, "120", "70")))
    with act(PROGRAM, "test.ledger"):
        ledger.entries.update(content='{"months":{"1":"5","2":"5","7":"9"},"covered":"2026-07-31"}')

    assert "缺 3–6 月的支出" in unused_of(project, JULY)[0].reason.zh


def test_rows_of_one_project_are_told_and_added_up(city: City) -> None:
    project = city.project()
    ledger = made(city, line(NAME, "120", "70"), line(NAME, "120", "70"))

    doubts = [why.zh for one in preview(ledger) for why in one.doubts]
    accept(city, ledger)

    found = money_of(project, JULY)
    assert len(doubts) == 2
    assert "2 行对应同一项目" in doubts[0]
    assert found is not None
    assert found.money.executed == Decimal(140)


def test_amounts_below_nought_are_a_doubt(city: City) -> None:
    city.project()
    ledger = made(city, line(NAME, "120", "-5"))

    (found,) = preview(ledger)

    assert "有负数（-5 万元）" in found.doubts[0].zh


def test_a_ledger_that_holds_errors_is_not_accepted(city: City) -> None:
    city.project()
    ledger = made(city, line(NAME, "120", "70"), as_of="2030-07-31")

    with pytest.raises(InvalidInput) as refused:
        accept(city, ledger)

    assert "2030" in refused.value.faults["entries"].zh


def test_an_accepted_ledger_is_withdrawn_with_a_reason(city: City) -> None:
    project = city.project()
    ledger = accept(city, made(city, line(NAME, "120", "70")))

    withdraw(*who(city, "finance"), ledger.pk, "导错文件")

    assert money_of(project, JULY) is None
    assert "导错文件" in unused_of(project, JULY)[0].reason.zh


def test_no_ledger_is_withdrawn_without_a_reason(city: City) -> None:
    city.project()
    ledger = accept(city, made(city, line(NAME, "120", "70")))

    with pytest.raises(InvalidInput):
        withdraw(*who(city, "finance"), ledger.pk, " ")


def test_a_page_withdraws(city: City, as_person: Callable[[str], Client]) -> None:
    city.project()
    ledger = accept(city, made(city, line(NAME, "120", "70")))
    address = f"/ledgers/{ledger.pk}/withdraw"

    said = as_person("finance").post(address, {"reason": "导错文件"}, follow=True)

    assert "导错文件" in said.content.decode()


def rival(city: City, project: Project) -> Ledger:
    """Let a clerk hand in another ledger of the same day."""
    data = workbook([line(project.name, "120", "110")])
    ledger = handed_in(city, data, "clerk", place="101", name="自制台账.xlsx")
    return ledger_commands.accept(*who(city, "clerk"), ledger.pk, {})


def test_of_two_ledgers_of_one_day_that_of_finance_counts(city: City) -> None:
    project = city.project()
    accept(city, made(city, line(NAME, "120", "70")))
    own = rival(city, project)

    found = money_of(project, JULY)

    assert found is not None
    assert found.money.executed == Decimal(70)
    assert [one.ledger for one in found.rivals] == [own]


def test_a_ledger_of_finance_that_was_withdrawn_gives_way(city: City) -> None:
    project = city.project()
    ledger = accept(city, made(city, line(NAME, "120", "70")))
    rival(city, project)
    withdraw(*who(city, "finance"), ledger.pk, "有误")

    found = money_of(project, JULY)

    assert found is not None
    assert found.money.executed == Decimal(110)


def test_a_page_shows_ledgers_that_compete(city: City, as_person: Callable[[str], Client]) -> None:
    project = city.approved(city.project())
    accept(city, made(city, line(NAME, "120", "70")))
    own = rival(city, project)
    sheet = opened(city).sheets.get()

    pages = [f"/ledgers/{own.pk}", f"/sheets/{sheet.pk}"]
    said = [as_person("clerk").get(one).content.decode() for one in pages]

    assert "以该台账为准" in said[0]
    assert "自制台账.xlsx" in said[1]


def test_more_paid_than_the_budget_holds_is_a_doubt(city: City) -> None:
    city.project()

    ledger = made(city, line(NAME, "500", "550"))

    assert any("超过预算" in doubt.zh for doubt in preview(ledger)[0].doubts)
    assert "超过预算数" in ledger.problems
