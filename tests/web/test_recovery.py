"""The last security administrator without a telephone is let in from the machine itself."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.web.offices import surroundings
from tests.web.test_login import enter

from jiheng_web.accounts.secrets import seal
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.audit.chain import prove
from jiheng_web.audit.models import Record
from jiheng_web.errors import InvalidInput
from jiheng_web.operations.recovery import let_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client
    from tests.web.city import City


@pytest.fixture
def first(city: City) -> str:
    """Return the password that the security administrator was given."""
    user = city.people["secadmin"]
    with act(PROGRAM, "test"):
        user.totp_secret, user.failures = seal("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"), 5
        user.save()
    return let_in("secadmin")


def test_the_password_lets_in_to_enrol_another_app(first: str, stranger: Client) -> None:
    answer = enter(stranger, "secadmin", password=first)

    assert answer.headers["Location"] == "/login/app"


def test_sessions_from_before_are_over(as_person: Callable[[str], Client]) -> None:
    before = as_person("secadmin")
    assert before.get("/people").status_code == 200

    let_in("secadmin")

    assert before.get("/people").status_code == 302


@pytest.mark.usefixtures("first")
def test_it_is_on_record() -> None:
    newest = Record.objects.latest("sequence")

    assert (newest.act, newest.actor_name) == ("account.recover", "jiheng")
    assert prove().broken is None


@pytest.mark.usefixtures("city")
def test_nobody_is_let_in_under_a_name_that_is_none() -> None:
    with pytest.raises(InvalidInput):
        let_in("nobody")


def test_the_program_says_the_password(tmp_path: Path) -> None:
    own = surroundings()
    found = "from pathlib import Path; from jiheng_web.operations import setting_up as s; "
    found += f"s.prepare(Path({str(tmp_path)!r})); s.migrate(); s.first_administrators()"
    subprocess.run([sys.executable, "-c", found], check=True, env=own)
    command = [sys.executable, "-m", "jiheng_web.operations.recovery", "--home", str(tmp_path)]

    said, refused = (
        subprocess.run([*command, name], check=False, capture_output=True, text=True, env=own)
        for name in ("secadmin", "nobody")
    )

    assert said.stdout.startswith("secadmin: ")
    assert refused.returncode == 2
    assert "There is no account" in refused.stderr
