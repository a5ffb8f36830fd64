"""What `jiheng demo` prints: counts, and the gravest findings in plain words."""

from __future__ import annotations

import os
import sys
from gettext import gettext as _
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from jiheng.model import Severity
from jiheng.standards.labels import SEVERITIES
from jiheng.writing.departments import department_name
from jiheng.writing.reports.labels import SIGNS
from jiheng.writing.reports.places import row_at
from jiheng.writing.reports.tally import tally
from jiheng_cli.report_text import STYLES
from jiheng_cli.terminal import columns, one_line, printable, size, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from jiheng.bilingual import Language
    from jiheng.model import Finding, Review
    from jiheng.writing.reports.tally import Tally

_PERCENT = 100
_RULE_WIDTH = 5
_FRAME = 9
"""Columns that the lines and gaps of the table take."""


def print_overview(console: Console, reviews: Sequence[Review], language: Language) -> None:
    """Print a line for each table, and their total."""
    table = _table(_("{n} published tables of performance targets").format(n=len(reviews)))
    table.add_column(_("Department"), ratio=1, min_width=12, overflow="fold")
    total = tally(reviews)
    money = _("Money")
    if total.money_unit:
        money = _("Money ({unit})").format(unit=total.money_unit)
    for title in (_("Projects"), money, _("Indicators"), _("Checkable")):
        table.add_column(title, justify="right", no_wrap=True)
    for severity in Severity:
        label = SEVERITIES[severity].text(language)
        table.add_column(label, justify="right", style=STYLES[severity], no_wrap=True)
    for review in reviews:
        numbers = tally([review])
        name = department_name(review.table) or _("(unknown)")
        table.add_row(one_line(name), *_counts(numbers), end_section=review is reviews[-1])
    table.add_row(_("Total"), *_counts(total), style="bold")
    console.print(table)


def print_meaning(console: Console, reviews: Sequence[Review]) -> None:
    """Say the same in sentences."""
    numbers = tally(reviews)
    _say(
        console,
        _(
            "Of {indicators} indicators, {measurable} ({share}) have a number, a range or a date"
            " as target: a machine can compare them with what was achieved. The others need a"
            " person."
        ).format(
            indicators=numbers.indicators,
            measurable=numbers.measurable,
            share=_share(numbers),
        ),
    )
    without = numbers.tables - numbers.with_money
    if without:
        _say(
            console,
            _("{n} of the tables print no money; it is not counted as nought.").format(n=without),
        )
    console.print()


def print_gravest(
    console: Console, findings: Sequence[tuple[Review, Finding]], language: Language
) -> None:
    """Print findings: how grave, which project, and what is wrong."""
    table = _table(_("The {n} gravest findings (at most two of one rule)").format(n=len(findings)))
    label_width = max(columns(_severity(severity, language)) for severity in Severity)
    room = console.width - label_width - _RULE_WIDTH - _FRAME
    project_width = max(room * 2 // 7, 12)
    message_width = max(room - project_width, 20)
    table.add_column(_("Severity"), no_wrap=True)
    table.add_column(_("Project"), width=project_width)
    table.add_column(_("What is wrong"), width=message_width)
    table.add_column(_("Rule"), no_wrap=True, style="dim")
    for review, finding in findings:
        row = row_at(review.table, finding.locations[0])
        project = row.name if row else _("whole table")
        table.add_row(
            Text(_severity(finding.severity, language), style=STYLES[finding.severity]),
            _filled(project, project_width),
            _filled(finding.message.text(language), message_width),
            finding.rule,
        )
    console.print(table)


def print_files(console: Console, files: Sequence[tuple[Path, str]]) -> None:
    """Say what was written where."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for path, meaning in files:
        table.add_row(str(path), size(path.stat().st_size), meaning)
    console.print(Text(_("Written"), style="bold"))
    console.print(table)
    console.print()
    console.print(
        _("Open the report in a browser: {path}").format(path=files[0][0].resolve().as_uri()),
        soft_wrap=True,
    )
    console.print(
        _("Check a table of your own: {program} check FILE").format(program=_program()),
        soft_wrap=True,
    )


def _program() -> str:
    """Return what to type to start the program: its path where the shell finds none by its name."""
    name, called = "jiheng", Path(sys.argv[0])
    return name if which(name) or called.stem != name else os.path.relpath(called)


def _severity(severity: Severity, language: Language) -> str:
    return f"{SIGNS[severity]} {SEVERITIES[severity].text(language)}"


def _filled(text: str, width: int) -> str:
    return "\n".join(wrapped(printable(text), width))


def _say(console: Console, text: str) -> None:
    console.print(_filled(text, console.width), soft_wrap=True)


def _table(title: str) -> Table:
    return Table(
        title=Text(title, style="bold"),
        title_justify="left",
        box=SIMPLE_HEAD,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        expand=True,
    )


def _counts(numbers: Tally) -> tuple[str, ...]:
    money = _("not printed") if numbers.money is None else f"{numbers.money:,}"
    return (
        str(numbers.projects),
        money,
        str(numbers.indicators),
        f"{numbers.measurable} {_share(numbers):>4}",
        *(str(numbers.of_severity(severity)) for severity in Severity),
    )


def _share(numbers: Tally) -> str:
    if not numbers.indicators:
        return "-"
    return f"{numbers.measurable * _PERCENT / numbers.indicators:.0f}%"
