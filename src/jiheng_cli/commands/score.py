"""`jiheng score`: self-evaluations → their points recomputed, and where the arithmetic is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from typing import TYPE_CHECKING

import click

from jiheng.scoring.recomputing import recompute
from jiheng.standards.scoring_standard import DEFAULT_STANDARD, load_standard, standard_names
from jiheng.writing.recomputed import RECOMPUTED_FORMS, RecomputedTable, render_recomputed
from jiheng_cli.batch import Batch, stoppable
from jiheng_cli.exit_codes import ExitCode
from jiheng_cli.help_pages import Command
from jiheng_cli.inputs import find_sources, passed_over
from jiheng_cli.options import (
    cache_option,
    chosen_form,
    format_option,
    jobs_option,
    language_option,
    limit_options,
    output_option,
    paths_argument,
    quiet_option,
    verbose_option,
)
from jiheng_cli.outputs import check_output, is_terminal, save
from jiheng_cli.terminal import tell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from jiheng.bilingual import Language
    from jiheng.reading.documents import ReadResult

_FORMS = ("text", *RECOMPUTED_FORMS)
_BY_SUFFIX = {".txt": "text", ".htm": "html", **{f".{name}": name for name in RECOMPUTED_FORMS}}
_FAIL_ON = ("fault", "never")
_FILE_WIDTH = 120


@dataclass(frozen=True, slots=True)
class _Recomputing:
    """Recomputes the self-evaluations of a document, maybe in another process."""

    standard: str

    def __call__(self, result: ReadResult) -> tuple[RecomputedTable, ...]:
        """Return the self-evaluations among the tables; the others have nothing to recompute."""
        standard = load_standard(self.standard)
        made = (
            RecomputedTable(table=table, recomputations=recompute(table, standard))
            for table in result.tables
        )
        return tuple(each for each in made if each.recomputations)


@click.pass_obj
@stoppable()
def _run(
    language: Language,
    /,
    *,
    paths: tuple[str, ...],
    form: str | None,
    output: str | None,
    standard: str,
    fail_on: str,
    full: bool,
    **settings: Any,
) -> ExitCode:
    sources = find_sources(paths)
    chosen = chosen_form(form, output, _BY_SUFFIX, "text")
    check_output(output, chosen, sources)
    load_standard(standard)  # raises before any work is done
    batch = Batch(
        sources,
        language,
        settings["max_size"],
        settings["timeout"],
        settings["jobs"],
        settings["cache"],
        quiet=settings["quiet"],
        passed_over=passed_over(paths),
        verbose=settings["verbose"],
        shows_output=is_terminal(output),
    )
    found: list[RecomputedTable] = []
    for source, tables in batch.go(_Recomputing(standard)):
        if not tables:
            message = _("{name}: no self-evaluation table with points was found.")
            tell(message.format(name=source.name), style="warning")
        if not tables or any(table.unchecked for table in tables):
            batch.codes.add(ExitCode.PARTLY_READ)
        found.extend(tables)
    # A file is not written over with a report on nothing.
    if found or (batch.counts.documents and output in {None, "-"}):
        _write(found, chosen, output, language, full=full)
    if fail_on == "fault" and any(table.faults for table in found):
        batch.codes.add(ExitCode.FINDINGS)
    return batch.ended()


def _write(
    tables: Sequence[RecomputedTable],
    form: str,
    output: str | None,
    language: Language,
    *,
    full: bool,
) -> None:
    if form != "text":
        save(output, render_recomputed(tables, form, language))
        return
    from jiheng_cli.consoles import PlainConsole, as_file
    from jiheng_cli.score_text import print_recomputed

    def write(console: PlainConsole) -> None:
        print_recomputed(console, tables, language, full=full)

    if output in {None, "-"}:
        write(PlainConsole())
    else:
        save(output, as_file(write, _FILE_WIDTH))


def command() -> Command:
    """Return the command, in the language that is active."""
    return Command(
        "score",
        callback=_run,
        help=_(
            "Recompute published self-evaluations: the points of each indicator by its target and"
            " actual value, the execution rate, the total and the grade, each with its working;"
            " and say where the printed arithmetic is wrong or a reason is missing. Exits with 4"
            " where points, a target or the total are missing, or there is nothing to recompute."
        )
        + "\n\n"
        + _(
            "Points that another method gives (yes or no, bands) are named, not counted as"
            " faults. Words are judged by people; only their range is checked."
        ),
        params=[
            paths_argument(),
            click.Option(
                ["--standard"],
                default=DEFAULT_STANDARD,
                show_default=True,
                metavar=_("NAME"),
                help=_("Scoring standard: {names}.").format(names=", ".join(standard_names())),
            ),
            click.Option(
                ["--fail-on"],
                type=click.Choice(_FAIL_ON),
                default=_FAIL_ON[0],
                show_default=True,
                help=_("Exit with 1 when printed points, sums or reasons are at fault."),
            ),
            format_option(
                _FORMS, _("Form of the report. Default: by the suffix of OUT, else text.")
            ),
            output_option(_("Write to this file. Default: print.")),
            click.Option(
                ["--full"], is_flag=True, help=_("In text, list every line with its working.")
            ),
            quiet_option(),
            verbose_option(),
            jobs_option(),
            *limit_options(),
            cache_option(),
            language_option(),
        ],
        examples=(
            (_("Recompute a published self-evaluation"), "jiheng score accounts.pdf"),
            (_("Every step, as a page to read"), "jiheng score accounts.pdf -o score.html"),
            (
                _("Where execution is scored in bands"),
                "jiheng score form.xlsx --standard banded-execution",
            ),
        ),
    )
