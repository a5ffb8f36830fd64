"""What programs are told: models of answers, made of what is stored."""

from __future__ import annotations

import json
from datetime import datetime  # noqa: TC003 - models look it up
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel

from jiheng_web.api.bodies import TableRecord  # noqa: TC001 - models look it up
from jiheng_web.projects.content import findings_of
from jiheng_web.projects.states import State

if TYPE_CHECKING:
    from decimal import Decimal

    from jiheng.model import Finding
    from jiheng_web.accounts.models import Organization
    from jiheng_web.flow.models import Comment, Review
    from jiheng_web.projects.models import Project, Version

StateName = Literal[
    "draft",
    "returned",
    "written",
    "unit_checked",
    "submitted",
    "department_reviewed",
    "finance_reviewed",
    "approved",
]
assert set(StateName.__args__) == set(State)  # type: ignore[attr-defined]


class Fault(BaseModel):
    """What is wrong with one field."""

    field: str
    message: str


class Failure(BaseModel):
    """Why a request was not fulfilled."""

    message: str
    faults: list[Fault] | None = None


class HeldRole(BaseModel):
    """A role and the code of the organization where it is held."""

    role: str
    organization: str


class Me(BaseModel):
    """Who asks."""

    username: str
    name: str
    roles: list[HeldRole]


class OrganizationOut(BaseModel):
    """An organization."""

    code: str
    name: str
    kind: str
    parent: str | None
    is_active: bool


class Words(BaseModel):
    """The same in both languages."""

    zh: str
    en: str


class Location(BaseModel):
    """A cell, and the characters of it, that a finding is about; rows are numbered from 0."""

    row: int | None = None
    indicator: int | None
    field: str
    start: int | None
    end: int | None
    excerpt: str


class FindingOut(BaseModel):
    """What a rule found."""

    rule: str
    name: str
    family: str
    severity: str
    title: Words
    message: Words
    fix: Words
    basis: Words
    locations: list[Location]


class ProjectLine(BaseModel):
    """A project in a list; `total` is in 万元."""

    key: int
    organization: str
    fiscal_year: int
    code: str
    name: str
    state: StateName
    owner: str
    total: str | None
    indicators: int
    judgeable: int
    blocking: int
    musts: int
    advices: int
    changed: datetime


class ProjectPage(BaseModel):
    """Projects in the order of their keys; `after` fetches what follows, null at the end."""

    items: list[ProjectLine]
    after: int | None


class ProjectOut(ProjectLine):
    """A project with what its newest version says."""

    version: int
    revision: int
    table: TableRecord
    findings: list[FindingOut]


class VersionLine(BaseModel):
    """A version in a list."""

    number: int
    revision: int
    saved: datetime
    reason: str
    approval_number: str
    approved: datetime | None


class VersionOut(VersionLine):
    """A version with what it says."""

    table: TableRecord
    findings: list[FindingOut]


class Outcome(BaseModel):
    """What came of one row of a bulk request."""

    index: int
    outcome: Literal["created", "updated", "ignored"]
    key: int | None = None
    reason: str = ""


class Outcomes(BaseModel):
    """What came of every row, in their order."""

    items: list[Outcome]


class CommentOut(BaseModel):
    """A comment on a cell."""

    key: int
    version: int
    place: str
    text: str
    author: str
    at: datetime
    answer: str
    resolved: datetime | None


class ReviewOut(BaseModel):
    """A judgement of a version."""

    key: int
    version: int
    level: str
    grade: str
    total: str
    points: dict[str, str]
    opinion: str
    reviewer: str
    at: datetime


class Checked(BaseModel):
    """What the rules found in each row of a table that was sent."""

    findings: list[FindingOut]


def organization(found: Organization) -> OrganizationOut:
    """Return an organization; its parent must be loaded."""
    return OrganizationOut(
        code=found.code,
        name=found.name,
        kind=found.kind,
        parent=found.parent.code if found.parent else None,
        is_active=found.is_active,
    )


def project_line(project: Project) -> ProjectLine:
    """Return a project as it stands in a list."""
    return ProjectLine(**_line(project))


def project(found: Project, version: Version | None = None) -> ProjectOut:
    """Return a project with its newest version."""
    newest = version or found.newest
    return ProjectOut(
        **_line(found),
        version=newest.number,
        revision=newest.revision,
        table=json.loads(newest.content),
        findings=findings(newest),
    )


def version_line(version: Version) -> VersionLine:
    """Return a version as it stands in a list."""
    return VersionLine(**_version(version))


def version(found: Version) -> VersionOut:
    """Return a version with what it says."""
    return VersionOut(**_version(found), table=json.loads(found.content), findings=findings(found))


def findings(version: Version) -> list[FindingOut]:
    """Return what the rules found in a version."""
    return [FindingOut.model_validate(one) for one in findings_of(version.findings)]


def finding(found: Finding) -> FindingOut:
    """Return what a rule found in a table that is not stored."""
    both = {
        name: Words(zh=words.zh, en=words.en)
        for name in ("title", "message", "fix", "basis")
        for words in (getattr(found, name),)
    }
    cells = [
        Location(
            row=at.row,
            indicator=at.indicator,
            field=at.field,
            start=at.start,
            end=at.end,
            excerpt=at.excerpt,
        )
        for at in found.locations
    ]
    return FindingOut(
        rule=found.rule,
        name=found.name,
        family=str(found.family),
        severity=str(found.severity),
        locations=cells,
        **both,
    )


def comment(found: Comment) -> CommentOut:
    """Return a comment."""
    return CommentOut(
        key=found.pk,
        version=found.version.number,
        place=found.place,
        text=found.text,
        author=found.author.name,
        at=found.at,
        answer=found.answer,
        resolved=found.resolved,
    )


def review(found: Review) -> ReviewOut:
    """Return a review."""
    return ReviewOut(
        key=found.pk,
        version=found.version.number,
        level=found.level,
        grade=found.grade,
        total=str(found.total),
        points=json.loads(found.points),
        opinion=found.opinion,
        reviewer=found.reviewer.name,
        at=found.at,
    )


def _line(found: Project) -> dict[str, Any]:
    return {
        "key": found.pk,
        "organization": found.organization.code,
        "fiscal_year": found.fiscal_year,
        "code": found.code,
        "name": found.name,
        "state": str(found.state),
        "owner": found.owner.name,
        "total": plain(found.total),
        "indicators": found.indicators,
        "judgeable": found.judgeable,
        "blocking": found.blocking,
        "musts": found.musts,
        "advices": found.advices,
        "changed": found.changed,
    }


def _version(found: Version) -> dict[str, Any]:
    return {
        "number": found.number,
        "revision": found.revision,
        "saved": found.saved,
        "reason": found.reason,
        "approval_number": found.approval_number,
        "approved": found.approved,
    }


def plain(amount: Decimal | None) -> str | None:
    """Return an amount as a decimal string without an exponent and without idle zeros."""
    if amount is None:
        return None
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
