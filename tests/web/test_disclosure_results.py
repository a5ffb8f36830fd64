"""Self-evaluations go public with the final accounts: gate, sign-off, files, a trace of all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
import pytest
from django.utils import timezone
from tests.web.monitored import begun, rated, who, with_line
from tests.web.publishing import evaluated, publish, published_results, results, sign

from jiheng.model import Funding
from jiheng.pipeline import read
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.disclosure import commands
from jiheng_web.disclosure.gate import inspect
from jiheng_web.disclosure.internal import public_row
from jiheng_web.disclosure.models import Disclosure
from jiheng_web.errors import GateClosed, WrongState
from jiheng_web.flow import commands as flow
from jiheng_web.results import self_evaluation_commands
from jiheng_web.results.models import SelfEvaluation
from jiheng_web.results.official_evaluation import self_evaluation_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

    from jiheng.model import Row


def codes(made: Disclosure) -> dict[str, str]:
    """Return what the gate finds now: code → severity."""
    return {one.code: one.severity for one in inspect(Disclosure.objects.get(pk=made.pk))}


def as_signed(found: SelfEvaluation) -> Row:
    """Return what a unit signed, as the public may see it; readers repeat the budget as money."""
    table = self_evaluation_table(found, self_evaluation_commands.scored(found))
    row = public_row(table.rows[0])
    return replace(row, funding=Funding(total=row.lines[0].budget))


def returned(city: City, found: SelfEvaluation) -> SelfEvaluation:
    """Have the department return a self-evaluation."""
    return self_evaluation_commands.send_back(*who(city, "department"), found.pk, "请核对场次")


def signed_anew(city: City, found: SelfEvaluation) -> None:
    """Have the unit fill it in otherwise and sign it again."""
    rated(city, returned(city, found))
    self_evaluation_commands.sign(*who(city, "head"), found.pk)


def test_a_set_of_results_begins_with_the_signed_self_evaluations(city: City) -> None:
    found = evaluated(city)
    rated(city, begun(city, city.approved(city.project(name="还没签署"))))

    made = results(city)

    kept = made.entries.values_list("version__project__name", "signed")
    assert list(kept) == [("智慧科普项目", found.digest)]
    assert made.title == "测试市科技局2026年度项目支出绩效自评表"


def test_nothing_stands_in_the_way_of_a_whole_year(city: City) -> None:
    evaluated(city)
    made = results(city, accounts_approved=timezone.localdate(), budget_total=Decimal(120))

    assert codes(made) == {}


def test_an_approved_project_without_a_signed_self_evaluation_blocks(city: City) -> None:
    evaluated(city)
    city.approved(city.project(name="没有自评"))

    assert codes(results(city))["no-self-evaluation"] == "block"


def test_a_reason_stands_in_for_a_self_evaluation(city: City) -> None:
    evaluated(city)
    secret = city.approved(city.project(name="没有自评"))
    made = results(city)
    commands.omit(*who(city, "department"), made.pk, secret.pk, "涉密项目")

    assert "block" not in codes(made).values()


def test_a_signed_self_evaluation_that_is_not_listed_blocks(city: City) -> None:
    made = results(city)
    evaluated(city)

    assert codes(made)["incomplete-list"] == "block"


def test_an_empty_set_blocks(city: City) -> None:
    assert codes(results(city))["empty-set"] == "block"


def test_a_returned_self_evaluation_blocks(city: City) -> None:
    found = evaluated(city)
    made = results(city)
    returned(city, found)

    assert codes(made)["unsigned-evaluation"] == "block"


def test_a_self_evaluation_signed_anew_is_put_on_the_list_anew(city: City) -> None:
    found = evaluated(city)
    made = results(city)
    signed_anew(city, found)
    assert codes(made)["outdated-evaluation"] == "block"

    commands.choose(*who(city, "department"), made.pk, [found.project_id])
    assert codes(made) == {"unconfirmed-evaluation": "must", "no-day": "advice"}


def test_what_was_signed_by_one_is_not_signed_by_the_next_once_it_changed(city: City) -> None:
    found = evaluated(city)
    made = results(city)
    sign(city, made, "department")
    signed_anew(city, found)

    with pytest.raises(GateClosed):
        sign(city, made, "finance")


def test_a_self_evaluation_altered_behind_the_office_blocks(city: City) -> None:
    found = evaluated(city)
    made = results(city)
    content = msgspec.json.encode(with_line(found, 0, reason="改了")).decode()
    with act(PROGRAM, "test.alter"):
        SelfEvaluation.objects.filter(pk=found.pk).update(content=content)

    assert codes(made)["altered-evaluation"] == "block"


def test_targets_adjusted_since_are_told(city: City) -> None:
    found = evaluated(city)
    flow.adjust(*who(city, "clerk"), found.project_id, "事由", "批〔2026〕1号")
    city.move(found.project, ("clerk", "project.finish"))
    city.approved(found.project)

    assert codes(results(city))["superseded-targets"] == "must"


def test_personal_data_block_with_the_field_they_stand_in(
    city: City, as_person: Callable[[str], Client]
) -> None:
    found = begun(city, city.approved(city.project()))
    rated(city, found, goal_actual="已完成，联系人 13800138000")
    self_evaluation_commands.sign(*who(city, "head"), found.pk)
    made = results(city)

    assert codes(made)["personal-or-secret"] == "block"
    page = as_person("department").get(f"/disclosures/{made.pk}").content.decode()
    assert "<td>年度总体目标完成情况</td>" in page


@pytest.mark.parametrize(("days", "severity"), [(20, None), (21, "must")])
def test_twenty_days_after_the_final_accounts_it_is_late(
    city: City, days: int, severity: str | None
) -> None:
    evaluated(city)
    made = results(city, accounts_approved=timezone.localdate() - timedelta(days))

    assert codes(made).get("late") == severity


@pytest.mark.parametrize(
    ("total", "code"),
    [("120.00", None), ("110", "accounts-total"), ("0.012", "accounts-unit")],
)
def test_what_was_spent_agrees_with_the_final_accounts(
    city: City, total: str, code: str | None
) -> None:
    evaluated(city)
    found = codes(results(city, budget_total=Decimal(total)))

    assert [one for one in found if one.startswith("accounts-")] == ([code] if code else [])


def test_two_people_publish_results(city: City) -> None:
    assert published_results(city).state == "published"


def test_one_signature_is_not_enough(city: City) -> None:
    evaluated(city)
    made = results(city)
    sign(city, made, "department")

    with pytest.raises(WrongState):
        commands.publish(*who(city, "department"), made.pk)


@pytest.mark.parametrize("form", ["json", "xlsx", "docx", "pdf"])
def test_what_is_read_of_the_published_file_equals_what_was_signed(
    city: City, stranger: Client, form: str
) -> None:
    made = published_results(city, "甲项目", "乙项目")
    body = stranger.get(f"/public/{made.slug}/data.{form}").content

    rows = [row for table in read(body, name=f"data.{form}").tables for row in table.rows]

    assert rows == [as_signed(one) for one in SelfEvaluation.objects.order_by("project_id")]


def test_a_title_of_ones_own_leaves_the_form_readable(city: City, stranger: Client) -> None:
    evaluated(city)
    made = publish(city, results(city, title="决算公开附件三"))
    body = stranger.get(f"/public/{made.slug}/data.xlsx").content
    (table,) = read(body, name="data.xlsx").tables

    assert table.kind == "self-evaluation"


def test_published_results_stay_while_the_self_evaluation_changes(
    city: City, stranger: Client
) -> None:
    made = published_results(city)
    before = stranger.get(f"/public/{made.slug}/data.json").content
    returned(city, SelfEvaluation.objects.get())

    assert stranger.get(f"/public/{made.slug}/data.json").content == before


def test_a_correction_takes_what_is_signed_by_now(city: City, stranger: Client) -> None:
    old = published_results(city)
    signed_anew(city, SelfEvaluation.objects.get())
    new = publish(city, commands.correct(*who(city, "department"), old.pk))
    (row,) = stranger.get(f"/public/{new.slug}/data.json").json()["rows"]

    assert (new.edition, new.replaces_id, Decimal(row["score"])) == (2, old.pk, Decimal(100))


def test_the_files_of_withdrawn_results_say_when_and_why(city: City, stranger: Client) -> None:
    made = published_results(city)
    commands.withdraw(*who(city, "finance"), made.pk, "得分有误")
    answer = stranger.get(f"/public/{made.slug}/data.xlsx")

    assert (answer.status_code, answer.json()["reason"]) == (410, "得分有误")


def test_people_bring_results_all_the_way(
    city: City, as_person: Callable[[str], Client], stranger: Client
) -> None:
    evaluated(city)
    department, finance = as_person("department"), as_person("finance")
    said = {
        "organization": city.organizations["100"].pk,
        "fiscal_year": "2026",
        "holds": "results",
        "budget_total": "120.00",
        "accounts_approved": f"{timezone.localdate():%Y-%m-%d}",
    }
    department.post("/disclosures/new", said)
    made = Disclosure.objects.get()
    for client in (department, finance):
        shown = client.get(f"/disclosures/{made.pk}").content.decode()
        sha256 = shown.split('name="sha256" value="')[1][:64]
        assert client.post(f"/disclosures/{made.pk}/sign", {"sha256": sha256}).status_code == 302
    assert department.post(f"/disclosures/{made.pk}/publish").status_code == 302

    assert "96.88" in stranger.get(f"/public/{made.slug}").content.decode()


def test_a_project_shows_targets_beside_actual_values_points_and_reasons(
    city: City, stranger: Client
) -> None:
    made = published_results(city)
    page = stranger.get(f"/public/{made.slug}/1").content.decode()

    for said in ("≥12场", "9场", "9.38", "场馆检修停展两个月", "全年目标全部完成。"):
        assert said in page
    assert "陈单位" not in page


def test_an_approved_project_without_a_signed_one_can_only_be_left_out(
    city: City, as_person: Callable[[str], Client]
) -> None:
    made = results(city)
    project = city.approved(city.project())
    client = as_person("department")
    page = client.get(f"/disclosures/{made.pk}").content.decode()

    assert "未签署" in page
    assert client.post(f"/disclosures/{made.pk}/set", {"project": project.pk}).status_code == 404


def test_a_day_that_is_none_comes_back_with_what_was_typed(
    city: City, as_person: Callable[[str], Client]
) -> None:
    made = results(city)
    said = {"title": "新的标题", "accounts_approved": "2027-02-30"}
    answer = as_person("department").post(f"/disclosures/{made.pk}/head", said)

    assert answer.status_code == 400
    assert 'value="新的标题"' in answer.content.decode()


def test_targets_and_results_of_a_year_name_each_other(city: City, stranger: Client) -> None:
    made = published_results(city)
    targets = publish(
        city, commands.prepare(*who(city, "department"), city.organizations["100"], 2026)
    )

    for one, other in ((made, targets), (targets, made)):
        assert f"/public/{other.slug}" in stranger.get(f"/public/{one.slug}").content.decode()


@pytest.mark.parametrize(("holds", "count"), [("results", 1), ("targets", 0), ("", 1)])
def test_the_public_list_is_narrowed_to_results(
    city: City, stranger: Client, holds: str, count: int
) -> None:
    published_results(city)

    assert stranger.get(f"/public/list.json?holds={holds}").json()["count"] == count


def test_what_is_no_holding_is_refused(city: City, as_person: Callable[[str], Client]) -> None:
    said = {"organization": city.organizations["100"].pk, "fiscal_year": 2026, "holds": "x"}

    assert as_person("department").post("/disclosures/new", said).status_code == 400


def test_no_results_go_public_before_the_accounts_are_approved(city: City) -> None:
    evaluated(city)
    made = results(city, accounts_approved=timezone.localdate() + timedelta(1))

    assert codes(made)["day-to-come"] == "block"
