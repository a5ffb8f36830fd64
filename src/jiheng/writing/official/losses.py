"""What an official form did not hold, found by reading it back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Funding, RowKind
from jiheng.writing.losses import losses
from jiheng.writing.official.layout import own_title, printed_rows
from jiheng.writing.official.money import money_lines
from jiheng.writing.official.printing import usual_form
from jiheng.writing.official.specs import DISCLOSURE, SPECS
from jiheng.writing.official.sums import untold_rows
from jiheng.writing.official.totals import besides, weight_sum

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.model import Row, TargetTable
    from jiheng.writing.official.specs import Spec


def official_losses(
    tables: Sequence[TargetTable], form: str | None, read_back: Sequence[TargetTable]
) -> tuple[Bilingual, ...]:
    """Return what the forms of tables did not hold; empty if they held everything.

    Args:
        tables: What was printed.
        form: The form; None for the one that suits each table.
        read_back: What was read from the file: a table for each form.
    """
    pairs = [(table, form or usual_form(table)) for table in tables]
    said = [part for table, name in pairs for part in _said(table, name)]
    unprinted = [loss for table, name in pairs for loss in _unprinted(table, name)]
    return (*unprinted, *losses(said, read_back))


def new_titles(tables: Sequence[TargetTable], form: str | None) -> tuple[Bilingual, ...]:
    """Tell which tables do not lend their titles to their forms, and what is printed instead."""
    told = (_new_title(table, form or usual_form(table)) for table in tables)
    return tuple(dict.fromkeys(title for title in told if title is not None))


def _new_title(table: TargetTable, form: str) -> Bilingual | None:
    if form == DISCLOSURE or table.title is None:
        return None
    spec = SPECS[form]
    rows = printed_rows(table, spec)
    new = own_title(table, spec) or spec.title_of(rows[0].kind if rows else RowKind.PROJECT)
    if new == table.title:
        return None
    return Bilingual(
        f"标题“{table.title}”属于另一种表，此表样印为“{new}”。",
        f"The title “{table.title}” is another form's; this one is printed as “{new}”.",
    )


def _said(table: TargetTable, form: str) -> Iterator[TargetTable]:
    """Yield a table as its forms say it: one table for each form."""
    if form == DISCLOSURE:
        yield table
        return
    spec = SPECS[form]
    own = own_title(table, spec)
    for row in printed_rows(table, spec):
        title = own or spec.title_of(row.kind)
        yield replace(table, kind=spec.kind, title=title, rows=(_row(row, spec),))


def _row(row: Row, spec: Spec) -> Row:
    """Return a row with the money of the year as lines, as the form prints it, blank or not.

    The sum of the weights comes first of what the form says besides: it stands in the table.
    """
    lines = tuple(money_lines(row, spec.year_column))
    whole = weight_sum(row) if spec.totals else None
    further = row.further if whole is None else (whole, *besides(row))
    return replace(row, lines=lines, funding=row.funding or Funding(), further=further)


def _unprinted(table: TargetTable, form: str) -> Iterator[Bilingual]:
    if form == DISCLOSURE:
        return
    spec = SPECS[form]
    for row in untold_rows(table.rows, printed_rows(table, spec), spec):
        yield Bilingual(
            f"{row.name}：此表样一个项目一张，不印合计和小计；这一行不能由印出的各张相加得出。",
            f"{row.name}: this form is one for each project, without sums; what is printed does not"
            " add up to this row.",
        )
