"""Tokens for programs: shown once, kept as a hash, good for a while, one's own."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from jiheng_web.accounts import commands
from jiheng_web.accounts.models import Token
from jiheng_web.audit.models import Record
from jiheng_web.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.city import City


def made(browser: Client, name: str = "月报脚本", days: str = "30") -> str:
    page = browser.post("/account/tokens", {"name": name, "days": days}).content.decode()
    found = re.search(r"jh_[\w-]{43}", page)
    return found[0] if found else ""


def program(token: str) -> Client:
    headers = {"Authorization": f"Bearer {token}"}
    return Client(raise_request_exception=False, headers=headers)


def test_a_program_asks_as_its_owner(as_person: Callable[[str], Client]) -> None:
    token = made(as_person("clerk"))

    assert "李经办" in program(token).get("/account").content.decode()


def test_a_token_is_shown_once_and_kept_as_a_hash(as_person: Callable[[str], Client]) -> None:
    browser = as_person("clerk")
    token = made(browser)

    assert token not in browser.get("/account").content.decode()
    assert token not in str(list(Token.objects.values()))
    assert token not in " ".join(Record.objects.values_list("facts", flat=True))


@pytest.mark.parametrize("days", ["0", "91", "-1", "", "x", "9" * 30])
def test_a_token_lives_ninety_days_at_most(as_person: Callable[[str], Client], days: str) -> None:
    assert made(as_person("clerk"), days=days) == ""
    assert not Token.objects.exists()


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_token_has_a_name(as_person: Callable[[str], Client], name: str) -> None:
    assert made(as_person("clerk"), name) == ""


def test_a_token_expires(as_person: Callable[[str], Client]) -> None:
    token = made(as_person("clerk"), days="1")

    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert program(token).get("/account").status_code == 302


def test_a_revoked_token_is_good_no_longer(as_person: Callable[[str], Client]) -> None:
    browser = as_person("clerk")
    token = made(browser)

    browser.post(f"/account/tokens/{Token.objects.get().pk}/revoke")

    assert program(token).get("/account").status_code == 302
    assert Record.objects.latest("sequence").act == "token.revoke"


def test_nobody_revokes_anothers_token(as_person: Callable[[str], Client]) -> None:
    made(as_person("clerk"))

    answer = as_person("sysadmin").post(f"/account/tokens/{Token.objects.get().pk}/revoke")

    assert answer.status_code == 404


def test_a_program_makes_no_token_for_itself(as_person: Callable[[str], Client]) -> None:
    token = made(as_person("clerk"))

    assert made(program(token)) == ""
    assert Token.objects.count() == 1


def test_a_program_changes_no_password(as_person: Callable[[str], Client]) -> None:
    token = made(as_person("clerk"))

    assert program(token).get("/account/password").status_code == 302


def test_there_are_not_too_many(city: City) -> None:
    who = city.principal("clerk"), city.actor("clerk")
    for number in range(commands.MOST_TOKENS):
        commands.make_token(*who, str(number), 1)

    with pytest.raises(InvalidInput):
        commands.make_token(*who, "one more", 1)


def test_the_name_of_a_token_is_shown_as_text(as_person: Callable[[str], Client]) -> None:
    browser = as_person("clerk")
    made(browser, "<img src=x onerror=alert(1)>")

    assert "<img src=x" not in browser.get("/account").content.decode()
