"""Bytes of any document → its tables: picks the container, runs the layouts, closes the account."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.language.wording import excerpt
from jiheng.model import Problem, ProblemSeverity, Source, TargetTable
from jiheng.reading.containers.archives.unpacking import unpacked
from jiheng.reading.containers.kinds import MediaType, kind_of
from jiheng.reading.containers.opening import opened
from jiheng.reading.doubts import with_doubts
from jiheng.reading.interchange import read_csv_package, read_json
from jiheng.reading.layouts.problems import notes
from jiheng.reading.layouts.tables import read_tables
from jiheng.reading.ledger import SEPARATOR, UNREAD, Ledger
from jiheng.reading.lost_values import may_hold_any, with_lost_values
from jiheng.reading.remarks import (
    holds_nothing,
    is_own_page,
    no_table,
    other_kind,
    own_page,
    placed,
)
from jiheng.reading.run_together import with_run_together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jiheng.model import Traced
    from jiheng.reading.containers.cells.sheet import Sheet
    from jiheng.reading.layouts.tables import Found

MAX_BYTES = 32 * 1024 * 1024
"""A published table has some hundred kilobytes; what is larger by far is no table."""

MAX_PAGED_BYTES = 256 * 1024 * 1024
"""A budget of scanned pages has a megabyte a page; only one page is held at a time."""

_PAGED = frozenset({MediaType.PDF, MediaType.OFD, MediaType.PICTURE})

_SHA256 = hashlib.sha256()
"""Copied for each document: to look the method up by name costs as much as to digest a form."""


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
    if not data.strip():
        raise UnreadableFile(name=name, reason=Bilingual("文件是空的。", "the file is empty."))
    if len(data) > MAX_PAGED_BYTES:
        raise UnreadableFile(name=name, reason=_too_large(len(data), MAX_PAGED_BYTES))
    kind = kind_of(data, name)
    if len(data) > MAX_BYTES and kind not in _PAGED:
        raise UnreadableFile(name=name, reason=_too_large(len(data), MAX_BYTES))
    result = _read(data, name, kind, progress)
    # What the suffix claims says nothing of what was found.
    if result.tables or any(problem.code != "other-kind" for problem in result.problems):
        return result
    return replace(result, problems=(*result.problems, holds_nothing()))


def _read(
    data: bytes, name: str, kind: MediaType, progress: Callable[[int, int], None] | None
) -> ReadResult:
    source = Source(name=name, sha256=_digest(data), media_type=kind)
    if kind is MediaType.JSON:
        return ReadResult(tables=read_json(data, name))
    if kind is MediaType.PACKAGE:
        return ReadResult(tables=read_csv_package(unpacked(data, name), name))
    if kind is MediaType.TEXT and is_own_page(data):
        return ReadResult(tables=(), problems=(own_page(),))
    found = opened(kind, data, name, progress)
    if found.pages is not None:
        source = replace(source, pages=found.pages)
    result = read_sheets(found.sheets, source)
    other = other_kind(kind, name, found=bool(result.tables))
    return result if other is None else replace(result, problems=(other, *result.problems))


def read_sheets(sheets: tuple[Sheet, ...], source: Source) -> ReadResult:
    """Return the tables of sheets that a container gave, and what nobody has read of them."""
    tables: list[TargetTable] = []
    problems: list[Problem] = []
    bare: list[Problem] = []
    for sheet in sheets:
        hidden = ((piece.origin, piece.start, piece.end) for piece in sheet.unseen)
        ledger = Ledger(sheet.origins, hidden)
        for piece in sheet.markup:
            ledger.mark_piece(piece.origin, piece.start, piece.end, SEPARATOR)
        found = read_tables(sheet, ledger)
        on_pages = any(origin.at.page for origin in sheet.origins[:1])  # which may be pictures
        if on_pages and any(origin.at.confidence is not None for origin in sheet.origins):
            found.tables = [with_doubts(table) for table in found.tables]
        if may_hold_any(sheet):
            found.tables = [with_lost_values(table) for table in found.tables]
        if on_pages:
            found.tables = [with_run_together(table) for table in found.tables]
        outside = [*found.outside, *sheet.problems, *_unclaimed(ledger)]
        if found.tables:
            _attach(map(_of_table, outside), found)
        else:
            problems.extend(sheet.problems)
            told = [each for each in found.outside if each.code == "unread-text"]
            problems.extend(told)
            bare.extend(map(notes.empty, found.empty))
            if not found.empty and all(each.severity is not ProblemSeverity.ERROR for each in told):
                bare.append(no_table(sheet, source.pages, kind=source.media_type))
        tables.extend(placed(replace(table, source=source)) for table in found.tables)
        if found.tables:
            problems.extend(notes.as_note(notes.empty(table)) for table in found.empty)
    problems.extend(map(notes.as_note, bare) if tables else bare)
    return ReadResult(tables=tuple(tables), problems=tuple(problems))


def _attach(outside: Iterable[Problem], found: Found) -> None:
    """Give each problem that belongs to no table to the first one on its page, or before it."""
    known = [page for page in found.on_page if page is not None]
    for problem in reversed(tuple(outside)):
        page = problem.span[0].page if problem.span else None
        if page is not None and page not in found.on_page:
            page = max((before for before in known if before < page), default=None)
        index = found.on_page.get(page, 0)
        table = found.tables[index]
        found.tables[index] = replace(table, problems=(problem, *table.problems))


def _of_table(problem: Problem) -> Problem:
    """Return a problem of a sheet as one of its tables: one that nobody sees may count twice."""
    if problem.code != "hidden-sheet":
        return problem
    return replace(problem, severity=ProblemSeverity.WARNING)


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


def _digest(data: bytes) -> str:
    digest = _SHA256.copy()
    digest.update(data)
    return digest.hexdigest()


def _too_large(size: int, most: int) -> Bilingual:
    megabytes, limit = size // 1024**2, most // 1024**2
    return Bilingual(
        f"文件有 {megabytes} MB，超过上限 {limit} MB。请拆分后再读。",
        f"the file has {megabytes} MB, more than the limit of {limit} MB. Split it.",
    )
