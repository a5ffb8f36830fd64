"""A row of a document for people: its fields, and its source with the place of each marked."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from jiheng.bilingual import Bilingual
from jiheng.writing.proof.words import GROUPS, field_label, group_of
from jiheng_web.intake.reading import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jiheng.model import Place, Row, TargetTable, Traced

LEGEND = tuple(GROUPS.items())
"""The marks there are: name of the style, and what is marked so."""


class Mark(NamedTuple):
    """A place of a value.

    Attributes:
        group: Names the style.
        label: What the value is.
    """

    place: Place
    group: str
    label: Bilingual


class Box(NamedTuple):
    """A value boxed on a page, in points."""

    left: float
    top: float
    width: float
    height: float
    group: str
    label: Bilingual


@dataclass(frozen=True, slots=True)
class PageLeaf:
    """A page of the source; without a size there is no picture of it."""

    number: int
    width: float
    height: float
    boxes: tuple[Box, ...]


class Piece(NamedTuple):
    """A stretch of a line; `group` is empty where nothing was read from it."""

    text: str
    group: str = ""
    label: Bilingual = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class LineLeaf:
    """A line of text or a cell, cut into what is marked and what is not."""

    name: str
    is_cell: bool
    pieces: tuple[Piece, ...]


@dataclass(slots=True)
class Leaves:
    """What a row was read from."""

    pages: list[PageLeaf] = field(default_factory=list)
    lines: list[LineLeaf] = field(default_factory=list)


def leaves(table: TargetTable, index: int, source: str) -> Leaves:
    """Return the parts of the source that a row was read from, its values marked.

    Args:
        index: Of the row.
        source: As stored with the job.
    """
    marks = list(_marks(table.rows[index]))
    known = _known(source).get(table.source.sha256 if table.source else "", {})
    found = Leaves()
    by_page: dict[int, list[Mark]] = {}
    by_line: dict[str, list[Mark]] = {}
    for mark in marks:
        at = mark.place
        if at.page is not None:
            by_page.setdefault(at.page, []).append(mark)
        elif at.line is not None or at.cell:
            by_line.setdefault(name_of(at.line, at.sheet, at.cell), []).append(mark)
    for number in sorted(by_page):
        width, height = known.get("pages", {}).get(str(number), (0, 0))
        boxes = tuple(_box(mark) for mark in by_page[number] if mark.place.box)
        found.pages.append(PageLeaf(number, width, height, boxes))
    lines = known.get("lines", {})
    for name in sorted(by_line, key=_order):
        pieces = _pieces(lines.get(name, ()), by_line[name])
        found.lines.append(LineLeaf(name.lstrip("!"), not name.isdecimal(), pieces))
    return found


def _marks(row: Row) -> Iterator[Mark]:
    yield from _of(row.traces, Bilingual("", ""))
    for number, one in enumerate(row.indicators, 1):
        yield from _of(one.traces, Bilingual(f"指标 {number} ", f"indicator {number}, "))
    for line in row.lines:
        yield from _of(line.traces, Bilingual(f"{line.label} ", f"{line.label}, "))
    for task in row.tasks:
        yield from _of(task.traces, Bilingual(f"{task.name} ", f"{task.name}, "))
    for entry in row.further:
        if entry.trace is not None:
            label = Bilingual(entry.label, entry.label)
            yield from (Mark(place, "other", label) for place in entry.trace.span())


def _of(traces: Mapping[str, Traced], above: Bilingual) -> Iterator[Mark]:
    for name, trace in traces.items():
        zh, en = field_label(name, "zh"), field_label(name, "en")
        label = Bilingual(f"{above.zh}{zh}", f"{above.en}{en}")
        group = "indicator" if above.zh.startswith("指标") and name == "name" else group_of(name)
        yield from (Mark(place, group, label) for place in trace.span())


def _box(mark: Mark) -> Box:
    left, top, right, bottom = mark.place.box or (0, 0, 0, 0)
    size = (max(right - left, 1), max(bottom - top, 1))
    return Box(left, top, *size, mark.group, mark.label)


def _pieces(raw: object, marks: list[Mark]) -> tuple[Piece, ...]:
    """Return a line cut at its marks; where marks overlap, the first one counts."""
    found: list[Piece] = []
    for start, text in raw if isinstance(raw, list) else ():
        at = 0
        for mark in sorted(marks, key=lambda one: (one.place.start, one.place.end)):
            first = max(mark.place.start - start, at)
            last = min(mark.place.end - start, len(text))
            if first >= last:
                continue
            if first > at:
                found.append(Piece(text[at:first]))
            found.append(Piece(text[first:last], mark.group, mark.label))
            at = last
        if at < len(text):
            found.append(Piece(text[at:]))
    return tuple(found)


def _order(name: str) -> tuple[str, int, str]:
    """Return the order of lines and cells: `T1R2C3` and `B7` by row, then column."""
    sheet, _mark, cell = name.rpartition("!")
    numbers = [int(part) for part in "".join(c if c.isdecimal() else " " for c in cell).split()]
    return sheet, numbers[-2] if len(numbers) > 1 else numbers[0] if numbers else 0, cell


@lru_cache(maxsize=2)
def _known(source: str) -> dict[str, dict[str, dict[str, list[float]]]]:
    found: dict[str, dict[str, dict[str, list[float]]]] = json.loads(source)
    return found
