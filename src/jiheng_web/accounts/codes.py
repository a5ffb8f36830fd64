"""Codes of an authenticator app (动态口令): the second proof that administrators give."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING

import pyotp
import segno
from django.conf import settings

from jiheng_web.access.policy import ADMINISTRATORS
from jiheng_web.accounts.secrets import unseal

if TYPE_CHECKING:
    from jiheng_web.accounts.models import User

_STEP = 30
_DRIFT = 1
"""Steps that a telephone's clock may be wrong by."""


def is_needed(user: User) -> bool:
    """Return whether a person gives a code at login: every administrator, but for examples."""
    roles = [str(role) for role in ADMINISTRATORS]
    return bool(user.totp_secret) or (
        not settings.DEMO and user.memberships.filter(role__in=roles).exists()
    )


def step_of(code: str, secret: str, after: int) -> int | None:
    """Return the time step that a code belongs to; None when it is wrong or was used before.

    Args:
        after: Step of the last code taken.
    """
    said = code.strip().replace(" ", "")
    here = int(time.time()) // _STEP
    for step in range(here - _DRIFT, here + _DRIFT + 1):
        right = pyotp.TOTP(secret).generate_otp(step)
        if step > after and pyotp.utils.strings_equal(said, right):
            return step
    return None


def step_for(user: User, code: str) -> int | None:
    """Return the time step of a person's code; None when it is wrong or was used before."""
    secret = unseal(user.totp_secret)
    return None if secret is None else step_of(code, secret, user.totp_last)


def fresh_secret() -> str:
    """Return a secret for a person who has none yet."""
    return pyotp.random_base32()


def picture(secret: str, username: str) -> bytes:
    """Return a secret as a QR code (SVG) that an authenticator app reads."""
    address = pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name="绩衡 Jiheng")
    stream = io.BytesIO()
    segno.make(address, error="m").save(stream, kind="svg", scale=5, title="TOTP")
    return stream.getvalue()
