"""Pages kept in memory for as long as nothing they show has changed.

To make a page of thirty rows takes much longer than to ask the trail whether it is still true
(`python -m benchmarks.office --seconds 5` opens both). Permissions are looked at before, at every
request.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from jiheng_web.access.requests import Asked

_MOST_BYTES = 64 * 1024 * 1024
_QUEUED = "_messages"

Thing = TypeVar("Thing")


class Shelf(Generic[Thing]):
    """Things by what they depend on, the longest unasked thrown away first.

    Args:
        most: That the sizes of all things come to.
    """

    def __init__(self, most: int) -> None:
        self._things: OrderedDict[Hashable, tuple[Thing, int]] = OrderedDict()
        self._size = 0
        self._most = most
        self._lock = Lock()

    def get(self, key: Hashable) -> Thing | None:
        """Return a thing, if it is there."""
        with self._lock:
            found = self._things.get(key)
            if found is None:
                return None
            self._things.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, thing: Thing, size: int) -> None:
        """Keep a thing."""
        with self._lock:
            if key in self._things:
                self._size -= self._things.pop(key)[1]
            self._things[key] = thing, size
            self._size += size
            while self._size > self._most:
                _, (_, old) = self._things.popitem(last=False)
                self._size -= old


_shelf: Shelf[bytes] = Shelf(_MOST_BYTES)


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
        _shelf.put(key, response.content, len(response.content))
    return response
