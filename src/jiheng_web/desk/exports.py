"""The table of projects as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.writing.workbook import Book
from jiheng_web.failures import language
from jiheng_web.projects.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng.writing.workbook import Cell
    from jiheng_web.projects.models import Project

_WIDTHS = (8, 16, 40, 10, 24, 16, 18, 10, 14, 10, 10, 10, 12, 18)
_TOTAL = 6
"""Column of the money."""


def workbook(projects: Iterable[Project]) -> tuple[bytes, int]:
    """Return projects as an XLSX file, and how many there are."""
    book, lines = Book(_("Projects")), [_line(project) for project in projects]
    shown = {_TOTAL: "#,##0.00####"}
    book.table(_("Projects"), _heads(), lines, _WIDTHS, shown=shown, frozen=3)
    return book.close(), len(lines)


def _heads() -> tuple[str, ...]:
    return (
        _("Fiscal year"),
        _("Code"),
        _("Project"),
        _("Unit code"),
        _("Unit"),
        _("State"),
        _("Total (ten thousand yuan)"),
        _("Indicators"),
        _("Judged by machine"),
        _("Blocking"),
        _("Must"),
        _("Advice"),
        _("Clerk in charge"),
        _("Changed"),
    )


def _line(project: Project) -> tuple[Cell, ...]:
    return (
        project.fiscal_year,
        project.code,
        project.name,
        project.organization.code,
        project.organization.name,
        State(project.state).words.text(language()),
        project.total,
        project.indicators,
        project.judgeable,
        project.blocking,
        project.musts,
        project.advices,
        project.owner.name,
        timezone.localtime(project.changed).strftime("%Y-%m-%d %H:%M"),
    )
