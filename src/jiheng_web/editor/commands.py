"""What people do in the editor: save, and settle what two wrote at the same time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action
from jiheng_web.access.requests import require
from jiheng_web.audit.acts import act
from jiheng_web.editor.merging import merged, rebased
from jiheng_web.editor.taking import take
from jiheng_web.errors import InvalidInput, NotFound, StaleRevision, WrongState
from jiheng_web.flow import commands as flow
from jiheng_web.projects.content import fingerprint, table_of, text_of
from jiheng_web.projects.models import Draft

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Actor
    from jiheng_web.editor.sheet import Sheet
    from jiheng_web.editor.taking import Taken
    from jiheng_web.projects.models import Project, Version

DRAFT = Bilingual("暂存稿", "kept draft")


def opened(principal: Principal, key: int) -> Project:
    """Return a project whose targets a person writes.

    Raises:
        NotFound: It is out of sight.
        NotPermitted: The person is no clerk there.
    """
    project = flow.visible(principal, key)
    require(principal, Action.PROJECT_EDIT, project.organization.path)
    return project


def save(
    principal: Principal, actor: Actor, key: int, sheet: Sheet, *, revision: int
) -> tuple[Version, Taken]:
    """Save a sheet. Where that cannot be, it is kept as the person's draft.

    Args:
        revision: The one that the writing was based on.

    Raises:
        NotFound: The project is out of sight.
        NotPermitted: The person is no clerk there.
        InvalidInput: A field holds what it cannot; nothing is saved.
        WrongState: It is not being written any more; a draft is kept.
        StaleRevision: Somebody else saved first; a draft is kept.
    """
    project = opened(principal, key)
    version = project.newest
    base = table_of(version.content)
    fresh = version.revision == revision
    taken = take(base, sheet if fresh else rebased(sheet, base))
    if fresh and taken.faults:
        raise InvalidInput(taken.faults)
    text = text_of(taken.table)
    if fresh and text == version.content:
        return version, taken
    try:
        return flow.save(principal, actor, key, taken.table, revision=revision), taken
    except (StaleRevision, WrongState):
        _keep(principal, actor, project, version, text, revision)
        raise


def _keep(
    principal: Principal, actor: Actor, project: Project, version: Version, text: str, revision: int
) -> None:
    with act(actor, "project.keep_draft", version, path=project.organization.path) as done:
        Draft.objects.update_or_create(
            version=version,
            user_id=principal.person,
            defaults={"content": text, "based_on": revision},
        )
        done.facts |= {"based_on": revision, "content": fingerprint(text)}


def draft_of(principal: Principal, version: Version) -> Draft | None:
    """Return what was kept of a person's writing."""
    return version.drafts.filter(user_id=principal.person).first()


def settle(
    principal: Principal, actor: Actor, key: int, choices: Mapping[str, str], *, revision: int
) -> Version:
    """Save what a person chose of their draft and of what is saved; the draft is done with.

    Args:
        choices: Place of a difference → `mine` or `theirs`; what is not named stays theirs.
        revision: Of what is saved, as compared.

    Raises:
        NotFound: There is no such project or draft.
        NotPermitted: The person is no clerk there.
        WrongState: It is not being written any more.
        StaleRevision: Somebody saved again in the meantime; the draft stays.
    """
    project = opened(principal, key)
    with act(actor, str(Action.PROJECT_EDIT)) as done:
        version = project.newest
        draft = draft_of(principal, version)
        if draft is None:
            raise NotFound(kind=DRAFT)
        table = merged(table_of(version.content), table_of(draft.content), choices)
        saved = flow.save(principal, actor, key, table, revision=revision)
        done.facts |= {"settled": draft.based_on}
        draft.delete()
    return saved


def discard(principal: Principal, actor: Actor, key: int) -> None:
    """Throw a person's draft away.

    Raises:
        NotFound: There is no such project or draft.
    """
    project = opened(principal, key)
    draft = draft_of(principal, project.newest)
    if draft is None:
        raise NotFound(kind=DRAFT)
    path = project.organization.path
    with act(actor, "project.discard_draft", draft.version, path=path) as done:
        done.facts |= {"content": fingerprint(draft.content)}
        draft.delete()


def copy(principal: Principal, actor: Actor, key: int, fiscal_year: int) -> Project:
    """Make a project of a later year out of one: its content with the year moved.

    Raises:
        NotFound: The source is out of sight.
        NotPermitted: The person is no clerk there.
        InvalidInput: The year is not later than that of the source.
    """
    source = flow.visible(principal, key)
    require(principal, Action.PROJECT_CREATE, source.organization.path)
    if fiscal_year <= source.fiscal_year:
        why = Bilingual("新年度应晚于所复制项目的年度。", "The year must be after the source's.")
        raise InvalidInput({"fiscal_year": why})
    table = replace(table_of(source.newest.content), fiscal_year=fiscal_year)
    return flow.create(principal, actor, source.organization, table, previous=source)
