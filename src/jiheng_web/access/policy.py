"""Roles, actions and the one table that joins them. Pure: knows neither database nor request."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Role(StrEnum):
    """What a person is in an organization; holds for everything below it in the tree."""

    CLERK = "clerk"
    UNIT_HEAD = "unit_head"
    DEPARTMENT_REVIEWER = "department_reviewer"
    FINANCE_REVIEWER = "finance_reviewer"
    EVALUATOR = "evaluator"
    AUDITOR = "auditor"
    LIBRARY_EDITOR = "library_editor"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    SECURITY_ADMINISTRATOR = "security_administrator"
    AUDIT_ADMINISTRATOR = "audit_administrator"

    @property
    def words(self) -> Bilingual:
        """Return its name for people."""
        return ROLE_TITLES[self]


ROLE_TITLES: Mapping[Role, Bilingual] = {
    Role.CLERK: Bilingual("经办人", "clerk"),
    Role.UNIT_HEAD: Bilingual("单位负责人", "unit head"),
    Role.DEPARTMENT_REVIEWER: Bilingual("主管部门审核人", "department reviewer"),
    Role.FINANCE_REVIEWER: Bilingual("财政审核人", "finance reviewer"),
    Role.EVALUATOR: Bilingual("受邀评审专家", "invited evaluator"),
    Role.AUDITOR: Bilingual("审计人员", "auditor"),
    Role.LIBRARY_EDITOR: Bilingual("指标库管理员", "library editor"),
    Role.SYSTEM_ADMINISTRATOR: Bilingual("系统管理员", "system administrator"),
    Role.SECURITY_ADMINISTRATOR: Bilingual("安全管理员", "security administrator"),
    Role.AUDIT_ADMINISTRATOR: Bilingual("审计管理员", "audit administrator"),
}

ADMINISTRATORS = frozenset(
    {Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR}
)
"""Separated from one another and from the work itself (GB/T 22239-2019, 访问控制 d)."""


class Action(StrEnum):
    """Something a person does. Whoever may not view an object is not told that it exists."""

    PROJECT_VIEW = "project.view"
    PROJECT_CREATE = "project.create"
    PROJECT_EDIT = "project.edit"
    PROJECT_FINISH = "project.finish"
    PROJECT_CHECK = "project.check"
    PROJECT_SUBMIT = "project.submit"
    PROJECT_WITHDRAW = "project.withdraw"
    PROJECT_REVIEW = "project.review"
    PROJECT_FINANCE_REVIEW = "project.finance_review"
    PROJECT_APPROVE = "project.approve"
    PROJECT_RETURN = "project.return"
    PROJECT_OVERRIDE = "project.override"
    PROJECT_ADJUST = "project.adjust"
    PROJECT_HAND_OVER = "project.hand_over"
    COMMENT = "comment"
    EVALUATE = "evaluate"
    EXPORT = "export"
    DOCUMENT_VIEW = "document.view"
    DOCUMENT_HAND_IN = "document.hand_in"
    DOCUMENT_ACCEPT = "document.accept"
    DISCLOSURE_VIEW = "disclosure.view"
    DISCLOSURE_PREPARE = "disclosure.prepare"
    DISCLOSURE_SIGN = "disclosure.sign"
    DISCLOSURE_PUBLISH = "disclosure.publish"
    DISCLOSURE_WITHDRAW = "disclosure.withdraw"
    SURVEY_VIEW = "survey.view"
    SURVEY_MANAGE = "survey.manage"
    RESULT_VIEW = "result.view"
    LEDGER_IMPORT = "ledger.import"
    MONITORING_OPEN = "monitoring.open"
    MONITORING_FILL = "monitoring.fill"
    MONITORING_SUBMIT = "monitoring.submit"
    MONITORING_CONFIRM = "monitoring.confirm"
    SELF_EVALUATION_FILL = "self_evaluation.fill"
    SELF_EVALUATION_SIGN = "self_evaluation.sign"
    SELF_EVALUATION_CONFIRM = "self_evaluation.confirm"
    RECTIFICATION_OPEN = "rectification.open"
    RECTIFICATION_ANSWER = "rectification.answer"
    RECTIFICATION_CLOSE = "rectification.close"
    EVALUATION_VIEW = "evaluation.view"
    EVALUATION_DEPARTMENT = "evaluation.department"
    EVALUATION_FINANCE = "evaluation.finance"
    BUDGET_DECIDE = "budget.decide"
    DEADLINE_SET = "deadline.set"
    LIBRARY_EDIT = "library.edit"
    ORGANIZATION_VIEW = "organization.view"
    ORGANIZATION_MANAGE = "organization.manage"
    PERSON_VIEW = "person.view"
    PERSON_MANAGE = "person.manage"
    ROLE_GRANT = "role.grant"
    SYSTEM_MANAGE = "system.manage"
    AUDIT_VIEW = "audit.view"

    @property
    def words(self) -> Bilingual:
        """Return its name for people."""
        return ACTION_TITLES[self]


ACTION_TITLES: Mapping[Action, Bilingual] = {
    Action.PROJECT_VIEW: Bilingual("查看项目", "view a project"),
    Action.PROJECT_CREATE: Bilingual("新建项目", "create a project"),
    Action.PROJECT_EDIT: Bilingual("编辑绩效目标", "edit targets"),
    Action.PROJECT_FINISH: Bilingual("编制完成", "say that all is written"),
    Action.PROJECT_CHECK: Bilingual("单位审核", "check for the unit"),
    Action.PROJECT_SUBMIT: Bilingual("上报", "submit"),
    Action.PROJECT_WITHDRAW: Bilingual("撤回", "withdraw"),
    Action.PROJECT_REVIEW: Bilingual("部门审核", "review for the department"),
    Action.PROJECT_FINANCE_REVIEW: Bilingual("财政审核", "review for the finance bureau"),
    Action.PROJECT_APPROVE: Bilingual("批复", "approve"),
    Action.PROJECT_RETURN: Bilingual("退回", "return"),
    Action.PROJECT_OVERRIDE: Bilingual("放行审核问题", "override a finding"),
    Action.PROJECT_ADJUST: Bilingual("申请调整", "adjust"),
    Action.PROJECT_HAND_OVER: Bilingual("移交", "hand over"),
    Action.COMMENT: Bilingual("批注", "comment"),
    Action.EVALUATE: Bilingual("评审", "evaluate"),
    Action.EXPORT: Bilingual("导出", "export"),
    Action.DOCUMENT_VIEW: Bilingual("查看文件", "view a document"),
    Action.DOCUMENT_HAND_IN: Bilingual("上传文件", "hand in a document"),
    Action.DOCUMENT_ACCEPT: Bilingual("采纳读取结果", "accept what was read"),
    Action.DISCLOSURE_VIEW: Bilingual("查看公开批次", "view a disclosure"),
    Action.DISCLOSURE_PREPARE: Bilingual("编制公开批次", "prepare a disclosure"),
    Action.DISCLOSURE_SIGN: Bilingual("公开会签", "sign a disclosure off"),
    Action.DISCLOSURE_PUBLISH: Bilingual("公开", "publish"),
    Action.DISCLOSURE_WITHDRAW: Bilingual("撤回公开", "withdraw what was published"),
    Action.SURVEY_VIEW: Bilingual("查看问卷", "view a survey"),
    Action.SURVEY_MANAGE: Bilingual("管理问卷", "manage surveys"),
    Action.RESULT_VIEW: Bilingual("查看监控与自评", "view monitoring and self-evaluations"),
    Action.LEDGER_IMPORT: Bilingual("导入执行台账", "import ledgers"),
    Action.MONITORING_OPEN: Bilingual("布置绩效监控", "open a round of monitoring"),
    Action.MONITORING_FILL: Bilingual("填报绩效监控", "fill in monitoring"),
    Action.MONITORING_SUBMIT: Bilingual("上报绩效监控", "submit monitoring"),
    Action.MONITORING_CONFIRM: Bilingual("审核绩效监控", "confirm monitoring"),
    Action.SELF_EVALUATION_FILL: Bilingual("填报绩效自评", "fill in a self-evaluation"),
    Action.SELF_EVALUATION_SIGN: Bilingual("签署绩效自评", "sign a self-evaluation"),
    Action.SELF_EVALUATION_CONFIRM: Bilingual("审核绩效自评", "confirm a self-evaluation"),
    Action.RECTIFICATION_OPEN: Bilingual("下达整改", "ask for a rectification"),
    Action.RECTIFICATION_ANSWER: Bilingual("落实整改", "carry a rectification out"),
    Action.RECTIFICATION_CLOSE: Bilingual("整改销号", "close a rectification"),
    Action.EVALUATION_VIEW: Bilingual("查看绩效评价", "view evaluations"),
    Action.EVALUATION_DEPARTMENT: Bilingual("组织部门评价", "run department evaluations"),
    Action.EVALUATION_FINANCE: Bilingual("组织财政评价", "run finance evaluations"),
    Action.BUDGET_DECIDE: Bilingual("决定预算安排建议", "decide on next year's budget"),
    Action.DEADLINE_SET: Bilingual("设置截止时间", "set deadlines"),
    Action.LIBRARY_EDIT: Bilingual("维护指标库", "edit the library"),
    Action.ORGANIZATION_VIEW: Bilingual("查看机构", "view organizations"),
    Action.ORGANIZATION_MANAGE: Bilingual("维护机构", "manage organizations"),
    Action.PERSON_VIEW: Bilingual("查看账号", "view accounts"),
    Action.PERSON_MANAGE: Bilingual("管理账号", "manage accounts"),
    Action.ROLE_GRANT: Bilingual("授予岗位", "grant roles"),
    Action.SYSTEM_MANAGE: Bilingual("系统维护", "maintain the system"),
    Action.AUDIT_VIEW: Bilingual("查看审计日志", "view the audit trail"),
}

_WORKERS = {Role.CLERK, Role.UNIT_HEAD}
_REVIEWERS = {Role.DEPARTMENT_REVIEWER, Role.FINANCE_REVIEWER}
_READERS = {*_WORKERS, *_REVIEWERS, Role.AUDITOR}

GRANTS: Mapping[Action, frozenset[Role]] = {
    action: frozenset(roles)
    for action, roles in {
        Action.PROJECT_VIEW: _READERS,
        Action.PROJECT_CREATE: {Role.CLERK},
        Action.PROJECT_EDIT: {Role.CLERK},
        Action.PROJECT_FINISH: {Role.CLERK},
        Action.PROJECT_CHECK: {Role.UNIT_HEAD},
        Action.PROJECT_SUBMIT: {Role.UNIT_HEAD},
        Action.PROJECT_WITHDRAW: _WORKERS,
        Action.PROJECT_REVIEW: {Role.DEPARTMENT_REVIEWER},
        Action.PROJECT_FINANCE_REVIEW: {Role.FINANCE_REVIEWER},
        Action.PROJECT_APPROVE: {Role.FINANCE_REVIEWER},
        Action.PROJECT_RETURN: {Role.UNIT_HEAD, *_REVIEWERS},
        Action.PROJECT_OVERRIDE: _REVIEWERS,
        Action.PROJECT_ADJUST: {Role.CLERK},
        Action.PROJECT_HAND_OVER: {Role.UNIT_HEAD, Role.DEPARTMENT_REVIEWER},
        Action.COMMENT: {*_WORKERS, *_REVIEWERS},
        Action.EVALUATE: set(),
        Action.EXPORT: _READERS,
        Action.DOCUMENT_VIEW: _READERS,
        Action.DOCUMENT_HAND_IN: {Role.CLERK},
        Action.DOCUMENT_ACCEPT: {Role.CLERK},
        Action.DISCLOSURE_VIEW: _READERS,
        Action.DISCLOSURE_PREPARE: {Role.DEPARTMENT_REVIEWER},
        Action.DISCLOSURE_SIGN: _REVIEWERS,
        Action.DISCLOSURE_PUBLISH: {Role.DEPARTMENT_REVIEWER},
        Action.DISCLOSURE_WITHDRAW: _REVIEWERS,
        Action.SURVEY_VIEW: _READERS,
        Action.SURVEY_MANAGE: {*_WORKERS, Role.DEPARTMENT_REVIEWER},
        Action.RESULT_VIEW: _READERS,
        Action.LEDGER_IMPORT: {Role.CLERK, *_REVIEWERS},
        Action.MONITORING_OPEN: _REVIEWERS,
        Action.MONITORING_FILL: {Role.CLERK},
        Action.MONITORING_SUBMIT: {Role.UNIT_HEAD},
        Action.MONITORING_CONFIRM: {Role.DEPARTMENT_REVIEWER},
        Action.SELF_EVALUATION_FILL: {Role.CLERK},
        Action.SELF_EVALUATION_SIGN: {Role.UNIT_HEAD},
        Action.SELF_EVALUATION_CONFIRM: {Role.DEPARTMENT_REVIEWER},
        Action.RECTIFICATION_OPEN: _REVIEWERS,
        Action.RECTIFICATION_ANSWER: _WORKERS,
        Action.RECTIFICATION_CLOSE: _REVIEWERS,
        Action.EVALUATION_VIEW: _READERS,
        Action.EVALUATION_DEPARTMENT: {Role.DEPARTMENT_REVIEWER},
        Action.EVALUATION_FINANCE: {Role.FINANCE_REVIEWER},
        Action.BUDGET_DECIDE: {Role.FINANCE_REVIEWER},
        Action.DEADLINE_SET: {Role.FINANCE_REVIEWER},
        Action.LIBRARY_EDIT: {Role.LIBRARY_EDITOR},
        Action.ORGANIZATION_VIEW: {*_READERS, *ADMINISTRATORS, Role.LIBRARY_EDITOR},
        Action.ORGANIZATION_MANAGE: {Role.SYSTEM_ADMINISTRATOR},
        Action.PERSON_VIEW: {Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR},
        Action.PERSON_MANAGE: {Role.SYSTEM_ADMINISTRATOR},
        Action.ROLE_GRANT: {Role.SECURITY_ADMINISTRATOR},
        Action.SYSTEM_MANAGE: {Role.SYSTEM_ADMINISTRATOR},
        Action.AUDIT_VIEW: {Role.AUDIT_ADMINISTRATOR},
    }.items()
}
"""Who may do what within the subtree of the organization where the role is held.

An invited evaluator holds no subtree: invitations name single projects (`INVITED`).
"""

INVITED = frozenset({Action.PROJECT_VIEW, Action.EVALUATE, Action.COMMENT})
"""What an invitation to a project allows, for as long as it lasts."""

READING = frozenset(
    {
        Action.PROJECT_VIEW,
        Action.DOCUMENT_VIEW,
        Action.DISCLOSURE_VIEW,
        Action.SURVEY_VIEW,
        Action.RESULT_VIEW,
        Action.EVALUATION_VIEW,
        Action.ORGANIZATION_VIEW,
        Action.PERSON_VIEW,
        Action.AUDIT_VIEW,
        Action.EXPORT,
    }
)
"""Actions that change nothing."""


@dataclass(frozen=True, slots=True)
class Membership:
    """A role held in an organization.

    Attributes:
        path: Of the organization in the tree, such as `1.4.`; everything below begins alike.
    """

    role: Role
    organization: int
    path: str


@dataclass(frozen=True, slots=True)
class Principal:
    """A person, as far as permissions go.

    Attributes:
        invited: Projects to whose evaluation the person is invited now.
    """

    person: int
    username: str
    name: str
    memberships: tuple[Membership, ...] = ()
    invited: frozenset[int] = frozenset()

    def roles(self) -> frozenset[Role]:
        """Return every role held anywhere."""
        return frozenset(membership.role for membership in self.memberships)


def permits(principal: Principal, action: Action, path: str) -> bool:
    """Return whether a person may do something with what belongs to an organization."""
    return any(path.startswith(top) for top in scope(principal, action))


def permits_project(principal: Principal, action: Action, project: int, path: str) -> bool:
    """The same for a project, to which a person may be invited."""
    invited = action in INVITED and project in principal.invited
    return invited or permits(principal, action, path)


def scope(principal: Principal, action: Action) -> tuple[str, ...]:
    """Return the paths below which a person may do something."""
    granted = GRANTS[action]
    return tuple(_highest(held.path for held in principal.memberships if held.role in granted))


def _highest(paths: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not any(path.startswith(top) for top in kept):
            kept.append(path)
    return kept
