"""Scores with every step that led to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from jiheng.bilingual import Bilingual
    from jiheng.results.verdict import Obstacle


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a score (计分步骤): what was done, with the numbers in it.

    `formula` is the identifier of a clause of docs/guide/scoring.md, such as F2.
    """

    formula: str
    text: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Points of an indicator or of the execution rate (得分).

    Attributes:
        weight: 分值, the points that can be earned.
        points: 得分; None when nothing can be scored, which is never nought points.
        formula: Identifier of the clause that gave the points.
        steps: Each step in words and numbers.
        obstacle: Why it cannot be scored.
        least: The least that a person may give, where a person has to judge.
        most: The greatest that a person may give.
        needs_reason: Whether a reason must be written (扣分、超额完成、执行率偏低或超预算).
    """

    weight: Decimal
    points: Decimal | None
    formula: str
    steps: tuple[Step, ...]
    obstacle: Obstacle | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    needs_reason: bool = False

    @property
    def lost(self) -> Decimal | None:
        """Points not earned; None when it is not scored."""
        return None if self.points is None else self.weight - self.points


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The total of a form (总分) and its grade (等次).

    Attributes:
        points: Sum of what was scored, rounded; nought where nothing was, see `is_scored`.
        weight: Sum of the points of every line.
        unscored: Sum of the points of lines that could not be scored; with any the grade is None.
        grade: 优, 良, 中, 差 as the standard says.
        steps: The sum and the band.
    """

    points: Decimal
    weight: Decimal
    unscored: Decimal
    grade: str | None
    steps: tuple[Step, ...]

    @property
    def is_scored(self) -> bool:
        """Return whether anything was scored; a total of nothing is not nought points."""
        return self.unscored < self.weight
