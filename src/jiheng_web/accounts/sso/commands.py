"""Logging in as whom a service for single sign-on knows; whoever is not bound stays outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng_web.accounts.commands import Proved, admit
from jiheng_web.accounts.sso.binding import LONGEST, person_called
from jiheng_web.audit.acts import Actor, note_refusal
from jiheng_web.errors import LoginRefused, NotBound, SignOnRefused

if TYPE_CHECKING:
    from jiheng_web.accounts.sso.configuration import Service


def log_in(service: Service, name: str, address: str) -> Proved:
    """Let in the person whom the service calls by a name.

    Raises:
        SignOnRefused: The name cannot be anybody's.
        NotBound: Nobody is, or they may not log in now; only the audit trail says which.
        AppNotSetUp: An administrator without an authenticator app.
    """
    if not name.isprintable() or len(name) > LONGEST:
        raise SignOnRefused(why="name")
    user = person_called(service, name)
    if user is None:
        note(service, "unknown", address, name)
        raise NotBound(name=name)
    try:
        return admit(user, service.kind, address)
    except LoginRefused:
        raise NotBound(name=name) from None


def note(service: Service, why: str, address: str, name: str = "") -> None:
    """Put on record that a login by a service came to nothing."""
    facts: dict[str, object] = {"service": service.kind, "why": why}
    if name:
        facts["name"] = name
    note_refusal(Actor(name[:60] or service.kind, None, address), "login.refused", facts)
