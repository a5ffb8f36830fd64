"""Rows as printed → logical rows: what goes on in the next row or page put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Problem, ProblemSeverity, Traced
from jiheng.reading.grammar.damage import excerpt
from jiheng.reading.grammar.patterns import first_number, opens_with_indicator
from jiheng.reading.layouts.seam import overlap
from jiheng.reading.ledger import SEPARATOR, UNREAD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng.reading.layouts.physical import PhysicalRow
    from jiheng.reading.layouts.seam import Overlap
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
    found: list[PhysicalRow] = []
    waiting: PhysicalRow | None = None
    for row in rows:
        if row.is_continuation():
            _settle(found, waiting, ledger)
            waiting = row
            continue
        if waiting is not None and _name_follows(waiting, row):
            row.name, waiting.name = Traced(), row.name
            _append(waiting, row, ledger)
            waiting.money = waiting.money or row.money
            found.append(waiting)
        else:
            _settle(found, waiting, ledger)
            if found and _name_goes_on(found[-1], row, has_money=has_money):
                _append(found[-1], row, ledger)
            else:
                found.append(row)
        waiting = None
    _settle(found, waiting, ledger)
    return found


def _settle(found: list[PhysicalRow], row: PhysicalRow | None, ledger: Ledger) -> None:
    if row is None:
        return
    if found:
        _append(found[-1], row, ledger)
    else:
        found.append(row)


def _name_follows(row: PhysicalRow, following: PhysicalRow) -> bool:
    """Whether a nameless row is the beginning of the named row after it."""
    begins = opens_with_indicator(row.indicators.text) and first_number(row.indicators.text) == 1
    goes_on = bool(following.indicators) and not opens_with_indicator(following.indicators.text)
    return begins and goes_on


def _name_goes_on(row: PhysicalRow, following: PhysicalRow, *, has_money: bool) -> bool:
    """Whether a named row without money is the rest of the row before it."""
    if following.money:
        return False
    if _is_open(row.name.text) or following.name.text[:1] in _CLOSING:
        return True
    cut = bool(row.indicators) and not row.indicators.text.endswith("。")
    goes_on = bool(following.indicators) and not opens_with_indicator(following.indicators.text)
    return has_money and cut and goes_on


def _is_open(name: str) -> bool:
    opened = sum(name.count(sign) for sign in _OPENING)
    return opened > sum(name.count(sign) for sign in _CLOSING)


def _append(row: PhysicalRow, more: PhysicalRow, ledger: Ledger) -> None:
    for field in PROSE:
        part: Traced = getattr(more, field)
        if part:
            setattr(row, field, _joined(getattr(row, field), part, row, ledger))
    row.stray.extend(more.stray)
    row.blanks.extend(more.blanks)
    row.problems.extend(more.problems)


def _joined(text: Traced, more: Traced, row: PhysicalRow, ledger: Ledger) -> Traced:
    repeated = overlap(text, more) if text else None
    if repeated is None:
        return Traced.join((text, more))
    again = more.cut(0, repeated.length)
    same = repeated.before == again.text
    ledger.mark(again, SEPARATOR if same else UNREAD)
    row.problems.append(_repeat(repeated, again, same=same))
    return Traced.join((text, more.cut(repeated.length)))


def _repeat(repeated: Overlap, again: Traced, *, same: bool) -> Problem:
    words = excerpt(again.text)
    if same:
        message = Bilingual(
            f"换页处重复印出“{words}”，只读一次。",
            f"“{words}” is printed again after the page break; it was read once.",
        )
    else:
        message = Bilingual(
            f"换页处重复印出的内容前后不同：前页“{excerpt(repeated.before)}”，后页“{words}”；"
            "按前页读取。",
            f"What the page break repeats differs: “{excerpt(repeated.before)}”, then “{words}”;"
            " the earlier was taken.",
        )
    return Problem(
        code="page-overlap",
        message=message,
        severity=ProblemSeverity.NOTE if same else ProblemSeverity.WARNING,
        span=again.span(),
        excerpt=again.text,
    )
