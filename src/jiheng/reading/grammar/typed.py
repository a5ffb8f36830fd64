"""Indicators that somebody typed into one cell, in whatever way: numbered, by levels, by lines.

数量指标：甲≥3个；质量指标：乙：9%, or 1.产出指标-数量指标：甲，目标值3个, or 产出指标 1.甲：3个.
What cannot be told apart is left whole, and reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.model import Indicator, Level
from jiheng.reading.grammar.bodies import (
    ENDS,
    Body,
    begins_value,
    is_aside,
    is_compared,
    is_value,
    read_body,
    value_of,
)
from jiheng.reading.grammar.openers import BULLETS, FIRST, JOINTS, SECOND, find_openers
from jiheng.reading.grammar.spaced import as_typed
from jiheng.reading.grammar.values import read_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Traced
    from jiheng.reading.grammar.openers import Opener
    from jiheng.reading.grammar.spaced import Spaced

_LONGEST_WORD = 12
"""Characters of what is said of satisfaction in words."""

_SECOND_LEVEL = 2
_WORDS = frozenset(("level", "word"))
_SECOND = frozenset(form for word in SECOND - FIRST for form in (word, f"{word}指标"))
_BEHIND = re.compile(rf"(?P<name>.+)[（(](?P<level>{'|'.join(_SECOND)})[）)]")
"""The level of an indicator in brackets behind its name."""

_PARTS = re.compile("[；;。\n]")
_ASIDE = JOINTS + BULLETS


@dataclass(slots=True)
class TypedList:
    """The indicators of a cell, what opens them, and the parts of it that could not be told."""

    indicators: list[Indicator] = field(default_factory=list)
    openers: list[Traced] = field(default_factory=list)
    unread: list[Traced] = field(default_factory=list)


def read_typed(cell: Traced) -> TypedList | None:
    """Return the indicators typed into a cell; None where it is no list of them."""
    typed = as_typed(cell)
    openers = find_openers(typed.plain, typed.lines)
    reader = _Reader(typed)
    starts = [*(opener.start for opener in openers), len(typed.text)]
    reader.bracketed = _is_bracketed(typed, openers, starts[1:])
    reader.listed = bool(openers)
    levels = [opener.text for opener in openers if opener.text in _SECOND]
    reader.each_has_levels = any(one == other for one, other in pairwise(levels))
    reader.body(0, starts[0])
    for opener, stop in zip(openers, starts[1:], strict=True):
        reader.found.openers.append(typed.cut(opener.start, opener.stop))
        reader.open(opener)
        reader.body(opener.stop, stop)
    found = reader.found
    known = len(found.indicators)
    if known < (1 if openers else 2) or known <= len(found.unread):
        return None
    return found


class _Reader:
    def __init__(self, typed: Spaced) -> None:
        self.typed = typed
        self.found = TypedList()
        self.chain: list[Opener] = []
        self.number: Opener | None = None
        self.levels: dict[int, Opener] = {}
        self.bracketed = False
        self.listed = False
        self.each_has_levels = False

    def open(self, opener: Opener) -> None:
        """Take in what opens the next indicators."""
        if opener.kind == "level":
            self.levels = self._with_level(opener)
        elif opener.kind != "word":
            self.number = opener
        self.chain.append(opener)

    def body(self, start: int, stop: int) -> None:
        """Read what stands between two openers."""
        if not self.typed.text[start:stop].strip(_ASIDE):
            return
        for first, last in self._parts(start, stop):
            self._read(first, last)
        self.chain = []
        self.number = None

    def _with_level(self, opener: Opener) -> dict[int, Opener]:
        """Return the levels with one more, which is below the first where that stands before it."""
        word = opener.text.removesuffix("指标")
        last = self.chain[-1] if self.chain else None
        follows = last is not None and last is self.levels.get(1)
        if word in FIRST and not (follows and word in SECOND):
            return {1: opener}
        above = self.levels.get(1)
        return {1: above, _SECOND_LEVEL: opener} if above else {_SECOND_LEVEL: opener}

    def _parts(self, start: int, stop: int) -> list[tuple[int, int]]:
        """Return where each of the indicators is that stand behind the same opener."""
        ends = [match.start() for match in _PARTS.finditer(self.typed.plain, start, stop)]
        parts: list[tuple[int, int]] = []
        for first, last in zip([start, *ends], [*ends, stop], strict=True):
            if not self.typed.text[first:last].strip(ENDS):
                continue
            goes_on = self.listed and (self._is_one() or not self._begins(first, last))
            if parts and (goes_on or begins_value(self.typed, first, last)):
                parts[-1] = (parts[-1][0], last)
            else:
                parts.append((first, last))
        return parts

    def _begins(self, start: int, stop: int) -> bool:
        """Whether a part is an indicator, and not more of the value before it."""
        return is_compared(self.typed, start, stop)

    def _is_one(self) -> bool:
        """Whether what was opened is one indicator: its own number or levels say so."""
        if not self.chain or self.chain[-1].kind != "level":
            return bool(self.chain)
        numbers = [at for at, opener in enumerate(self.chain) if opener.kind not in _WORDS]
        levels = self.chain[numbers[-1] + 1 :] if numbers else self.chain
        return self.each_has_levels or (bool(numbers) and len(levels) > 1)

    def _read(self, start: int, stop: int) -> None:
        body = read_body(
            self.typed, start, stop, joint=self._joint(start), bracketed=self.bracketed
        )
        name = None
        if body is None:
            body, name = self._named_by_level(start, stop)
        if body is None and is_aside(self.typed.text[start:stop]):
            return
        if body is None:
            first = self.chain[0].start if self.chain else start
            self.found.unread.append(self.typed.cut(first, stop).strip(ENDS))
            return
        levels = dict(self.levels)
        if name is not None:
            levels = {key: level for key, level in levels.items() if level is not name}
        self.found.indicators.append(self._indicator(body, levels))

    def _joint(self, start: int) -> str:
        """Return the sign behind the last level."""
        if not self.chain or self.chain[-1].kind != "level":
            return ""
        joint = self.typed.plain[start : start + 2]
        if joint == "——":
            return joint
        return joint[:1] if joint[:1] in JOINTS and joint[:1] not in "：:；;。" else ""

    def _named_by_level(self, start: int, stop: int) -> tuple[Body | None, Opener | None]:
        """Take a level for the name where a value follows: 服务对象满意度：≥90%."""
        last = self.chain[-1] if self.chain else None
        words = self.typed.cut(*value_of(self.typed, start, stop)).text
        if last is None or last.kind != "level" or last.code:
            return None, None
        said = "满意度" in last.text and len(words) <= _LONGEST_WORD and "满意度" not in words
        if not is_value(words) and not said:
            return None, None
        return Body(last.value, value_of(self.typed, start, stop)), last

    def _indicator(self, body: Body, levels: dict[int, Opener]) -> Indicator:
        typed, number = self.typed, self.number
        traces = {
            "seq": typed.cut(*number.value) if number else None,
            "name": typed.cut(*body.name),
            "period_value": typed.cut(*body.period) if body.period else None,
            "annual_value": typed.cut(*body.value),
            "sign": typed.cut(*body.sign) if body.sign else None,
            "unit": typed.cut(*body.unit) if body.unit else None,
            "weight": typed.cut(*body.weight) if body.weight else None,
        }
        behind = _BEHIND.fullmatch(typed.text, *body.name)
        if behind and _SECOND_LEVEL not in levels:
            traces["name"] = typed.cut(*behind.span("name"))
            traces["level2"] = typed.cut(*behind.span("level"))
        for at, level in levels.items():
            traces[f"level{at}"] = typed.cut(*level.value)
            traces[f"level{at}_code"] = typed.cut(*level.code) if level.code else None
        known = {role: trace for role, trace in traces.items() if trace}
        self.number = None
        text = {role: trace.text for role, trace in known.items()}
        return Indicator(
            seq=number.number if number else None,
            level1=_level(text, 1),
            level2=_level(text, 2),
            name=text["name"],
            period_value=text.get("period_value"),
            annual_value=text["annual_value"],
            target=read_value(text["annual_value"], sign=text.get("sign"), unit=text.get("unit")),
            sign=text.get("sign"),
            unit=text.get("unit"),
            weight=Decimal(text["weight"]) if "weight" in text else None,
            traces=known,
        )


def _is_bracketed(typed: Spaced, openers: Sequence[Opener], stops: Sequence[int]) -> bool:
    """Whether every indicator of a list ends with a bracket, which must hold its value."""
    bodies = [
        typed.text[opener.stop : stop].rstrip(ENDS)
        for opener, stop in zip(openers, stops, strict=True)
    ]
    filled = [body for body in bodies if body.strip(_ASIDE)]
    return len(filled) > 1 and all(body.endswith(("）", ")")) for body in filled)


def _level(text: dict[str, str], at: int) -> Level | None:
    label = text.get(f"level{at}")
    return Level(code=text.get(f"level{at}_code"), label=label) if label else None
