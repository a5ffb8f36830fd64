"""Several targets in the words of one cell, and what was reached of each: 建站≥5个，覆盖率≥95%."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.language.dates import whole_date
from jiheng.language.denials import is_denied
from jiheng.language.quantities import find_quantities
from jiheng.model import (
    DateActual,
    DeadlineTarget,
    NumberActual,
    NumberTarget,
    SeveralActuals,
    SeveralTargets,
)
from jiheng.results.printed import parse_actual
from jiheng.results.units import convert

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 300
_PARTING = re.compile(
    r"[；;。、\n]|[，,](?!\d{3}(?!\d))|[，,]?(?:并且|且|同时|以及)"
    r"|(?:(?<=\d%)|(?<=\d[\u4e00-\u9fff])|(?<=\d[\u4e00-\u9fff]{2}))\s+(?=[\u4e00-\u9fff])"
)
_NUMBERED = re.compile(r"^(?:\d{1,2}[.、）)](?!\d)|[①-⑳]|[（(]\d{1,2}[）)])")
_YEAR = re.compile(r"20\d{2}[年./-]")
_WORDS = re.compile(
    r"[^\u4e00-\u9fff]|达到|完成|实现|不低于|不少于|不超过|大于|小于|等于|以上|以下"
)
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Clause:
    """One target of a cell, in its own words."""

    text: str
    target: NumberTarget | DeadlineTarget


def clauses(wanted: str | None) -> tuple[Clause, ...]:
    """Return the targets of a cell that holds several, each in a clause of its own.

    None unless every clause asks for one number or one day.
    """
    if not wanted or len(wanted) > _LONGEST:
        return ()
    parts = [_clause(text) for text in _parted(wanted)]
    known = tuple(part for part in parts if part is not None)
    return known if len(parts) == len(known) > 1 else ()


def together(parts: Sequence[Clause]) -> SeveralTargets:
    """Return the targets of a cell as one."""
    return SeveralTargets(parts=tuple(part.target for part in parts))


def reached(said: str | None, parts: Sequence[Clause], year: int | None) -> SeveralActuals | None:
    """Return what a printed actual value says of each target; None unless it says all of them.

    A clause belongs to the target whose words it repeats, else to the one in its place.
    """
    texts = _parted(said or "") if len(said or "") <= _LONGEST else []
    if len(texts) != len(parts):
        return None
    chosen = _by_words(texts, parts) or list(texts)
    found = [_value(text, part, year) for text, part in zip(chosen, parts, strict=True)]
    if None in found and chosen == texts:
        found = [_only_fitting(texts, part, year) for part in parts]
    if None in found:
        return None
    return SeveralActuals(parts=tuple(found))


def _parted(text: str) -> list[str]:
    parts = (_NUMBERED.sub("", "".join(part.split())) for part in _PARTING.split(text))
    return [part for part in parts if part]


def _clause(text: str) -> Clause | None:
    year = _YEAR.search(text)
    day = whole_date(text) or (whole_date(text[year.start() :]) if year else None)
    if day is not None:
        late = DeadlineTarget(year=day.year, month=day.month, day=day.day)
        return None if day.vague else Clause(text, late)
    quantities = find_quantities(text)
    if len(quantities) != 1 or quantities[0].approximate or is_denied(text, quantities[0]):
        return None
    one = quantities[0]
    if not (one.unit or one.op) or one.end != len(text):
        return None
    return Clause(text, NumberTarget(op=one.op or "=", number=one.number, unit=one.unit))


def _by_words(texts: Sequence[str], parts: Sequence[Clause]) -> list[str] | None:
    """Return the clauses in the order of the targets whose words they repeat."""
    chosen: list[str] = []
    for part in parts:
        words = _WORDS.sub("", part.text)
        same = [text for text in texts if len(words) >= _SHORTEST and words in text]
        if len(same) != 1 or same[0] in chosen:
            return None
        chosen.append(same[0])
    return chosen


def _only_fitting(
    texts: Sequence[str], part: Clause, year: int | None
) -> NumberActual | DateActual | None:
    fitting = [value for text in texts if (value := _value(text, part, year)) is not None]
    return fitting[0] if len(fitting) == 1 else None


def _value(text: str, part: Clause, year: int | None) -> NumberActual | DateActual | None:
    if isinstance(part.target, DeadlineTarget):
        led = _YEAR.search(text)
        own = parse_actual(text, part.target, year=year)
        value = own or (parse_actual(text[led.start() :], part.target, year=year) if led else None)
        return value if isinstance(value, DateActual) else None
    value = parse_actual(text, part.target, wanted=part.text)
    if not isinstance(value, NumberActual):
        return None
    return value if convert(value.number, value.unit, part.target.unit) is not None else None
