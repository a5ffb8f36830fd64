"""`jiheng ledger`: exports of budget execution and of payments → rates, and money reconciled."""

from __future__ import annotations

from datetime import UTC, date, datetime
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiheng_cli.exit_codes import ExitCode
from jiheng_cli.help_pages import Command
from jiheng_cli.limits import LARGEST, read_bytes
from jiheng_cli.options import chosen_form, format_option, language_option, output_option
from jiheng_cli.outputs import check_output, is_terminal, save
from jiheng_cli.source import Source

if TYPE_CHECKING:
    from typing import Any

    from jiheng.bilingual import Language
    from jiheng.model import TargetTable
    from jiheng_evidence.ledgers.report import BudgetReport, PaymentReport

_FORMS = ("text", "json")
_BY_SUFFIX = {".txt": "text", ".json": "json"}
_FILE_WIDTH = 120
_UNITS = ("元", "千元", "万元", "百万元", "亿元")


@click.pass_obj
def _run(
    language: Language,
    /,
    *,
    ledger: str,
    table: str | None,
    form: str | None,
    output: str | None,
    as_of: datetime | None,
    unit: str | None,
) -> ExitCode:
    source = Source(ledger, Path(ledger))
    chosen = chosen_form(form, output, _BY_SUFFIX, "text")
    check_output(output, chosen, [source])
    cut_off = as_of.date() if as_of else datetime.now(UTC).astimezone().date()
    budget, payments = _reports(source, cut_off, unit, _table(table))
    save(output, _rendered(budget, payments, chosen, language, terminal=is_terminal(output)))
    found = budget.ledger.problems if budget else payments.ledger.problems if payments else ()
    unlike = budget is not None and any(money.match != "same" for money in budget.money)
    if unlike:
        return ExitCode.FINDINGS
    lacks = budget is not None and any(project.lacks for project in budget.projects)
    return ExitCode.PARTLY_READ if found or lacks else ExitCode.CLEAN


def _table(path: str | None) -> TargetTable | None:
    if path is None:
        return None
    from jiheng.bilingual import Bilingual
    from jiheng.errors import UnreadableFile
    from jiheng.pipeline import read

    tables = read(read_bytes(Source(path, Path(path)), LARGEST), name=path).tables
    if not tables:
        reason = Bilingual("其中没有绩效目标表", "it holds no table of targets")
        raise UnreadableFile(name=path, reason=reason)
    return tables[0]


def _reports(
    source: Source, cut_off: date, unit: str | None, table: TargetTable | None
) -> tuple[BudgetReport | None, PaymentReport | None]:
    """Return what the ledger says; it is one of payments when it names days and payees."""
    from jiheng_evidence.ledgers.budget_reading import read_budget_ledger
    from jiheng_evidence.ledgers.payment_reading import read_payment_ledger
    from jiheng_evidence.ledgers.report import budget_report, payment_report

    data = read_bytes(source, LARGEST)
    payments = read_payment_ledger(data, source.name, money_unit=unit)
    if payments.payments:
        return None, payment_report(payments, cut_off)
    return budget_report(
        read_budget_ledger(data, source.name, money_unit=unit), cut_off, table
    ), None


def _rendered(
    budget: BudgetReport | None,
    payments: PaymentReport | None,
    form: str,
    language: Language,
    *,
    terminal: bool,
) -> bytes:
    if form == "json":
        import msgspec

        record = _record(budget, payments, language)
        return msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n"
    from jiheng_cli.consoles import PlainConsole, as_file
    from jiheng_cli.ledger_text import print_budget, print_payments

    def write(console: PlainConsole) -> None:
        if budget is not None:
            print_budget(console, budget, language)
        if payments is not None:
            print_payments(console, payments, language)

    return as_file(write, PlainConsole().width if terminal else _FILE_WIDTH)


def _record(
    budget: BudgetReport | None, payments: PaymentReport | None, language: Language
) -> dict[str, Any] | None:
    from jiheng_evidence.ledgers.report import budget_record, payment_record

    if budget is not None:
        return budget_record(budget, language)
    return None if payments is None else payment_record(payments, language)


def command() -> Command:
    """Return the command, in the language that is active."""
    return Command(
        "ledger",
        callback=_run,
        help=_(
            "Read an export of budget execution or of payments as finance systems write it:"
            " execution rates by project at a day, accuracy and timeliness of payments, and the"
            " money beside that of a table of targets."
        )
        + "\n\n"
        + _(
            "Heads are found by their words, sums are not counted twice, and what cannot be read is"
            " told with its cell. A blank cell is unknown, never nought."
        ),
        params=[
            click.Argument(
                ["ledger"],
                metavar=_("LEDGER"),
                type=click.Path(exists=True, dir_okay=False),
            ),
            click.Option(
                ["--table"],
                metavar=_("TABLE"),
                type=click.Path(exists=True, dir_okay=False),
                help=_("Compare the money with this table of targets, project by project."),
            ),
            click.Option(
                ["--as-of"],
                type=click.DateTime(["%Y-%m-%d"]),
                metavar=_("DATE"),
                help=_("The day up to which money counts. Default: today."),
            ),
            click.Option(
                ["--unit"],
                type=click.Choice(_UNITS),
                metavar=_("UNIT"),
                help=_("Unit of the amounts where the file does not say it: 元 or 万元."),
            ),
            format_option(_FORMS, _("text or json. Default: by the suffix of -o, else text.")),
            output_option(_("Where to write. Default: the standard output.")),
            language_option(),
        ],
        examples=(
            (_("Execution at the end of July"), "jiheng ledger 执行台账.xlsx --as-of 2025-07-31"),
            (_("Money beside the table"), "jiheng ledger 执行台账.xlsx --table 目标表.pdf"),
            (_("Accuracy and timeliness"), "jiheng ledger 支付台账.csv --as-of 2025-12-31"),
        ),
    )
