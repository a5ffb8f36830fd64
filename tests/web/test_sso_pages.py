"""Single sign-on is off unless it is named; names are bound by the security administrator."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ImproperlyConfigured
from tests.web.routes import routes
from tests.web.sign_on import LABEL, Oidc, running
from tests.web.test_login import enter

from jiheng_web.access.policy import Action
from jiheng_web.accounts.models import ExternalName
from jiheng_web.accounts.sso import configuration, outward
from jiheng_web.accounts.sso.configuration import Service, is_protected, services
from jiheng_web.audit.models import Record
from jiheng_web.errors import SignOnUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from pytest_django.fixtures import Settings
    from tests.web.city import City

NAMED = {
    "JIHENG_OIDC_ISSUER": "https://id.example.gov.cn/realms/city",
    "JIHENG_OIDC_CLIENT_ID": "jiheng",
    "JIHENG_OIDC_CLIENT_SECRET": "hidden-words",
}
OIDC = Service("oidc", "https://id.example.gov.cn", LABEL, "jiheng", "hidden-words")
CAS = Service("cas", "https://cas.example.gov.cn/cas", LABEL)


@pytest.fixture
def both(settings: Settings) -> None:
    settings.SIGN_ON = {"oidc": OIDC, "cas": CAS}


def name_them(monkeypatch: pytest.MonkeyPatch, **variables: str) -> None:
    for name, said in variables.items():
        monkeypatch.setenv(name, said)


# Configuration


def test_nothing_is_named_by_itself() -> None:
    assert services() == {}


def test_services_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    name_them(monkeypatch, **NAMED, JIHENG_OIDC_LABEL="粤政易", JIHENG_CAS_URL=f"{CAS.issuer}/")

    found = services()

    assert found["oidc"].issuer == NAMED["JIHENG_OIDC_ISSUER"]
    assert (found["oidc"].label.zh, found["cas"].label.zh) == ("粤政易", "统一身份认证")
    assert found["cas"].issuer == CAS.issuer


@pytest.mark.parametrize("missing", list(NAMED))
def test_half_a_configuration_is_refused_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    name_them(monkeypatch, **{**NAMED, missing: " "})

    with pytest.raises(ImproperlyConfigured, match=f"缺少：{missing}。.*half configured"):
        services()


@pytest.mark.parametrize("label", ["JIHENG_OIDC_LABEL", "JIHENG_CAS_LABEL"])
def test_a_label_alone_is_half_a_configuration(monkeypatch: pytest.MonkeyPatch, label: str) -> None:
    name_them(monkeypatch, **{label: "粤政易"})

    with pytest.raises(ImproperlyConfigured, match="half configured"):
        services()


UNPROTECTED = [
    "http://id.example.gov.cn",
    "http://localhost.example.gov.cn",
    "http://localhost@evil.example",
    "ftp://id.example.gov.cn",
    "id.example.gov.cn",
    "https://",
    "https://user:word@id.example.gov.cn",
    "https://id.example.gov.cn/#here",
    "https://id.example.gov.cn:port/",
    "https://[::1",
    "https://id.example.gov.cn/a b",
    "https://身份.example",
]


@pytest.mark.parametrize("address", UNPROTECTED)
@pytest.mark.parametrize("name", ["JIHENG_OIDC_ISSUER", "JIHENG_CAS_URL"])
def test_addresses_that_protect_nobody_are_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, address: str
) -> None:
    name_them(monkeypatch, **{**NAMED, name: address})

    with pytest.raises(ImproperlyConfigured, match=f"{name} 须为 https.* must be an https"):
        services()


def test_a_query_is_no_part_of_an_issuer(monkeypatch: pytest.MonkeyPatch) -> None:
    name_them(monkeypatch, JIHENG_CAS_URL="https://cas.example.gov.cn/?a=b")

    with pytest.raises(ImproperlyConfigured):
        services()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8080", "[::1]:80"])
def test_on_this_machine_no_tls_is_needed(host: str) -> None:
    assert is_protected(f"http://{host}/cas")


def test_without_the_extra_oidc_is_refused_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    name_them(monkeypatch, **NAMED)
    monkeypatch.setattr(configuration, "find_spec", lambda _name: None)

    with pytest.raises(ImproperlyConfigured, match=r"jiheng\[web,sso\]"):
        services()


def test_the_secret_is_not_shown_with_the_service() -> None:
    assert "hidden-words" not in repr(OIDC)


def test_the_office_does_not_start_half_configured() -> None:
    half = {**os.environ, "JIHENG_CAS_LABEL": "粤政易"}
    ended = subprocess.run(
        [sys.executable, "-c", "import tests.web.settings"],
        env={**half, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode != 0
    assert "缺少：JIHENG_CAS_URL" in ended.stderr


# Off unless named


def test_an_office_without_it_shows_nothing_of_it_and_calls_nobody(
    city: City,
    stranger: Client,
    as_person: Callable[[str], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outward, "_connection", lambda *_: pytest.fail("a call"))
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a call"))

    pages = [
        stranger.get("/login"),
        as_person("secadmin").get(f"/people/{city.people['clerk'].pk}"),
        as_person("clerk").get("/account"),
    ]

    assert {page.status_code for page in pages} == {200}
    for word in ("/login/oidc", "/sign-on", "统一身份认证"):
        assert not any(word in page.content.decode() for page in pages)
    for address in ("/login/oidc", "/login/oidc/back", "/login/cas", "/login/cas/back"):
        assert stranger.get(address).status_code == 404
    assert enter(stranger).status_code == 302


def test_neither_package_is_loaded_by_an_office_without_it() -> None:
    program = (
        "import sys, django; django.setup(); import jiheng_web.urls;"
        "sys.exit(any(name.split('.')[0] in {'authlib', 'joserfc'} for name in sys.modules))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "DJANGO_SETTINGS_MODULE": "tests.web.settings",
        },
        check=False,
    )

    assert ended.returncode == 0


@pytest.mark.usefixtures("both", "db")
def test_the_login_page_offers_what_is_named(stranger: Client) -> None:
    page = stranger.get("/login?next=/people").content.decode()

    assert "使用政务统一认证登录" in page
    assert 'href="/login/oidc?next=%2Fpeople"' in page
    assert 'href="/login/cas?next=%2Fpeople"' in page


def test_the_permission_matrix_walks_every_address() -> None:
    found = {(one.name, one.method): one.access for one in routes()}

    for name in ("begin_oidc", "end_oidc", "begin_cas", "end_cas"):
        access = found[name, "GET"]
        assert access is not None
        assert not access.login
    access = found["bind_sign_on", "POST"]
    assert access is not None
    assert access.action is Action.ROLE_GRANT


# What goes out


@pytest.mark.parametrize("address", ["http://example.gov.cn/", "file:///etc/passwd", "https://"])
def test_nothing_is_sent_where_others_could_read_it(address: str) -> None:
    with pytest.raises(SignOnUnavailable):
        outward.ask(address)


def test_a_service_that_says_nothing_is_waited_for_no_longer_than_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outward, "_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        begun = time.monotonic()
        with pytest.raises(SignOnUnavailable):
            outward.ask(f"http://127.0.0.1:{silent.getsockname()[1]}/")

    assert time.monotonic() - begun < 3


def test_a_service_that_drips_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outward, "_DEADLINE", -1.0)
    with running(Oidc) as provider, pytest.raises(SignOnUnavailable):
        outward.ask(f"{provider.address}/keys")


def test_tls_is_checked_against_the_machines_authorities() -> None:
    connection = outward._connection("https", "id.example.gov.cn", None)  # noqa: SLF001

    assert connection.port == 443
    assert connection._context.check_hostname  # type: ignore[attr-defined] # noqa: SLF001


# Whose name it is


def bind(browser: Client, person: int, name: str, service: str = "oidc") -> int:
    said = {"service": service, "name": name}
    return browser.post(f"/people/{person}/sign-on", said).status_code


@pytest.mark.usefixtures("both")
def test_the_security_administrator_binds_a_name(
    city: City, as_person: Callable[[str], Client]
) -> None:
    browser, clerk = as_person("secadmin"), city.people["clerk"]

    assert bind(browser, clerk.pk, " u-1 ") == 302
    assert bind(browser, clerk.pk, "zhang", "cas") == 302

    known = set(clerk.external_names.values_list("issuer", "name"))
    assert known == {(OIDC.issuer, "u-1"), (CAS.issuer, "zhang")}
    assert 'value="u-1"' in browser.get(f"/people/{clerk.pk}").content.decode()
    assert "u-1" in as_person("clerk").get("/account").content.decode()
    newest = Record.objects.latest("sequence")
    assert (newest.act, newest.subject_id) == ("account.bind", str(clerk.pk))
    assert '"to": "zhang"' in newest.facts


@pytest.mark.usefixtures("both")
def test_an_empty_name_takes_the_binding_away(
    city: City, as_person: Callable[[str], Client]
) -> None:
    browser, clerk = as_person("secadmin"), city.people["clerk"]
    bind(browser, clerk.pk, "u-1")

    assert bind(browser, clerk.pk, "") == 302
    assert not ExternalName.objects.exists()
    newest = Record.objects.latest("sequence")
    assert (newest.act, '"from": "u-1"' in newest.facts) == ("account.unbind", True)


@pytest.mark.usefixtures("both")
def test_sessions_end_when_a_binding_changes(
    city: City, as_person: Callable[[str], Client]
) -> None:
    clerk = as_person("clerk")
    bind(as_person("secadmin"), city.people["clerk"].pk, "u-1")

    assert clerk.get("/account").status_code == 302


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize("name", ["taken", "x" * 256, "a\u202eb"])
def test_names_that_cannot_be_are_refused(
    city: City, as_person: Callable[[str], Client], name: str
) -> None:
    browser = as_person("secadmin")
    bind(browser, city.people["clerk2"].pk, "taken")

    assert bind(browser, city.people["clerk"].pk, name) == 400
    assert not city.people["clerk"].external_names.exists()


@pytest.mark.usefixtures("both")
def test_only_services_that_are_named_are_bound(
    city: City, as_person: Callable[[str], Client]
) -> None:
    assert bind(as_person("secadmin"), city.people["clerk"].pk, "u-1", "ldap") == 400


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize(
    ("who", "whom", "status"),
    [("sysadmin", "clerk", 403), ("clerk", "clerk", 403), ("secadmin", "secadmin", 403)],
)
def test_nobody_else_binds_names_and_nobody_their_own(
    city: City, as_person: Callable[[str], Client], who: str, whom: str, status: int
) -> None:
    assert bind(as_person(who), city.people[whom].pk, "u-1") == status
    assert not ExternalName.objects.exists()
