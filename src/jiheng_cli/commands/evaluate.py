"""`jiheng evaluate`: rating sheets of experts → an evaluation, its report, a proposal."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jiheng_cli.exit_codes import ExitCode
from jiheng_cli.hand_edited import force_option, refuse_existing
from jiheng_cli.help_pages import Command
from jiheng_cli.limits import LARGEST, read_bytes
from jiheng_cli.options import chosen_form, format_option, language_option, output_option
from jiheng_cli.outputs import check_output, save
from jiheng_cli.source import Source
from jiheng_cli.terminal import printable, tell

if TYPE_CHECKING:
    from jiheng.bilingual import Language
    from jiheng.evaluation import Evaluation
    from jiheng_evidence.ratings import RatingSheet

_FORMS = ("text", "json", "docx")
_BY_SUFFIX = {".txt": "text", ".json": "json", ".docx": "docx"}
_COMBINING = ("mean", "trimmed", "median")
_FILE_WIDTH = 120


@click.pass_obj
def _run(
    language: Language,
    /,
    *,
    ratings: str | None,
    init: str | None,
    output: str | None,
    form: str | None,
    **settings: Any,
) -> ExitCode:
    if init is not None:
        return _write_sheet(init, output, **settings)
    if ratings is None:
        raise click.UsageError(_("Name a rating sheet, or begin one with --init national."))
    source = Source(ratings, Path(ratings))
    chosen = chosen_form(form, output, _BY_SUFFIX, "text")
    check_output(output, chosen, [source])
    if chosen == "docx":
        refuse_existing(output, force=settings["force"])
    sheet, evaluation = _evaluated(source, settings["combine"], settings["standard"])
    save(output, _rendered(sheet, evaluation, chosen, language))
    for doubt in sheet.doubts:
        tell(printable(doubt.text(language)), style="warning")
    if not sheet.absent:
        return ExitCode.PARTLY_READ if sheet.doubts else ExitCode.CLEAN
    message = _("Rows are missing in the sheet: {names}. Their points are not counted.")
    names = _(", ").join(item.name for item in sheet.absent)
    tell(printable(message.format(names=names)), style="warning")
    return ExitCode.PARTLY_READ


def _write_sheet(
    framework: str,
    output: str | None,
    *,
    subject: str,
    experts: int,
    force: bool,
    **_further: object,
) -> ExitCode:
    from jiheng.standards.framework import load_framework
    from jiheng_evidence.ratings import rating_workbook

    if output is None or not output.casefold().endswith(".xlsx"):
        raise click.UsageError(_("Say with -o where the rating sheet goes, such as ratings.xlsx."))
    refuse_existing(output, force=force)
    names = tuple(f"专家{number}" for number in range(1, experts + 1))
    save(output, rating_workbook(load_framework(framework), subject=subject, experts=names))
    tell(_("Written: {files}").format(files=output))
    return ExitCode.CLEAN


def _evaluated(source: Source, combine: str, standard: str) -> tuple[RatingSheet, Evaluation]:
    from jiheng.evaluation import Combining, evaluate
    from jiheng.standards.scoring_standard import load_standard
    from jiheng_evidence.ratings import read_ratings

    grades = load_standard(standard)  # raises before any work is done
    sheet = read_ratings(read_bytes(source, LARGEST), source.name)
    evaluation = evaluate(
        sheet.framework,
        sheet.ratings,
        grades,
        computed=sheet.computed,
        self_points=sheet.own,
        how=Combining(combine),
    )
    return sheet, evaluation


def _rendered(sheet: RatingSheet, evaluation: Evaluation, form: str, language: Language) -> bytes:
    if form == "docx":
        from jiheng.evaluation import propose
        from jiheng.writing.drafts import evaluation_report, write_report

        proposal = propose(sheet.subject, evaluation.total.grade, sheet.requested)
        return write_report(evaluation_report(sheet.subject, evaluation, [proposal]))
    if form == "json":
        import msgspec

        from jiheng.evaluation.record import evaluation_record

        record = evaluation_record(sheet.subject, evaluation, language)
        return msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n"
    from jiheng_cli.consoles import as_file
    from jiheng_cli.evaluation_text import print_evaluation

    return as_file(
        lambda console: print_evaluation(console, sheet.subject, evaluation, language), _FILE_WIDTH
    )


def command() -> Command:
    """Return the command, in the language that is active."""
    return Command(
        "evaluate",
        callback=_run,
        help=_(
            "Evaluate a project, policy or department by a framework: several experts judge"
            " independently, rates are computed, the unit's own points stand beside; the result"
            " is a total with a grade, and the draft of a report with tables and charts."
        ),
        params=[
            click.Argument(
                ["ratings"],
                metavar=_("[RATINGS.xlsx]"),
                required=False,
                type=click.Path(exists=True, dir_okay=False),
            ),
            *_sheet_options(),
            click.Option(
                ["--combine"],
                type=click.Choice(_COMBINING),
                default=_COMBINING[0],
                show_default=True,
                help=_("How experts make one: mean, mean without both ends, or median."),
            ),
            click.Option(
                ["--standard"],
                default="national",
                show_default=True,
                metavar=_("NAME"),
                help=_("Scoring standard whose grades apply."),
            ),
            format_option(_FORMS, _("text, json or docx. Default: by the suffix of -o.")),
            output_option(
                _("Where to write. Default: the standard output. A report is in Chinese always.")
            ),
            force_option(),
            language_option(),
        ],
        examples=(
            (
                _("Begin a rating sheet"),
                "jiheng evaluate --init national --subject 干部培训专项 -o 评分表.xlsx",
            ),
            (_("What the experts say together"), "jiheng evaluate 评分表.xlsx"),
            (_("The draft of the report"), "jiheng evaluate 评分表.xlsx -o 评价报告.docx"),
        ),
    )


def _sheet_options() -> list[click.Parameter]:
    from jiheng.standards.framework import framework_names

    return [
        click.Option(
            ["--init"],
            metavar=_("FRAMEWORK"),
            help=_("Write an empty rating sheet: {names}.").format(
                names=", ".join(framework_names())
            ),
        ),
        click.Option(["--subject"], default="", metavar=_("NAME"), help=_("What is evaluated.")),
        click.Option(
            ["--experts"],
            type=click.IntRange(1, 50),
            default=3,
            show_default=True,
            metavar="N",
            help=_("Columns for experts in a new sheet."),
        ),
    ]
