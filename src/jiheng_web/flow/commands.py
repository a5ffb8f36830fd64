"""What people do with projects: each command one act, one transaction, one record."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.signing import Signer
from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng.standards.scoring_standard import load_standard
from jiheng_web.access.policy import Action, Role, permits
from jiheng_web.access.requests import require
from jiheng_web.accounts.models import Organization, OrganizationKind, User
from jiheng_web.audit.acts import Actor, act
from jiheng_web.errors import (
    Blocked,
    InvalidInput,
    NotApart,
    NotFound,
    StaleRevision,
    WrongState,
)
from jiheng_web.flow.models import Override, Step
from jiheng_web.flow.transitions import TRANSITIONS, WAITS_FOR
from jiheng_web.projects.content import findings_of, fingerprint, new_table, stored
from jiheng_web.projects.models import Project, Version
from jiheng_web.projects.states import EDITABLE, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng.model import Row, TargetTable
    from jiheng.standards.scoring_standard import ScoringStandard
    from jiheng_web.access.policy import Principal
    from jiheng_web.projects.content import Stored

PROJECT = Bilingual("项目", "project")
JUDGING = frozenset({Action.PROJECT_REVIEW, Action.PROJECT_FINANCE_REVIEW, Action.PROJECT_APPROVE})
"""Acts that judge what others wrote and handed up."""
LONGEST_NAME, LONGEST_CODE = 300, 60
"""Characters of a project's name and code that lists hold."""
LARGEST_TOTAL = 10**12
"""The first total in 万元 that lists do not hold."""
_SIGNER = Signer(salt="jiheng.approval")


def visible(principal: Principal, key: int, *, lock: bool = False) -> Project:
    """Return a project that a person may see.

    Args:
        lock: Whether to hold it against others until the act ends.

    Raises:
        NotFound: There is none, or it is out of sight.
    """
    found = Project.objects.select_related("organization", "owner").filter(pk=key).order_by("pk")
    if lock:
        found = found.select_for_update(of=("self",))
    project = found.first()
    if project is None or not may_see(principal, project):
        raise NotFound(kind=PROJECT)
    return project


def may_see(principal: Principal, project: Project) -> bool:
    """Return whether a project is in a person's sight."""
    path = project.organization.path
    return project.pk in principal.invited or permits(principal, Action.PROJECT_VIEW, path)


def create(
    principal: Principal,
    actor: Actor,
    organization: Organization,
    table: TargetTable,
    *,
    previous: Project | None = None,
) -> Project:
    """Make a project with its first version.

    Args:
        table: Of one row: the project's name, money, goal and indicators, and its year.
        previous: The project it was copied from.

    Raises:
        NotPermitted: The person is no clerk there.
        InvalidInput: The table names no year.
    """
    require(principal, Action.PROJECT_CREATE, organization.path)
    if table.fiscal_year is None:
        why = Bilingual("请填写年度。", "The fiscal year is missing.")
        raise InvalidInput({"fiscal_year": why})
    with act(actor, str(Action.PROJECT_CREATE), path=organization.path) as done:
        project = Project(
            organization=organization,
            fiscal_year=table.fiscal_year,
            owner_id=principal.person,
            previous=previous,
        )
        version = Version(project=project, number=1, saved_by_id=principal.person)
        put(version, table)
        done.about(project, organization.path)
        done.facts |= {"name": project.name, "content": fingerprint(version.content)}
    return project


def create_empty(
    principal: Principal, actor: Actor, organization: Organization, name: str, fiscal_year: int
) -> Project:
    """Make a project that has but a name."""
    return create(principal, actor, organization, new_table(name, fiscal_year=fiscal_year))


def put(version: Version, table: TargetTable) -> None:
    """Write a table of one row to a version, and what lists need of it to its project.

    Raises:
        InvalidInput: Name, code or total are more than lists can hold.
    """
    project, row = version.project, table.rows[0]
    named = table.department or department_of(project.organization).name
    kept = stored(replace(table, department=named), profile())
    version.content, version.findings = kept.content, kept.findings
    _must_fit(row, kept)
    project.name, project.code = row.name, row.code or ""
    project.total = kept.total
    project.indicators, project.judgeable = kept.indicators, kept.judgeable
    project.blocking, project.musts, project.advices = kept.blocking, kept.musts, kept.advices
    project.save()
    version.project = project
    version.save()


def _must_fit(row: Row, kept: Stored) -> None:
    faults = {}
    if len(row.name) > LONGEST_NAME:
        why = Bilingual(f"不能超过 {LONGEST_NAME} 字。", f"At most {LONGEST_NAME} characters.")
        faults["name"] = why
    if len(row.code or "") > LONGEST_CODE:
        why = Bilingual(f"不能超过 {LONGEST_CODE} 字。", f"At most {LONGEST_CODE} characters.")
        faults["code"] = why
    if kept.total is not None and abs(kept.total) >= LARGEST_TOTAL:
        faults["funding.total"] = Bilingual("金额过大。", "The amount is too large.")
    if faults:
        raise InvalidInput(faults)


def department_of(organization: Organization) -> Organization:
    """Return the department an organization belongs to; itself where there is none above it."""
    above = [int(key) for key in organization.path.split(".")[:-1]]
    found = Organization.objects.filter(pk__in=above, kind=OrganizationKind.DEPARTMENT).first()
    return found or organization


def profile() -> str:
    """Return the name of the profile of rules that holds in this office."""
    return str(settings.PROFILE)


def standard() -> ScoringStandard:
    """Return the scoring standard that holds in this office: what weights add up to."""
    return load_standard(str(settings.SCORING))


def save(
    principal: Principal, actor: Actor, key: int, table: TargetTable, *, revision: int
) -> Version:
    """Save what a clerk wrote.

    Args:
        key: Of the project.
        revision: The one that the writing was based on.

    Raises:
        NotFound: The project is out of sight.
        NotPermitted: The person is no clerk there.
        WrongState: It is not being written.
        StaleRevision: Somebody else saved first.
    """
    with act(actor, str(Action.PROJECT_EDIT)) as done:
        project = visible(principal, key, lock=True)
        require(principal, Action.PROJECT_EDIT, project.organization.path)
        _in_state(project, EDITABLE, Action.PROJECT_EDIT)
        version = project.newest
        if version.revision != revision:
            by = version.saved_by.name if version.saved_by else "jiheng"
            raise StaleRevision(by=by, theirs=version.revision)
        version.project = project
        version.revision += 1
        version.saved_by_id = principal.person
        put(version, table)
        done.about(project, project.organization.path)
        done.facts |= {
            "version": version.number,
            "revision": version.revision,
            "content": fingerprint(version.content),
        }
    return version


def move(principal: Principal, actor: Actor, key: int, action: Action, reason: str = "") -> Project:
    """Move a project along: check, submit, withdraw, review, return, approve.

    Raises:
        NotFound: The project is out of sight.
        NotPermitted: The person's role does not do this there, or not at this stage.
        WrongState: The project is not where this begins.
        InvalidInput: A reason is missing.
        Blocked: Findings block it and nobody let them pass.
    """
    transition = TRANSITIONS[action]
    with act(actor, str(action)) as done:
        project = visible(principal, key, lock=True)
        path = project.organization.path
        require(principal, action, path)
        source = State(project.state)
        _in_state(project, transition.sources, action)
        if action is Action.PROJECT_RETURN:
            require(principal, WAITS_FOR[source], path)
        if transition.needs_reason and not reason.strip():
            raise InvalidInput({"reason": Bilingual("请写明理由。", "A reason is needed.")})
        version = project.newest
        version.project = project
        must_be_apart(principal, version, action)
        if transition.needs_clean:
            _must_be_clean(version)
        project.state = transition.target
        if action is Action.PROJECT_APPROVE:
            approve_version(version, principal.person)
        project.save(update_fields=["state", "changed"])
        step(version, action, source, principal, reason)
        done.about(project, path)
        done.facts |= {"from": source, "to": project.state, "version": version.number}
        if reason:
            done.facts["reason"] = reason
    return project


def adjust(
    principal: Principal, actor: Actor, key: int, reason: str, approval_number: str
) -> Version:
    """Begin a new version of an approved project (调整, 财预〔2015〕88号 第二十八条).

    Raises:
        NotFound: The project is out of sight.
        NotPermitted: The person is no clerk there.
        WrongState: It is not approved.
        InvalidInput: Reason or approval number are missing.
    """
    faults = {}
    if not reason.strip():
        faults["reason"] = Bilingual("请写明调整事由。", "A reason is needed.")
    if not approval_number.strip():
        faults["approval_number"] = Bilingual("请填写批准文号。", "The approval number is missing.")
    if faults:
        raise InvalidInput(faults)
    with act(actor, str(Action.PROJECT_ADJUST)) as done:
        project = visible(principal, key, lock=True)
        require(principal, Action.PROJECT_ADJUST, project.organization.path)
        _in_state(project, {State.APPROVED}, Action.PROJECT_ADJUST)
        before = project.newest
        version = Version.objects.create(
            project=project,
            number=before.number + 1,
            revision=before.revision + 1,
            content=before.content,
            findings=before.findings,
            reason=reason.strip(),
            approval_number=approval_number.strip(),
            saved_by_id=principal.person,
        )
        project.state = State.DRAFT
        project.save(update_fields=["state", "changed"])
        step(version, Action.PROJECT_ADJUST, State.APPROVED, principal, reason)
        done.about(project, project.organization.path)
        done.facts |= {"version": version.number, "reason": reason, "number": approval_number}
    return version


def hand_over(principal: Principal, actor: Actor, keys: Iterable[int], to: User) -> int:
    """Give projects to another clerk (移交); return how many.

    Raises:
        NotFound: A project is out of sight.
        NotPermitted: The person's role does not do this there.
        InvalidInput: The receiver is no clerk there.
    """
    from jiheng_web.accounts.principals import principal as of

    receiver = of(to)
    moved = 0
    with act(actor, str(Action.PROJECT_HAND_OVER)) as done:
        for key in sorted(keys):
            project = visible(principal, key, lock=True)
            path = project.organization.path
            require(principal, Action.PROJECT_HAND_OVER, path)
            if not to.is_active or not permits(receiver, Action.PROJECT_EDIT, path):
                why = Bilingual("接收人不是该单位的经办人。", "The receiver is no clerk there.")
                raise InvalidInput({"to": why})
            project.owner = to
            project.save(update_fields=["owner", "changed"])
            moved += 1
        done.facts |= {"to": to.username, "projects": sorted(keys)}
    return moved


def override(
    principal: Principal, actor: Actor, key: int, rule: str, place: str, reason: str
) -> Override:
    """Let a finding of the newest version pass (放行).

    Raises:
        NotFound: The project is out of sight, or has no such finding.
        NotPermitted: The person is no reviewer there.
        InvalidInput: The reason is missing.
    """
    if not reason.strip():
        raise InvalidInput({"reason": Bilingual("请写明理由。", "A reason is needed.")})
    with act(actor, str(Action.PROJECT_OVERRIDE)) as done:
        project = visible(principal, key, lock=True)
        require(principal, Action.PROJECT_OVERRIDE, project.organization.path)
        version = project.newest
        if (rule, place) not in {(f["rule"], place_of(f)) for f in findings_of(version.findings)}:
            raise NotFound(kind=Bilingual("审核问题", "finding"))
        made, _ = Override.objects.update_or_create(
            version=version,
            rule=rule,
            place=place,
            defaults={"reason": reason.strip(), "reviewer_id": principal.person},
        )
        done.about(project, project.organization.path)
        done.facts |= {"rule": rule, "place": place, "reason": reason.strip()}
    return made


def place_of(finding: dict[str, object]) -> str:
    """Return the name of the cell a finding is about: `goal`, `indicators.3.annual_value`."""
    locations = finding["locations"]
    first = locations[0] if isinstance(locations, list) and locations else {}
    field = str(first.get("field", ""))
    return field if first.get("indicator") is None else f"indicators.{first['indicator']}.{field}"


def open_blocks(version: Version) -> list[dict[str, object]]:
    """Return the findings of a version that block it and that nobody let pass."""
    passed = set(version.overrides.values_list("rule", "place"))
    return [
        finding
        for finding in findings_of(version.findings)
        if finding["severity"] == "block" and (finding["rule"], place_of(finding)) not in passed
    ]


def approve_version(version: Version, person: int) -> None:
    """Freeze a version: the day, the approver and a signature over what it says."""
    version.approved = timezone.now()
    version.approved_by_id = person
    version.signature = _SIGNER.signature(_signed(version))
    version.save(update_fields=["approved", "approved_by", "signature"])


def is_genuine(version: Version) -> bool:
    """Return whether an approved version still says what was approved."""
    return bool(version.signature) and version.signature == _SIGNER.signature(_signed(version))


def step(
    version: Version, action: Action, source: State, principal: Principal, reason: str
) -> None:
    """Note a step in the history of a project.

    It advances the revision: a page that was opened before the step saves nothing over it.
    """
    version.revision += 1
    version.save(update_fields=["revision"])
    Step.objects.create(
        project=version.project,
        version=version,
        action=str(action),
        source=source,
        target=version.project.state,
        actor_id=principal.person,
        reason=reason.strip(),
    )


def _signed(version: Version) -> str:
    when = version.approved.isoformat() if version.approved else ""
    facts = [version.project_id, version.number, fingerprint(version.content), when]
    return json.dumps([*facts, version.approved_by_id])


def must_be_apart(principal: Principal, version: Version, action: Action) -> None:
    """Refuse whoever wrote or submitted what is now to be judged (不相容岗位分离).

    Raises:
        NotApart: It is the person's own work.
    """
    own = {version.saved_by_id}
    if action in JUDGING:
        handed_up = {str(Action.PROJECT_CHECK), str(Action.PROJECT_SUBMIT)}
        own |= set(version.steps.filter(action__in=handed_up).values_list("actor", flat=True))
    elif action is not Action.PROJECT_CHECK:
        return
    if principal.person in own:
        raise NotApart(deed=action.words)


def _in_state(project: Project, states: Iterable[State], action: Action) -> None:
    if project.state not in set(states):
        raise WrongState(deed=action.words, state=State(project.state).words)


def _must_be_clean(version: Version) -> None:
    blocks = open_blocks(version)
    if blocks:
        first = blocks[0]["message"]
        assert isinstance(first, dict)
        raise Blocked(count=len(blocks), first=Bilingual(first["zh"], first["en"]))


def reviewers_level(principal: Principal, path: str) -> Role | None:
    """Return in which role a person reviews what belongs to an organization."""
    for role in (Role.FINANCE_REVIEWER, Role.DEPARTMENT_REVIEWER):
        if any(m.role is role and path.startswith(m.path) for m in principal.memberships):
            return role
    return None
