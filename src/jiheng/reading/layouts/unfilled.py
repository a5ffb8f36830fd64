"""What a form says that is left out because nothing of its targets is filled in."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import FundingLine, Row, TargetTable, Task, Traced


def said_in(table: TargetTable) -> list[Traced]:
    """Return the names, amounts and other words of a table that holds no targets."""
    rows = (chain(_own(row), *map(_own, row.lines), *map(_own, row.tasks)) for row in table.rows)
    return [text for row in rows for text in row]


def _own(part: Row | FundingLine | Task) -> Iterator[Traced]:
    yield from part.traces.values()
    yield from (entry.trace for entry in part.further if entry.trace)
