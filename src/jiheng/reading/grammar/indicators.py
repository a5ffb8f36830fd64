"""One packed cell → its indicators, each with its places and what damage it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.model import Indicator, Level, Traced
from jiheng.reading.grammar import damage
from jiheng.reading.grammar.bodies import is_aside
from jiheng.reading.grammar.fragments import Opening, opening_of_fragment
from jiheng.reading.grammar.patterns import (
    ANNUAL_LABEL,
    CLIPPED_LABEL_END,
    DASH,
    HEAD,
    LABEL,
    LONE_NUMBER,
    MAX_NUMBER,
    SEPARATORS,
)
from jiheng.reading.grammar.targets import read_target
from jiheng.reading.grammar.typed import read_typed
from jiheng.reading.ledger import RECORDED, SEPARATOR, UNREAD, Claims

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Problem
    from jiheng.reading.grammar.typed import TypedList
    from jiheng.reading.ledger import Ledger

FINAL = "。；;，,"
"""Separators that may end a value; the whole run of them goes."""

_COUNTED = re.compile(r"\d{1,3}[、.．]")
_CODED = re.compile(rf"(?<!\d)[1-9１-９]{DASH}[\u4e00-\u9fff]{{2,6}}指标[{SEPARATORS}]")
_POINT_AT_END = re.compile(r"[^\d.．][.．]$")
"""A point at the end of a value without a digit before it stands for 。."""

MAX_STRAY = 3
"""A misread number is at most so long; anything longer belongs to the value before it."""


@dataclass(frozen=True, slots=True)
class IndicatorCell:
    """The indicators of a cell in printed order, and the problems with them.

    `Problem.indicator` counts from the first of them; `Problem.row` is not known here.
    """

    indicators: tuple[Indicator, ...]
    problems: tuple[Problem, ...]


def read_indicators(cell: Traced, ledger: Ledger) -> IndicatorCell:
    """Return the indicators packed in a cell; every character is claimed in the ledger."""
    number = LONE_NUMBER.search(cell.text, max(len(cell) - MAX_NUMBER, 0))
    end = number.start() if number else len(cell)
    reader = _Reader(cell.cut(0, end), Claims(cell))
    heads = list(HEAD.finditer(cell.text, 0, end))
    typed = _as_typed(cell, heads)
    if typed is not None:
        return _typed(cell, typed, ledger)
    following = [*heads, None]
    reader.fragment(heads[0].start() if heads else end, following[0])
    for head, after in zip(heads, following[1:], strict=True):
        reader.segment(head, after.start() if after else end, after)
    if number:
        reader.lone_number(cell.cut(end))
    ledger.post(reader.claims)
    return IndicatorCell(tuple(reader.indicators), tuple(reader.problems))


def read_under(
    cell: Traced, above: Sequence[Traced] | None, ledger: Ledger
) -> IndicatorCell | None:
    """Return the indicators typed into a cell beside their levels; None where it is no list.

    Args:
        cell: All that was typed.
        above: The first and second level that other cells name for it, which may be empty; None
            where they name none.
        ledger: Claims every character of the cell, and none where it is no list.
    """
    typed = read_typed(cell, above)
    return None if typed is None else _typed(cell, typed, ledger, above or ())


def _as_typed(cell: Traced, heads: Sequence[re.Match[str]]) -> TypedList | None:
    """Return a cell as a list that somebody typed, where it lacks heads of the printed grammar."""
    text = cell.text
    if not text:
        return None
    values = text.count(ANNUAL_LABEL)
    # The rest of a clipped indicator has a value and no head; it begins with no number.
    headed = len(heads) + (_COUNTED.match(text) is None)
    if LABEL.search(text) is not None and (values <= headed or _CODED.search(text)):
        return None
    typed = read_typed(cell)
    if typed is None or not heads or not values:
        return typed
    return typed if len(typed.indicators) >= values and not typed.unread else None


def _typed(
    cell: Traced, typed: TypedList, ledger: Ledger, above: Sequence[Traced] = ()
) -> IndicatorCell:
    """Claim a list that somebody typed; what is neither field nor sign nor label is reported."""
    claims = Claims(cell)
    for part in typed.openers:
        claims.mark_part(part, SEPARATOR)
    for indicator in typed.indicators:
        for trace in indicator.traces.values():
            if any(trace is level for level in above):
                continue
            # A level put together of two words stands in what opens the list, which is claimed.
            if cell.text.startswith(trace.text, trace.offset - cell.offset):
                claims.mark_part(trace, RECORDED)
        for entry in indicator.further:
            claims.mark_part(entry.trace or Traced(), RECORDED)
    for part in typed.unread:
        claims.mark_part(part, UNREAD)
    unread = list(typed.unread)
    for rest in re.finditer(rb"\x00+", claims.marks):
        part = cell.cut(*rest.span())
        said = is_aside(part.text)
        claims.mark_part(part, SEPARATOR if said else UNREAD)
        unread.extend(() if said else (part,))
    ledger.post(claims)
    return IndicatorCell(tuple(typed.indicators), tuple(map(damage.unread, unread)))


@dataclass
class _Reader:
    cell: Traced
    claims: Claims
    indicators: list[Indicator] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    garbled_number: bool = False
    conflict: bool = False

    def fragment(self, end: int, after: re.Match[str] | None) -> None:
        """Read what stands before the first head: the rest of a clipped indicator, if anything."""
        part = self.cell.cut(0, end)
        if not part.text.strip(SEPARATORS):
            self.claims.mark_part(part, SEPARATOR)
            return
        opening = opening_of_fragment(part)
        if opening is None:
            self._unread(part, damage.clipped_start(part, len(self.indicators), lost=True))
            return
        self.claims.mark_part(part.cut(0, opening.at), SEPARATOR)
        if opening.lost:
            self._unread(opening.lost, damage.unread(opening.lost, len(self.indicators)))
        self.problems.append(damage.clipped_start(part, len(self.indicators), lost=False))
        self._indicator(opening, end, after, complete=False)

    def segment(self, head: re.Match[str], end: int, after: re.Match[str] | None) -> None:
        """Read an indicator from its head to the next head or the end of the cell."""
        self.claims.mark(head.start(), head.end(), SEPARATOR)
        opening = Opening(at=head.end())
        if head["label_plain"]:
            opening.seq = self._part(head, "seq_plain")
            opening.level1 = (None, self._part(head, "label_plain"))
            if head["label2_plain"]:
                opening.level2 = (None, self._part(head, "label2_plain"))
        elif head["seq_bare"]:
            opening.seq = self._part(head, "seq_bare")
            opening.level1 = self._level(head, "code1_bare", "label1_bare")
            opening.level2 = self._level(head, "code2_bare", "label2_bare")
        else:
            opening.seq = self._part(head, "seq") if head["seq"] else None
            opening.level1 = self._level(head, "code1", "label1")
            opening.level2 = self._level(head, "code2", "label2")
        garbled, self.garbled_number = self.garbled_number, False
        self._indicator(opening, end, after, complete=not garbled)

    def lone_number(self, part: Traced) -> None:
        """Report the number of an indicator of which the cell holds nothing else."""
        self._unread(part, damage.unread(part))
        self.problems.append(damage.lost_indicator(part))

    def _level(
        self, head: re.Match[str], code: str, label: str
    ) -> tuple[Traced | None, Traced] | None:
        """Return a level of a head and its code, where it has them."""
        if not head[label]:
            return None
        return self._part(head, code) if head[code] else None, self._part(head, label)

    def _part(self, head: re.Match[str], group: str) -> Traced:
        return self.cell.cut(*head.span(group))

    def _indicator(
        self, opening: Opening, end: int, after: re.Match[str] | None, *, complete: bool
    ) -> None:
        body_end = (
            self._clipped_tail(opening.at, end)
            if after is None
            else self._tail(opening.at, end, after)
        )
        clipped = after is None and body_end < end
        labels = list(LABEL.finditer(self.cell.text, opening.at, body_end))
        self.conflict = False
        values = self._values(opening, labels, body_end)
        if opening.name is None and opening.value_at is None:
            name_end = labels[0].start() if labels else body_end
            opening.name = self._field(opening.at, name_end, SEPARATORS)
        if clipped or (after is None and self._ends_early(values)):
            complete = False
            self.problems.append(damage.clipped_end(self.cell, len(self.indicators)))
        whole = complete and not self.conflict and bool(opening.name)
        self._record(opening, values, complete=whole)

    def _record(self, opening: Opening, values: dict[str, Traced], *, complete: bool) -> None:
        parts = {
            "seq": opening.seq,
            "level1_code": opening.level1 and opening.level1[0],
            "level1": opening.level1 and opening.level1[1],
            "level2_code": opening.level2 and opening.level2[0],
            "level2": opening.level2 and opening.level2[1],
            "name": opening.name,
            **values,
        }
        traces = {name: trace for name, trace in parts.items() if trace}
        for trace in traces.values():
            self.claims.mark_part(trace, RECORDED)
        text = {name: trace.text for name, trace in traces.items()}
        target = text.get("annual_value") or text.get("period_value")
        self.indicators.append(
            Indicator(
                seq=int(text["seq"]) if "seq" in text else None,
                level1=_level(opening.level1),
                level2=_level(opening.level2),
                name=text.get("name"),
                period_value=text.get("period_value"),
                annual_value=text.get("annual_value"),
                target=read_target(target) if target else None,
                complete=complete,
                traces=traces,
            )
        )

    def _clipped_tail(self, start: int, end: int) -> int:
        """Return where the last values end: before a label that the end of the cell cut off."""
        text = self.cell.text
        match = CLIPPED_LABEL_END.search(text, max(start, end - 12), end)
        if match is None or LABEL.search(text, match.start(), end):
            return end
        cut = self.cell.cut(match.start(1), end)
        self._unread(cut, damage.unread(cut, len(self.indicators)))
        return match.start(1)

    def _tail(self, start: int, end: int, after: re.Match[str]) -> int:
        """Return where the values end: before the next number, if that is misread."""
        if after["seq"] or after["seq_plain"] or after["seq_bare"]:
            return end
        text = self.cell.text
        stop = max(text.rfind(sign, start, end) for sign in "。；;")
        if stop < start or not 0 < end - stop - 1 <= MAX_STRAY:
            return end
        cut = self.cell.cut(stop + 1, end)
        self._unread(cut, damage.garbled_number(cut, len(self.indicators) + 1))
        self.garbled_number = True
        return stop + 1

    def _values(self, opening: Opening, labels: list[re.Match[str]], end: int) -> dict[str, Traced]:
        values: dict[str, Traced] = {}
        starts = [label.start() for label in labels]
        ends = [*starts, end][1:] if labels else []
        if opening.value_at is not None:
            stop = labels[0].start() if labels else end
            kind = opening.value_kind or ("period_value" if labels else "annual_value")
            values[kind] = self._field(opening.value_at, stop, FINAL + ":：")
        for label, stop in zip(labels, ends, strict=True):
            self.claims.mark(label.start(), label.end(), SEPARATOR)
            kind = _kind(label)
            if label["garbled"]:
                word = self.cell.cut(label.start(), label.end() - 1)
                self.problems.append(damage.garbled_label(word, kind, len(self.indicators)))
            signs = FINAL if stop == end else FINAL + ":："
            value = self._field(label.end(), stop, signs)
            if kind in values:
                self._repeat(values[kind], value, kind)
            else:
                values[kind] = value
        return values

    def _repeat(self, first: Traced, again: Traced, kind: str) -> None:
        if not again:
            return
        same = first.text == again.text
        self.conflict |= not same
        self._unread(again, damage.repeated(first, again, kind, len(self.indicators), same=same))

    def _ends_early(self, values: dict[str, Traced]) -> bool:
        """Whether the cell stops in the middle of its last indicator."""
        if self.cell.text.endswith("。"):
            return False
        period, annual = values.get("period_value"), values.get("annual_value")
        if not annual:
            return True
        shorter = period is not None and len(annual) < len(period)
        return shorter and period is not None and period.text.startswith(annual.text)

    def _field(self, start: int, end: int, signs: str) -> Traced:
        """Return the text between two offsets without separators at its ends, which are claimed."""
        text = self.cell.text
        first, last = start, end
        while first < last and text[first] in ":：;；":
            first += 1
        while last > first and text[last - 1] in signs:
            last -= 1
        if signs is not SEPARATORS and _POINT_AT_END.search(text, first, last):
            last -= 1
        self.claims.mark(start, first, SEPARATOR)
        self.claims.mark(last, end, SEPARATOR)
        return self.cell.cut(first, last)

    def _unread(self, part: Traced, problem: Problem) -> None:
        self.claims.mark_part(part, UNREAD)
        self.problems.append(problem)


def _level(parts: tuple[Traced | None, Traced] | None) -> Level | None:
    if parts is None:
        return None
    code, label = parts
    return Level(code=code.text if code else None, label=label.text)


def _kind(label: re.Match[str]) -> str:
    word = label["exact"] or label["bare"] or label["garbled"]
    return "annual_value" if word[0] == "年" or word[-1] == "度" else "period_value"
