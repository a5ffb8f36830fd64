"""A ranking as a workbook: who stands where, the points of every indicator, and the scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.schemes.ranking import half_up
from jiheng.writing.workbook import Book
from jiheng_evidence.schemes.report_words import HEADS, OUTCOMES, caption, heads, remarks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.bilingual import Language
    from jiheng.schemes.assessing import Assessment
    from jiheng.schemes.explaining import Explanation
    from jiheng.schemes.scheme import Scheme
    from jiheng.schemes.sensitivity import Sensitivity
    from jiheng.schemes.standing import Ranking
    from jiheng.writing.workbook import Cell

_NAMES = {
    "ranking": ("排名", "Ranking"),
    "points": ("各指标得分", "Points"),
    "steps": ("得分说明", "Explanation"),
    "raises": ("改进效果", "Raises"),
    "shifts": ("权重变动", "Weights"),
    "draws": ("随机权重", "Random weights"),
}


def _name(of: str, language: Language) -> str:
    return _NAMES[of][0 if language == "zh" else 1]


def ranking_workbook(ranking: Ranking, assessment: Assessment, language: Language) -> bytes:
    """Return a workbook with all standings and the points of all indicators."""
    scheme = ranking.scheme
    book = Book(scheme.name, whole=True)
    names = heads(language, "rank", "group", "group_rank", "score", "grade", "outcome")
    names[1:1] = [scheme.entity]
    names += heads(language, "bonus", "deduction", "remarks")
    above = (scheme.name, caption(scheme, language))
    widths = (7, 28, 14, 10, 9, 9, 12, 8, 8, 60)
    rows = _standings(ranking, language)
    book.table(_name("ranking", language), names, rows, widths, above=above, shown={4: "0.00"})
    codes = [item.code for item in scheme.indicators]
    titles = [f"{item.code} {item.name}" for item in scheme.indicators]
    columns = [scheme.entity, HEADS["score"].text(language), *titles]
    shown = dict.fromkeys(range(1, len(columns)), "0.00")
    points = _points(ranking, assessment, codes)
    book.table(_name("points", language), columns, points, (28, 11), above=above, shown=shown)
    return book.close()


def _standings(ranking: Ranking, language: Language) -> Iterator[list[Cell]]:
    for found in ranking.in_order():
        yield [
            found.rank,
            found.entity,
            found.group,
            found.group_rank,
            found.score,
            found.grade,
            OUTCOMES[found.outcome].text(language),
            found.bonus,
            found.deduction,
            remarks(ranking.scheme, found, language),
        ]


def _points(ranking: Ranking, assessment: Assessment, codes: list[str]) -> Iterator[list[Cell]]:
    places = {name: place for place, name in enumerate(ranking.figures.entities)}
    for found in ranking.in_order():
        exact = (assessment.points(places[found.entity], code) for code in codes)
        yield [found.entity, found.score, *(half_up(one) if one else None for one in exact)]


def explanation_workbook(scheme: Scheme, found: Explanation, language: Language) -> bytes:
    """Return a workbook that explains one entity."""
    book = Book(scheme.name, whole=True)
    above = (f"{scheme.name}：{found.standing.entity}", caption(scheme, language))
    columns = ("code", "indicator", "weight", "value", "points", "share", "contribution", "how")
    steps = [
        [
            step.code,
            f"{'　' * step.depth}{step.name}",
            step.weight,
            step.value,
            step.points,
            step.share,
            step.contribution,
            step.how.text(language),
        ]
        for step in found.steps
    ]
    widths = (8, 30, 9, 12, 12, 10, 10, 70)
    shown = dict.fromkeys((4, 5, 6), "0.00")
    names = heads(language, *columns)
    book.table(_name("steps", language), names, steps, widths, above=above, shown=shown)
    if found.raises:
        _raises(book, found, above, language)
    return book.close()


def _raises(book: Book, found: Explanation, above: tuple[str, ...], language: Language) -> None:
    raises = [
        [item.code, item.name, item.to.text(language), item.gain, item.score, item.rank]
        for item in found.raises
    ]
    names = heads(language, "code", "indicator", "to", "gain", "then", "rank_then")
    shown = dict.fromkeys((3, 4), "0.00")
    book.table(_name("raises", language), names, raises, (8, 30, 24, 10), above=above, shown=shown)


def sensitivity_workbook(scheme: Scheme, found: Sensitivity, language: Language) -> bytes:
    """Return a workbook of what becomes of a ranking when weights change."""
    book = Book(scheme.name, whole=True)
    above = (scheme.name, caption(scheme, language))
    shifts: list[list[Cell]] = [
        [
            shift.code,
            shift.name,
            shift.change,
            shift.correlation,
            "、".join(shift.entered),
            "、".join(shift.left),
        ]
        for shift in found.shifts
    ]
    names = heads(language, "code", "indicator", "change", "correlation", "entered", "left")
    widths = (8, 30, 10, 12, 40, 40)
    book.table(_name("shifts", language), names, shifts, widths, above=above, shown={3: "0.0000"})
    names = [scheme.entity, *heads(language, "share_of_draws")]
    book.table(
        _name("draws", language), names, found.shares, (30, 18), above=above, shown={1: "0.00"}
    )
    return book.close()
