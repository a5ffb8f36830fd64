"""Pages of results say who acts next, in every state in which something is waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.web.monitored import begun, file_of, filled, handed_up, opened, rated, who
from tests.web.results_filling import FAR

from jiheng_web.accounts.models import Membership
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.results import (
    monitoring_commands,
    rectification_commands,
    self_evaluation_commands,
)
from jiheng_web.results.next_step import awaited, next_steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

    from jiheng_web.results.models import Rectification, SelfEvaluation, Sheet


def said(thing: Sheet | SelfEvaluation | Rectification) -> str:
    """Return what a page says in Chinese."""
    return "".join(one.zh for one in next_steps(thing))


@pytest.fixture
def sheet(city: City) -> Sheet:
    """Return the sheet of an approved project."""
    city.approved(city.project())
    return opened(city).sheets.get()


def test_a_clerk_is_told_who_hands_up_what_they_fill_in(
    sheet: Sheet, as_person: Callable[[str], Client]
) -> None:
    page = as_person("clerk").get(f"/sheets/{sheet.pk}").content.decode()

    assert "“填报绩效监控”由经办人办理：李经办、王经办。" in page
    assert "填妥之后：“上报绩效监控”由单位负责人办理：陈单位。" in page


def test_a_filled_sheet_waits_for_the_unit_head(city: City, sheet: Sheet) -> None:
    saved = filled(city, sheet)

    assert said(saved) == "“上报绩效监控”由单位负责人办理：陈单位。"


def test_a_sheet_that_is_handed_up_waits_for_the_department(city: City, sheet: Sheet) -> None:
    filled(city, sheet)

    assert "主管部门审核人办理：周部门" in said(handed_up(city, sheet))


def test_a_sheet_that_was_returned_is_for_the_clerk_again(city: City, sheet: Sheet) -> None:
    filled(city, sheet)
    handed_up(city, sheet)
    returned = monitoring_commands.send_back(*who(city, "department"), sheet.pk, "请核对场次")

    assert "经办人办理：李经办、王经办" in said(returned)


def test_nothing_is_waited_for_once_it_is_confirmed(city: City, sheet: Sheet) -> None:
    filled(city, sheet)
    handed_up(city, sheet)
    done = monitoring_commands.confirm(*who(city, "department"), sheet.pk)

    assert (next_steps(done), awaited(done)) == ([], None)


def test_it_is_told_when_nobody_holds_the_role(city: City, sheet: Sheet) -> None:
    saved = filled(city, sheet)
    with act(PROGRAM, "test.roles"):
        Membership.objects.filter(user=city.people["head"]).delete()

    assert "目前没有可以办理的人员" in said(saved)


def test_a_self_evaluation_waits_for_signatures(city: City) -> None:
    found = rated(city, begun(city, city.approved(city.project())))
    signing = said(found)
    signed = self_evaluation_commands.sign(*who(city, "head"), found.pk)

    assert signing == "“签署绩效自评”由单位负责人办理：陈单位。"
    assert said(signed) == "“审核绩效自评”由主管部门审核人办理：周部门。"


def test_a_rectification_waits_for_its_owner_then_for_the_examination(city: City) -> None:
    project = city.approved(city.project())
    wanted = rectification_commands.Wanted(title="进度滞后", due=FAR)
    made = rectification_commands.open_item(*who(city, "department"), project.pk, wanted)
    file = file_of(city, project)
    first = said(made)
    answered = rectification_commands.answer(*who(city, "clerk"), made.pk, "已加排", file.pk)

    assert first == "落实整改由责任人 李经办 办理。"
    assert "“整改销号”由主管部门审核人或财政审核人办理：周部门、郑财政。" in said(answered)


@pytest.mark.parametrize("address", ["/monitoring/{0.round_id}", "/self-evaluations"])
def test_a_list_says_whose_turn_it_is(
    city: City, sheet: Sheet, as_person: Callable[[str], Client], address: str
) -> None:
    begun(city, sheet.project)

    page = as_person("clerk").get(address.format(sheet)).content.decode()

    assert "待经办人填报绩效" in page
