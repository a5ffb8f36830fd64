"""Names of rows that hold sums: 合计, 部门合计, 小计."""

from __future__ import annotations

from jiheng.language.patterns import seldom

_TOTALS = frozenset({"合计", "总计", "总合计", "合计：", "合计:", "部门合计"})
_SUBTOTAL = seldom(r".{0,30}小计[：:]?")
"""The sum of the rows above it, of a unit perhaps: 甲局小计."""


def is_total(name: str) -> bool:
    """Return whether a row of this name is a total: of the table, or of some rows of it, 小计."""
    return name in _TOTALS or _SUBTOTAL.fullmatch(name) is not None
