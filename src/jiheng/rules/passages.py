"""Every text of a table that was read whole, for rules that look at wording alone."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from jiheng.model import RowKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jiheng.model import Location
    from jiheng.rules.subjects import IndicatorSubject, ProjectSubject, TableSubject

    Locate = Callable[[int, int], Location]

_CRUMB = 2
_REACH = 10
_ENDS = "。；; "


class Passage:
    """A text and how to point into it.

    Attributes:
        owner: What it belongs to within the table, such as `4` or `4.2`; the same for both values.
    """

    __slots__ = ("_also", "_at", "field", "owner", "text")

    def __init__(
        self, text: str, field: str, owner: str, at: Locate, also: Locate | None = None
    ) -> None:
        self.text = text
        self.field = field
        self.owner = owner
        self._at = at
        self._also = also

    def places(self, start: int, end: int) -> tuple[Location, ...]:
        """Return the place of some characters, and where the period value repeats them."""
        first = self._at(start, end)
        if self._also is None:
            return (first,)
        again = self._also(start, end)
        return (first, again) if again.excerpt == first.excerpt else (first,)

    def around(self, start: int, end: int) -> str:
        """Return some characters with a few before and after them, for a message."""
        first, last = max(start - _REACH, 0), end + _REACH
        before = "…" if first else ""
        after = "…" if last < len(self.text) else ""
        return f"{before}{self.text[first:last]}{after}"


@lru_cache(maxsize=2)
def passages(table: TableSubject, *, fragments: bool = False) -> tuple[Passage, ...]:
    """Return names, goals and values in document order.

    Left out, unless `fragments` are asked for, are indicators the source lost a part of and crumbs
    of goals: their faults are those of the source. A period value that says what the annual value
    says is no passage of its own. The last result is kept, since a dozen rules ask for it in turn.
    """
    return tuple(_of_table(table, fragments=fragments))


def _of_table(table: TableSubject, *, fragments: bool) -> Iterator[Passage]:
    projects = {project.index: project for project in table.projects}
    for index, row in enumerate(table.table.rows):
        if row.kind is not RowKind.PROJECT:
            yield Passage(row.name, "name", str(index), partial(table.at_row, index, "name"))
            continue
        project = projects[index]
        yield Passage(row.name, "name", str(index), partial(project.at, "name"))
        if len(project.goal) > _CRUMB or (fragments and project.goal):
            yield Passage(project.goal, "goal", str(index), partial(project.at, "goal"))
        yield from _of_indicators(project, fragments=fragments)


def _of_indicators(project: ProjectSubject, *, fragments: bool) -> Iterator[Passage]:
    for indicator in project.indicators:
        if not indicator.indicator.complete and not fragments:
            continue
        owner = f"{project.index}.{indicator.index}"
        if indicator.name:
            yield Passage(indicator.name, "name", owner, partial(indicator.at, "name"))
        yield from _of_values(indicator, owner)


def _of_values(indicator: IndicatorSubject, owner: str) -> Iterator[Passage]:
    annual, period = indicator.indicator.annual_value, indicator.indicator.period_value
    at_annual, at_period = (
        partial(indicator.at, "annual_value"),
        partial(indicator.at, "period_value"),
    )
    if annual:
        same = period is not None and period.rstrip(_ENDS) == annual.rstrip(_ENDS)
        yield Passage(annual, "annual_value", owner, at_annual, at_period if same else None)
        if same:
            return
    if period:
        yield Passage(period, "period_value", owner, at_period)
