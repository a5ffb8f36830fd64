"""Cells packed with indicators: their grammar is loaded with the first table that may have some."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Indicator, Traced
    from jiheng.reading.grammar.indicators import IndicatorCell
    from jiheng.reading.grammar.typed import TypedList
    from jiheng.reading.ledger import Ledger


class _Indicators(Protocol):
    @staticmethod
    def read_indicators(cell: Traced, ledger: Ledger) -> IndicatorCell: ...
    @staticmethod
    def read_under(
        cell: Traced, above: Sequence[Traced] | None, ledger: Ledger
    ) -> IndicatorCell | None: ...


class _Typed(Protocol):
    @staticmethod
    def read_typed(cell: Traced, above: Sequence[Traced] | None = None) -> TypedList | None: ...


class _Joined(Protocol):
    @staticmethod
    def several_in_value(value: Traced) -> list[tuple[Traced, Traced]]: ...


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


def read_under(
    cell: Traced, above: Sequence[Traced] | None, ledger: Ledger
) -> IndicatorCell | None:
    """Return the indicators typed into a cell beside its levels; None where it is no list."""
    indicators = cast("_Indicators", import_module("jiheng.reading.grammar.indicators"))
    return indicators.read_under(cell, above, ledger)


def typed_under(cell: Traced, above: Sequence[Traced]) -> Sequence[Indicator]:
    """Return the indicators in a cell of names; none unless all of it is such."""
    typed = cast("_Typed", import_module("jiheng.reading.grammar.typed"))
    found = typed.read_typed(cell, above)
    return found.indicators if found and not found.unread else ()


def several_in_value(value: Traced) -> list[tuple[Traced, Traced]]:
    """Return name and value of the indicators behind the first value in a cell, that with no name.

    There are none as a rule.
    """
    joined = cast("_Joined", import_module("jiheng.reading.grammar.joined"))
    return joined.several_in_value(value)


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
