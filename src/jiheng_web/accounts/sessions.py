"""A login under way and the session it ends in."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.contrib.auth import HASH_SESSION_KEY, logout
from django.contrib.auth import login as begin_session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from jiheng_web.accounts import codes, passwords
from jiheng_web.accounts.models import User
from jiheng_web.accounts.secrets import seal, unseal

if TYPE_CHECKING:
    from django.http import HttpRequest

_WAITING = "waiting_for_code"
_GOOD_FOR = 300
"""Seconds in which the code is due."""


def begin(request: HttpRequest, user: User, service: str = "") -> None:
    """Log a person in, in a session with a new key.

    Args:
        service: Kind of the single sign-on; the age of a password that was not used is no matter.
    """
    waited = request.session.get(_WAITING, {})
    if waited.get("person") == user.pk:
        service = waited.get("service", "")
    stop_waiting(request)
    begin_session(request, user)
    # Whoever logs in and never asks anything is idle from now on.
    request.session["last"] = int(time.time())
    if not service:
        note_password(request, user)


def keep(request: HttpRequest, user: User) -> None:
    """Keep this session, under a new key, though the person's password changed."""
    request.session.cycle_key()
    request.session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    note_password(request, user)


def note_password(request: HttpRequest, user: User) -> None:
    """Note whether nothing but a new password will do, for `access.requests`."""
    if passwords.is_due(user):
        request.session["password_due"] = True
    else:
        request.session.pop("password_due", None)


def wait(request: HttpRequest, user: User, after: str, service: str = "") -> None:
    """Remember whose password was right, until the code is given.

    Args:
        after: Address to go to once logged in.
        service: Kind of the single sign-on that knew the person in place of a password.
    """
    request.session.flush()
    request.session[_WAITING] = {
        "person": user.pk,
        "proof": user.get_session_auth_hash(),
        "at": int(time.time()),
        "next": after,
        "service": service,
        "secret": "" if user.totp_secret else seal(codes.fresh_secret()),
    }


def waiting(request: HttpRequest) -> tuple[User, str, str] | None:
    """Return who is to give a code, where they go then, and the secret of an app to enrol.

    None: nobody, or it is too long ago.
    """
    kept = request.session.get(_WAITING)
    if kept and time.time() - kept["at"] <= _GOOD_FOR:
        user = User.objects.filter(pk=kept["person"]).first()
        if user and constant_time_compare(kept["proof"], user.get_session_auth_hash()):
            return user, kept["next"], unseal(kept["secret"]) or ""
    stop_waiting(request)
    return None


def stop_waiting(request: HttpRequest) -> None:
    """Forget a login under way."""
    request.session.pop(_WAITING, None)


def end_if_idle(request: HttpRequest, seconds: int) -> bool:
    """End a session in which nothing was asked for too long; note the time of this request."""
    now = int(timezone.now().timestamp())
    last = request.session.get("last", now)
    if now - last > seconds:
        logout(request)
        return True
    if now - last > 60 or "last" not in request.session:  # noqa: PLR2004 - not at every request
        request.session["last"] = now
    return False
