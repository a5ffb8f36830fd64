"""How a part of a source is shown: the boxes on its picture, or its text cut at marks."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from jiheng.writing.reports.marks import Mark, segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jiheng.writing.proof.leaf import Leaf
    from jiheng.writing.proof.marks import Item, Spot
    from jiheng.writing.proof.picture import Picture
    from jiheng.writing.proof.where import Cells

Corners = tuple[float, float, float, float]

A4 = (595.0, 842.0)
"""Size of a page without a picture, in points; more where a box lies beyond."""

_MARGIN = 36.0
_LARGEST = 14_400.0
"""Points of the largest page a PDF may have; a box beyond lies nowhere."""


@dataclass(frozen=True, slots=True)
class Box:
    """A marked place on a page, in per cent of its width and height.

    Attributes:
        items: Numbers of what was recorded from it; a merged cell may hold the same for many.
    """

    left: float
    top: float
    width: float
    height: float
    group: str
    items: tuple[int, ...]
    label: str
    text: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class PageView:
    """A page: its picture, if there is one, and the boxes on it."""

    width: float
    height: float
    source: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text with the items that were recorded from it."""

    text: str
    group: str = ""
    items: tuple[int, ...] = ()
    label: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class TextView:
    """Lines of a text, or rows of a sheet: numbers and cells, each cut into stretches."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[tuple[Stretch, ...], ...]], ...]


def page_view(marks: Sequence[tuple[Spot, Item]], picture: Picture | None) -> PageView:
    """Return the view of a page with the places marked on it."""
    boxed = [(spot.place.box, spot, item) for spot, item in marks if spot.place.box is not None]
    if picture:
        width, height = max(picture.width, 1.0), max(picture.height, 1.0)
        source = f"data:{picture.media_type};base64,{b64encode(picture.data).decode()}"
    else:
        rights = (min(box[2], _LARGEST) + _MARGIN for box, _, _ in boxed)
        bottoms = (min(box[3], _LARGEST) + _MARGIN for box, _, _ in boxed)
        width, height, source = max(A4[0], *rights, 0), max(A4[1], *bottoms, 0), ""
    shared: dict[tuple[Corners, str], list[tuple[Spot, Item]]] = {}
    for box, spot, item in boxed:
        shared.setdefault((_per_cent(box, width, height), item.group), []).append((spot, item))
    boxes = tuple(_box(at, group, found) for (at, group), found in shared.items())
    return PageView(width, height, source, boxes)


def text_view(leaf: Leaf, cells: Cells) -> TextView:
    """Return the view of lines, or of rows of a sheet, with the places marked in them."""
    kept = set(cells.leaves[leaf])
    sheet = None if leaf.kind == "lines" else leaf.sheet
    found = {
        (cell.row, cell.column): _cut(marks)
        for cell, marks in cells.marks.items()
        if cell.sheet == sheet and cell.row in kept
    }
    columns = sorted({column for _, column in found})
    rows = tuple(
        (row, tuple(found.get((row, column), ()) for column in columns))
        for row in cells.leaves[leaf]
    )
    names = () if sheet is None else tuple(map(letters, columns))
    return TextView(names, rows)


def _per_cent(box: Corners, width: float, height: float) -> Corners:
    left, right = (_within(at / width) for at in (box[0], box[2]))
    top, bottom = (_within(at / height) for at in (box[1], box[3]))
    return left, top, round(max(right - left, 0.2), 2), round(max(bottom - top, 0.2), 2)


def _within(share: float) -> float:
    return round(min(max(share, 0.0), 1.0) * 100, 2)


def _box(at: Corners, group: str, found: Sequence[tuple[Spot, Item]]) -> Box:
    first, item = found[0]
    numbers = tuple(dict.fromkeys(each.number for _, each in found))
    doubtful = any(spot.is_doubtful for spot, _ in found)
    return Box(*at, group, numbers, _label(item), first.text, doubtful)


def _label(item: Item) -> str:
    return f"{item.label}：{item.value}" if item.value else item.label


def _cut(marks: Iterable[tuple[Spot, Item]]) -> tuple[Stretch, ...]:
    """Return the text of a cell or line in stretches, each with the items recorded from it."""
    known: dict[int, str] = {}
    for spot, _ in marks:
        if spot.raw:
            known[spot.base] = spot.raw
    inside: dict[int, list[tuple[Mark, Spot, Item]]] = {base: [] for base in known}
    loose: list[Stretch] = []
    for spot, item in marks:
        start, end = spot.place.start, spot.place.end
        base = max((at for at, raw in known.items() if at <= start <= at + len(raw)), default=None)
        if base is None:
            doubt = spot.is_doubtful
            loose.append(Stretch(spot.text or "…", item.group, (item.number,), _label(item), doubt))
        else:
            end = min(end, base + len(known[base]))
            inside[base].append((Mark(item.number, start - base, end - base), spot, item))
    whole = (stretches(known[base], inside[base]) for base in sorted(known))
    return tuple(chain(chain.from_iterable(whole), loose))


def stretches(raw: str, marks: Sequence[tuple[Mark, Spot, Item]]) -> list[Stretch]:
    """Return a text cut where marks begin and end."""
    items: Mapping[int, Item] = {item.number: item for _, _, item in marks}
    doubts = {item.number for _, spot, item in marks if spot.is_doubtful}
    found = []
    for segment in segments(raw, {mark for mark, _, _ in marks}):
        numbers = segment.findings
        if not numbers:
            found.append(Stretch(segment.text))
            continue
        main = items[min(numbers, key=lambda number: (not items[number].is_trouble, number))]
        doubtful = not doubts.isdisjoint(numbers)
        found.append(Stretch(segment.text, main.group, numbers, _label(main), doubtful))
    return found


def letters(column: int) -> str:
    """Return the name of a column of a workbook, counted from 1."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
