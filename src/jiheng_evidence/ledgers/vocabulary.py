"""What the heads of ledgers mean, from a data file."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_LABEL = 40
"""Characters of a cell beyond which it is prose and no label."""

_BLANKS = re.compile(r"\s+")
_UNIT = re.compile(r"[(\[](?:单位:?|金额单位:?)?(人民币元|百万元|[百千万亿]?元)[)\]]$")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of ledgers.

    Attributes:
        budget: Folded label → role, in a ledger of the budget.
        payments: The same, in a ledger of payments.
        totals: Words of rows that sum others.
        parts: Words of rows that are part of the row above.
        undone: States in which no money has left.
        units: Unit of money → its worth in 元.
    """

    budget: Mapping[str, str]
    payments: Mapping[str, str]
    totals: frozenset[str]
    parts: tuple[str, ...]
    undone: frozenset[str]
    units: Mapping[str, Decimal]


@cache
def vocabulary() -> Vocabulary:
    """Return the words that come with the program."""
    said = tomllib.loads(files(__package__).joinpath("vocabulary.toml").read_text("utf-8"))
    return Vocabulary(
        budget=_roles(said["budget"]),
        payments=_roles(said["payments"]),
        totals=frozenset(said["sums"]["total"].split()),
        parts=tuple(said["sums"]["part"].split()),
        undone=frozenset(said["states"]["undone"].split()),
        units={unit: Decimal(worth) for unit, worth in said["units"].items()},
    )


def _roles(section: Mapping[str, str]) -> dict[str, str]:
    return {folded(word): role for role, words in section.items() for word in words.split()}


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """Return a label or name in half-width signs, small letters and without blanks."""
    narrow = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return _BLANKS.sub("", narrow).lower()


def label(text: str) -> tuple[str, str | None]:
    """Return a label as it is compared, and the unit of money in brackets at its end."""
    words = folded(text).rstrip(":").removeprefix("其中:").removeprefix("其中")
    found = _UNIT.search(words)
    if found is None:
        return words, None
    return words[: found.start()].rstrip(":"), money_unit(found[1])


def money_unit(words: str) -> str:
    """Return the usual name of a unit of money: 人民币元 is 元."""
    return words.removeprefix("人民币")
