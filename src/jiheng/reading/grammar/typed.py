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

from jiheng.model import Entry, Indicator, Level, Traced
from jiheng.reading.grammar.bodies import (
    ENDS,
    Body,
    begins_value,
    ends_with_value,
    is_aside,
    is_compared,
    is_counted,
    is_value,
    parted_by_commas,
    read_body,
    value_of,
)
from jiheng.reading.grammar.openers import (
    BULLETS,
    FIRST,
    JOINTS,
    SECOND,
    find_openers,
    stands_under,
    whole_label,
)
from jiheng.reading.grammar.spaced import as_typed
from jiheng.reading.grammar.values import read_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.grammar.openers import Opener
    from jiheng.reading.grammar.spaced import Spaced

_LONGEST_WORD = 12
"""Characters of what is said of satisfaction in words."""

_LEAST_WORDS, _LEAST_COUNTED = 4, 2
"""Characters of words that are more than a remark on the value before, and of names there."""

_SECOND_LEVEL = 2
_WORDS = frozenset(("level", "word"))
_SECOND = frozenset(form for word in SECOND - FIRST for form in (word, f"{word}指标"))
_BEHIND = re.compile(rf"(?P<name>.+)[（(](?P<level>{'|'.join(_SECOND)})[）)]")
"""The level of an indicator in brackets behind its name."""

_SATISFACTION = re.compile("满意[度率](?=$|[（(])")
_GROUP = re.compile(r"(?P<label>[\u4e00-\u9fff]{2,6}(?:效益|影响|效果|指标|成本|满意度))[：:]")
"""A level that no tree knows, before a name."""

_TIMED = re.compile(
    r"(?:(?:不晚于|于|在)?(?:20\d\d年[底末初]|(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日|[底末初]|[上中下]旬|份)?"
    r"|[年季][底末]|[上下]半年|[一二三四]季度))(?:之?前|以前|之?内)?|按[时期]|及时|如期|当年|年内|全年)[^\d：:；;，,。]{0,8}"
)
"""When something is done, in words that name nothing."""

_PARTS = re.compile("[；;。\n]")
_ASIDE = JOINTS + BULLETS


@dataclass(slots=True)
class TypedList:
    """The indicators of a cell, what opens them, and the parts of it that could not be told."""

    indicators: list[Indicator] = field(default_factory=list)
    openers: list[Traced] = field(default_factory=list)
    unread: list[Traced] = field(default_factory=list)


def read_typed(cell: Traced, above: Sequence[Traced] | None = None) -> TypedList | None:
    """Return the indicators typed into a cell; None where it is no list of them.

    Args:
        cell: All that was typed.
        above: The first and second level that other cells name for it, which may be empty; None
            where nothing says that it is a list.
    """
    typed = as_typed(cell)
    openers = find_openers(typed, above[0].text if above else "")
    reader = _Reader(typed)
    reader.above = {at: _Level(label) for at, label in enumerate(above or (), 1) if label}
    starts = [*(opener.start for opener in openers), len(typed.text)]
    reader.bracketed = _is_bracketed(typed, openers, starts[1:])
    reader.listed = bool(openers) or above is not None
    levels = [opener.text for opener in openers if opener.text in _SECOND]
    reader.each_has_levels = any(one == other for one, other in pairwise(levels))
    reader.body(0, starts[0])
    for opener, stop in zip(openers, starts[1:], strict=True):
        reader.found.openers.append(typed.cut(opener.start, opener.stop))
        reader.open(opener)
        reader.body(opener.stop, stop)
    found = reader.finished()
    known = len(found.indicators)
    if known < (1 if reader.listed else 2) or (above is None and known <= len(found.unread)):
        return None
    return found


@dataclass(eq=False, slots=True)
class _Level:
    """A level of indicators.

    Attributes:
        alone: Whether one indicator alone stands below it, which its points are those of.
    """

    label: Traced
    code: Traced | None = None
    points: Traced = field(default_factory=Traced)
    opener: Opener | None = None
    alone: bool = False

    @classmethod
    def of(cls, typed: Spaced, opener: Opener) -> _Level:
        """Return the level that an opener names, whole where it leaves out a word."""
        label = typed.cut(*opener.value)
        if opener.rest:
            label += typed.cut(*opener.rest)
        code = typed.cut(*opener.code) if opener.code else None
        points = typed.cut(*opener.points) if opener.points else Traced()
        return cls(label, code, points, opener)


@dataclass(slots=True)
class _Said:
    body: Body
    levels: dict[int, _Level]
    number: Opener | None


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
        self.above: dict[int, _Level] = {}
        self.said: list[_Said] = []
        self.openers: list[Opener] = []
        self.firsts: list[Opener] = []
        self.opened = False

    def open(self, opener: Opener) -> None:
        """Take in what opens the next indicators."""
        self.openers.append(opener)
        if opener.kind == "level":
            self.levels = self._with_level(opener)
        elif opener.kind != "word":
            self.number = opener
        self.chain.append(opener)

    def body(self, start: int, stop: int) -> None:
        """Read what stands between two openers."""
        if not self.typed.text[start:stop].strip(_ASIDE):
            return
        self.opened = any(opener.kind == "level" for opener in self.chain)
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
            self.firsts.append(opener)
            return {1: opener}
        # A list may name 成本 between levels of 产出, which then go on.
        above = (
            last
            if follows
            else next((one for one in self.firsts[::-1] if stands_under(word, one.text)), None)
        )
        return {1: above, _SECOND_LEVEL: opener} if above else {_SECOND_LEVEL: opener}

    def _parts(self, start: int, stop: int) -> list[tuple[int, int]]:
        """Return where each of the indicators is that stand behind the same opener."""
        typed = self.typed
        ends = [match.start() for match in _PARTS.finditer(typed.plain, start, stop)]
        parts: list[tuple[int, int]] = []
        for first, last in zip([start, *ends], [*ends, stop], strict=True):
            if not typed.text[first:last].strip(ENDS):
                continue
            if parts and self._goes_on(parts[-1], first, last):
                parts[-1] = (parts[-1][0], last)
            else:
                parts.append((first, last))
        return [part for whole in parts for part in parted_by_commas(typed, *whole)]

    def _goes_on(self, before: tuple[int, int], start: int, stop: int) -> bool:
        """Whether a part is more of the indicator before it: of its value, or its other value."""
        typed = self.typed
        if begins_value(typed, start, stop):
            return True
        if not self.listed:
            return False
        whole = ends_with_value(typed, *before, joint=self._joint(before[0]))
        counted = is_counted(typed, start, stop, least=_LEAST_COUNTED if whole else _LEAST_WORDS)
        if self._is_one():
            return not (whole and counted)
        if counted or is_compared(typed, start, stop):
            return False
        return not whole or len(typed.plain[start:stop].strip(ENDS)) < _LEAST_WORDS

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
        if body is None:
            body = self._named_by_level(start, stop)
        if body is None and is_aside(self.typed.text[start:stop]):
            return
        if body is None:
            first = self.chain[0].start if self.chain else start
            self.found.unread.append(self.typed.cut(first, stop).strip(ENDS))
            return
        levels = self._under_others(self._levels_of(body))
        self.said.append(_Said(body, levels, self.number))
        self.number, self.opened = None, False

    def _under_others(self, levels: dict[int, _Level]) -> dict[int, _Level]:
        """Return levels below those that other cells name, where they are not other ones."""
        if not levels or 1 in levels:
            return levels or self.above
        first, second = self.above.get(1), levels[_SECOND_LEVEL]
        if first is None or not stands_under(second.label.text, first.label.text):
            return levels
        if whole_label(second.label.text, first.label.text):
            second.label += first.label.cut(0, len(first.label.text.removesuffix("指标")))
        return {1: first, _SECOND_LEVEL: second}

    def _levels_of(self, body: Body) -> dict[int, _Level]:
        """Return the levels of an indicator; satisfaction is one of its own, whatever goes before.

        Where a level stands right before it, or numbers count what stands below, its author has
        said so.
        """
        levels = {at: _Level.of(self.typed, opener) for at, opener in self.levels.items()}
        group = _GROUP.match(self.typed.plain, *body.name)
        if group and group.end() < body.name[1]:
            body.name = (group.end(), body.name[1])
            above = {at: level for at, level in levels.items() if at == 1}
            return {**above, _SECOND_LEVEL: _Level(self.typed.cut(*group.span("label")))}
        said = _SATISFACTION.search(self.typed.plain, *body.name)
        if said is None or self.opened:
            return levels
        if any("满意" in level.label.text for level in levels.values()) or not levels:
            return levels
        if self.number and set(levels) == {1} and levels[1].label.text.startswith("效"):
            return levels
        return {1: _Level(self.typed.cut(*said.span()))} if said[0] == "满意度" else {}

    def finished(self) -> TypedList:
        """Return what was read, the points of levels with it."""
        given = self._points()
        for at, said in enumerate(self.said):
            self.found.indicators.append(self._indicator(said, given.get(at, ())))
        return self.found

    def _points(self) -> dict[int, list[_Level]]:
        """Return the levels whose points the first indicator below each of them keeps."""
        given: dict[int, list[_Level]] = {}
        for opener in self.openers:
            if opener.points is None:
                continue
            below = [
                at
                for at, said in enumerate(self.said)
                if any(level.opener is opener for level in said.levels.values())
            ]
            level = _Level.of(self.typed, opener)
            level.alone = len(below) == 1 and level.points.text.replace(".", "").isdecimal()
            if below:
                given.setdefault(below[0], []).append(level)
        return given

    def _joint(self, start: int) -> str:
        """Return the sign behind the last level."""
        if not self.chain or self.chain[-1].kind != "level":
            return ""
        joint = self.typed.plain[start : start + 2]
        if joint == "——":
            return joint
        return joint[:1] if joint[:1] in JOINTS and joint[:1] not in "：:；;。" else ""

    def _named_by_level(self, start: int, stop: int) -> Body | None:
        """Take a level for the name too where a value follows: 服务对象满意度：≥90%."""
        last = self.chain[-1] if self.chain else None
        value = value_of(self.typed, start, stop)
        words = self.typed.cut(*value).text
        if last is None or last.kind != "level" or not words:
            return None
        said = "满意度" in last.text and len(words) <= _LONGEST_WORD and "满意度" not in words
        timed = "时效" in last.text and _TIMED.fullmatch(words) is not None
        if not is_value(words) and not said and not timed:
            return None
        return Body(last.value, value)

    def _indicator(self, said: _Said, points: Sequence[_Level]) -> Indicator:
        typed, number, body, levels = self.typed, said.number, said.body, said.levels
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
            traces[f"level{at}"], traces[f"level{at}_code"] = level.label, level.code
        own = [level for level in points if level.alone][-1:] if not body.weight else []
        traces["weight"] = own[0].points if own else traces["weight"]
        known = {role: trace for role, trace in traces.items() if trace}
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
            further=tuple(
                Entry(label=level.label.text, value=level.points.text, trace=level.points)
                for level in points
                if level not in own
            ),
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
