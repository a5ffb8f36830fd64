"""A printed value with the sign and the unit in cells of their own → its target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.reading.grammar.targets import read_target

if TYPE_CHECKING:
    from jiheng.model import Target

_COMPARATORS = ("≥", "≤", ">", "<", "=", "＞", "＜", "＝", "≧", "≦", ">=", "<=")


def read_value(
    value: str | None, *, sign: str | None = None, unit: str | None = None
) -> Target | None:
    """Return what a value asks for, together with what a form prints beside it; None of nothing.

    Args:
        value: 年度指标值, else 实施周期指标值, as printed.
        sign: 指标性质; left out of account where it is no comparison, or the value has its own.
        unit: 计量单位; left out of account where the value ends in one.
    """
    if not value:
        return None
    if sign in _COMPARATORS and not value.startswith(_COMPARATORS):
        value = f"{sign}{value}"
    if unit and not value.endswith(unit) and value[-1:].isdigit():
        value += unit
    return read_target(value)
