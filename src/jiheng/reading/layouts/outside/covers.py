"""The year on the cover of a document, which is that of its tables that state none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.model import Traced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiheng.model import TargetTable
    from jiheng.reading.containers.cells.sheet import Sheet

_LINES = 8
"""Lines above the first table among which the cover of a document without pages is looked for."""

_LONGEST = 240
"""Characters of a cover that are looked at."""

_DATED = seldom(
    r"(?<!\d)(?P<year>20\d{2})\s*年\s*度?[^。；;，,\d]{0,50}?"
    r"(?:预\s*算|决\s*算|绩\s*效[^。；;，,\d]{0,12}?(?:报告|情况|材料|公开))"
    r"(?!.{0,30}表)"
)
"""The year of what is published: 2026年度 … 部门预算; no title of a table, 预算收支总表."""

_END = Traced("\n")


def with_year_of_cover(tables: Iterable[TargetTable], sheet: Sheet) -> list[TargetTable]:
    """Return tables, those without a year with the one that the cover of their document states."""
    tables = list(tables)
    if all(table.fiscal_year is not None for table in tables):
        return tables
    year = _year_of(sheet)
    if year is None:
        return tables
    return [
        table
        if table.fiscal_year is not None
        else replace(
            table, fiscal_year=int(year.text), traces={**table.traces, "fiscal_year": year}
        )
        for table in tables
    ]


def _year_of(sheet: Sheet) -> Traced | None:
    """Return the only year that a cover states; None where it states none, or several.

    A first page with a table is no cover: its goals may speak of any year.
    """
    bare = all(grid.page != 1 for grid in sheet.grids)
    cover = sheet.cover if sheet.cover and bare else Traced.join(_said_first(sheet))
    matches = _DATED.finditer(cover.text[:_LONGEST])
    found = {match["year"]: cover.cut(*match.span("year")) for match in matches}
    return found.popitem()[1] if len(found) == 1 else None


def _said_first(sheet: Sheet) -> Iterator[Traced]:
    """Yield the lines above the first table of a document without pages, each with its end."""
    if any(grid.page is not None for grid in sheet.grids[:1]):
        return
    stop = min((grid.first for grid in sheet.grids), default=len(sheet.rows))
    for row in sheet.rows[: min(stop, _LINES)]:
        said = [cell for cell in row if cell]
        if len(said) > 1:
            return
        yield from (*said, _END)
