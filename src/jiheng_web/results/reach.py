"""Projects, rounds, sheets and the like within a person's reach, and what holds for all acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db.models import OuterRef, Subquery

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import require, within
from jiheng_web.errors import InvalidInput, NotApart, NotFound, StaleRevision, WrongState
from jiheng_web.projects.models import Project, Version
from jiheng_web.results.models import (
    EvidenceFile,
    Ledger,
    MonitoringRound,
    Rectification,
    ResultStep,
    SelfEvaluation,
    Sheet,
    Standing,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from jiheng_web.access.policy import Principal

WORDS = {
    Ledger: Bilingual("台账", "ledger"),
    MonitoringRound: Bilingual("监控轮次", "round of monitoring"),
    Sheet: Bilingual("监控表", "monitoring sheet"),
    SelfEvaluation: Bilingual("自评表", "self-evaluation"),
    Rectification: Bilingual("整改事项", "rectification"),
    EvidenceFile: Bilingual("佐证材料", "evidence"),
}
FILLING = frozenset({Standing.DRAFT, Standing.RETURNED})
"""In which a unit writes."""

Thing = TypeVar(
    "Thing", Ledger, MonitoringRound, Sheet, SelfEvaluation, Rectification, EvidenceFile
)


def visible(principal: Principal, kind: type[Thing], key: int, *, lock: bool = False) -> Thing:
    """Return a thing that a person may see.

    Args:
        kind: Its model.
        lock: Whether to hold it against others until the act ends.

    Raises:
        NotFound: There is none, or it is out of sight.
    """
    of_project = kind not in (Ledger, MonitoringRound)
    query: QuerySet[Thing] = kind._default_manager.select_related(
        "project__organization" if of_project else "organization"
    ).filter(pk=key)
    if lock:
        query = query.select_for_update(of=("self",))
    found = query.first()
    if found is None or not _is_seen(principal, found):
        raise NotFound(kind=WORDS[kind])
    return found


def _is_seen(principal: Principal, thing: Thing) -> bool:
    """Return whether a thing is in sight; a round also through a sheet of one's own in it."""
    if permits(principal, Action.RESULT_VIEW, path_of(thing)):
        return True
    if not isinstance(thing, MonitoringRound):
        return False
    reach = within(principal, Action.RESULT_VIEW, "project__organization__path")
    return thing.sheets.filter(reach).exists()


def path_of(thing: Thing) -> str:
    """Return the path of the organization a thing belongs to."""
    if isinstance(thing, Ledger | MonitoringRound):
        return thing.organization.path
    return thing.project.organization.path


def held(principal: Principal, kind: type[Thing], key: int, action: Action) -> Thing:
    """Return a thing, locked, if the person may do this with it.

    Raises:
        NotFound: It is out of sight.
        NotPermitted: The person's role does not do this there.
    """
    found = visible(principal, kind, key, lock=True)
    require(principal, action, path_of(found))
    return found


def must_stand(thing: Sheet | SelfEvaluation, states: Iterable[Standing], action: Action) -> None:
    """Refuse what does not fit where a sheet or self-evaluation stands.

    Raises:
        WrongState: It stands elsewhere.
    """
    if thing.state not in set(states):
        raise WrongState(deed=action.words, state=Standing(thing.state).words)


def must_be_current(thing: Sheet | SelfEvaluation, revision: int) -> None:
    """Refuse to save over what somebody else saved first.

    Raises:
        StaleRevision: It was saved in the meantime.
    """
    if thing.revision != revision:
        by = thing.saved_by.name if thing.saved_by else "jiheng"
        raise StaleRevision(by=by, theirs=thing.revision, kept=False)


def must_be_apart(principal: Principal, action: Action, *own: int | None) -> None:
    """Refuse whoever would judge their own work (不相容岗位分离).

    Raises:
        NotApart: It is theirs.
    """
    if principal.person in own:
        raise NotApart(deed=action.words)


def must_say_why(reason: str) -> str:
    """Return a reason, if there is one.

    Raises:
        InvalidInput: It is missing.
    """
    if not reason.strip():
        raise InvalidInput({"reason": Bilingual("请写明理由。", "A reason is needed.")})
    return reason.strip()


def approved_versions(path: str, fiscal_year: int) -> list[Version]:
    """Return the newest approved version of each project below an organization in a year."""
    newest = (
        Version.objects.filter(project=OuterRef("project"), approved__isnull=False)
        .order_by("-number")
        .values("pk")[:1]
    )
    found = Version.objects.filter(
        project__organization__path__startswith=path,
        project__fiscal_year=fiscal_year,
        pk=Subquery(newest),
    )
    return list(found.select_related("project__organization").order_by("project_id"))


def approved_version(project: Project) -> Version | None:
    """Return the newest approved version of a project."""
    return project.versions.filter(approved__isnull=False).order_by("-number").first()


def step(thing: Sheet | SelfEvaluation, action: Action, principal: Principal, note: str) -> None:
    """Note a step in the history of a sheet or self-evaluation."""
    ResultStep.objects.create(
        kind=kind_of(thing),
        thing=thing.pk,
        action=str(action),
        target=thing.state,
        actor_id=principal.person,
        note=note,
    )


def steps_of(thing: Sheet | SelfEvaluation) -> list[ResultStep]:
    """Return the history of a sheet or self-evaluation."""
    found = ResultStep.objects.filter(kind=kind_of(thing), thing=thing.pk)
    return list(found.select_related("actor"))


def kind_of(thing: Sheet | SelfEvaluation) -> str:
    """Return how the history names the kind of a thing."""
    return "sheet" if isinstance(thing, Sheet) else "self-evaluation"
