"""Heads printed again on further pages of which a label was misread on one: 旨标值 for 指标值.

A table of which one page is read without its head loses its rows to the project that is named next.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.reading.layouts.words.roles import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.model import Traced
    from jiheng.reading.layouts.grids.lattice import Lattice
    from jiheng.reading.layouts.heads.head import Column, Head

LEAST_ALIKE = 3
"""Labels of four that two pages must print alike."""


def is_again(head: Head, other: Head) -> bool:
    """Return whether a head is another one printed again, single characters of which differ."""
    pairs = list(zip(head.columns, other.columns, strict=False))
    if len(head.columns) != len(other.columns) or not all(_is_same(*pair) for pair in pairs):
        return False
    alike = sum(1 for one, two in pairs if plain(one.label) == plain(two.label))
    return 4 * alike >= LEAST_ALIKE * len(pairs)


def agreed(heads: Sequence[Head], again: Head) -> list[Head]:
    """Return the heads of a table and one more as the one of which most columns are known."""
    first = heads[0]
    best = again if len(again.roles) > len(first.roles) else first
    same = first.labels()
    known = [replace(best, first=h.first, stop=h.stop) if h.labels() == same else h for h in heads]
    return [*known, replace(best, first=again.first, stop=again.stop)]


def misread_labels(lattice: Lattice, head: Head) -> Iterator[tuple[Traced, str]]:
    """Yield the labels printed in the rows of a head that differ from those it has, and these."""
    for cell in lattice.filled[head.first]:
        index = head.over[cell.column, cell.stop]
        if index is None or cell.height < head.stop - head.first:
            continue
        words, label = plain(cell.text.text), plain(head.columns[index].label)
        if words != label and _is_near(words, label):
            yield cell.text, label


def _is_same(one: Column, two: Column) -> bool:
    """Whether two labels are one, of which a character may be missing or another."""
    if (one.first, one.stop) != (two.first, two.stop):
        return False
    mine, others = plain(one.label), plain(two.label)
    if mine == others:
        return True
    known = {one.role, two.role} - {None}
    return len(known) == 1 and one.year == two.year and _is_near(mine, others)


def _is_near(one: str, two: str) -> bool:
    """Whether two words differ in one character at most."""
    short, long = sorted((one, two), key=len)
    at = next((at for at, sign in enumerate(short) if sign != long[at]), len(short))
    return long[at + 1 :] in {short[at:], short[at + 1 :]}
