"""Rows of a document → the projects and organizations they seem to be. Knows no database."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

LEAST = 0.85
"""Likeness of names from which on two projects may be the same."""

_NOISE = re.compile(r"[\s\W_]+")


class Wanted(NamedTuple):
    """A row of a document.

    Attributes:
        organization: Key of the one it belongs to; None where the document leaves that open.
    """

    name: str
    code: str = ""
    organization: int | None = None


class Known(NamedTuple):
    """A project that there is."""

    key: int
    name: str
    code: str
    organization: int


class Match(NamedTuple):
    """A project that a row seems to be, and how alike their names are; 1 by code."""

    key: int
    likeness: float


def normalised(name: str) -> str:
    """Return a name without what differs by typing: width, case, spaces, punctuation."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name)).casefold()


def matches(rows: Sequence[Wanted], known: Sequence[Known]) -> list[Match | None]:
    """Return for each row the project it seems to be; no project is given to two rows.

    By code, then by name within the organization, by name alone, then by likeness of names.
    """
    found: dict[int, Match] = {}
    free = {one.key: one for one in known}
    _by(rows, free, found, _codes)
    _by(rows, free, found, _names_there)
    _by(rows, free, found, _names)
    _by_likeness(rows, free, found)
    return [found.get(index) for index in range(len(rows))]


def nearest(text: str, organizations: Iterable[tuple[int, str]]) -> int | None:
    """Return the organization that a text names: exactly, or nearly; None if none does."""
    wanted = normalised(text)
    names = {key: normalised(name) for key, name in organizations}
    if not wanted:
        return None
    exact = [key for key, name in names.items() if name == wanted]
    if exact:
        return exact[0]
    best = process.extractOne(wanted, names, scorer=fuzz.ratio, score_cutoff=100 * LEAST)
    return None if best is None else best[2]


def names_one(text: str, organizations: Iterable[str]) -> bool:
    """Return whether a text names one of some organizations, if only in part: 广州市科技局."""
    wanted = normalised(text)
    names = [normalised(name) for name in organizations]
    return any(name in wanted or wanted in name for name in names if name) or (
        process.extractOne(wanted, names, scorer=fuzz.ratio, score_cutoff=100 * LEAST) is not None
    )


def _codes(one: Wanted | Known) -> Hashable:
    return one.code.strip().casefold() or None


def _names_there(one: Wanted | Known) -> Hashable:
    return None if one.organization is None else (one.organization, normalised(one.name))


def _names(one: Wanted | Known) -> Hashable:
    return normalised(one.name) or None


def _by(
    rows: Sequence[Wanted],
    free: dict[int, Known],
    found: dict[int, Match],
    key_of: Callable[[Wanted | Known], Hashable],
) -> None:
    """Give rows the projects with the same key, in order, where both are still without."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for one in free.values():
        places[key_of(one)].append(one.key)
    for index, row in enumerate(rows):
        key = key_of(row)
        if index in found or key is None or not places.get(key):
            continue
        candidate = free[places[key][0]]
        if _elsewhere(row, candidate):
            continue
        places[key].pop(0)
        del free[candidate.key]
        found[index] = Match(candidate.key, 1.0)


def _by_likeness(rows: Sequence[Wanted], free: dict[int, Known], found: dict[int, Match]) -> None:
    """Give the rest the projects whose names are most alike, the most alike first."""
    names = {key: normalised(one.name) for key, one in free.items()}
    pairs: list[tuple[float, int, int]] = []
    for index, row in enumerate(rows):
        if index in found:
            continue
        alike = process.extract(
            normalised(row.name), names, scorer=fuzz.ratio, score_cutoff=100 * LEAST, limit=5
        )
        pairs += [
            (-score, index, key) for _name, score, key in alike if not _elsewhere(row, free[key])
        ]
    for score, index, key in sorted(pairs):
        if index not in found and key in free:
            del free[key]
            found[index] = Match(key, -score / 100)


def _elsewhere(row: Wanted, project: Known) -> bool:
    """Return whether a row says that it belongs to another organization, or has another code."""
    other_code = bool(row.code and project.code) and _codes(row) != _codes(project)
    return other_code or row.organization not in {None, project.organization}
