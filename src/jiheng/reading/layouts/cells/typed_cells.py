"""Cells of a row that hold more than their columns say: names with values, values with names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jiheng.language.comparators import COMPARING
from jiheng.language.patterns import seldom
from jiheng.model import RangeTarget, SeveralTargets
from jiheng.reading.grammar.packed import several_in_value, typed_under
from jiheng.reading.grammar.targets import read_target
from jiheng.reading.layouts.cells.joined_names import may_be_condition
from jiheng.reading.layouts.cells.listed import listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng.model import Traced

_VALUES = frozenset(("annual_value", "period_value", "actual"))
_ONE_EACH = frozenset(("period_value", "actual", "score", "weight", "forecast", "sign", "unit"))
"""What belongs to one of several indicators, and nobody says to which."""

FEWEST = 2
"""Indicators in a cell that is a list of them."""

_COMPARED = seldom(rf"[{COMPARING}]{{1,2}}\d")
_MORE = seldom(r"\d[^；;]*[；;].*\d")
_OWN = ("name", "annual_value", "weight")


class Listed(NamedTuple):
    """One of the indicators in a cell."""

    level2: Traced
    name: Traced
    value: Traced


def typed_rows(cells: Mapping[str, Traced], levels: Sequence[Traced]) -> list[dict[str, Traced]]:
    """Return one row of cells for each indicator typed into that of a name, or behind a value.

    Nothing where the cells hold one indicator. Further columns say the same of each.

    Args:
        cells: Cells of an indicator that say anything, by what their columns hold.
        levels: The levels that the row stands under.
    """
    name = cells.get("name3")
    if name is None:
        return []
    if _VALUES.isdisjoint(cells):
        return _named(cells, name, levels)
    pairs = _behind_value(cells)
    if not pairs or not _ONE_EACH.isdisjoint(cells):
        return []
    return [{**cells, "name3": own or name, "annual_value": value} for own, value in pairs]


def listed_under(text: Traced, levels: tuple[Traced, Traced]) -> list[Listed]:
    """Return the indicators in a cell of a column of a level, or of names with their values.

    Nothing where one of them has no value, or may be whom the one before holds for.
    """
    found = [Listed(levels[1], *pair) for pair in listed(text)]
    typed = [each.traces for each in typed_under(text, levels)] if text.text else []
    if len(typed) < (len(found) or FEWEST) and not (typed and _is_plain(text, typed[0])):
        return found
    if any(may_be_condition(each["name"].text, typed[0]["name"].text) for each in typed[1:]):
        return found
    return [
        Listed(each.get("level2", levels[1]), each["name"], each["annual_value"]) for each in typed
    ]


def _is_plain(text: Traced, only: Mapping[str, Traced]) -> bool:
    """Whether no comma parts the only name of a cell from its value, but another sign."""
    name, value = only["name"], only["annual_value"]
    start = name.offset + len(name) - text.offset
    return not {"，", ","} & {*text.text[start : value.offset - text.offset]}


def holds_more(value: str) -> bool:
    """Return whether a value of a list goes on with something else that has a number.

    Such is ≥3次；3家单位参加, and not ≥3次；≥2家 or ≥5；≤10, in a cell parted into indicators.
    """
    known = isinstance(read_target(value), SeveralTargets | RangeTarget)
    return _MORE.search(value) is not None and not known


def seem_typed(cells: Mapping[str, Traced]) -> bool:
    """Return whether a value that was not parted has other indicators behind it."""
    return "name3" in cells and bool(_behind_value(cells))


def lacks_value(cells: Mapping[str, Traced]) -> bool:
    """Return whether a name without a value beside it holds one that cannot be parted from it."""
    name = cells.get("name3")
    return name is not None and _VALUES.isdisjoint(cells) and bool(_COMPARED.search(name.text))


def _behind_value(cells: Mapping[str, Traced]) -> list[tuple[Traced, Traced]]:
    """Return name and value of each indicator in the cell of a value.

    None where one may be whom the value holds for: 满意度 ≥90%；学生≥85%.
    """
    value = cells.get("annual_value")
    pairs = several_in_value(value) if value else []
    before = cells["name3"].text
    return [] if any(may_be_condition(own.text, before) for own, _ in pairs[1:]) else pairs


def _named(
    cells: Mapping[str, Traced], name: Traced, levels: Sequence[Traced]
) -> list[dict[str, Traced]]:
    """Return the rows of a cell that holds names and, behind them, values: 修路≥3公里；建桥2座."""
    if _COMPARED.search(name.text) is None:
        return []
    rows = []
    for each in typed_under(name, levels):
        own = {role: each.traces[role] for role in _OWN if role in each.traces}
        rows.append({**cells, "name3": own.pop("name"), **own})
    return rows if len(rows) == 1 or _ONE_EACH.isdisjoint(cells) else []
