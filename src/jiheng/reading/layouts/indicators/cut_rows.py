"""Rows of indicators that a page end cuts: which cells behind it are the rest of those before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.language.comparators import COMPARING
from jiheng.language.units import MULTIPLIERS, UNITS, unit_end
from jiheng.reading.layouts.heads.fields import cells_by_column
from jiheng.reading.layouts.heads.head import LEVELS, VALUES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng.model import Traced
    from jiheng.reading.layouts.grids.lattice import Lattice
    from jiheng.reading.layouts.heads.head import Head
    from jiheng.reading.layouts.indicators.drafts import IndicatorDraft

_MARKS = ("sign", "weight")
"""What each indicator of a list has that has it at all, 定性 for those without a number."""

_POINTS = ("weight", "score")
_ASKS = re.compile(rf"[{COMPARING}\d]")
_CUT_NUMBER = re.compile(rf"\d(?:{'|'.join(MULTIPLIERS)})?$")
_CUT_UNIT = re.compile(r"\d([一-鿿（(/／]{1,8})$")
"""A unit behind a number that may have lost its end: 30分 of 30分钟, 元/平方 of 元/平方米."""

_REST_OF_UNIT = re.compile(r"[（(][一-鿿]{1,8}[)）]")
"""What stands in brackets behind a unit: 台 | （套）."""

_BRACKETS = (("（(", ")）"), ("“", "”"), ("《", "》"))

_DATE = re.compile(
    r"(?<![\d≥≧＞>])(?:20\d\d年(?:(?:1[0-2]|0?[1-9])月)?|(?:1[0-2]|0?[1-9])月)(?:[0-3]?\d日)?"
)


def is_rest_of_value(before: str, text: str) -> bool:
    """Return whether a value behind a page end goes on with the one before: a unit, a day."""
    words = text.rstrip("。；;")
    dates = _DATE.finditer(before + words)
    if closes(before, words) or any(d.start() < len(before) < d.end() for d in dates):
        return True
    if _CUT_NUMBER.search(before):
        return bool(words) and unit_end(words, 0) == len(words)
    cut = _CUT_UNIT.search(before)
    if cut is None:
        return False
    whole = cut[1] + words
    if not words or _REST_OF_UNIT.fullmatch(words):
        return bool(words)
    # What is a unit already goes on to be another known one alone: 元/人 and 优 are two values.
    known = re.split("[/／]", cut[1])[-1] + re.split("[/／]", words)[0] in UNITS
    return known or (unit_end(cut[1], 0) != len(cut[1]) and unit_end(whole, 0) == len(whole))


def closes(before: str, text: str) -> bool:
    """Return whether a text closes what the one before it has left open: 投入（乡 | 村道路）."""
    for opening, closing in _BRACKETS:
        left, right = (
            sum(sign in opening for sign in part) - sum(sign in closing for sign in part)
            for part in (before, text)
        )
        if left > 0 and left + right == 0:
            return True
    return False


def goes_on_with_name(last: IndicatorDraft, said: Mapping[str, Traced]) -> bool:
    """Return whether a row behind a page end closes a bracket in the name before it."""
    return "name3" in said and closes(last.text("name3").text, said["name3"].text)


def goes_on_with_value(last: IndicatorDraft, said: Mapping[str, Traced]) -> bool:
    """Return whether a row behind a page end holds the rest of a value, and of its name."""
    return any(
        role in said and is_rest_of_value(last.text(role).text, said[role].text) for role in VALUES
    )


def goes_on_with_row(
    lattice: Lattice, head: Head, drafts: Sequence[IndicatorDraft], said: Mapping[str, Traced]
) -> bool:
    """Return whether a row behind a page end is the rest of one in words, name and value alike.

    It leaves blank what each row before it has: its sign, or its points. The value before it is
    words, and no room is left below it or its name.
    """
    last = drafts[-1]
    marks = {role for role in _MARKS if all(one.text(role) for one in drafts)}
    if not marks or not said.keys().isdisjoint({*marks, "unit"}) or last.row is None:
        return False
    valued = [role for role in VALUES if last.text(role) and role in said]
    asked = "".join(last.text(role).text for role in ("sign", *valued))
    if not valued or last.text("unit") or _ASKS.search(asked):
        return False
    cells = (lattice.places[last.row][head.column(role).first] for role in ("name3", *valued))
    return all(lattice.is_full(cell) is not False for cell in cells)


def may_go_on_with_row(
    lattice: Lattice, head: Head, drafts: Sequence[IndicatorDraft], said: Mapping[str, Traced]
) -> bool:
    """Return whether a row behind a page end seems to be the rest of one whose value asks for it.

    It leaves the points blank that each row before it has, goes on with words in name and value,
    and no room is left below those it may go on with: 6月底前 | 支付50%.
    """
    last = drafts[-1]
    pointed = all(one.text(role) for one in drafts for role in _POINTS)
    if not pointed or not said.keys().isdisjoint((*_POINTS, "unit")) or last.row is None:
        return False
    valued = [role for role in VALUES if last.text(role) and role in said]
    if not valued or any(_ASKS.match(said[role].text) for role in valued):
        return False
    cells = (lattice.places[last.row][head.column(role).first] for role in ("name3", *valued))
    return all(lattice.is_full(cell) is not False for cell in cells)


def names_row_before(last: IndicatorDraft, said: Mapping[str, Traced]) -> bool:
    """Return whether a row behind a page end holds the name of a value before it."""
    valued = any(last.text(role) for role in VALUES)
    return valued and not last.text("name3") and "name3" in said and VALUES.isdisjoint(said)


def levels_row_before(lattice: Lattice, head: Head, row: int, last: IndicatorDraft) -> bool:
    """Return whether levels alone in a row behind a page end are those of the row before it.

    That one has left its own blank, and the next row has levels of its own.
    """
    return (
        last.row is not None
        and not _levels_in(lattice, head, last.row)
        and (row + 1 == len(lattice) or bool(_levels_in(lattice, head, row + 1)))
    )


def _levels_in(lattice: Lattice, head: Head, row: int) -> list[str]:
    """Return the levels that begin in a row."""
    return [
        cell.text.text
        for index, cells in cells_by_column(lattice, head, row).items()
        for cell in cells
        if head.columns[index].role in LEVELS and cell.row == row and cell.text
    ]
