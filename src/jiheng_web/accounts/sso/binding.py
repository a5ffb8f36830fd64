"""Which name of a service for single sign-on is whose: bound by the security administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action
from jiheng_web.accounts.models import ExternalName, User
from jiheng_web.accounts.roles import end_sessions
from jiheng_web.accounts.sight import held, path_of
from jiheng_web.audit.acts import Actor, act
from jiheng_web.errors import InvalidInput

if TYPE_CHECKING:
    from jiheng_web.access.policy import Principal
    from jiheng_web.accounts.sso.configuration import Service

LONGEST = 255


def services_of(user: User) -> list[tuple[Service, str]]:
    """Return every service that is in use with what it calls a person; empty when unknown."""
    if not settings.SIGN_ON:
        return []
    known = dict(user.external_names.values_list("issuer", "name"))
    return [(one, known.get(one.issuer, "")) for one in settings.SIGN_ON.values()]


def person_called(service: Service, name: str) -> User | None:
    """Return the person whom a service calls by a name; None when nobody is bound to it."""
    found = ExternalName.objects.filter(issuer=service.issuer, name=name).select_related("user")
    return next((one.user for one in found if one.name == name), None)


def bind(principal: Principal, actor: Actor, key: int, kind: str, name: str) -> User:
    """Say what a service calls a person; nothing, and the service lets them in no longer.

    Raises:
        NotFound: Out of sight.
        NotPermitted: Not the person's to do, or oneself.
        InvalidInput: No such service, or the name cannot be or is somebody else's.
    """
    service, name = settings.SIGN_ON.get(kind), name.strip()
    with act(actor, "account.bind" if name else "account.unbind") as done:
        user = held(principal, Action.ROLE_GRANT, key)
        if service is None:
            why = Bilingual("没有启用这种统一身份认证。", "There is no such service.")
            raise InvalidInput({"service": why})
        done.about(user, path_of(user))
        before = user.external_names.filter(issuer=service.issuer)
        done.facts |= {"service": kind, "issuer": service.issuer}
        done.facts |= {"from": "".join(before.values_list("name", flat=True)), "to": name}
        _refuse_unsound(service, name, user)
        before.delete()
        if name:
            ExternalName.objects.create(user=user, issuer=service.issuer, name=name)
    end_sessions(user)
    return user


def _refuse_unsound(service: Service, name: str, user: User) -> None:
    other = person_called(service, name)
    if len(name) > LONGEST or not name.isprintable():
        why = Bilingual(f"名称应为 {LONGEST} 字以内。", f"A name has {LONGEST} signs at most.")
    elif other is not None and other != user:
        why = Bilingual("此名称已绑定其他账号。", "Another account is bound to this name.")
    else:
        return
    raise InvalidInput({"name": why})
