"""`jiheng write`: tables from one form into another."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiheng.errors import JihengError
from jiheng.pipeline import read
from jiheng.writing import FORMS, losses
from jiheng_cli.batch import Batch
from jiheng_cli.help_pages import Command
from jiheng_cli.inputs import find_sources
from jiheng_cli.options import chosen_form, language_option, limit_options, quiet_option
from jiheng_cli.outputs import check_output, is_folder, save
from jiheng_cli.rendering import rendered
from jiheng_cli.terminal import tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.bilingual import Bilingual, Language
    from jiheng.model import TargetTable
    from jiheng_cli.exit_codes import ExitCode

_BY_SUFFIX = {suffix: form.name for form in FORMS.values() for suffix in form.suffixes}
_MOST_LOSSES = 10


@click.pass_obj
def _run(
    language: Language,
    /,
    *,
    source: str,
    output: str,
    form: str | None,
    quiet: bool,
    max_size: int,
    timeout: float,
) -> ExitCode:
    if is_folder(output):
        raise click.UsageError(_("{output} is a folder; name a file.").format(output=output))
    sources = find_sources([source])
    chosen = chosen_form(form, output, _BY_SUFFIX, "xlsx")
    check_output(output, chosen, sources)
    batch = Batch(sources, language, max_size, timeout, quiet=quiet)
    tables = [table for _source, found in batch.go(attrgetter("tables")) for table in found]
    if batch.counts.documents:
        data = rendered(tables, chosen, output)
        save(output, data)
        if not quiet:
            _tell_losses(_lost(tables, data, output, chosen), language)
    batch.summarize()
    return batch.ended()


def _lost(
    tables: Sequence[TargetTable], data: bytes, output: str, form: str
) -> tuple[Bilingual, ...]:
    """Return what the printed form cannot hold, found by reading it back."""
    if FORMS[form].exact:
        return ()
    try:
        return losses(tables, read(data, name=Path(output).name).tables)
    except JihengError as error:
        return (error.message,)


def _tell_losses(lost: Sequence[Bilingual], language: Language) -> None:
    for loss in lost[:_MOST_LOSSES]:
        tell(_("not held by this form: {loss}").format(loss=loss.text(language)), style="warning")
    rest = len(lost) - _MOST_LOSSES
    if rest > 0:
        tell(
            ngettext(
                "{count} more value is not held by this form; json, jsonl and csv hold everything.",
                "{count} more values are not held by this form; json, jsonl and csv hold"
                " everything.",
                rest,
            ).format(count=rest)
        )


def command() -> Command:
    """Return the command, in the language that is active."""
    return Command(
        "write",
        callback=_run,
        help=_(
            "Write the tables of a document in another form: back into the official disclosure"
            " form, or out as data. What the form cannot hold is told."
        ),
        params=[
            click.Argument(["source"], metavar=_("IN")),
            click.Argument(["output"], metavar=_("OUT"), type=click.Path(allow_dash=True)),
            click.Option(
                ["--form"],
                type=click.Choice(list(FORMS)),
                help=_("Form to write. Default: by the suffix of OUT, else xlsx."),
            ),
            quiet_option(),
            *limit_options(),
            language_option(),
        ],
        examples=(
            (
                _("A clean official table from what was published"),
                "jiheng write targets.txt targets.xlsx",
            ),
            (_("Data that was corrected, as a page"), "jiheng write tables.json tables.html"),
            (_("As Markdown, printed"), "jiheng write targets.txt - --form md"),
        ),
    )
