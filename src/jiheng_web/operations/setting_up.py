"""The workspace: its folder, its key, its database, and the first people in it."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jiheng_web import environment

if TYPE_CHECKING:
    from jiheng_web.access.policy import Role
    from jiheng_web.accounts.models import Organization, User


_OWNER = 0o600


def prepare(home: Path) -> None:
    """Make the folder of a workspace with a key of its own, and let Django work on it."""
    home.mkdir(parents=True, exist_ok=True)
    os.environ["JIHENG_HOME"] = str(home)
    key = home / "secret.key"
    if not os.environ.get("JIHENG_SECRET_KEY") and not key.exists():
        descriptor = os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(50))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiheng_web.settings")
    environment.secret_key(home)
    import django

    django.setup()
    _keep_private()


def _keep_private() -> None:
    """Let only the owner read a database that is a file; its logs take the rights after it."""
    from django.db import connection

    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or "memory" in name:
        return
    file = Path(name)
    # Whoever only works in a workspace that belongs to somebody else changes no rights.
    with suppress(OSError):
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, _OWNER))
    for one in (file, *(file.with_name(f"{file.name}{log}") for log in ("-wal", "-shm"))):
        with suppress(OSError):
            one.chmod(_OWNER)


def migrate() -> None:
    """Bring the database to what this version of the program expects."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def first_administrators() -> dict[str, str]:
    """Make the three separated administrators of an empty workspace.

    Returns:
        Their names to log in with → first passwords, to be changed at once; empty when there are
        people already.
    """
    from jiheng_web.access.policy import Role
    from jiheng_web.accounts.models import Organization, User
    from jiheng_web.audit.acts import PROGRAM, act

    if User.objects.exists():
        return {}
    made = {}
    with act(PROGRAM, "system.set_up") as done:
        root = Organization(code="000", name="财政局", kind="bureau")
        root.plant()
        for username, name, role in (
            ("sysadmin", "系统管理员", Role.SYSTEM_ADMINISTRATOR),
            ("secadmin", "安全管理员", Role.SECURITY_ADMINISTRATOR),
            ("auditadmin", "审计管理员", Role.AUDIT_ADMINISTRATOR),
        ):
            password = f"{secrets.token_urlsafe(9)}-Aa1"
            add_person(username, name, password, [(root, role)])
            made[username] = password
        done.facts["people"] = sorted(made)
    return made


def add_person(
    username: str,
    name: str,
    password: str,
    roles: list[tuple[Organization, Role]],
    *,
    must_change: bool = True,
) -> User:
    """Make an account with its roles; within an act."""
    from jiheng_web.accounts.models import Membership, User

    place = roles[0][0] if roles else None
    user = User(username=username, name=name, organization=place, must_change_password=must_change)
    user.set_password(password)
    user.save()
    for organization, role in roles:
        Membership.objects.create(user=user, organization=organization, role=role)
    return user
