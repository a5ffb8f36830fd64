"""What a report is made of: headings, words, tables, charts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a chapter."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. What people have to write is marked `open` and set apart."""

    text: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with one head row; `numbers` are the columns set to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of bars, one for each label and series; None leaves a gap.

    The numbers stand in a table of the report as well.

    Attributes:
        most: Where the axis ends; None to end it behind the longest bar.
    """

    title: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[Decimal | None, ...]], ...]
    most: int | None = None

    def has_values(self) -> bool:
        """Return whether there is anything to draw."""
        return any(value is not None for _name, values in self.series for value in values)


Block = Heading | Text | Grid | Bars


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its title and what stands in it, in order."""

    title: str
    blocks: tuple[Block, ...]


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks with the chapters numbered in order: those without matter leave no gap."""
    chapters = iter(_NUMERALS)
    return tuple(
        replace(block, text=f"{next(chapters)}、{block.text}")
        if isinstance(block, Heading) and block.level == 1
        else block
        for block in blocks
    )
