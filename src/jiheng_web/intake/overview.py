"""What the page of a document shows: its problems, and its rows with what they were matched to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.core.paginator import Paginator

from jiheng.bilingual import Bilingual
from jiheng.model import ProblemSeverity, TableKind
from jiheng.writing.reports.labels import PROBLEMS
from jiheng_web.access.policy import Action, permits
from jiheng_web.flow.commands import may_see
from jiheng_web.intake.accepting import base_of, merged, row_table
from jiheng_web.intake.models import Decision
from jiheng_web.intake.proposals import printed_elsewhere, tables_of, years_printed
from jiheng_web.projects.content import table_of
from jiheng_web.projects.differences import Difference, differences
from jiheng_web.projects.models import Version
from jiheng_web.projects.states import EDITABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiheng.model import Row, TargetTable
    from jiheng_web.access.policy import Principal
    from jiheng_web.intake.models import Document, Item
    from jiheng_web.projects.models import Project

ROWS_A_PAGE = 50
_MOST_PROBLEMS = 200

DECISIONS = {
    Decision.OPEN: Bilingual("待处理", "open"),
    Decision.CREATED: Bilingual("已新建项目", "became a project"),
    Decision.UPDATED: Bilingual("已并入项目", "went into the project"),
    Decision.SKIPPED: Bilingual("不采纳", "left aside"),
}


class Trouble(NamedTuple):
    """A problem with the document, for people."""

    severity: str
    title: Bilingual
    message: Bilingual
    where: Bilingual


@dataclass(frozen=True, slots=True)
class Compared:
    """A row beside the project it was matched with.

    Attributes:
        project: None where there is none, or it is out of the person's sight.
        base: Names what the row was compared with.
        is_editable: Whether the person may put the row into the project's draft now.
    """

    item: Item
    table: TargetTable
    row: Row
    project: Project | None = None
    version: Version | None = None
    base: str = ""
    differences: tuple[Difference, ...] = ()
    is_editable: bool = False
    may_create: bool = False


def overview(principal: Principal, document: Document, page: str | None) -> dict[str, object]:
    """Return what is shown of a document that was read."""
    tables = tables_of(document.job.result)
    items = document.items.select_related("organization", "match__organization", "version__project")
    shown = Paginator(items, ROWS_A_PAGE).get_page(page)
    open_items = items.filter(decision=Decision.OPEN)
    found = troubles(document, tables)
    return {
        "page": shown,
        "rows": [compared(principal, document, tables, item) for item in shown],
        "open": open_items.count(),
        "bases": _bases(principal, open_items),
        "problems": found[:_MOST_PROBLEMS],
        "more_problems": max(len(found) - _MOST_PROBLEMS, 0),
        "elsewhere": printed_elsewhere(document, tables),
        "years": years_printed(document, tables),
        "others": [table for table in tables if table.kind is not TableKind.PROJECT_TARGETS],
        "decisions": DECISIONS,
    }


def compared(
    principal: Principal, document: Document, tables: Sequence[TargetTable], item: Item
) -> Compared:
    """Return a row beside its project, as far as a person may see that."""
    item.document = document
    table = row_table(item, tables)
    owner = (item.organization or document.organization).path
    may_create = permits(principal, Action.PROJECT_CREATE, owner)
    project = item.match if item.match and may_see(principal, item.match) else None
    if project is None:
        return Compared(item, table, table.rows[0], may_create=may_create)
    version = project.newest
    found = differences(table_of(version.content), merged(version, table))
    may_edit = permits(principal, Action.PROJECT_EDIT, project.organization.path)
    return Compared(
        item=item,
        table=table,
        row=table.rows[0],
        project=project,
        version=version,
        base=base_of(version),
        differences=found,
        is_editable=may_edit and (project.state in EDITABLE or not found),
        may_create=may_create,
    )


def _bases(principal: Principal, items: Iterable[Item]) -> dict[int, str]:
    """Return what the open rows found by code or exact name are compared with, by item."""
    known = {
        item.pk: item.match_id
        for item in items
        if item.match and item.likeness >= 1 and may_see(principal, item.match)
    }
    versions = Version.objects.filter(project__in=known.values()).order_by("number")
    newest = {version.project_id: base_of(version) for version in versions.defer("content")}
    return {item: newest[project] for item, project in known.items() if project is not None}


def troubles(document: Document, tables: Sequence[TargetTable]) -> list[Trouble]:
    """Return the problems of a document, the gravest first."""
    found = [_stored(one) for one in json.loads(document.job.problems)]
    found += _of_tables(tables)
    order = [str(severity) for severity in ProblemSeverity]
    return sorted(found, key=lambda one: order.index(one.severity))


def _of_tables(tables: Sequence[TargetTable]) -> Iterator[Trouble]:
    for table in tables:
        for problem in table.problems:
            place = problem.span[0] if problem.span else None
            where = _where(place.page, place.line, place.cell) if place else Bilingual("", "")
            yield Trouble(str(problem.severity), PROBLEMS[problem.severity], problem.message, where)


def _stored(problem: dict[str, object]) -> Trouble:
    severity = ProblemSeverity(str(problem["severity"]))
    message = Bilingual(str(problem["message"]), str(problem["message_en"]))
    span = problem["span"]
    place = span if isinstance(span, dict) else {}
    where = _where(place.get("page"), place.get("line"), place.get("cell"))
    return Trouble(str(severity), PROBLEMS[severity], message, where)


def _where(page: int | None, line: int | None, cell: str | None) -> Bilingual:
    if page is not None:
        return Bilingual(f"第 {page} 页", f"page {page}")
    if cell:
        return Bilingual(f"单元格 {cell}", f"cell {cell}")
    return Bilingual(f"第 {line} 行", f"line {line}") if line else Bilingual("", "")
