"""Whose table it is, also where only its rows say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.model import RowKind, TableKind

if TYPE_CHECKING:
    from jiheng.model import Row, TargetTable

_MOST = 3


def department_name(table: TargetTable) -> str | None:
    """Return the department of a table: its own, else what its rows name, else None."""
    if table.department:
        return table.department
    named = dict.fromkeys(name for row in table.rows if (name := row_department(table, row)))
    if not named:
        return None
    return "、".join(list(named)[:_MOST]) + ("等" if len(named) > _MOST else "")


def called(table: TargetTable) -> str | None:
    """Return what a list of tables calls one: its department, and its project if it has but one.

    A document of forms has one for each project of the same department.
    """
    department = department_name(table)
    if len(table.rows) != 1 or table.rows[0].kind is not RowKind.PROJECT:
        return department
    return " · ".join(filter(None, (department, table.rows[0].name))) or None


def row_department(table: TargetTable, row: Row) -> str | None:
    """Return the department of a row: its own 主管部门, else its table's.

    The form of a whole department names it as the row itself.
    """
    if row.department or table.department:
        return row.department or table.department
    whole = table.kind is TableKind.DEPARTMENT_TARGETS and row.kind is not RowKind.PROJECT
    return row.name or None if whole else None
