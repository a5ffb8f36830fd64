"""Secrets kept in the database: sealed with keys derived from the workspace's own."""

from __future__ import annotations

import base64
import hmac
from hashlib import sha256
from secrets import token_bytes

from django.conf import settings

_NONCE, _MAC = 16, 32
MOST = 128
"""Bytes that can be sealed."""


def seal(secret: str) -> str:
    """Return a secret that only this workspace can read.

    Encrypt-then-MAC: a key stream of HMAC-SHA256 over a fresh nonce and a counter, and an HMAC of
    nonce and cipher text with a key of its own.

    Raises:
        ValueError: It is too long to be one of ours.
    """
    said = secret.encode()
    if len(said) > MOST:
        msg = f"{len(said)} bytes are no secret of ours."
        raise ValueError(msg)
    nonce = token_bytes(_NONCE)
    hidden = nonce + _mixed(said, nonce)
    return base64.urlsafe_b64encode(hidden + _mac(hidden)).decode("ascii")


def unseal(sealed: str) -> str | None:
    """Return a secret; None when it was altered or the workspace has another key by now."""
    try:
        whole = base64.urlsafe_b64decode(sealed.encode("ascii"))
    except ValueError:
        return None
    hidden, mac = whole[:-_MAC], whole[-_MAC:]
    if len(hidden) < _NONCE or not hmac.compare_digest(mac, _mac(hidden)):
        return None
    return _mixed(hidden[_NONCE:], hidden[:_NONCE]).decode()


def _mixed(text: bytes, nonce: bytes) -> bytes:
    key, stream, block = _key("seal"), b"", 0
    while len(stream) < len(text):
        stream += hmac.digest(key, nonce + block.to_bytes(4, "big"), sha256)
        block += 1
    return bytes(a ^ b for a, b in zip(text, stream, strict=False))


def _mac(hidden: bytes) -> bytes:
    return hmac.digest(_key("mac"), hidden, sha256)


def _key(purpose: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), f"jiheng.secrets.{purpose}".encode(), sha256)
