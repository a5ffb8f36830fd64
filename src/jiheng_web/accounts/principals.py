"""Requests → the person behind them, with the roles they hold now."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from jiheng_web.access.policy import Membership, Principal, Role
from jiheng_web.accounts.models import Token, User
from jiheng_web.accounts.sessions import end_if_idle

if TYPE_CHECKING:
    from django.http import HttpRequest

_BEARER = "Bearer "


def principal_of(request: HttpRequest) -> Principal | None:
    """Return the person behind a request; None for the public."""
    if by_token(request):
        return _of_token(request.headers["Authorization"].removeprefix(_BEARER))
    person = request.session.get(SESSION_KEY)
    if person is None:
        return None
    if end_if_idle(request, settings.SESSION_IDLE_SECONDS):
        return None
    found = _of_person(int(person), request.session.get(HASH_SESSION_KEY, ""))
    if found is None:
        request.session.flush()
    return found


def by_token(request: HttpRequest) -> bool:
    """Return whether a request comes with a token, which then alone says who asks."""
    return bool(request.headers.get("Authorization", "").startswith(_BEARER))


def principal(user: User) -> Principal:
    """Return a person as far as permissions go."""
    held = user.memberships.filter(organization__is_active=True).values_list(
        "role", "organization_id", "organization__path"
    )
    return Principal(
        person=user.pk,
        username=user.username,
        name=user.name,
        memberships=tuple(Membership(Role(role), at, path) for role, at, path in held),
        invited=_invited(user)
        if any(role == Role.EVALUATOR for role, _, _ in held)
        else frozenset(),
    )


def _of_person(person: int, proof: str) -> Principal | None:
    """Return who a session belongs to; None if the account or its password has changed since."""
    # One query written by hand: asked at every request, where two composed ones cost more than
    # the rest of what a kept page takes.
    with connection.cursor() as cursor:
        cursor.execute(_PERSON, [person, True])
        rows = cursor.fetchall()
    if not rows:
        return None
    username, name, password = rows[0][:3]
    user = User(pk=person, username=username, name=name, password=password)
    if not constant_time_compare(proof, user.get_session_auth_hash()):
        return None
    held = tuple(Membership(Role(role), at, path) for *_, role, at, path in rows if role)
    evaluates = any(one.role is Role.EVALUATOR for one in held)
    invited = _invited(user) if evaluates else frozenset()
    return Principal(person, username, name, held, invited)


_PERSON = """
    SELECT person.username, person.name, person.password, held.role, place.id, place.path
    FROM accounts_user person
    LEFT JOIN (accounts_membership held
               JOIN accounts_organization place ON place.id = held.organization_id
               AND place.is_active) ON held.user_id = person.id
    WHERE person.id = %s AND person.is_active = %s
"""


def digest(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _of_token(token: str) -> Principal | None:
    found = (
        Token.objects.select_related("user")
        .filter(hash=digest(token), expires__gt=timezone.now(), user__is_active=True)
        .first()
    )
    return principal(found.user) if found else None


def _invited(user: User) -> frozenset[int]:
    from jiheng_web.flow.models import Invitation

    running = Invitation.objects.filter(user=user, until__gte=timezone.localdate())
    return frozenset(running.values_list("project_id", flat=True))
