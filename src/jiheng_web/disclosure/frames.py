"""The frame of a published table: headings, sums and order, with places for projects.

A frame is JSON: {"table": the table's record without rows, "rows": [{"row": record} or
{"project": key of the project}, …]}. It is taken from a document that was printed, so that what
is published equals it; without one, the frame is made and its sums are calculated.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from jiheng.model import Row, RowKind, TableKind, TargetTable
from jiheng_web.disclosure.funds import MONEY_UNIT, converted, summed
from jiheng_web.disclosure.internal import public_row
from jiheng_web.projects.content import table_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Member:
    """A project as it goes into a table.

    Attributes:
        project: Its key.
        unit: Name of the budget unit it belongs to.
        table: What its version says: a table of one row.
    """

    project: int
    unit: str
    table: TargetTable

    @property
    def row(self) -> Row:
        """Return what it says, as the public may see it."""
        return public_row(self.table.rows[0])


@dataclass(frozen=True, slots=True)
class Head:
    """What a made frame says above its rows, and what for."""

    title: str
    department: str
    fiscal_year: int
    kind: TableKind = TableKind.PROJECT_TARGETS


def frame_of(table: TargetTable, projects: Mapping[int, int]) -> str:
    """Return the frame of a table that was printed.

    Args:
        projects: Index of a row → key of the project that it became; rows of projects that became
            none have no place in the frame.
    """
    record = json.loads(text_of(table))
    places: list[dict[str, Any]] = []
    for index, row in enumerate(record["rows"]):
        if row["kind"] != RowKind.PROJECT:
            places.append({"row": row})
        elif index in projects:
            places.append({"project": projects[index]})
    record["rows"] = []
    return json.dumps({"table": record, "rows": places}, ensure_ascii=False)


def arranged(frame: str, members: Sequence[Member]) -> list[Row | Member]:
    """Return the rows of the table in order; projects the frame does not know follow their unit's.

    Without a frame: the grand total, then each unit with its projects, as the members are ordered.
    """
    if not frame:
        return _made(members)
    given = {member.project: member for member in members}
    said = json.loads(frame)
    printed = iter(_rows(said))
    placed: list[Row | Member] = []
    for place in said["rows"]:
        if "row" in place:
            placed.append(next(printed))
        elif place["project"] in given:
            placed.append(given.pop(place["project"]))
    for member in given.values():
        placed.insert(_end_of_unit(placed, member), member)
    return placed


def assemble(frame: str, members: Sequence[Member], head: Head) -> TargetTable:
    """Return the table that is published.

    Args:
        head: What stands above a table whose frame is made.
    """
    table = _head(frame, head)
    rows = arranged(frame, members)
    if table.kind is TableKind.SELF_EVALUATION:
        # Every project has a form of its own: there is no place for sums between them.
        rows = [one for one in rows if isinstance(one, Member)]
    # In a made frame each project stands under the unit that it belongs to in this office.
    under_unit = not frame
    return replace(table, rows=tuple(_row(one, table.money_unit, under_unit) for one in rows))


def _row(one: Row | Member, unit: str | None, under_unit: bool) -> Row:  # noqa: FBT001
    if isinstance(one, Row):
        return one
    row = converted(one.row, one.table.money_unit, unit)
    return replace(row, organization=one.unit) if under_unit else row


def _head(frame: str, head: Head) -> TargetTable:
    if frame:
        return table_of(json.dumps(json.loads(frame)["table"]))
    return TargetTable(
        title=head.title,
        department=head.department,
        fiscal_year=head.fiscal_year,
        money_unit=MONEY_UNIT,
        kind=head.kind,
    )


def _rows(said: dict[str, Any]) -> tuple[Row, ...]:
    rows = [place["row"] for place in said["rows"] if "row" in place]
    return table_of(json.dumps({**said["table"], "rows": rows})).rows


def _made(members: Sequence[Member]) -> list[Row | Member]:
    units: dict[str, list[Member]] = {}
    for member in members:
        units.setdefault(member.unit, []).append(member)
    whole: list[Row | Member] = [_sum_row(RowKind.GRAND_TOTAL, "合计", members)]
    for unit, own in units.items():
        whole += [_sum_row(RowKind.ORGANIZATION, unit, own), *own]
    return whole


def _sum_row(kind: RowKind, name: str, members: Iterable[Member]) -> Row:
    rows = [converted(one.row, one.table.money_unit, MONEY_UNIT) for one in members]
    return Row(kind=kind, name=name, funding=summed(rows))


def _end_of_unit(placed: Sequence[Row | Member], member: Member) -> int:
    named = {member.unit, member.table.rows[0].organization}
    own = [at for at, one in enumerate(placed) if _unit(one) & named]
    return own[-1] + 1 if own else len(placed)


def _unit(one: Row | Member) -> set[str | None]:
    if isinstance(one, Member):
        return {one.unit, one.table.rows[0].organization} - {None}
    return {one.name} if one.kind is RowKind.ORGANIZATION else set()
