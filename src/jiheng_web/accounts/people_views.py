"""Pages of people, their accounts and their roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action, Role
from jiheng_web.access.requests import page, within
from jiheng_web.accounts import people as commands
from jiheng_web.accounts import roles, sight
from jiheng_web.accounts.models import Organization, User
from jiheng_web.accounts.organization_views import in_order, number
from jiheng_web.accounts.sso.binding import services_of
from jiheng_web.accounts.views import actor, title_of
from jiheng_web.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpResponse

    from jiheng_web.access.policy import Principal
    from jiheng_web.access.requests import Asked

PAGE = 100


@page(Action.PERSON_VIEW)
def people(request: Asked) -> HttpResponse:
    """Show the accounts."""
    return _people(request, {})


def _people(request: Asked, more: dict[str, Any], status: int = 200) -> HttpResponse:
    wanted = request.GET.get("search", "").strip()[:60]
    after = request.GET.get("after", "")
    found = _searched(sight.in_sight(request.principal), wanted).filter(username__gt=after)
    rows = list(
        found.order_by("username")
        .select_related("organization")
        .prefetch_related("memberships__organization")[: PAGE + 1]
    )
    context = {
        "people": rows[:PAGE],
        "more": rows[PAGE - 1].username if len(rows) > PAGE else "",
        "search": wanted,
        "tree": _places(request.principal, Action.PERSON_MANAGE),
        "title_of": title_of,
        "faults": {},
        "filled": {},
        **more,
    }
    return render(request, "accounts/people.html", context, status=status)


def _searched(found: QuerySet[User], wanted: str) -> QuerySet[User]:
    if not wanted:
        return found
    return found.filter(
        Q(username__icontains=wanted)
        | Q(name__icontains=wanted)
        | Q(organization__name__icontains=wanted)
    )


def _places(principal: Principal, action: Action) -> list[tuple[int, Organization]]:
    here = Organization.objects.filter(within(principal, action, "path"), is_active=True)
    return in_order(list(here))


@page(Action.PERSON_MANAGE, "POST")
def add(request: Asked) -> HttpResponse:
    """Make an account; its first password is shown once."""
    said = {
        field: request.POST.get(field, "").strip()
        for field in ("username", "name", "telephone", "organization")
    }
    place = sight.organization(request.principal, number(said["organization"]))
    try:
        made, first = commands.create(
            request.principal,
            actor(request),
            place,
            said["username"],
            said["name"],
            said["telephone"],
        )
    except InvalidInput as error:
        return _people(request, {"faults": error.faults, "filled": said}, 400)
    return _first_password(request, made, first)


def _first_password(request: Asked, user: User, first: str) -> HttpResponse:
    return render(request, "accounts/first_password.html", {"person": user, "password": first})


@page(Action.PERSON_VIEW)
def person(request: Asked, key: int) -> HttpResponse:
    """Show one account."""
    return person_page(request, key, {})


def person_page(
    request: Asked, key: int, faults: dict[str, Bilingual], status: int = 200
) -> HttpResponse:
    """Show one account with what is wrong with what was filled in."""
    me, user = request.principal, sight.visible(request.principal, key)
    other = user.pk != me.person
    context = {
        "person": user,
        "locked": bool(user.locked_until and user.locked_until > timezone.now()),
        "memberships": user.memberships.select_related("organization"),
        "manages": other and sight.reaches(me, Action.PERSON_MANAGE, user),
        "grants": other and sight.reaches(me, Action.ROLE_GRANT, user),
        "places": _places(me, Action.PERSON_MANAGE),
        "tree": _places(me, Action.ROLE_GRANT),
        "roles": list(Role),
        "title_of": title_of,
        "services": services_of(user),
        "faults": faults,
    }
    return render(request, "accounts/person.html", context, status=status)


@page(Action.PERSON_MANAGE, "POST")
def change(request: Asked, key: int) -> HttpResponse:
    """Correct name, telephone and organization."""
    place = sight.organization(request.principal, number(request.POST.get("organization", "")))
    name, telephone = request.POST.get("name", ""), request.POST.get("telephone", "").strip()

    def change_it() -> object:
        return commands.change(request.principal, actor(request), key, name, telephone, place)

    return _done(request, key, change_it, _("The account is changed."))


@page(Action.PERSON_MANAGE, "POST")
def set_active(request: Asked, key: int) -> HttpResponse:
    """End an account, or let it live again."""
    active = request.POST.get("active") == "1"

    def set_it() -> object:
        return commands.set_active(request.principal, actor(request), key, active=active)

    said = _("The account is active again.") if active else _("The account is deactivated.")
    return _done(request, key, set_it, said)


@page(Action.PERSON_MANAGE, "POST")
def reset_password(request: Asked, key: int) -> HttpResponse:
    """Make a password to hand over; it is shown once."""
    user, first = commands.reset_password(request.principal, actor(request), key)
    return _first_password(request, user, first)


@page(Action.ROLE_GRANT, "POST")
def unlock(request: Asked, key: int) -> HttpResponse:
    """Let a person try again."""
    roles.unlock(request.principal, actor(request), key)
    messages.success(request, _("The account is unlocked."))
    return redirect("person", key)


@page(Action.ROLE_GRANT, "POST")
def forget_app(request: Asked, key: int) -> HttpResponse:
    """Let a person enrol another authenticator app."""
    roles.forget_app(request.principal, actor(request), key)
    messages.success(request, _("The authenticator app is forgotten."))
    return redirect("person", key)


@page(Action.ROLE_GRANT, "POST")
def grant(request: Asked, key: int) -> HttpResponse:
    """Let a person hold a role."""
    place = sight.organization(request.principal, number(request.POST.get("organization", "")))
    said = request.POST.get("role", "")

    def grant_it() -> object:
        if said not in set(Role):
            why = Bilingual("请选择岗位。", "Choose a role.")
            raise InvalidInput({"role": why})
        return roles.grant(request.principal, actor(request), key, place, Role(said))

    return _done(request, key, grant_it, _("The role is granted."))


@page(Action.ROLE_GRANT, "POST")
def revoke(request: Asked, key: int, membership: int) -> HttpResponse:
    """Take a role from a person."""

    def revoke_it() -> None:
        roles.revoke(request.principal, actor(request), key, membership)

    return _done(request, key, revoke_it, _("The role is revoked."))


def _done(request: Asked, key: int, deed: Callable[[], object], said: str) -> HttpResponse:
    try:
        deed()
    except InvalidInput as error:
        return person_page(request, key, error.faults, 400)
    messages.success(request, said)
    return redirect("person", key)
