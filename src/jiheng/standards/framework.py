"""Frameworks of evaluation: items with weights and points of judgement, as dated, cited data."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from jiheng.bilingual import Bilingual
from jiheng.standards.data_folder import DataFolder
from jiheng.standards.scoring_standard import StandardBasis

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

DEFAULT_FRAMEWORK = "national"
_FOLDER = DataFolder(
    files("jiheng.standards").joinpath("evaluation"), Bilingual("评价指标体系", "framework")
)

ItemFormula = Literal["funds-received", "funds-spent", "ratio", "savings"]
"""How an item that is computed gets its share: received / budget, spent / received, actual /
planned (or those that meet the standard / all), planned costs kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkItem:
    """A third-level item of a framework (三级评价指标).

    Attributes:
        path: 一级, 二级 and 三级指标.
        weight: 分值.
        points: 评价要点, what is looked at.
        formula: How it is computed; None for what experts judge.
    """

    path: tuple[str, str, str]
    weight: Decimal
    points: tuple[str, ...]
    formula: ItemFormula | None = None

    @property
    def name(self) -> str:
        """Its own name, the last of the path."""
        return self.path[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """A framework of department or finance evaluation (评价指标体系).

    Attributes:
        results: Names of the first levels that are results.
        least_results: Least points that results have together.
    """

    name: str
    title: Bilingual
    since: date
    basis: tuple[StandardBasis, ...]
    items: tuple[FrameworkItem, ...]
    results: tuple[str, ...]
    least_results: Decimal

    @property
    def total(self) -> Decimal:
        """Points of all items together."""
        return sum((item.weight for item in self.items), Decimal(0))


def framework_names() -> tuple[str, ...]:
    """Return the names of the frameworks that come with the program."""
    return _FOLDER.names()


@cache
def load_framework(name: str = DEFAULT_FRAMEWORK) -> Framework:
    """Return a framework.

    Raises:
        UnknownName: No framework of this name comes with the program.
    """
    return _framework(name, _FOLDER.read(name))


def _framework(name: str, data: Mapping[str, Any]) -> Framework:
    return Framework(
        name=name,
        title=Bilingual(**data["title"]),
        since=data["since"],
        basis=tuple(StandardBasis(**entry) for entry in data["basis"]),
        items=tuple(
            FrameworkItem(
                path=(item["path"][0], item["path"][1], item["path"][2]),
                weight=Decimal(item["weight"]),
                points=tuple(item["points"]),
                formula=item.get("formula"),
            )
            for item in data["items"]
        ),
        results=tuple(data["results"]["levels"]),
        least_results=Decimal(data["results"]["least"]),
    )
