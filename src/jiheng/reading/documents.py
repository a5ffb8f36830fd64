"""Bytes of any document → its tables: picks the container, runs the layouts, closes the account."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.model import Problem, ProblemSeverity, Source, TargetTable
from jiheng.reading.containers.archive import unpacked
from jiheng.reading.containers.doc import read_doc
from jiheng.reading.containers.docx import read_docx
from jiheng.reading.containers.kinds import MediaType, kind_of
from jiheng.reading.containers.ods import read_ods
from jiheng.reading.containers.pdf.document import read_pdf
from jiheng.reading.containers.text import read_text
from jiheng.reading.containers.xls import read_xls
from jiheng.reading.containers.xlsx import read_xlsx
from jiheng.reading.grammar.damage import excerpt
from jiheng.reading.interchange.csv_package import read_csv_package
from jiheng.reading.interchange.json_records import read_json
from jiheng.reading.layouts import notes
from jiheng.reading.layouts.tables import read_tables
from jiheng.reading.ledger import SEPARATOR, UNREAD, Ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    from jiheng.model import Traced
    from jiheng.reading.containers.sheet import Sheet

MAX_BYTES = 32 * 1024 * 1024
"""A published table has some hundred kilobytes; what is larger by far is no table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """What a document holds.

    Attributes:
        tables: In document order; none when the document has no such table.
        problems: Those that belong to no table; each table carries its own.
    """

    tables: tuple[TargetTable, ...]
    problems: tuple[Problem, ...] = ()


def read_document(
    data: bytes,
    name: str,
    progress: Callable[[int, int], None] | None = None,
) -> ReadResult:
    """Return the tables of a document and every problem with it.

    Args:
        data: The document's bytes.
        name: Its file name.
        progress: Told, while a paged document is read, how many pages are done of how many.

    Raises:
        UnreadableFile: When the bytes are too many, or no document of a kind that is understood.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableFile(name=name, reason=_too_large(len(data)))
    if not data.strip():
        raise UnreadableFile(name=name, reason=Bilingual("文件是空的。", "the file is empty."))
    kind = kind_of(data, name)
    source = Source(name=name, sha256=hashlib.sha256(data).hexdigest(), media_type=kind)
    match kind:
        case MediaType.JSON:
            return ReadResult(tables=read_json(data, name))
        case MediaType.PACKAGE:
            return ReadResult(tables=read_csv_package(unpacked(data, name), name))
        case MediaType.XLSX:
            return read_sheets(read_xlsx(data, name), source)
        case MediaType.XLS:
            return read_sheets(read_xls(data, name), source)
        case MediaType.ODS:
            return read_sheets(read_ods(data, name), source)
        case MediaType.DOCX:
            return read_sheets((read_docx(data, name),), source)
        case MediaType.DOC:
            return read_sheets((read_doc(data, name),), source)
        case MediaType.PDF:
            pages = read_pdf(data, name, progress)
            return read_sheets((pages.sheet,), replace(source, pages=pages.count))
        case MediaType.TEXT:
            return read_sheets((read_text(data, name),), source)
        case _:
            assert_never(kind)


def read_sheets(sheets: tuple[Sheet, ...], source: Source) -> ReadResult:
    """Return the tables of sheets that a container gave, and what nobody has read of them."""
    tables: list[TargetTable] = []
    problems: list[Problem] = []
    bare: list[Problem] = []
    for sheet in sheets:
        ledger = Ledger(sheet.origins)
        for piece in sheet.markup:
            ledger.mark_piece(piece.origin, piece.start, piece.end, SEPARATOR)
        found = read_tables(sheet, ledger)
        outside = [*found.outside, *sheet.problems, *_unclaimed(ledger)]
        if found.tables:
            first = found.tables[0]
            found.tables[0] = replace(first, problems=(*outside, *first.problems))
        else:
            problems.extend(sheet.problems)
            bare.extend(map(notes.empty, found.empty))
            if not found.empty:
                bare.append(_no_table(sheet))
        tables.extend(replace(table, source=source) for table in found.tables)
        if found.tables:
            problems.extend(map(notes.empty, found.empty))
    if not tables:
        problems.extend(bare)
    return ReadResult(tables=tuple(tables), problems=tuple(problems))


def _unclaimed(ledger: Ledger) -> list[Problem]:
    """Report what no step has claimed, so that the law holds whatever the steps forgot."""
    problems = []
    for text in list(ledger.unclaimed()):
        ledger.mark(text, UNREAD)
        problems.append(_unread(text))
    return problems


def _unread(text: Traced) -> Problem:
    words = excerpt(text.text)
    return Problem(
        code="unread-text",
        message=Bilingual(f"“{words}”未读入。", f"“{words}” was not read."),
        severity=ProblemSeverity.WARNING,
        span=text.span(),
        excerpt=text.text,
    )


def _no_table(sheet: Sheet) -> Problem:
    rows = len(sheet.rows)
    first = next((cell for row in sheet.rows for cell in row if cell), None)
    return Problem(
        code="no-table",
        message=Bilingual(
            f"没有找到项目支出绩效目标表（共 {rows} 行文字）：未见含“项目名称”“绩效目标”“绩效指标”"
            "的表头。",
            f"no target table among {rows} lines: no head names 项目名称, 绩效目标 and 绩效指标.",
        ),
        severity=ProblemSeverity.ERROR,
        span=first.span() if first else (),
        excerpt=excerpt(first.text) if first else "",
    )


def _too_large(size: int) -> Bilingual:
    megabytes, limit = size // 1024**2, MAX_BYTES // 1024**2
    return Bilingual(
        f"文件有 {megabytes} MB，超过上限 {limit} MB。请拆分后再读。",
        f"the file has {megabytes} MB, more than the limit of {limit} MB. Split it.",
    )
