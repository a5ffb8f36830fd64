"""Ledgers for the terminal: money and rates by project, payments, the table beside."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from jiheng.results.words import plain
from jiheng_evidence.ledgers.reconciling import MoneyMatch

if TYPE_CHECKING:
    from decimal import Decimal

    from rich.console import Console

    from jiheng.bilingual import Language
    from jiheng.model import Problem, ShareActual
    from jiheng_evidence.ledgers.report import BudgetReport, PaymentReport

_MOST_PROBLEMS = 20
_WAN = 10_000


def print_budget(console: Console, report: BudgetReport, language: Language) -> None:
    """Print a ledger of the budget; amounts in 万元."""
    _head(console, report.ledger.name, report.cut_off.isoformat())
    grid = _grid(_("Project"), _("Budget (万元)"), _("Executed (万元)"), _("Execution"),
                 _("Spent / received"), _("Received / budget"))  # fmt: skip
    for project in report.projects:
        grid.add_row(
            Text(project.name or project.code or ""),
            Text(_wan(project.budget)),
            Text(_wan(project.executed)),
            *(
                Text(_percent(s))
                for s in (project.execution, project.of_received, project.received)
            ),
        )
    grid.add_row(Text(_("All"), style="bold"), "", "", Text(_percent(report.total), style="bold"))
    console.print(grid)
    for project in report.projects:
        for lack in project.lacks:
            said = f"  {project.name or project.code or ''}：{lack.text(language)}"
            console.print(Text(said, style="yellow"))
    unlike = [found for found in report.money if found.match is not MoneyMatch.SAME]
    if report.money:
        same = len(report.money) - len(unlike)
        line = _("Money of the table: {same} projects agree, {unlike} do not.")
        console.print(Text(line.format(same=same, unlike=len(unlike))))
    for found in unlike:
        console.print(Text(f"  {found.project}：{found.reason.text(language)}", style="yellow"))
    _problems(console, report.ledger.problems, language)


def print_payments(console: Console, report: PaymentReport, language: Language) -> None:
    """Print a ledger of payments."""
    _head(console, report.ledger.name, report.cut_off.isoformat())
    grid = _grid(_("Project"), _("Accuracy"), _("Timeliness"), _("Undetermined"))
    for (name, right, in_time), left_out in zip(report.shares, report.undetermined, strict=True):
        style = "" if name else "bold"
        cells = (name or _("All"), _parts(right), _parts(in_time), str(left_out))
        grid.add_row(*(Text(cell, style=style) for cell in cells))
    console.print(grid)
    _problems(console, report.ledger.problems, language)


def _head(console: Console, name: str, day: str) -> None:
    console.print(Text(_("{name}, as of {day}").format(name=name, day=day), style="bold"))


def _grid(first: str, *heads: str) -> Table:
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column(first, overflow="fold")
    for head in heads:
        grid.add_column(head, justify="right", no_wrap=True)
    return grid


def _problems(console: Console, problems: tuple[Problem, ...], language: Language) -> None:
    for problem in problems[:_MOST_PROBLEMS]:
        cell = next((place.cell for place in problem.span if place.cell), "")
        said = f"  {cell} {problem.message.text(language)}"
        console.print(Text(said, style="yellow"))
    if len(problems) > _MOST_PROBLEMS:
        rest = _("  and {count} more; the data lists them all.")
        console.print(Text(rest.format(count=len(problems) - _MOST_PROBLEMS), style="yellow"))


def _wan(yuan: Decimal | None) -> str:
    return "—" if yuan is None else f"{yuan / _WAN:,.2f}"


def _percent(share: ShareActual | None) -> str:
    rate = share.rate() if share else None
    return "—" if rate is None else f"{plain(rate, 2)}%"


def _parts(share: ShareActual | None) -> str:
    if share is None:
        return "—"
    return f"{_percent(share)} ({plain(share.numerator)}/{plain(share.denominator)})"
