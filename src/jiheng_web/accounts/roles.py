"""What the security administrator does: grant and revoke roles, unlock, forget lost apps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import ADMINISTRATORS, Action, Role
from jiheng_web.access.requests import require
from jiheng_web.accounts.models import Membership, User
from jiheng_web.accounts.sight import held, path_of, visible
from jiheng_web.audit.acts import Actor, act
from jiheng_web.errors import InvalidInput, NotFound, NotPermitted

if TYPE_CHECKING:
    from jiheng_web.access.policy import Principal
    from jiheng_web.accounts.models import Organization

ROLE = Bilingual("岗位", "role")


def grant(
    principal: Principal, actor: Actor, key: int, organization: Organization, role: Role
) -> Membership:
    """Let a person hold a role in an organization and everything below it.

    Raises:
        NotFound: Out of sight.
        NotPermitted: Oneself, or not the person's to grant.
        InvalidInput: The role excludes one that is held, or is held already.
    """
    require(principal, Action.ROLE_GRANT, organization.path)
    with act(actor, str(Action.ROLE_GRANT), path=organization.path) as done:
        user = held(principal, Action.ROLE_GRANT, key)
        done.about(user)
        done.facts |= {"role": str(role), "organization": organization.code}
        others = {Role(r) for r in user.memberships.values_list("role", flat=True)} - {role}
        if others & ADMINISTRATORS or (role in ADMINISTRATORS and others):
            why = Bilingual(
                "系统、安全、审计三类管理员须由不同人员担任，且不得兼任业务岗位。",
                "The three administrators are different people and hold no role of the work.",
            )
            raise InvalidInput({"role": why})
        if not (user.is_active and organization.is_active):
            why = Bilingual("账号或机构已停用。", "The account or organization is not active.")
            raise InvalidInput({"role": why})
        found, made = Membership.objects.get_or_create(
            user=user, organization=organization, role=str(role)
        )
        if not made:
            raise InvalidInput({"role": Bilingual("已有此岗位。", "The role is held already.")})
    if role in ADMINISTRATORS:
        end_sessions(user)  # begun with a password only
    return found


def revoke(principal: Principal, actor: Actor, key: int, membership: int) -> None:
    """Take a role from a person.

    Raises:
        NotFound: The person or the role is out of sight.
        NotPermitted: Oneself, or not the person's to revoke.
        InvalidInput: The last administrator of a kind.
    """
    with act(actor, "role.revoke") as done:
        user = User.objects.select_for_update().get(pk=visible(principal, key).pk)
        found = user.memberships.select_related("organization").filter(pk=membership).first()
        if found is None:
            raise NotFound(kind=ROLE)
        require(principal, Action.ROLE_GRANT, found.organization.path)
        if user.pk == principal.person:
            raise NotPermitted(deed=Action.ROLE_GRANT.words)
        refuse_last(Role(found.role), user)
        done.about(user, found.organization.path)
        done.facts |= {"role": found.role, "organization": found.organization.code}
        found.delete()


def refuse_last(role: Role, user: User) -> None:
    """Refuse to leave the office without an administrator of a kind.

    Raises:
        InvalidInput: The role is one and nobody else holds it.
    """
    others = Membership.objects.filter(role=str(role), user__is_active=True).exclude(user=user)
    if role in ADMINISTRATORS and not others.exists():
        why = Bilingual(
            f"这是最后一名{role.words.zh}，请先授予其他人。",
            f"This is the last {role.words.en}: grant it to somebody else first.",
        )
        raise InvalidInput({"role": why})


def unlock(principal: Principal, actor: Actor, key: int) -> User:
    """Let a person try to log in again before the time is over.

    Raises:
        NotFound: Out of sight.
        NotPermitted: Not the person's to do, or oneself.
    """
    with act(actor, "account.unlock") as done:
        user = held(principal, Action.ROLE_GRANT, key)
        done.about(user, path_of(user))
        user.failures, user.locked_until = 0, None
        user.save()
    return user


def forget_app(principal: Principal, actor: Actor, key: int) -> User:
    """Let a person who lost their telephone enrol another authenticator app.

    Raises:
        NotFound: Out of sight.
        NotPermitted: Not the person's to do, or oneself.
    """
    with act(actor, "account.forget_app") as done:
        user = held(principal, Action.ROLE_GRANT, key)
        done.about(user, path_of(user))
        user.totp_secret, user.totp_last = "", 0
        user.save()
    end_sessions(user)
    return user


def end_sessions(user: User) -> None:
    """End every session of a person."""
    for session in Session.objects.filter(expire_date__gte=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
