"""Text that remembers where each of its characters stood."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from jiheng.model.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiheng.model.place import Span


# Origins, runs and texts are made for every cell, by compiled code: a dataclass takes several times
# as long to make one.
class Origin(Struct, frozen=True, eq=False, gc=False):
    """A line of text or a cell of a sheet: what offsets are counted in.

    Compared by identity: two cells with the same words are different origins.

    Attributes:
        at: Where it begins, and ends if that is known when it is made: then it is itself the place
            of the whole. `start` is the offset of its first character.
        edges: Left and right edge of each character on the page, in points, where known: the box
            of a part is as narrow as the part.
        room: Points that a line leaves free in its cell on the page; 0 where that is unknown.
        sure: How sure the reading of each character from a picture is: that of a part is that of
            the least sure of its own.
    """

    raw: str
    at: Place
    edges: Sequence[float] = ()
    room: float = 0.0
    sure: Sequence[float] = ()

    def place(self, offset: int, width: int) -> Place:
        """Return the place of a stretch of it."""
        at = self.at
        if offset == 0 and width == at.end - at.start and not self.edges:
            return at
        start = at.start + offset
        box = at.box
        if box and self.edges and width:
            sides = self.edges[2 * offset : 2 * (offset + width)]
            box = (min(sides), box[1], max(sides), box[3])
        return Place(
            line=at.line,
            page=at.page,
            sheet=at.sheet,
            cell=at.cell,
            box=box,
            confidence=min(self.sure[offset : offset + width])
            if self.sure and width
            else at.confidence,
            start=start,
            end=start + width,
        )

    def between(self, end: int, other: Origin, start: int) -> str:
        """Return what the source has between two stretches; a line of a file ends with a break.

        Nothing where the one does not follow upon the other, and between lines of a page.
        """
        if self is other:
            return self.raw[end:start]
        line = self.at.line
        return "\n" if line and line + 1 == other.at.line else ""


class Run(Struct, frozen=True):
    """A stretch of text and the stretch of source it was read from.

    `width` differs from `length` only where markup was decoded (`&gt;` is one character of text
    and four of source); such a run is never cut.
    """

    length: int
    origin: Origin
    offset: int
    width: int

    def cut(self, start: int, stop: int) -> Run:
        """Return the part of the run between two text offsets relative to its beginning."""
        if (start, stop) == (0, self.length):
            return self
        if self.width != self.length:
            return replace(self, length=stop - start)
        return Run(stop - start, self.origin, self.offset + start, stop - start)

    def between(self, after: Run) -> str:
        """Return what the source has between the end of this run and another one."""
        return self.origin.between(self.offset + self.width, after.origin, after.offset)


class Thread:
    """The several runs of a whole cell, shared by every part cut from it."""

    __slots__ = ("beginnings", "runs")

    def __init__(self, runs: Sequence[Run]) -> None:
        self.runs = runs
        self.beginnings = (0, *accumulate(run.length for run in runs))

    def between(self, first: int, last: int) -> Iterator[Run]:
        """Yield the runs between two offsets, cut to them."""
        index = bisect_right(self.beginnings, first) - 1
        while index < len(self.runs) and self.beginnings[index] < last:
            at, run = self.beginnings[index], self.runs[index]
            yield run.cut(max(first - at, 0), min(last - at, run.length))
            index += 1


class Traced(Struct, frozen=True, eq=False):
    """A string and where its characters come from; equal when the strings are."""

    text: str = ""
    source: Thread | Run | Origin | None = None
    """What it was cut from: by far the most texts stand in one origin as they are."""
    offset: int = 0
    """Where it begins within that."""

    def __eq__(self, other: object) -> bool:
        return self.text == other.text if isinstance(other, Traced) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Traced(text={self.text!r})"

    @classmethod
    def of(cls, text: str, runs: Iterable[Run]) -> Traced:
        """Return a text made of runs whose lengths add up to its own."""
        known = tuple(runs)
        if len(known) > 1:
            return cls(text, Thread(known))
        return cls(text, known[0] if known else None)

    @classmethod
    def part_of(cls, origin: Origin, start: int, stop: int) -> Traced:
        """Return a stretch of a source as it stands there."""
        return cls(origin.raw[start:stop], origin, start)

    @classmethod
    def at(cls, text: str, span: Span) -> Traced:
        """Return a text known to have stood at a span, without finer knowledge."""
        if not text or not span:
            return cls(text)
        lengths = [1] * (len(span) - 1)
        lengths.append(max(len(text) - len(lengths), 0))
        places = zip(span, lengths, strict=True)
        return cls.of(text, (_whole(place, length) for place, length in places))

    @classmethod
    def join(cls, parts: Iterable[Traced]) -> Traced:
        """Return the parts put one after the other."""
        kept = [part for part in parts if part.text]
        if len(kept) <= 1:
            return kept[0] if kept else cls()
        return cls.of("".join(p.text for p in kept), (run for p in kept for run in p.runs()))

    def __bool__(self) -> bool:
        return bool(self.text)

    def __len__(self) -> int:
        return len(self.text)

    @property
    def is_pieced(self) -> bool:
        """Whether it is, or was cut from, a text of several stretches of source."""
        return isinstance(self.source, Thread)

    def __add__(self, other: Traced) -> Traced:
        return Traced.join((self, other))

    def cut(self, start: int, stop: int | None = None) -> Traced:
        """Return the part between two character offsets."""
        if start == 0 and (stop is None or stop >= len(self.text)):
            return self
        return Traced(self.text[start:stop], self.source, self.offset + start)

    def strip(self, characters: str | None = None) -> Traced:
        """Return the text without the given characters (or white space) at its ends."""
        return self.lstrip(characters).rstrip(characters)

    def lstrip(self, characters: str | None = None) -> Traced:
        """Return the text without the given characters at its beginning."""
        return self.cut(len(self.text) - len(self.text.lstrip(characters)))

    def rstrip(self, characters: str | None = None) -> Traced:
        """Return the text without the given characters at its end."""
        return self.cut(0, len(self.text.rstrip(characters)))

    def runs(self, start: int = 0, stop: int | None = None) -> Iterator[Run]:
        """Yield the runs between two character offsets, cut to them."""
        run = self.source
        if run is None:
            return iter(())
        first = self.offset + start
        last = self.offset + (len(self.text) if stop is None else stop)
        if isinstance(run, Origin):
            width = last - first
            return iter((Run(width, run, first, width),) if width > 0 else ())
        if isinstance(run, Thread):
            return run.between(first, last)
        if first == 0 and last == run.length > 0:
            return iter((run,))
        first, last = max(first, 0), min(last, run.length)
        return iter((run.cut(first, last),)) if first < last else iter(())

    def beginning(self) -> tuple[Origin, int] | None:
        """Return where its first character stands; None for a text that stands nowhere."""
        if isinstance(self.source, Origin) and self.text:
            return self.source, self.offset
        run = next(self.runs(), None)
        return (run.origin, run.offset) if run else None

    def span(self, start: int = 0, stop: int | None = None) -> Span:
        """Return the places of a part of the text, neighbours in one origin joined."""
        source = self.source
        if isinstance(source, Origin):
            width = (len(self.text) if stop is None else stop) - start
            return (source.place(self.offset + start, width),) if width > 0 else ()
        places: list[Place] = []
        last: Origin | None = None
        first = 0
        for run in self.runs(start, stop):
            place = run.origin.place(run.offset, run.width)
            if run.origin is last and _follows(place, places[-1]):
                places[-1] = last.place(first, run.offset + run.width - first)
            else:
                places.append(place)
                last, first = run.origin, run.offset
        return tuple(places)


def _follows(place: Place, before: Place) -> bool:
    """Whether a place stands behind another one of the same origin, in the same line of a file."""
    return place.start >= before.end and place.line == before.line


def _whole(place: Place, length: int) -> Run:
    return Run(length, Origin("", replace(place, end=place.start)), 0, place.end - place.start)
