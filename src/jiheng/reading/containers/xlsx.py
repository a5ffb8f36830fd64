"""Workbooks → one sheet each, every cell with its address."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook

from jiheng.errors import UnreadableFile
from jiheng.model import Origin, Place, Run, Traced
from jiheng.reading.containers.sheet import Sheet
from jiheng.reading.containers.workbook_parts import DAMAGED, vetted
from jiheng.reading.ledger import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORDS = re.compile(f"[^{BLANK}]+")
_LATIN = re.compile("[A-Za-z]")
_SHOWN_DIGITS = ".15g"
"""As many digits of a number as a spreadsheet shows; further ones are dust of binary fractions."""


def read_xlsx(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook that hold anything.

    Raises:
        UnreadableFile: When it is damaged, encrypted, or larger than any form.
    """
    sound = vetted(data, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sound))
        grids = ((title, book.get_sheet_by_name(title)) for title in book.sheet_names)
        sheets = [_sheet(title, grid.to_python(skip_empty_area=False)) for title, grid in grids]
    except (CalamineError, OSError, ValueError) as fault:
        raise UnreadableFile(name=name, reason=DAMAGED) from fault
    except BaseException as fault:  # pragma: no cover - vetting refuses every known cause
        # A panic of the parser is no Exception, and its class cannot be imported.
        if type(fault).__name__ == "PanicException":
            raise UnreadableFile(name=name, reason=DAMAGED) from fault
        raise
    return tuple(sheet for sheet in sheets if sheet.rows)


def _sheet(title: str, grid: Sequence[Sequence[object]]) -> Sheet:
    rows: list[tuple[Traced, ...]] = []
    origins: list[Origin] = []
    for number, values in enumerate(grid, 1):
        cells = []
        for column, value in enumerate(values):
            text = _shown(value)
            if not text:
                cells.append(Traced())
                continue
            address = f"{_letters(column)}{number}"
            origin = Origin(text, Place(sheet=title, cell=address, start=0, end=0))
            origins.append(origin)
            cells.append(_without_blanks(origin))
        if any(cells):
            rows.append(tuple(cells))
    return Sheet(title, tuple(rows), tuple(origins))


def _shown(value: object) -> str:
    """Return what a cell shows, a number without its format."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{Decimal(format(value, _SHOWN_DIGITS)):f}"
    return "" if value is None else str(value)


def _without_blanks(origin: Origin) -> Traced:
    """Return the text of a cell, in which nothing is markup, without white space.

    One space stays between two Latin words, as in every other container.
    """
    parts = [Traced.of(raw, runs) for raw, runs in _words(origin)]
    return Traced.join(parts)


def _words(origin: Origin) -> Iterator[tuple[str, tuple[Run, ...]]]:
    raw, end = origin.raw, 0
    for match in _WORDS.finditer(raw):
        start = match.start()
        if end and start > end and _LATIN.match(raw, end - 1) and _LATIN.match(raw, start):
            yield " ", (Run(1, origin, end, 1),)
        end = match.end()
        yield match[0], (Run(end - start, origin, start, end - start),)


def _letters(column: int) -> str:
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
