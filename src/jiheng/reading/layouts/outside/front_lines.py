"""One line above a table: which of its title, department, unit of money and year it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.model import Traced
from jiheng.reading.layouts.cells.line_parts import BETWEEN, next_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_TITLE = seldom(
    r"[^。；;]{0,40}(?:项目|部门|单位|支出|预算)[^。；;]{0,20}绩效目标[^。；;]{0,12}"
    r"|(?:20\d{2}年(?:度)?)?[^。；;:：]{0,20}绩效目标(?:申报|批复|汇总|公开|一览|明细|情况)?(?:表|清单|台账|导出)"
    r"(?:[（(]20\d{2}年(?:度)?[）)])?"
)
_DEPARTMENT = re.compile(
    r"(?:部门名称|单位名称|预算单位|填报单位|填报部门|申报部门|预算部门|(?:资金)?主管部门|部门（单位）名称|部门\(单位\)名称|部门"
    r"|单位(?=[:：][^:：]{2,30}(?:局|委员会|委|办|办公室|厅|部|院|校|中心|大学|学院|街道|镇|乡|政府|公司)$))"
    r"(?:[（(](?:盖章|公章|签章|章)[）)])?[:：](?P<value>.+)"
)
_UNIT = re.compile(
    r"[（(]?(?:金额)?单位[:：](?P<value>人民币)?(?P<unit>元|千元|万元|百万元|亿元)(?:[、,，/](?:[%％人个台辆户]|平方米))*[）)]?$"
)
_TIME = re.compile(
    r"(?:[（(](?P<bracketed>20\d{2})年(?:度)?[）)]|(?<![\d\-—–－~～至到])(?P<bare>20\d{2})年度"
    r"|(?:(?:填报|填表|编制|制表|申报|填列)?(?:日期|时间)[:：]\s*)?"
    r"(?<!\d)20\d{2}(?:年\d{1,2}月\d{1,2}日|(?:-\d{1,2}-|/\d{1,2}/|\.\d{1,2}\.)\d{1,2}(?!\d)))"
)
_AT_END = re.compile(rf"(?:{_TIME.pattern}|(?<![\d\-—–－~～至到])(?P<alone>20\d{{2}})年)$")
_OF_STAMP = "[（(](?:盖章|公章|签章|章)[）)]"
_STAMP = re.compile(f"{_OF_STAMP}$")
_UNFILLED = re.compile(rf"[^:：]{{2,10}}[:：]\s*{_OF_STAMP}\s*")
"""A label behind which there is but the place for a stamp: 填报单位：（盖章）."""
_ASIDE = re.compile(
    r"(?:(?:填报|填表|编制|制表)?(?:日期|时间)|(?:填报|填表|制表|审核|联系|负责)人|联系电话)[:：].*$"
)
_YEAR = re.compile(r"(?<![\d\-—–－~～至到])(20\d{2})年(?!度?[\-—–－~～至到]+\d)")
"""The one year of a title; those at the ends of a span, 2026-2028年, are none."""

_YEAR_LINE = re.compile(r"(?:预算)?年度[:：](?P<value>20\d{2})年?$")


MAX_LINE = 200


@dataclass(slots=True)
class Front:
    """The fields printed above a table, as far as they were found.

    Attributes:
        months: Those of which a monitoring form is said to tell.
        of_one: Whether the department stands on the line of one project, and is that of no other.
        said: The line that says the department; None where it is that of the table before.
    """

    title: Traced | None = None
    department: Traced | None = None
    money_unit: Traced | None = None
    year: Traced | None = None
    months: Traced | None = None
    of_one: bool = False
    said: Traced | None = None

    def fiscal_year(self) -> int | None:
        """Return the year that the document states for itself; None if it states none."""
        year = self.printed_year()
        return int(year.text) if year else None

    def printed_year(self, names: Iterable[str] = ()) -> Traced | None:
        """Return that year as printed: apart, or in the title but not in one of some names."""
        return self.year or self._titled_year(names)

    def other_year(self, names: Iterable[str] = ()) -> Traced | None:
        """Return the year of the title where another one is printed apart; None as a rule."""
        titled = self._titled_year(names) if self.year else None
        return titled if titled and self.year and titled.text != self.year.text else None

    def _titled_year(self, names: Iterable[str]) -> Traced | None:
        if self.title is None:
            return None
        own = self.title.text
        for name in filter(None, names):
            own = own.replace(name, "\0" * len(name))
        found = _YEAR.search(own)
        return self.title.cut(*found.span(1)) if found else None


@dataclass(frozen=True, slots=True)
class FrontLine:
    """One of the fields, and what of its line was only its label.

    Attributes:
        field: Its name in `Front`; None for what is no field of it, such as a date.
    """

    field: str | None
    value: Traced
    labels: tuple[Traced, ...]


def front_lines(cells: Sequence[Traced]) -> list[FrontLine]:
    """Return the front matter in a row of cells; empty if the row is none.

    A line may hold several of its fields one after the other: 部门名称：某局单位：万元.
    """
    found: list[FrontLine] = []
    for cell in (cell for cell in cells if cell):
        if len(cell) > MAX_LINE:
            return []
        lines = _lines(cell)
        if not lines:
            return []
        found.extend(lines)
    return found


@lru_cache(maxsize=4096)
def says_unit(text: str) -> bool:
    """Return whether a cell says the unit of money, alone or behind other front matter."""
    lines = front_lines((Traced(text),)) if "元" in text and "单位" in text else ()
    return any(line.field == "money_unit" for line in lines)


def _lines(cell: Traced) -> list[FrontLine]:
    """Return the fields in one cell; none where anything in it is no front matter."""
    rest, unit = _cut_unit(cell)
    bare, times = _cut_times(rest)
    if times and not unit:
        bare, unit = _cut_unit(bare)
    if times and (unit or bare) and (not bare or _DEPARTMENT.match(bare.text)):
        return [*(_department(bare) if bare else ()), *times, *unit]
    if not rest:
        return unit
    line = _line(rest)
    if line is None:
        return []
    return [*(_department(rest) if line.field == "department" else (line,)), *unit]


def _cut_unit(text: Traced) -> tuple[Traced, list[FrontLine]]:
    """Return a line without the unit of money at its end, and that."""
    unit = _UNIT.search(text.text)
    if unit is None:
        return text, []
    label = (text.cut(unit.start(), unit.start("unit")), text.cut(unit.end("unit")))
    rest = text.cut(0, unit.start()).rstrip()
    return rest, [FrontLine("money_unit", text.cut(*unit.span("unit")), label)]


def _cut_times(text: Traced) -> tuple[Traced, list[FrontLine]]:
    """Return a line without the years and dates at its ends, and those."""
    found: list[FrontLine] = []
    while match := _AT_END.search(text.text) or _TIME.match(text.text):
        start, end = match.span()
        group = match.lastgroup
        if group is None:
            found.append(FrontLine(None, text.cut(start, end), ()))
        else:
            first, stop = match.span(group)
            label = (text.cut(start, first), text.cut(stop, end))
            found.append(FrontLine("year", text.cut(first, stop), label))
        text = (text.cut(0, start) if end == len(text) else text.cut(end)).strip()
    return text, found


def _department(text: Traced) -> list[FrontLine]:
    """Return the department of a line, without a stamp's place and what is no part of it."""
    match = _DEPARTMENT.match(text.text)
    if match is None:  # pragma: no cover - asked of lines that begin with its label alone
        return []
    value, label = text.cut(match.start("value")), text.cut(0, match.start("value"))
    aside = _ASIDE.search(value.text, 1)
    ends = [aside.start()] if aside else []
    ends.extend(at - len(label) for at in next_label(text))
    rest = [FrontLine(None, value.cut(min(ends)), ())] if ends else []
    value = value.cut(0, min(ends)) if ends else value
    bare = value.rstrip(BETWEEN) if ends else value
    stamp = _STAMP.search(bare.text)
    end = stamp.start() if stamp and stamp.start() else len(bare)
    line = FrontLine("department", value.cut(0, end), (label, value.cut(end)))
    return [line, *rest]


def _line(text: Traced) -> FrontLine | None:
    if _UNFILLED.fullmatch(text.text):
        return FrontLine(None, text.cut(len(text)), (text,))
    for field, pattern in (("department", _DEPARTMENT), ("year", _YEAR_LINE)):
        match = pattern.match(text.text)
        if match:
            start, end = match.span("value")
            return FrontLine(field, text.cut(start, end), (text.cut(0, start), text.cut(end)))
    if _TITLE.fullmatch(text.text):
        return FrontLine("title", text, ())
    return None
