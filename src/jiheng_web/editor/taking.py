"""What a person typed → the core's table, keeping what the form does not show."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Funding, Indicator, Level
from jiheng.reading.grammar.values import read_value
from jiheng.standards.indicator_tree import level1_code, level2_code
from jiheng_web.editor.sheet import (
    COLUMNS,
    LEVELS,
    MONEY,
    MOST_CHARACTERS,
    ORIGIN,
    TEXTS,
    origin_of,
    shown,
    to_cells,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng.model import FundingLine, Row, TargetTable
    from jiheng_web.editor.sheet import Sheet

_LIMITS = {"name": 300, "code": 60}
_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_WHOLE_DIGITS, _DECIMALS = 12, 6
_READ_FROM = ("annual_value", "period_value", "sign", "unit")
_NEW = Indicator()


@dataclass(slots=True)
class Taken:
    """A table made of a sheet, and what of the sheet could not be taken.

    Attributes:
        faults: Place → why; the table says there what it said before.
        places: Index of each indicator → row of the sheet it stands in.
    """

    table: TargetTable
    faults: dict[str, Bilingual] = field(default_factory=dict)
    places: list[int] = field(default_factory=list)


def take(base: TargetTable, sheet: Sheet) -> Taken:
    """Return a table with the changes a sheet holds.

    What nobody touched stays as it was, to the character; so does what the sheet does not show.
    A target is read anew where its value, sign or unit changed.
    """
    taken = Taken(base)
    row = _indicators(base.rows[0], sheet, taken)
    row = _texts(row, sheet, taken)
    row = replace(row, funding=_funding(row.funding, sheet, taken))
    row = replace(row, lines=tuple(_line(n, one, sheet, taken) for n, one in enumerate(row.lines)))
    unit = _text(base.money_unit, sheet.fields.get("money_unit"), "money_unit", taken)
    taken.table = replace(base, money_unit=unit, rows=(row,))
    return taken


def _texts(row: Row, sheet: Sheet, taken: Taken) -> Row:
    said = {
        name: _text(getattr(row, name), sheet.fields.get(name), name, taken, _LIMITS.get(name))
        for name in TEXTS
    }
    if not said["name"]:
        if row.name or "name" in sheet.fields:
            taken.faults["name"] = Bilingual("请填写项目名称。", "The name is missing.")
        said["name"] = row.name
    return replace(row, **said)  # type: ignore[arg-type]


def _text(
    before: str | None, said: str | None, place: str, taken: Taken, limit: int | None = None
) -> str | None:
    if said is None or said == shown(before):
        return before
    most = limit or MOST_CHARACTERS
    if len(said.strip()) > most:
        why = Bilingual(f"不能超过 {most} 字。", f"No more than {most} characters.")
        taken.faults[place] = why
        return before
    return said.strip() or None


def _funding(before: Funding | None, sheet: Sheet, taken: Taken) -> Funding | None:
    money = before or Funding()
    amounts = {
        name: _amount(
            getattr(money, name), sheet.fields.get(f"funding.{name}"), f"funding.{name}", taken
        )
        for name in MONEY
    }
    made = Funding(**amounts)
    return before if before is None and made == Funding() else made


def _line(index: int, line: FundingLine, sheet: Sheet, taken: Taken) -> FundingLine:
    place = f"lines.{index}.amount"
    return replace(line, amount=_amount(line.amount, sheet.fields.get(place), place, taken))


def _amount(before: Decimal | None, said: str | None, place: str, taken: Taken) -> Decimal | None:
    if said is None or said == shown(before):
        return before
    text = unicodedata.normalize("NFKC", said).strip()
    if not text:
        return None
    whole, _point, decimals = text.lstrip("-").replace(",", "").partition(".")
    if (
        not _AMOUNT.fullmatch(text)
        or not text.isascii()
        or len(whole) > _WHOLE_DIGITS
        or len(decimals) > _DECIMALS
    ):
        why = Bilingual("不是金额或数字，例如 1,234.50。", "This is no number such as 1,234.50.")
        taken.faults[place] = why
        return before
    return Decimal(text.replace(",", ""))


def _indicators(row: Row, sheet: Sheet, taken: Taken) -> Row:
    before = row.indicators
    coded = any(level.code for one in before for level in (one.level1, one.level2) if level)
    made: list[Indicator] = []
    for place, cells in enumerate(sheet.rows):
        origin = origin_of(cells, len(before))
        old = _NEW if origin is None else before[origin]
        if _is_blank(cells) and (origin is None or not _is_blank(to_cells(old, origin))):
            continue
        made.append(_indicator(old, cells, f"indicators.{place}", taken, coded=coded))
        taken.places.append(place)
    return replace(row, indicators=_numbered(before, made))


def _is_blank(cells: Mapping[str, str]) -> bool:
    return not any(cells[name].strip() for name in COLUMNS)


def _indicator(
    old: Indicator, cells: Mapping[str, str], place: str, taken: Taken, *, coded: bool
) -> Indicator:
    if cells == {**to_cells(old, None), ORIGIN: cells[ORIGIN]} and old is not _NEW:
        return old
    said: dict[str, object] = {}
    for name in COLUMNS:
        before, where = getattr(old, name), f"{place}.{name}"
        if name == "weight":
            said[name] = _amount(before, cells[name], where, taken)
        elif name in LEVELS:
            said[name] = _level(before, cells[name], name, coded=coded)
        else:
            said[name] = _text(before, cells[name], where, taken)
    made = replace(old, **said)  # type: ignore[arg-type]
    if any(getattr(made, name) != getattr(old, name) for name in _READ_FROM):
        asked = made.annual_value or made.period_value
        made = replace(made, target=read_value(asked, sign=made.sign, unit=made.unit))
    whole = bool(made.name and (made.annual_value or made.period_value))
    said_anew = old is _NEW or any(
        getattr(made, name) != getattr(old, name)
        for name in ("name", "annual_value", "period_value")
    )
    return replace(made, complete=whole) if said_anew else made


def _level(before: Level | None, said: str, name: str, *, coded: bool) -> Level | None:
    """Return a level by its label; with the standard code where the form prints codes."""
    if said == shown(before):
        return before
    label = said.strip()
    if not label:
        return None
    made = Level(code=None, label=label)
    code = (level1_code if name == "level1" else level2_code)(made) if coded else None
    return replace(made, code=code)


def _numbered(before: Sequence[Indicator], made: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """Number indicators anew where the form numbered them one by one."""
    running = bool(before) and all(one.seq == n for n, one in enumerate(before, 1))
    if not running:
        return tuple(made)
    return tuple(one if one.seq == n else replace(one, seq=n) for n, one in enumerate(made, 1))
