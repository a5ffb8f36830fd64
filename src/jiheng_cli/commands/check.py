"""`jiheng check`: documents → findings."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from typing import TYPE_CHECKING

import click

from jiheng.model import Severity
from jiheng.pipeline import check
from jiheng.rules.selection import select_rules
from jiheng.standards.profile import load_profile
from jiheng.writing.reports import REPORT_FORMS, render
from jiheng_cli.batch import Batch, stoppable
from jiheng_cli.exit_codes import ExitCode
from jiheng_cli.help_pages import Command
from jiheng_cli.inputs import find_sources, passed_over
from jiheng_cli.language import activate
from jiheng_cli.options import (
    cache_option,
    chosen_form,
    format_option,
    jobs_option,
    language_option,
    limit_options,
    output_option,
    paths_argument,
    quiet_option,
    verbose_option,
)
from jiheng_cli.outputs import Folder, check_output, is_folder, is_terminal, save

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from jiheng.bilingual import Language
    from jiheng.model import Review
    from jiheng.reading.documents import ReadResult

_FORMS = ("text", *REPORT_FORMS)
_BY_SUFFIX = {".txt": "text", ".htm": "html", **{f".{name}": name for name in REPORT_FORMS}}
_NEVER = "never"
_FILE_WIDTH = 100


@click.pass_obj
@stoppable()
def _run(
    language: Language,
    /,
    *,
    paths: tuple[str, ...],
    form: str | None,
    output: str | None,
    fail_on: str,
    full: bool,
    **settings: Any,
) -> ExitCode:
    sources = find_sources(paths)
    chosen = chosen_form(form, output, _BY_SUFFIX, "text")
    check_output(output, chosen, sources)
    reviewer = _Reviewer(
        profile=settings["profile"],
        select=_listed(settings["select"]),
        ignore=_listed(settings["ignore"]),
    )
    batch = Batch(
        sources,
        language,
        settings["max_size"],
        settings["timeout"],
        settings["jobs"],
        settings["cache"],
        quiet=settings["quiet"],
        passed_over=passed_over(paths),
        verbose=settings["verbose"],
        shows_output=is_terminal(output),
    )
    report = _Report(batch, reviewer, chosen, fail_on, full=full)
    report.write(output)
    batch.summarize()
    return batch.ended()


class _Reviewer:
    """Checks tables under one profile with one choice of rules.

    Raises:
        UnknownName: There is no such profile or rule.
    """

    def __init__(self, *, profile: str, select: Sequence[str], ignore: Sequence[str]) -> None:
        select_rules(load_profile(profile), select, ignore)  # raises before any work is done
        self._profile = profile
        self._select = select
        self._ignore = ignore

    def reviews(self, result: ReadResult) -> list[Review]:
        """Return the reviews of a document's tables."""
        return [
            check(table, profile=self._profile, select=self._select, ignore=self._ignore)
            for table in result.tables
        ]


@dataclass(frozen=True, slots=True)
class _Rendering:
    """How reviews become a file."""

    form: str
    language: Language
    full: bool

    def of(self, reviews: Sequence[Review]) -> bytes:
        """Return the file."""
        if self.form != "text":
            return render(reviews, self.form, self.language)
        from jiheng_cli.consoles import as_file
        from jiheng_cli.report_text import print_review

        return as_file(
            lambda console: print_review(console, reviews, self.language, full=self.full),
            _FILE_WIDTH,
        )


@dataclass(frozen=True, slots=True)
class _OwnReport:
    """What is made of a document that gets a report of its own, maybe in another process."""

    reviewer: _Reviewer
    rendering: _Rendering
    failing: frozenset[Severity]

    def __call__(self, result: ReadResult) -> tuple[bool, bytes]:
        """Return whether the document fails, and its report."""
        activate(self.rendering.language)
        reviews = self.reviewer.reviews(result)
        return _fails(reviews, self.failing), self.rendering.of(reviews)


class _Report:
    """Writes what a batch of documents was found to lack, in one form."""

    def __init__(
        self, batch: Batch, reviewer: _Reviewer, form: str, fail_on: str, *, full: bool
    ) -> None:
        self._batch = batch
        self._reviewer = reviewer
        self._rendering = _Rendering(form, batch.language, full)
        self._failing = _failing(fail_on)

    def write(self, output: str | None) -> None:
        """Write one report for all documents, or one for each into a folder."""
        if output is not None and is_folder(output):
            self._write_each(output)
        elif self._rendering.form == "text" and output in {None, "-"}:
            self._print()
        else:
            reviews = [
                review
                for _source, found in self._batch.go(self._reviewer.reviews)
                for review in found
            ]
            self._judge(fails=_fails(reviews, self._failing))
            if self._batch.counts.documents:
                save(output, self._rendering.of(reviews))

    def _write_each(self, output: str) -> None:
        folder = Folder(output, self._batch.sources)
        form = self._rendering.form
        suffix = ".txt" if form == "text" else f".{form}"
        work = _OwnReport(self._reviewer, self._rendering, self._failing)
        for source, (fails, report) in self._batch.go(work):
            self._judge(fails=fails)
            folder.save(source, suffix, report)

    def _print(self) -> None:
        """Print document by document, as soon as each is done."""
        from jiheng_cli.consoles import PlainConsole
        from jiheng_cli.report_text import print_review

        console = PlainConsole()
        for _source, reviews in self._batch.go(self._reviewer.reviews):
            self._judge(fails=_fails(reviews, self._failing))
            print_review(console, reviews, self._batch.language, full=self._rendering.full)

    def _judge(self, *, fails: bool) -> None:
        if fails:
            self._batch.codes.add(ExitCode.FINDINGS)


def _fails(reviews: Iterable[Review], failing: frozenset[Severity]) -> bool:
    return any(finding.severity in failing for review in reviews for finding in review.findings)


def _failing(fail_on: str) -> frozenset[Severity]:
    if fail_on == _NEVER:
        return frozenset()
    limit = Severity(fail_on).rank
    return frozenset(severity for severity in Severity if severity.rank <= limit)


def _listed(values: Iterable[str]) -> tuple[str, ...]:
    """Take options that are repeated, or hold several codes with commas, alike."""
    words = (word.strip() for value in values for word in value.replace("，", ",").split(","))
    return tuple(word for word in words if word)


def command() -> Command:
    """Return the command, in the language that is active."""
    return Command(
        "check",
        callback=_run,
        help=_(
            "Check tables against the catalogue of rules. Each finding shows the characters"
            " concerned in their place, the basis of the rule, and what to do."
        )
        + "\n\n"
        + _(
            "Findings are of three severities: block (must not be submitted), must (should be"
            " corrected) and advice. PATH is as for jiheng read."
        ),
        params=[
            paths_argument(),
            *_rule_options(),
            format_option(
                _FORMS, _("Form of the report. Default: by the suffix of OUT, else text.")
            ),
            output_option(
                _("Write to this file; to a folder, a report for each document. Default: print.")
            ),
            click.Option(
                ["--full"],
                is_flag=True,
                help=_("In text, list every place and everything that was not checked."),
            ),
            quiet_option(),
            verbose_option(),
            jobs_option(),
            *limit_options(),
            cache_option(),
            language_option(),
        ],
        examples=(
            (_("What is wrong with a table"), "jiheng check targets.txt"),
            (_("A page to read and pass on"), "jiheng check tables/ -o report.html"),
            (
                _("Under the rules of Guangzhou, without those on legibility"),
                "jiheng check targets.txt --profile guangzhou --ignore LE",
            ),
            (
                _("As a gate: fail only on what must not be submitted"),
                "jiheng check targets.txt --fail-on block -q",
            ),
        ),
    )


def _rule_options() -> list[click.Parameter]:
    return [
        click.Option(
            ["--profile"],
            default="national",
            show_default=True,
            metavar=_("NAME"),
            help=_("Whose thresholds apply: national, guangdong or guangzhou."),
        ),
        click.Option(
            ["--select"],
            multiple=True,
            metavar=_("RULES"),
            help=_("Apply only these: codes, starts of codes, names or families, with commas."),
        ),
        click.Option(
            ["--ignore"], multiple=True, metavar=_("RULES"), help=_("Leave these out; as --select.")
        ),
        click.Option(
            ["--fail-on"],
            type=click.Choice([*(severity.value for severity in Severity), _NEVER]),
            default=Severity.MUST.value,
            show_default=True,
            help=_("Exit with 1 when there are findings of this severity or a graver one."),
        ),
    ]
