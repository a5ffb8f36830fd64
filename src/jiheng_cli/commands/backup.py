"""`jiheng backup`: one file that holds the whole workspace."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from jiheng_cli.exit_codes import ExitCode
from jiheng_cli.help_pages import Command
from jiheng_cli.office import home_option, open_workspace
from jiheng_cli.options import language_option
from jiheng_cli.terminal import one_line


def _run(*, out: str, home: str, force: bool) -> ExitCode:
    if Path(out).exists() and not force:
        message = _("{path} is there already; --force writes over it.")
        raise click.UsageError(message.format(path=one_line(out)))
    open_workspace(home)
    from jiheng_web.operations.backup import back_up

    manifest = back_up(Path(out))
    count = sum(manifest.counts.values())
    click.echo(_("{count} records backed up to {out}.").format(count=count, out=out))
    click.echo(_("It holds the key of the workspace and all its data: keep it safe."))
    return ExitCode.CLEAN


def command() -> Command:
    """Return the command, in the language that is active."""
    return Command(
        "backup",
        callback=_run,
        help=_("Back a workspace up to one file: records, documents, audit trail and key."),
        params=[
            click.Argument(["out"], type=click.Path(dir_okay=False)),
            home_option(),
            click.Option(["--force"], is_flag=True, help=_("Write over an earlier backup.")),
            language_option(),
        ],
        examples=((_("Back up"), "jiheng backup office.tar.gz --home /srv/jiheng"),),
    )
