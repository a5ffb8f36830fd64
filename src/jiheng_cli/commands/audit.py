"""`jiheng audit verify`: prove that the audit trail was not altered."""

from __future__ import annotations

import re
from gettext import gettext as _
from typing import Literal

import click

from jiheng_cli.exit_codes import ExitCode
from jiheng_cli.help_pages import Command
from jiheng_cli.language import active_language
from jiheng_cli.office import home_option, open_workspace
from jiheng_cli.options import language_option

_HASH = re.compile(r"[0-9a-f]{64}")


def _run(*, deed: Literal["verify"], home: str, anchor: str) -> ExitCode:
    del deed
    anchor = anchor.strip().lower()
    if anchor and not _HASH.fullmatch(anchor):
        raise click.UsageError(_("--anchor takes a hash as it was noted: 64 digits and letters."))
    open_workspace(home)
    from jiheng_web.audit.chain import prove

    proof = prove(anchor)
    if proof.why is None:
        click.echo(_("{count} records, unbroken.").format(count=proof.count))
        click.echo(_("Note this hash elsewhere as an anchor: {hash}").format(hash=proof.last))
        return ExitCode.CLEAN
    if proof.broken is None:
        message = _("{count} records follow one another, but {why}.")
        why = proof.why.text(active_language())
        click.echo(message.format(count=proof.count, why=why))
        return ExitCode.FINDINGS
    message = _("The chain breaks at record {number}: {why}.")
    click.echo(message.format(number=proof.broken, why=proof.why.text(active_language())))
    return ExitCode.FINDINGS


def command() -> Command:
    """Return the command, in the language that is active."""
    return Command(
        "audit",
        callback=_run,
        help=_("Prove that no record of the audit trail was altered, removed or put in."),
        params=[
            click.Argument(["deed"], type=click.Choice(["verify"])),
            home_option(),
            click.Option(["--anchor"], default="", help=_("A hash noted earlier; it must occur.")),
            language_option(),
        ],
        examples=((_("Prove the trail"), "jiheng audit verify --home /srv/jiheng"),),
    )
