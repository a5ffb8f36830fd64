"""Cells in which a program printed ### or an error in place of what they held: told."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.wording import excerpt
from jiheng.model import Problem, ProblemSeverity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import FundingLine, Indicator, Row, TargetTable, Task, Traced
    from jiheng.reading.containers.cells.sheet import Sheet

_SIGNS = frozenset("#＃")
_TOO_NARROW = re.compile("[#＃]+")
_ERROR = re.compile(r"#(?:REF!|VALUE!|N/A|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)", re.IGNORECASE)
_LONGEST = 255
"""Characters that the widest column of a workbook shows."""

_NARROW = Bilingual("栏宽不够，内容没有印出来", "the column was too narrow to print it")
_FAULTY = Bilingual("公式出错，内容没有算出来", "a formula failed to compute it")


def may_hold_any(sheet: Sheet) -> bool:
    """Return whether any cell holds a sign with which such texts begin; by far the most do not."""
    texts = "".join([cell.text for row in sheet.rows for cell in row])
    return any(sign in texts for sign in _SIGNS)


def with_lost_values(table: TargetTable) -> TargetTable:
    """Return a table with a problem for each text that stands for a lost value and is not told."""
    known = {problem.span for problem in table.problems}
    told = tuple(problem for problem in _problems(table) if problem.span not in known)
    return replace(table, problems=(*table.problems, *told)) if told else table


def texts_of(table: TargetTable) -> Iterator[tuple[Traced, int | None, int | None]]:
    """Yield each text of a table, with the indices of its row and indicator in it."""
    for text in table.traces.values():
        yield text, None, None
    for index, row in enumerate(table.rows):
        for text in chain(_own(row), *map(_own, row.lines), *map(_own, row.tasks)):
            yield text, index, None
        for number, indicator in enumerate(row.indicators):
            for text in _own(indicator):
                yield text, index, number


def _own(part: Row | FundingLine | Task | Indicator) -> Iterator[Traced]:
    yield from part.traces.values()
    yield from (entry.trace for entry in part.further if entry.trace)


def _problems(table: TargetTable) -> Iterator[Problem]:
    for text, row, indicator in texts_of(table):
        if text.text[:1] not in _SIGNS:
            continue
        why = _why(text.text)
        if why is None:
            continue
        words = excerpt(text.text)
        yield Problem(
            code="lost-value",
            message=Bilingual(
                f"单元格里只有“{words}”：{why.zh}，请补上原值。",
                f"a cell holds “{words}” only: {why.en}; put in what it was.",
            ),
            severity=ProblemSeverity.ERROR,
            span=text.span(),
            excerpt=text.text,
            row=row,
            indicator=indicator,
        )


def _why(text: str) -> Bilingual | None:
    if len(text) > _LONGEST:
        return None
    if _TOO_NARROW.fullmatch(text):
        return _NARROW
    return _FAULTY if _ERROR.fullmatch(text) else None
