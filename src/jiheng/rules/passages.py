"""Every text of a table that was read whole, for rules that look at wording alone."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from jiheng.model import RowKind
from jiheng.rules.subjects import IndicatorSubject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import Location
    from jiheng.rules.subjects import TableSubject

_CRUMB = 2
_REACH = 10
_ENDS = "。；; "


class Passage(NamedTuple):
    """A text and how to point into it.

    Attributes:
        field: Such as `name`, `goal` or `annual_value`.
        row: Index of its row.
        owner: The indicator it belongs to, or the table for a row's own name and goal.
        whole: False for a part of an indicator that the source damaged, or a crumb of a goal.
        again: Another field of the indicator that says the same.
    """

    text: str
    field: str
    row: int
    owner: TableSubject | IndicatorSubject
    whole: bool = True
    again: str | None = None

    def at(self, start: int, end: int) -> Location:
        """Return the place of some characters."""
        return self._at(self.field, start, end)

    def places(self, start: int, end: int) -> tuple[Location, ...]:
        """Return the place of some characters, and where the period value repeats them."""
        first = self.at(start, end)
        if self.again is None:
            return (first,)
        again = self._at(self.again, start, end)
        return (first, again) if again.excerpt == first.excerpt else (first,)

    def around(self, start: int, end: int) -> str:
        """Return some characters with a few before and after them, for a message."""
        first, last = max(start - _REACH, 0), end + _REACH
        before = "…" if first else ""
        after = "…" if last < len(self.text) else ""
        return f"{before}{self.text[first:last]}{after}"

    @property
    def key(self) -> str:
        """What tells the indicator or row from all others of the table."""
        if isinstance(self.owner, IndicatorSubject):
            return f"{self.row}.{self.owner.index}"
        return str(self.row)

    def _at(self, field: str, start: int, end: int) -> Location:
        if isinstance(self.owner, IndicatorSubject):
            return self.owner.at(field, start, end)
        return self.owner.at_row(self.row, field, start, end)


@lru_cache(maxsize=1)
def every_passage(table: TableSubject) -> tuple[Passage, ...]:
    """Return names, goals and values in document order, what the source damaged as well.

    A period value that says what the annual value says is no passage of its own. The last result is
    kept, since a dozen rules ask for it in turn.
    """
    return tuple(_of_table(table))


@lru_cache(maxsize=1)
def passages(table: TableSubject) -> tuple[Passage, ...]:
    """Return the passages that were read whole: the faults of others are those of the source."""
    return tuple(passage for passage in every_passage(table) if passage.whole)


def _of_table(table: TableSubject) -> Iterator[Passage]:
    projects = iter(table.projects)
    for index, row in enumerate(table.table.rows):
        yield Passage(row.name, "name", index, table)
        if row.kind is RowKind.PROJECT:
            project = next(projects)
            if project.goal:
                yield Passage(project.goal, "goal", index, table, len(project.goal) > _CRUMB)
            for indicator in project.indicators:
                yield from _of_indicator(indicator, index)


def _of_indicator(subject: IndicatorSubject, row: int) -> Iterator[Passage]:
    item = subject.indicator
    annual, period, whole = item.annual_value, item.period_value, item.complete
    if item.name:
        yield Passage(item.name, "name", row, subject, whole)
    again = None
    if annual and period and (annual == period or annual.rstrip(_ENDS) == period.rstrip(_ENDS)):
        again, period = "period_value", None
    if annual:
        yield Passage(annual, "annual_value", row, subject, whole, again)
    if period:
        yield Passage(period, "period_value", row, subject, whole)
