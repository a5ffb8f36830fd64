"""Which of several budgets side by side is that of the year: 年初预算数, 调整预算数, 上年预算数."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.reading.layouts.words.money_times import is_of_other_year
from jiheng.reading.layouts.words.roles import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.layouts.grids.lattice import Cell

BUDGETS = ("budget", "initial_budget", "amount")
_ARRIVED = re.compile("(?:(?:实际|资金)?到位(?:资金|数|金额|额)|资金到位)(?:数|额)?")
"""Heads of the money that has come, which may be that of the year."""


def of_own_year(
    cells: Sequence[Cell], roles: Sequence[str | None], year: int | None
) -> list[str | None]:
    """Return the roles of the heads of money in a row without those of other years' budgets.

    Args:
        cells: The heads.
        roles: What each says by its words alone.
        year: That of the form; None where it is not known.
    """
    found = _before_change(cells, roles)
    budgets = [cell.text.text for cell, role in zip(cells, found, strict=True) if role in BUDGETS]
    if len(budgets) < 2:  # noqa: PLR2004 - that of the year, and another
        return found
    others = {label for label in budgets if is_of_other_year(label, year)}
    several = len(others) < len(budgets)
    return [
        None if several and cell.text.text in others else role
        for cell, role in zip(cells, found, strict=True)
    ]


def _before_change(cells: Sequence[Cell], roles: Sequence[str | None]) -> list[str | None]:
    """Return roles of which only a budget after its change is that of the year: 调整预算数."""
    roles = _behind_first(cells, roles)
    changed = ["调整" in cell.text.text for cell in cells]
    if roles.count("budget") < 2 or not any(changed):  # noqa: PLR2004 - before and after
        return roles
    return [
        "initial_budget" if role == "budget" and not each else role
        for role, each in zip(roles, changed, strict=True)
    ]


def _behind_first(cells: Sequence[Cell], roles: Sequence[str | None]) -> list[str | None]:
    """Return roles of which the budget is what stands behind that of the beginning of the year.

    预算数 or 到位资金 behind 年初预算数 is that of the year where no other one is told.
    """
    first = next((at for at, r in enumerate(roles) if r == "initial_budget"), None)
    if first is None or "budget" in roles or "初" not in cells[first].text.text:
        return [*roles]
    behind = range(first + 1, len(roles))
    own = next((at for at in behind if roles[at] == "initial_budget"), None)
    if own is None:
        own = next((at for at in behind if _ARRIVED.fullmatch(plain(cells[at].text.text))), None)
    return ["budget" if at == own else role for at, role in enumerate(roles)]
