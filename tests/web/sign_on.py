"""Services for single sign-on that run in a thread of the tests, with keys made there."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.sax.saxutils import escape

from joserfc import jwt
from joserfc.jwk import RSAKey

from jiheng.bilingual import Bilingual
from jiheng_web.accounts.models import ExternalName, User
from jiheng_web.accounts.sso.configuration import Service
from jiheng_web.audit.acts import PROGRAM, act

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENT, SECRET = "jiheng", "not a secret of anybody"
LABEL = Bilingual("政务统一认证", "Government sign-on")


@cache
def key(name: str) -> RSAKey:
    return RSAKey.generate_key(2048, parameters={"kid": name})


class Provider:
    """What both kinds of services share: an address, a record of what was asked, odd answers."""

    kind: ClassVar[str]

    def __init__(self, address: str) -> None:
        self.address = address
        self.asked: list[str] = []
        self.instead: dict[str, tuple[int, bytes]] = {}

    @property
    def service(self) -> Service:
        return Service(self.kind, self.address, LABEL, CLIENT, SECRET)

    def answer(self, path: str, body: str, authorization: str) -> tuple[int, bytes]:
        bare = urlsplit(path).path
        self.asked.append(bare)
        return self.instead.get(bare) or self.usual(path, body, authorization)

    def usual(self, path: str, body: str, authorization: str) -> tuple[int, bytes]:
        raise NotImplementedError

    def knows(self, user: User, name: str) -> None:
        """Bind a person to a name."""
        with act(PROGRAM, "test"):
            ExternalName.objects.create(user=user, issuer=self.address, name=name)


class Oidc(Provider):
    """A provider of OpenID Connect."""

    kind = "oidc"

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.codes: dict[str, dict[str, str]] = {}
        self.description: dict[str, object] = {}
        self.claims: dict[str, object] = {}
        self.token: str | None = None
        self.signed_by = key("one")

    def consent(self, entrance: str, subject: str = "u-1", **instead: str) -> str:
        """Return where a browser is sent when the person has logged in there."""
        query = {name: said[0] for name, said in parse_qs(urlsplit(entrance).query).items()}
        assert query["response_type"] == "code"
        assert query["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(8)
        self.codes[code] = {**query, "subject": subject}
        back = {"code": code, "state": query["state"], **instead}
        return f"{query['redirect_uri']}?{urlencode(back)}"

    def usual(self, path: str, body: str, authorization: str) -> tuple[int, bytes]:
        if path == "/.well-known/openid-configuration":
            return _json(200, self._description())
        if path == "/keys":
            return _json(200, {"keys": [key("one").as_dict(private=False)]})
        return self._token({name: said[0] for name, said in parse_qs(body).items()}, authorization)

    def _description(self) -> dict[str, object]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            **self.description,
        }

    def _token(self, said: dict[str, str], authorization: str) -> tuple[int, bytes]:
        basic = f"Basic {base64.b64encode(f'{CLIENT}:{SECRET}'.encode()).decode()}"
        posted = (said.get("client_id"), said.get("client_secret")) == (CLIENT, SECRET)
        begun = self.codes.pop(said.get("code", ""), None)
        digest = hashlib.sha256(said.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        right = begun and (begun["redirect_uri"], begun["code_challenge"]) == (
            said.get("redirect_uri"),
            challenge,
        )
        if not right or begun is None or not (posted or authorization == basic):
            return _json(400, {"error": "invalid_grant"})
        given = self.token or self.sign(begun)
        return _json(200, {"access_token": "x", "token_type": "Bearer", "id_token": given})

    def sign(self, begun: dict[str, str]) -> str:
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.address,
            "aud": CLIENT,
            "sub": begun["subject"],
            "nonce": begun["nonce"],
            "iat": now,
            "exp": now + 300,
            **self.claims,
        }
        bare = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode({"alg": "RS256", "kid": "one"}, bare, self.signed_by)


class Cas(Provider):
    """A CAS server."""

    kind = "cas"

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.tickets: dict[str, tuple[str, str]] = {}

    def consent(self, entrance: str, subject: str = "u-1") -> str:
        """Return where a browser is sent when the person has logged in there."""
        back = parse_qs(urlsplit(entrance).query)["service"][0]
        ticket = f"ST-{secrets.token_urlsafe(8)}"
        self.tickets[ticket] = back, subject
        return f"{back}&{urlencode({'ticket': ticket})}"

    def usual(self, path: str, body: str, authorization: str) -> tuple[int, bytes]:  # noqa: ARG002
        query = parse_qs(urlsplit(path).query)
        back, subject = self.tickets.pop(query["ticket"][0], ("", ""))
        if not back or back != query["service"][0]:
            return 200, cas_answer('<cas:authenticationFailure code="INVALID_TICKET"/>')
        return 200, cas_success(escape(subject))


def cas_answer(inside: str, before: str = "") -> bytes:
    names = 'xmlns:cas="http://www.yale.edu/tp/cas"'
    return f"{before}<cas:serviceResponse {names}>{inside}</cas:serviceResponse>".encode()


def cas_success(user: str, before: str = "") -> bytes:
    said = f"<cas:authenticationSuccess><cas:user>{user}</cas:user></cas:authenticationSuccess>"
    return cas_answer(said, before)


def unsigned(claims: dict[str, object], alg: str) -> str:
    """Return a token without signature."""
    parts = ({"alg": alg, "kid": "one"}, claims)
    coded = (base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts)
    return b".".join([*coded, b""]).decode()


def _json(status: int, said: dict[str, object]) -> tuple[int, bytes]:
    return status, json.dumps(said).encode()


P = TypeVar("P", bound=Provider)


@contextmanager
def running(make: type[P]) -> Iterator[P]:
    """Run a service in a thread."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer("")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _answer(self, body: str) -> None:
            said = provider.answer(self.path, body, self.headers.get("Authorization", ""))
            self.send_response(said[0])
            self.send_header("Location", f"{provider.address}/elsewhere")
            self.end_headers()
            self.wfile.write(said[1])

        def log_message(self, *_said: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = make(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
