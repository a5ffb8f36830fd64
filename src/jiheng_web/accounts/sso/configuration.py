"""Services for single sign-on that the surroundings name; half a name is refused at start."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from jiheng.bilingual import Bilingual
from jiheng_web.environment import text

if TYPE_CHECKING:
    from collections.abc import Sequence

_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_LABEL = Bilingual("统一身份认证", "Single sign-on")


@dataclass(frozen=True, slots=True)
class Service:
    """A service that says who a person is.

    Attributes:
        kind: `oidc` or `cas`, as in the addresses of its pages.
        issuer: Its address. What it calls people is bound to them together with this.
        label: What the login page calls it.
    """

    kind: str
    issuer: str
    label: Bilingual
    client_id: str = ""
    client_secret: str = field(default="", repr=False)


def services() -> dict[str, Service]:
    """Return the services that are named: kind → service; nothing is asked of them here.

    Raises:
        ImproperlyConfigured: A service is half named, or its address protects nobody.
    """
    return {one.kind: one for one in (_oidc(), _cas()) if one is not None}


def is_protected(address: str) -> bool:
    """Return whether what is sent to an address is read by nobody on the way."""
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    safe = parts.scheme == "https" or (parts.scheme == "http" and host in _HERE)
    plain = address.isascii() and address.isprintable() and " " not in address
    return bool(safe and plain and host and "@" not in parts.netloc and not parts.fragment)


def _oidc() -> Service | None:
    names = ("JIHENG_OIDC_ISSUER", "JIHENG_OIDC_CLIENT_ID", "JIHENG_OIDC_CLIENT_SECRET")
    if not _whole(names, "JIHENG_OIDC_LABEL"):
        return None
    issuer, client, secret = (text(name).strip() for name in names)
    _refuse_unprotected(names[0], issuer)
    if find_spec("authlib") is None:
        msg = (
            "OIDC 单点登录需要扩展“sso”：pip install 'jiheng[web,sso]'。"
            " OIDC needs the extra “sso”: pip install 'jiheng[web,sso]'."
        )
        raise ImproperlyConfigured(msg)
    return Service("oidc", issuer, _label("JIHENG_OIDC_LABEL"), client, secret)


def _cas() -> Service | None:
    if not _whole(("JIHENG_CAS_URL",), "JIHENG_CAS_LABEL"):
        return None
    address = text("JIHENG_CAS_URL").strip().rstrip("/")
    _refuse_unprotected("JIHENG_CAS_URL", address)
    return Service("cas", address, _label("JIHENG_CAS_LABEL"))


def _whole(names: Sequence[str], label: str) -> bool:
    missing = [name for name in names if not text(name).strip()]
    if len(missing) == len(names) and not text(label).strip():
        return False
    if missing:
        msg = (
            f"单点登录配置不完整，缺少：{'、'.join(missing)}。请补全，或全部去掉。"
            f" Single sign-on is half configured: set {', '.join(missing)} as well, or none."
        )
        raise ImproperlyConfigured(msg)
    return True


def _refuse_unprotected(name: str, address: str) -> None:
    if is_protected(address) and "?" not in address:
        return
    msg = (
        f"{name} 须为 https:// 开头的地址（仅本机可用 http://），不得含账号、参数或片段。"
        f" {name} must be an https:// address (http:// for localhost only)"
        " without user, query or fragment."
    )
    raise ImproperlyConfigured(msg)


def _label(name: str) -> Bilingual:
    said = text(name).strip()[:40]
    return Bilingual(said, said) if said else _LABEL
