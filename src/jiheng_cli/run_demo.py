"""`jiheng run --demo`: targets of the published tables over evidence made for it."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from jiheng_cli.consoles import PlainConsole
from jiheng_cli.exit_codes import ExitCode
from jiheng_cli.outputs import save
from jiheng_cli.sample_tables import sample_folder
from jiheng_cli.terminal import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from rich.console import Console

    from jiheng.bilingual import Language
    from jiheng_evidence.demonstration.comparing import Difference
    from jiheng_evidence.demonstration.generator import Demonstration
    from jiheng_evidence.running.outcome import Result, Run

FOLDER = "out"


def show_demonstration(
    folder: Path, language: Language, running: Callable[[Path], Run]
) -> ExitCode:
    """Write the demonstration, run all of it, and say whether all planted troubles were found.

    Args:
        folder: Where to write; files of the same names are replaced.
        language: Of what is printed.
        running: Runs a measure file.
    """
    from jiheng_evidence.demonstration.comparing import differences
    from jiheng_evidence.demonstration.generator import write_demonstration
    from jiheng_evidence.reports import REPORTS

    written = write_demonstration(sample_folder(), folder)
    console = PlainConsole()
    unlike: list[Difference] = []
    bound = 0
    for path in written.measure_files:
        run = running(path)
        planted = [trouble for trouble in written.planted if trouble.file == path.stem]
        unlike.extend(differences(planted, run))
        bound += sum(bool(result.bound.measures) for result in run.results)
        _print_run(console, path, run, language)
        save(str(path.with_suffix(".html")), REPORTS["html"](run, language))
    _print_end(console, written, bound, unlike)
    return ExitCode.FINDINGS if unlike else ExitCode.CLEAN


def _print_run(console: Console, path: Path, run: Run, language: Language) -> None:
    from jiheng_evidence.reports.text import last_line

    console.print()
    console.print(one_line(str(path)), style="bold", soft_wrap=True)
    for result in run.results:
        if result.bound.measures and (result.alarms or result.state != "met"):
            _print_result(console, result, language)
    console.print(one_line(last_line(run, language)), soft_wrap=True)


def _print_result(console: Console, result: Result, language: Language) -> None:
    from jiheng_evidence.reports.labels import SIGNS
    from jiheng_evidence.reports.words import indicator_text, reason_text

    name = indicator_text(result).text(language)
    said = f"  {SIGNS[result.state]} {name}  {reason_text(result).text(language)}"
    console.print(one_line(said), soft_wrap=True)
    for alarm in result.alarms:
        console.print(
            one_line(f"      ⚠ {alarm.message.text(language)}"), style="yellow", soft_wrap=True
        )


def _print_end(
    console: Console, written: Demonstration, bound: int, unlike: Sequence[Difference]
) -> None:
    console.print()
    for difference in unlike:
        console.print(
            one_line(
                _("{indicator}: expected {expected}, found {found}").format(
                    indicator=difference.indicator,
                    expected=difference.expected.state,
                    found=difference.found.state if difference.found else _("nothing"),
                )
            ),
            style="red",
        )
    count = len(written.planted)
    said = ngettext(
        "{bound} indicators over synthetic evidence, {count} trouble planted.",
        "{bound} indicators over synthetic evidence, {count} troubles planted.",
        count,
    ).format(bound=bound, count=count)
    console.print(said, style="bold", soft_wrap=True)
    wrong = _("Not found as planted: {n}").format(n=len(unlike))
    well = _("All of them were found, and nothing else.")
    console.print(wrong if unlike else well, style="bold", soft_wrap=True)
    first = written.measure_files[0]
    console.print(
        _("Go on: change evidence or measures, then  jiheng run {path}").format(path=first),
        soft_wrap=True,
    )
