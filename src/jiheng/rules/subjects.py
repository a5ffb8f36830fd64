"""What rules look at: a table, a project, an indicator, each with facts worked out once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jiheng.language.quantities import Quantity, find_quantities
from jiheng.language.wording import folded, is_none, says_nothing
from jiheng.model import Location, ProblemSeverity, RowKind, TableKind
from jiheng.scoring.recomputing import recompute
from jiheng.standards.indicator_tree import branch, level2_code
from jiheng.standards.scoring_standard import load_standard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.model import Indicator, Row, TargetTable, Traced
    from jiheng.scoring.recomputation import Recomputation
    from jiheng.standards.profile import Profile

_NO_VALUES = "no-values"
_OF_RESULTS = frozenset({TableKind.SELF_EVALUATION, TableKind.MONITORING})
_UNREAD = frozenset({"unread-text", "stray-mark"})


class TableSubject:
    """A table under review."""

    def __init__(self, table: TargetTable, profile: Profile) -> None:
        self.table = table
        self.profile = profile

    @cached_property
    def projects(self) -> tuple[ProjectSubject, ...]:
        """The projects, in document order."""
        return tuple(ProjectSubject(self, index, row) for index, row in self.table.projects())

    @cached_property
    def organizations(self) -> tuple[tuple[int, Row], ...]:
        """The rows of organizations with their index."""
        rows = enumerate(self.table.rows)
        return tuple((i, row) for i, row in rows if row.kind is RowKind.ORGANIZATION)

    @cached_property
    def subtotals(self) -> tuple[int, ...]:
        """The indices of rows that sum some projects: 小计."""
        rows = enumerate(self.table.rows)
        return tuple(index for index, row in rows if row.kind is RowKind.SUBTOTAL)

    @cached_property
    def recomputations(self) -> tuple[Recomputation, ...]:
        """The self-evaluations of the table, recomputed; none when it holds none."""
        return recompute(self.table, load_standard())

    @cached_property
    def damaged_rows(self) -> frozenset[int]:
        """Rows that the source lost a part of, or of which something could not be read."""
        return frozenset(
            problem.row
            for problem in self.table.problems
            if problem.row is not None
            and (problem.severity is ProblemSeverity.ERROR or problem.code in _UNREAD)
        )

    def at(self, field: str) -> Location:
        """Return the place of one of the table's own fields, such as `department`."""
        return _location(self.table.traces, getattr(self.table, field, None), field)

    def at_row(self, index: int, field: str, start: int = 0, end: int | None = None) -> Location:
        """Return a place in a field of any row, such as the total of an organization."""
        row = self.table.rows[index]
        return _location(row.traces, _row_text(row, field), field, start, end, row=index)


class ProjectSubject:
    """A project under review."""

    def __init__(self, table: TableSubject, index: int, row: Row) -> None:
        self.table = table
        self.profile = table.profile
        self.index = index
        self.row = row

    @cached_property
    def printed(self) -> tuple[IndicatorSubject, ...]:
        """All that is printed as indicators, in document order."""
        indicators = enumerate(self.row.indicators)
        return tuple(IndicatorSubject(self, index, item) for index, item in indicators)

    @cached_property
    def indicators(self) -> tuple[IndicatorSubject, ...]:
        """The indicators, without the rows that say there is none: 不适用, 无, a dash."""
        return tuple(item for item in self.printed if not item.says_nothing)

    @cached_property
    def lacks_values(self) -> bool:
        """Whether its list has no column of target values, which the reader has told."""
        told = any(problem.code == _NO_VALUES for problem in self.table.table.problems)
        return told and not any(item.value for item in self.printed)

    @cached_property
    def lacks_levels(self) -> bool:
        """Whether it is a form on results that prints no levels, as some cities do."""
        results = self.table.table.kind in _OF_RESULTS
        return results and not any(i.level1 or i.level2 for i in self.row.indicators)

    @cached_property
    def goal(self) -> str:
        """The goal's text; empty when there is none, or it says so: 无."""
        return "" if says_nothing(self.row.goal or "") else self.row.goal or ""

    @cached_property
    def goal_quantities(self) -> tuple[Quantity, ...]:
        """The quantities the goal speaks of."""
        return find_quantities(self.goal)

    @cached_property
    def complete(self) -> bool:
        """Whether every indicator of the project was read whole."""
        return all(item.indicator.complete for item in self.indicators)

    @cached_property
    def whole(self) -> bool:
        """Whether the row was read whole, so that something may be said to be absent."""
        return self.complete and self.index not in self.table.damaged_rows

    def at(self, field: str, start: int = 0, end: int | None = None) -> Location:
        """Return a place in a field of the row: `name`, `goal`, `total`, … or `indicators`."""
        text = _row_text(self.row, field)
        return _location(self.row.traces, text, field, start, end, row=self.index)


class IndicatorSubject:
    """An indicator under review."""

    def __init__(self, project: ProjectSubject, index: int, indicator: Indicator) -> None:
        self.project = project
        self.profile = project.profile
        self.index = index
        self.indicator = indicator

    @cached_property
    def name(self) -> str:
        """The name as printed; empty when lost."""
        return self.indicator.name or ""

    @cached_property
    def says_nothing(self) -> bool:
        """Whether name and value both say that there is no indicator here."""
        return is_none(self.indicator)

    @cached_property
    def folded_name(self) -> str:
        """The name for comparison: width, case, spaces and punctuation levelled."""
        return folded(self.name)

    @cached_property
    def value_field(self) -> str:
        """The field the target is read from: `annual_value`, else `period_value`."""
        return "period_value" if self.indicator.annual_value is None else "annual_value"

    @cached_property
    def value(self) -> str:
        """The text the target is read from; empty when there is none."""
        return self.indicator.annual_value or self.indicator.period_value or ""

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities in the value."""
        return find_quantities(self.value)

    @cached_property
    def branch(self) -> str | None:
        """Code of the first level: 1 产出, 2 效益, 3 满意度, 4 成本; None if unknown."""
        return branch(self.indicator)

    @cached_property
    def level2(self) -> str | None:
        """Standard code of the second level, from its label; None if not printed or unknown."""
        return level2_code(self.indicator.level2)

    def at(self, field: str, start: int = 0, end: int | None = None) -> Location:
        """Return a place in a field such as `name`, `annual_value`, `level1` or `seq`."""
        return _location(
            self.indicator.traces,
            _indicator_text(self.indicator, field),
            field,
            start,
            end,
            row=self.project.index,
            indicator=self.index,
        )

    def at_value(self, start: int = 0, end: int | None = None) -> Location:
        """Return a place in the value the target is read from."""
        return self.at(self.value_field, start, end)


def _row_text(row: Row, field: str) -> str:
    if field in {"name", "goal", "organization", "grade"}:
        return getattr(row, field) or ""
    amount = row.score if field == "score" else getattr(row.funding, field, None)
    return "" if amount is None else str(amount)


def _indicator_text(indicator: Indicator, field: str) -> str:
    value = getattr(indicator, field)
    if value is None:
        return ""
    return str(getattr(value, "label", value))


def _location(
    traces: Mapping[str, Traced],
    text: str | None,
    field: str,
    start: int = 0,
    end: int | None = None,
    *,
    row: int | None = None,
    indicator: int | None = None,
) -> Location:
    words = text or ""
    stop = len(words) if end is None else end
    trace = traces.get(field)
    if trace is None:
        span = tuple(p for t in traces.values() for p in t.span())[:1]
    else:
        whole = trace.text != words
        span = trace.span() if whole else trace.span(start, stop)
    return Location(
        row=row,
        indicator=indicator,
        field=field,
        start=start,
        end=stop,
        excerpt=words[start:stop],
        span=span,
    )
