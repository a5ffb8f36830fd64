"""Tables with places made by hand, for the tests of the page of proof."""

from __future__ import annotations

from decimal import Decimal

from jiheng.bilingual import Bilingual
from jiheng.model import (
    Funding,
    Indicator,
    Level,
    Origin,
    Place,
    Problem,
    ProblemSeverity,
    Row,
    RowKind,
    Run,
    Source,
    TargetTable,
    Traced,
)
from jiheng.writing.proof import Picture

PNG = b"\x89PNG\r\n\x1a\n"


def on_page(text: str, top: float = 100, page: int = 1, confidence: float | None = None) -> Traced:
    """Return a text that stands in a box 100 points wide and 12 high."""
    box = (50.0, top, 150.0, top + 12)
    end = len(text)
    return Traced.at(text, (Place(page=page, box=box, confidence=confidence, start=0, end=end),))


def in_line(raw: str, text: str, line: int = 1) -> Traced:
    """Return a text that stands in a line of a text file."""
    start, width = raw.index(text), len(text)
    return Traced.of(
        text, [Run(width, Origin(raw, Place(line=line, start=0, end=0)), start, width)]
    )


def in_cell(text: str, cell: str, sheet: str | None = "表1") -> Traced:
    """Return the text of a whole cell."""
    origin = Origin(text, Place(sheet=sheet, cell=cell, start=0, end=0))
    return Traced.of(text, [Run(len(text), origin, 0, len(text))])


def a_project(
    name: Traced | None = None,
    goal: Traced | None = None,
    indicators: tuple[Indicator, ...] = (),
    total: Traced | None = None,
) -> Row:
    """Return a project with the fields that are given."""
    given = {"name": name, "goal": goal, "total": total}
    return Row(
        kind=RowKind.PROJECT,
        name=name.text if name else "",
        goal=goal.text if goal else None,
        funding=Funding(total=Decimal(total.text)) if total else None,
        indicators=indicators,
        traces={field: trace for field, trace in given.items() if trace},
    )


def an_indicator(top: float = 300, page: int = 1, confidence: float | None = None) -> Indicator:
    """Return an indicator whose four fields stand below each other."""
    texts = {
        "level1": "产出指标",
        "level2": "数量指标",
        "name": "培训场次",
        "annual_value": "≥10场",
    }
    return Indicator(
        level1=Level(code=None, label=texts["level1"]),
        level2=Level(code=None, label=texts["level2"]),
        name=texts["name"],
        annual_value=texts["annual_value"],
        traces={
            field: on_page(text, top + 20 * at, page, confidence)
            for at, (field, text) in enumerate(texts.items())
        },
    )


def a_table(
    *rows: Row, problems: tuple[Problem, ...] = (), pages: int | None = None
) -> TargetTable:
    """Return a table of these rows."""
    source = Source(name="甲局.pdf", sha256="0" * 64, media_type="application/pdf", pages=pages)
    return TargetTable(rows=rows, problems=problems, source=source)


def a_problem(
    code: str = "unread-text",
    place: Place | None = None,
    severity: ProblemSeverity = ProblemSeverity.WARNING,
) -> Problem:
    """Return a trouble on page 1."""
    where = place or Place(page=1, box=(300.0, 400.0, 380.0, 412.0), start=0, end=4)
    return Problem(
        code=code,
        message=Bilingual("“另附说明”未读入。", "“另附说明” was not read."),
        severity=severity,
        span=(where,),
        excerpt="另附说明",
    )


def a_picture(number: int = 1) -> Picture:
    """Return a picture of an A4 page."""
    return Picture(number=number, width=595, height=842, media_type="image/png", data=PNG)
