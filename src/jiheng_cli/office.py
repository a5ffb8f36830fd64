"""What the commands around the office share: is it installed, where is its workspace."""

from __future__ import annotations

from gettext import gettext as _
from importlib.util import find_spec
from pathlib import Path

import click

from jiheng.errors import MissingExtra


def must_be_installed() -> None:
    """Refuse where the extra is not installed.

    Raises:
        MissingExtra: It is not.
    """
    if find_spec("django") is None or find_spec("granian") is None:
        raise MissingExtra(extra="web")


def home_option() -> click.Option:
    """Return the option that names the workspace."""
    return click.Option(
        ["--home"],
        type=click.Path(file_okay=False),
        default="jiheng-data",
        show_default=True,
        help=_("Folder of the workspace."),
    )


def open_workspace(home: str, *, make: bool = False) -> None:
    """Let Django work on a workspace.

    Raises:
        click.UsageError: There is none.
    """
    must_be_installed()
    from jiheng_web.operations import setting_up

    folder = Path(home).resolve()
    if not make and not (folder / "secret.key").exists():
        message = _("{folder} is no workspace; name one with --home.")
        raise click.UsageError(message.format(folder=folder))
    setting_up.prepare(folder)
    setting_up.migrate()
