"""The person behind a request, and views that say what they take."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast

from django.db.models import Q
from django.http import HttpRequest, HttpResponseNotAllowed
from django.shortcuts import redirect

from jiheng_web.access.policy import INVITED, Action, Principal, permits, scope
from jiheng_web.accounts.principals import by_token, principal_of
from jiheng_web.errors import NotLoggedIn, NotPermitted

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

P = ParamSpec("P")


class Asked(HttpRequest):
    """A request of a person who is logged in; every view behind a login is handed one."""

    principal: Principal


class PrincipalMiddleware:
    """Find out who asks: by session, idle ones ended; programs with a token ask as its owner."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, knowing who asks."""
        found = principal_of(request)
        cast("Asked", request).principal = found  # type: ignore[assignment]
        if found is not None and by_token(request):
            # No page of others can make a browser send a token: that is proof enough.
            request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined] # noqa: SLF001
        return self.answer(request)


def public(*methods: str) -> Callable[[Callable[P, HttpResponse]], Callable[P, HttpResponse]]:
    """Mark a view that anybody may ask, by the given methods (GET if none)."""
    return _marked(None, methods or ("GET",))


def page(
    action: Action | None, *methods: str
) -> Callable[
    [Callable[Concatenate[Asked, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, P], HttpResponse],
]:
    """Mark a view behind a login.

    Args:
        action: Must be granted to one of the person's roles somewhere; the view itself narrows it
            to the object. None: any person who is logged in.
        methods: GET if none are named.
    """

    def decorated(
        view: Callable[Concatenate[Asked, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            asked = cast("Asked", request)
            if asked.principal is None:
                raise NotLoggedIn
            if must_change_password(asked):
                return redirect("password")
            if action is not None and not may_somewhere(asked.principal, action):
                raise NotPermitted(deed=action.words)
            return view(asked, *args, **kwargs)

        return cast(
            "Callable[Concatenate[HttpRequest, P], HttpResponse]",
            _marked(action, methods or ("GET",), login=True)(guarded),
        )

    return decorated


def may_somewhere(principal: Principal, action: Action) -> bool:
    """Return whether anything at all is within reach of an action."""
    return bool(scope(principal, action)) or (action in INVITED and bool(principal.invited))


def must_change_password(request: Asked) -> bool:
    """Return whether nothing but a new password will do."""
    due = request.session.get("password_due")
    here = request.resolver_match.url_name if request.resolver_match else ""
    return bool(due) and here not in {"password", "logout"}


def require(principal: Principal, action: Action, path: str) -> None:
    """Refuse unless a person may do something with what belongs to an organization.

    Raises:
        NotPermitted: The person may not.
    """
    if not permits(principal, action, path):
        raise NotPermitted(deed=action.words)


def within(principal: Principal, action: Action, field: str = "organization__path") -> Q:
    """Return the condition of a query that keeps to what a person may do something with."""
    found = Q(pk__in=())
    for path in scope(principal, action):
        found |= Q(**{f"{field}__startswith": path})
    return found


def _marked(
    action: Action | None, methods: tuple[str, ...], *, login: bool = False
) -> Callable[[Callable[P, HttpResponse]], Callable[P, HttpResponse]]:
    allowed = {*methods, *(("HEAD",) if "GET" in methods else ())}

    def decorated(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
        @wraps(view)
        def checked(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            request = cast("HttpRequest", args[0])
            if request.method not in allowed:
                return HttpResponseNotAllowed(sorted(allowed))
            return view(*args, **kwargs)

        checked.access = Access(action, methods, login=login)  # type: ignore[attr-defined]
        return checked

    return decorated


class Access:
    """What a view takes, for the test that holds every address to the policy."""

    def __init__(self, action: Action | None, methods: tuple[str, ...], *, login: bool) -> None:
        self.action = action
        self.methods = methods
        self.login = login
