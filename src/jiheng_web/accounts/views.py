"""Logging in and out, and one's own account."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth import logout as end_session
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from jiheng_web.access.policy import Role
from jiheng_web.access.requests import page, public
from jiheng_web.accounts import codes, commands, passwords, sessions
from jiheng_web.accounts.models import User
from jiheng_web.accounts.sso.binding import services_of
from jiheng_web.audit.acts import Actor
from jiheng_web.errors import InvalidInput, LoginRefused, NotLoggedIn
from jiheng_web.failures import language as language_of_page
from jiheng_web.failures import status_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from jiheng.bilingual import Bilingual
    from jiheng.errors import JihengError
    from jiheng_web.access.requests import Asked


def address(request: HttpRequest) -> str:
    """Return where a request comes from."""
    return str(request.META.get("REMOTE_ADDR", ""))


def title_of(role: str) -> Bilingual:
    """Return the name of a role as it is stored."""
    return Role(role).words


def actor(request: Asked) -> Actor:
    """Return who answers for what a request does."""
    return Actor.of(request.principal, address(request))


@public("GET", "POST")
def login(request: HttpRequest) -> HttpResponse:
    """Take name and password; begin a session, or ask for a code first."""
    after = inside(request, request.POST.get("next", request.GET.get("next", "")))
    if request.method == "GET":
        return login_page(request, "login", {"next": after})
    name, said = request.POST.get("username", ""), request.POST.get("password", "")
    try:
        proved = commands.prove_password(name, said, address(request))
    except LoginRefused as error:
        return login_page(request, "login", {"next": after, "username": name}, error)
    if proved.code_due:
        sessions.wait(request, proved.user, after)
        return redirect("login_code" if proved.user.totp_secret else "login_app")
    sessions.begin(request, proved.user)
    return redirect(after)


@public("GET", "POST")
def code(request: HttpRequest) -> HttpResponse:
    """Take the code of the authenticator app."""
    waiting = sessions.waiting(request)
    if waiting is None:
        return redirect("login")
    user, after, _secret = waiting
    if request.method == "GET":
        return login_page(request, "code", {})
    try:
        user = commands.prove_code(user, request.POST.get("code", ""), address(request))
    except LoginRefused as error:
        return _again(request, user, "code", {}, error)
    sessions.begin(request, user)
    return redirect(after)


@public("GET", "POST")
def app(request: HttpRequest) -> HttpResponse:
    """Let an administrator enrol an authenticator app."""
    waiting = sessions.waiting(request)
    if waiting is None:
        return redirect("login")
    user, after, secret = waiting
    if not secret:
        return redirect("login_code")
    context = {"secret": secret, "username": user.username}
    if request.method == "GET":
        return login_page(request, "app", context)
    try:
        user = commands.enrol(user, secret, request.POST.get("code", ""), address(request))
    except LoginRefused as error:
        return _again(request, user, "app", context, error)
    sessions.begin(request, user)
    return redirect(after)


@public()
def app_picture(request: HttpRequest) -> HttpResponse:
    """Show the secret of an app to enrol as a QR code."""
    waiting = sessions.waiting(request)
    if waiting is None or not waiting[2]:
        raise NotLoggedIn
    picture = codes.picture(waiting[2], waiting[0].username)
    return HttpResponse(picture, content_type="image/svg+xml")


def login_page(
    request: HttpRequest, part: str, context: dict[str, Any], error: JihengError | None = None
) -> HttpResponse:
    """Show a page of logging in, with what is wrong."""
    said = {
        "fault": error.text(language_of_page()) if error else "",
        "username": "",
        "services": settings.SIGN_ON.values(),
        **context,
    }
    status = status_of(error) if error else HTTPStatus.OK
    return render(request, f"accounts/{part}.html", said, status=status)


def _again(
    request: HttpRequest, user: User, part: str, context: dict[str, Any], error: LoginRefused
) -> HttpResponse:
    user.refresh_from_db()
    if user.locked_until and user.locked_until > timezone.now():
        sessions.stop_waiting(request)
        return login_page(request, "login", {"next": ""}, error)
    return login_page(request, part, context, error)


@public("POST")
def logout(request: HttpRequest) -> HttpResponse:
    """End a session."""
    principal = getattr(request, "principal", None)
    if principal is not None:
        commands.log_out(Actor.of(principal, address(request)))
    end_session(request)
    return redirect("login")


@page(None)
def account(request: Asked) -> HttpResponse:
    """Show one's own account."""
    return _account(request, {})


def _account(request: Asked, more: dict[str, Any], status: int = 200) -> HttpResponse:
    user = User.objects.select_related("organization").get(pk=request.principal.person)
    context = {
        "user": user,
        "memberships": user.memberships.select_related("organization"),
        "title_of": title_of,
        "services": services_of(user),
        "tokens": user.tokens.filter(expires__gt=timezone.now()).order_by("expires"),
        "password_until": user.password_changed + passwords.LIFE,
        "longest_life": commands.LONGEST_LIFE,
        "said": "",
        "faults": {},
        "filled": {},
        **more,
    }
    return render(request, "accounts/account.html", context, status=status)


@page(None, "GET", "POST")
def password(request: Asked) -> HttpResponse:
    """Change one's own password."""
    need_session(request)
    faults: dict[str, object] = {}
    if request.method == "POST":
        said = [request.POST.get(field, "") for field in ("present", "new", "again")]
        try:
            user = commands.change_password(request.principal, actor(request), *said)
        except InvalidInput as error:
            faults = dict(error.faults)
        else:
            sessions.keep(request, user)
            messages.success(request, _("Your password is changed."))
            return redirect("account")
    context = {"faults": faults, "due": request.session.get("password_due", False)}
    return render(request, "accounts/password.html", context, status=400 if faults else 200)


@page(None, "POST")
def make_token(request: Asked) -> HttpResponse:
    """Make a token and show it, this once."""
    need_session(request)
    days = request.POST.get("days", "")
    name = request.POST.get("name", "")
    try:
        _token, said = commands.make_token(
            request.principal, actor(request), name, int(days) if days.isdecimal() else 0
        )
    except InvalidInput as error:
        filled = {"name": name, "days": days}
        return _account(request, {"faults": error.faults, "filled": filled}, 400)
    return _account(request, {"said": said})


@page(None, "POST")
def revoke_token(request: Asked, key: int) -> HttpResponse:
    """Let a program ask no longer."""
    need_session(request)
    commands.revoke_token(request.principal, actor(request), key)
    messages.success(request, _("The token is revoked."))
    return redirect("account")


def need_session(request: Asked) -> None:
    """Keep programs with a token from an account: they could prolong their own lives.

    Raises:
        NotLoggedIn: No person is logged in.
    """
    if SESSION_KEY not in request.session:
        raise NotLoggedIn


@public("POST")
def language(request: HttpRequest) -> HttpResponse:
    """Show pages in the other language from now on."""
    chosen = request.POST.get("language", "")
    response = redirect(inside(request, request.POST.get("next", "")))
    if chosen in dict(settings.LANGUAGES):
        name = settings.LANGUAGE_COOKIE_NAME
        response.set_cookie(name, chosen, max_age=31_536_000, samesite="Lax", httponly=True)
    return response


def inside(request: HttpRequest, address: str) -> str:
    """Return an address of this site, whatever was asked for."""
    good = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    return address if good and address.startswith("/") else "/"
