"""The only way out of the office: one bounded request to the service for single sign-on."""

from __future__ import annotations

import json
import ssl
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jiheng_web.accounts.sso.configuration import is_protected
from jiheng_web.errors import SignOnUnavailable

if TYPE_CHECKING:
    from collections.abc import Mapping

_SECONDS = 5.0
"""For each wait on the network."""
_DEADLINE = 10.0
"""Seconds for an answer as a whole."""
_LARGEST = 256 * 1024
_PIECE = 16 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; named as clients of HTTP for Python name it, for Authlib reads it."""

    status_code: int
    body: bytes

    def json(self) -> Any:
        """Return the body as JSON.

        Raises:
            ValueError: It is none.
        """
        try:
            return json.loads(self.body)
        except RecursionError:
            msg = "It is nested too deeply."
            raise ValueError(msg) from None

    def raise_for_status(self) -> None:
        """Refuse what is no success.

        Raises:
            SignOnUnavailable: It is none.
        """
        if self.status_code != 200:  # noqa: PLR2004 - OK, and nothing else will do
            raise SignOnUnavailable


def ask(address: str, body: str | None = None, headers: Mapping[str, str] | None = None) -> Answer:
    """Ask once: no redirect is followed, no proxy used, certificates are checked.

    Raises:
        SignOnUnavailable: It cannot be reached, answers too late or at too great length.
    """
    if not is_protected(address):
        raise SignOnUnavailable
    parts = urlsplit(address)
    target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    connection = _connection(parts.scheme, str(parts.hostname), parts.port)
    try:
        connection.request("GET" if body is None else "POST", target, body, dict(headers or {}))
        answer = connection.getresponse()
        return Answer(answer.status, _read(answer, time.monotonic() + _DEADLINE))
    except (OSError, HTTPException, ValueError):
        raise SignOnUnavailable from None
    finally:
        connection.close()


def _connection(scheme: str, host: str, port: int | None) -> HTTPConnection:
    if scheme == "http":
        return HTTPConnection(host, port, timeout=_SECONDS)
    return HTTPSConnection(host, port, timeout=_SECONDS, context=ssl.create_default_context())


def _read(answer: HTTPResponse, until: float) -> bytes:
    found = bytearray()
    while piece := answer.read1(_PIECE):
        found += piece
        if len(found) > _LARGEST or time.monotonic() > until:
            raise SignOnUnavailable
    return bytes(found)
