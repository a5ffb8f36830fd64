"""`jiheng read --proof`: a page that shows what was read of a document, in its place."""

from __future__ import annotations

from functools import partial
from gettext import gettext as _
from typing import TYPE_CHECKING

import click

from jiheng_cli.inputs import may_hold_documents
from jiheng_cli.limits import read_bytes
from jiheng_cli.outputs import STDOUT, check_output, is_folder, save

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.bilingual import Language
    from jiheng.reading.documents import ReadResult
    from jiheng_cli.batch import Batch
    from jiheng_cli.source import Source


def proof_option() -> click.Option:
    """Return `--proof`."""
    return click.Option(
        ["--proof"],
        metavar="OUT.html",
        help=_(
            "Write no data, but a page (HTML) that shows the pages of one document with every"
            " recorded value boxed in its place and every unread piece marked."
        ),
    )


def check_proof(proof: str, other: str | None, sources: Sequence[Source]) -> None:
    """Refuse, before any work, a page of proof that cannot be written.

    Raises:
        click.UsageError: Data is asked for besides, the document is not one file, or the page has
            no file of its own.
    """
    if other is not None:
        raise click.UsageError(_("--proof writes a page instead of data: leave -o and -f out."))
    if len(sources) != 1 or sources[0].path is None or may_hold_documents(sources[0]):
        raise click.UsageError(_("--proof shows one document: name one file."))
    if proof == STDOUT or is_folder(proof):
        raise click.UsageError(_("--proof needs the name of a file to write."))
    if not proof.casefold().endswith((".html", ".htm")):
        raise click.UsageError(_("--proof writes a web page: give its file the suffix .html."))
    check_output(proof, "html", sources)


def write_proof(batch: Batch, proof: str) -> None:
    """Read the one document of a batch and write its page of proof."""
    (source,) = batch.sources
    work = partial(_page, source, batch.max_size, batch.language)
    for _source, page in batch.go(work, reopens=True):
        save(proof, page)


def _page(source: Source, max_size: int, language: Language, result: ReadResult) -> bytes:
    from jiheng.pipeline import prove_result

    # Where the document is read, pictures are drawn: in a child that is bounded and can be killed.
    data = read_bytes(source, max_size)
    return prove_result(result, data, name=source.name, language=language)
