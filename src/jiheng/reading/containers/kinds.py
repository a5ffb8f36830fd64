"""What kind of document some bytes are, by content first and only then by suffix."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from enum import StrEnum

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.reading.containers.office.ole import ENCRYPTED, SIGNATURE, OleFile
from jiheng.reading.containers.office.parts import refusing
from jiheng.reading.containers.office.zip_usual import parts_in


class MediaType(StrEnum):
    """The kinds that are understood."""

    TEXT = "text/plain"
    JSON = "application/json"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    XLS = "application/vnd.ms-excel"
    XML_BOOK = "application/xml"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    FLAT_ODS = "application/vnd.oasis.opendocument.spreadsheet-flat-xml"
    SAVED_PAGE = "multipart/related"
    DOC = "application/msword"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PACKAGE = "application/zip"
    PDF = "application/pdf"
    OFD = "application/ofd"
    PICTURE = "image"


_FOREIGN = (
    (b"{\\rtf", Bilingual(" RTF 文档", "an RTF document"), False),
    (b"Rar!", Bilingual(" RAR 压缩包", "a RAR archive"), True),
    (b"7z\xbc\xaf", Bilingual(" 7z 压缩包", "a 7z archive"), True),
    (b"\x1f\x8b", Bilingual(" gzip 压缩包", "a gzip archive"), True),
)
"""How documents of other kinds begin, what they are, and whether they are to be unpacked."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")

_XML_BOOK = re.compile(
    rb"""\s*<(?:\w+:)?Workbook\s[^>]{0,2000}["']urn:schemas-microsoft-com:office:spreadsheet["']"""
)
_FLAT_ODS = re.compile(
    rb"""\s*<office:document\s[^>]{0,9000}mimetype=["']application/vnd\.oasis\.opendocument\.spreadsheet"""
)
_SAVED_PAGE = re.compile(
    rb"(?:[\w-]{1,60}:[^\n]{0,998}\n(?:[ \t][^\n]{0,998}\n){0,20}){0,20}?"
    rb"Content-Type:\s*multipart/related\b",
    re.IGNORECASE,
)
"""The head of a page that was saved with all that belongs to it."""

_PROLOGUE = re.compile(
    rb"(?:\s*(?:<\?[^>]{0,200}>|<!--[^>]{0,1000}-->|<!DOCTYPE[^>\[]{0,200}(?:\[[^\]]{0,2000}\]\s*)?>)){0,8}"
)
"""What may stand before the root of XML."""

_START = 16_384
"""Bytes within which XML and saved pages tell what they are."""

_PDF_WITHIN = 1024
"""Bytes within which viewers look for the mark of a PDF; some servers put a line before it."""

_JSON_SUFFIXES = (".json", ".jsonl", ".ndjson")


def kind_of(data: bytes, name: str) -> MediaType:
    """Return the kind of a document.

    Raises:
        UnreadableFile: When it is of a kind that is known but not understood.
    """
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return MediaType.PDF
    if data.startswith(_PICTURES) or _is_bitmap(data):
        return MediaType.PICTURE
    for magic, what, packed in _FOREIGN:
        if data.startswith(magic):
            raise UnreadableFile(name=name, reason=_unpack(what) if packed else _not_yet(what))
    if data.startswith(SIGNATURE):
        return _old_office(data, name)
    if data.startswith(b"PK\x05\x06"):
        raise UnreadableFile(name=name, reason=_EMPTY)
    if data.startswith(b"PK\x03\x04"):
        return _archive(data, name)
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] in (b"{", b"[") and (
        b"jiheng/table/" in start or name.lower().endswith(_JSON_SUFFIXES)
    ):
        return MediaType.JSON
    return _text_of_kind(data[:_START])


def _text_of_kind(start: bytes) -> MediaType:
    """Return the kind of a text: a workbook of one XML file, a saved page, or any other."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        start = start.decode("utf-16", "replace").encode()
    start = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if _SAVED_PAGE.match(start):
        return MediaType.SAVED_PAGE
    prologue = _PROLOGUE.match(start)
    root = prologue.end() if prologue else 0
    if _XML_BOOK.match(start, root):
        return MediaType.XML_BOOK
    return MediaType.FLAT_ODS if _FLAT_ODS.match(start, root) else MediaType.TEXT


def _is_bitmap(data: bytes) -> bool:
    """Whether bytes are a BMP or WebP picture, whose marks are too short to be trusted alone."""
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return True
    return data.startswith(b"BM") and data[6:10] == b"\x00" * 4


def _old_office(data: bytes, name: str) -> MediaType:
    with refusing(name):
        streams = OleFile(data)
    if "EncryptedPackage" in streams:
        raise UnreadableFile(name=name, reason=ENCRYPTED)
    if "WordDocument" in streams:
        return MediaType.DOC
    if "Workbook" in streams or "Book" in streams:
        return MediaType.XLS
    what = Bilingual("未知的旧版 Office 文档", "an old Office document of an unknown kind")
    raise UnreadableFile(name=name, reason=_not_yet(what))


def _archive(data: bytes, name: str) -> MediaType:
    try:
        parts = parts_in(data)
        listed = (
            zipfile.ZipFile(io.BytesIO(data)).namelist()
            if parts is None
            else [part.name for part in parts]
        )
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError) as fault:
        raise UnreadableFile(name=name, reason=_BROKEN) from fault
    names = {entry.replace("\\", "/").lower() for entry in listed}
    if "xl/workbook.xml" in names:
        return MediaType.XLSX
    if "word/document.xml" in names:
        return MediaType.DOCX
    if "mimetype" in names and "content.xml" in names and b"opendocument.spreadsheet" in data[:200]:
        return MediaType.ODS
    if "ofd.xml" in names:
        return MediaType.OFD
    if "datapackage.json" in names:
        return MediaType.PACKAGE
    what = _OTHER_ZIPS.get(next(iter(names & _OTHER_ZIPS.keys()), ""), _SOME_ZIP)
    raise UnreadableFile(name=name, reason=_not_yet(what))


_SOME_ZIP = Bilingual("未知的压缩包", "an archive of an unknown kind")
_OTHER_ZIPS = {
    "xl/workbook.bin": Bilingual("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"),
    "ppt/presentation.xml": Bilingual("演示文稿", "a presentation"),
    "content.xml": Bilingual(
        " OpenDocument 文字或演示文稿（.odt、.odp）",
        "an OpenDocument text or presentation (.odt, .odp)",
    ),
}
_EMPTY = Bilingual("压缩包里没有文件。", "the archive holds no file.")
_BROKEN = Bilingual("压缩包或工作簿已损坏。", "the archive or workbook is damaged.")


def _not_yet(what: Bilingual) -> Bilingual:
    return Bilingual(
        f"这是{what.zh}，目前还不能直接读取。请另存为 Word（.docx）、Excel（.xlsx）或 PDF 后再读。",
        f"this is {what.en}, which cannot be read yet. Save it as .docx, .xlsx or PDF first.",
    )


def _unpack(what: Bilingual) -> Bilingual:
    return Bilingual(
        f"这是{what.zh}，不能直接读取。请先解压，再读其中的文件。",
        f"this is {what.en}, which is not read. Unpack it and read the files in it.",
    )
