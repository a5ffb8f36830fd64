"""Problems that cell texts show, in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.wording import EXCERPT, excerpt
from jiheng.model import Problem, ProblemSeverity

if TYPE_CHECKING:
    from jiheng.model import Traced

_FIELDS = {
    "period_value": Bilingual("实施周期指标值", "period value"),
    "annual_value": Bilingual("年度指标值", "annual value"),
}


def unread(part: Traced, indicator: int | None = None) -> Problem:
    """A piece that belongs to no field known."""
    words = excerpt(part.text)
    return _problem(
        "unread-text",
        Bilingual(f"“{words}”未能归入任何栏目，请对照原文。", f"“{words}” fits no field."),
        ProblemSeverity.WARNING,
        part,
        indicator,
    )


def clipped_start(part: Traced, indicator: int, *, lost: bool) -> Problem:
    """A cell that begins in the middle of an indicator."""
    words = excerpt(part.text)
    return _problem(
        "unread-text" if lost else "clipped-cell",
        Bilingual(
            f"绩效指标单元格开头缺失，自“{words}”起；该指标不完整。",
            f"The cell of indicators lost its beginning; it starts at “{words}”.",
        ),
        ProblemSeverity.ERROR,
        part,
        indicator,
    )


def clipped_end(cell: Traced, indicator: int) -> Problem:
    """A cell that stops in the middle of an indicator."""
    tail = cell.cut(max(len(cell) - EXCERPT, 0))
    return _problem(
        "clipped-cell",
        Bilingual(
            f"绩效指标单元格结尾缺失，止于“{tail.text}”；该指标不完整。",
            f"The cell of indicators lost its end; it stops at “{tail.text}”.",
        ),
        ProblemSeverity.ERROR,
        tail,
        indicator,
    )


def lost_indicator(part: Traced) -> Problem:
    """The number of an indicator at the end of a cell that lost the indicator itself."""
    return _problem(
        "clipped-cell",
        Bilingual(
            f"绩效指标单元格止于序号“{part.text}”，其后内容缺失。",
            f"The cell of indicators stops after the number “{part.text}”; the rest is lost.",
        ),
        ProblemSeverity.ERROR,
        part,
        None,
    )


def garbled_number(part: Traced, indicator: int) -> Problem:
    """Characters where the number of an indicator should stand."""
    return _problem(
        "garbled-number",
        Bilingual(
            f"指标序号处为“{part.text}”，无法识别。",
            f"“{part.text}” stands where the indicator's number should.",
        ),
        ProblemSeverity.WARNING,
        part,
        indicator,
    )


def garbled_label(part: Traced, kind: str, indicator: int) -> Problem:
    """A label misread but still plain."""
    meant = _FIELDS[kind]
    return _problem(
        "garbled-label",
        Bilingual(
            f"“{part.text}”按“{meant.zh}”读取，疑为误识。",
            f"“{part.text}” was taken for the label of the {meant.en}.",
        ),
        ProblemSeverity.NOTE,
        part,
        indicator,
    )


def repeated(first: Traced, again: Traced, kind: str, indicator: int, *, same: bool) -> Problem:
    """A value printed twice under one label."""
    label = _FIELDS[kind]
    old, new = excerpt(first.text), excerpt(again.text)
    if same:
        return _problem(
            "repeated-value",
            Bilingual(f"{label.zh}“{old}”重复印出。", f"The {label.en} “{old}” is printed again."),
            ProblemSeverity.NOTE,
            again,
            indicator,
        )
    return _problem(
        "conflicting-value",
        Bilingual(
            f"{label.zh}印出两次且不同：先为“{old}”，后为“{new}”；按先印的读取。",
            f"The {label.en} is printed twice: “{old}”, then “{new}”; the first was taken.",
        ),
        ProblemSeverity.WARNING,
        again,
        indicator,
    )


def _problem(
    code: str,
    message: Bilingual,
    severity: ProblemSeverity,
    part: Traced,
    indicator: int | None,
) -> Problem:
    return Problem(
        code=code,
        message=message,
        severity=severity,
        span=part.span(),
        excerpt=part.text,
        indicator=indicator,
    )
