"""Scoring standards: weights, methods, bands and grades of a self-evaluation as dated, cited data.

A standard is a TOML file in `scoring/` beside this module. It names its `parent` and states only
what differs; tables are laid over those of the parent, lists take their place. A score keeps the
name of the standard it was made by, and a change is a new file, so old scores keep the old rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from jiheng.bilingual import Bilingual
from jiheng.standards.data_folder import DataFolder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

DEFAULT_STANDARD = "national"
_FOLDER = DataFolder(
    files("jiheng.standards").joinpath("scoring"), Bilingual("计分标准", "scoring standard")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardBasis:
    """A document a standard rests on; `confirmed` when its text was compared."""

    document: str
    article: str
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionBand:
    """From this execution rate on, in per cent, this share of the points is earned."""

    rate: Decimal
    share: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeBand:
    """From this total on, a project has this grade (等次)."""

    label: str
    points: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringStandard:
    """How a self-evaluation is scored (计分标准).

    Attributes:
        since: The day from which it holds.
        total: Points of the whole form.
        execution_weight: Points of the budget execution rate.
        places: Decimals of a score.
        weights_with_cost: Level 1 → points, where cost indicators are set.
        weights_without_cost: Level 1 → points, where none are.
        execution_method: `linear` by the rate, `banded` by `execution_bands`.
        execution_bands: From the highest rate down.
        explain_below: Execution rate, in per cent, below which a reason is asked for.
        over_above: Share by which a target may be exceeded without a reason.
        over_method: `explain` asks for a reason, `deduct` takes points by the degree.
        qualitative: Grade → least and greatest share of the points.
        grades: From the highest down, without gaps.
    """

    name: str
    title: Bilingual
    since: date
    basis: tuple[StandardBasis, ...]
    total: Decimal
    execution_weight: Decimal
    places: int
    weights_with_cost: Mapping[str, Decimal]
    weights_without_cost: Mapping[str, Decimal]
    execution_method: Literal["linear", "banded"]
    execution_bands: tuple[ExecutionBand, ...]
    explain_below: Decimal
    over_above: Decimal
    over_method: Literal["explain", "deduct"]
    qualitative: Mapping[str, tuple[Decimal, Decimal]]
    grades: tuple[GradeBand, ...]


def standard_names() -> tuple[str, ...]:
    """Return the names of the scoring standards that come with the program."""
    return _FOLDER.names()


@cache
def load_standard(name: str = DEFAULT_STANDARD) -> ScoringStandard:
    """Return a scoring standard with everything it inherits.

    Raises:
        UnknownName: No standard of this name comes with the program.
    """
    return _standard(name, _data(name))


def _data(name: str) -> dict[str, Any]:
    own = _FOLDER.read(name)
    parent: str | None = own.pop("parent", None)
    return own if parent is None else _laid_over(_data(parent), own)


def _laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    both = dict(below)
    for key, value in above.items():
        inner = both.get(key)
        if isinstance(inner, dict) and isinstance(value, dict):
            both[key] = _laid_over(inner, value)
        else:
            both[key] = value
    return both


def _standard(name: str, data: Mapping[str, Any]) -> ScoringStandard:
    points, execution, over = data["points"], data["execution"], data["over_achievement"]
    return ScoringStandard(
        name=name,
        title=Bilingual(**data["title"]),
        since=data["since"],
        basis=tuple(StandardBasis(**entry) for entry in data["basis"]),
        total=Decimal(points["total"]),
        execution_weight=Decimal(points["execution"]),
        places=points["places"],
        weights_with_cost=_decimals(data["weights"]["with_cost"]),
        weights_without_cost=_decimals(data["weights"]["without_cost"]),
        execution_method=execution["method"],
        execution_bands=tuple(
            ExecutionBand(rate=Decimal(band["from"]), share=Decimal(band["share"]))
            for band in execution["bands"]
        ),
        explain_below=Decimal(execution["explain_below"]),
        over_above=Decimal(over["above"]),
        over_method=over["method"],
        qualitative={
            grade: (Decimal(least), Decimal(most))
            for grade, (least, most) in data["qualitative"].items()
        },
        grades=tuple(
            GradeBand(label=band["label"], points=Decimal(band["from"])) for band in data["grades"]
        ),
    )


def _decimals(numbers: Mapping[str, int | Decimal]) -> dict[str, Decimal]:
    return {key: Decimal(value) for key, value in numbers.items()}
