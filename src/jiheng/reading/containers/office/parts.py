"""The parts of an Office document (a zip of XML), within limits and never resolving an entity."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from contextlib import contextmanager
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from lxml import etree

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.reading.containers.office.zip_usual import Packed, parts_in, taken_by, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

MAX_PARTS = 2_000
MAX_UNPACKED = 64 * 1024 * 1024
"""Bytes of XML; the workbook of a whole department has about one million."""

USUAL = 512 * 1024
"""Bytes of a part that says what all forms of a template share; Word's styles are the largest."""

MAX_MARKS = 6_000_000
"""Signs `<` and `=` in a part: each makes a node of some hundred bytes."""

T = TypeVar("T")

DAMAGED = Bilingual(
    "不是完好的 Office 文档，或已加密。请用 WPS 或 Office 打开另存后重试。",
    "no sound Office document, or encrypted. Open it in WPS or Office and save it anew.",
)
TOO_LARGE = Bilingual(
    "文档展开后过大，不像绩效目标表。请删去多余的工作表、空白行列或内容后重试。",
    "the document unpacks to more than a form needs. Remove spare sheets, blank rows or content.",
)


ENTITIES = Bilingual(
    "含有实体声明（DTD），办公软件不会写出这种内容，为安全起见没有读取。"
    "来源可靠的，请用 WPS 或 Office 打开另存后重试。",
    "it holds entity declarations (a DTD), which no office program writes, and is not read for"
    " safety. If you trust its source, open it in WPS or Office and save it anew.",
)


TOO_DEEP = Bilingual(
    "内容一层套一层，层数超过 256，办公软件不会写出这种内容，没有读取。"
    "来源可靠的，请用 WPS 或 Office 打开另存后重试。",
    "its content is nested more than 256 deep, which no office program writes, and is not read."
    " If you trust its source, open it in WPS or Office and save it anew.",
)


class Unsound(Exception):
    """A part says what no office program writes."""


class DeclaresEntities(Unsound):
    """A part has a document type, by which entities are declared."""


class TooLarge(Exception):
    """The document claims more than any form."""


@contextmanager
def refusing(name: str) -> Iterator[None]:
    """Turn whatever is wrong with an Office document into an `UnreadableFile`."""
    try:
        yield
    except TooLarge as fault:
        raise UnreadableFile(name=name, reason=TOO_LARGE) from fault
    except DeclaresEntities as fault:
        raise UnreadableFile(name=name, reason=ENTITIES) from fault
    except etree.XMLSyntaxError as fault:
        raise UnreadableFile(name=name, reason=_cause(fault)) from fault
    except (
        Unsound,
        etree.LxmlError,
        zipfile.BadZipFile,
        ValueError,
        OSError,
        RuntimeError,
        EOFError,
        zlib.error,
    ) as fault:
        raise UnreadableFile(name=name, reason=DAMAGED) from fault


def _cause(fault: etree.XMLSyntaxError) -> Bilingual:
    """Say why a part was not parsed: a limit of the parser is no damage."""
    code = getattr(fault, "code", 0)
    if code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        if "depth" in fault.msg:
            return TOO_DEEP
        return ENTITIES if "entity" in fault.msg else TOO_LARGE
    return ENTITIES if code == etree.ErrorTypes.ERR_ENTITY_LOOP else DAMAGED


class Parts:
    """The parts by name; each is unpacked when it is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        listed = parts_in(data)
        if listed is None:
            listed = [Packed.of(entry) for entry in self._archive().infolist()]
        if len(listed) > MAX_PARTS:
            raise TooLarge
        # Some programs write backslashes, and names are told apart without regard to case.
        self._listed = {part.name.replace("\\", "/").lower(): part for part in listed}
        self._left = MAX_UNPACKED

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._listed

    def read(self, part: str) -> bytes:
        """Return the bytes of a part."""
        return self._said(*self._taken(part))

    def remembered(self, read: Callable[[bytes], T], part: str) -> T:
        """Return what is made of a part, which is known where a form of its template was read.

        What is made must not be changed.
        """
        listed, taken = self._taken(part)
        made: T | None = None
        if taken is not None and listed.size <= USUAL:
            made = _made(read, taken, listed.size, listed.checksum)
        return read(self._said(listed, taken)) if made is None else made

    def _taken(self, part: str) -> tuple[Packed, bytes | None]:
        """Return a part as it is listed, and what it takes if it is packed the usual way."""
        listed = self._listed.get(part.lower())
        if listed is None:
            raise Unsound
        self._left -= listed.size
        if self._left < 0:
            raise TooLarge
        return listed, taken_by(self._data, listed)

    def _said(self, listed: Packed, taken: bytes | None) -> bytes:
        said = None if taken is None else unpacked(taken, listed.size, listed.checksum)
        return bounded(self._archive().read(listed.name) if said is None else said)

    def _archive(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self._data))

    def tree(self, part: str) -> etree._Element:
        """Return the root of a part."""
        return tree(self.read(part))

    def related(self, part: str) -> Mapping[str, tuple[str, str]]:
        """Return what a part points to: id → last word of the kind, name of the part."""
        folder, name = posixpath.split(part)
        listed = f"{folder}/_rels/{name}.rels".lstrip("/")
        if listed not in self:
            return {}
        return _named(self.remembered(_relations, listed), folder)


@lru_cache(maxsize=96)
def _made(read: Callable[[bytes], T], taken: bytes, size: int, checksum: int) -> T | None:
    """Return what is made of a part by what it takes in the archive; None where that is unsound.

    Nothing has to be unpacked again for a form of the same template.
    """
    said = unpacked(taken, size, checksum)
    return None if said is None else read(bounded(said))


def bounded(said: bytes) -> bytes:
    """Return XML that has no more marks than any form.

    Raises:
        TooLarge: When it has.
    """
    if len(said) > MAX_MARKS and said.count(b"<") + said.count(b"=") > MAX_MARKS:
        raise TooLarge
    return said


def _relations(said: bytes) -> tuple[tuple[str, str, str], ...]:
    """Return what a part of relations tells: id, last word of the kind, and what is meant."""
    return tuple(
        (
            relation.get("Id", ""),
            relation.get("Type", "").rpartition("/")[2],
            relation.get("Target", "").replace("\\", "/"),
        )
        for relation in tree(said)
    )


@lru_cache(maxsize=32)
def _named(
    relations: tuple[tuple[str, str, str], ...], folder: str
) -> Mapping[str, tuple[str, str]]:
    """Return what is related by its id, each part by its name in the archive."""
    return MappingProxyType(
        {
            identifier: (kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
            for identifier, kind, target in relations
        }
    )


_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)


def tree(said: bytes) -> etree._Element:
    """Return the root of some XML that holds no document type."""
    root = etree.fromstring(said, _PARSER)
    refuse_document_type(root)
    return root


def refuse_document_type(element: etree._Element) -> None:
    """No office program writes a document type, and entities are how it would do harm."""
    if element.getroottree().docinfo.internalDTD is not None:
        raise DeclaresEntities
