"""Headers that tell a browser what a page may do, and errors that tell a person what to do."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.template.backends.utils import csrf_input
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from jiheng.errors import JihengError
from jiheng_web.failures import page, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
    " base-uri 'none'"
)


def proof_once(request: HttpRequest) -> dict[str, object]:
    """Give every form of a page the same proof of where it came from, made when it is needed."""
    return {"csrf_input": SimpleLazyObject(lambda: csrf_input(request))}


class ContentPolicy:
    """Let pages load their own files only, and keep what is behind a login out of caches."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the headers."""
        response = self.answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class Errors:
    """Turn the errors this project raises on purpose into pages with the right status."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.answer(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Refuse words with a NUL in them: no person types it, and not every database holds it."""
        forms = [request.GET] if request.path.startswith("/api/") else [request.GET, request.POST]
        if any("\0" in word for form in forms for _name, words in form.lists() for word in words):
            return page(request, HTTPStatus.BAD_REQUEST, _("The request cannot be understood."))
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say what happened; leave what is nobody's purpose to the handler of defects."""
        return refused(request, error) if isinstance(error, JihengError) else None
