"""Lines and checks as rows of words, the same for workbook and page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.results.words import plain
from jiheng.writing.recomputed.words import AGREEMENTS, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from jiheng.bilingual import Language
    from jiheng.model import Indicator
    from jiheng.scoring.recomputation import Recomputation, RecomputedLine
    from jiheng.writing.recomputed.documents import RecomputedTable


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """A line of the form in words; `fault` marks what is wrong or lacks its reason."""

    name: str
    target: str
    actual: str
    weight: Decimal | None
    printed: Decimal | None
    due: str | Decimal
    agreement: str
    explanation: str
    steps: str
    place: str
    fault: bool


def line_rows(
    table: RecomputedTable, recomputation: Recomputation, language: Language
) -> Iterator[LineRow]:
    """Yield each line of a recomputation."""
    for line in recomputation.lines:
        yield _line_row(table, recomputation.row, line, language)


def headline(recomputation: Recomputation, language: Language) -> str:
    """Return in a line whether faults were found, and how much could not be checked."""
    said = words(language)
    faults, unchecked = recomputation.faults, recomputation.unchecked
    if faults:
        text = said["found"].format(faults=faults, lines=len(recomputation.lines))
        comma = "；" if language == "zh" else "; "
        return f"{text}{comma}{said['open'].format(open=unchecked)}" if unchecked else text
    return said["none_but"].format(open=unchecked) if unchecked else said["none"]


def check_rows(recomputation: Recomputation, language: Language) -> Iterator[tuple[str, ...]]:
    """Yield what, printed, due, outcome and explanation of each check."""
    said = words(language)
    outcomes = {True: said["right"], False: said["wrong"], None: said["unknown"]}
    for check in recomputation.checks:
        yield (
            check.what.text(language),
            check.printed,
            check.due or "",
            outcomes[check.right],
            check.explanation.text(language),
        )


def _line_row(
    table: RecomputedTable, row: int, line: RecomputedLine, language: Language
) -> LineRow:
    owner = table.table.rows[row]
    indicator = None if line.indicator is None else owner.indicators[line.indicator]
    steps = line.due.steps if line.due else ()
    return LineRow(
        name=line.name,
        target=_target(indicator) if indicator else "",
        actual=(indicator.actual or "") if indicator else "",
        weight=line.weight,
        printed=line.printed,
        due=_due(line),
        agreement=_outcome(line, language),
        explanation=_explanation(line, language),
        steps="\n".join(f"{step.formula} {step.text.text(language)}" for step in steps),
        place=table.place(row, line),
        fault=line.agreement.is_fault or line.lacks_reason,
    )


def _target(indicator: Indicator) -> str:
    """Return the target with sign and unit, where a form prints them apart from the value."""
    value = indicator.annual_value or indicator.period_value or ""
    sign = "" if value.startswith(indicator.sign or "") else indicator.sign
    unit = "" if value.endswith(indicator.unit or "") else indicator.unit
    return f"{sign}{value}{unit}"


def _outcome(line: RecomputedLine, language: Language) -> str:
    """Return the outcome; where only the reason is missing, that is the outcome."""
    if line.lacks_reason and not line.agreement.is_fault:
        return words(language)["lacks_reason"]
    return AGREEMENTS[line.agreement].text(language)


def _explanation(line: RecomputedLine, language: Language) -> str:
    said = [line.explanation.text(language)]
    if line.lacks_reason:
        beyond = [step for step in line.due.steps if step.formula == "F6"] if line.due else []
        said.extend(step.text.text(language) for step in beyond)
        said.append(words(language)["needs_reason"])
    return ("；" if language == "zh" else "; ").join(said)


def _due(line: RecomputedLine) -> str | Decimal:
    due = line.due
    if due is None:
        return ""
    if due.least is not None and due.most is not None:
        return f"{plain(due.least)}-{plain(due.most)}"
    return "" if due.points is None else due.points
