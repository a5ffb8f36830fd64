"""`jiheng serve`: the office, on this machine or for a city."""

from __future__ import annotations

import os
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiheng_cli.exit_codes import ExitCode
from jiheng_cli.help_pages import Command
from jiheng_cli.office import must_be_installed
from jiheng_cli.options import language_option

if TYPE_CHECKING:
    from jiheng.bilingual import Language

_LOCAL = "127.0.0.1"


@click.pass_obj
def _run(
    _language: Language, /, *, home: str | None, host: str, port: int, workers: int, demo: bool
) -> ExitCode:
    must_be_installed()
    from jiheng_web.operations import setting_up

    folder = Path(home or ("jiheng-demo" if demo else "jiheng-data")).resolve()
    _surroundings(host, demo=demo)
    setting_up.prepare(folder)
    setting_up.migrate()
    from jiheng_web.operations import serving

    found = serving.free_port(host, port)
    if demo:
        _fill()
    else:
        _tell_administrators(setting_up.first_administrators())
    click.echo(_("The workspace is {folder}.").format(folder=folder))
    click.echo(_("Open http://{host}:{port}/ ; Ctrl-C ends it.").format(host=host, port=found))
    serving.run(host, found, workers)
    return ExitCode.CLEAN


def _surroundings(host: str, *, demo: bool) -> None:
    if demo:
        os.environ["JIHENG_DEMO"] = "1"
        os.environ.setdefault("JIHENG_PROFILE", "guangzhou")
    if host not in {_LOCAL, "localhost", "::1", "0.0.0.0"}:  # noqa: S104 - told apart, not bound
        os.environ.setdefault("JIHENG_HOSTS", f"localhost,127.0.0.1,[::1],{host}")


def _fill() -> None:
    from jiheng_cli.sample_tables import sample_files
    from jiheng_web.operations.examples import PASSWORD, fill

    click.echo(_("Filling the example workspace with five published tables …"))
    filled = fill((path.name, path.read_bytes()) for path in sample_files())
    if filled.projects:
        click.echo(_("{count} projects were taken in.").format(count=filled.projects))
    click.echo(_("Everybody's password is {password}. Log in as:").format(password=PASSWORD))
    for username, name, role in filled.people:
        click.echo(f"  {username:<12} {name}  {role}")


def _tell_administrators(made: dict[str, str]) -> None:
    if not made:
        return
    click.echo(_("Three administrators were made. Note their first passwords, shown only now:"))
    for username, password in made.items():
        click.echo(f"  {username:<12} {password}")


def command() -> Command:
    """Return the command, in the language that is active."""
    return Command(
        "serve",
        callback=_run,
        help=_(
            "Start the office: the yearly cycle from declaration to disclosure as a web"
            " application, on this machine, with a database of its own. Set JIHENG_DATABASE to a"
            " postgresql:// address for a city."
        ),
        params=[
            click.Option(
                ["--home"],
                type=click.Path(file_okay=False),
                help=_("Folder of the workspace; jiheng-data, or jiheng-demo with --demo."),
            ),
            click.Option(
                ["--host"], default=_LOCAL, show_default=True, help=_("Address to listen on.")
            ),
            click.Option(
                ["--port"],
                type=click.IntRange(0, 65535),
                default=0,
                help=_("Port to listen on; the first free one from 8000 on if not given."),
            ),
            click.Option(
                ["--workers"],
                type=click.IntRange(1, 64),
                default=2,
                show_default=True,
                help=_("Processes that answer requests."),
            ),
            click.Option(
                ["--demo"],
                is_flag=True,
                help=_("Open a workspace filled with five published tables and a person per role."),
            ),
            language_option(),
        ],
        examples=(
            (_("Try it"), "jiheng serve --demo"),
            (_("Start an office"), "jiheng serve --home /srv/jiheng"),
        ),
    )
