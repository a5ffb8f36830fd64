"""What a child process makes of a document: tables, problems, source text, page pictures.

Runs without Django: what it returns is text for the database, and pictures go to a folder.
"""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from jiheng.bilingual import Bilingual
from jiheng.errors import JihengError, UnreadableFile
from jiheng.model import FundingLine, Indicator, Problem, ProblemSeverity, Task
from jiheng.pipeline import read
from jiheng.reading.containers.archives.unpacking import holds_documents, members
from jiheng.writing.proof import marked_pages
from jiheng.writing.record import problem_record, table_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import TargetTable, Traced
    from jiheng.reading.documents import ReadResult
    from jiheng_children.messages import Progress

MOST_TABLES = 2000
_LONGEST_LINE = 20_000


@dataclass(frozen=True, slots=True)
class Found:
    """What was read of a document, as JSON.

    Attributes:
        tables: Of every table, by the published schema, with places.
        problems: Of no table.
        sources: Hash of each file read → its lines and cells that hold values, and page sizes.
    """

    tables: str
    problems: str
    sources: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads a document, or every document in an archive.

    Attributes:
        pictures: Folder of folders for pictures of pages, named by hash.
    """

    path: str
    name: str
    pictures: str

    def __call__(self, progress: Progress) -> Found:
        """Do it.

        Raises:
            JihengError: The document cannot be read.
        """
        gathered = _Gathered(Path(self.pictures))
        data = Path(self.path).read_bytes()
        if holds_documents(data):
            for number, (path, member) in enumerate(members(data, self.name, gathered.missed), 1):
                gathered.member(f"{self.name}/{path}", member)
                progress(number, 0)
            gathered.must_hold_something(self.name)
        else:
            result = read(data, name=self.name, progress=progress)
            gathered.add(self.name, data, result, progress)
        return gathered.found()


@dataclass(slots=True)
class _Gathered:
    pictures: Path
    tables: list[dict[str, object]] = field(default_factory=list)
    problems: list[dict[str, object]] = field(default_factory=list)
    sources: dict[str, dict[str, object]] = field(default_factory=dict)
    faults: list[Bilingual] = field(default_factory=list)
    documents: int = 0

    def member(self, name: str, data: bytes) -> None:
        """Read a document of an archive; one that cannot be read does not spoil the others."""
        try:
            result = read(data, name=name)
        except JihengError as error:
            self.missed(error, name)
            return
        self.add(name, data, result, lambda _done, _total: None)

    def missed(self, error: JihengError, name: str = "") -> None:
        """Note a document of an archive that cannot be read."""
        self.faults.append(error.message)
        excerpt = error.name if isinstance(error, UnreadableFile) else name
        self.problems.append(problem_record(_unreadable(error, excerpt)))

    def add(self, name: str, data: bytes, result: ReadResult, progress: Progress) -> None:
        """Take what was read of one document."""
        self.documents += 1
        if len(self.tables) + len(result.tables) > MOST_TABLES:
            raise UnreadableFile(name=name, reason=_TOO_MANY)
        self.tables += [table_record(table) for table in result.tables]
        self.problems += [problem_record(problem) for problem in result.problems]
        for sha256, tables in _by_source(result).items():
            pages = _drawn(data, name, tables, result, self.pictures / sha256, progress)
            self.sources[sha256] = {"lines": _lines(tables), "pages": pages}

    def must_hold_something(self, name: str) -> None:
        """Refuse an archive of which nothing could be read."""
        if not self.documents:
            zh, en = _NOTHING.zh, _NOTHING.en
            for fault in self.faults[:1]:
                zh, en = f"{zh}{fault.zh}", f"{en} {fault.en}"
            raise UnreadableFile(name=name, reason=Bilingual(zh, en))

    def found(self) -> Found:
        """Return all of it as JSON."""
        return Found(*map(_json, (self.tables, self.problems, self.sources)))


def _by_source(result: ReadResult) -> dict[str, list[TargetTable]]:
    found: dict[str, list[TargetTable]] = defaultdict(list)
    for table in result.tables:
        if table.source is not None:
            found[table.source.sha256].append(table)
    return found


def _drawn(
    data: bytes,
    name: str,
    tables: list[TargetTable],
    result: ReadResult,
    folder: Path,
    progress: Progress,
) -> dict[str, list[float]]:
    """Draw the pages that hold values, and return their sizes in points by number."""
    source = tables[0].source
    pages = marked_pages(tables, result.problems)
    sizes: dict[str, list[float]] = {}
    if source is None or not pages:
        return sizes
    drawing = import_module("jiheng.reading.containers.drawing")  # loads PDFium
    for page in drawing.draw_pages(data, source.media_type, name, pages):
        _put(folder / f"{page.number}.png", page.data)
        sizes[str(page.number)] = [page.width, page.height]
        total = source.pages or len(pages)
        progress(total, total)
    return sizes


def _put(path: Path, data: bytes) -> None:
    """Write a picture, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, part = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
        Path(part).replace(path)
    finally:
        Path(part).unlink(missing_ok=True)


def _lines(tables: list[TargetTable]) -> dict[str, list[tuple[int, str]]]:
    """Return the pieces of each line or cell that holds a value: where each begins, its text."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for trace in _traces(tables):
        for run in trace.runs():
            at = run.origin.at
            if at.page is None and run.origin.raw:
                pieces = found[name_of(at.line, at.sheet, at.cell)]
                pieces.setdefault(at.start, run.origin.raw[:_LONGEST_LINE])
    return {name: sorted(pieces.items()) for name, pieces in found.items()}


def name_of(line: int | None, sheet: str | None, cell: str | None) -> str:
    """Return the name of a line or cell: `12`, `Sheet1!B7`."""
    return f"{sheet or ''}!{cell}" if cell else str(line or "")


def _traces(tables: list[TargetTable]) -> Iterator[Traced]:
    for table in tables:
        yield from table.traces.values()
        for row in table.rows:
            yield from row.traces.values()
            for part in chain[Indicator | FundingLine | Task](row.indicators, row.lines, row.tasks):
                yield from part.traces.values()
            yield from (entry.trace for entry in row.further if entry.trace is not None)


def _unreadable(error: JihengError, name: str) -> Problem:
    return Problem(
        code="unreadable-member",
        message=error.message,
        severity=ProblemSeverity.ERROR,
        span=(),
        excerpt=name,
    )


def _json(value: object) -> str:
    # A NUL is no character of a text in PostgreSQL.
    return msgspec.json.encode(value).decode().replace("\\u0000", "\\ufffd")


_NOTHING = Bilingual(
    "压缩包中没有可以读取的文件。", "the archive holds no document that can be read."
)
_TOO_MANY = Bilingual(
    f"读出的表超过 {MOST_TABLES} 张。请拆分后再上传。",
    f"it holds more than {MOST_TABLES} tables. Split it and hand in the parts.",
)
