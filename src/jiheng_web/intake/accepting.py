"""Accepting what was read: rows become projects or drafts, and the trail of it is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action, permits
from jiheng_web.audit.acts import act
from jiheng_web.errors import InvalidInput, NotFound, StaleRevision, WrongState
from jiheng_web.flow import commands as flow
from jiheng_web.intake.commands import reached
from jiheng_web.intake.models import Decision, Item
from jiheng_web.intake.proposals import match_again, tables_of
from jiheng_web.projects.content import table_of
from jiheng_web.projects.differences import differences
from jiheng_web.projects.states import EDITABLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng.model import TargetTable
    from jiheng_web.access.policy import Principal
    from jiheng_web.accounts.models import Organization
    from jiheng_web.audit.acts import Actor
    from jiheng_web.intake.models import Document
    from jiheng_web.projects.models import Project, Version

ROW = Bilingual("读取结果", "row of a document")
_LONGEST_NAME, _LONGEST_CODE = 300, 60
_AT_ONCE = 50
"""Rows accepted in one act, so that nobody waits long for the database."""


@dataclass(slots=True)
class Tally:
    """What came of accepting everything: how many rows went which way."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    left: int = 0


def rematch(principal: Principal, actor: Actor, key: int) -> int:
    """Look anew for the projects of the open rows; return how many have another match now.

    Raises:
        NotFound: The document is out of sight.
        NotPermitted: The person accepts nothing there.
    """
    with act(actor, "document.match") as done:
        document = reached(principal, key, Action.DOCUMENT_ACCEPT)
        changed = match_again(document, tables_of(document.job.result))
        done.about(document, document.organization.path)
        done.facts["changed"] = changed
    return changed


def create_from(
    principal: Principal, actor: Actor, key: int, organization: Organization | None = None
) -> Project:
    """Make a new project of a row.

    Args:
        key: Of the item.
        organization: Whose it is; the one proposed if None.

    Raises:
        NotFound: The document is out of sight.
        NotPermitted: The person accepts nothing there, or is no clerk of that organization.
        WrongState: Somebody decided on the row already.
        InvalidInput: The row cannot become a project.
    """
    with act(actor, str(Action.DOCUMENT_ACCEPT)) as done:
        item = _open(principal, key)
        table = row_table(item)
        _must_fit(table)
        owner = organization or item.organization or item.document.organization
        if not owner.path.startswith(item.document.organization.path):
            raise NotFound(kind=Bilingual("机构", "organization"))
        project = flow.create(principal, actor, owner, table)
        _decide(item, principal, Decision.CREATED, project.newest)
        done.about(project, owner.path)
        done.facts |= {"document": item.document_id, "item": item.pk, "decision": "created"}
    return project


def update_from(principal: Principal, actor: Actor, key: int, base: str) -> Version:
    """Put a row into the draft of the project it was matched with.

    Args:
        key: Of the item.
        base: What it was compared with (`base_of`).

    Raises:
        NotFound: The document or the project is out of sight, or nothing was matched.
        NotPermitted: The person accepts nothing there, or is no clerk of the project's unit.
        WrongState: Somebody decided on the row already, or the project is not being written.
        StaleRevision: The project has changed since.
        InvalidInput: The row cannot be taken.
    """
    with act(actor, str(Action.DOCUMENT_ACCEPT)) as done:
        item = _open(principal, key)
        table = row_table(item)
        _must_fit(table)
        if item.match_id is None:
            raise NotFound(kind=flow.PROJECT)
        project = flow.visible(principal, item.match_id, lock=True)
        version = project.newest
        if base_of(version) != base:
            by = version.saved_by.name if version.saved_by else "jiheng"
            raise StaleRevision(by=by, theirs=version.revision)
        if not is_same(version, table):
            table = merged(version, table)
            version = flow.save(principal, actor, project.pk, table, revision=version.revision)
        _decide(item, principal, Decision.UPDATED, version)
        done.about(project, project.organization.path)
        done.facts |= {"document": item.document_id, "item": item.pk, "decision": "updated"}
    return version


def skip(principal: Principal, actor: Actor, key: int) -> Item:
    """Leave a row aside.

    Raises:
        NotFound: The document is out of sight.
        NotPermitted: The person accepts nothing there.
        WrongState: Somebody decided on the row already.
    """
    with act(actor, "document.skip") as done:
        item = _open(principal, key)
        _decide(item, principal, Decision.SKIPPED, None)
        done.about(item, item.document.organization.path)
        done.facts |= {"document": item.document_id, "name": item.name}
    return item


def accept_all(principal: Principal, actor: Actor, key: int, bases: Mapping[int, str]) -> Tally:
    """Accept the open rows of a document, as far as nobody needs to look twice.

    Rows without a match become projects. Rows whose project says the same are noted as its source.
    Rows whose project, found by code or exact name, is in draft go into it if it is as it was when
    it was shown. All else is left to be decided one by one.

    Args:
        bases: Item → what it was compared with.

    Raises:
        NotFound: The document is out of sight.
        NotPermitted: The person accepts nothing there, or is no clerk where a project goes.
        InvalidInput: A row cannot be taken.
    """
    tally = Tally()
    document = reached(principal, key, Action.DOCUMENT_ACCEPT)
    keys = list(document.items.filter(decision=Decision.OPEN).values_list("pk", flat=True))
    for start in range(0, len(keys), _AT_ONCE):
        with act(actor, str(Action.DOCUMENT_ACCEPT), document) as done:
            done.path = document.organization.path
            match_again(document, tables_of(document.job.result))
            for one in keys[start : start + _AT_ONCE]:
                _accept(principal, actor, document, one, bases.get(one, ""), tally)
            done.facts |= {"document": document.pk, **_facts(tally)}
    return tally


def base_of(version: Version) -> str:
    """Return the name of what a row is compared with: a version as saved at one time."""
    return f"{version.pk}.{version.revision}"


def row_table(item: Item, tables: Sequence[TargetTable] | None = None) -> TargetTable:
    """Return what a project made of a row would say: its table with this row alone."""
    document = item.document
    known = tables if tables is not None else tables_of(document.job.result)
    table = known[item.table]
    return replace(
        table,
        fiscal_year=table.fiscal_year or document.fiscal_year,
        rows=(table.rows[item.row],),
        source=None,
        problems=(),
    )


def merged(version: Version, table: TargetTable) -> TargetTable:
    """Return a row's table with the department that the project names, if it names none."""
    kept = table.department or table_of(version.content).department
    return replace(table, department=kept)


def is_same(version: Version, table: TargetTable) -> bool:
    """Return whether a version says what a row says."""
    return not differences(table_of(version.content), merged(version, table))


def _accept(
    principal: Principal, actor: Actor, document: Document, key: int, base: str, tally: Tally
) -> None:
    item = Item.objects.select_related("match__organization", "organization").get(pk=key)
    project, owner = item.match, item.organization or document.organization
    if item.decision != Decision.OPEN:
        return
    action = Action.PROJECT_CREATE if project is None else Action.PROJECT_EDIT
    if not permits(principal, action, (project.organization if project else owner).path):
        tally.left += 1
    elif project is None:
        create_from(principal, actor, key)
        tally.created += 1
    else:
        _accept_matched(principal, actor, item, project, base, tally)


def _accept_matched(
    principal: Principal, actor: Actor, item: Item, project: Project, base: str, tally: Tally
) -> None:
    version = project.newest
    seen = base == base_of(version) and item.likeness >= 1
    may = flow.may_see(principal, project)
    if seen and may and is_same(version, row_table(item)):
        update_from(principal, actor, item.pk, base)
        tally.unchanged += 1
    elif seen and may and project.state in EDITABLE:
        update_from(principal, actor, item.pk, base)
        tally.updated += 1
    else:
        tally.left += 1


def _facts(tally: Tally) -> dict[str, object]:
    return {"created": tally.created, "updated": tally.updated, "left": tally.left}


def _open(principal: Principal, key: int) -> Item:
    """Return a row nobody has decided on, held against others until the act ends."""
    found = Item.objects.select_for_update(of=("self",)).filter(pk=key).first()
    if found is None:
        raise NotFound(kind=ROW)
    found.document = _reached_or_hidden(principal, found.document_id)
    if found.decision != Decision.OPEN:
        state = Decision(found.decision)
        words = Bilingual(str(state.label), state.value)
        raise WrongState(deed=Action.DOCUMENT_ACCEPT.words, state=words)
    return found


def _reached_or_hidden(principal: Principal, key: int) -> Document:
    try:
        return reached(principal, key, Action.DOCUMENT_ACCEPT)
    except NotFound:
        raise NotFound(kind=ROW) from None


def _decide(item: Item, principal: Principal, decision: Decision, version: Version | None) -> None:
    item.decision, item.version = decision, version
    item.decided_by_id, item.decided = principal.person, timezone.now()
    item.save(update_fields=["decision", "version", "decided_by", "decided"])


def _must_fit(table: TargetTable) -> None:
    row = table.rows[0]
    if len(row.name) > _LONGEST_NAME or len(row.code or "") > _LONGEST_CODE:
        why = Bilingual(
            f"项目名称超过 {_LONGEST_NAME} 字，或编码超过 {_LONGEST_CODE} 字，请核对读取结果。",
            f"The name has over {_LONGEST_NAME} characters or the code over {_LONGEST_CODE}:"
            " check what was read.",
        )
        raise InvalidInput({"name": why})
