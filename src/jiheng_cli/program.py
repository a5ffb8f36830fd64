"""The program: its commands, each loaded only when it is asked for."""

from __future__ import annotations

from difflib import get_close_matches
from gettext import gettext as _
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

import click

from jiheng import __version__
from jiheng_cli.exit_codes import MEANINGS, ExitCode
from jiheng_cli.help_pages import SETTINGS, Context, write_examples
from jiheng_cli.language import active_language
from jiheng_cli.options import language_option

if TYPE_CHECKING:
    from collections.abc import Mapping


class _Module(Protocol):
    @staticmethod
    def command() -> click.Command: ...


class Program(click.Group):
    """The group of all commands."""

    context_class = Context

    def __init__(self, summaries: Mapping[str, str]) -> None:
        super().__init__(
            "jiheng",
            help=_(
                "Read, check and rewrite the budget performance target tables that Chinese"
                " governments publish."
            ),
            context_settings=dict(SETTINGS),
            options_metavar=_("[OPTIONS]"),
            subcommand_metavar=_("COMMAND [ARGUMENTS]..."),
            params=[_version_option(), language_option()],
            no_args_is_help=True,
        )
        self._summaries = summaries

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of use."""
        del ctx
        return list(self._summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        del ctx
        if cmd_name not in self._summaries:
            return None
        module = cast("_Module", import_module(f"jiheng_cli.commands.{cmd_name}"))
        return module.command()

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is asked for, or name the one that may have been meant."""
        name = args[0]
        if name in self._summaries or name.startswith("-"):
            return super().resolve_command(ctx, args)
        near = get_close_matches(name, self._summaries, n=1) or list(self._summaries)
        message = _("There is no command {name}. Did you mean {near}?")
        raise click.UsageError(message.format(name=name, near=_(", ").join(near)), ctx)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a reader that closed the pipe has seen enough, which is no error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            return ExitCode.READER_GONE

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading any."""
        del ctx
        with formatter.section(_("Commands")):
            formatter.write_dl(list(self._summaries.items()))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples and where to read on."""
        del ctx
        write_examples(formatter, _examples())
        language = active_language()
        with formatter.section(_("Exit codes")):
            formatter.write_dl(
                [(str(int(code)), meaning.text(language)) for code, meaning in MEANINGS.items()]
            )
        formatter.write_paragraph()
        formatter.write_text(_("Each command explains itself: jiheng COMMAND --help"))


def program() -> Program:
    """Return the program, speaking the language that is active."""
    return Program(
        {
            "read": _("Read documents and print their tables as data."),
            "check": _("Check tables against the catalogue of rules."),
            "rule": _("List the rules, or explain one."),
            "write": _("Write tables in another form: official table, data, page."),
            "score": _("Recompute published self-evaluations by formula."),
            "evaluate": _("Evaluate by a framework, with experts; draft the report."),
            "scheme": _("Rank entities by weighted schemes of indicators, and explain each score."),
            "run": _("Run measures over evidence and compare what was reached with the targets."),
            "ledger": _("Read ledgers of budget and payments; tell rates, reconcile."),
            "survey": _("Take surveys in, send them out, clean and evaluate the answers."),
            "serve": _("Start the office: the yearly cycle as a web application."),
            "audit": _("Prove the audit trail of an office."),
            "backup": _("Back an office up to one file."),
            "restore": _("Make an office of a backup."),
            "demo": _("Try everything on five published tables that come with the program."),
        }
    )


def _examples() -> tuple[tuple[str, str], ...]:
    return (
        (_("See what it does, on five real tables"), "jiheng demo"),
        (_("Check a table"), "jiheng check targets.txt"),
        (_("Read a folder of tables as data"), "jiheng read tables/ -o tables.jsonl"),
    )


def _version_option() -> click.Option:
    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
        help=_("Show the version and exit."),
    )


def _show_version(ctx: click.Context, _option: click.Parameter, wanted: object) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"jiheng {__version__}")
        ctx.exit()
