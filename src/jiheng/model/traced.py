"""Text that remembers where each of its characters stood."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jiheng.model.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiheng.model.place import Span


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """A line of text or a cell of a sheet: what offsets are counted in.

    Compared by identity: two cells with the same words are different origins.
    """

    raw: str
    at: Place


@dataclass(frozen=True, slots=True)
class Run:
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
        if self.width != self.length:
            return replace(self, length=stop - start)
        return Run(stop - start, self.origin, self.offset + start, stop - start)


@dataclass(frozen=True, slots=True)
class Traced:
    """A string and the runs it is made of. Equal when the strings are equal."""

    text: str = ""
    runs: tuple[Run, ...] = field(default=(), compare=False, repr=False)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __len__(self) -> int:
        return len(self.text)

    def __add__(self, other: Traced) -> Traced:
        return Traced(self.text + other.text, self.runs + other.runs)

    def cut(self, start: int, stop: int | None = None) -> Traced:
        """Return the part between two character offsets, with its own runs."""
        end = len(self.text) if stop is None else stop
        return Traced(self.text[start:end], tuple(self._runs_between(start, end)))

    def strip(self, characters: str | None = None) -> Traced:
        """Return the text without the given characters (or white space) at its ends."""
        return self.lstrip(characters).rstrip(characters)

    def lstrip(self, characters: str | None = None) -> Traced:
        """Return the text without the given characters at its beginning."""
        kept = len(self.text.lstrip(characters))
        return self if kept == len(self.text) else self.cut(len(self.text) - kept)

    def rstrip(self, characters: str | None = None) -> Traced:
        """Return the text without the given characters at its end."""
        kept = len(self.text.rstrip(characters))
        return self if kept == len(self.text) else self.cut(0, kept)

    def span(self, start: int = 0, stop: int | None = None) -> Span:
        """Return the places of a part of the text, neighbours in one origin joined."""
        end = len(self.text) if stop is None else stop
        places: list[Place] = []
        last: Origin | None = None
        for run in self._runs_between(start, end):
            first, beyond = run.offset, run.offset + run.width
            at = run.origin.at
            if run.origin is last and at.start + first >= places[-1].end:
                places[-1] = replace(places[-1], end=at.start + beyond)
            else:
                places.append(replace(at, start=at.start + first, end=at.start + beyond))
                last = run.origin
        return tuple(places)

    def _runs_between(self, start: int, stop: int) -> Iterator[Run]:
        if start >= stop:
            return
        at = 0
        for run in self.runs:
            beyond = at + run.length
            if beyond > start:
                if at >= stop:
                    return
                low, high = max(start - at, 0), min(stop - at, run.length)
                yield run if (low, high) == (0, run.length) else run.cut(low, high)
            at = beyond

    @classmethod
    def join(cls, parts: Iterable[Traced]) -> Traced:
        """Return the parts put one after the other."""
        kept = [part for part in parts if part.text]
        return cls("".join(p.text for p in kept), tuple(run for p in kept for run in p.runs))

    @classmethod
    def at(cls, text: str, span: Span) -> Traced:
        """Return a text known to have stood at a span, without finer knowledge."""
        if not text or not span:
            return cls(text)
        lengths = [1] * len(span)
        lengths[-1] = max(len(text) - len(span) + 1, 0)
        runs = []
        for place, length in zip(span, lengths, strict=True):
            width = place.end - place.start
            runs.append(Run(length, Origin("", replace(place, end=place.start)), 0, width))
        return cls(text, tuple(runs))


def line_starts(text: str) -> list[int]:
    """Return the offset at which each line of a text begins."""
    starts = [0]
    position = text.find("\n")
    while position >= 0:
        starts.append(position + 1)
        position = text.find("\n", position + 1)
    return starts


def line_at(starts: list[int], offset: int) -> int:
    """Return the line, counted from 0, in which an offset lies."""
    return bisect_right(starts, offset) - 1
