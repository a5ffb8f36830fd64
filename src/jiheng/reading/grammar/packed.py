"""Cells packed with indicators: their grammar is loaded with the first table that may have some."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from jiheng.model import Traced
    from jiheng.reading.grammar.indicators import IndicatorCell
    from jiheng.reading.grammar.typed import TypedList
    from jiheng.reading.ledger import Ledger


class _Indicators(Protocol):
    @staticmethod
    def read_indicators(cell: Traced, ledger: Ledger) -> IndicatorCell: ...


class _Typed(Protocol):
    @staticmethod
    def read_typed(cell: Traced) -> TypedList | None: ...


class _Patterns(Protocol):
    @staticmethod
    def opens_with_indicator(text: str) -> bool: ...
    @staticmethod
    def looks_like_indicators(text: str) -> bool: ...
    @staticmethod
    def first_number(text: str) -> int | None: ...
    @staticmethod
    def last_number(text: str) -> int | None: ...


def read_indicators(cell: Traced, ledger: Ledger) -> IndicatorCell:
    """Return the indicators packed in a cell; every character is claimed in the ledger."""
    indicators = cast("_Indicators", import_module("jiheng.reading.grammar.indicators"))
    return indicators.read_indicators(cell, ledger)


def holds_typed_indicators(cell: Traced) -> bool:
    """Return whether indicators are typed into a cell one after the other."""
    typed = cast("_Typed", import_module("jiheng.reading.grammar.typed"))
    return typed.read_typed(cell) is not None


def opens_with_indicator(text: str) -> bool:
    """Return whether a cell begins with a whole indicator and not in the middle of one."""
    return _patterns().opens_with_indicator(text)


def looks_like_indicators(text: str) -> bool:
    """Return whether a cell holds packed indicators or a piece of them."""
    return _patterns().looks_like_indicators(text)


def first_number(text: str) -> int | None:
    """Return the number of the indicator a cell opens with."""
    return _patterns().first_number(text)


def last_number(text: str) -> int | None:
    """Return the number of the last indicator in a cell that has one."""
    return _patterns().last_number(text)


def _patterns() -> _Patterns:
    return cast("_Patterns", import_module("jiheng.reading.grammar.patterns"))
