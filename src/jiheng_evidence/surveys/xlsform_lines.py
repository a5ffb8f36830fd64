"""The sheets of an XLSForm → lines with named cells; columns that are not understood are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import ProblemSeverity
from jiheng_evidence.surveys.shapes import MOST_WORDS
from jiheng_evidence.surveys.xlsform_words import (
    HARMLESS,
    LANGUAGES,
    MISNAMED,
    SETTINGS,
    TAKEN,
    TRANSLATED,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jiheng_evidence.surveys.cells import Book, Row
    from jiheng_evidence.surveys.problems import Problems


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet: name of the column → text, and where it stands."""

    sheet: str
    row: int
    cells: Mapping[str, str]
    columns: Mapping[str, int]

    def get(self, column: str) -> str:
        """Return the text of a column; empty when there is none."""
        return self.cells.get(column, "")

    def at(self, column: str) -> tuple[str, int, int]:
        """Return where a column stands, for a problem."""
        return self.sheet, self.row, self.columns.get(column, 0)

    def words(self, column: str) -> Bilingual | None:
        """Return a text in both languages; Chinese falls back on English."""
        zh, en = self.get(f"{column}::zh"), self.get(f"{column}::en")
        return Bilingual(zh or en, en) if zh or en else None


def lines_of(book: Book, title: str, problems: Problems, *, bare: str = "zh") -> Iterator[Line]:
    """Yield the lines of a sheet.

    Args:
        book: The workbook.
        title: Title of the sheet; one that does not exist has no lines.
        problems: Takes what is not understood.
        bare: Language of columns that name none.
    """
    sheet = book.sheet(title)
    if sheet is None or not sheet.rows:
        return
    rows = iter(sheet.rows.items())
    first, head = next(rows)
    columns = _columns(title, first, head, problems, bare)
    named = {name: column for column, name in reversed(list(columns.items()))}
    for number, cells in rows:
        yield Line(title, number, _cells(title, number, cells, columns, problems), named)


def _cells(
    title: str, number: int, cells: Row, columns: Mapping[int, str], problems: Problems
) -> dict[str, str]:
    found: dict[str, str] = {}
    for column, text in cells.items():
        name = columns.get(column)
        if name is None:
            continue
        if len(text) > MOST_WORDS:
            message = Bilingual(
                f"超过 {MOST_WORDS} 字，已截断", f"longer than {MOST_WORDS} characters: cut"
            )
            problems.tell("too-long", message, (title, number, column), text, ProblemSeverity.ERROR)
        found.setdefault(name, text[:MOST_WORDS])
    return found


def _columns(title: str, first: int, head: Row, problems: Problems, bare: str) -> dict[int, str]:
    """Return what each column holds; a column of no meaning here is told and not read."""
    columns: dict[int, str] = {}
    for column, said in sorted(head.items()):
        name = _named(said, bare)
        base = name.partition("::")[0]
        if base in TAKEN[title] and name:
            columns[column] = name
        elif not (title == SETTINGS and base in HARMLESS):
            message = Bilingual(f"列“{said[:40]}”未采用", f"column “{said[:40]}” is not taken")
            problems.tell("unknown-column", message, (title, first, column), said)
    return columns


def _named(said: str, bare: str) -> str:
    """Return the name of a column, with its language where it may have one; empty if neither."""
    base, _, language = said.partition("::")
    base = base.strip().casefold()
    base = MISNAMED.get(base, base)
    if base not in TRANSLATED:
        return "" if language else base
    match = LANGUAGES.search(language)
    if language and match is None:
        return ""
    return f"{base}::{match.lastgroup if match else bare}"
