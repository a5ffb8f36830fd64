"""Frameworks of evaluation: items with weights and points of judgement, as dated, cited data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from rapidfuzz import process

from jiheng.bilingual import Bilingual
from jiheng.errors import UnknownName
from jiheng.standards.scoring_standard import StandardBasis

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

DEFAULT_FRAMEWORK = "national"
_FOLDER = files("jiheng.standards").joinpath("evaluation")

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
    entries = (entry.name for entry in _FOLDER.iterdir())
    return tuple(sorted(n.removesuffix(".toml") for n in entries if n.endswith(".toml")))


@cache
def load_framework(name: str = DEFAULT_FRAMEWORK) -> Framework:
    """Return a framework.

    Raises:
        UnknownName: No framework of this name comes with the program.
    """
    known = framework_names()
    if name not in known:
        near = [match[0] for match in process.extract(name, known, limit=3, score_cutoff=60)]
        kind = Bilingual("评价指标体系", "framework")
        raise UnknownName(kind=kind, name=name, known=known, near=near)
    text = _FOLDER.joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return _framework(name, tomllib.loads(text, parse_float=Decimal))


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
