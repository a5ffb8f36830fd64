"""Rows as printed → logical rows: what goes on in the next row or page put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.model import Traced
from jiheng.reading.grammar.packed import first_number, last_number, opens_with_indicator
from jiheng.reading.layouts.grids.seam import WINDOW, repeat_of
from jiheng.reading.layouts.problems import notes
from jiheng.reading.ledger import SEPARATOR, UNREAD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng.reading.layouts.disclosure.physical import PhysicalRow
    from jiheng.reading.ledger import Ledger

_OPENING, _CLOSING = "（(《〈“「【[", "）)》〉”」】]"
PROSE = ("name", "goal", "indicators")


def logical_rows(
    rows: Iterable[PhysicalRow], ledger: Ledger, *, has_money: bool
) -> list[PhysicalRow]:
    """Return one row for each logical row, in document order.

    A row without name and money goes on with the row before it, unless the next row shows that
    the name, standing in the middle of a cell which a page break cuts, comes only there.
    """
    found: list[_Logical] = []
    waiting: PhysicalRow | None = None
    for row in rows:
        if row.is_continuation():
            _settle(found, waiting, ledger)
            waiting = row
            continue
        if waiting is not None and (
            _name_follows(waiting, row) or (found and _is_cut_row(found[-1], waiting, row))
        ):
            waiting.name, row.name = row.name, Traced()
            waiting.money = row.money
            found.append(_Logical(waiting, ledger))
            found[-1].append(row)
        else:
            _settle(found, waiting, ledger)
            if found and _name_goes_on(found[-1], row, has_money=has_money):
                found[-1].append(row)
            else:
                found.append(_Logical(row, ledger))
        waiting = None
    _settle(found, waiting, ledger)
    return [logical.joined() for logical in found]


class _Logical:
    """A row and the parts of its cells that came later, joined once at the end."""

    def __init__(self, row: PhysicalRow, ledger: Ledger) -> None:
        self.row = row
        self.ledger = ledger
        self.parts: dict[str, list[Traced]] = {field: [getattr(row, field)] for field in PROSE}
        self.ends = {field: parts[0].text[-WINDOW:] for field, parts in self.parts.items()}

    def append(self, more: PhysicalRow) -> None:
        for field in PROSE:
            part: Traced = getattr(more, field)
            if part:
                part = self._without_repeat(self.ends[field], part)
                self.parts[field].append(part)
                self.ends[field] = (self.ends[field] + part.text)[-WINDOW:]
        self.row.stray.extend(more.stray)
        self.row.problems.extend(more.problems)

    def lists_up_to(self, more: Traced) -> bool:
        """Return whether a list of indicators is numbered on from the own one."""
        number = first_number(more.text)
        own = "".join(part.text for part in self.parts["indicators"])
        return number is not None and number - 1 == last_number(own)

    def has_ended(self) -> bool:
        """Return whether the goal ends with a sentence, if there is any."""
        return not self.ends["goal"] or self.ends["goal"].endswith("。")

    def joined(self) -> PhysicalRow:
        for field, parts in self.parts.items():
            setattr(self.row, field, Traced.join(parts))
        return self.row

    def _without_repeat(self, end: str, more: Traced) -> Traced:
        repeated = repeat_of(end, more)
        if repeated is None:
            return more
        again = more.cut(0, repeated.length)
        same = repeated.before == again.text
        self.ledger.mark(again, SEPARATOR if same else UNREAD)
        self.row.problems.append(notes.overlap(repeated.before, again))
        return more.cut(repeated.length)


def _settle(found: list[_Logical], row: PhysicalRow | None, ledger: Ledger) -> None:
    """Let a nameless row go on with the row before it."""
    if row is None:
        return
    if found:
        found[-1].append(row)
    else:
        found.append(_Logical(row, ledger))


def _name_follows(row: PhysicalRow, following: PhysicalRow) -> bool:
    """Whether a nameless row is the beginning of the named row after it."""
    begins = opens_with_indicator(row.indicators.text) and first_number(row.indicators.text) == 1
    goes_on = bool(following.indicators) and not opens_with_indicator(following.indicators.text)
    return begins and goes_on


def _is_cut_row(before: _Logical, row: PhysicalRow, following: PhysicalRow) -> bool:
    """Whether a nameless row at the end of a page is the upper part of the row on the next page.

    The goal before it has ended, and its own goes on where the name stands.
    """
    ends = before.ends["goal"].endswith("。") and bool(row.goal and following.goal)
    if row.seam or not following.seam or not ends:
        return False
    listed = row.indicators.text
    if listed and not (opens_with_indicator(listed) and first_number(listed) == 1):
        return False
    if row.goal.text.endswith("。") and not listed:
        row.problems.append(notes.unsure_goal(row.goal))
    return True


def _name_goes_on(before: _Logical, following: PhysicalRow, *, has_money: bool) -> bool:
    """Whether a named row without money is the rest of the row before it."""
    row, listed = before.row, following.indicators
    if following.money or (opens_with_indicator(listed.text) and not before.lists_up_to(listed)):
        return False
    cut = following.seam and has_money and bool(row.money)
    if cut and listed and not following.blanks:
        return True
    if before.has_ended() and following.goal:
        if cut and not following.blanks:
            following.problems.append(notes.unsure_row(following.name))
        return False
    if cut or _is_open(row.name.text) or following.name.text[:1] in _CLOSING:
        return True
    if _is_whole(following):
        return False
    within = bool(row.indicators) and not row.indicators.text.endswith("。")
    return has_money and within and bool(listed)


def _is_whole(row: PhysicalRow) -> bool:
    """Whether a row has cells of its own, where no page ends that could cut them.

    Without an amount it is another project: one amount may be merged over several.
    """
    begins = row.name.beginning()
    paged = begins is not None and begins[0].at.page is not None
    return bool(not paged and row.goal and row.indicators)


def _is_open(name: str) -> bool:
    opened = sum(name.count(sign) for sign in _OPENING)
    return opened > sum(name.count(sign) for sign in _CLOSING)
