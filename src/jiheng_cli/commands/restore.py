"""`jiheng restore`: a backup becomes a workspace again."""

from __future__ import annotations

import os
from gettext import gettext as _
from pathlib import Path

import click

from jiheng_cli.exit_codes import ExitCode
from jiheng_cli.help_pages import Command
from jiheng_cli.office import home_option, must_be_installed, open_workspace
from jiheng_cli.options import language_option


def _run(*, backup: str, home: str) -> ExitCode:
    must_be_installed()
    folder, path = Path(home), Path(backup).resolve()
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(_("{folder} is not empty.").format(folder=folder))
    from jiheng_web.operations.backup_key import key_in

    key = key_in(path)
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / "secret.key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(key)
    open_workspace(home)
    from jiheng_web.operations.backup import restore

    manifest = restore(path)
    count = sum(manifest.counts.values())
    click.echo(_("{count} records restored to {home}.").format(count=count, home=home))
    return ExitCode.CLEAN


def command() -> Command:
    """Return the command, in the language that is active."""
    return Command(
        "restore",
        callback=_run,
        help=_("Make a workspace of a backup; the folder and the database must be empty."),
        params=[
            click.Argument(["backup"], type=click.Path(exists=True, dir_okay=False)),
            home_option(),
            language_option(),
        ],
        examples=((_("Restore"), "jiheng restore office.tar.gz --home /srv/jiheng-new"),),
    )
