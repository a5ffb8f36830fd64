"""Ledgers for tests of results: workbooks as a finance bureau exports them, made here."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import xlsxwriter

from jiheng_web.results import ledger_commands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.web.city import City

    from jiheng_web.projects.models import Project
    from jiheng_web.results.models import Ledger, LedgerEntry

HEADS = ("项目编码", "项目名称", "预算单位", "年初预算数", "调整预算数", "支出数")
Line = tuple[str, str, str, str, str, str]


def line(name: str, budget: str, paid: str, unit: str = "科技局本级") -> Line:
    """Return a line of a ledger."""
    return ("", name, unit, budget, budget, paid)


def workbook(
    lines: Sequence[Line], *, money_unit: str = "万元", as_of: str = "2026-07-31"
) -> bytes:
    """Return a ledger as an exported workbook."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("预算执行")
    sheet.write(0, 0, f"2026年部门预算执行情况表（截至{as_of}）")
    sheet.write(1, 0, f"单位：{money_unit}")
    for column, head in enumerate(HEADS):
        sheet.write(2, column, head)
    for row, cells in enumerate(lines, 3):
        for column, cell in enumerate(cells):
            if column > 2 and cell:
                sheet.write_number(row, column, float(cell))
            else:
                sheet.write_string(row, column, cell)
    book.close()
    return stream.getvalue()


def handed_in(
    city: City,
    data: bytes,
    username: str = "finance",
    place: str = "000",
    name: str = "执行台账.xlsx",
) -> Ledger:
    """Hand a ledger in."""
    return ledger_commands.hand_in(
        city.principal(username),
        city.actor(username),
        city.organizations[place],
        2026,
        name,
        io.BytesIO(data),
    )


def accepted(city: City, project: Project, budget: str = "120", paid: str = "70") -> Ledger:
    """Return an accepted ledger that names a project."""
    made = handed_in(city, workbook([line(project.name, budget, paid)]))
    ledger_commands.accept(city.principal("finance"), city.actor("finance"), made.pk, {})
    return made


def entries(ledger: Ledger) -> list[LedgerEntry]:
    """Return the lines of a ledger."""
    return list(ledger.entries.all())
