"""What a workbook says of its sheets: their titles, which are hidden, which repeat the others.

Forms made of one template differ here in their titles alone: the rest is parsed once for all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.reading.containers.office.parts import tree
from jiheng.reading.containers.workbooks.xlsx_usual import LONGEST, decoded, is_usual
from jiheng.standards.overview import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_NAMED = re.compile(rb'(<sheet name="|<definedName name="[^"<>]*"[^<>]*>)([^"&<>\x00-\x1f]*)')
"""What stands before the title of a sheet or before what a name stands for, and that."""

_OF_SHEET = b"<s"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a workbook says of its sheets.

    Attributes:
        since_1904: Whether its days are counted from 1904 on.
        titles: Those of the sheets.
        sheets: For each sheet its identifier among what is related, and whether it is hidden.
        names: What is named.
        meant: What each name stands for.
    """

    since_1904: bool
    titles: tuple[str, ...]
    sheets: tuple[tuple[str, bool], ...]
    names: tuple[str, ...]
    meant: tuple[str, ...]

    def overview(self) -> set[str]:
        """Return the sheets that only repeat what the others say, which our writer marks so."""
        if MARKS.keys().isdisjoint(self.titles):
            return set()
        sheets = (meant.rpartition("!")[0].strip("'") for meant in self.meant)
        marked = set(zip(self.names, sheets, strict=True))
        return {sheet for sheet, mark in MARKS.items() if (mark, sheet) in marked}


def contents_of(said: bytes) -> Contents:
    """Return what the part says that lists the sheets of a workbook."""
    usual = _usual(said) if len(said) <= LONGEST and is_usual(said) else None
    return _parsed(said) if usual is None else usual


def _usual(said: bytes) -> Contents | None:
    """Return what a part says in which nothing is escaped; None for any other."""
    pieces = _NAMED.split(said)
    before, texts = pieces[1::3], pieces[2::3]
    del pieces[2::3]
    words = decoded(b"\n".join(texts))
    if words is None:
        return None
    known = _known(b"".join(pieces))
    told = list(zip(before, words.split("\n"), strict=False))  # one blank word where none is told
    titles = tuple([text for sign, text in told if sign.startswith(_OF_SHEET)])
    meant = tuple([text for sign, text in told if not sign.startswith(_OF_SHEET)])
    if known.titles != ("",) * len(titles) or known.meant != ("",) * len(meant):
        return None
    return replace(known, titles=titles, meant=meant)


def _parsed(said: bytes) -> Contents:
    root = tree(said)
    properties = next(root.iterchildren("{*}workbookPr"), None)
    sheets = list(_entries(root, "{*}sheets", "{*}sheet"))
    names = list(_entries(root, "{*}definedNames", "{*}definedName"))
    return Contents(
        properties is not None and properties.get("date1904") in {"1", "true"},
        tuple(entry.get("name", "") for entry in sheets),
        tuple(map(_sheet, sheets)),
        tuple(entry.get("name", "") for entry in names),
        tuple(entry.text or "" for entry in names),
    )


_known = lru_cache(maxsize=64)(_parsed)


def _sheet(entry: etree._Element) -> tuple[str, bool]:
    identifier = next((v for k, v in entry.items() if str(k).endswith("}id")), "")
    return str(identifier), entry.get("state", "visible") != "visible"


def _entries(root: etree._Element, group: str, kind: str) -> Iterator[etree._Element]:
    """Yield the entries of a group; a path of both takes twice as long to follow."""
    return (entry for whole in root.iterchildren(group) for entry in whole.iterchildren(kind))
