"""The table of projects as a workbook."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from jiheng_web.failures import language
from jiheng_web.projects.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from jiheng_web.projects.models import Project

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTHS = (8, 16, 40, 10, 24, 16, 18, 10, 14, 10, 10, 10, 12, 18)
_TOTAL = 6
"""Column of the money."""


def workbook(projects: Iterable[Project]) -> tuple[bytes, int]:
    """Return projects as an XLSX file, and how many there are.

    Texts are written as texts, never as formulas, whatever they begin with.
    """
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(_("Projects"))
    head = book.add_format({"bold": True, "bg_color": "#eef2f7", "border": 1})
    money = book.add_format({"num_format": "#,##0.00####"})
    for column, (words, width) in enumerate(zip(_heads(), _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, words, head)
    sheet.freeze_panes(1, 3)
    count = 0
    for count, project in enumerate(projects, start=1):
        for column, value in enumerate(_line(project)):
            if isinstance(value, str):
                sheet.write_string(count, column, value)
            elif value is not None:
                sheet.write_number(count, column, value, money if column == _TOTAL else None)
    sheet.autofilter(0, 0, count, len(_WIDTHS) - 1)
    book.close()
    return stream.getvalue(), count


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


def _line(project: Project) -> tuple[str | int | Decimal | None, ...]:
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
