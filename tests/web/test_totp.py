"""The second proof of administrators: codes of an authenticator app."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.test_login import enter

from jiheng_web.access.policy import Role
from jiheng_web.accounts import codes, roles
from jiheng_web.accounts.secrets import seal, unseal
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.audit.models import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from pytest_django.fixtures import Settings
    from tests.web.city import City

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - of a person who is not


def code(shift: int = 0) -> str:
    return pyotp.TOTP(SECRET).at(int(time.time()) + 30 * shift)


@pytest.fixture
def equipped(city: City) -> City:
    with act(PROGRAM, "test"):
        city.people["sysadmin"].totp_secret = seal(SECRET)
        city.people["sysadmin"].save()
    return city


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("username", ["sysadmin", "secadmin", "auditadmin"])
def test_a_password_alone_lets_no_administrator_in(stranger: Client, username: str) -> None:
    answer = enter(stranger, username)

    assert answer.headers["Location"] == "/login/app"
    assert stranger.get("/account").status_code == 302


@pytest.mark.usefixtures("city")
def test_an_administrator_enrols_an_app_at_the_first_login(stranger: Client) -> None:
    enter(stranger, "sysadmin", next="/people")
    page = stranger.get("/login/app").content.decode()
    found = re.search(r">([A-Z2-7]{32})<", page)
    assert found

    answer = stranger.post("/login/app", {"code": pyotp.TOTP(found[1]).now()})

    assert answer.headers["Location"] == "/people"
    assert stranger.get("/account").status_code == 200
    assert Record.objects.latest("sequence").act == "login.enrol"


def test_the_secret_is_not_kept_in_the_clear(city: City, stranger: Client) -> None:
    enter(stranger, "sysadmin")
    page = stranger.get("/login/app").content.decode()
    found = re.search(r">([A-Z2-7]{32})<", page)
    assert found
    session = str(dict(stranger.session.items()))
    stranger.post("/login/app", {"code": pyotp.TOTP(found[1]).now()})
    city.people["sysadmin"].refresh_from_db()

    assert found[1] not in session + city.people["sysadmin"].totp_secret
    assert unseal(city.people["sysadmin"].totp_secret) == found[1]


@pytest.mark.usefixtures("city")
def test_the_secret_is_shown_as_a_picture(stranger: Client) -> None:
    enter(stranger, "sysadmin")
    answer = stranger.get("/login/app.svg")

    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("address", ["/login/app", "/login/code", "/login/app.svg"])
def test_nobody_gives_a_code_without_a_password(stranger: Client, address: str) -> None:
    assert stranger.get(address).headers["Location"].startswith("/login")


@pytest.mark.usefixtures("equipped")
def test_password_and_code_let_an_administrator_in(stranger: Client) -> None:
    assert enter(stranger, "sysadmin").headers["Location"] == "/login/code"

    stranger.post("/login/code", {"code": code()})

    assert stranger.get("/account").status_code == 200


@pytest.mark.usefixtures("equipped")
def test_who_has_an_app_cannot_enrol_another_by_the_password(stranger: Client) -> None:
    enter(stranger, "sysadmin")

    assert stranger.get("/login/app").headers["Location"] == "/login/code"
    assert stranger.get("/login/app.svg").status_code == 302


@pytest.mark.usefixtures("equipped")
def test_a_code_is_good_once(stranger: Client) -> None:
    said = code()
    enter(stranger, "sysadmin")
    stranger.post("/login/code", {"code": said})
    stranger.post("/logout")
    enter(stranger, "sysadmin")

    assert stranger.post("/login/code", {"code": said}).status_code == 401


@pytest.mark.usefixtures("equipped")
@pytest.mark.parametrize("said", ["", "000000x", "12345", "١٢٣٤٥٦", "9" * 500])
def test_a_wrong_code_lets_nobody_in(stranger: Client, said: str) -> None:
    enter(stranger, "sysadmin")

    assert stranger.post("/login/code", {"code": said}).status_code == 401
    assert stranger.get("/account").status_code == 302


@pytest.mark.usefixtures("equipped")
def test_an_old_code_lets_nobody_in(stranger: Client) -> None:
    enter(stranger, "sysadmin")

    assert stranger.post("/login/code", {"code": code(-3)}).status_code == 401


@pytest.mark.usefixtures("equipped")
def test_a_clock_may_be_half_a_minute_wrong(stranger: Client) -> None:
    enter(stranger, "sysadmin")

    assert stranger.post("/login/code", {"code": code(-1)}).status_code == 302


@pytest.mark.usefixtures("equipped")
def test_wrong_codes_lock_the_account_though_the_password_is_right_each_time(
    stranger: Client,
) -> None:
    for _ in range(5):
        enter(stranger, "sysadmin")
        stranger.post("/login/code", {"code": "wrong"})

    assert enter(stranger, "sysadmin").status_code == 401
    assert stranger.get("/login/code").status_code == 302


@pytest.mark.usefixtures("equipped")
def test_a_lock_in_between_ends_the_login_under_way(stranger: Client) -> None:
    enter(stranger, "sysadmin")
    for _ in range(5):
        stranger.post("/login/code", {"code": "wrong"})

    assert stranger.post("/login/code", {"code": code()}).headers["Location"] == "/login"


def test_in_a_workspace_of_examples_the_password_is_enough(
    city: City, stranger: Client, settings: Settings
) -> None:
    settings.DEMO = True

    enter(stranger, "sysadmin")

    assert stranger.get("/account").status_code == 200
    assert not codes.is_needed(city.people["sysadmin"])


def test_who_becomes_an_administrator_logs_in_again(
    city: City, as_person: Callable[[str], Client]
) -> None:
    with act(PROGRAM, "test"):
        city.people["clerk"].memberships.all().delete()
    browser = as_person("clerk")
    roles.grant(
        city.principal("secadmin"),
        city.actor("secadmin"),
        city.people["clerk"].pk,
        city.organizations["000"],
        Role.SYSTEM_ADMINISTRATOR,
    )

    assert browser.get("/account").status_code == 302


def test_a_forgotten_app_is_enrolled_again(equipped: City, stranger: Client) -> None:
    who = equipped.principal("secadmin"), equipped.actor("secadmin")
    roles.forget_app(*who, equipped.people["sysadmin"].pk)

    assert enter(stranger, "sysadmin").headers["Location"] == "/login/app"


@given(st.text(max_size=30))
def test_what_is_sealed_comes_back(secret: str) -> None:
    assert unseal(seal(secret)) == secret


def test_the_same_secret_is_sealed_differently_each_time() -> None:
    assert seal(SECRET) != seal(SECRET)


@pytest.mark.parametrize("position", [0, 20, 40, 80])
def test_an_altered_seal_is_noticed(position: int) -> None:
    sealed = seal(SECRET)
    other = "A" if sealed[position] != "A" else "B"

    assert unseal(sealed[:position] + other + sealed[position + 1 :]) is None


@pytest.mark.parametrize("rubbish", ["", "x", "====", "短", "QUJD"])
def test_rubbish_is_no_seal(rubbish: str) -> None:
    assert unseal(rubbish) is None


def test_another_workspace_cannot_open_a_seal(settings: Settings) -> None:
    sealed = seal(SECRET)
    settings.SECRET_KEY = "another" * 9

    assert unseal(sealed) is None


def test_what_is_too_long_is_not_sealed() -> None:
    with pytest.raises(ValueError, match="no secret"):
        seal("x" * 200)
