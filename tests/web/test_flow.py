"""A project goes its way: every act by the right person, in the right state, with a record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.web.city import sound_table

from jiheng_web.access.policy import Action
from jiheng_web.audit.chain import prove
from jiheng_web.audit.models import Record
from jiheng_web.errors import (
    Blocked,
    NotFound,
    NotPermitted,
    StaleRevision,
    UnattendedWrite,
    WrongState,
)
from jiheng_web.flow import commands
from jiheng_web.projects.models import Project

if TYPE_CHECKING:
    from tests.web.city import City


def test_a_sound_project_goes_all_the_way_to_approval(city: City) -> None:
    project = city.approved(city.project())

    assert project.state == "approved"
    assert commands.is_genuine(project.newest)


def test_every_act_leaves_one_record(city: City) -> None:
    before = Record.objects.count()
    city.approved(city.project())

    assert Record.objects.count() == before + 6


def test_the_chain_of_records_holds(city: City) -> None:
    city.approved(city.project())

    assert prove().broken is None


def test_a_write_without_an_act_is_refused(city: City) -> None:
    project = city.project()

    with pytest.raises(UnattendedWrite):
        Project.objects.filter(pk=project.pk).update(name="别的")


def test_two_clerks_cannot_overwrite_each_other(city: City) -> None:
    project = city.project()
    table = sound_table()
    who = city.principal("clerk"), city.actor("clerk")
    commands.save(*who, project.pk, table, revision=1)

    with pytest.raises(StaleRevision):
        commands.save(city.principal("clerk2"), city.actor("clerk2"), project.pk, table, revision=1)


def test_a_project_of_another_department_does_not_exist_for_a_clerk(city: City) -> None:
    project = city.project("201")

    with pytest.raises(NotFound):
        commands.visible(city.principal("clerk"), project.pk)


def test_a_clerk_may_not_approve(city: City) -> None:
    project = city.project()

    with pytest.raises(NotPermitted):
        commands.move(
            city.principal("clerk"), city.actor("clerk"), project.pk, Action.PROJECT_APPROVE
        )


def test_what_was_said_to_be_written_can_still_be_mended(city: City) -> None:
    project = city.move(city.project(), ("clerk", "project.finish"))
    who = city.principal("clerk"), city.actor("clerk")
    commands.save(*who, project.pk, sound_table("改名"), revision=project.newest.revision)

    assert Project.objects.get(pk=project.pk).state == "written"


def test_what_still_blocks_is_not_said_to_be_written(city: City) -> None:
    table = sound_table()
    blank = replace(table, rows=(replace(table.rows[0], indicators=()),))
    who = city.principal("clerk"), city.actor("clerk")
    project = commands.create(*who, city.organizations["101"], blank)

    with pytest.raises(Blocked):
        city.move(project, ("clerk", "project.finish"))


def test_what_is_submitted_is_not_edited(city: City) -> None:
    project = city.project()
    city.move(project, ("head", "project.check"), ("head", "project.submit"))

    with pytest.raises(WrongState):
        commands.save(
            city.principal("clerk"), city.actor("clerk"), project.pk, sound_table(), revision=1
        )
