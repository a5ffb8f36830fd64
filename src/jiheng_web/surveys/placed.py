"""Trouble in a workbook as pages tell it: the cell, what stands there, and why it is not taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual

if TYPE_CHECKING:
    from jiheng.model import Problem


def placed(problem: Problem) -> Bilingual:
    """Return a problem with its cell, as far as it has one."""
    message = problem.message
    cell = next((place.cell for place in problem.span if place.cell), None)
    if cell is None:
        return message
    said = problem.excerpt[:30]
    zh, en = (f"（“{said}”）", f" (“{said}”)") if said else ("", "")
    return Bilingual(
        f"{cell} 单元格{zh}：{message.zh}",
        f"Cell {cell}{en}: {message.en}",
    )
