"""Logging in by CAS: tickets that are somebody's, and answers that are traps."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from tests.web.sign_on import Cas, cas_answer, cas_success, running
from tests.web.test_login import enter
from tests.web.test_sso_oidc import down, newest, refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse
    from pytest_django.fixtures import Settings
    from tests.web.city import City

PATH = "/serviceValidate"


@pytest.fixture
def provider(city: City, settings: Settings) -> Iterator[Cas]:
    with running(Cas) as made:
        settings.SIGN_ON = {"cas": made.service}
        made.knows(city.people["clerk"], "张三&co")
        yield made


def away(browser: Client, after: str = "") -> str:
    return browser.get("/login/cas", {"next": after}).headers["Location"]


def come_back(
    browser: Client, provider: Cas, subject: str = "张三&co", after: str = ""
) -> HttpResponse:
    return browser.get(provider.consent(away(browser, after), subject))  # type: ignore[return-value]


def test_a_person_who_is_bound_logs_in(stranger: Client, provider: Cas) -> None:
    answer = come_back(stranger, provider, after="/account")

    assert answer.headers["Location"] == "/account"
    assert "clerk" in stranger.get("/account").content.decode()
    assert (newest().act, newest().succeeded) == ("login", True)
    assert '"service": "cas"' in newest().facts


def test_the_service_is_told_where_to_send_the_person(stranger: Client, provider: Cas) -> None:
    entrance = away(stranger)
    back = parse_qs(urlsplit(entrance).query)["service"][0]

    assert entrance.startswith(f"{provider.address}/login?")
    assert back.startswith("http://testserver/login/cas/back?state=")
    assert provider.asked == []


def test_nobody_is_led_elsewhere(stranger: Client, provider: Cas) -> None:
    answer = come_back(stranger, provider, after="https://evil.example/")

    assert answer.headers["Location"] == "/"


def test_who_is_not_bound_is_told_so(stranger: Client, provider: Cas) -> None:
    answer = come_back(stranger, provider, "李四")

    assert "unknown" in refused(answer, stranger)
    assert "李四" in answer.content.decode()


def test_a_forged_ticket_is_refused(stranger: Client, provider: Cas) -> None:
    away(stranger)
    state = stranger.session["sign_on"]["state"]

    answer = stranger.get("/login/cas/back", {"state": state, "ticket": "ST-forged"})

    assert '"why": "ticket"' in refused(answer, stranger)  # type: ignore[arg-type]
    assert provider.asked == [PATH]


@pytest.mark.parametrize("ticket", ["", "PT-1", "ST-", "ST-a b", "ST-a\n", "ST-" + "x" * 600])
def test_what_is_no_ticket_is_not_even_asked_about(
    stranger: Client, provider: Cas, ticket: str
) -> None:
    away(stranger)
    state = stranger.session["sign_on"]["state"]

    answer = stranger.get("/login/cas/back", {"state": state, "ticket": ticket})

    assert "ticket" in refused(answer, stranger)  # type: ignore[arg-type]
    assert provider.asked == []


def test_a_ticket_for_another_service_is_refused(stranger: Client, provider: Cas) -> None:
    away(stranger)
    state = stranger.session["sign_on"]["state"]
    provider.tickets["ST-1"] = "https://another.example/", "张三&co"

    answer = stranger.get("/login/cas/back", {"state": state, "ticket": "ST-1"})

    assert "ticket" in refused(answer, stranger)  # type: ignore[arg-type]


def test_a_ticket_of_another_login_is_refused(stranger: Client, provider: Cas) -> None:
    stolen = parse_qs(urlsplit(provider.consent(away(Client()), "张三&co")).query)["ticket"][0]
    away(stranger)
    state = stranger.session["sign_on"]["state"]

    answer = stranger.get("/login/cas/back", {"state": state, "ticket": stolen})

    assert "ticket" in refused(answer, stranger)  # type: ignore[arg-type]


def test_a_ticket_that_comes_to_who_began_nothing_is_refused(
    stranger: Client, provider: Cas
) -> None:
    back = provider.consent(away(Client()), "张三&co")

    assert "not begun" in refused(stranger.get(back), stranger)  # type: ignore[arg-type]
    assert provider.asked == []


def test_a_ticket_leads_in_once(stranger: Client, provider: Cas) -> None:
    back = provider.consent(away(stranger), "张三&co")
    assert stranger.get(back).status_code == 302
    stranger.post("/logout")

    assert "not begun" in refused(stranger.get(back), stranger)  # type: ignore[arg-type]


NAME = "张三&amp;co"
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)
SUCCESS = "<cas:authenticationSuccess>{}</cas:authenticationSuccess>"
TRAPS = {
    "bomb": cas_success("&j;", BOMB),
    "file": cas_success("&x;", '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
    "parameter": cas_success(NAME, '<!DOCTYPE x [<!ENTITY % y SYSTEM "http://127.0.0.1:1/">%y;]>'),
    "outer": cas_success(NAME, '<!DOCTYPE x SYSTEM "file:///etc/passwd">'),
    "entity beside": cas_success(f"{NAME}&x;", '<!DOCTYPE x [<!ENTITY x "">]>'),
    "comment": cas_success(f"{NAME}<!-- -->.evil"),
    "instruction": cas_success(f"{NAME}<?x?>.evil"),
    "child": cas_success(f"{NAME}<b/>"),
    "empty": cas_success(" "),
    "nobody": cas_answer(SUCCESS.format("")),
    "two users": cas_answer(SUCCESS.format(f"<cas:user>{NAME}</cas:user>" * 2)),
    "both": cas_answer(
        SUCCESS.format(f"<cas:user>{NAME}</cas:user>") + "<cas:authenticationFailure/>"
    ),
    "deeper": cas_answer(f"<x>{SUCCESS.format(f'<cas:user>{NAME}</cas:user>')}</x>"),
    "other names": cas_success(NAME).replace(b"www.yale.edu", b"evil.example"),
    "no XML": b"yes\nzhang\n",
    "nothing": b"",
    "deep": b"<a>" * 9000,
    "unclosed": cas_success(NAME)[:-3],
}


@pytest.mark.parametrize("trap", list(TRAPS))
def test_answers_that_are_traps_prove_nothing(stranger: Client, provider: Cas, trap: str) -> None:
    provider.instead[PATH] = 200, TRAPS[trap]

    refused(come_back(stranger, provider), stranger)


@pytest.mark.parametrize(
    ("status", "body"),
    [(302, b""), (500, cas_success(NAME)), (200, b" " * 300_000)],
    ids=["led elsewhere", "a defect", "long"],
)
def test_a_service_that_does_not_answer_as_it_should(
    stranger: Client, provider: Cas, status: int, body: bytes
) -> None:
    provider.instead[PATH] = status, body

    down(come_back(stranger, provider))
    assert provider.asked == [PATH]


def test_when_the_service_is_down_the_password_still_works(
    stranger: Client, provider: Cas, settings: Settings
) -> None:
    with running(Cas) as gone:
        settings.SIGN_ON = {"cas": gone.service}
    assert provider.asked == []

    down(come_back(stranger, gone))
    assert enter(stranger).status_code == 302
