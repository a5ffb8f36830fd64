"""People: who makes accounts, who grants roles, and what nobody does for himself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from tests.web.test_login import WRONG, enter

from jiheng_web.access.policy import Role
from jiheng_web.accounts import people, roles
from jiheng_web.accounts.models import Membership, User
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.audit.models import Record
from jiheng_web.errors import InvalidInput, NotPermitted, UnattendedWrite
from jiheng_web.operations.setting_up import add_person

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.city import City

DEEDS = ("change", "active", "password", "unlock", "app", "roles", "roles/1/revoke")


@pytest.fixture
def branch(city: City) -> City:
    """Two administrators of the first department alone."""
    with act(PROGRAM, "test"):
        for username, role in (
            ("sys100", Role.SYSTEM_ADMINISTRATOR),
            ("sec100", Role.SECURITY_ADMINISTRATOR),
        ):
            place = city.organizations["100"]
            made = add_person(username, username, WRONG, [(place, role)], must_change=False)
            city.people[username] = made
    return city


def new_person(city: City, browser: Client, **changes: str) -> object:
    said = {
        "username": "newcomer",
        "name": "新来的",
        "organization": str(city.organizations["101"].pk),
        **changes,
    }
    return browser.post("/people/add", said)


def test_the_system_administrator_makes_an_account_that_may_nothing(
    city: City, as_person: Callable[[str], Client]
) -> None:
    new_person(city, as_person("sysadmin"))

    made = User.objects.get(username="newcomer")
    assert made.must_change_password
    assert not made.memberships.exists()
    assert Record.objects.latest("sequence").act == "person.create"


def test_the_first_password_is_shown_and_lets_in_once(
    city: City, as_person: Callable[[str], Client], stranger: Client
) -> None:
    page = new_person(city, as_person("sysadmin")).content.decode()  # type: ignore[attr-defined]
    found = re.search(r'<code class="secret">([^<]+)</code>', page)
    assert found

    assert enter(stranger, "newcomer", found[1]).status_code == 302
    assert stranger.get("/account").headers["Location"] == "/account/password"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("username", "clerk"),
        ("username", "大写"),
        ("username", "a b"),
        ("username", ""),
        ("username", "x" * 41),
        ("name", ""),
        ("name", "名" * 61),
        ("telephone", "call me"),
    ],
)
def test_an_account_that_cannot_be_is_refused(
    city: City, as_person: Callable[[str], Client], field: str, said: str
) -> None:
    before = User.objects.count()

    answer = new_person(city, as_person("sysadmin"), **{field: said})

    assert answer.status_code == 400  # type: ignore[attr-defined]
    assert User.objects.count() == before


def test_a_name_is_shown_as_text(city: City, as_person: Callable[[str], Client]) -> None:
    new_person(city, as_person("sysadmin"), name="<script>alert(1)</script>")

    made = User.objects.get(username="newcomer")
    for address in ("/people", f"/people/{made.pk}"):
        assert "<script>alert" not in as_person("secadmin").get(address).content.decode()


@pytest.mark.parametrize("username", ["clerk", "department", "finance", "auditor", "auditadmin"])
@pytest.mark.parametrize("address", ["/people", "/people/1"])
def test_accounts_are_the_two_administrators_matter(
    as_person: Callable[[str], Client], username: str, address: str
) -> None:
    assert as_person(username).get(address).status_code == 403


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("username", ["clerk", "finance", "auditor", "auditadmin"])
def test_nobody_else_changes_accounts(
    city: City, as_person: Callable[[str], Client], username: str, deed: str
) -> None:
    address = f"/people/{city.people['other'].pk}/{deed}"

    assert as_person(username).post(address).status_code == 403


@pytest.mark.parametrize("deed", ["unlock", "app", "roles", "roles/1/revoke"])
def test_the_system_administrator_grants_no_roles(
    city: City, as_person: Callable[[str], Client], deed: str
) -> None:
    address = f"/people/{city.people['clerk'].pk}/{deed}"

    assert as_person("sysadmin").post(address).status_code == 403


@pytest.mark.parametrize("deed", ["change", "active", "password"])
def test_the_security_administrator_makes_no_accounts(
    city: City, as_person: Callable[[str], Client], deed: str
) -> None:
    address = f"/people/{city.people['clerk'].pk}/{deed}"

    assert as_person("secadmin").post(address).status_code == 403


def post(browser: Client, city: City, username: str, deed: str, place: str = "101") -> int:
    address = f"/people/{city.people[username].pk}/{deed}"
    said = {
        "organization": str(city.organizations[place].pk),
        "role": "clerk",
        "name": "新名",
        "active": "0",
    }
    return browser.post(address, said).status_code


@pytest.mark.parametrize("deed", DEEDS)
def test_people_of_another_department_do_not_exist(
    branch: City, as_person: Callable[[str], Client], deed: str
) -> None:
    administrator = "sys100" if deed in {"change", "active", "password"} else "sec100"

    assert post(as_person(administrator), branch, "other", deed) == 404


@pytest.mark.parametrize("deed", ["change", "active", "password", "unlock", "app", "roles"])
def test_who_has_rights_above_is_not_changed_from_below(branch: City, deed: str) -> None:
    with act(PROGRAM, "test"):
        finance = branch.people["finance"]
        finance.organization = branch.organizations["100"]
        finance.save()
    client = Client(raise_request_exception=False)
    low = "sys100" if deed in {"change", "active", "password"} else "sec100"
    client.force_login(branch.people[low])

    assert post(client, branch, "finance", deed) == 403


@pytest.mark.usefixtures("branch")
def test_the_list_shows_ones_own_subtree_only(as_person: Callable[[str], Client]) -> None:
    page = as_person("sys100").get("/people").content.decode()

    assert "李经办" in page
    assert "孙民政" not in page


def test_the_list_can_be_searched(as_person: Callable[[str], Client]) -> None:
    page = as_person("secadmin").get("/people?search=李").content.decode()

    assert "李经办" in page
    assert "王经办" not in page


def test_an_account_is_not_made_in_another_department(
    branch: City, as_person: Callable[[str], Client]
) -> None:
    place = str(branch.organizations["201"].pk)

    answer = new_person(branch, as_person("sys100"), organization=place)

    assert answer.status_code == 404  # type: ignore[attr-defined]


def test_a_role_is_granted_and_revoked(city: City, as_person: Callable[[str], Client]) -> None:
    browser = as_person("secadmin")
    granted = post(browser, city, "clerk", "roles", "102")
    held = Membership.objects.get(user=city.people["clerk"], organization=city.organizations["102"])
    address = f"/people/{city.people['clerk'].pk}/roles/{held.pk}/revoke"

    assert (granted, browser.post(address).status_code) == (302, 302)
    assert not Membership.objects.filter(pk=held.pk).exists()
    assert set(Record.objects.order_by("-sequence").values_list("act", flat=True)[:2]) == {
        "role.grant",
        "role.revoke",
    }


def test_a_role_is_granted_in_ones_own_subtree_only(
    branch: City, as_person: Callable[[str], Client]
) -> None:
    assert post(as_person("sec100"), branch, "clerk", "roles", "201") == 404
    assert post(as_person("sec100"), branch, "clerk", "roles", "000") == 404


def test_nobody_grants_to_himself(city: City, as_person: Callable[[str], Client]) -> None:
    assert post(as_person("secadmin"), city, "secadmin", "roles") == 403


def test_nobody_revokes_from_himself(city: City, as_person: Callable[[str], Client]) -> None:
    held = city.people["secadmin"].memberships.get()
    address = f"/people/{city.people['secadmin'].pk}/roles/{held.pk}/revoke"

    assert as_person("secadmin").post(address).status_code == 403


def test_nobody_resets_his_own_password(city: City, as_person: Callable[[str], Client]) -> None:
    assert post(as_person("sysadmin"), city, "sysadmin", "password") == 403


@pytest.mark.parametrize(
    ("username", "role"),
    [
        ("sysadmin", Role.SECURITY_ADMINISTRATOR),
        ("sysadmin", Role.AUDIT_ADMINISTRATOR),
        ("auditadmin", Role.SYSTEM_ADMINISTRATOR),
        ("auditadmin", Role.CLERK),
        ("sysadmin", Role.FINANCE_REVIEWER),
        ("clerk", Role.SYSTEM_ADMINISTRATOR),
        ("finance", Role.AUDIT_ADMINISTRATOR),
    ],
)
def test_administration_is_kept_apart(city: City, username: str, role: Role) -> None:
    with pytest.raises(InvalidInput):
        roles.grant(
            city.principal("secadmin"),
            city.actor("secadmin"),
            city.people[username].pk,
            city.organizations["000"],
            role,
        )


@pytest.mark.parametrize("role", ["", "emperor", "clerk' OR 1=1"])
def test_a_role_that_does_not_exist_is_refused(
    city: City, as_person: Callable[[str], Client], role: str
) -> None:
    said = {"organization": str(city.organizations["101"].pk), "role": role}
    address = f"/people/{city.people['clerk'].pk}/roles"

    assert as_person("secadmin").post(address, said).status_code == 400


def test_a_role_is_held_once(city: City, as_person: Callable[[str], Client]) -> None:
    assert post(as_person("secadmin"), city, "clerk", "roles", "101") == 400


@pytest.mark.parametrize("username", ["secadmin", "auditadmin"])
def test_the_last_administrator_of_a_kind_stays(city: City, username: str) -> None:
    who = city.principal("sysadmin"), city.actor("sysadmin")

    with pytest.raises(InvalidInput):
        people.set_active(*who, city.people[username].pk, active=False)


def test_an_ended_account_ends_sessions_and_tokens(
    city: City, as_person: Callable[[str], Client]
) -> None:
    clerk, administrator = as_person("clerk"), as_person("sysadmin")
    clerk.post("/account/tokens", {"name": "脚本", "days": "30"})

    assert post(administrator, city, "clerk", "active") == 302
    assert clerk.get("/account").status_code == 302
    assert not city.people["clerk"].tokens.exists()


def test_a_reset_password_ends_sessions_and_must_be_changed(
    city: City, as_person: Callable[[str], Client]
) -> None:
    clerk = as_person("clerk")

    assert post(as_person("sysadmin"), city, "clerk", "password") == 200
    assert clerk.get("/account").status_code == 302
    city.people["clerk"].refresh_from_db()
    assert city.people["clerk"].must_change_password


def test_a_locked_account_is_unlocked(
    city: City, as_person: Callable[[str], Client], stranger: Client
) -> None:
    for _ in range(5):
        enter(stranger, "clerk", WRONG)

    assert post(as_person("secadmin"), city, "clerk", "unlock") == 302
    assert enter(stranger, "clerk").status_code == 302


def test_a_reset_password_opens_no_lock(city: City, stranger: Client) -> None:
    for _ in range(5):
        enter(stranger, "clerk", WRONG)
    who = city.principal("sysadmin"), city.actor("sysadmin")
    _, first = people.reset_password(*who, city.people["clerk"].pk)

    assert enter(stranger, "clerk", first).status_code == 401


def test_an_account_is_corrected(city: City, as_person: Callable[[str], Client]) -> None:
    assert post(as_person("sysadmin"), city, "clerk", "change", "102") == 302

    city.people["clerk"].refresh_from_db()
    assert city.people["clerk"].name == "新名"


def test_people_are_not_written_without_an_act(city: City) -> None:
    with pytest.raises(UnattendedWrite):
        User.objects.filter(pk=city.people["clerk"].pk).update(name="别人")


def test_roles_are_not_written_without_an_act(city: City) -> None:
    with pytest.raises(UnattendedWrite):
        city.people["clerk"].memberships.all().delete()


def test_a_clerk_cannot_use_the_command(city: City) -> None:
    with pytest.raises(NotPermitted):
        people.create(
            city.principal("clerk"),
            city.actor("clerk"),
            city.organizations["101"],
            "newcomer",
            "新来的",
        )
