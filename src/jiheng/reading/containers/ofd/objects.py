"""What an OFD page draws, found in its layers, blocks and drawings: texts, paths and pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from jiheng.reading.containers.ofd.geometry import Matrix, matrix_of
from jiheng.reading.containers.office.parts import TooLarge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAX_OBJECTS = 300_000
MAX_DEPTH = 8
"""Drawings within drawings."""

_BLOCKS = frozenset(("PageBlock", "Layer", "Content"))


class Placed(NamedTuple):
    """An object of a page and where it lies on it."""

    element: etree._Element
    matrix: Matrix


@dataclass(slots=True)
class Drawn:
    """The objects of a page in the order in which they are drawn.

    Attributes:
        drawings: Number of a drawing that is used several times → what it consists of.
        seen: How many objects were looked at.
    """

    drawings: Mapping[str, etree._Element]
    texts: list[Placed] = field(default_factory=list)
    paths: list[Placed] = field(default_factory=list)
    pictures: list[Placed] = field(default_factory=list)
    seen: int = 0

    def take(self, element: etree._Element, around: Matrix, depth: int = 0) -> None:
        """Take in what is seen of a layer, block or drawing.

        Programs that scan lay their own text unseen over a page.

        Raises:
            TooLarge: When the page draws more than any page.
        """
        for child in element.iterchildren(etree.Element):
            self.seen += 1
            if self.seen > MAX_OBJECTS:
                raise TooLarge
            if child.get("Visible") != "false" and child.get("Alpha") != "0":
                self._take(child, around, depth)

    def _take(self, child: etree._Element, around: Matrix, depth: int) -> None:
        name = etree.QName(child).localname
        if name in _BLOCKS:
            self.take(child, around, depth)
            return
        place = matrix_of(child.get("Boundary", ""), child.get("CTM", "")).within(around)
        if name == "TextObject":
            self.texts.append(Placed(child, place))
        elif name == "PathObject":
            self.paths.append(Placed(child, place))
        elif name == "ImageObject":
            self.pictures.append(Placed(child, place))
        elif name == "CompositeObject" and depth < MAX_DEPTH:
            drawing = self.drawings.get(child.get("ResourceID", ""))
            if drawing is not None:
                self.take(drawing, place, depth + 1)


def drawn(
    layers: Iterable[etree._Element], drawings: Mapping[str, etree._Element], around: Matrix
) -> Drawn:
    """Return what the layers of a page draw.

    Raises:
        TooLarge: When they draw more than any page.
    """
    found = Drawn(drawings)
    for layer in layers:
        found.take(layer, around)
    return found
