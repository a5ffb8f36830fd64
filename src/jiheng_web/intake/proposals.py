"""What to make of the rows of a document: which project each seems to be, whose it is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.model import TableKind
from jiheng.reading.interchange.json_records import read_json
from jiheng_web.accounts.models import Organization
from jiheng_web.intake.matching import Known, Match, Wanted, matches, names_one, nearest
from jiheng_web.intake.models import Decision, Item
from jiheng_web.projects.models import Project

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng.model import Row, TargetTable
    from jiheng_web.intake.models import Document

_LONGEST_NAME = 300


@lru_cache(maxsize=4)
def tables_of(result: str) -> tuple[TargetTable, ...]:
    """Return the tables a job stored."""
    return read_json(result.encode(), name="result")


def propose(document: Document, result: str) -> int:
    """Make an item of each project row of the tables of targets; within an act.

    Returns:
        How many.
    """
    tables = tables_of(result)
    tree = _tree(document)
    items = [
        Item(
            document=document,
            table=at,
            row=index,
            name=row.name[:_LONGEST_NAME],
            organization_id=_organization(table, row, tree) or document.organization_id,
        )
        for at, table in enumerate(tables)
        if table.kind is TableKind.PROJECT_TARGETS
        for index, row in table.projects()
    ]
    assign(document, items, tables)
    Item.objects.bulk_create(items, batch_size=500)
    return len(items)


def match_again(document: Document, tables: Sequence[TargetTable]) -> int:
    """Look anew for the projects of the rows nobody has decided on; within an act.

    Returns:
        How many rows have another match now.
    """
    items = list(document.items.filter(decision=Decision.OPEN))
    before = {item.pk: item.match_id for item in items}
    taken = document.items.exclude(decision=Decision.OPEN).values_list("version__project_id")
    assign(document, items, tables, without=frozenset(key for (key,) in taken))
    changed = [item for item in items if item.match_id != before[item.pk]]
    Item.objects.bulk_update(changed, ["match", "likeness"], batch_size=500)
    return len(changed)


def assign(
    document: Document,
    items: Sequence[Item],
    tables: Sequence[TargetTable],
    without: frozenset[int | None] = frozenset(),
) -> None:
    """Give items the projects they seem to be, of those at or below the document's organization."""
    by_year: dict[int, list[Item]] = {}
    for item in items:
        item.match, item.likeness = None, 0
        year = tables[item.table].fiscal_year or document.fiscal_year
        by_year.setdefault(year, []).append(item)
    for year, some in by_year.items():
        known = [one for one in _known(document, year) if one.key not in without]
        wanted = [_wanted(item, tables[item.table], document) for item in some]
        for item, match in zip(some, matches(wanted, known), strict=True):
            _put(item, match)


def printed_elsewhere(document: Document, tables: Sequence[TargetTable]) -> list[str]:
    """Return departments a document prints that are neither its organization nor above or below.

    Most likely the wrong unit was chosen when it was handed in.
    """
    printed = dict.fromkeys(
        text
        for table in tables
        if table.kind is TableKind.PROJECT_TARGETS
        for text in (table.department, *(row.department for _, row in table.projects()))
        if text
    )
    if not printed:
        return []
    above = [int(key) for key in document.organization.path.split(".") if key]
    names = Organization.objects.filter(pk__in=above).values_list("name", flat=True)
    known = [*names, *_tree(document).values()]
    return [text for text in printed if not names_one(text, known)]


def years_printed(document: Document, tables: Sequence[TargetTable]) -> list[int]:
    """Return the years that tables print and that are not the one the document was handed in for.

    Projects are made for the year that is printed.
    """
    printed = {
        table.fiscal_year
        for table in tables
        if table.kind is TableKind.PROJECT_TARGETS and table.fiscal_year
    }
    return sorted(printed - {document.fiscal_year})


def _put(item: Item, match: Match | None) -> None:
    if match is not None:
        item.match_id, item.likeness = match.key, match.likeness


def _wanted(item: Item, table: TargetTable, document: Document) -> Wanted:
    row = table.rows[item.row]
    own = item.organization_id
    return Wanted(row.name, row.code or "", None if own == document.organization_id else own)


def _known(document: Document, year: int) -> list[Known]:
    found = Project.objects.filter(
        organization__path__startswith=document.organization.path, fiscal_year=year
    ).order_by("pk")
    return [Known(*one) for one in found.values_list("pk", "name", "code", "organization_id")]


def _tree(document: Document) -> Mapping[int, str]:
    below = Organization.objects.filter(path__startswith=document.organization.path, is_active=True)
    return dict(below.values_list("pk", "name"))


def _organization(table: TargetTable, row: Row, tree: Mapping[int, str]) -> int | None:
    """Return whose a row is, by what it says, then by what stands over its table."""
    for text in (row.organization, row.department, table.department):
        found = nearest(text or "", tree.items())
        if found is not None:
            return found
    return None
