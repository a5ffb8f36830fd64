"""A workspace to try things in: departments, people of every role, and published tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jiheng.model import RowKind, TargetTable
from jiheng.pipeline import read
from jiheng_web.access.policy import Action, Role
from jiheng_web.accounts.models import Organization, OrganizationKind, User
from jiheng_web.accounts.principals import principal
from jiheng_web.audit.acts import PROGRAM, Actor, act
from jiheng_web.flow import commands
from jiheng_web.operations.example_evaluations import fill_evaluations
from jiheng_web.operations.example_results import fill_results
from jiheng_web.operations.setting_up import add_person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiheng.model import Row

PASSWORD = "Jiheng-demo-1"  # noqa: S105 - of a workspace that holds examples only
"""Of every person in an example workspace."""

YEAR = 2024
"""Of tables that print none."""

_ROLES = (
    ("unithead", "陈单位", Role.UNIT_HEAD),
    ("department", "周部门", Role.DEPARTMENT_REVIEWER),
    ("finance", "郑财政", Role.FINANCE_REVIEWER),
    ("finance2", "王财政", Role.FINANCE_REVIEWER),
    ("evaluator", "冯专家", Role.EVALUATOR),
    ("evaluator2", "蒋专家", Role.EVALUATOR),
    ("evaluator3", "沈专家", Role.EVALUATOR),
    ("auditor", "褚审计", Role.AUDITOR),
    ("library", "卫指标", Role.LIBRARY_EDITOR),
    ("sysadmin", "系统管理员", Role.SYSTEM_ADMINISTRATOR),
    ("secadmin", "安全管理员", Role.SECURITY_ADMINISTRATOR),
    ("auditadmin", "审计管理员", Role.AUDIT_ADMINISTRATOR),
)


@dataclass(frozen=True, slots=True)
class Filled:
    """What an example workspace holds.

    Attributes:
        people: User name, name and role (in Chinese) of everybody.
    """

    people: tuple[tuple[str, str, str], ...]
    projects: int


def fill(documents: Iterable[tuple[str, bytes]]) -> Filled:
    """Fill an empty workspace with the projects of published tables; leaves one in use alone."""
    if User.objects.exists():
        return Filled(_people(), 0)
    with act(PROGRAM, "system.fill_with_examples") as done:
        root = Organization(code="000", name="财政局", kind=OrganizationKind.BUREAU)
        root.plant()
        clerk = add_person("clerk", "李经办", PASSWORD, [(root, Role.CLERK)], must_change=False)
        for username, name, role in _ROLES:
            add_person(username, name, PASSWORD, [(root, role)], must_change=False)
        tables = [t for name, data in documents for t in read(data, name=name).tables]
        count = sum(_taken_in(table, root, clerk) for table in tables)
        done.facts |= {"tables": len(tables), "projects": count}
    _set_going()
    fill_results(root)
    fill_evaluations()
    return Filled(_people(), count)


def _taken_in(table: TargetTable, root: Organization, clerk: User) -> int:
    who = principal(clerk)
    actor = Actor.of(who)
    department = _below(root, table.department or "示例部门", OrganizationKind.DEPARTMENT)
    count = 0
    for row in table.rows:
        if row.kind is not RowKind.PROJECT:
            continue
        unit = _below(
            department, row.organization or f"{department.name}本级", OrganizationKind.UNIT
        )
        commands.create(who, actor, unit, _alone(table, row))
        count += 1
    return count


def _alone(table: TargetTable, row: Row) -> TargetTable:
    year = table.fiscal_year or YEAR
    return replace(table, rows=(row,), fiscal_year=year, title=None)


def _below(parent: Organization, name: str, kind: str) -> Organization:
    found = Organization.objects.filter(parent=parent, name=name).first()
    if found is None:
        number = Organization.objects.filter(parent=parent).count() + 1
        code = f"{parent.code.rstrip('0') or ''}{number:02d}" if parent.parent_id else f"{number}00"
        if Organization.objects.filter(code=code).exists():
            code = f"{parent.code}-{number:02d}"
        found = Organization(code=code, name=name, kind=kind, parent=parent)
        found.plant()
    return found


def _set_going() -> None:
    """Bring some projects along, so that every desk has something on it."""
    from jiheng_web.projects.models import Project

    ways = _ways()
    clean = Project.objects.filter(blocking=0).order_by("pk")
    for number, project in enumerate(clean[:40]):
        for username, action in ways[number % len(ways)]:
            who = principal(User.objects.get(username=username))
            commands.move(who, Actor.of(who), project.pk, action, "示例")


def _ways() -> list[list[tuple[str, Action]]]:
    whole = [
        ("unithead", Action.PROJECT_CHECK),
        ("unithead", Action.PROJECT_SUBMIT),
        ("department", Action.PROJECT_REVIEW),
        ("finance", Action.PROJECT_FINANCE_REVIEW),
        ("finance", Action.PROJECT_APPROVE),
    ]
    returned = [*whole[:2], ("department", Action.PROJECT_RETURN)]
    return [whole[:length] for length in range(1, 6)] + [whole, returned, whole]


def _people() -> tuple[tuple[str, str, str], ...]:
    return tuple(_lines())


def _lines() -> Iterator[tuple[str, str, str]]:
    for user in User.objects.order_by("pk").prefetch_related("memberships"):
        roles = "、".join(Role(m.role).words.zh for m in user.memberships.all())
        yield user.username, user.name, roles
