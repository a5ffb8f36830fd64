"""Operations on projects: list, make, read, save, many at once, check without storing."""

from typing import Annotated

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from jiheng.bilingual import Bilingual
from jiheng.pipeline import check as checked
from jiheng_web.access.policy import Action, Principal, permits
from jiheng_web.access.requests import within
from jiheng_web.accounts.models import Organization
from jiheng_web.api import bodies, bulk, shown
from jiheng_web.api.answers import told
from jiheng_web.api.asking import asks, who
from jiheng_web.api.paging import Paged, paged
from jiheng_web.errors import NotFound
from jiheng_web.flow import commands
from jiheng_web.projects.models import Project

router = Router(tags=["projects"])


class Wanted(Paged):
    """Which projects are asked for; `organization` holds for everything below it."""

    year: Annotated[int | None, Field(ge=1, le=9999)] = None
    state: shown.StateName | None = None
    organization: Annotated[str | None, Field(max_length=40, pattern=r"^[^\x00]*$")] = None
    text: Annotated[str | None, Field(max_length=100, pattern=r"^[^\x00]*$")] = None


@router.get("projects", response=told(shown.ProjectPage))
@asks(Action.PROJECT_VIEW)
def projects(request: HttpRequest, wanted: Annotated[Wanted, Query()]) -> shown.ProjectPage:
    """List the projects in sight, by key; `after` of one answer fetches the next."""
    principal, _ = who(request)
    page, after = paged(_narrowed(in_sight(principal), wanted), wanted)
    return shown.ProjectPage(items=[shown.project_line(one) for one in page], after=after)


@router.post("projects", response=told(shown.ProjectOut))
@asks(Action.PROJECT_CREATE)
def create(request: HttpRequest, body: bodies.NewProject) -> shown.ProjectOut:
    """Make a project of a table of one row."""
    principal, actor = who(request)
    table = bodies.project_from(body.table)
    owner = organization_of(principal, body.organization)
    return shown.project(commands.create(principal, actor, owner, table))


@router.post("projects/bulk", response=told(shown.Outcomes))
@asks(Action.PROJECT_CREATE)
def put_many(request: HttpRequest, body: bodies.Bulk) -> shown.Outcomes:
    """Make or update up to 500 projects; sent again, it changes nothing more.

    A row is the project of its organization and year with its code, or its name if it has none.
    """
    principal, actor = who(request)
    items = [
        bulk.put_one(principal, actor, index, item, organization_of)
        for index, item in enumerate(body.items)
    ]
    return shown.Outcomes(items=items)


@router.post("check", response=told(shown.Checked))
@asks(None)
def check(request: HttpRequest, body: bodies.Checking) -> shown.Checked:
    """Tell what the rules find in a table of up to 1 MiB; nothing is stored."""
    bodies.bounded(request, bodies.MOST_CHECKED)
    review = checked(bodies.table_from(body.table), profile=str(settings.PROFILE))
    return shown.Checked(findings=[shown.finding(one) for one in review.findings])


@router.get("projects/{int:key}", response=told(shown.ProjectOut))
@asks(Action.PROJECT_VIEW)
def project(request: HttpRequest, key: int) -> shown.ProjectOut:
    """Tell a project with its newest version, findings and revision."""
    principal, _ = who(request)
    return shown.project(commands.visible(principal, key))


@router.put("projects/{int:key}", response=told(shown.ProjectOut))
@asks(Action.PROJECT_EDIT)
def save(request: HttpRequest, key: int, body: bodies.Saving) -> shown.ProjectOut:
    """Save what a project says, unless it was saved since that revision (409)."""
    principal, actor = who(request)
    table = bodies.project_from(body.table)
    version = commands.save(principal, actor, key, table, revision=body.revision)
    return shown.project(version.project, version)


@router.get("projects/{int:key}/findings", response=told(list[shown.FindingOut]))
@asks(Action.PROJECT_VIEW)
def findings(request: HttpRequest, key: int) -> list[shown.FindingOut]:
    """List what the rules found in the newest version."""
    principal, _ = who(request)
    return shown.findings(commands.visible(principal, key).newest)


@router.get("projects/{int:key}/versions", response=told(list[shown.VersionLine]))
@asks(Action.PROJECT_VIEW)
def versions(request: HttpRequest, key: int) -> list[shown.VersionLine]:
    """List the versions of a project, oldest first."""
    principal, _ = who(request)
    found = commands.visible(principal, key).versions.order_by("number")
    return [shown.version_line(one) for one in found.defer("content", "findings")]


@router.get("projects/{int:key}/versions/{int:number}", response=told(shown.VersionOut))
@asks(Action.PROJECT_VIEW)
def version(request: HttpRequest, key: int, number: int) -> shown.VersionOut:
    """Tell what one version says."""
    principal, _ = who(request)
    found = commands.visible(principal, key).versions.filter(number=number).first()
    if found is None:
        raise NotFound(kind=Bilingual("版本", "version"))
    return shown.version(found)


def in_sight(principal: Principal) -> QuerySet[Project]:
    """Return the projects a person may see."""
    sight = within(principal, Action.PROJECT_VIEW) | Q(pk__in=principal.invited)
    return Project.objects.filter(sight).select_related("organization", "owner")


def _narrowed(found: QuerySet[Project], wanted: Wanted) -> QuerySet[Project]:
    if wanted.year is not None:
        found = found.filter(fiscal_year=wanted.year)
    if wanted.state is not None:
        found = found.filter(state=wanted.state)
    if wanted.organization is not None:
        top = Organization.objects.filter(code=wanted.organization).first()
        found = found.filter(organization__path__startswith=top.path) if top else found.none()
    if wanted.text:
        found = found.filter(Q(name__icontains=wanted.text) | Q(code=wanted.text))
    return found


def organization_of(principal: Principal, code: str) -> Organization:
    """Return an organization by its code, if the person has to do with it.

    Raises:
        NotFound: There is none in sight.
    """
    found = Organization.objects.filter(code=code, is_active=True).first()
    if found is None or not permits(principal, Action.ORGANIZATION_VIEW, found.path):
        raise NotFound(kind=Bilingual("机构", "organization"))
    return found
