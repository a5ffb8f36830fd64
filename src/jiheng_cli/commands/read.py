"""`jiheng read`: documents → their tables as data."""

from __future__ import annotations

from functools import partial
from gettext import gettext as _
from itertools import chain
from typing import TYPE_CHECKING

import click

from jiheng.writing import FORMS
from jiheng_cli.batch import Batch, stoppable
from jiheng_cli.held import not_held, tell_not_held
from jiheng_cli.help_pages import Command
from jiheng_cli.inputs import find_sources, passed_over
from jiheng_cli.json_list import JsonList
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
from jiheng_cli.outputs import (
    BINARY_FORMS,
    Folder,
    check_output,
    is_folder,
    is_terminal,
    opened,
    save,
)
from jiheng_cli.proofs import check_proof, proof_option, write_proof
from jiheng_cli.rendering import pieces, rendered
from jiheng_cli.terminal import tell

if TYPE_CHECKING:
    from typing import Any

    from jiheng.bilingual import Bilingual, Language
    from jiheng.model import TargetTable
    from jiheng.reading.documents import ReadResult
    from jiheng_cli.exit_codes import ExitCode
    from jiheng_cli.source import Source

_BY_SUFFIX = {suffix: form.name for form in FORMS.values() for suffix in form.suffixes}


@click.pass_obj
@stoppable()
def _run(
    language: Language,
    /,
    *,
    paths: tuple[str, ...],
    form: str | None,
    output: str | None,
    quiet: bool,
    proof: str | None,
    verbose: bool,
    **limits: Any,
) -> ExitCode:
    sources = find_sources(paths)
    if proof is not None:
        check_proof(proof, output or form, sources)
    chosen = chosen_form(form, output, _BY_SUFFIX, "json")
    check_output(output, chosen, sources)
    batch = Batch(
        sources,
        language,
        **limits,
        quiet=quiet,
        passed_over=passed_over(paths),
        verbose=verbose,
        shows_output=is_terminal(output) and proof is None,
    )
    if proof is not None:
        write_proof(batch, proof)
    elif output is not None and is_folder(output):
        _write_each(batch, chosen, output)
    elif chosen in {"json", "jsonl"}:
        _stream(batch, chosen, output)
    else:
        _collect(batch, chosen, output)
    batch.summarize()
    return batch.ended()


def _write_each(batch: Batch, form: str, output: str) -> None:
    folder = Folder(output, batch.sources)
    suffix = FORMS[form].suffixes[0]
    for source, (data, lost) in batch.go(partial(_whole, form, output)):
        if data is None:
            _tell_empty(batch, source)
            continue
        path = folder.save(source, suffix, data)
        _tell(batch, lost, str(path))


def _stream(batch: Batch, form: str, output: str | None) -> None:
    """Write table by table, so that memory does not grow with the number of documents."""
    made = batch.go(partial(pieces, form, output))
    first = next(made, None)
    if first is None:
        return
    with opened(output) as stream:
        listed = JsonList(stream) if form == "json" else None
        for _source, found in chain((first,), made):
            for piece in found:
                if listed is None:
                    stream.write(piece)
                else:
                    listed.add(piece)
        if listed is not None:
            listed.close()


def _whole(
    form: str, output: str | None, result: ReadResult
) -> tuple[bytes | None, tuple[Bilingual, ...]]:
    if form in BINARY_FORMS and not result.tables:
        return None, ()  # an empty workbook would look like a table that was read
    return rendered(result.tables, form, output), not_held(result.tables, form, output)


def _collect(batch: Batch, form: str, output: str | None) -> None:
    tables: list[TargetTable] = []
    for _source, found in batch.go(_tables):
        tables.extend(found)
    if batch.counts.documents:
        save(output, rendered(tables, form, output))
        _tell(batch, not_held(tables, form, output), output)


def _tell(batch: Batch, lost: tuple[Bilingual, ...], output: str | None) -> None:
    if not batch.quiet:
        tell_not_held(lost, output, batch.language)


def _tell_empty(batch: Batch, source: Source) -> None:
    if not batch.quiet:
        tell(
            _("{name}: no table in it, so no file is written.").format(name=source.name),
            style="warning",
        )


def _tables(result: ReadResult) -> tuple[TargetTable, ...]:
    return result.tables


def command() -> Command:
    """Return the command, in the language that is active."""
    return Command(
        "read",
        callback=_run,
        help=_(
            "Read documents and print their tables as data: every value with its place, and every"
            " character that could not be read."
        )
        + "\n\n"
        + _(
            "PATH is a file, a folder (searched with what is below it), an archive (.zip, .tar.gz)"
            " of documents, a pattern in quotes, or - for the standard input. PDF, Word, Excel and"
            " OpenDocument are understood, and text in UTF-8, GB18030 and UTF-16: tab-separated,"
            " Markdown and HTML tables, also mixed in one file."
        ),
        params=[
            paths_argument(),
            format_option(
                tuple(FORMS), _("Form of the data. Default: by the suffix of OUT, else json.")
            ),
            output_option(
                _("Write to this file; to a folder, a file for each document. Default: print.")
            ),
            proof_option(),
            quiet_option(),
            verbose_option(),
            jobs_option(),
            *limit_options(),
            cache_option(),
            language_option(),
        ],
        examples=(
            (_("One table as JSON"), "jiheng read targets.txt"),
            (
                _("A folder of tables, one a line, for other programs"),
                "jiheng read tables/ -o tables.jsonl",
            ),
            (
                _("A workbook for each document"),
                "jiheng read '*.txt' --format xlsx -o workbooks/",
            ),
            (_("Many documents, on every processor"), "jiheng read tables/ -j 0 -o tables.jsonl"),
            (
                _("A page to check what was read against the pages of the document"),
                "jiheng read --proof proof.html budget.pdf",
            ),
            (_("From another program"), "cat targets.txt | jiheng read - | jq .rows[0]"),
        ),
    )
