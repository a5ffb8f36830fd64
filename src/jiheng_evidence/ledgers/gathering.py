"""Problems of one file, so many of a kind: a ledger of a million faulty rows is told in a page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng.model import Problem

MOST_OF_A_KIND = 50


@dataclass(slots=True)
class Gathered:
    """Takes problems in and keeps the first of each kind."""

    _kept: list[Problem] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)

    def add(self, problem: Problem) -> None:
        """Take in a problem."""
        self._counts[problem.code] += 1
        if self._counts[problem.code] <= MOST_OF_A_KIND:
            self._kept.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take in problems."""
        for problem in problems:
            self.add(problem)

    def all(self) -> tuple[Problem, ...]:
        """Return what was kept; the last of a kind says how many more there are."""
        last = {problem.code: number for number, problem in enumerate(self._kept)}
        for code, number in last.items():
            more = self._counts[code] - MOST_OF_A_KIND
            if more > 0:
                self._kept[number] = _with_more(self._kept[number], more)
        return tuple(self._kept)


def _with_more(problem: Problem, more: int) -> Problem:
    message = Bilingual(
        f"{problem.message.zh}同类问题另有 {more} 处。",
        f"{problem.message.en} There are {more} more of this kind.",
    )
    return replace(problem, message=message)
