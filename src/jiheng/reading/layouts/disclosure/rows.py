"""Logical rows → the rows of a table: kinds, organizations, money, indicators."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jiheng.model import Funding, Row, RowKind, TargetTable
from jiheng.reading.grammar.money import read_amount
from jiheng.reading.grammar.packed import read_indicators
from jiheng.reading.layouts.disclosure.kinds import kinds_of
from jiheng.reading.layouts.disclosure.logical import logical_rows
from jiheng.reading.layouts.money.units import in_unit
from jiheng.reading.layouts.outside.front_lines import Front
from jiheng.reading.layouts.problems import money_notes, notes
from jiheng.reading.ledger import RECORDED, UNREAD

if TYPE_CHECKING:
    from jiheng.model import Indicator, Problem, Traced
    from jiheng.reading.layouts.disclosure.header import Header
    from jiheng.reading.layouts.disclosure.physical import PhysicalRow
    from jiheng.reading.ledger import Ledger


@dataclass
class Draft:
    """A table while its rows pass by.

    Attributes:
        header: None until the head of the table was seen.
        rows: Rows as printed, in order.
        problems: What was noticed outside the rows.
    """

    front: Front = field(default_factory=Front)
    header: Header | None = None
    rows: list[PhysicalRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def build_table(draft: Draft, header: Header, ledger: Ledger, *, layout: str) -> TargetTable:
    """Return the table that rows of cells amount to; every cell is claimed in the ledger."""
    front = draft.front
    builder = _Builder(header, ledger, list(draft.problems))
    logical = logical_rows(draft.rows, ledger, has_money=header.has_money)
    for row, kind in zip(logical, kinds_of(logical), strict=True):
        builder.add(row, kind)
    if not builder.rows:
        builder.problems.append(notes.empty_table())
    year = front.printed_year()
    fields = {name: getattr(front, name) for name in ("title", "department", "money_unit")}
    fields["fiscal_year"] = year
    return TargetTable(
        title=front.title.text if front.title else None,
        department=front.department.text if front.department else None,
        money_unit=front.money_unit.text if front.money_unit else None,
        fiscal_year=int(year.text) if year else None,
        layout=layout,
        rows=tuple(in_unit(row, front.money_unit) for row in builder.rows),
        problems=tuple(builder.problems),
        traces={name: trace for name, trace in fields.items() if trace},
    )


class _Builder:
    def __init__(self, header: Header, ledger: Ledger, problems: list[Problem]) -> None:
        self.header = header
        self.ledger = ledger
        self.problems = problems
        self.rows: list[Row] = []
        self.organization: str | None = None

    def add(self, row: PhysicalRow, kind: RowKind) -> None:
        index = len(self.rows)
        self.problems.extend(replace(problem, row=index) for problem in row.problems)
        if not row.name:
            self.problems.append(notes.nameless(index))
        if kind is RowKind.ORGANIZATION:
            self.organization = row.name.text
        traces = {"name": row.name, "goal": row.goal}
        funding = self._funding(row, index, traces)
        for trace in traces.values():
            self.ledger.mark(trace, RECORDED)
        self.rows.append(
            Row(
                kind=kind,
                name=row.name.text,
                organization=self.organization if kind is RowKind.PROJECT else None,
                funding=funding,
                goal=row.goal.text or None,
                indicators=self._indicators(row, index),
                traces={name: trace for name, trace in traces.items() if trace},
            )
        )

    def _funding(self, row: PhysicalRow, index: int, traces: dict[str, Traced]) -> Funding | None:
        if not self.header.has_money:
            return None
        amounts = {}
        for name, cell in row.money.items():
            amounts[name] = read_amount(cell.text)
            if amounts[name] is None:
                self.ledger.mark(cell, UNREAD)
                self.problems.append(money_notes.amount(cell, index))
            else:
                traces[name] = cell
        return Funding(**amounts)

    def _indicators(self, row: PhysicalRow, index: int) -> tuple[Indicator, ...]:
        cell = read_indicators(row.indicators, self.ledger)
        self.problems.extend(replace(problem, row=index) for problem in cell.problems)
        return cell.indicators
