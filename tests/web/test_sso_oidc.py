"""Logging in by OpenID Connect: who gets in, and every proof that proves nothing."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from tests.web.sign_on import CLIENT, Oidc, key, running, unsigned
from tests.web.test_login import WRONG, enter
from tests.web.test_totp import SECRET, code

from jiheng_web.accounts import commands
from jiheng_web.accounts.secrets import seal
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.audit.models import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse
    from pytest_django.fixtures import Settings
    from tests.web.city import City


@pytest.fixture
def provider(city: City, settings: Settings) -> Iterator[Oidc]:
    with running(Oidc) as made:
        settings.SIGN_ON = {"oidc": made.service}
        made.knows(city.people["clerk"], "u-1")
        yield made


def away(browser: Client, after: str = "") -> str:
    return browser.get("/login/oidc", {"next": after}).headers["Location"]


def come_back(browser: Client, provider: Oidc, after: str = "", **more: str) -> HttpResponse:
    return browser.get(provider.consent(away(browser, after), **more))  # type: ignore[return-value]


def newest() -> Record:
    return Record.objects.latest("sequence")


def refused(answer: HttpResponse, browser: Client) -> str:
    """Return why a login came to nothing, from the trail."""
    assert answer.status_code == 401
    assert 'action="/login"' in answer.content.decode()
    assert browser.get("/account").status_code == 302
    assert (newest().act, newest().succeeded) == ("login.refused", False)
    return newest().facts


def test_a_person_who_is_bound_logs_in(stranger: Client, provider: Oidc) -> None:
    answer = come_back(stranger, provider, "/people?search=a")

    assert answer.headers["Location"] == "/people?search=a"
    assert "clerk" in stranger.get("/account").content.decode()
    assert (newest().act, newest().succeeded, newest().address) == ("login", True, "127.0.0.1")
    assert '"service": "oidc"' in newest().facts


def test_the_service_is_asked_by_code_flow_with_all_its_proofs(
    stranger: Client, provider: Oidc
) -> None:
    query = parse_qs(urlsplit(away(stranger)).query)

    assert query["redirect_uri"] == ["http://testserver/login/oidc/back"]
    assert (query["client_id"], query["scope"]) == ([CLIENT], ["openid"])
    assert {"state", "nonce", "code_challenge"} <= set(query)
    assert provider.asked == ["/.well-known/openid-configuration"]


def test_every_login_has_proofs_of_its_own(stranger: Client, provider: Oidc) -> None:
    first, second = (parse_qs(urlsplit(away(stranger)).query) for _ in range(2))

    for name in ("state", "nonce", "code_challenge"):
        assert first[name] != second[name]
    assert provider.asked


def test_a_service_that_takes_the_secret_in_the_form_only_is_given_it_there(
    stranger: Client, provider: Oidc
) -> None:
    provider.description = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}

    assert come_back(stranger, provider).status_code == 302


def test_a_session_known_before_is_worth_nothing_after(stranger: Client, provider: Oidc) -> None:
    back = provider.consent(away(stranger))
    thief = Client()
    thief.cookies["sessionid"] = before = stranger.cookies["sessionid"].value

    stranger.get(back)

    assert stranger.session.session_key != before
    assert thief.get("/account").status_code == 302


@pytest.mark.parametrize("outside", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_nobody_is_led_elsewhere(stranger: Client, provider: Oidc, outside: str) -> None:
    assert come_back(stranger, provider, outside).headers["Location"] == "/"


def test_an_old_password_is_no_matter_to_who_did_not_use_it(
    city: City, stranger: Client, provider: Oidc
) -> None:
    with act(PROGRAM, "test"):
        city.people["clerk"].must_change_password = True
        city.people["clerk"].save()

    come_back(stranger, provider)

    assert stranger.get("/account").status_code == 200


def test_idle_sessions_end_as_others_do(stranger: Client, provider: Oidc) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        come_back(stranger, provider)
        stranger.get("/account")
        clock.shift(timedelta(minutes=31))

        assert stranger.get("/account").status_code == 302


def test_logging_out_ends_the_session_here_and_asks_nothing_of_the_service(
    stranger: Client, provider: Oidc
) -> None:
    come_back(stranger, provider)
    before = len(provider.asked)

    stranger.post("/logout")

    assert stranger.get("/account").status_code == 302
    assert len(provider.asked) == before


# Administrators


@pytest.fixture
def administrator(city: City, provider: Oidc) -> City:
    provider.knows(city.people["sysadmin"], "admin")
    with act(PROGRAM, "test"):
        city.people["sysadmin"].totp_secret = seal(SECRET)
        city.people["sysadmin"].save()
    return city


@pytest.mark.usefixtures("administrator")
def test_administrators_give_a_code_as_well(stranger: Client, provider: Oidc) -> None:
    answer = come_back(stranger, provider, "/people", subject="admin")

    assert answer.headers["Location"] == "/login/code"
    assert newest().act == "login.service"
    assert stranger.get("/account").status_code == 302
    after = stranger.post("/login/code", {"code": code()}).headers["Location"]
    assert after == "/people"
    assert stranger.get("/account").status_code == 200


def test_after_the_code_the_age_of_the_password_is_no_matter_either(
    administrator: City, stranger: Client, provider: Oidc
) -> None:
    with act(PROGRAM, "test"):
        administrator.people["sysadmin"].must_change_password = True
        administrator.people["sysadmin"].save()
    come_back(stranger, provider, subject="admin")
    stranger.post("/login/code", {"code": code()})

    assert stranger.get("/account").status_code == 200


def test_a_login_given_up_excuses_nobody_else_from_an_old_password(
    administrator: City, stranger: Client, provider: Oidc
) -> None:
    with act(PROGRAM, "test"):
        administrator.people["clerk"].must_change_password = True
        administrator.people["clerk"].save()
    come_back(stranger, provider, subject="admin")

    enter(stranger, "clerk")

    assert stranger.get("/account").headers["Location"] == "/account/password"


def test_an_administrator_without_an_app_sets_it_up_by_the_password_only(
    city: City, stranger: Client, provider: Oidc
) -> None:
    provider.knows(city.people["secadmin"], "safe")

    answer = come_back(stranger, provider, subject="safe")

    assert '"why": "app"' in refused(answer, stranger)
    assert "设置动态口令" in answer.content.decode()
    assert stranger.get("/login/app").headers["Location"] == "/login"


# Persons who may not


def test_whom_nobody_is_bound_to_is_told_the_name_to_hand_on(
    stranger: Client, provider: Oidc
) -> None:
    answer = come_back(stranger, provider, subject="<b>nobody</b>")

    facts = refused(answer, stranger)
    assert '"why": "unknown"' in facts
    assert "<b>nobody</b>" in facts
    assert "&lt;b&gt;nobody" in answer.content.decode()


@pytest.mark.parametrize("subject", ["U-1", "u-1 ", "u", "ｕ-1"])
def test_a_name_is_compared_exactly(stranger: Client, provider: Oidc, subject: str) -> None:
    assert "unknown" in refused(come_back(stranger, provider, subject=subject), stranger)


@pytest.mark.parametrize("subject", ["a\0b", "x" * 256, "\u202e", ""])
def test_what_cannot_be_a_name_is_nobodys(stranger: Client, provider: Oidc, subject: str) -> None:
    provider.claims = {"sub": subject}

    refused(come_back(stranger, provider), stranger)


def test_inactive_locked_and_unknown_people_are_answered_alike(city: City, provider: Oidc) -> None:
    provider.knows(city.people["clerk2"], "u-2")
    provider.knows(city.people["head"], "u-3")
    with act(PROGRAM, "test"):
        city.people["clerk2"].is_active = False
        city.people["clerk2"].save()
        city.people["head"].locked_until = timezone.now() + timedelta(minutes=5)
        city.people["head"].save()
    said, why = set(), []
    for subject in ("u-2", "u-3", "u-4"):
        browser = Client()
        answer = come_back(browser, provider, subject=subject)
        why.append(refused(answer, browser))
        lines = answer.content.decode().replace(subject, "NAME").splitlines()
        said.add("\n".join(line for line in lines if "csrfmiddlewaretoken" not in line))

    assert len(said) == 1
    assert ["inactive" in why[0], "locked" in why[1], "unknown" in why[2]] == [True] * 3


def test_a_lock_for_wrong_passwords_holds_here_too(stranger: Client, provider: Oidc) -> None:
    for _ in range(commands.ATTEMPTS):
        enter(stranger, "clerk", WRONG)

    assert "locked" in refused(come_back(stranger, provider), stranger)


def test_another_service_may_call_somebody_else_the_same(
    stranger: Client, provider: Oidc, settings: Settings
) -> None:
    with running(Oidc) as other:
        settings.SIGN_ON = {"oidc": other.service}

        assert "unknown" in refused(come_back(stranger, other), stranger)
    assert provider.asked == []


# Proofs that prove nothing


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another"},
        {"aud": None},
        {"aud": ["another", CLIENT]},
        {"aud": ["another", CLIENT], "azp": "another"},
        {"iss": "https://another.example"},
        {"iss": None},
        {"exp": timedelta(hours=-1)},
        {"exp": None},
        {"iat": timedelta(hours=1)},
        {"nbf": timedelta(hours=1)},
        {"sub": None},
        {"sub": 1},
        {"at_hash": "wrong"},
        {"exp": "soon"},
    ],
    ids=",".join,
)
def test_claims_of_another_login_are_refused(
    stranger: Client, provider: Oidc, claims: dict[str, object]
) -> None:
    provider.claims = {
        name: int(time.time() + claim.total_seconds()) if isinstance(claim, timedelta) else claim
        for name, claim in claims.items()
    }

    assert '"why": "token' in refused(come_back(stranger, provider), stranger)


def test_a_token_for_several_readers_names_this_one(stranger: Client, provider: Oidc) -> None:
    provider.claims = {"aud": ["another", CLIENT], "azp": CLIENT}

    assert come_back(stranger, provider).status_code == 302


def claims_of(provider: Oidc, stranger: Client) -> tuple[str, dict[str, object]]:
    back = provider.consent(away(stranger))
    begun = next(iter(provider.codes.values()))
    now = int(time.time())
    return back, {
        "iss": provider.address,
        "aud": CLIENT,
        "sub": "u-1",
        "nonce": begun["nonce"],
        "iat": now,
        "exp": now + 300,
    }


@pytest.mark.parametrize("alg", ["none", "None", "RS256", "HS256", "unknown"])
def test_a_token_without_a_signature_is_refused(stranger: Client, provider: Oidc, alg: str) -> None:
    back, claims = claims_of(provider, stranger)
    provider.token = unsigned(claims, alg)

    assert "token" in refused(stranger.get(back), stranger)  # type: ignore[arg-type]


def test_the_public_key_is_no_secret_to_sign_with(stranger: Client, provider: Oidc) -> None:
    back, claims = claims_of(provider, stranger)
    bare = unsigned(claims, "HS256").rstrip(".")
    mac = hmac.digest(key("one").as_pem(private=False), bare.encode(), hashlib.sha256)
    provider.token = f"{bare}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"

    assert "token" in refused(stranger.get(back), stranger)  # type: ignore[arg-type]


def test_a_foreign_key_is_refused(stranger: Client, provider: Oidc) -> None:
    provider.signed_by = key("foreign")

    assert "token" in refused(come_back(stranger, provider), stranger)


@pytest.mark.parametrize("token", ["", "a.b.c", "短", "x" * 9999, "....."])
def test_rubbish_is_no_token(stranger: Client, provider: Oidc, token: str) -> None:
    provider.token = token or " "

    assert "token" in refused(come_back(stranger, provider), stranger)


@pytest.mark.parametrize("state", ["another", ""])
def test_a_wrong_state_is_refused_and_ends_the_login(
    stranger: Client, provider: Oidc, state: str
) -> None:
    back = provider.consent(away(stranger))
    wrong = provider.consent(away(stranger), state=state)

    assert "state" in refused(stranger.get(wrong), stranger)  # type: ignore[arg-type]
    assert "not begun" in refused(stranger.get(back), stranger)  # type: ignore[arg-type]


def test_a_login_begun_in_another_browser_is_refused(stranger: Client, provider: Oidc) -> None:
    back = provider.consent(away(Client()))

    assert "not begun" in refused(stranger.get(back), stranger)  # type: ignore[arg-type]


def test_a_login_that_took_too_long_is_refused(stranger: Client, provider: Oidc) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        back = provider.consent(away(stranger))
        clock.shift(601)

        assert "not begun" in refused(stranger.get(back), stranger)  # type: ignore[arg-type]


def test_the_same_way_back_leads_in_once(stranger: Client, provider: Oidc) -> None:
    back = provider.consent(away(stranger))
    assert stranger.get(back).status_code == 302
    stranger.post("/logout")

    assert "not begun" in refused(stranger.get(back), stranger)  # type: ignore[arg-type]


def test_a_code_that_was_used_is_worth_nothing_in_another_login(
    stranger: Client, provider: Oidc
) -> None:
    used = provider.consent(away(stranger))
    stranger.get(used)
    stranger.post("/logout")
    code_of = parse_qs(urlsplit(used).query)["code"][0]

    answer = stranger.get(provider.consent(away(stranger), code=code_of))

    assert '"why": "code"' in refused(answer, stranger)  # type: ignore[arg-type]


def test_a_code_of_another_persons_login_does_not_fit(stranger: Client, provider: Oidc) -> None:
    stolen = parse_qs(urlsplit(provider.consent(away(Client()))).query)["code"][0]

    answer = stranger.get(provider.consent(away(stranger), code=stolen))

    assert '"why": "code"' in refused(answer, stranger)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "said", [{"error": "access_denied"}, {"iss": "https://another.example"}, {"code": ""}]
)
def test_what_the_service_refused_is_refused(
    stranger: Client, provider: Oidc, said: dict[str, str]
) -> None:
    answer = stranger.get(provider.consent(away(stranger), **said))

    assert "no code" in refused(answer, stranger)  # type: ignore[arg-type]


# Services that do not answer as they should


def down(answer: HttpResponse) -> None:
    assert answer.status_code == 502
    assert "统一身份认证服务暂时无法使用" in answer.content.decode()
    assert 'action="/login"' in answer.content.decode()
    assert 'name="password"' in answer.content.decode()
    assert '"why": "unavailable"' in newest().facts


def test_when_the_service_is_down_the_password_still_works(
    city: City, stranger: Client, settings: Settings
) -> None:
    with running(Oidc) as gone:
        settings.SIGN_ON = {"oidc": gone.service}

    down(stranger.get("/login/oidc"))  # type: ignore[arg-type]
    assert enter(stranger).status_code == 302
    assert city.people


@pytest.mark.parametrize(
    "description",
    [
        {"issuer": "https://another.example"},
        {"issuer": None},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"token_endpoint": "http://elsewhere.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"jwks_uri": None},
    ],
    ids=str,
)
def test_a_service_that_describes_itself_wrongly_is_not_used(
    stranger: Client, provider: Oidc, description: dict[str, object]
) -> None:
    provider.description = description

    down(stranger.get("/login/oidc"))  # type: ignore[arg-type]


WELL_KNOWN = "/.well-known/openid-configuration"


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"<html>"),
        (200, b"[]"),
        (200, b'{"a": ' + b"[" * 100_000),
        (200, b" " * 300_000),
        (302, b"{}"),
        (500, b"{}"),
    ],
    ids=["no JSON", "a list", "nested deeply", "long", "led elsewhere", "a defect"],
)
@pytest.mark.parametrize("path", ["/token", "/keys"])
def test_odd_answers_are_no_proof(
    stranger: Client, provider: Oidc, path: str, status: int, body: bytes
) -> None:
    back = provider.consent(away(stranger))
    provider.instead[path] = status, body

    answer = stranger.get(back)

    assert answer.status_code in {401, 502}
    assert newest().act == "login.refused"
    assert stranger.get("/account").status_code == 302
    assert "/elsewhere" not in provider.asked
    provider.instead = {WELL_KNOWN: (status, body)}
    down(stranger.get("/login/oidc"))  # type: ignore[arg-type]


@pytest.mark.parametrize("keys", ["{}", '{"keys": []}', '{"keys": [1]}', '{"keys": "x"}'])
def test_keys_that_are_none_prove_nothing(stranger: Client, provider: Oidc, keys: str) -> None:
    provider.instead["/keys"] = 200, keys.encode()

    assert "token" in refused(come_back(stranger, provider), stranger)


@pytest.mark.parametrize("more", ["", ', "id_token": null', ', "id_token": 1, "expires_in": []'])
def test_an_answer_without_a_token_proves_nothing(
    stranger: Client, provider: Oidc, more: str
) -> None:
    provider.instead["/token"] = 200, f'{{"access_token": "x"{more}}}'.encode()

    assert come_back(stranger, provider).status_code in {401, 502}
    assert stranger.get("/account").status_code == 302
