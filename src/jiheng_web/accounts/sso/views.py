"""Logging in by a service for single sign-on: away to it, and back with a proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action
from jiheng_web.access.requests import page, public
from jiheng_web.accounts import sessions
from jiheng_web.accounts.people_views import person_page
from jiheng_web.accounts.sso import binding, commands, pending
from jiheng_web.accounts.views import actor, address, inside, login_page
from jiheng_web.errors import (
    AppNotSetUp,
    InvalidInput,
    NotBound,
    NotFound,
    SignOnRefused,
    SignOnUnavailable,
)

if TYPE_CHECKING:
    from types import ModuleType

    from django.http import HttpRequest, HttpResponse

    from jiheng_web.access.requests import Asked
    from jiheng_web.accounts.sso.configuration import Service

_SERVICE = Bilingual("统一身份认证服务", "single sign-on")


@public()
def begin(request: HttpRequest, kind: str) -> HttpResponse:
    """Send a person to the service."""
    service = _service(kind)
    after = inside(request, request.GET.get("next", ""))
    back = request.build_absolute_uri(reverse(f"end_{kind}"))
    try:
        return redirect(
            _protocol(kind).entrance(service, pending.begin(request, kind, back, after))
        )
    except SignOnUnavailable as error:
        commands.note(service, "unavailable", address(request))
        return login_page(request, "login", {"next": after}, error)


@public()
def end(request: HttpRequest, kind: str) -> HttpResponse:
    """Take a person back from the service; begin a session, or ask for a code first."""
    service, after = _service(kind), "/"
    try:
        begun = pending.end(request, kind)
        after = begun.after
        name = _protocol(kind).name_of(service, begun, request.GET)
        proved = commands.log_in(service, name, address(request))
    except (SignOnRefused, SignOnUnavailable) as error:
        why = error.why if isinstance(error, SignOnRefused) else "unavailable"
        commands.note(service, why, address(request))
        return login_page(request, "login", {"next": after}, error)
    except (NotBound, AppNotSetUp) as error:
        return login_page(request, "login", {"next": after}, error)
    if proved.code_due:
        sessions.wait(request, proved.user, after, kind)
        return redirect("login_code")
    sessions.begin(request, proved.user, kind)
    return redirect(after)


@page(Action.ROLE_GRANT, "POST")
def bind(request: Asked, key: int) -> HttpResponse:
    """Say what a service calls a person."""
    kind, name = request.POST.get("service", ""), request.POST.get("name", "")
    try:
        binding.bind(request.principal, actor(request), key, kind, name)
    except InvalidInput as error:
        return person_page(request, key, error.faults, 400)
    messages.success(request, _("The account is changed."))
    return redirect("person", key)


def _service(kind: str) -> Service:
    found: Service | None = settings.SIGN_ON.get(kind)
    if found is None:
        raise NotFound(kind=_SERVICE)
    return found


def _protocol(kind: str) -> ModuleType:
    # Loaded when it is asked for: an office without single sign-on has no need of its packages.
    if kind == "oidc":
        from jiheng_web.accounts.sso import oidc

        return oidc
    from jiheng_web.accounts.sso import cas

    return cas
