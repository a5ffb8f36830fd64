"""`jiheng write`: tables from one form into another."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jiheng.errors import JihengError
from jiheng.pipeline import read
from jiheng.writing import (
    FORMS,
    OFFICIAL_FILES,
    OFFICIAL_FORMS,
    left_out,
    losses,
    unshown_signs,
    write_official,
)
from jiheng.writing.official.specs import DISCLOSURE
from jiheng_cli.batch import Batch
from jiheng_cli.exit_codes import ExitCode
from jiheng_cli.held import not_held, tell_not_held
from jiheng_cli.help_pages import Command
from jiheng_cli.inputs import find_sources
from jiheng_cli.options import (
    chosen_form,
    language_option,
    limit_options,
    quiet_option,
    verbose_option,
)
from jiheng_cli.outputs import check_output, is_folder, save
from jiheng_cli.rendering import rendered
from jiheng_cli.terminal import tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.bilingual import Bilingual, Language
    from jiheng.model import TargetTable

_FILES = {suffix: file.name for file in OFFICIAL_FILES.values() for suffix in file.suffixes}
_BY_SUFFIX = {
    **_FILES,
    **{suffix: form.name for form in FORMS.values() for suffix in form.suffixes},
}
_EVERY = frozenset.intersection(*(frozenset(form.files) for form in OFFICIAL_FORMS.values()))
"""Kinds of file that hold any official form: in these, each table gets the one that suits it."""

_MOST_LOSSES = 10
_MOST_SIGNS = 40


@dataclass(frozen=True, slots=True)
class _Target:
    """What is to be written.

    Attributes:
        form: An official form; None for the one that suits each table.
        file: In which kind of file; without an official form, any of `FORMS`.
        is_data: Whether `file` is a form in itself, whatever the tables are for.
    """

    form: str | None
    file: str
    output: str
    is_data: bool

    @classmethod
    def of(cls, form: str | None, output: str) -> _Target:
        """Take the form that is named, in the file that the suffix of the output says."""
        if form is not None and form in OFFICIAL_FORMS:
            files = OFFICIAL_FORMS[form].files
            known = {suffix: file for suffix, file in _FILES.items() if file in files}
            if Path(output).suffix.casefold() not in {"", *known}:
                raise click.UsageError(
                    _("{form} is written only to files of: {known}").format(
                        form=form, known=" ".join(known)
                    )
                )
            return cls(form, chosen_form(None, output, known, "xlsx"), output, is_data=False)
        file = chosen_form(form, output, _BY_SUFFIX, "xlsx", "--form")
        return cls(None, file, output, is_data=form is not None or file not in _EVERY)

    @property
    def is_exact(self) -> bool:
        """Whether the file holds every table without loss."""
        return self.is_data and FORMS[self.file].exact

    def not_held(self, tables: Sequence[TargetTable]) -> tuple[Bilingual, ...]:
        """Return the kinds of fields that a list, of projects or indicators, has no place for."""
        if self.is_data:
            return not_held(tables, self.file, self.output)
        if self.form == DISCLOSURE:
            return left_out(tables, "xlsx")
        return ()

    def written(self, tables: Sequence[TargetTable]) -> bytes:
        """Return the tables as the bytes of the file."""
        if self.is_data:
            return rendered(tables, self.file, self.output)
        return write_official(tables, self.form, self.file)

    def unshown(self, tables: Sequence[TargetTable]) -> tuple[str, ...]:
        """Return the characters for which the file shows empty boxes."""
        return () if self.is_data else unshown_signs(tables, self.form, self.file)


@click.pass_obj
def _run(
    language: Language,
    /,
    *,
    source: str,
    output: str,
    form: str | None,
    quiet: bool,
    verbose: bool,
    **limits: Any,
) -> ExitCode:
    if is_folder(output):
        raise click.UsageError(_("{output} is a folder; name a file.").format(output=output))
    sources = find_sources([source])
    target = _Target.of(form, output)
    check_output(output, target.file, sources)
    batch = Batch(sources, language, **limits, quiet=quiet, verbose=verbose)
    tables = [table for _source, found in batch.go(attrgetter("tables")) for table in found]
    if batch.counts.documents:
        data = target.written(tables)
        save(output, data)
        if not quiet:
            tell_not_held(target.not_held(tables), output, language)
        lost = () if target.is_exact else _lost(tables, data, target)
        unshown = target.unshown(tables)
        if lost or unshown:
            batch.codes.add(ExitCode.PARTLY_READ)
        if not quiet:
            _tell_titles(target, tables, language)
            _tell_losses(lost, language)
            _tell_unshown(unshown)
    batch.summarize()
    return batch.ended()


def _lost(tables: Sequence[TargetTable], data: bytes, target: _Target) -> tuple[Bilingual, ...]:
    """Return what the printed form cannot hold, found by reading it back."""
    from jiheng.writing.official.losses import official_losses

    try:
        found = read(data, name=Path(target.output).name).tables
    except JihengError as error:
        return (error.message,)
    if target.is_data:
        return losses(tables, found)
    return official_losses(tables, target.form, found)


def _tell_titles(target: _Target, tables: Sequence[TargetTable], language: Language) -> None:
    from jiheng.writing.official.losses import new_titles

    for title in () if target.is_data else new_titles(tables, target.form):
        tell(title.text(language), style="quiet")


def _tell_unshown(signs: Sequence[str]) -> None:
    if not signs:
        return
    more = " …" if len(signs) > _MOST_SIGNS else ""
    tell(
        _(
            "the fonts of the PDF lack: {signs}; they show as empty boxes, .docx and .xlsx hold"
            " them"
        ).format(signs=" ".join(signs[:_MOST_SIGNS]) + more),
        style="warning",
    )


def _tell_losses(lost: Sequence[Bilingual], language: Language) -> None:
    for loss in lost[:_MOST_LOSSES]:
        tell(_("not held by this form: {loss}").format(loss=loss.text(language)), style="warning")
    rest = len(lost) - _MOST_LOSSES
    if rest > 0:
        tell(
            ngettext(
                "{count} more value is not held by this form; json, jsonl and .zip hold"
                " everything.",
                "{count} more values are not held by this form; json, jsonl and .zip hold"
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
            "Write the tables of a document in another form: back into official forms as workbook,"
            " Word document or PDF, or out as data. The form is read back: what it loses or changes"
            " is told, and the command ends with exit code 4."
        ),
        params=[
            click.Argument(["source"], metavar=_("IN")),
            click.Argument(["output"], metavar=_("OUT"), type=click.Path(allow_dash=True)),
            click.Option(
                ["--form"],
                type=click.Choice([*OFFICIAL_FORMS, *FORMS]),
                help=_(
                    "Official form to print, in the kind of file that the suffix of OUT says, or a"
                    " form of data. Default: by the suffix of OUT, else xlsx, each table in the"
                    " form that suits it."
                ),
            ),
            quiet_option(),
            verbose_option(),
            *limit_options(),
            language_option(),
        ],
        examples=(
            (
                _("A clean official table from what was published"),
                "jiheng write targets.txt targets.xlsx",
            ),
            (
                _("A declaration of each project, to be signed"),
                "jiheng write targets.txt targets.docx --form declaration",
            ),
            (_("Data that was corrected, as a page"), "jiheng write tables.json tables.html"),
            (_("As Markdown, printed"), "jiheng write targets.txt - --form md"),
        ),
    )
