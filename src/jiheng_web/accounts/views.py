"""Logging in and out, one's own account, organizations and people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import login as begin_session
from django.contrib.auth import logout as end_session
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from jiheng_web.access.policy import Action
from jiheng_web.access.requests import page, public
from jiheng_web.accounts.models import Organization, User
from jiheng_web.audit.acts import Actor, act, note_refusal

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from jiheng_web.access.requests import Asked


@public("GET", "POST")
def login(request: HttpRequest) -> HttpResponse:
    """Begin a session."""
    fault = ""
    if request.method == "POST":
        username = request.POST.get("username", "")
        user = User.objects.filter(username=username, is_active=True).first()
        address = request.META.get("REMOTE_ADDR", "")
        if user and user.check_password(request.POST.get("password", "")):
            with act(Actor(str(user), user.pk, address), "login"):
                begin_session(request, user)
            return redirect(inside(request, request.POST.get("next", "")))
        note_refusal(Actor(username, None, address), "login", {"username": username})
        fault = _("Name or password is wrong.")
    context = {"fault": fault, "next": request.GET.get("next", request.POST.get("next", ""))}
    return render(request, "accounts/login.html", context)


@public("POST")
def logout(request: HttpRequest) -> HttpResponse:
    """End a session."""
    end_session(request)
    return redirect("login")


@page(None)
def account(request: Asked) -> HttpResponse:
    """Show one's own account."""
    return render(request, "accounts/account.html", {})


@page(None, "GET", "POST")
def password(request: Asked) -> HttpResponse:
    """Change one's own password."""
    return render(request, "accounts/account.html", {})


@public("POST")
def language(request: HttpRequest) -> HttpResponse:
    """Show pages in the other language from now on."""
    chosen = request.POST.get("language", "")
    response = redirect(inside(request, request.POST.get("next", "")))
    if chosen in dict(settings.LANGUAGES):
        name = settings.LANGUAGE_COOKIE_NAME
        response.set_cookie(name, chosen, max_age=31_536_000, samesite="Lax", httponly=True)
    return response


@page(Action.ORGANIZATION_VIEW)
def organizations(request: Asked) -> HttpResponse:
    """Show the tree."""
    return render(request, "accounts/organizations.html", {"all": Organization.objects.all()})


@page(Action.ORGANIZATION_VIEW)
def people(request: Asked) -> HttpResponse:
    """Show the accounts."""
    return render(request, "accounts/people.html", {"all": User.objects.all()})


def inside(request: HttpRequest, address: str) -> str:
    """Return an address of this site, whatever was asked for."""
    good = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    return address if good and address.startswith("/") else "/"
