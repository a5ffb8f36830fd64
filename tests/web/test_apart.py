"""Nobody judges their own work, and a page opened before a step saves nothing over it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.web.city import sound_table

from jiheng.model import Indicator
from jiheng_web.access.policy import Action, Role
from jiheng_web.accounts.models import Membership
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.errors import Blocked, NotApart, StaleRevision
from jiheng_web.flow import commands

if TYPE_CHECKING:
    from tests.web.city import City


def given(city: City, username: str, role: Role, code: str) -> None:
    with act(PROGRAM, "test"):
        Membership.objects.create(
            user=city.people[username], organization=city.organizations[code], role=role
        )


def test_a_clerk_who_is_unit_head_as_well_does_not_check_what_he_wrote(city: City) -> None:
    given(city, "clerk", Role.UNIT_HEAD, "101")

    with pytest.raises(NotApart):
        city.move(city.project(), ("clerk", "project.check"))


@pytest.mark.parametrize("username", ["clerk", "head"])
def test_whoever_wrote_or_submitted_does_not_review(city: City, username: str) -> None:
    given(city, username, Role.DEPARTMENT_REVIEWER, "100")
    project = city.move(city.project(), ("head", "project.check"), ("head", "project.submit"))

    with pytest.raises(NotApart):
        city.move(project, (username, "project.review"))


def test_a_page_opened_before_a_return_saves_nothing_over_it(city: City) -> None:
    project = city.project()
    opened = project.newest.revision
    city.move(project, ("head", "project.check"), ("head", "project.return"))

    with pytest.raises(StaleRevision):
        commands.save(
            city.principal("clerk"), city.actor("clerk"), project.pk, sound_table(), revision=opened
        )


def test_a_page_opened_before_an_adjustment_saves_nothing_over_it(city: City) -> None:
    project = city.approved(city.project())
    opened = project.newest.revision
    who = city.principal("clerk"), city.actor("clerk")
    commands.adjust(*who, project.pk, "面积减少", "8号")

    with pytest.raises(StaleRevision):
        commands.save(*who, project.pk, sound_table(), revision=opened)


def test_an_indicator_without_a_name_is_not_checked(city: City) -> None:
    table = sound_table()
    row = replace(
        table.rows[0], indicators=(*table.rows[0].indicators, Indicator(annual_value="≥1项"))
    )
    project = city.project()
    commands.save(
        city.principal("clerk"),
        city.actor("clerk"),
        project.pk,
        replace(table, rows=(row,)),
        revision=1,
    )

    with pytest.raises(Blocked):
        city.move(project, ("head", str(Action.PROJECT_CHECK)))


def test_a_project_without_money_is_told(city: City) -> None:
    table = sound_table()
    project = commands.create(
        city.principal("clerk"),
        city.actor("clerk"),
        city.organizations["101"],
        replace(table, rows=(replace(table.rows[0], funding=None),)),
    )

    assert "OF001" in project.newest.findings
