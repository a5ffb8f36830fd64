"""What results mean for next year's budget (结果应用): a proposal by grade, decided by people."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.scoring import rounded

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE = files("jiheng.standards").joinpath("consequences.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What a grade means.

    Attributes:
        grade: 优, 良, 中, 差.
        share: Share of the requested money that is proposed at most.
        words: What is proposed.
    """

    grade: str
    share: Decimal
    words: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetProposal:
    """A proposal for a line of next year's budget.

    Attributes:
        requested: What was asked for, in 万元.
        proposed: At most this, in 万元; None when nothing was asked for or there is no grade.
    """

    project: str
    grade: str | None
    requested: Decimal | None
    proposed: Decimal | None
    words: Bilingual


_OPEN = Bilingual("尚无等次，不提出建议", "no grade yet, nothing is proposed")


@cache
def load_consequences() -> Mapping[str, Consequence]:
    """Return what each grade means: direction by 财预〔2020〕10号, shares this project's own."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"), parse_float=Decimal)
    return {
        entry["grade"]: Consequence(
            grade=entry["grade"],
            share=Decimal(entry["share"]),
            words=Bilingual(zh=entry["zh"], en=entry["en"]),
        )
        for entry in data["consequences"]
    }


def propose(project: str, grade: str | None, requested: Decimal | None) -> BudgetProposal:
    """Return the proposal for a project's line of next year's budget.

    Args:
        project: Its name.
        grade: Of the evaluation; None while it is open.
        requested: Asked for next year, in 万元; None when that is not known.
    """
    consequence = load_consequences().get(grade or "")
    if consequence is None:
        return BudgetProposal(
            project=project, grade=grade, requested=requested, proposed=None, words=_OPEN
        )
    proposed = None if requested is None else rounded(requested * consequence.share)
    return BudgetProposal(
        project=project,
        grade=grade,
        requested=requested,
        proposed=proposed,
        words=consequence.words,
    )
