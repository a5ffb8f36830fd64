"""What is to be checked: every recorded value and every trouble, with the places it stands at."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.model import Level, ProblemSeverity
from jiheng.writing.proof.words import OUTSIDE, field_label, group_of
from jiheng.writing.reports.labels import MONEY_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jiheng.bilingual import Language
    from jiheng.model import (
        Entry,
        FundingLine,
        Indicator,
        Origin,
        Place,
        Problem,
        Row,
        TargetTable,
        Task,
        Traced,
    )

    Owner = TargetTable | Row | Indicator | FundingLine | Task

DOUBTFUL = 0.9
"""Below this confidence a reading of characters from a picture is to be looked at."""

_OUTSIDE = "outside-table"
"""A note of text that no table holds: nothing was lost, but a person may look for it."""

_NOT_READ = frozenset(
    (
        *("unread-text", "unread-amount", "stray-mark", "struck-out", "hidden-text"),
        *("damaged-cell", "unsaved-formula", "cut-repeat"),
        *("scanned-page", "damaged-page", "overfull-page"),
    )
)
"""Troubles with something of the document that is in no record."""

_DOUBT = "doubtful-text"
"""A trouble that the value itself is marked for."""

_OF_COVER = "fiscal_year"
"""The field that the cover of a document may say, which is no page to be checked for it."""

_PLAIN = frozenset(
    {"seq", "name", "title", "label", "level1", "level2", "level1_code", "level2_code"}
)

_DERIVED = frozenset({"kind", "layout", "organization", "confidence", "complete"})
"""Fields that say nothing about a place of their own."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a value.

    Attributes:
        text: What was read there.
        raw: The whole line or cell it stands in; empty where that is not known.
        base: The offset of its first character in the source.
    """

    place: Place
    text: str
    raw: str = ""
    base: int = 0

    @property
    def is_doubtful(self) -> bool:
        """Whether its characters were read from a picture without certainty."""
        return self.place.confidence is not None and self.place.confidence < DOUBTFUL


@dataclass(frozen=True, slots=True)
class Item:
    """A recorded value, or a trouble.

    Attributes:
        number: Tells it apart on the page; counted from 1.
        group: Its colour: a name of `GROUPS`, else `unread`, `trouble` or `outside`.
        label: What the field is called; of a trouble, what is wrong.
        value: As recorded; of a trouble, the source text concerned.
        is_plain: Whether a person knows the field without its label.
        on_cover: Whether it was read from the cover of the document, which is not shown.
    """

    number: int
    group: str
    label: str
    value: str
    spots: tuple[Spot, ...]
    is_plain: bool = False
    on_cover: bool = False

    @property
    def confidence(self) -> float | None:
        """How sure the least sure of its doubtful places is; None when none is doubtful."""
        doubts = [spot.place.confidence for spot in self.spots if spot.is_doubtful]
        return min((doubt for doubt in doubts if doubt is not None), default=None)

    @property
    def is_trouble(self) -> bool:
        """Whether it is something that was not read, or only by an assumption."""
        return self.group in {"unread", "trouble"}


@dataclass(frozen=True, slots=True)
class Part:
    """Values that belong together: an indicator, a line of money, a task, or the row's own."""

    kind: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A row of a table, or what stands above it, with its parts."""

    kind: str
    label: str
    parts: tuple[Part, ...]


@dataclass(slots=True)
class Gathered:
    """Everything to be checked in a document."""

    language: Language
    blocks: list[Block] = field(default_factory=list)
    troubles: list[Item] = field(default_factory=list)
    outside: list[Item] = field(default_factory=list)
    count: int = 0

    def add_table(self, table: TargetTable) -> None:
        """Take in a table with all of its rows and troubles."""
        head = self._part("table", table, ())
        self.blocks.append(Block("table", table.title or "", (head,)))
        for row in table.rows:
            self.blocks.append(Block(row.kind.value, row.name, tuple(self._row(row))))
        self.add_problems(table.problems)

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Take in troubles and what stands outside of tables; other notes are left out."""
        for problem in problems:
            is_note = problem.severity is ProblemSeverity.NOTE
            if problem.code == _DOUBT or (is_note and problem.code != _OUTSIDE):
                continue
            text = problem.excerpt if len(problem.span) == 1 else ""
            spots = tuple(Spot(place, text) for place in problem.span)
            message = problem.message.text(self.language)
            if is_note:
                words = OUTSIDE.text(self.language)
                self.outside.append(self._item("outside", words, problem.excerpt, spots))
                continue
            group = "unread" if problem.code in _NOT_READ else "trouble"
            self.troubles.append(self._item(group, message, problem.excerpt, spots))

    def items(self) -> Iterator[Item]:
        """Yield troubles, then values, then what stands outside of tables."""
        yield from self.troubles
        for block in self.blocks:
            for part in block.parts:
                yield from part.items
        yield from self.outside

    def _row(self, row: Row) -> Iterator[Part]:
        yield self._part("own", row, row.further)
        for line in row.lines:
            yield self._part("line", line, line.further)
        for task in row.tasks:
            yield self._part("task", task, task.further)
        for indicator in row.indicators:
            yield self._part("indicator", indicator, indicator.further)

    def _part(self, kind: str, owner: Owner, further: Sequence[Entry]) -> Part:
        found = []
        for name, value in _values(owner).items():
            spots, label = spots_of(owner.traces.get(name)), field_label(name, self.language)
            group = "indicator" if kind == "indicator" and name == "name" else group_of(name)
            item = self._item(group, label, value, spots, is_plain=name in _PLAIN)
            if name == _OF_COVER and any(_is_on_cover(spot.place) for spot in spots):
                item = replace(item, spots=(), on_cover=True)
            found.append(item)
        found.extend(
            self._item("other", entry.label, entry.value, spots_of(entry.trace))
            for entry in further
        )
        return Part(kind, tuple(found))

    def _item(
        self, group: str, label: str, value: str, spots: tuple[Spot, ...], *, is_plain: bool = False
    ) -> Item:
        self.count += 1
        return Item(self.count, group, label, value, spots, is_plain)


def gather(
    tables: Iterable[TargetTable], problems: Iterable[Problem], language: Language
) -> Gathered:
    """Return everything to be checked in tables, and the troubles that belong to none of them."""
    gathered = Gathered(language)
    gathered.add_problems(problems)
    for table in tables:
        gathered.add_table(table)
    return gathered


def _is_on_cover(place: Place) -> bool:
    """Whether a value stands somewhere on the first page, with no box: in the words of a cover."""
    return place.page == 1 and place.box is None


def spots_of(trace: Traced | None) -> tuple[Spot, ...]:
    """Return the places of a text with what was read at each, neighbours joined."""
    if trace is None:
        return ()
    spots: list[Spot] = []
    last: Origin | None = None
    first = end = at = begun = 0
    for run in trace.runs():
        if run.origin is last and run.offset >= end:
            spots.pop()
        elif run.width == 0:
            at += run.length
            continue
        else:
            last, first, begun = run.origin, run.offset, at
        end, at = run.offset + run.width, at + run.length
        place = last.place(first, end - first)
        spots.append(Spot(place, trace.text[begun:at], last.raw, last.at.start))
    return tuple(spots)


def _values(owner: Owner) -> Mapping[str, str]:
    """Return what is recorded under each field that has a value, traced fields first."""
    names = dict.fromkeys(owner.traces)
    names.update(
        dict.fromkeys(
            each.name
            for each in fields(owner)
            if each.name not in _DERIVED and _is_plain(getattr(owner, each.name))
        )
    )
    if getattr(owner, "funding", None):
        names.update((name, None) for name in MONEY_FIELDS if _value(owner, name))
    return {name: _value(owner, name) or owner.traces[name].text for name in names}


def _is_plain(value: object) -> bool:
    return isinstance(value, (str, int, Decimal, Level)) and value != "" and value is not True


def _value(owner: Owner, name: str) -> str:
    value: object = getattr(owner, name, None)
    if name in MONEY_FIELDS:
        value = getattr(getattr(owner, "funding", None), name, None)
    elif name.endswith("_code"):
        level = getattr(owner, name.removesuffix("_code"), None)
        value = level.code if isinstance(level, Level) else None
    elif isinstance(value, Level):
        value = value.label
    return f"{value:,}" if isinstance(value, Decimal) else str(value if value is not None else "")
