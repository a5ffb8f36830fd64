"""What the page of proof shows, worked out before any markup: parts of the source and values."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.language.wording import is_none
from jiheng.writing.proof.leaf import NOWHERE, Leaf
from jiheng.writing.proof.marks import Gathered, Part, gather
from jiheng.writing.proof.sheet_view import SheetView, sheet_view
from jiheng.writing.proof.sheets import Sheets
from jiheng.writing.proof.views import PageView, TextView, page_view, text_view
from jiheng.writing.proof.where import Cells, cells_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jiheng.bilingual import Language
    from jiheng.model import Problem, TargetTable
    from jiheng.writing.proof.marks import Block, Item, Spot
    from jiheng.writing.proof.picture import Picture
    from jiheng.writing.proof.sheet import SourceSheet


_PICTURE_WIDTH, _HEAD, _TEXT = 934, 60, 700
"""Pixels on a screen 1366 wide; only the scroll bar hangs on them."""


@dataclass(frozen=True, slots=True)
class LeafBlock:
    """What a part of the source holds of a row of a table.

    Attributes:
        continued: Whether the row began in a part before.
    """

    kind: str
    label: str
    continued: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class LeafView:
    """A part of the source, and what was recorded from it.

    Attributes:
        name: Of the sheet or of what it holds of one; empty where a number tells it.
        goes_on: Whether the part before has the same name.
        troubles: What of it was not read, or only by an assumption.
        outside: What of it stands outside of tables.
        doubts: Numbers of the values that were read from it without certainty.
        to_check: How many items of it a person is to look at.
        height: A guess in pixels, so that parts not yet drawn keep the scroll bar steady.
    """

    leaf: Leaf
    id: str
    name: str
    goes_on: bool
    page: PageView | None
    text: TextView | None
    sheet: SheetView | None
    troubles: tuple[Item, ...]
    outside: tuple[Item, ...]
    blocks: tuple[LeafBlock, ...]
    doubts: frozenset[int]
    to_check: int
    height: int


@dataclass(frozen=True, slots=True)
class Proof:
    """Everything the page shows, and the numbers at its head."""

    name: str
    leaves: tuple[LeafView, ...]
    tables: int
    projects: int
    indicators: int
    values: int
    unread: int
    troubles: int
    doubtful: int
    outside: int
    pages: int
    all_pages: int


def proof_of(
    tables: Sequence[TargetTable],
    problems: Sequence[Problem],
    pictures: Mapping[int, Picture],
    name: str,
    language: Language,
    sheets: Sequence[SourceSheet] = (),
) -> Proof:
    """Return what to show of the tables of a document."""
    gathered = gather(tables, problems, language)
    builder = _Builder(gathered, pictures, sheets)
    leaves = tuple(builder.leaves())
    rows = [row for table in tables for row in table.rows]
    return Proof(
        name=name,
        leaves=leaves,
        tables=len(tables),
        projects=sum(row.kind == "project" for row in rows),
        indicators=sum(not is_none(item) for row in rows for item in row.indicators),
        values=gathered.count - len(gathered.troubles) - len(gathered.outside),
        unread=sum(item.group == "unread" for item in gathered.troubles),
        troubles=sum(item.group == "trouble" for item in gathered.troubles),
        doubtful=_doubtful(gathered),
        outside=len(gathered.outside),
        pages=sum(leaf.page is not None for leaf in leaves),
        all_pages=max((t.source.pages or 0 for t in tables if t.source), default=0),
    )


def marked_pages(tables: Sequence[TargetTable], problems: Sequence[Problem]) -> frozenset[int]:
    """Return the numbers of the pages that have marks."""
    items = gather(tables, problems, "zh").items()
    pages = (spot.place.page for item in items for spot in item.spots)
    return frozenset(page for page in pages if page is not None)


def _doubtful(gathered: Gathered) -> int:
    """Return how many characters were read without certainty, each counted once."""
    places = {spot.place for item in gathered.items() for spot in item.spots if spot.is_doubtful}
    return sum(place.end - place.start for place in places)


class _Builder:
    """Deals what was gathered out to the parts of the source."""

    def __init__(
        self,
        gathered: Gathered,
        pictures: Mapping[int, Picture],
        sheets: Sequence[SourceSheet],
    ) -> None:
        self._gathered = gathered
        self._pictures = pictures
        self._sheets = Sheets(sheets, gathered.items())
        self._cells: Cells = cells_of(gathered.items(), self._sheets)
        self._marks: defaultdict[Leaf, list[tuple[Spot, Item]]] = defaultdict(list)
        self._items: defaultdict[Leaf, set[int]] = defaultdict(set)
        for item in gathered.items():
            for spot in item.spots:
                for leaf in self._leaves_of(spot):
                    self._marks[leaf].append((spot, item))
                    self._items[leaf].add(item.number)
        heads = dict(self._heads())
        for item in gathered.items():
            if not item.spots:
                self._items[heads.get(item.number, NOWHERE)].add(item.number)

    def _heads(self) -> Iterator[tuple[int, Leaf]]:
        """Yield what of the heads of tables has no place, with the part where the table begins."""
        blocks = (*self._gathered.blocks, None)
        for block, following in pairwise(blocks):
            if block is None or block.kind != "table":
                continue
            near = (block, following) if following else (block,)
            items = [item for each in near for part in each.parts for item in part.items]
            spots = (spot for item in items for spot in item.spots)
            home = next((self._leaves_of(spot)[0] for spot in spots), NOWHERE)
            yield from ((item.number, home) for item in block.parts[0].items)

    def _leaves_of(self, spot: Spot) -> tuple[Leaf, ...]:
        found = self._sheets.leaves_of(spot.place)
        return found or (self._cells.leaf_of(spot.place),)

    def leaves(self) -> Iterator[LeafView]:
        """Yield the parts: pages, sheets, lines and cells of none, then what has no place."""
        pages = sorted(leaf for leaf in self._items if leaf.kind == "page")
        order = [*pages, *self._sheets.parts, *self._cells.leaves]
        if self._items[NOWHERE]:
            order.append(NOWHERE)
        blocks = self._blocks()
        last = ""
        for number, leaf in enumerate(order):
            view = self._leaf(leaf, f"s{number}", blocks[leaf])
            yield replace(view, goes_on=bool(last) and view.name == last)
            last = view.name

    def _leaf(self, leaf: Leaf, id_: str, blocks: list[LeafBlock]) -> LeafView:
        numbers = self._items[leaf]
        troubles = tuple(item for item in self._gathered.troubles if item.number in numbers)
        outside = tuple(item for item in self._gathered.outside if item.number in numbers)
        page = text = sheet = None
        if leaf.kind == "page":
            page = page_view(self._marks[leaf], self._pictures.get(leaf.number))
        elif leaf in self._sheets.parts:
            sheet = sheet_view(self._sheets.parts[leaf], self._sheets)
        elif leaf is not NOWHERE:
            text = text_view(leaf, self._cells)
        marks = self._marks[leaf]
        doubts = frozenset(item.number for spot, item in marks if spot.is_doubtful)
        return LeafView(
            leaf=leaf,
            id=id_,
            name=_name_of(leaf, sheet, blocks),
            goes_on=False,
            page=page,
            text=text,
            sheet=sheet,
            troubles=troubles,
            outside=outside,
            blocks=tuple(blocks),
            doubts=doubts,
            to_check=len(doubts.union(item.number for item in troubles)),
            height=round(_PICTURE_WIDTH * page.height / page.width) + _HEAD if page else _TEXT,
        )

    def _blocks(self) -> Mapping[Leaf, list[LeafBlock]]:
        """Return for each leaf what it holds of each block, in the order of the document."""
        homes: defaultdict[int, list[Leaf]] = defaultdict(list)
        for leaf, numbers in self._items.items():
            for number in numbers:
                homes[number].append(leaf)
        dealt: defaultdict[Leaf, list[LeafBlock]] = defaultdict(list)
        for block in self._gathered.blocks:
            for order, (leaf, parts) in enumerate(_dealt(block, homes).items()):
                continued = order > 0 and leaf is not NOWHERE
                dealt[leaf].append(LeafBlock(block.kind, block.label, continued, tuple(parts)))
        return dealt


def _name_of(leaf: Leaf, sheet: SheetView | None, blocks: Sequence[LeafBlock]) -> str:
    """Return the name of a sheet of a workbook; of another, the row it is about, or the table."""
    if sheet is None or any(piece.columns for piece in sheet.pieces):
        return leaf.sheet if sheet else ""
    rows = sorted(blocks, key=lambda block: block.kind == "table")
    names = [block.label for block in rows if block.label and block.kind != "table"]
    if len(names) > 1:
        return f"{names[0]} … {names[-1]}"
    return next((block.label for block in rows if block.label), leaf.sheet)


def _dealt(block: Block, homes: Mapping[int, list[Leaf]]) -> Mapping[Leaf, list[Part]]:
    """Return which parts of a block, and which of their items, each leaf shows."""
    dealt: defaultdict[Leaf, list[Part]] = defaultdict(list)
    for part in block.parts:
        leaves: defaultdict[Leaf, list[Item]] = defaultdict(list)
        for item in part.items:
            for leaf in homes[item.number]:
                leaves[leaf].append(item)
        for leaf, items in leaves.items():
            dealt[leaf].append(Part(part.kind, tuple(items)))
    return dealt
