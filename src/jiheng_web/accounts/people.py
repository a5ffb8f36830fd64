"""What administrators do with accounts: make them, correct them, end them, reset passwords."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action, Role
from jiheng_web.access.requests import require
from jiheng_web.accounts import passwords
from jiheng_web.accounts.models import User
from jiheng_web.accounts.roles import end_sessions, refuse_last
from jiheng_web.accounts.sight import held, path_of
from jiheng_web.audit.acts import Actor, act
from jiheng_web.errors import InvalidInput

if TYPE_CHECKING:
    from jiheng_web.access.policy import Principal
    from jiheng_web.accounts.models import Organization

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


def create(
    principal: Principal,
    actor: Actor,
    organization: Organization,
    username: str,
    name: str,
    telephone: str = "",
) -> tuple[User, str]:
    """Make an account without any role.

    Returns:
        The person and a first password, shown once.

    Raises:
        NotPermitted: Accounts of the organization are not the person's to manage.
        InvalidInput: A name is missing, taken or cannot be.
    """
    require(principal, Action.PERSON_MANAGE, organization.path)
    found: dict[str, Bilingual] = {}
    if not _USERNAME.fullmatch(username):
        found["username"] = Bilingual(
            "用户名为 2 至 40 个小写字母、数字、点、横线或下划线，以字母或数字开头。",
            "A user name is 2 to 40 small letters, digits, dots, dashes; a letter or digit first.",
        )
    elif User.objects.filter(username=username).exists():
        found["username"] = Bilingual("用户名已被使用。", "The user name is taken.")
    found |= _faults_of(name, telephone)
    if found:
        raise InvalidInput(found)
    first = passwords.temporary()
    with act(actor, "person.create", path=organization.path) as done:
        user = User(
            username=username, name=name.strip(), telephone=telephone, organization=organization
        )
        passwords.put(user, first, first=True)
        done.about(user)
        done.facts |= {"username": username, "organization": organization.code}
    return user, first


def _faults_of(name: str, telephone: str) -> dict[str, Bilingual]:
    found = {}
    if not 1 <= len(name.strip()) <= 60 or not name.isprintable():  # noqa: PLR2004 - the column's
        found["name"] = Bilingual("请填写姓名（60 字以内）。", "The name is missing or too long.")
    if not re.fullmatch(r"[0-9+() -]{0,30}", telephone):
        found["telephone"] = Bilingual("电话号码格式不正确。", "This is no telephone number.")
    return found


def change(
    principal: Principal,
    actor: Actor,
    key: int,
    name: str,
    telephone: str,
    organization: Organization,
) -> User:
    """Correct a person's name, telephone and organization.

    Raises:
        NotFound: Out of sight.
        NotPermitted: Not the person's to manage.
        InvalidInput: What is filled in cannot be.
    """
    require(principal, Action.PERSON_MANAGE, organization.path)
    if found := _faults_of(name, telephone):
        raise InvalidInput(found)
    with act(actor, "person.change", path=organization.path) as done:
        user = held(principal, Action.PERSON_MANAGE, key)
        done.about(user)
        done.facts |= {"from": user.name, "to": name.strip(), "organization": organization.code}
        user.name, user.telephone, user.organization = name.strip(), telephone, organization
        user.save()
    return user


def set_active(principal: Principal, actor: Actor, key: int, *, active: bool) -> User:
    """End an account, or let it live again; a person's tokens end with it.

    Raises:
        NotFound: Out of sight.
        NotPermitted: Not the person's to manage, or oneself.
        InvalidInput: The last administrator of a kind.
    """
    with act(actor, "person.activate" if active else "person.deactivate") as done:
        user = held(principal, Action.PERSON_MANAGE, key)
        done.about(user, path_of(user))
        if not active:
            for role in user.memberships.values_list("role", flat=True):
                refuse_last(Role(role), user)
            user.tokens.all().delete()
        user.is_active = active
        user.save()
    if not active:
        end_sessions(user)
    return user


def reset_password(principal: Principal, actor: Actor, key: int) -> tuple[User, str]:
    """Give a person a password to log in with once.

    Raises:
        NotFound: Out of sight.
        NotPermitted: Not the person's to manage, or oneself.
    """
    first = passwords.temporary()
    with act(actor, "password.reset") as done:
        user = held(principal, Action.PERSON_MANAGE, key)
        done.about(user, path_of(user))
        locked = user.failures, user.locked_until
        passwords.put(user, first, first=True)
        # To unlock is the security administrator's.
        user.failures, user.locked_until = locked
        user.save()
    return user, first
