"""Pages kept in memory for as long as nothing they show has changed.

To make a page of thirty rows takes much longer than to ask the trail whether it is still true
(`python -m benchmarks.office --seconds 5` opens both). Permissions are looked at before, at every
request.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from jiheng_web.access.requests import Asked

_MOST_BYTES = 64 * 1024 * 1024
_QUEUED = "_messages"


class Shelf:
    """Bodies of pages by what they depend on, the longest unasked thrown away first."""

    def __init__(self, most: int = _MOST_BYTES) -> None:
        self._bodies: OrderedDict[Hashable, bytes] = OrderedDict()
        self._bytes = 0
        self._most = most
        self._lock = Lock()

    def get(self, key: Hashable) -> bytes | None:
        """Return a body, if it is there."""
        with self._lock:
            body = self._bodies.get(key)
            if body is not None:
                self._bodies.move_to_end(key)
            return body

    def put(self, key: Hashable, body: bytes) -> None:
        """Keep a body."""
        with self._lock:
            self._bytes += len(body) - len(self._bodies.pop(key, b""))
            self._bodies[key] = body
            while self._bytes > self._most:
                _, old = self._bodies.popitem(last=False)
                self._bytes -= len(old)


_shelf = Shelf()


def kept(
    request: Asked, name: str, stamp: Hashable, make: Callable[[], HttpResponse]
) -> HttpResponse:
    """Return a page as it was made before, or make it.

    Args:
        name: Of the page.
        stamp: Differs once anything differs that the page shows.
        make: Makes it.
    """
    token = request.META.get("CSRF_COOKIE")
    if token is None or request.session.get(_QUEUED):
        return make()
    today = timezone.localdate()
    key = (name, stamp, request.principal, token, get_language(), today, request.get_full_path())
    body = _shelf.get(key)
    if body is not None:
        return HttpResponse(body)
    response = make()
    if response.status_code == 200 and not response.streaming:  # noqa: PLR2004 - as made
        _shelf.put(key, response.content)
    return response
