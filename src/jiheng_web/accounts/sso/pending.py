"""A login that was begun at a service and is to come back in the same browser, once."""

from __future__ import annotations

import secrets
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.utils.crypto import constant_time_compare

from jiheng_web.errors import SignOnRefused

if TYPE_CHECKING:
    from django.http import HttpRequest

_BEGUN = "sign_on"
_GOOD_FOR = 600
"""Seconds in which the person is back."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A login under way.

    Attributes:
        state: Comes back with the person: nobody else began this login.
        nonce: Comes back within what the service signs.
        verifier: Proof that who began the login also ends it (PKCE).
        back: Address to which the service sends the person.
        after: Address within the office to go to once logged in.
    """

    kind: str
    state: str
    nonce: str
    verifier: str
    back: str
    after: str
    at: int


def begin(request: HttpRequest, kind: str, back: str, after: str) -> Begun:
    """Remember a login that begins now; one begun before is forgotten."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    begun = Begun(kind, state, nonce, verifier, back, after, int(time.time()))
    request.session[_BEGUN] = asdict(begun)
    return begun


def end(request: HttpRequest, kind: str) -> Begun:
    """Return the login that comes back; it can come back this once only.

    Raises:
        SignOnRefused: It was not begun in this browser, or too long ago.
    """
    kept = request.session.pop(_BEGUN, None)
    begun = Begun(**kept) if kept else None
    if begun is None or begun.kind != kind or time.time() - begun.at > _GOOD_FOR:
        raise SignOnRefused(why="not begun")
    if not constant_time_compare(request.GET.get("state", ""), begun.state):
        raise SignOnRefused(why="state")
    return begun
