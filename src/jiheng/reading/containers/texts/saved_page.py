"""Web pages saved with all that belongs to them (.mht, .mhtml) → a sheet for each page in them.

Browsers write them, Word and Excel do as 单个文件网页, and office systems call them .doc or .xls.
Their parts stand behind each other, parted by a line that their head names (RFC 2557).
"""

from __future__ import annotations

import binascii
import quopri
import re
from dataclasses import replace
from email.parser import BytesParser
from typing import TYPE_CHECKING, NamedTuple

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.language.wording import excerpt
from jiheng.model import Problem, ProblemSeverity
from jiheng.reading.containers.texts.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from email.message import Message

    from jiheng.reading.containers.cells.sheet import Sheet

MAX_PARTS = 1_000
MAX_HEAD = 65_536
"""Bytes of the head of a part."""

_SHEET = re.compile(rb"""<x:WorksheetSource\s+HRef=["']?([^"'\s>]{1,300})""", re.IGNORECASE)
"""Where the first page of a workbook says that the page of a sheet is."""

_LIST_OF_SHEETS = "tabstrip.htm"
"""A page that Excel adds, which lists the names of the sheets and nothing else."""


def read_saved_page(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return a sheet for each page that was saved.

    Raises:
        UnreadableFile: When it names no parts, or has more of them than any page.
    """
    boundary = _head(data).get_boundary()
    if not boundary:
        raise UnreadableFile(name=name, reason=_NO_PAGE)
    parts = data.split(b"\n--" + boundary.encode("utf-8", "replace"), MAX_PARTS + 1)
    if len(parts) > MAX_PARTS:
        raise UnreadableFile(name=name, reason=_TOO_MANY)
    pages = list(_pages(parts[1:], name))
    if not pages:
        raise UnreadableFile(name=name, reason=_NO_PAGE)
    sheets = [read_text(page.content, name) for page in pages]
    last = replace(sheets[-1], problems=(*sheets[-1].problems, *_missing(parts[-1], pages)))
    return (*sheets[:-1], last)


class _Page(NamedTuple):
    """A page that was saved: the last word of the place it was at, and what it holds."""

    place: str
    content: bytes


def _pages(parts: Iterable[bytes], name: str) -> Iterator[_Page]:
    for part in parts:
        head = _head(part.lstrip(b"\r\n"))
        place = _last_word(str(head.get("Content-Location", "")))
        if head.get_content_type() == "text/html" and place != _LIST_OF_SHEETS:
            yield _Page(place, _content(head, part, name))


def _last_word(place: str) -> str:
    return place.strip().replace("\\", "/").rpartition("/")[2].casefold()


def _missing(last: bytes, pages: Sequence[_Page]) -> Iterator[Problem]:
    """Tell that the end of a file is missing, or a sheet that its first page names."""
    if not last.startswith(b"--"):
        yield _told(
            "单个文件网页（MHT）没有结尾，后面的内容可能没有保存下来，请核对原件。",
            "the saved web page (MHT) has no end; what follows may not have been saved.",
        )
    named = {_last_word(said.decode("latin-1")) for said in _SHEET.findall(pages[0].content)}
    for place in sorted(named - {page.place for page in pages} - {_LIST_OF_SHEETS}):
        yield _told(
            f"单个文件网页（MHT）里缺少工作表的一页（{excerpt(place)}），没有读到，请核对原件。",
            f"the saved web page (MHT) lacks the page of a sheet ({excerpt(place)}).",
        )


def _told(zh: str, en: str) -> Problem:
    return Problem(
        code="cut-short", message=Bilingual(zh, en), severity=ProblemSeverity.ERROR, span=()
    )


def _head(said: bytes) -> Message:
    """Return what the lines before the first blank one say of a part."""
    return BytesParser().parsebytes(said[:MAX_HEAD], headersonly=True)


def _content(head: Message, part: bytes, name: str) -> bytes:
    body = part.lstrip(b"\r\n").replace(b"\r\n", b"\n").partition(b"\n\n")[2]
    coded = str(head.get("Content-Transfer-Encoding", "")).strip().casefold()
    if coded == "quoted-printable":
        return quopri.decodestring(body)
    if coded != "base64":
        return body
    try:
        return binascii.a2b_base64(body)
    except binascii.Error as fault:
        raise UnreadableFile(name=name, reason=_DAMAGED) from fault


_NO_PAGE = Bilingual(
    "单个文件网页（MHT）里没有网页。请重新保存，或另存为网页（.html）后再读。",
    "the saved web page (MHT) holds no page. Save it anew, or as .html.",
)
_TOO_MANY = Bilingual(
    f"单个文件网页（MHT）的组成部分超过 {MAX_PARTS} 个。请另存为网页（.html）后再读。",
    f"the saved web page (MHT) has more than {MAX_PARTS} parts. Save it as .html.",
)
_DAMAGED = Bilingual(
    "单个文件网页（MHT）已损坏：有一页无法解码。请重新保存。",
    "the saved web page (MHT) is damaged: a page cannot be decoded. Save it anew.",
)
