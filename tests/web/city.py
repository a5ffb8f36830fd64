"""The small city of the tests: who there is and how to make projects for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.model import (
    Funding,
    Indicator,
    Level,
    NumberTarget,
    Row,
    RowKind,
    TargetTable,
)
from jiheng_web.access.policy import Action, Role
from jiheng_web.accounts.models import Organization, User
from jiheng_web.accounts.principals import principal
from jiheng_web.audit.acts import PROGRAM, Actor, act
from jiheng_web.flow import commands
from jiheng_web.operations.setting_up import add_person

if TYPE_CHECKING:
    from jiheng_web.access.policy import Principal
    from jiheng_web.projects.models import Project

TREE = (
    ("000", "测试市财政局", "bureau", None),
    ("100", "测试市科技局", "department", "000"),
    ("101", "科技局本级", "unit", "100"),
    ("102", "科技馆", "unit", "100"),
    ("200", "测试市民政局", "department", "000"),
    ("201", "民政局本级", "unit", "200"),
)
PEOPLE = (
    ("clerk", "李经办", Role.CLERK, "101"),
    ("clerk2", "王经办", Role.CLERK, "101"),
    ("museum", "赵经办", Role.CLERK, "102"),
    ("head", "陈单位", Role.UNIT_HEAD, "101"),
    ("department", "周部门", Role.DEPARTMENT_REVIEWER, "100"),
    ("other", "孙民政", Role.CLERK, "201"),
    ("other_department", "吴部门", Role.DEPARTMENT_REVIEWER, "200"),
    ("finance", "郑财政", Role.FINANCE_REVIEWER, "000"),
    ("evaluator", "冯专家", Role.EVALUATOR, "000"),
    ("auditor", "褚审计", Role.AUDITOR, "000"),
    ("librarian", "卫指标", Role.LIBRARY_EDITOR, "000"),
    ("sysadmin", "系统管理员", Role.SYSTEM_ADMINISTRATOR, "000"),
    ("secadmin", "安全管理员", Role.SECURITY_ADMINISTRATOR, "000"),
    ("auditadmin", "审计管理员", Role.AUDIT_ADMINISTRATOR, "000"),
)
PASSWORD = "Right-Horse-7"  # noqa: S105 - of people who are not


@dataclass
class City:
    """Organizations by code and people by user name."""

    organizations: dict[str, Organization] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)

    def principal(self, username: str) -> Principal:
        """Return a person as far as permissions go."""
        return principal(self.people[username])

    def actor(self, username: str) -> Actor:
        """Return a person as the actor of an act."""
        return Actor.of(self.principal(username))

    def project(self, code: str = "101", name: str = "智慧科普项目", **changes: object) -> Project:
        """Make a project of a unit, written by its first clerk."""
        clerk = {"101": "clerk", "102": "museum", "201": "other"}[code]
        return commands.create(
            self.principal(clerk),
            self.actor(clerk),
            self.organizations[code],
            sound_table(name, **changes),
        )

    def move(self, project: Project, *steps: tuple[str, str]) -> Project:
        """Let people move a project along: (user name, action)."""
        for username, action in steps:
            project = commands.move(
                self.principal(username), self.actor(username), project.pk, Action(action), "理由"
            )
        return project

    def approved(self, project: Project) -> Project:
        """Bring a project all the way."""
        return self.move(
            project,
            ("head", "project.check"),
            ("head", "project.submit"),
            ("department", "project.review"),
            ("finance", "project.finance_review"),
            ("finance", "project.approve"),
        )


def found_city() -> City:
    """Make the city."""
    city = City()
    with act(PROGRAM, "test.city"):
        for code, name, kind, parent in TREE:
            above = city.organizations.get(parent or "")
            made = Organization(code=code, name=name, kind=kind, parent=above)
            made.plant()
            city.organizations[code] = made
        for username, name, role, code in PEOPLE:
            city.people[username] = add_person(
                username, name, PASSWORD, [(city.organizations[code], role)], must_change=False
            )
    return city


def sound_table(name: str = "智慧科普项目", **changes: object) -> TargetTable:
    """Return a table of one project in which the rules find nothing that blocks."""
    row = Row(
        kind=RowKind.PROJECT,
        name=name,
        funding=Funding(total=Decimal("120.00"), fiscal_appropriation=Decimal("120.00")),
        goal="2026年举办科普展览12场，培训科普讲解员300人，服务公众5万人次，公众满意度达到90%以上。",
        indicators=(
            _indicator("产出指标", "数量指标", "科普展览举办场次", "≥", "12", "场"),
            _indicator("产出指标", "数量指标", "科普讲解员培训人数", "≥", "300", "人"),
            _indicator("产出指标", "质量指标", "培训合格率", "≥", "95", "%"),
            _indicator("产出指标", "时效指标", "展览按期举办率", "≥", "98", "%"),
            _indicator("效益指标", "社会效益", "服务公众人次", "≥", "5", "万人次"),
            _indicator("满意度指标", "服务对象满意度", "参观公众满意度", "≥", "90", "%"),
        ),
    )
    fields = {"fiscal_year": 2026, "money_unit": "万元", **changes}
    return TargetTable(rows=(row,), **fields)  # type: ignore[arg-type]


def _indicator(level1: str, level2: str, name: str, op: str, number: str, unit: str) -> Indicator:
    return Indicator(
        level1=Level(code=None, label=level1),
        level2=Level(code=None, label=level2),
        name=name,
        annual_value=f"{op}{number}{unit}",
        target=NumberTarget(op=op, number=Decimal(number), unit=unit),  # type: ignore[arg-type]
    )
