"""Forms of provinces and cities, made of their rows for the tests of how they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.spec.layout_cases import LayoutCase, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

LIST = [
    ["一级指标", "二级指标", "三级指标", "目标值"],
    ["产出指标", "数量指标", "管网长度", "35公里"],
]


def table_of(*grid: Sequence[Any], front: tuple[str, ...] = ("项目支出绩效目标申报表",)) -> Any:
    """Return the only table that is read of a grid below some lines."""
    said = {"front": list(front), "grid": [list(line) for line in grid]}
    (table,) = LayoutCase("x", "", said).read().tables
    return table


def row_of(
    *grid: Sequence[Any], front: tuple[str, ...] = ("项目支出绩效目标申报表",)
) -> dict[str, Any]:
    """Return the first row of that table, as cases write it down."""
    row: dict[str, Any] = shown(table_of(*grid, front=front))["rows"][0]
    return row
