"""Which people and organizations an administrator sees, and whom they may change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action, permits, scope
from jiheng_web.access.requests import within
from jiheng_web.accounts.models import Organization, User
from jiheng_web.errors import NotFound, NotPermitted

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jiheng_web.access.policy import Principal

PERSON = Bilingual("用户", "person")
ORGANIZATION = Bilingual("机构", "organization")


def in_sight(principal: Principal) -> QuerySet[User]:
    """Return the people whom an administrator sees: those of the subtree, or with a role there."""
    action = Action.PERSON_VIEW
    here = within(principal, action) | within(principal, action, "memberships__organization__path")
    if has_all(principal, action):
        here |= Q(organization=None)
    return User.objects.filter(here).distinct()


def has_all(principal: Principal, action: Action) -> bool:
    """Return whether an action is granted for the whole office."""
    roots = Organization.objects.filter(parent=None).values_list("path", flat=True)
    return set(roots) <= set(scope(principal, action)) and bool(roots)


def visible(principal: Principal, key: int) -> User:
    """Return a person whom an administrator sees.

    Raises:
        NotFound: There is none, or they are out of sight.
    """
    found = in_sight(principal).filter(pk=key).first()
    if found is None:
        raise NotFound(kind=PERSON)
    return found


def reaches(principal: Principal, action: Action, user: User) -> bool:
    """Return whether all that a person is and may lies within what an administrator manages.

    Else the administrator of one department could take over somebody with rights in another.
    """
    paths = list(user.memberships.values_list("organization__path", flat=True))
    if user.organization:
        paths.append(user.organization.path)
    elif not paths:
        return has_all(principal, action)
    return all(permits(principal, action, path) for path in paths)


def held(principal: Principal, action: Action, key: int) -> User:
    """Return a person to change, held until the act ends; never oneself."""
    user = User.objects.select_for_update().get(pk=visible(principal, key).pk)
    if not reaches(principal, action, user) or user.pk == principal.person:
        raise NotPermitted(deed=action.words)
    return user


def path_of(user: User) -> str:
    """Return the path of the organization a person belongs to."""
    return user.organization.path if user.organization else ""


def organization(principal: Principal, key: int) -> Organization:
    """Return an organization that a person sees.

    Raises:
        NotFound: There is none, or it is out of sight.
    """
    found = Organization.objects.filter(pk=key).first()
    if found is None or not permits(principal, Action.ORGANIZATION_VIEW, found.path):
        raise NotFound(kind=ORGANIZATION)
    return found
