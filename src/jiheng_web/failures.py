"""Errors → pages (or JSON for programs) with the right status, in the reader's language."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jiheng.errors import InvalidTable, JihengError, MissingExtra, UnknownName, UnreadableFile
from jiheng_web import errors

if TYPE_CHECKING:
    from django.http import HttpRequest

    from jiheng.bilingual import Language

STATUSES: dict[type[JihengError], HTTPStatus] = {
    errors.NotLoggedIn: HTTPStatus.UNAUTHORIZED,
    errors.LoginRefused: HTTPStatus.UNAUTHORIZED,
    errors.SignOnUnavailable: HTTPStatus.BAD_GATEWAY,
    errors.SignOnRefused: HTTPStatus.UNAUTHORIZED,
    errors.NotBound: HTTPStatus.UNAUTHORIZED,
    errors.AppNotSetUp: HTTPStatus.UNAUTHORIZED,
    errors.NotPermitted: HTTPStatus.FORBIDDEN,
    errors.NotApart: HTTPStatus.FORBIDDEN,
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.WrongState: HTTPStatus.CONFLICT,
    errors.StaleRevision: HTTPStatus.CONFLICT,
    errors.Blocked: HTTPStatus.CONFLICT,
    errors.GateClosed: HTTPStatus.CONFLICT,
    errors.InvalidInput: HTTPStatus.BAD_REQUEST,
    UnreadableFile: HTTPStatus.BAD_REQUEST,
    InvalidTable: HTTPStatus.BAD_REQUEST,
    UnknownName: HTTPStatus.NOT_FOUND,
    MissingExtra: HTTPStatus.NOT_IMPLEMENTED,
}


_JSON = "application/json"


def language() -> Language:
    """Return the language of the page that is made just now."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def status_of(error: JihengError) -> HTTPStatus:
    """Return the status an error is answered with."""
    return STATUSES.get(type(error), HTTPStatus.INTERNAL_SERVER_ERROR)


def refused(request: HttpRequest, error: JihengError) -> HttpResponse:
    """Answer a request that could not be fulfilled."""
    status = status_of(error)
    if request.path.startswith("/api/"):
        return JsonResponse({"message": error.text(language())}, status=status)
    by_script = request.headers.get("HX-Request") or request.headers.get("Accept") == _JSON
    if isinstance(error, errors.NotLoggedIn) and not by_script:
        return redirect(f"/login?next={request.get_full_path()}")
    return page(request, status, error.text(language()))


def wants_words_only(request: HttpRequest) -> bool:
    """Return whether a program or a part of a page asks, not a person who is shown a page."""
    wants_json = "application/json" in request.headers.get("Accept", "")
    return "HX-Request" in request.headers or wants_json or request.path.startswith("/api/")


def page(request: HttpRequest, status: HTTPStatus, message: str) -> HttpResponse:
    """Answer with a page, or with its message alone where a part of a page was asked for."""
    if wants_words_only(request):
        return JsonResponse({"message": message}, status=status)
    from django.shortcuts import render

    came_from = request.headers.get("Referer", "")
    back = (
        came_from
        if url_has_allowed_host_and_scheme(came_from, {request.headers.get("Host", "")})
        else ""
    )
    # A link to a form would load it anew, without what was filled in.
    filled = request.method == "POST"
    context = {
        "status": int(status),
        "message": message,
        "back": "" if filled else back,
        "filled": filled,
    }
    return render(request, "failure.html", context, status=status)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that does not prove it came from a page of ours."""
    return page(
        request,
        HTTPStatus.FORBIDDEN,
        _("The page was open too long or came from elsewhere. Reload it and try again."),
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what cannot be understood."""
    return page(request, HTTPStatus.BAD_REQUEST, _("The request cannot be understood."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return page(request, HTTPStatus.NOT_FOUND, _("There is no page at this address."))


def defect(request: HttpRequest) -> HttpResponse:
    """Answer when this program is at fault."""
    message = _("The program made a mistake. Nothing was saved; the administrator finds it logged.")
    return (
        HttpResponse(
            f'<!doctype html><html lang="{language()}"><meta charset="utf-8">'
            f"<title>500</title><h1>500</h1><p>{message}</p>"
            f'<p><a href="/">{_("Home")}</a>',
            status=HTTPStatus.INTERNAL_SERVER_ERROR,
        )
        if not request.path.startswith("/api/")
        else JsonResponse({"message": message}, status=HTTPStatus.INTERNAL_SERVER_ERROR)
    )
