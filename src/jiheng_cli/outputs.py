"""Where results go: the standard output, a file, or a file for each document in a folder.

A file appears whole or not at all: it is written beside its place under another name, then renamed.
"""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from jiheng_cli.source import real_paths
from jiheng_cli.terminal import one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from jiheng_cli.source import Source

STDOUT = "-"
_READABLE_BY_UMASK = 0o666
BINARY_FORMS = frozenset({"xlsx", "docx", "pdf"})


def is_folder(output: str | None) -> bool:
    """Return whether an output means a folder: one that exists, or a name that ends in a slash."""
    if output in {None, STDOUT}:
        return False
    separators = tuple(filter(None, (os.sep, os.altsep)))
    return str(output).endswith(separators) or Path(str(output)).is_dir()


def is_terminal(output: str | None) -> bool:
    """Return whether the result runs over a terminal."""
    return output in {None, STDOUT} and sys.stdout.isatty()


def check_output(output: str | None, form: str, sources: Sequence[Source]) -> None:
    """Refuse, before any work, an output that would harm an input or the terminal.

    Raises:
        click.UsageError: The output is one of the documents to read, is in no folder, or is a
            terminal that is to show a workbook.
    """
    if output in {None, STDOUT}:
        if form in BINARY_FORMS and is_terminal(output):
            raise click.UsageError(
                _("The form {form} is not for a terminal; name a file with -o.").format(form=form)
            )
        return
    if not is_folder(output):
        target = Path(str(output))
        if target.exists():  # else it is none of the documents
            _refuse_input(target, real_paths(sources))
        if not target.parent.is_dir():
            raise click.UsageError(
                _("The folder {folder} does not exist.").format(folder=one_line(str(target.parent)))
            )


def _refuse_input(output: Path, inputs: Collection[str]) -> None:
    if os.path.realpath(output) in inputs:
        raise click.UsageError(
            _("{output} is a document to be read; choose another output.").format(
                output=one_line(str(output))
            )
        )


@contextmanager
def opened(output: str | None) -> Iterator[BinaryIO]:
    """Give a stream whose content takes its place only when the block ends without an error.

    The standard output and devices are written to as they are.
    """
    if output is None or output == STDOUT:
        sys.stdout.flush()
        yield sys.stdout.buffer
        return
    target = Path(os.path.realpath(output))
    if target.exists() and not target.is_file():
        with _named(str(output)), target.open("wb") as stream:
            yield stream
        return
    with _named(str(output)):
        yield from _replaced(target)


@contextmanager
def _named(output: str) -> Iterator[None]:
    """Let what the system refuses say which file it was."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or output
        raise


def _replaced(target: Path) -> Iterator[BinaryIO]:
    try:
        handle, name = tempfile.mkstemp(
            prefix=f".{target.name[:80]}.", suffix=".tmp", dir=target.parent
        )
    except OSError as error:
        error.filename = str(target)
        raise
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """Return the permissions of what is replaced, else those a new file would have."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return _READABLE_BY_UMASK & ~mask


def save(output: str | None, data: bytes) -> None:
    """Write a whole result."""
    with opened(output) as stream:
        stream.write(data)


class Folder:
    """A folder that gets a file for each document; equal names are told apart by numbers."""

    def __init__(self, path: str, sources: Sequence[Source]) -> None:
        self._path = Path(path)
        self._inputs = real_paths(sources)
        self._taken: set[str] = set()

    def save(self, source: Source, suffix: str, data: bytes) -> Path:
        """Write what came of a document and return where."""
        self._path.mkdir(parents=True, exist_ok=True)
        path = self._path / self._name(source, suffix)
        _refuse_input(path, self._inputs)
        save(str(path), data)
        return path

    def _name(self, source: Source, suffix: str) -> str:
        stem = "stdin" if source.path is None else source.path.stem
        name, number = f"{stem}{suffix}", 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{stem}-{number}{suffix}"
        self._taken.add(name.casefold())
        return name
