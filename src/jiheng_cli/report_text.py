"""A review for the terminal: counts, findings with the printed text marked, what was unchecked."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from jiheng.model import Family, Severity, TableKind
from jiheng.standards.labels import FAMILIES, SEVERITIES
from jiheng.writing.departments import department_name
from jiheng.writing.reports.labels import OUTCOMES, SIGNS
from jiheng.writing.reports.places import source_place, text_at, where
from jiheng.writing.reports.tally import tally
from jiheng.writing.reports.words import wording
from jiheng.writing.whereabouts import pages_of, table_places
from jiheng_cli.terminal import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from jiheng.bilingual import Language
    from jiheng.model import Finding, Location, Review, TargetTable
    from jiheng.writing.reports.tally import Tally

STYLES = {Severity.BLOCK: "bold red", Severity.MUST: "yellow", Severity.ADVICE: "blue"}
_MOST_PLACES = 5
_CONTEXT = 16
_INDENT = "    "
_SPACE, _PICTURES = 0x20, 0x2400
"""End of the control characters, and where Unicode has pictures of them."""
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def print_review(
    console: Console, reviews: Sequence[Review], language: Language = "zh", *, full: bool = False
) -> None:
    """Print the reviews of one or several tables.

    Lines are wrapped to the width of a terminal; in a pipe each text stays on one line.

    Args:
        console: Where to print; it decides about colour.
        reviews: One a table.
        language: Of everything but the printed text of the tables.
        full: Every place of a finding and every reason why something was not checked; else a few
            places and a count by kind of reason.
    """
    printer = _Printer(console, language, full=full)
    several = len(reviews) > 1
    for review in reviews:
        printer.review(review, several=several)
    if len(reviews) > 1:
        printer.counts(tally(reviews))


class _Printer:
    """Prints texts in one language to one console."""

    def __init__(self, console: Console, language: Language, *, full: bool) -> None:
        self._console = console
        self._language = language
        self._words = wording(language)
        self._full = full
        self._width = console.width if console.is_terminal else None

    def review(self, review: Review, *, several: bool) -> None:
        """Print one table's summary, findings by severity, counts and what was not checked.

        Args:
            review: Of the table.
            several: Whether its document holds others that it is to be told from.
        """
        numbers = tally([review])
        source = review.table.source
        name = source.name if source else review.table.title or self._words["table"]
        apart = self._apart(review.table) if several else ()
        self._line(Text(_seen(" · ".join((name, *apart))), style="bold"))
        self._prose("", self._summary(review.table, numbers))
        for severity, group in groupby(review.findings, key=lambda finding: finding.severity):
            findings = list(group)
            label = SEVERITIES[severity].text(self._language)
            self._line(Text())
            self._line(Text(f"{SIGNS[severity]} {label} ({len(findings)})", style=STYLES[severity]))
            for finding in findings:
                self._finding(review.table, finding)
        self._line(Text())
        if review.findings:
            self.counts(numbers)
        else:
            self._line(Text(self._words["none_found"], style="green"))
        self._unchecked(review)
        self._line(Text())

    def _apart(self, table: TargetTable) -> Iterator[str]:
        """Yield what tells a table from the others of its document: page or sheet, and title."""
        at = pages_of(table_places(table))
        if at is not None:
            paged = any(place.page for place in table_places(table))
            yield self._words["on_page"].format(page=at) if paged else at
        if table.title and table.source:
            yield table.title

    def counts(self, numbers: Tally) -> None:
        """Print the number of findings by family and severity."""
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(self._words["family"])
        for severity in Severity:
            label = SEVERITIES[severity].text(self._language)
            table.add_column(label, justify="right", style=STYLES[severity])
        table.add_column(self._words["total"], justify="right")
        for family in Family:
            if numbers.of_family(family):
                counts = [numbers.findings.get((family, severity), 0) for severity in Severity]
                cells = [str(count or "") for count in counts]
                label = FAMILIES[family].text(self._language)
                table.add_row(label, *cells, str(sum(counts)))
        totals = [str(numbers.of_severity(severity)) for severity in Severity]
        table.add_row(self._words["total"], *totals, str(numbers.total()), style="bold")
        self._console.print(table)

    def _summary(self, table: TargetTable, numbers: Tally) -> str:
        words = self._words
        money = words["unknown"] if numbers.prints_money else words["no_money"]
        if numbers.money is not None:
            money = f"{numbers.money:,} {table.money_unit or ''}".rstrip()
        whole = table.kind is TableKind.DEPARTMENT_TARGETS and not numbers.projects
        parts = [
            department_name(table) or words["no_title"],
            *([] if whole else [f"{words['projects']} {numbers.projects}"]),
            f"{words['money']} {money}",
            f"{words['indicators']} {numbers.indicators}",
            f"{words['measurable']} {numbers.measurable}",
            f"{words['findings']} {numbers.total()}",
        ]
        return " · ".join(parts)

    def _finding(self, table: TargetTable, finding: Finding) -> None:
        head = Text("  ")
        head.append(finding.rule, style=STYLES[finding.severity])
        head.append(f" {finding.title.text(self._language)}", style="bold")
        self._line(head)
        shown = finding.locations if self._full else finding.locations[:_MOST_PLACES]
        for location in shown:
            self._place(table, finding.severity, location)
        rest = len(finding.locations) - len(shown)
        if rest:
            self._line(Text(f"{_INDENT}… +{rest}", style="dim"))
        self._prose(_INDENT, finding.message.text(self._language))
        self._prose(_INDENT, finding.fix.text(self._language), label=self._words["fix"])
        self._prose(_INDENT, finding.basis.text(self._language), label=self._words["basis"])

    def _place(self, table: TargetTable, severity: Severity, location: Location) -> None:
        at = where(table, location).text(self._language)
        self._prose(_INDENT, at + _printed_at(location, self._language), style="cyan")
        text = text_at(table, location)
        if not text or location.end <= location.start:
            return
        room = (self._width or 100) - len(_INDENT) - 2
        printed, marked = excerpt(text, location.start, location.end, room)
        self._line(Text(f"{_INDENT}│ {printed}"))
        self._line(Text(f"{_INDENT}│ ").append(marked, style=STYLES[severity]))

    def _unchecked(self, review: Review) -> None:
        if not review.unchecked:
            return
        self._line(Text())
        self._line(Text(self._words["unchecked"], style="bold"))
        if self._full:
            for item in review.unchecked:
                kind = OUTCOMES[item.kind].text(self._language)
                reason = item.reason.text(self._language)
                self._prose("  ", f"{item.rule} {kind} ×{item.count} {reason}")
            return
        kinds = Counter(item.kind for item in review.unchecked)
        parts = (f"{OUTCOMES[kind].text(self._language)} {n}" for kind, n in kinds.items())
        self._prose("  ", " · ".join(parts))

    def _prose(self, indent: str, text: str, *, label: str = "", style: str = "") -> None:
        """Print a text, wrapped with a hanging indent when there is a width to keep to."""
        hang = indent + " " * (cell_len(label) + 1 if label else 0)
        width = None if self._width is None else max(self._width - cell_len(hang) - 2, 20)
        said = _seen(text)
        lines = [said] if width is None else wrapped(said, width)
        for number, line in enumerate(lines):
            out = Text(hang if number else indent)
            if label and not number:
                out.append(f"{label} ", style="dim")
            self._line(out.append(line, style=style))

    def _line(self, text: Text) -> None:
        self._console.print(text, soft_wrap=True)


def _printed_at(location: Location, language: Language) -> str:
    """Return where in its file a location begins, in brackets; nothing where that is not known."""
    at = source_place(location.span, language)
    if not at:
        return ""
    return f"（{at}）" if language == "zh" else f" ({at})"


def excerpt(text: str, start: int, end: int, room: int) -> tuple[str, str]:
    """Return a text around some of its characters, and a line that marks them underneath.

    Args:
        text: Printed text of a field.
        start: First character to mark.
        end: One past the last.
        room: Columns of the terminal for either line; a Chinese character takes two.
    """
    start = min(max(start, 0), len(text))
    end = min(max(end, start), len(text))
    first = max(start - _CONTEXT, 0)
    before = ("…" if first else "") + _seen(text[first:start])
    marked = _seen(_fitting(text[start:end], room - cell_len(before) - 1))
    left = room - cell_len(before) - cell_len(marked) - 1
    cut = len(marked) < end - start
    after = "…" if cut else _fitting(_seen(text[end : end + _CONTEXT]), left)
    if not cut and end + len(after) < len(text):
        after += "…"
    return before + marked + after, " " * cell_len(before) + "^" * cell_len(marked)


def _fitting(text: str, room: int) -> str:
    """Return as much of the beginning as fits into some columns."""
    used = 0
    for index, char in enumerate(text):
        used += cell_len(char)
        if used > room:
            return text[:index]
    return text


def _seen(text: str) -> str:
    """Return a text whose control and direction characters are shown instead of obeyed."""
    return _UNSEEN.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    return chr(_PICTURES + code) if code < _SPACE else "\ufffd"
