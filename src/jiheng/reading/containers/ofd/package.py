"""The parts of an OFD document: its pages, what is drawn under each, and where its pictures are.

GB/T 33190-2016, chapters 7 and 8: `OFD.xml` names documents, each of them its pages, templates and
resources, by places that count from the part that names them or, behind a stroke, from the root.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.reading.containers.ofd.geometry import numbers_in
from jiheng.reading.containers.office.parts import Parts, Unsound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

ROOT = "OFD.xml"
_SIZE = 4
_A4 = (0.0, 0.0, 210.0, 297.0)


@dataclass(frozen=True, slots=True)
class Resources:
    """What pages draw by its number.

    Attributes:
        pictures: Number of a resource → the part that is a picture.
        drawings: Number → what a drawing that is used several times consists of.
    """

    pictures: dict[str, str]
    drawings: dict[str, etree._Element]


@dataclass(frozen=True, slots=True)
class Page:
    """A page that a document names.

    Attributes:
        part: Where its content is.
        templates: Number of a template → where its content is.
        box: Left, top, width and height of the paper in millimetres, where the page says nothing.
    """

    part: str
    templates: dict[str, str]
    resources: Resources
    box: tuple[float, ...]


def pages_of(parts: Parts) -> list[Page]:
    """Return the pages of all documents in a package.

    Raises:
        Unsound: When a part is missing.
    """
    found: list[Page] = []
    for body in parts.tree(ROOT).iterfind("{*}DocBody"):
        place = _place(ROOT, body.findtext("{*}DocRoot"))
        document = parts.tree(place)
        resources = Resources({}, {})
        templates = {}
        for common in document.iterfind("{*}CommonData"):
            for said in (*common.iterfind("{*}PublicRes"), *common.iterfind("{*}DocumentRes")):
                add_resources(parts, _place(place, said.text), resources)
            for said in common.iterfind("{*}TemplatePage"):
                templates[said.get("ID", "")] = _place(place, said.get("BaseLoc"))
        box = box_in(document.find("{*}CommonData/{*}PageArea")) or _A4
        for page in document.iterfind("{*}Pages/{*}Page"):
            part = _place(place, page.get("BaseLoc"))
            found.append(Page(part, templates, resources, box))
    return found


def layers_of(parts: Parts, page: Page, root: etree._Element) -> Iterator[etree._Element]:
    """Yield the layers of a page, those of its templates before its own."""
    for said in root.iterfind("{*}PageRes"):
        add_resources(parts, _place(page.part, said.text), page.resources)
    for template in root.iterfind("{*}Template"):
        place = page.templates.get(template.get("TemplateID", ""))
        if place is not None:
            yield from parts.tree(place).iterfind("{*}Content/{*}Layer")
    yield from root.iterfind("{*}Content/{*}Layer")


def box_in(area: etree._Element | None) -> tuple[float, ...] | None:
    """Return the paper of a page in millimetres: left, top, width, height."""
    said = numbers_in(area.findtext("{*}PhysicalBox") or "") if area is not None else ()
    sound = len(said) == _SIZE and min(said[2:]) > 0
    return said if sound else None


def add_resources(parts: Parts, place: str, found: Resources) -> None:
    """Take in what a list of resources names; one that is missing names nothing."""
    if place not in parts:
        return
    root = parts.tree(place)
    folder = posixpath.join(posixpath.dirname(place), root.get("BaseLoc", ""))
    for said in root.iterfind("{*}MultiMedias/{*}MultiMedia"):
        file = _place(f"{folder}/.", said.findtext("{*}MediaFile"))
        found.pictures[said.get("ID", "")] = file
    for said in root.iterfind("{*}CompositeGraphicUnits/{*}CompositeGraphicUnit"):
        found.drawings[said.get("ID", "")] = said


def _place(base: str, said: str | None) -> str:
    """Return the name of the part that another one names."""
    if not said or not said.strip():
        raise Unsound
    joined = posixpath.join("/", posixpath.dirname(base), said.strip().replace("\\", "/"))
    return posixpath.normpath(joined).lstrip("/")
