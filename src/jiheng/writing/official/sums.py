"""Which sums of a table the forms of its projects say, each on a form of its own."""

from __future__ import annotations

from dataclasses import fields
from itertools import takewhile
from typing import TYPE_CHECKING

from jiheng.model import Funding, Row, RowKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from jiheng.writing.official.specs import Spec

_SOURCES = tuple(field.name for field in fields(Funding))


def untold_rows(rows: Sequence[Row], printed: Sequence[Row], spec: Spec) -> Iterator[Row]:
    """Yield the rows that get no form, and that those printed do not add up to.

    A sum is told by its parts if it says nothing but money, each amount is the exact sum of
    theirs, and they name the organization that it is the sum of.
    """
    for at, row in enumerate(rows):
        if row not in printed and not _is_told(row, _parts(rows, at, printed, spec)):
            yield row


def _parts(
    rows: Sequence[Row], at: int, printed: Sequence[Row], spec: Spec
) -> tuple[list[Row], ...]:
    """Return what a row may be the sum of."""
    if rows[at].kind is RowKind.GRAND_TOTAL:
        kinds = (RowKind.PROJECT, RowKind.ORGANIZATION)
        return tuple([row for row in printed if row.kind is kind] for kind in kinds)
    if rows[at].kind is RowKind.SUBTOTAL:
        above = list(takewhile(_is_project, reversed(rows[:at])))
        return (above,) if all(row in printed for row in above) else ()
    under = list(takewhile(_is_project, rows[at + 1 :]))
    named = "organization" in spec.head
    named = named and all(row in printed and row.organization == rows[at].name for row in under)
    return (under,) if named else ()


def _is_project(row: Row) -> bool:
    return row.kind is RowKind.PROJECT


def _is_told(row: Row, parts: Iterable[Sequence[Row]]) -> bool:
    money = row.funding or Funding()
    if row != Row(kind=row.kind, name=row.name, funding=row.funding):
        return False
    return any(each and all(_adds_up(money, each, source) for source in _SOURCES) for each in parts)


def _adds_up(money: Funding, parts: Sequence[Row], source: str) -> bool:
    """Whether an amount is the sum of its parts; one that is not printed says nothing."""
    amount: Decimal | None = getattr(money, source)
    said = [getattr(row.funding, source, None) for row in parts]
    return amount is None or amount == sum(part for part in said if part is not None)
