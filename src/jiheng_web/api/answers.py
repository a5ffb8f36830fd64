"""Errors → JSON {message, faults} with the status that pages answer with, too."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from ninja.errors import HttpError, ValidationError

from jiheng.errors import InvalidTable, JihengError
from jiheng_web.api.shown import Failure
from jiheng_web.errors import InvalidInput
from jiheng_web.failures import language, status_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from ninja import NinjaAPI

FAILURES = frozenset(
    {
        HTTPStatus.BAD_REQUEST.value,
        HTTPStatus.UNAUTHORIZED.value,
        HTTPStatus.FORBIDDEN.value,
        HTTPStatus.NOT_FOUND.value,
        HTTPStatus.CONFLICT.value,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE.value,
    }
)


def told(answer: object) -> dict[Any, Any]:
    """Return the answers of an operation by status."""
    return {200: answer, FAILURES: Failure}


def refuse_properly(api: NinjaAPI) -> None:
    """Let an interface answer all errors alike."""
    handlers: dict[type[Exception], Any] = {
        JihengError: _trouble,
        ValidationError: _invalid,
        HttpError: _http,
        Http404: _missing,
        RequestDataTooBig: _too_big,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _trouble(request: HttpRequest, error: JihengError) -> HttpResponse:
    faults = None
    if isinstance(error, InvalidInput):
        faults = [
            {"field": at, "message": why.text(language())} for at, why in error.faults.items()
        ]
    elif isinstance(error, InvalidTable):
        faults = [{"field": "table", "message": fault} for fault in error.faults]
    return _answer(status_of(error), error.text(language()), faults)


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    faults = [
        {"field": ".".join(str(part) for part in one["loc"]), "message": one["msg"]}
        for one in error.errors
    ]
    return _answer(HTTPStatus.BAD_REQUEST, _("The request cannot be understood."), faults)


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    message = error.message
    if error.status_code == HTTPStatus.UNAUTHORIZED:
        message = _("Send a valid token: Authorization: Bearer …, or log in first.")
    elif error.status_code == HTTPStatus.BAD_REQUEST:
        message = _("The request cannot be understood.")
    response = _answer(error.status_code, message)
    if error.status_code == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _missing(request: HttpRequest, error: Exception) -> HttpResponse:
    return _answer(HTTPStatus.NOT_FOUND, _("There is no page at this address."))


def _too_big(request: HttpRequest, error: Exception) -> HttpResponse:
    return _answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("The request is too large."))


def _answer(status: int, message: str, faults: list[dict[str, str]] | None = None) -> HttpResponse:
    body: dict[str, object] = {"message": message}
    if faults:
        body["faults"] = faults
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
