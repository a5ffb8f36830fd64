"""The set of a disclosure: what could be in it, what is, and the table that makes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery

from jiheng.model import TableKind
from jiheng_web.disclosure.evaluated import evaluated, signed
from jiheng_web.disclosure.frames import Head, Member, arranged, assemble
from jiheng_web.disclosure.models import Holding
from jiheng_web.projects.content import table_of, text_of
from jiheng_web.projects.models import Version

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng.model import TargetTable
    from jiheng_web.accounts.models import Organization
    from jiheng_web.disclosure.models import Disclosure


def approved(organization: Organization, fiscal_year: int) -> list[Version]:
    """Return the newest approved version of each project of a department in a year.

    Of a project that is being adjusted, that is the one approved last.
    """
    newest = (
        Version.objects.filter(project=OuterRef("project"), approved__isnull=False)
        .order_by("-number")
        .values("pk")[:1]
    )
    found = Version.objects.filter(
        project__organization__path__startswith=organization.path,
        project__fiscal_year=fiscal_year,
        pk=Subquery(newest),
    )
    return list(
        found.select_related("project__organization").order_by(
            "project__organization__code", "project_id"
        )
    )


def candidates(disclosure: Disclosure) -> list[Version]:
    """Return what a disclosure can hold: approved versions, or those with signed results."""
    organization, year = disclosure.organization, disclosure.fiscal_year
    if disclosure.holds == Holding.RESULTS:
        return [one.version for one in signed(organization, year)]
    return approved(organization, year)


def members(versions: Iterable[Version]) -> list[Member]:
    """Return versions as they go into a table."""
    return [
        Member(one.project_id, one.project.organization.name, table_of(one.content))
        for one in versions
    ]


def chosen(disclosure: Disclosure) -> list[Version]:
    """Return the versions of a disclosure in its order."""
    entries = disclosure.entries.select_related("version__project__organization")
    return [entry.version for entry in entries.order_by("position")]


def table_for(disclosure: Disclosure) -> TargetTable:
    """Return the table of a disclosure: as it was frozen, or as its set makes it now."""
    if disclosure.table:
        return table_of(disclosure.table)
    versions = chosen(disclosure)
    results = disclosure.holds == Holding.RESULTS
    made = evaluated(versions) if results else members(versions)
    return assemble(disclosure.frame, made, _head(disclosure))


def in_order(frame: str, versions: Iterable[Version]) -> list[Version]:
    """Return versions in the order in which the table has them."""
    by_project = {version.project_id: version for version in versions}
    rows = arranged(frame, members(by_project.values()))
    return [by_project[row.project] for row in rows if isinstance(row, Member)]


def digest(table: TargetTable) -> str:
    """Return the SHA-256 of a table as it is published: of the bytes of its JSON."""
    return hashlib.sha256(text_of(table).encode()).hexdigest()


def _head(disclosure: Disclosure) -> Head:
    results = disclosure.holds == Holding.RESULTS
    kind = TableKind.SELF_EVALUATION if results else TableKind.PROJECT_TARGETS
    return Head(disclosure.title, disclosure.organization.name, disclosure.fiscal_year, kind)
