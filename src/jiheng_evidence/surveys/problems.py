"""Trouble in a workbook, gathered with its places, bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.model import Place, Problem, ProblemSeverity
from jiheng_evidence.surveys.cells import address

if TYPE_CHECKING:
    from jiheng.bilingual import Bilingual

MOST_OF_A_KIND = 50
"""Problems of one code that are told one by one; more are counted."""


class Problems:
    """Takes problems as they are found."""

    def __init__(self) -> None:
        self._told: list[Problem] = []
        self.counts: dict[str, int] = {}

    def tell(
        self,
        code: str,
        message: Bilingual,
        cell: tuple[str, int, int],
        excerpt: str = "",
        severity: ProblemSeverity = ProblemSeverity.WARNING,
    ) -> None:
        """Take a problem at a cell: title of the sheet, row counted from 1, column from 0."""
        self.counts[code] = self.counts.get(code, 0) + 1
        if self.counts[code] > MOST_OF_A_KIND:
            return
        title, row, column = cell
        place = Place(sheet=title, cell=address(row, column), start=0, end=len(excerpt))
        self._told.append(
            Problem(
                code=code,
                message=message,
                severity=severity,
                span=(place,),
                excerpt=excerpt[:100],
            )
        )

    def all(self) -> tuple[Problem, ...]:
        """Return what was told, in the order it was found."""
        return tuple(self._told)
