"""Files that people edit by hand: they are not written over unless that is said."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from jiheng_cli.outputs import STDOUT
from jiheng_cli.terminal import one_line


def refuse_existing(output: str | None, *, force: bool) -> None:
    """Refuse, before any work, to write over a file that may have been edited.

    Raises:
        click.UsageError: The file is there, and nothing was said about it.
    """
    if force or output in {None, STDOUT} or not Path(str(output)).is_file():
        return
    message = _("{path} is there already and may have been edited; --force writes over it.")
    raise click.UsageError(message.format(path=one_line(str(output))))


def force_option() -> click.Option:
    """Return `--force`."""
    return click.Option(
        ["--force"], is_flag=True, help=_("Write over a file that may have been edited by hand.")
    )
