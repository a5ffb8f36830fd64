"""Bytes of a known kind → sheets, by the container that understands them.

Each container is loaded when the first document of its kind comes.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from jiheng.reading.containers.kinds import MediaType

if TYPE_CHECKING:
    from collections.abc import Callable

    from jiheng.reading.containers.cells.sheet import Sheet

    Progress = Callable[[int, int], None]

_SEVERAL = {
    MediaType.XLSX: ("workbooks.xlsx", "read_xlsx"),
    MediaType.XLS: ("workbooks.xls", "read_xls"),
    MediaType.ODS: ("workbooks.ods", "read_ods"),
    MediaType.FLAT_ODS: ("workbooks.ods", "read_flat_ods"),
    MediaType.XML_BOOK: ("workbooks.xml_book", "read_xml_book"),
    MediaType.SAVED_PAGE: ("texts.saved_page", "read_saved_page"),
}
_SINGLE = {
    MediaType.DOCX: ("word.docx", "read_docx"),
    MediaType.DOC: ("word.doc", "read_doc"),
    MediaType.TEXT: ("texts.text", "read_text"),
}
_PAGED = {
    MediaType.PDF: ("pdf.document", "read_pdf"),
    MediaType.OFD: ("ofd.document", "read_ofd"),
    MediaType.PICTURE: ("pictures", "read_picture_pages"),
}


@dataclass(frozen=True, slots=True)
class Opened:
    """What a container gave.

    Attributes:
        pages: How many pages the document has; None where it has none.
    """

    sheets: tuple[Sheet, ...]
    pages: int | None = None


def opened(kind: MediaType, data: bytes, name: str, progress: Progress | None = None) -> Opened:
    """Return the sheets of a document.

    Raises:
        UnreadableFile: When it is damaged, encrypted, or larger than any form.
    """
    if kind in _SEVERAL:
        return Opened(_reader(*_SEVERAL[kind])(data, name))
    if kind in _PAGED:
        found = _reader(*_PAGED[kind])(data, name, progress)
        return Opened((found.sheet,), found.count)
    return Opened((_reader(*_SINGLE[kind])(data, name),))


def _reader(module: str, function: str) -> Any:
    return getattr(import_module(f"jiheng.reading.containers.{module}"), function)
