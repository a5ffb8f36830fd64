"""`jiheng run`: measures over evidence → how the targets came out."""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime
from gettext import gettext as _
from gettext import ngettext
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jiheng.bilingual import Bilingual
from jiheng.errors import MissingExtra, UnreadableFile
from jiheng_cli.batch import Batch, stoppable
from jiheng_cli.consoles import PlainConsole, as_file
from jiheng_cli.exit_codes import ExitCode, gravest
from jiheng_cli.hand_edited import force_option, refuse_existing
from jiheng_cli.help_pages import Command
from jiheng_cli.inputs import find_sources
from jiheng_cli.limits import LARGEST, PATIENCE, read_bytes
from jiheng_cli.options import (
    chosen_form,
    format_option,
    language_option,
    output_option,
    quiet_option,
)
from jiheng_cli.outputs import check_output, is_folder, is_terminal, save
from jiheng_cli.progress import Bars
from jiheng_cli.source import Source
from jiheng_cli.terminal import one_line, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.bilingual import Language
    from jiheng.model import TargetTable
    from jiheng_evidence.measures.binding import Bound
    from jiheng_evidence.measures.model import MeasureFile
    from jiheng_evidence.running.outcome import Run

_FORMS = ("text", "json", "junit", "html")
_BY_SUFFIX = {".txt": "text", ".json": "json", ".xml": "junit", ".html": "html", ".htm": "html"}
_FAILING = ("missed", "partly", "unjudged", "alarm", "unbound", "never")
_NO_TABLE = Bilingual(
    "其中没有填写了内容的绩效目标表，jiheng read 会说明读到了什么。",
    "it holds no table of targets that is filled in; jiheng read says what it holds.",
)
_STYLES = {
    "title": "bold",
    "met": "green",
    "partly": "yellow",
    "missed": "bold red",
    "unjudged": "magenta",
    "failed": "bold red",
    "alarm": "yellow",
    "quiet": "dim",
    "plain": "",
}


@click.pass_obj
@stoppable()
def _run(
    language: Language,
    /,
    *,
    path: str | None,
    init: bool,
    demo: bool,
    form: str | None,
    output: str | None,
    **settings: Any,
) -> ExitCode:
    if demo:
        return _demonstrated(path, output, language, **settings)
    if path is None:
        raise click.UsageError(_("Name a measure file, or try --demo."))
    if is_folder(output):
        raise click.UsageError(_("{output} is a folder; name a file.").format(output=output))
    sources = find_sources([path])
    if len(sources) != 1 or sources[0].path is None:
        raise click.UsageError(_("Name one file."))
    if init:
        refuse_existing(output, force=settings["force"])
        return _draft(sources[0], output, language, quiet=settings["quiet"])
    chosen = chosen_form(form, output, _BY_SUFFIX, "text")
    check_output(output, chosen, sources)
    _need_the_extra()
    run, codes = _ran(sources[0], language, **settings)
    _report(run, chosen, output, language, full=settings["full"], quiet=settings["quiet"])
    codes.append(_ended(run, settings["fail_on"]))
    return gravest(codes)


def _demonstrated(
    path: str | None, output: str | None, language: Language, **settings: Any
) -> ExitCode:
    from jiheng_cli.run_demo import FOLDER, show_demonstration

    if path is not None:
        raise click.UsageError(_("--demo brings its own measures; name no file."))
    _need_the_extra()

    def running(measures: Path) -> Run:
        return _ran(Source(measures.name, measures), language, **settings)[0]

    return show_demonstration(Path(output or FOLDER), language, running)


def _need_the_extra() -> None:
    from importlib.util import find_spec

    if find_spec("duckdb") is None:
        raise MissingExtra(extra="evidence")


def _ran(
    source: Source,
    language: Language,
    *,
    select: tuple[str, ...],
    as_of: datetime | None,
    allow: tuple[str, ...],
    quiet: bool,
    **_further: object,
) -> tuple[Run, list[ExitCode]]:
    from jiheng_evidence.measures.binding import bind
    from jiheng_evidence.measures.reading import read_measures
    from jiheng_evidence.running.run import run_measures
    from jiheng_evidence.sources.paths import confined

    folder = Path(source.path or "").absolute().parent
    data = read_bytes(source, LARGEST)
    file = read_measures(data, name=source.name, folder=folder)
    places = tuple(Path(place).absolute() for place in allow)
    tables, batch = _tables(confined(file.table, folder, places), language, quiet=quiet)
    bounds = _selected(bind(_chosen(tables, file), file.measures, name=file.name), select)
    now = datetime.now(UTC).astimezone()
    with Bars(shown=not quiet) as bars:
        run = run_measures(
            file,
            bounds,
            as_of=_day(as_of, file, now),
            taken_at=now,
            allowed=places,
            progress=lambda done, total: bars.pages(_("Computing"), done, total),
        )
    return run, [code for code in (batch.ended(),) if code is not ExitCode.PARTLY_READ]


def _tables(path: Path, language: Language, *, quiet: bool) -> tuple[list[TargetTable], Batch]:
    """Return the tables of a document; what is wrong with reading it is for `jiheng read`.

    Raises:
        UnreadableFile: It holds no table.
        click.exceptions.Exit: It could not be read, which was told.
    """
    named = Source(os.path.relpath(path), path)
    batch = Batch([named], language, LARGEST, PATIENCE, quiet=quiet, tells_problems=False)
    tables = [table for _source, found in batch.go(attrgetter("tables")) for table in found]
    if tables:
        return tables, batch
    if batch.unread:
        raise click.exceptions.Exit(int(batch.ended()))
    raise UnreadableFile(name=named.name, reason=_NO_TABLE)


def _chosen(tables: Sequence[TargetTable], file: MeasureFile) -> Sequence[TargetTable]:
    number = file.table_number
    if number is None:
        return tables
    if number > len(tables):
        raise click.UsageError(
            _("table_number is {number}, but the document has {count} tables.").format(
                number=number, count=len(tables)
            )
        )
    return tables[number - 1 : number]


def _selected(bounds: tuple[Bound, ...], select: tuple[str, ...]) -> tuple[Bound, ...]:
    """Return the indicators whose project, name or owner has one of the words; all without any."""
    from jiheng_evidence.measures.binding import plain

    if not select:
        return bounds
    words = [plain(word) for word in select]
    found = tuple(
        bound
        for bound in bounds
        for owners in [[measure.owner for measure in bound.measures]]
        if any(
            word in plain(said)
            for word in words
            for said in (bound.project.name, bound.indicator.name, *owners)
        )
    )
    if not found:
        raise click.UsageError(
            _("No indicator fits --select {words}.").format(words=one_line(" ".join(select)))
        )
    return found


def _day(as_of: datetime | None, file: MeasureFile, now: datetime) -> date:
    return as_of.date() if as_of is not None else file.as_of or now.date()


def _report(
    run: Run, form: str, output: str | None, language: Language, *, full: bool, quiet: bool
) -> None:
    from jiheng_evidence.reports import REPORTS
    from jiheng_evidence.reports.text import last_line, lines

    said = list(lines(run, language, full=full)) if form == "text" else []
    if form != "text":
        save(output, REPORTS[form](run, language))
    elif output in {None, "-"}:
        _print(PlainConsole(), said)
    else:
        save(output, as_file(lambda console: _print(console, said), _FILE_WIDTH))
    if not quiet and (form != "text" or output not in {None, "-"}):
        tell(last_line(run, language), style="quiet")


_FILE_WIDTH = 200


def _print(console: PlainConsole, said: Sequence[Any]) -> None:
    for line in said:
        console.print(
            one_line(line.text), style=_STYLES[line.style], soft_wrap=not console.is_terminal
        )


def _ended(run: Run, fail_on: str) -> ExitCode:
    from jiheng_evidence.running.outcome import State

    counts = {
        "missed": run.count(State.MISSED),
        "partly": run.count(State.PARTLY),
        "unjudged": run.count(State.UNJUDGED),
        "alarm": run.alarm_count(),
        "unbound": run.count(State.UNBOUND),
    }
    level = _FAILING.index(fail_on)
    failing = fail_on != "never" and any(counts[name] for name in _FAILING[: level + 1])
    codes = [ExitCode.FINDINGS] if failing else []
    if run.unread:
        codes.append(ExitCode.UNREADABLE)
    if run.count(State.FAILED):
        codes.append(ExitCode.PARTLY_READ)
    return gravest(codes)


def _draft(source: Source, output: str | None, language: Language, *, quiet: bool) -> ExitCode:
    from jiheng_evidence.measures.drafting import draft, kinds_guessed

    check_output(output, "toml", [source])
    path = Path(source.path or "").absolute()
    tables, _batch = _tables(path, language, quiet=quiet)
    home = Path.cwd() if output in {None, "-"} else Path(str(output)).absolute().parent
    year = datetime.now(UTC).astimezone().year
    text = draft(tables, table=os.path.relpath(path, home), fiscal_year=year)
    save(output, text.encode())
    if quiet:
        return ExitCode.CLEAN
    if not path.is_relative_to(home):
        tell(
            _(
                "The table is outside the folder of the measures: run them with --allow {folder}"
            ).format(folder=one_line(os.path.relpath(path.parent)))
        )
    if not (is_terminal(output) and sys.stderr.isatty()):
        counts = kinds_guessed(tables)
        number = sum(counts.values())
        tell(
            ngettext(
                "Drafted {number} measure, commented out: {kinds}",
                "Drafted {number} measures, commented out: {kinds}",
                number,
            ).format(
                number=number,
                kinds=" · ".join(
                    f"{_kind_name(kind, language)} {count}" for kind, count in counts.most_common()
                ),
            ),
            style="quiet",
        )
    return ExitCode.CLEAN


def _kind_name(kind: str, language: Language) -> str:
    """Return what a kind is called; `none` where a person has to say what to compute."""
    from jiheng_evidence.measures.model import Kind
    from jiheng_evidence.reports.labels import KINDS

    return _("to be written by hand") if kind == "none" else KINDS[Kind(kind)].text(language)


def _what_and_where() -> list[click.Parameter]:
    return [
        click.Argument(
            ["path"],
            metavar=_("MEASURES"),
            type=click.Path(path_type=str, readable=False),
            required=False,
        ),
        click.Option(
            ["--init"],
            is_flag=True,
            help=_(
                "Draft a measure file instead: MEASURES is then a table, any document that"
                " `jiheng read` reads."
            ),
        ),
        click.Option(
            ["--demo"],
            is_flag=True,
            help=_(
                "Try it: write five published tables, their measures and synthetic evidence"
                " into the folder OUT (default: out), and run them."
            ),
        ),
        format_option(_FORMS, _("Form of the report. Default: by the suffix of OUT, else text.")),
        output_option(_("Write to this file. Default: standard output.")),
        force_option(),
    ]


def _how() -> list[click.Parameter]:
    return [
        click.Option(
            ["--select"],
            multiple=True,
            metavar=_("TEXT"),
            help=_("Only indicators with this text in project, name or owner; repeatable."),
        ),
        click.Option(
            ["--as-of"],
            type=click.DateTime(["%Y-%m-%d"]),
            metavar=_("DAY"),
            help=_("The day of judging. Default: as_of of the file, else today."),
        ),
        click.Option(
            ["--allow"],
            multiple=True,
            metavar=_("PATH"),
            help=_(
                "Let the table and the sources lie in this folder as well, outside that of the"
                " file; repeatable."
            ),
        ),
        click.Option(
            ["--fail-on"],
            type=click.Choice(_FAILING),
            default="partly",
            show_default=True,
            help=_("End with exit code 1 from this on; each level includes those before it."),
        ),
        click.Option(
            ["--full"],
            is_flag=True,
            help=_("Print every indicator, with its value and the query that computes it."),
        ),
        quiet_option(),
        language_option(),
    ]


def command() -> Command:
    """Return the command, in the language that is active."""
    return Command(
        "run",
        callback=_run,
        help=_(
            "Compute the actual value of each indicator from evidence, compare it with its target,"
            " and say what is met, missed, or cannot be judged and why.\n\nMEASURES is a TOML file"
            " under review: it names a table of targets, the sources of evidence (CSV, XLSX,"
            " Parquet, SQLite, PostgreSQL) and, for each indicator, what to compute. Nothing but"
            " the named sources is reached. Data that is missing, old, incomplete or out of line"
            " raises alarms; indicators without a measure are listed as unbound."
        ),
        params=[*_what_and_where(), *_how()],
        examples=(
            (
                _("Draft measures from a table, then edit the draft"),
                "jiheng run --init targets.txt -o measures.toml",
            ),
            (_("Run them"), "jiheng run measures.toml"),
            (_("See it at work, on synthetic evidence"), "jiheng run --demo"),
            (
                _("A page for the meeting, as things stood in mid-year"),
                "jiheng run measures.toml --as-of 2025-07-31 -o result.html",
            ),
            (
                _("In a build server"),
                "jiheng run measures.toml -f junit -o result.xml --fail-on alarm",
            ),
        ),
    )
