"""Who asks: a program with a token, or a page of ours with a session and its CSRF token."""

from __future__ import annotations

from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

from django.conf import settings
from ninja.errors import HttpError
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from jiheng.bilingual import Bilingual
from jiheng_web.access.requests import Access, may_somewhere, must_change_password
from jiheng_web.audit.acts import Actor
from jiheng_web.errors import NotPermitted
from jiheng_web.failures import language

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from jiheng_web.access.policy import Action, Principal
    from jiheng_web.access.requests import Asked

P = ParamSpec("P")
R = TypeVar("R")

_ELSEWHERE = Bilingual(
    "请求缺少 CSRF 令牌。程序请使用 Authorization: Bearer 令牌。",
    "The CSRF token is missing. Programs use Authorization: Bearer with a token.",
)
_PASSWORD = Bilingual("使用接口（须先更换密码）", "use the interface before changing the password")


class Bearer(HttpBearer):
    """Takes the token of a program."""

    def authenticate(self, request: HttpRequest, token: str) -> Principal | None:
        """Return whom the token stands for; the middleware has looked it up."""
        return cast("Asked", request).principal


class Session(APIKeyCookie):
    """Takes the session of a browser, and wants proof that a page of ours sent the request."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Principal | None:
        """Return who is logged in.

        Raises:
            HttpError: The CSRF token is missing.
        """
        found: Principal | None = cast("Asked", request).principal
        if found is not None and check_csrf(request):
            raise HttpError(HTTPStatus.FORBIDDEN, _ELSEWHERE.text(language()))
        return found

    def authenticate(self, request: HttpRequest, key: str | None) -> Principal | None:
        """Return who is logged in."""
        return cast("Asked", request).principal


def asks(action: Action | None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark an operation by what must be granted to a person somewhere; None: nothing.

    The operation itself narrows it to the object, as pages do.
    """

    def decorated(operation: Callable[P, R]) -> Callable[P, R]:
        @wraps(operation)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            asked = cast("Asked", args[0])
            if must_change_password(asked):
                raise NotPermitted(deed=_PASSWORD)
            if action is not None and not may_somewhere(asked.principal, action):
                raise NotPermitted(deed=action.words)
            return operation(*args, **kwargs)

        # Types are looked up where the operation stands, not here.
        guarded.access = Access(action, (), login=True)  # type: ignore[attr-defined]
        return guarded

    return decorated


def who(request: HttpRequest) -> tuple[Principal, Actor]:
    """Return who asks, and as whom their acts are recorded."""
    principal = cast("Asked", request).principal
    return principal, Actor.of(principal, request.META.get("REMOTE_ADDR", ""))
