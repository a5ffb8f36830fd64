"""`jiheng scheme`: entities ranked by weighted schemes, explained, and shaken."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiheng.errors import UnknownName
from jiheng_cli.exit_codes import ExitCode
from jiheng_cli.help_pages import SETTINGS, Command, Context, write_examples
from jiheng_cli.limits import LARGEST, read_bytes
from jiheng_cli.options import chosen_form, format_option, language_option, output_option
from jiheng_cli.outputs import check_output, save
from jiheng_cli.sample_tables import sample_folder
from jiheng_cli.source import Source
from jiheng_cli.terminal import columns, printable, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jiheng.bilingual import Language
    from jiheng.schemes.assessing import Assessment
    from jiheng.schemes.scheme import Scheme
    from jiheng.schemes.standing import Ranking

_FORMS = ("text", "json", "xlsx", "html")
_BY_SUFFIX = {".txt": "text", ".json": "json", ".xlsx": "xlsx", ".html": "html", ".htm": "html"}
_EXAMPLES = ("innovation-points", "digital-economy", "information-hub", "digital-level")
_WIDEST = 44
_MOST_TOLD = 10


@dataclass(frozen=True, slots=True)
class _Work:
    """A scheme, its data, and where the result goes."""

    scheme: Scheme
    assessment: Assessment
    form: str
    output: str | None

    @classmethod
    def of(cls, scheme: str, data: str, form: str | None, output: str | None) -> _Work:
        """Load both files, the output having been looked at first."""
        from jiheng.schemes.assessing import Assessment
        from jiheng_evidence.schemes.files import load_figures, load_scheme

        chosen = chosen_form(form, output, _BY_SUFFIX, "text")
        sources = [_source(scheme), _source(data)]
        check_output(output, chosen, sources)
        loaded = load_scheme(read_bytes(sources[0], LARGEST), sources[0].name)
        figures = load_figures(loaded, read_bytes(sources[1], LARGEST), sources[1].name)
        _tell_alone(figures.groups)
        return cls(loaded, Assessment(loaded, figures), chosen, output)


def _tell_alone(groups: Sequence[str]) -> None:
    """Say which entities have nobody to be compared with."""
    from collections import Counter

    alone = [group for group, count in Counter(groups).items() if count == 1]
    if alone:
        named = _(", ").join(filter(None, alone[:_MOST_TOLD]))
        message = (
            _("Groups with one entity only: {names}. Points by comparison say nothing there.")
            if named
            else _("There is one entity only: points by comparison say nothing.")
        )
        tell(printable(message.format(names=named)), style="warning")


def _source(path: str) -> Source:
    return Source(path, Path(path))


@click.pass_obj
def _rank(
    language: Language,
    /,
    *,
    scheme: str,
    data: str,
    engine: str,
    form: str | None,
    output: str | None,
) -> ExitCode:
    from jiheng_evidence.schemes.page import ranking_page
    from jiheng_evidence.schemes.ranking_workbook import ranking_workbook
    from jiheng_evidence.schemes.records import as_json, ranking_record
    from jiheng_evidence.schemes.told import ranking_text

    work = _Work.of(scheme, data, form, output)
    ranking = _ranking(work, engine)
    if work.form == "json":
        save(output, as_json(ranking_record(ranking)))
    elif work.form == "xlsx":
        save(output, ranking_workbook(ranking, work.assessment, language))
    elif work.form == "html":
        save(output, ranking_page(ranking, language))
    else:
        save(output, _lines(ranking_text(ranking, language)))
    return ExitCode.CLEAN


def _ranking(work: _Work, engine: str) -> Ranking:
    from jiheng.schemes.ranking import ranked

    if engine == "memory":
        return ranked(work.assessment)
    from jiheng_evidence.schemes.engine import rank_on_duckdb

    return rank_on_duckdb(work.scheme, work.assessment.figures).ranking


@click.pass_obj
def _explain(
    language: Language,
    /,
    *,
    scheme: str,
    data: str,
    entity: str,
    form: str | None,
    output: str | None,
) -> ExitCode:
    from jiheng.schemes.explaining import Explainer
    from jiheng_evidence.schemes.page import explanation_page
    from jiheng_evidence.schemes.ranking_workbook import explanation_workbook
    from jiheng_evidence.schemes.records import as_json, explanation_record
    from jiheng_evidence.schemes.told import explanation_text

    work = _Work.of(scheme, data, form, output)
    entities = work.assessment.figures.entities
    found = Explainer(work.assessment).explain(_place(entity, entities))
    if work.form == "json":
        save(output, as_json(explanation_record(work.scheme, found, language)))
    elif work.form == "xlsx":
        save(output, explanation_workbook(work.scheme, found, language))
    elif work.form == "html":
        save(output, explanation_page(work.scheme, found, language))
    else:
        save(output, _lines(explanation_text(work.scheme, found, language)))
    return ExitCode.CLEAN


def _place(entity: str, entities: Sequence[str]) -> int:
    """Return which entity is meant.

    Raises:
        UnknownName: None has that name.
    """
    from difflib import get_close_matches

    from jiheng.bilingual import Bilingual

    if entity in entities:
        return entities.index(entity)
    near = [name for name in entities if entity and entity in name]
    near = near or get_close_matches(entity, entities, n=3) or list(entities)
    kind = Bilingual("评价对象", "entity")
    raise UnknownName(kind=kind, name=entity, known=entities[:3], near=near[:3])


@click.pass_obj
def _sensitivity(
    language: Language,
    /,
    *,
    scheme: str,
    data: str,
    form: str | None,
    output: str | None,
    **drawn: int,
) -> ExitCode:
    from jiheng.schemes.ranking import ranked
    from jiheng.schemes.sensitivity import sensitivity
    from jiheng_evidence.schemes.page import sensitivity_page
    from jiheng_evidence.schemes.ranking_workbook import sensitivity_workbook
    from jiheng_evidence.schemes.records import as_json, sensitivity_record
    from jiheng_evidence.schemes.told import sensitivity_text

    work = _Work.of(scheme, data, form, output)
    ranking = ranked(work.assessment)
    found = sensitivity(work.assessment, ranking, **drawn)
    placed = sum(standing.rank is not None for standing in ranking.standings)
    if found.top >= placed:
        message = _("All {count} ranked entities are among the first {top}: name fewer with --top.")
        tell(message.format(count=placed, top=drawn["top"]), style="warning")
    if work.form == "json":
        save(output, as_json(sensitivity_record(work.scheme, found)))
    elif work.form == "xlsx":
        save(output, sensitivity_workbook(work.scheme, found, language))
    elif work.form == "html":
        save(output, sensitivity_page(work.scheme, found, language))
    else:
        save(output, _lines(sensitivity_text(work.scheme, found, language)))
    return ExitCode.CLEAN


@click.pass_obj
def _init(_language: Language, /, *, example: str, folder: str, count: int) -> ExitCode:
    from jiheng_evidence.schemes.files import load_scheme
    from jiheng_evidence.schemes.synthetic import synthetic_figures
    from jiheng_evidence.schemes.workbook import scheme_workbook

    path = sample_folder() / "schemes" / f"{example}.toml"
    text = path.read_bytes()
    scheme = load_scheme(text, path.name)
    home = Path(folder)
    files = ((home / f"{example}.toml"), (home / f"{example}.xlsx"))
    for file in files:
        if file.exists():
            message = _("{path} is there already; name another folder with --out.")
            raise click.UsageError(message.format(path=file))
    home.mkdir(parents=True, exist_ok=True)
    save(str(files[0]), text)
    save(str(files[1]), scheme_workbook(scheme, synthetic_figures(scheme, count)))
    tell(_("Written: {files}").format(files=_(", ").join(map(str, files))))
    return ExitCode.CLEAN


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows in columns; the last cell is as long as it is."""
    listed = [[printable(cell) for cell in row] for row in rows]
    count = max(map(len, listed), default=0)
    widths = [
        min(_WIDEST, max((columns(row[at]) for row in listed if at < len(row) - 1), default=0))
        for at in range(count)
    ]
    lines = []
    for row in listed:
        padded = [cell + " " * max(0, widths[at] - columns(cell)) for at, cell in enumerate(row)]
        lines.append("  ".join(padded).rstrip() + "\n")
    return "".join(lines).encode()


class _Group(click.Group):
    """The commands on schemes, with examples below the list of them."""

    context_class = Context

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        del ctx
        files = "work/innovation-points.toml work/innovation-points.xlsx"
        begin, page = "jiheng scheme init --out work", f"jiheng scheme rank {files} -o ranking.html"
        why = f"jiheng scheme explain {files} 示例企业0013"
        lines = (
            (_("Begin with an example"), begin),
            (_("Rank, as a page"), page),
            (_("Why one of them stands where it does"), why),
        )
        write_examples(formatter, lines)


def command() -> click.Group:
    """Return the group of commands, in the language that is active."""
    group = _Group(
        "scheme",
        help=_(
            "Rank enterprises, cities or regions by weighted schemes of indicators, explain each"
            " score, and see how much the ranking hangs on the weights."
        ),
        context_settings=dict(SETTINGS),
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGUMENTS]..."),
        params=[language_option()],
        no_args_is_help=True,
    )
    for made in (_rank_command(), _explain_command(), _sensitivity_command(), _init_command()):
        group.add_command(made)
    return group


def _files() -> list[click.Parameter]:
    exists = click.Path(exists=True, dir_okay=False)
    return [
        click.Argument(["scheme"], metavar=_("SCHEME"), type=exists),
        click.Argument(["data"], metavar=_("DATA"), type=exists),
    ]


def _out() -> list[click.Parameter]:
    return [
        format_option(_FORMS, _("text, json, xlsx or html. Default: by the suffix of -o.")),
        output_option(_("Where to write. Default: the standard output.")),
        language_option(),
    ]


def _rank_command() -> Command:
    engine = click.Option(
        ["--engine"],
        type=click.Choice(["memory", "duckdb"]),
        default="memory",
        show_default=True,
        help=_("What computes: both give equal results."),
    )
    return Command(
        "rank",
        callback=_rank,
        help=_("Rank the entities of a CSV file or workbook by a scheme (TOML or workbook)."),
        params=[*_files(), engine, *_out()],
        examples=((_("As a workbook"), "jiheng scheme rank 方案.toml 数据.xlsx -o 排名.xlsx"),),
    )


def _explain_command() -> Command:
    return Command(
        "explain",
        callback=_explain,
        help=_(
            "Explain the score of one entity: every step, what each indicator gave, and what"
            " raising it would give."
        ),
        params=[*_files(), click.Argument(["entity"], metavar=_("ENTITY")), *_out()],
        examples=(
            (_("As a page"), "jiheng scheme explain 方案.toml 数据.xlsx 某企业 -o 说明.html"),
        ),
    )


def _sensitivity_command() -> Command:
    return Command(
        "sensitivity",
        callback=_sensitivity,
        help=_(
            "Show how much a ranking hangs on the weights: each one changed by 10 and 20 per cent,"
            " and all drawn at random."
        ),
        params=[
            *_files(),
            _count("--top", 10, _("How many first places are looked at.")),
            _count("--draws", 200, _("How often the weights are drawn.")),
            _count("--seed", 1, _("Where the draws begin; equal seeds give equal results.")),
            *_out(),
        ],
        examples=(
            (_("The first twenty"), "jiheng scheme sensitivity 方案.toml 数据.xlsx --top 20"),
        ),
    )


def _count(name: str, usual: int, explanation: str) -> click.Option:
    return click.Option(
        [name],
        type=click.IntRange(1, 1_000_000),
        default=usual,
        show_default=True,
        metavar="N",
        help=explanation,
    )


def _init_command() -> Command:
    return Command(
        "init",
        callback=_init,
        help=_("Write an example to begin with: a scheme, and a workbook with made-up data."),
        params=[
            click.Option(
                ["--example"],
                type=click.Choice(_EXAMPLES),
                default=_EXAMPLES[0],
                show_default=True,
                help=_("Which one."),
            ),
            click.Option(
                ["--out", "folder"],
                type=click.Path(file_okay=False),
                default=".",
                metavar=_("FOLDER"),
                help=_("Where to write; nothing is replaced."),
            ),
            _count("--count", 60, _("How many made-up entities.")),
            language_option(),
        ],
        examples=(
            (_("Digital economy"), "jiheng scheme init --example digital-economy --out work"),
        ),
    )
