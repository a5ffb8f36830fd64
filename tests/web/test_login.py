"""Logging in: who may, what is said to who may not, when the door is locked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY, hashers
from django.test import Client
from tests.web.city import PASSWORD

from jiheng_web.accounts import commands
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.audit.models import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from tests.web.city import City

WRONG = "Wrong-Horse-7"


def enter(
    browser: Client, username: str = "clerk", password: str = PASSWORD, **more: str
) -> HttpResponse:
    said = {"username": username, "password": password, **more}
    return browser.post("/login", said)  # type: ignore[return-value]


@pytest.mark.usefixtures("city")
def test_the_right_password_begins_a_session(stranger: Client) -> None:
    answer = enter(stranger)

    assert answer.status_code == 302
    assert stranger.get("/account").status_code == 200


@pytest.mark.usefixtures("city")
def test_a_login_is_on_record(stranger: Client) -> None:
    enter(stranger)

    newest = Record.objects.latest("sequence")
    assert (newest.act, newest.succeeded, newest.address) == ("login", True, "127.0.0.1")


def test_the_last_login_is_noted(city: City, stranger: Client) -> None:
    enter(stranger)
    city.people["clerk"].refresh_from_db()

    assert city.people["clerk"].last_login is not None


@pytest.mark.usefixtures("city")
def test_unknown_wrong_locked_and_ended_accounts_are_answered_alike(city: City) -> None:
    with act(PROGRAM, "test"):
        city.people["clerk2"].is_active = False
        city.people["clerk2"].save()
        city.people["head"].locked_until = datetime.now(UTC) + timedelta(minutes=5)
        city.people["head"].save()

    said = {
        (answer.status_code, answer.content.decode().replace(f'value="{name}"', ""))
        for name, password in (
            ("nobody", PASSWORD),
            ("clerk", WRONG),
            ("clerk2", PASSWORD),
            ("head", PASSWORD),
        )
        for answer in [enter(Client(), name, password)]
    }

    assert len({(status, _without_token(page)) for status, page in said}) == 1


def _without_token(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


@pytest.mark.parametrize("username", ["nobody", "clerk", "clerk2"])
def test_every_refusal_takes_one_hash(
    city: City, stranger: Client, username: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with act(PROGRAM, "test"):
        city.people["clerk2"].is_active = False
        city.people["clerk2"].save()
    hashed = []
    hasher = hashers.MD5PasswordHasher
    plain = hasher.encode

    def counted(self: hashers.MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return plain(self, password, salt)

    monkeypatch.setattr(hasher, "encode", counted)

    enter(stranger, username, WRONG)

    assert len(hashed) == 1


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    ("username", "why"), [("nobody", '"why": "unknown"'), ("clerk", '"why": "wrong"')]
)
def test_a_refused_login_is_on_record_with_its_reason(
    stranger: Client, username: str, why: str
) -> None:
    enter(stranger, username, WRONG)

    newest = Record.objects.latest("sequence")
    assert (newest.act, newest.succeeded) == ("login.refused", False)
    assert why in newest.facts


@pytest.mark.usefixtures("city")
def test_no_password_stands_in_the_trail(stranger: Client) -> None:
    enter(stranger, "clerk", WRONG)
    enter(stranger, "clerk", PASSWORD)

    everything = " ".join(Record.objects.values_list("facts", flat=True))
    assert WRONG not in everything
    assert PASSWORD not in everything


@pytest.mark.usefixtures("city")
def test_five_wrong_passwords_lock_the_account_even_for_the_right_one(stranger: Client) -> None:
    for _ in range(commands.ATTEMPTS):
        enter(stranger, "clerk", WRONG)

    assert enter(stranger, "clerk").status_code == 401
    assert Record.objects.filter(act="account.lock", succeeded=False).count() == 1


@pytest.mark.usefixtures("city")
def test_the_lock_opens_after_fifteen_minutes(stranger: Client) -> None:
    start = datetime(2026, 3, 2, 1, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        # No password of these people is so old then.
        for _ in range(commands.ATTEMPTS):
            enter(stranger, "clerk", WRONG)
        clock.move_to(start + timedelta(minutes=14))
        early = enter(stranger, "clerk").status_code
        clock.move_to(start + timedelta(minutes=16))
        late = enter(stranger, "clerk").status_code

    assert (early, late) == (401, 302)


@pytest.mark.usefixtures("city")
def test_a_right_password_forgets_the_wrong_ones(stranger: Client) -> None:
    for _ in range(3):
        for _ in range(commands.ATTEMPTS - 1):
            enter(stranger, "clerk", WRONG)
        assert enter(stranger, "clerk").status_code == 302


@pytest.mark.usefixtures("city")
def test_one_persons_lock_is_nobody_elses(stranger: Client) -> None:
    for _ in range(commands.ATTEMPTS):
        enter(stranger, "clerk", WRONG)

    assert enter(stranger, "clerk2").status_code == 302


@pytest.mark.usefixtures("city")
def test_a_session_known_before_the_login_is_worth_nothing_after_it(stranger: Client) -> None:
    session = stranger.session
    session["planted"] = "yes"
    session.save()
    before = session.session_key

    enter(stranger)

    assert stranger.session.session_key != before
    thief = Client()
    thief.cookies["sessionid"] = str(before)
    assert thief.get("/account").status_code == 302


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    "outside",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
        "http://testserver@evil.example/",
        "/\t/evil.example",
    ],
)
def test_nobody_is_led_elsewhere_after_the_login(stranger: Client, outside: str) -> None:
    answer = enter(stranger, next=outside)

    assert answer.headers["Location"] == "/"


@pytest.mark.usefixtures("city")
def test_a_page_that_was_asked_for_follows_the_login(stranger: Client) -> None:
    assert enter(stranger, next="/people?search=a").headers["Location"] == "/people?search=a"


@pytest.mark.usefixtures("city")
def test_half_an_hour_without_a_request_ends_the_session(stranger: Client) -> None:
    start = datetime(2026, 3, 2, 1, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        enter(stranger, "clerk")
        stranger.get("/account")
        clock.move_to(start + timedelta(minutes=29))
        in_time = stranger.get("/account").status_code
        clock.move_to(start + timedelta(minutes=29 + 31))
        late = stranger.get("/account").status_code

    assert (in_time, late) == (200, 302)


@pytest.mark.usefixtures("city")
def test_a_session_in_which_nothing_was_ever_asked_ends_too(stranger: Client) -> None:
    with time_machine.travel(datetime(2026, 3, 2, 1, tzinfo=UTC), tick=False) as clock:
        enter(stranger)
        clock.shift(timedelta(minutes=31))

        assert stranger.get("/account").status_code == 302
    assert SESSION_KEY not in stranger.session


def test_logging_out_takes_a_form(as_person: Callable[[str], Client]) -> None:
    browser = as_person("clerk")

    assert browser.get("/logout").status_code == 405
    assert browser.get("/account").status_code == 200


def test_logging_out_ends_the_session_on_record(as_person: Callable[[str], Client]) -> None:
    browser = as_person("clerk")

    browser.post("/logout")

    assert browser.get("/account").status_code == 302
    assert Record.objects.latest("sequence").act == "logout"


@pytest.mark.usefixtures("city")
def test_a_form_of_another_site_logs_nobody_in() -> None:
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)

    assert enter(browser).status_code == 403


@pytest.mark.usefixtures("city")
def test_a_user_name_is_shown_as_text(stranger: Client) -> None:
    page = enter(stranger, '"><script>alert(1)</script>', WRONG).content.decode()

    assert "<script>alert" not in page
