"""What the system administrator does with the tree of organizations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action
from jiheng_web.access.requests import require
from jiheng_web.accounts.models import Organization, OrganizationKind, User
from jiheng_web.accounts.sight import organization
from jiheng_web.audit.acts import Actor, act
from jiheng_web.errors import InvalidInput, WrongState

if TYPE_CHECKING:
    from jiheng_web.access.policy import Principal

LONGEST_CODE, LONGEST_NAME, LEVELS = 40, 200, 12
KINDS = {
    OrganizationKind.BUREAU: Bilingual("财政部门", "finance bureau"),
    OrganizationKind.DEPARTMENT: Bilingual("主管部门", "department"),
    OrganizationKind.UNIT: Bilingual("预算单位", "budget unit"),
}
_RANKS = {kind: rank for rank, kind in enumerate(KINDS)}
_APPROVED = "approved"


def faults(code: str, name: str, kind: str, above: str) -> dict[str, Bilingual]:
    """Return what is wrong with an organization, field → why.

    Args:
        above: Kind of the organization above it.
    """
    found = {}
    if not 1 <= len(code) <= LONGEST_CODE or not code.isprintable():
        found["code"] = Bilingual("编码缺失或超过 40 字。", "The code is missing or too long.")
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        found["name"] = Bilingual("名称缺失或超过 200 字。", "The name is missing or too long.")
    if kind not in _RANKS:
        known = "、".join(words.zh for words in KINDS.values())
        found["kind"] = Bilingual(
            f"类别须为{known}之一。", "The kind is finance bureau, department or budget unit."
        )
    elif above in _RANKS and _RANKS[OrganizationKind(kind)] < _RANKS[OrganizationKind(above)]:
        words, top = KINDS[OrganizationKind(kind)], KINDS[OrganizationKind(above)]
        found["kind"] = Bilingual(
            f"{words.zh}不能设在{top.zh}之下。", f"A {words.en} does not stand below a {top.en}."
        )
    return found


def add(
    principal: Principal, actor: Actor, parent: int, code: str, name: str, kind: str
) -> Organization:
    """Put an organization below another.

    Raises:
        NotFound: The one above is out of sight.
        NotPermitted: It is not the person's to manage.
        InvalidInput: The code is taken, or something is missing.
    """
    above = organization(principal, parent)
    require(principal, Action.ORGANIZATION_MANAGE, above.path)
    code, name = code.strip(), name.strip()
    found = faults(code, name, kind, above.kind)
    if above.path.count(".") >= LEVELS:
        found["parent"] = Bilingual("层级过深。", "It would stand too deep.")
    if not above.is_active:
        found["parent"] = Bilingual("上级机构已停用。", "The one above is not active.")
    if Organization.objects.filter(code=code).exists():
        found["code"] = Bilingual("编码已被使用。", "The code is taken.")
    if found:
        raise InvalidInput(found)
    with act(actor, "organization.add") as done:
        made = Organization(code=code, name=name, kind=kind, parent=above)
        made.plant()
        done.about(made, made.path)
        done.facts |= {"code": code, "name": name, "kind": kind}
    return made


def rename(principal: Principal, actor: Actor, key: int, name: str) -> Organization:
    """Give an organization another name.

    Raises:
        NotFound: It is out of sight.
        NotPermitted: It is not the person's to manage.
        InvalidInput: The name is missing or too long.
    """
    found = organization(principal, key)
    require(principal, Action.ORGANIZATION_MANAGE, found.path)
    if wrong := faults(found.code, name.strip(), found.kind, ""):
        raise InvalidInput(wrong)
    with act(actor, "organization.rename", found, path=found.path) as done:
        done.facts |= {"from": found.name, "to": name.strip()}
        found.name = name.strip()
        found.save(update_fields=["name"])
    return found


def set_active(principal: Principal, actor: Actor, key: int, *, active: bool) -> Organization:
    """Take an organization out of use, or into use again.

    Raises:
        NotFound: It is out of sight.
        NotPermitted: It is not the person's to manage.
        WrongState: People, projects in work or organizations below it depend on it.
    """
    found = organization(principal, key)
    require(principal, Action.ORGANIZATION_MANAGE, found.path)
    name = "organization.activate" if active else "organization.deactivate"
    with act(actor, name, found, path=found.path):
        held = Organization.objects.select_for_update().get(pk=key)
        if not active and (why := _in_use(held)):
            raise WrongState(
                deed=Bilingual("停用机构", "take an organization out of use"), state=why
            )
        held.is_active = active
        held.save(update_fields=["is_active"])
    return held


def _in_use(found: Organization) -> Bilingual | None:
    if found.parent is None:
        return Bilingual("最上级机构", "the top of the tree")
    if found.children.filter(is_active=True).exists():
        return Bilingual("有在用的下级机构", "organizations below it are active")
    people = User.objects.filter(is_active=True)
    if (
        people.filter(organization=found).exists()
        or people.filter(memberships__organization=found).exists()
    ):
        return Bilingual("有在用的账号", "people there have accounts")
    if found.projects.exclude(state=_APPROVED).exists():
        return Bilingual("有办理中的项目", "projects of it are in work")
    return None
