"""Names of rows that hold sums: 合计, 部门合计, 小计."""

from __future__ import annotations

from jiheng.language.patterns import seldom

_TOTALS = frozenset({"合计", "总计", "总合计", "合计：", "合计:", "部门合计"})
_SUBTOTAL = seldom(r".{0,30}小计[：:]?")
"""The sum of the rows above it, of a unit perhaps: 甲局小计."""


def is_total(name: str) -> bool:
    """Return whether a row of this name is a total: of the table, or of some rows of it, 小计."""
    return is_whole(name) or is_subtotal(name)


def is_whole(name: str) -> bool:
    """Return whether a row of this name is the sum of its table."""
    return name in _TOTALS


def is_subtotal(name: str) -> bool:
    """Return whether a row of this name is the sum of some rows of its table."""
    return _SUBTOTAL.fullmatch(name) is not None
