"""Passwords: what they must be, how long they are good, how they are changed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.city import PASSWORD
from tests.web.test_login import WRONG, enter

from jiheng_web.accounts import passwords
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.audit.models import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from tests.web.city import City

NEW = "Quiet-River-8"


def change(browser: Client, new: str = NEW, present: str = PASSWORD) -> HttpResponse:
    said = {"present": present, "new": new, "again": new}
    return browser.post("/account/password", said)  # type: ignore[return-value]


@pytest.mark.parametrize(
    "weak",
    [
        "Short-7a",
        "alllowercaseletters",
        "lowercase1234567",
        "12345678901234",
        "My-Clerk-2026",
        "Password123!",
        "P@ssw0rd2026",
        "Admin@123456",
        "1qaz@WSX3edc",
        "Qwerty!23456",
        "Q1w2e3r4t5!!",
        "Caizheng@2026",
        PASSWORD,
        "A1-" + "x" * 126,
    ],
)
def test_a_weak_password_is_refused(city: City, weak: str) -> None:
    assert passwords.faults(weak, city.people["clerk"])


@pytest.mark.parametrize("good", [NEW, "财政局的Horse77", "correct Horse battery", "xK9-mmqp!zz"])
def test_a_good_password_is_taken(city: City, good: str) -> None:
    assert passwords.faults(good, city.people["clerk"]) == ()


def test_a_changed_password_is_the_only_one_that_counts(
    as_person: Callable[[str], Client],
) -> None:
    assert change(as_person("clerk")).status_code == 302

    assert enter(Client(), "clerk", PASSWORD).status_code == 401
    assert enter(Client(), "clerk", NEW).status_code == 302


def test_a_change_keeps_this_session_and_ends_the_others(
    as_person: Callable[[str], Client],
) -> None:
    here, elsewhere = as_person("clerk"), as_person("clerk")
    change(here)

    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302


def test_a_change_is_on_record(as_person: Callable[[str], Client]) -> None:
    change(as_person("clerk"))

    assert Record.objects.latest("sequence").act == "password.change"


def test_a_change_takes_the_present_password(as_person: Callable[[str], Client]) -> None:
    browser = as_person("clerk")

    assert change(browser, present=WRONG).status_code == 400
    assert Record.objects.latest("sequence").act == "password.refused"


def test_guessing_the_present_password_locks_the_account(
    as_person: Callable[[str], Client],
) -> None:
    browser = as_person("clerk")
    for _ in range(5):
        change(browser, present=WRONG)

    assert Record.objects.latest("sequence").act == "account.lock"
    assert change(browser).status_code == 400


def test_the_new_password_is_typed_twice(as_person: Callable[[str], Client]) -> None:
    said = {"present": PASSWORD, "new": NEW, "again": NEW + "x"}

    assert as_person("clerk").post("/account/password", said).status_code == 400


def test_the_last_five_passwords_cannot_come_back(as_person: Callable[[str], Client]) -> None:
    browser, kept = as_person("clerk"), [PASSWORD]
    for number in range(5):
        new = f"Quiet-River-{number}x"
        assert change(browser, new, kept[-1]).status_code == 302
        kept.append(new)

    assert [change(browser, old, kept[-1]).status_code for old in kept[1:]] == [400] * 5
    assert change(browser, PASSWORD, kept[-1]).status_code == 302


def test_hashes_of_older_passwords_are_not_kept(
    city: City, as_person: Callable[[str], Client]
) -> None:
    browser, present = as_person("clerk"), PASSWORD
    for number in range(7):
        change(browser, f"Quiet-River-{number}x", present)
        present = f"Quiet-River-{number}x"

    assert city.people["clerk"].former_passwords.count() == passwords.FORMER - 1


def test_a_first_password_lets_nobody_further_than_to_change_it(
    city: City, stranger: Client
) -> None:
    with act(PROGRAM, "test"):
        city.people["clerk"].must_change_password = True
        city.people["clerk"].save()
    enter(stranger, "clerk")

    before = stranger.get("/account")
    change(stranger)

    assert (before.status_code, before.headers["Location"]) == (302, "/account/password")
    assert stranger.get("/account").status_code == 200


def test_a_password_older_than_ninety_days_must_be_changed(city: City, stranger: Client) -> None:
    with act(PROGRAM, "test"):
        city.people["clerk"].password_changed = timezone.now() - timedelta(days=91)
        city.people["clerk"].save()
    enter(stranger, "clerk")

    assert stranger.get("/account").headers["Location"] == "/account/password"


def test_the_language_can_be_chosen_before_the_password_is_changed(
    city: City, stranger: Client
) -> None:
    with act(PROGRAM, "test"):
        city.people["clerk"].must_change_password = True
        city.people["clerk"].save()
    enter(stranger, "clerk")

    assert stranger.post("/language", {"language": "en"}).status_code == 302
