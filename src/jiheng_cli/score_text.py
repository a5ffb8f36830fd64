"""A recomputed self-evaluation for the terminal: what disagrees first, then every sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from jiheng.results.words import plain
from jiheng.scoring.recomputation import Agreement
from jiheng.writing.recomputed.rows import check_rows, headline, line_rows
from jiheng.writing.recomputed.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from jiheng.bilingual import Language
    from jiheng.scoring.recomputation import Recomputation
    from jiheng.writing.recomputed import RecomputedTable
    from jiheng.writing.recomputed.rows import LineRow

_QUIET = (Agreement.EQUAL, Agreement.ROUNDED)


def print_recomputed(
    console: Console, tables: Sequence[RecomputedTable], language: Language, *, full: bool
) -> None:
    """Print recomputations.

    Args:
        console: Where to print; it decides about colour.
        tables: Of one document.
        language: Of everything but printed text.
        full: Every line with its working; else those that do not simply agree.
    """
    for table in tables:
        for recomputation in table.recomputations:
            source = table.table.source
            name = f"{source.name} · {recomputation.name}" if source else recomputation.name
            console.print(Text(name, style="bold"))
            _sentence(console, recomputation, language)
            _lines(console, table, recomputation, language, full=full)
            _checks(console, recomputation, language)
            console.print()


def _sentence(console: Console, recomputation: Recomputation, language: Language) -> None:
    text = headline(recomputation, language)
    if recomputation.faults or recomputation.unchecked:
        console.print(Text(text, style="yellow"))
    else:
        console.print(Text(f"{text} ({len(recomputation.lines)})", style="green"))


def _lines(
    console: Console,
    table: RecomputedTable,
    recomputation: Recomputation,
    language: Language,
    *,
    full: bool,
) -> None:
    said = words(language)
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column(said["agreement"], no_wrap=True)
    grid.add_column(said["line"], ratio=2, overflow="fold")
    for key in ("weight", "printed", "due"):
        grid.add_column(said[key], justify="right", no_wrap=True)
    grid.add_column(said["explanation"], ratio=3, overflow="fold")
    pairs = zip(recomputation.lines, line_rows(table, recomputation, language), strict=True)
    shown = [row for line, row in pairs if full or row.fault or line.agreement not in _QUIET]
    for row in shown:
        _row(grid, row, full=full)
    if shown:
        console.print(grid)


def _row(grid: Table, row: LineRow, *, full: bool) -> None:
    numbers = ["" if number is None else plain(number) for number in (row.weight, row.printed)]
    explanation = f"{row.explanation}\n{row.steps}" if full and row.steps else row.explanation
    grid.add_row(
        Text(row.agreement, style="red" if row.fault else ""),
        Text(row.name),
        *(Text(number) for number in numbers),
        Text(row.due if isinstance(row.due, str) else plain(row.due)),
        Text(explanation),
    )


def _checks(console: Console, recomputation: Recomputation, language: Language) -> None:
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    pairs = zip(recomputation.checks, check_rows(recomputation, language), strict=True)
    for check, (what, printed, due, outcome, explanation) in pairs:
        style = "red" if check.right is False else ""
        compared = printed if not due or printed == due else f"{printed} → {due}"
        grid.add_row(Text(outcome, style=style), Text(what), Text(compared), Text(explanation))
    if recomputation.checks:
        console.print(grid)
