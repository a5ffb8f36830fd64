"""What stands above a table: title, department, unit of money, year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Traced

_TITLE = re.compile(
    r"[^。；;]{0,40}(?:项目|部门|单位|支出|预算)[^。；;]{0,20}绩效目标[^。；;]{0,12}"
)
_DEPARTMENT = re.compile(
    r"(?:部门名称|单位名称|预算单位|填报单位|(?:资金)?主管部门|部门（单位）名称|部门\(单位\)名称|部门)[:：](?P<value>.+)"
)
_UNIT = re.compile(
    r"[（(]?(?:金额)?单位[:：](?P<value>人民币)?(?P<unit>元|千元|万元|百万元|亿元)[）)]?$"
)
_YEAR = re.compile(r"(?<!\d)(20\d{2})年")
_YEAR_LINE = re.compile(r"(?:预算)?年度[:：](?P<value>20\d{2})年?$")


MAX_LINE = 200


@dataclass(slots=True)
class Front:
    """The fields printed above a table, as far as they were found."""

    title: Traced | None = None
    department: Traced | None = None
    money_unit: Traced | None = None
    year: Traced | None = None

    def fiscal_year(self) -> int | None:
        """Return the year that the document states for itself; None if it states none."""
        if self.year:
            return int(self.year.text)
        found = _YEAR.search(self.title.text) if self.title else None
        return int(found.group(1)) if found else None


@dataclass(frozen=True, slots=True)
class FrontLine:
    """One of the fields, and what of its line was only its label."""

    field: str
    value: Traced
    labels: tuple[Traced, ...]


def front_lines(cells: Sequence[Traced]) -> list[FrontLine]:
    """Return the front matter in a row of cells; empty if the row is none.

    A line may hold department and unit one after the other: 部门名称：某局单位：万元.
    """
    found: list[FrontLine] = []
    for cell in (cell for cell in cells if cell):
        if len(cell) > MAX_LINE:
            return []
        rest = cell
        unit = _UNIT.search(rest.text)
        lines = []
        if unit:
            value = rest.cut(*unit.span("unit"))
            label = (rest.cut(unit.start(), unit.start("unit")), rest.cut(unit.end("unit")))
            lines.append(FrontLine("money_unit", value, label))
            rest = rest.cut(0, unit.start())
        if rest:
            line = _line(rest)
            if line is None:
                return []
            lines.insert(0, line)
        found.extend(lines)
    return found


def _line(text: Traced) -> FrontLine | None:
    for field, pattern in (("department", _DEPARTMENT), ("year", _YEAR_LINE)):
        match = pattern.match(text.text)
        if match:
            start, end = match.span("value")
            return FrontLine(field, text.cut(start, end), (text.cut(0, start), text.cut(end)))
    if _TITLE.fullmatch(text.text):
        return FrontLine("title", text, ())
    return None
