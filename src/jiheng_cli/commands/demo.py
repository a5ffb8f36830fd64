"""`jiheng demo`: the five published tables, read, checked and written again."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiheng.pipeline import check
from jiheng.writing import write_tables
from jiheng.writing.reports import render
from jiheng_cli.batch import Batch
from jiheng_cli.consoles import PlainConsole
from jiheng_cli.demo_report import print_files, print_gravest, print_meaning, print_overview
from jiheng_cli.exit_codes import ExitCode
from jiheng_cli.gravest import gravest_findings
from jiheng_cli.help_pages import Command
from jiheng_cli.limits import PATIENCE, USUAL
from jiheng_cli.options import language_option
from jiheng_cli.outputs import save
from jiheng_cli.sample_tables import samples

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.bilingual import Language
    from jiheng.model import Review
    from jiheng.reading.documents import ReadResult

_PROFILE = "guangzhou"


@click.pass_obj
def _run(language: Language, /, *, out: str) -> ExitCode:
    batch = Batch(samples(), language, USUAL, PATIENCE, tells_problems=False)
    reviews = [review for _source, found in batch.go(_reviews) for review in found]
    console = PlainConsole()
    console.print()
    print_overview(console, reviews, language)
    print_meaning(console, reviews)
    print_gravest(console, gravest_findings(reviews), language)
    print_files(console, _written(Path(out), reviews, language))
    return ExitCode.CLEAN


def _reviews(result: ReadResult) -> list[Review]:
    return [check(table, profile=_PROFILE) for table in result.tables]


def _written(folder: Path, reviews: Sequence[Review], language: Language) -> list[tuple[Path, str]]:
    tables = [review.table for review in reviews]
    files = (
        ("report.html", render(reviews, "html", language), _("the review, to read and pass on")),
        ("review.xlsx", render(reviews, "xlsx", language), _("findings beside the cells")),
        ("tables.xlsx", write_tables(tables, "xlsx"), _("the tables in the official form, clean")),
        ("tables.json", write_tables(tables, "json"), _("the tables as data")),
    )
    folder.mkdir(parents=True, exist_ok=True)
    for name, data, _meaning in files:
        save(str(folder / name), data)
    return [(folder / name, meaning) for name, _data, meaning in files]


def command() -> Command:
    """Return the command, in the language that is active."""
    return Command(
        "demo",
        callback=_run,
        help=_(
            "Read and check five tables that departments of Guangzhou published, print a summary,"
            " and write a report, a review workbook, clean official tables and data."
        ),
        params=[
            click.Option(
                ["--out"],
                type=click.Path(file_okay=False),
                default="out",
                show_default=True,
                metavar=_("FOLDER"),
                help=_("Where to write; existing files of the same names are replaced."),
            ),
            language_option(),
        ],
        examples=(
            (_("Try everything"), "jiheng demo"),
            (_("In English, to another folder"), "jiheng demo --lang en --out /tmp/jiheng"),
        ),
    )
