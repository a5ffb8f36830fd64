"""What the page of proof shows, worked out before any markup: parts of the source and values."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.writing.proof.marks import Gathered, Part, gather
from jiheng.writing.proof.views import PageView, TextView, page_view, text_view
from jiheng.writing.proof.where import NOWHERE, Cells, Leaf, cells_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jiheng.bilingual import Language
    from jiheng.model import Problem, TargetTable
    from jiheng.writing.proof.marks import Block, Item, Spot
    from jiheng.writing.proof.picture import Picture


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
        troubles: What of it was not read, or only by an assumption.
        doubts: Numbers of the values that were read from it without certainty.
        to_check: How many items of it a person is to look at.
        height: A guess in pixels, so that parts not yet drawn keep the scroll bar steady.
    """

    leaf: Leaf
    id: str
    page: PageView | None
    text: TextView | None
    troubles: tuple[Item, ...]
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
    pages: int
    all_pages: int


def proof_of(
    tables: Sequence[TargetTable],
    problems: Sequence[Problem],
    pictures: Mapping[int, Picture],
    name: str,
    language: Language,
) -> Proof:
    """Return what to show of the tables of a document."""
    gathered = gather(tables, problems, language)
    builder = _Builder(gathered, pictures)
    leaves = tuple(builder.leaves())
    rows = [row for table in tables for row in table.rows]
    return Proof(
        name=name,
        leaves=leaves,
        tables=len(tables),
        projects=sum(row.kind == "project" for row in rows),
        indicators=sum(len(row.indicators) for row in rows),
        values=gathered.count - len(gathered.troubles),
        unread=sum(item.group == "unread" for item in gathered.troubles),
        troubles=sum(item.group == "trouble" for item in gathered.troubles),
        doubtful=_doubtful(gathered),
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

    def __init__(self, gathered: Gathered, pictures: Mapping[int, Picture]) -> None:
        self._gathered = gathered
        self._pictures = pictures
        self._cells: Cells = cells_of(gathered.items())
        self._marks: defaultdict[Leaf, list[tuple[Spot, Item]]] = defaultdict(list)
        self._items: defaultdict[Leaf, set[int]] = defaultdict(set)
        for item in gathered.items():
            for spot in item.spots:
                leaf = self._cells.leaf_of(spot.place)
                self._marks[leaf].append((spot, item))
                self._items[leaf].add(item.number)
            if not item.spots:
                self._items[NOWHERE].add(item.number)

    def leaves(self) -> Iterator[LeafView]:
        """Yield the parts: pages, then lines and sheets, then what has no place."""
        pages = sorted(leaf for leaf in self._items if leaf.kind == "page")
        order = [*pages, *self._cells.leaves]
        if self._items[NOWHERE]:
            order.append(NOWHERE)
        blocks = self._blocks()
        for number, leaf in enumerate(order):
            yield self._leaf(leaf, f"s{number}", blocks[leaf])

    def _leaf(self, leaf: Leaf, id_: str, blocks: list[LeafBlock]) -> LeafView:
        numbers = self._items[leaf]
        troubles = tuple(item for item in self._gathered.troubles if item.number in numbers)
        page = text = None
        if leaf.kind == "page":
            page = page_view(self._marks[leaf], self._pictures.get(leaf.number))
        elif leaf is not NOWHERE:
            text = text_view(leaf, self._cells)
        marks = self._marks[leaf]
        doubts = frozenset(item.number for spot, item in marks if spot.is_doubtful)
        return LeafView(
            leaf=leaf,
            id=id_,
            page=page,
            text=text,
            troubles=troubles,
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
