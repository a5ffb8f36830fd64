"""The troubles planted in the evidence, as data: what is wrong where, and what a run must say."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class Trouble(StrEnum):
    """Ways in which evidence goes wrong."""

    SHORT = "short"
    """The target is missed: the value is the one given."""
    GAP = "gap"
    """One month is missing."""
    STALE = "stale"
    """Nothing comes after a month."""
    OUTLIER = "outlier"
    """One value is far from the others."""
    UNIT_SLIP = "unit-slip"
    """One value was entered in another unit of money."""
    FEW = "few"
    """There are fewer records than it takes."""
    NOUGHT = "nought"
    """What is divided by is nought."""
    NOTHING = "nothing"
    """There is no record at all."""
    BLANK = "blank"
    """One record lacks its value."""
    CONTRARY = "contrary"
    """One fault ends before it begins."""
    UNFINISHED = "unfinished"
    """One piece of work has no day on which it was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """One trouble.

    Attributes:
        file: Stem of the measure file.
        item: The item of the source whose records are spoiled; the project, of a query.
        kind: Kind of the measure, where several compute from the item.
        indicator: Name of the indicator.
        value: What the measure must come to, where the trouble is a value.
        month: The month that is missing, or the last one that is there.
        factor: By what one value is multiplied.
        count: How many records there are.
        attainment: What the run must say.
        obstacle: Why it cannot be judged.
        alarms: The alarms that the run must raise.
        words: What it stands for in life, in Chinese.
    """

    file: str
    item: str
    trouble: Trouble
    indicator: str
    attainment: str
    kind: str | None = None
    obstacle: str | None = None
    alarms: tuple[str, ...] = ()
    value: Decimal | date | None = None
    month: int | None = None
    factor: int = 1
    count: int | None = None
    words: str = ""


def read_planted(text: str) -> tuple[Planted, ...]:
    """Return the troubles of a file (`planted.toml`)."""
    said = tomllib.loads(text, parse_float=Decimal)
    return tuple(_planted(entry) for entry in said["planted"])


def _planted(entry: Mapping[str, Any]) -> Planted:
    value = entry.get("value")
    rest = {
        **entry,
        "trouble": Trouble(entry["trouble"]),
        "alarms": tuple(entry.get("alarms", ())),
        "value": Decimal(value) if isinstance(value, int) else value,
    }
    return Planted(**rest)
