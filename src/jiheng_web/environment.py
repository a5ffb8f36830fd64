"""What the surroundings say about how to run: typed readers of environment variables."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """Return a variable, or the default where it is not set."""
    return os.environ.get(name, default)


def flag(name: str, *, default: bool = False) -> bool:
    """Return a variable as yes or no.

    Raises:
        ImproperlyConfigured: It says neither.
    """
    said = os.environ.get(name, "1" if default else "").strip().lower()
    if said in _TRUE | _FALSE:
        return said in _TRUE
    msg = f"{name} must be 1 or 0, not {said!r}."
    raise ImproperlyConfigured(msg)


def number(name: str, default: int) -> int:
    """Return a variable as a whole number.

    Raises:
        ImproperlyConfigured: It is none.
    """
    said = os.environ.get(name, "")
    try:
        return int(said) if said else default
    except ValueError:
        msg = f"{name} must be a whole number, not {said!r}."
        raise ImproperlyConfigured(msg) from None


def listed(name: str, default: str) -> list[str]:
    """Return the words of a variable, parted by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def home() -> Path:
    """Return the folder of the workspace: database, documents and the secret key."""
    return Path(text("JIHENG_HOME") or "jiheng-data").resolve()


def database(url: str, folder: Path) -> dict[str, object]:
    """Return Django's settings of a database named by an address; SQLite in the folder without.

    Raises:
        ImproperlyConfigured: The address is of no kind that is known.
    """
    if not url:
        return _sqlite(folder / "jiheng.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgres", "postgresql"}:
        msg = f"JIHENG_DATABASE begins with {parts.scheme!r}; known: postgresql, sqlite."
        raise ImproperlyConfigured(msg)
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _sqlite(path: Path) -> dict[str, object]:
    # A transaction takes the write lock when it begins: two that read first and write then would
    # else fail one another. FULL: what was confirmed survives a loss of power.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def secret_key(folder: Path) -> str:
    """Return the key that signs sessions and approvals: of the environment, or kept in the folder.

    Raises:
        ImproperlyConfigured: There is none, or it is too weak to protect anything.
    """
    path = folder / "secret.key"
    key = text("JIHENG_SECRET_KEY")
    if not key and path.exists():
        key = path.read_text(encoding="ascii").strip()
    if len(key) < 40 or len(set(key)) < 8 or key.startswith("django-insecure"):
        msg = (
            "没有可用的密钥：请用 jiheng serve 启动（首次启动时自动生成），"
            "或设置 JIHENG_SECRET_KEY（至少 40 个随机字符）。"
            " No usable secret key: start with jiheng serve, which makes one,"
            " or set JIHENG_SECRET_KEY to at least 40 random characters."
        )
        raise ImproperlyConfigured(msg)
    return key
