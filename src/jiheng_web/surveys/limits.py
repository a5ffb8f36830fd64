"""Keeps one address from trying out tokens or flooding an open survey.

Counted in memory under a key that is made anew whenever the program starts: no address is kept.
"""

from __future__ import annotations

import hmac
import time
from collections import OrderedDict
from hashlib import sha256
from secrets import token_bytes
from threading import Lock

from jiheng_web import environment

_SECONDS = 600
_MOST_ADDRESSES = 10_000


class Limit:
    """So many times in ten minutes for one address."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._key = token_bytes(32)
        self._counts: OrderedDict[bytes, tuple[float, int]] = OrderedDict()
        self._lock = Lock()

    def is_over(self, address: str) -> bool:
        """Return whether an address has had its share."""
        with self._lock:
            since, count = self._counts.get(self._hidden(address), (0.0, 0))
            return count >= self._most and time.monotonic() - since < _SECONDS

    def count(self, address: str) -> None:
        """Count one more."""
        with self._lock:
            hidden, now = self._hidden(address), time.monotonic()
            since, count = self._counts.pop(hidden, (now, 0))
            if now - since >= _SECONDS:
                since, count = now, 0
            self._counts[hidden] = since, count + 1
            while len(self._counts) > _MOST_ADDRESSES:
                self._counts.popitem(last=False)

    def _hidden(self, address: str) -> bytes:
        return hmac.digest(self._key, address.encode(), sha256)


wrong_tokens = Limit(environment.number("JIHENG_WRONG_TOKENS", 30))
"""Tokens that are none: whoever guesses is stopped, with 2^128 to go."""

open_answers = Limit(environment.number("JIHENG_OPEN_ANSWERS", 300))
"""Answers without a link of their own: many people may share an address, but not without end."""
