"""OpenID Connect: code flow with PKCE; protocol by Authlib, signatures by joserfc."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from authlib.oauth2.base import OAuth2Error
from authlib.oauth2.client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from jiheng_web.accounts.sso.configuration import is_protected
from jiheng_web.accounts.sso.outward import Answer, ask
from jiheng_web.errors import SignOnRefused, SignOnUnavailable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from authlib.oauth2.auth import ClientAuth

    from jiheng_web.accounts.sso.configuration import Service
    from jiheng_web.accounts.sso.pending import Begun

ALGORITHMS = ("RS256", "PS256", "ES256", "RS384", "PS384", "ES384", "RS512", "PS512", "ES512")
"""Signatures that are taken: by a pair of keys only, whatever the token or the service names."""
_DRIFT = 60
"""Seconds that a clock may be wrong by."""
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class _Session:
    """Sends what Authlib has written."""

    def post(
        self, url: str, data: dict[str, str], headers: dict[str, str], auth: ClientAuth
    ) -> Answer:
        address, sent, body = auth.prepare("POST", url, dict(headers), urlencode(data))
        return ask(address, body, sent)


def entrance(service: Service, begun: Begun) -> str:
    """Return the address at which the service asks who the person is.

    Raises:
        SignOnUnavailable: The service does not describe itself.
    """
    description = _described(service)
    address, _state = _client(service, begun, description).create_authorization_url(
        description["authorization_endpoint"],
        state=begun.state,
        code_verifier=begun.verifier,
        nonce=begun.nonce,
    )
    return str(address)


def name_of(service: Service, begun: Begun, said: Mapping[str, str]) -> str:
    """Return the subject whom the service signs for.

    Raises:
        SignOnRefused: It does not sign for this login.
        SignOnUnavailable: It does not answer.
    """
    code = said.get("code", "")
    if not code or "error" in said or said.get("iss", service.issuer) != service.issuer:
        raise SignOnRefused(why="no code")
    description = _described(service)
    try:
        given = _client(service, begun, description).fetch_token(
            description["token_endpoint"],
            grant_type="authorization_code",
            code=code,
            redirect_uri=begun.back,
            code_verifier=begun.verifier,
        )
    except OAuth2Error:
        raise SignOnRefused(why="code") from None
    except (TypeError, ValueError):
        raise SignOnUnavailable from None
    return _proved(service, begun, dict(given), _object(description["jwks_uri"]))


def _client(service: Service, begun: Begun, description: dict[str, Any]) -> OAuth2Client:
    known = description.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    basic = "client_secret_basic" in known
    return OAuth2Client(
        _Session(),
        client_id=service.client_id,
        client_secret=service.client_secret,
        token_endpoint_auth_method="client_secret_basic" if basic else "client_secret_post",
        scope="openid",
        redirect_uri=begun.back,
        code_challenge_method="S256",
    )


def _described(service: Service) -> dict[str, Any]:
    found = _object(f"{service.issuer.rstrip('/')}/.well-known/openid-configuration")
    protected = all(is_protected(str(found.get(name, ""))) for name in _ENDPOINTS)
    if found.get("issuer") != service.issuer or not protected:
        raise SignOnUnavailable
    return found


def _object(address: str) -> dict[str, Any]:
    answer = ask(address, headers={"Accept": "application/json"})
    answer.raise_for_status()
    try:
        found = answer.json()
    except ValueError:
        raise SignOnUnavailable from None
    if not isinstance(found, dict):
        raise SignOnUnavailable
    return found


def _proved(service: Service, begun: Begun, given: dict[str, Any], keys: Any) -> str:
    options = {
        "iss": {"essential": True, "value": service.issuer},
        "aud": {"essential": True, "value": service.client_id},
        "sub": {"essential": True},
    }
    known = {
        "nonce": begun.nonce,
        "client_id": service.client_id,
        "access_token": given.get("access_token"),
    }
    try:
        read = jwt.decode(
            str(given["id_token"]),
            KeySet.import_key_set(keys),
            algorithms=ALGORITHMS,
        )
        claims = CodeIDToken(read.claims, read.header, options, known)
        claims.validate(leeway=_DRIFT)
    except JoseError as error:
        raise SignOnRefused(why=f"token: {error.error}"[:100]) from None
    except (KeyError, TypeError, ValueError, AttributeError):
        raise SignOnRefused(why="token") from None
    return str(claims["sub"])
