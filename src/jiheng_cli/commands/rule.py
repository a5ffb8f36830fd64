"""`jiheng rule`: the catalogue, and the page of each rule."""

from __future__ import annotations

import json
import sys
from gettext import gettext as _
from typing import TYPE_CHECKING

import click

from jiheng.errors import UnknownName
from jiheng.rules import CATALOGUE, find_rule
from jiheng.rules.page import page_text
from jiheng.rules.selection import select_rules
from jiheng.standards.labels import FAMILIES, SEVERITIES
from jiheng.standards.profile import load_profile
from jiheng_cli.exit_codes import ExitCode
from jiheng_cli.help_pages import Command
from jiheng_cli.options import format_option, language_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.bilingual import Language
    from jiheng.rules.base import Rule

_FORMS = ("text", "md", "json")


@click.pass_obj
def _run(language: Language, /, *, code: str | None, form: str) -> ExitCode:
    if code is None:
        _list(CATALOGUE, form, language)
        return ExitCode.CLEAN
    try:
        rule = find_rule(code)
    except UnknownName:
        _list(select_rules(load_profile(), [code], []), form, language)
    else:
        _explain(rule, form, language)
    return ExitCode.CLEAN


def _explain(rule: Rule, form: str, language: Language) -> None:
    if form == "json":
        _print_json(_record(rule, language, page_text(rule, language)))
    elif form == "md" or not sys.stdout.isatty():
        sys.stdout.write(page_text(rule, language))
    else:
        from rich.markdown import Markdown

        from jiheng_cli.consoles import PlainConsole

        PlainConsole().print(Markdown(page_text(rule, language)))


def _list(rules: Sequence[Rule], form: str, language: Language) -> None:
    if form == "json":
        _print_json([_record(rule, language, None) for rule in rules])
    elif form == "md":
        sys.stdout.write(_markdown(rules, language))
    elif not sys.stdout.isatty():
        sys.stdout.writelines("\t".join(_cells(rule, language)) + "\n" for rule in rules)
    else:
        _show(rules, language)


def _show(rules: Sequence[Rule], language: Language) -> None:
    from rich.table import Table
    from rich.text import Text

    from jiheng_cli.consoles import PlainConsole
    from jiheng_cli.report_text import STYLES

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for title in _titles():
        table.add_column(title, header_style="bold", overflow="fold")
    for rule in rules:
        code, severity, *rest = _cells(rule, language)
        table.add_row(code, Text(severity, style=STYLES[rule.meta.severity]), *rest)
    console = PlainConsole()
    console.print(table)
    console.print()
    console.print(
        _("Explain a rule: jiheng rule CODE, such as: jiheng rule {code}").format(
            code=rules[0].meta.code
        )
    )


def _markdown(rules: Sequence[Rule], language: Language) -> str:
    lines = [_titles(), ("---",) * 4, *(_cells(rule, language) for rule in rules)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _titles() -> tuple[str, ...]:
    return (_("Code"), _("Severity"), _("Family"), _("Rule"))


def _cells(rule: Rule, language: Language) -> tuple[str, ...]:
    meta = rule.meta
    return (
        meta.code,
        SEVERITIES[meta.severity].text(language),
        FAMILIES[meta.family].text(language),
        meta.title.text(language),
    )


def _record(rule: Rule, language: Language, page: str | None) -> dict[str, object]:
    meta = rule.meta
    record: dict[str, object] = {
        "code": meta.code,
        "name": meta.name,
        "title": meta.title.text(language),
        "family": meta.family.value,
        "severity": meta.severity.value,
        "status": meta.status,
        "since": meta.since,
        "aliases": list(meta.aliases),
        "basis": meta.basis.text.text(language),
        "basis_confirmed": meta.basis.confirmed,
    }
    return record if page is None else {**record, "page": page}


def _print_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def command() -> Command:
    """Return the command, in the language that is active."""
    return Command(
        "rule",
        callback=_run,
        help=_(
            "List the rules, or explain one: what it finds, why it matters, a wrong and a right"
            " example, how to correct it, and its basis."
        ),
        params=[
            click.Argument(["code"], required=False, metavar=_("[CODE]")),
            format_option(_FORMS, _("text, md (Markdown) or json."), default="text"),
            language_option(),
        ],
        examples=(
            (_("All rules"), "jiheng rule"),
            (_("One rule, by its code or name"), "jiheng rule CO003"),
            (_("A family of rules"), "jiheng rule arithmetic"),
        ),
    )
