"""Signed self-evaluations of a year, as a disclosure of results holds them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.model import Funding
from jiheng_web.disclosure.frames import Member
from jiheng_web.results.models import SelfEvaluation, Standing
from jiheng_web.results.official_evaluation import self_evaluation_table
from jiheng_web.results.self_evaluation_commands import scored

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng.model import TargetTable
    from jiheng_web.accounts.models import Organization
    from jiheng_web.projects.models import Version

SIGNED = frozenset({Standing.SUBMITTED, Standing.CONFIRMED})
"""Where a self-evaluation bears the signature of its unit."""

_WITH = ("version", "project__organization", "submitted_by", "confirmed_by")


def signed(organization: Organization, fiscal_year: int) -> list[SelfEvaluation]:
    """Return the signed self-evaluations of a department in a year."""
    found = SelfEvaluation.objects.filter(
        project__organization__path__startswith=organization.path,
        project__fiscal_year=fiscal_year,
        state__in=[str(one) for one in SIGNED],
    )
    ordered = found.order_by("project__organization__code", "project_id")
    return list(ordered.select_related(*_WITH, "version__project__organization"))


def by_project(versions: Iterable[Version]) -> dict[int, SelfEvaluation]:
    """Return project → self-evaluation, of the projects of versions."""
    found = SelfEvaluation.objects.filter(project__in=[one.project_id for one in versions])
    return {one.project_id: one for one in found.select_related(*_WITH)}


def evaluated(versions: Iterable[Version]) -> list[Member]:
    """Return the self-evaluations of versions as they go into a table."""
    kept = list(versions)
    found = by_project(kept)
    return [
        Member(one.project_id, one.project.organization.name, _table(found[one.project_id]))
        for one in kept
    ]


def _table(found: SelfEvaluation) -> TargetTable:
    table = self_evaluation_table(found, scored(found))
    (row,) = table.rows
    # As every reader of the printed form has it: the budget of the year is the project's money.
    funding = Funding(total=row.lines[0].budget)
    return replace(table, rows=(replace(row, funding=funding),))
