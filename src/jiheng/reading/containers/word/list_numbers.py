"""The numbers that Word sets before the paragraphs of a list by itself: 1. 2. 3., （一）（二）."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from jiheng.reading.containers.cells.counts import written
from jiheng.reading.containers.office.parts import tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

LEVELS = 9
IN_LIST = b"numPr"
_MOST_LINKS = 20
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str
    text: str
    start: int


def list_styles(said: bytes) -> Mapping[str, tuple[str, int]]:
    """Return the styles that put paragraphs in a list: name → the list and level."""
    if IN_LIST not in said:
        return MappingProxyType({})
    found: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in tree(said).iterchildren("{*}style"):
        name = _said(style, "styleId")
        for before in style.iterchildren("{*}basedOn"):
            based[name] = _said(before, "val")
        for properties in style.iterchildren("{*}pPr"):
            own = _list_of(properties)
            if own:
                found[name] = own
    for name in based:
        after, links = name, 0
        while after not in found and after in based and links < _MOST_LINKS:
            after, links = based[after], links + 1
        if after in found:
            found.setdefault(name, found[after])
    return MappingProxyType(found)


@dataclass(slots=True)
class WordNumbers:
    """Counts the paragraphs of every list while a document is read from its beginning.

    Attributes:
        lists: Number of a list → its pattern and what it says otherwise of its levels.
        patterns: Number of a pattern → its levels.
        styles: Name of a style of paragraphs → the list and level it puts them in.
    """

    lists: dict[str, tuple[str, dict[int, _Level]]] = field(default_factory=dict)
    patterns: dict[str, dict[int, _Level]] = field(default_factory=dict)
    styles: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def learn(self, numbering: etree._Element) -> None:
        """Take in the lists that a document defines."""
        for one in numbering.iterchildren("{*}abstractNum"):
            self.patterns[_said(one, "abstractNumId")] = dict(_levels(one.iterchildren("{*}lvl")))
        for one in numbering.iterchildren("{*}num"):
            pattern = next(
                (_said(each, "val") for each in one.iterchildren("{*}abstractNumId")), ""
            )
            known = self.patterns.get(pattern, {})
            own: dict[int, _Level] = {}
            for change in one.iterchildren("{*}lvlOverride"):
                own.update(_levels(change.iterchildren("{*}lvl")))
                at = _number(_said(change, "ilvl"))
                for start in change.iterchildren("{*}startOverride"):
                    level = own.get(at) or known.get(at)
                    if level:
                        own[at] = _Level(level.kind, level.text, _number(_said(start, "val")))
            self.lists[_said(one, "numId")] = (pattern, own)

    def before(self, paragraph: etree._Element) -> str:
        """Return the number that stands before a paragraph; empty for one of no list."""
        for properties in paragraph.iterchildren("{*}pPr"):
            found = _list_of(properties)
            if found is None and self.styles:
                names = (_said(each, "val") for each in properties.iterchildren("{*}pStyle"))
                found = next((self.styles[name] for name in names if name in self.styles), None)
            if found:
                return self._next(*found)
        return ""

    def _next(self, number: str, at: int) -> str:
        pattern, own = self.lists.get(number, ("", {}))
        levels = {**self.patterns.get(pattern, {}), **own}
        level = levels.get(at)
        if level is None:
            return ""
        counts = self._counts.setdefault(pattern, [None] * LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for changed in own:
                counts[changed] = None
        last = counts[at]
        counts[at] = level.start if last is None else last + 1
        counts[at + 1 :] = [None] * (LEVELS - at - 1)
        if level.kind in {"bullet", "none"}:
            return ""

        def said(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            of = levels.get(place, level)
            count = counts[place]
            return written(of.start if count is None else count, of.kind)

        return _PLACE.sub(said, level.text)


def _levels(levels: Iterator[etree._Element]) -> Iterator[tuple[int, _Level]]:
    for level in levels:
        told = {str(each.tag).rpartition("}")[2]: _said(each, "val") for each in level}
        start = _number(told.get("start", "1"))
        at = _number(_said(level, "ilvl"))
        if at < LEVELS:
            yield at, _Level(told.get("numFmt", "decimal"), told.get("lvlText", ""), start)


def _list_of(properties: etree._Element) -> tuple[str, int] | None:
    """Return the list and level that properties name; the list 0 takes a paragraph out of any."""
    for found in properties.iterchildren("{*}numPr"):
        told = {str(each.tag).rpartition("}")[2]: _said(each, "val") for each in found}
        if "numId" in told:
            return told["numId"], min(_number(told.get("ilvl", "0")), LEVELS - 1)
    return None


def _said(element: etree._Element, name: str) -> str:
    return next((str(v) for k, v in element.items() if str(k).rpartition("}")[2] == name), "")


def _number(said: str) -> int:
    return int(said[:6]) if said.isascii() and said.isdigit() else 0
