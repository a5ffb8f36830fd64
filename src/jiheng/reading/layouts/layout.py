"""What a layout is, and which one a table has.

A layout is a file in `known/`: what its form is called and which labels it prints. Reading does not
depend on it, for any form is read by what its labels mean; it tells a table's layout from others
and how sure that is.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jiheng.bilingual import Bilingual
from jiheng.model import TableKind
from jiheng.reading.layouts.words.roles import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

CERTAIN = 0.6
"""Likeness below which a table is of no known layout, only of its shape."""


class Shape(StrEnum):
    """How a table is read."""

    PACKED = "packed"
    RUNNING = "running"
    FORM = "form"
    GOALS = "goals"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A form of tables of targets.

    Attributes:
        name: Stable name, as it stands in `TargetTable.layout`.
        title: For people: where it is used, and for what.
        labels: What it prints as labels and heads; those in `may` are not always there.
    """

    name: str
    title: Bilingual
    shape: Shape
    kind: TableKind = TableKind.PROJECT_TARGETS
    labels: frozenset[str]
    may: frozenset[str] = frozenset()

    def likeness(self, printed: frozenset[str]) -> float:
        """Return from 0 to 1 how like this layout a table with some labels is."""
        if not printed:
            return 0.0
        shared = len(self.labels & printed)
        recall = shared / len(self.labels)
        precision = len((self.labels | self.may) & printed) / len(printed)
        return 2 * recall * precision / (recall + precision) if shared else 0.0


@cache
def layouts() -> tuple[Layout, ...]:
    """Return every known layout by name."""
    folder = files(__package__).joinpath("known")
    found = sorted(folder.iterdir(), key=lambda file: file.name)
    return tuple(
        _layout(file.name.removesuffix(".toml"), tomllib.loads(file.read_text("utf-8")))
        for file in found
        if file.name.endswith(".toml")
    )


@cache
def printed_anywhere() -> frozenset[str]:
    """Return what any known layout prints as a label or head."""
    return frozenset(label for layout in layouts() for label in layout.labels | layout.may)


def _layout(name: str, said: dict[str, Any]) -> Layout:
    return Layout(
        name=name,
        title=Bilingual(**said["title"]),
        shape=Shape(said["shape"]),
        kind=TableKind(said["kind"]),
        labels=frozenset(map(plain, said["labels"].split())),
        may=frozenset(map(plain, said.get("may", "").split())),
    )


def name_layout(shape: Shape, kind: TableKind, labels: Iterable[str]) -> tuple[str, float]:
    """Return the name of the layout a table has and how sure that is, to three digits.

    A table like no known layout is named by its shape: `running-table`, `form`.
    """
    return _named(shape, kind, printed_anywhere().intersection(labels))


@lru_cache(maxsize=256)
def _named(shape: Shape, kind: TableKind, printed: frozenset[str]) -> tuple[str, float]:
    rated = [
        (layout.likeness(printed), layout.name)
        for layout in layouts()
        if layout.shape is shape and layout.kind is kind
    ]
    best, name = max(rated, default=(0.0, ""))
    if best < CERTAIN:
        return _GENERIC[shape], round(1 - best, 3)
    return name, round(best, 3)


_GENERIC = {
    Shape.PACKED: "guangzhou-disclosure",
    Shape.RUNNING: "running-table",
    Shape.FORM: "form",
    Shape.GOALS: "goals-only",
}
