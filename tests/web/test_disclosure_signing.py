"""Two people sign what is published; what changes afterwards is signed no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.publishing import prepared, publish, published, sign

from jiheng_web.access.policy import Action
from jiheng_web.accounts.models import Membership
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.audit.models import Record
from jiheng_web.disclosure import commands
from jiheng_web.disclosure.models import Disclosure
from jiheng_web.disclosure.reach import visible
from jiheng_web.errors import InvalidInput, NotFound, NotPermitted, WrongState
from jiheng_web.flow import commands as flow

if TYPE_CHECKING:
    from tests.web.city import City

    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Actor


def _who(city: City, username: str = "department") -> tuple[Principal, Actor]:
    return city.principal(username), city.actor(username)


def test_a_disclosure_begins_with_every_approved_project_of_department_and_year(
    city: City,
) -> None:
    city.project(name="还没批复的项目")
    city.approved(city.project(name="去年的项目", fiscal_year=2025))
    made = prepared(city, "甲项目", "乙项目")

    assert [entry.version.project.name for entry in made.entries.all()] == ["甲项目", "乙项目"]


def test_of_a_project_in_adjustment_the_approved_version_is_taken(city: City) -> None:
    project = city.approved(city.project())
    flow.adjust(*_who(city, "clerk"), project.pk, "事由", "批〔2026〕1号")
    made = commands.prepare(*_who(city), city.organizations["100"], 2026)

    assert [entry.version.number for entry in made.entries.all()] == [1]


def test_two_people_publish(city: City) -> None:
    assert published(city).state == "published"


def test_one_signature_is_not_enough(city: City) -> None:
    made = prepared(city)
    sign(city, made, "department")

    with pytest.raises(WrongState):
        commands.publish(*_who(city), made.pk)


def test_nobody_signs_twice(city: City) -> None:
    made = prepared(city)
    sign(city, made, "finance")

    with pytest.raises(WrongState):
        sign(city, made, "finance")


def test_two_people_of_the_department_are_not_enough(city: City) -> None:
    with act(PROGRAM, "test.role"):
        Membership.objects.create(
            user=city.people["museum"],
            organization=city.organizations["100"],
            role="department_reviewer",
        )
    made = prepared(city)
    sign(city, made, "department")

    assert sign(city, made, "museum").state == "prepared"


def test_a_table_that_changed_since_it_was_looked_at_is_not_signed(city: City) -> None:
    made = prepared(city)

    with pytest.raises(InvalidInput):
        commands.sign(*_who(city, "finance"), made.pk, "0" * 64)


def test_a_change_to_the_set_drops_the_signatures(city: City) -> None:
    made = prepared(city, "甲项目", "乙项目")
    sign(city, made, "finance")
    keys = [entry.version.project_id for entry in made.entries.all()]
    commands.choose(*_who(city), made.pk, keys[::-1])
    made.refresh_from_db()

    assert (made.signatures.count(), made.table, made.sha256) == (0, "", "")


def test_the_order_that_is_chosen_is_kept(city: City) -> None:
    made = prepared(city, "甲项目", "乙项目")
    keys = [entry.version.project_id for entry in made.entries.all()]
    commands.choose(*_who(city), made.pk, keys[::-1])

    assert [e.version.project_id for e in made.entries.order_by("position")] == keys[::-1]


def test_what_is_public_is_not_changed(city: City) -> None:
    made = published(city)

    with pytest.raises(WrongState):
        commands.describe(*_who(city), made.pk, title="别的", budget_total=None)


def test_an_altered_table_is_not_published(city: City) -> None:
    made = prepared(city)
    sign(city, made, "department")
    sign(city, made, "finance")
    made.refresh_from_db()
    with act(PROGRAM, "test.tamper"):
        made.table = made.table.replace("智慧科普", "别的科普")
        made.save()

    with pytest.raises(WrongState):
        commands.publish(*_who(city), made.pk)


def test_a_correction_is_a_new_edition_that_names_the_old_one(city: City) -> None:
    old = published(city)
    city.approved(city.project(name="后来批复的项目"))
    new = commands.correct(*_who(city), old.pk)

    assert (new.edition, new.replaces_id, new.entries.count()) == (2, old.pk, 2)


def test_only_one_correction_is_begun(city: City) -> None:
    old = published(city)
    commands.correct(*_who(city), old.pk)

    with pytest.raises(WrongState):
        commands.correct(*_who(city), old.pk)


def test_a_correction_goes_the_same_way(city: City) -> None:
    new = commands.correct(*_who(city), published(city).pk)

    assert publish(city, new).state == "published"


def test_withdrawing_needs_a_reason(city: City) -> None:
    made = published(city)

    with pytest.raises(InvalidInput):
        commands.withdraw(*_who(city), made.pk, " ")


def test_a_clerk_prepares_nothing(city: City) -> None:
    with pytest.raises(NotPermitted):
        commands.prepare(*_who(city, "clerk"), city.organizations["100"], 2026)


@pytest.mark.parametrize("code", ["000", "200"])
def test_a_department_prepares_for_itself_alone(city: City, code: str) -> None:
    with pytest.raises(NotPermitted):
        commands.prepare(*_who(city), city.organizations[code], 2026)


def test_another_department_does_not_see_it(city: City) -> None:
    made = prepared(city)

    with pytest.raises(NotFound):
        visible(city.principal("other_department"), made.pk)


def test_every_act_leaves_a_record_about_the_disclosure(city: City) -> None:
    made = published(city)
    commands.withdraw(*_who(city, "finance"), made.pk, "金额有误")
    acts = Record.objects.filter(subject="disclosure.disclosure", subject_id=str(made.pk))

    assert [record.act for record in acts] == [
        "disclosure.prepare",
        str(Action.DISCLOSURE_SIGN),
        str(Action.DISCLOSURE_SIGN),
        str(Action.DISCLOSURE_PUBLISH),
        str(Action.DISCLOSURE_WITHDRAW),
    ]
    assert Disclosure.objects.get(pk=made.pk).withdrawn_reason == "金额有误"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_sets_of_one_organization_are_published_one_after_the_other(city: City) -> None:
    made = prepared(city)
    sign(city, made, "department")
    sign(city, made, "finance")
    with CaptureQueriesContext(connection) as asked:
        commands.publish(city.principal("department"), city.actor("department"), made.pk)
    said = [one["sql"] for one in asked]
    locked = next(at for at, sql in enumerate(said) if "FOR NO KEY UPDATE" in sql)
    others = next(at for at, sql in enumerate(said) if "'published'" in sql)

    assert "accounts_organization" in said[locked]
    assert locked < others
