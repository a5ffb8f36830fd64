"""One self-contained page: the tables as printed, with the findings marked in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.model import Family, Severity
from jiheng.standards.labels import FAMILIES, SEVERITIES
from jiheng.writing.page_template import PageTemplate, digest
from jiheng.writing.reports.labels import OUTCOMES, PROBLEMS, SIGNS
from jiheng.writing.reports.page import table_view
from jiheng.writing.reports.tally import Tally, tally
from jiheng.writing.reports.words import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.bilingual import Language
    from jiheng.model import Review

_BAR_WIDTH = 216
_BAR_STEP = 17


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of a bar: findings of one family and severity."""

    severity: Severity
    x: float
    width: float
    count: int


@dataclass(frozen=True, slots=True)
class _Bar:
    family: Family
    y: int
    count: int
    blocks: tuple[_Block, ...]


def render(reviews: Sequence[Review], language: Language) -> bytes:
    """Return the page in UTF-8. It needs no network, no font and, to be read, no script."""
    template = PageTemplate("jiheng.writing.reports", "report.html")
    script = template.file("report.js")
    views = [table_view(review, number, language) for number, review in enumerate(reviews)]
    return template.page(
        language=language,
        numbers=_numbers,
        w=wording(language),
        style=template.file("report.css"),
        script=script,
        script_digest=digest(script),
        tables=views,
        overall=tally(reviews),
        bars={view.id: _bars(view.tally) for view in views},
        severities={key: label.text(language) for key, label in SEVERITIES.items()},
        signs=SIGNS,
        families={key: label.text(language) for key, label in FAMILIES.items()},
        outcomes={key: label.text(language) for key, label in OUTCOMES.items()},
        problem_kinds={key: label.text(language) for key, label in PROBLEMS.items()},
    )


def _numbers(findings: Sequence[int]) -> list[int]:
    """Return the numbers findings have on the page, counted from 1."""
    return [finding + 1 for finding in findings]


def _bars(numbers: Tally) -> tuple[_Bar, ...]:
    """Return the picture's bars: families with findings, each cut by severity."""
    families = [family for family in Family if numbers.of_family(family)]
    longest = max((numbers.of_family(family) for family in families), default=1)
    bars = []
    for order, family in enumerate(families):
        blocks: list[_Block] = []
        x = 0.0
        for severity in Severity:
            count = numbers.findings.get((family, severity), 0)
            if count:
                width = round(count / longest * _BAR_WIDTH, 2)
                blocks.append(_Block(severity, x, width, count))
                x += width
        bars.append(
            _Bar(family, order * _BAR_STEP, sum(block.count for block in blocks), tuple(blocks))
        )
    return tuple(bars)
