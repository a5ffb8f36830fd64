"""Workbooks → one sheet each, every cell with its address."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.model import Origin, Place, Traced
from jiheng.reading.containers.archive import MAX_UNPACKED
from jiheng.reading.containers.clean import clean
from jiheng.reading.containers.sheet import Piece, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_CELLS = 2_000_000

_DAMAGED = Bilingual(
    "不是完好的 Excel 工作簿，或已加密。请用 WPS 或 Excel 打开另存后重试。",
    "no sound Excel workbook, or encrypted. Open it in WPS or Excel and save it anew.",
)


def read_xlsx(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook that hold anything.

    Raises:
        UnreadableFile: When it is damaged, encrypted, or unpacks to more than any form needs.
    """
    _refuse_bomb(data, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids = [(title, book.get_sheet_by_name(title)) for title in book.sheet_names]
        found = []
        for title, sheet in grids:
            if sheet.height * sheet.width > MAX_CELLS:
                raise UnreadableFile(name=name, reason=_too_large(title))
            found.append(_sheet(title, sheet.to_python(skip_empty_area=False)))
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as fault:
        raise UnreadableFile(name=name, reason=_DAMAGED) from fault
    return tuple(sheet for sheet in found if sheet.rows)


def _refuse_bomb(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as fault:
        raise UnreadableFile(name=name, reason=_DAMAGED) from fault
    if unpacked > MAX_UNPACKED:
        raise UnreadableFile(name=name, reason=_too_large(name))


def _sheet(title: str, grid: Sequence[Sequence[object]]) -> Sheet:
    rows: list[tuple[Traced, ...]] = []
    origins: list[Origin] = []
    markup: list[Piece] = []
    for number, values in enumerate(grid, 1):
        cells = []
        for column, value in enumerate(values):
            text = _text(value)
            if not text:
                cells.append(Traced())
                continue
            address = f"{_letters(column)}{number}"
            origin = Origin(text, Place(sheet=title, cell=address, start=0, end=0))
            traced, pieces = clean(origin, 0, len(text))
            origins.append(origin)
            markup.extend(pieces)
            cells.append(traced)
        if any(cells):
            rows.append(tuple(cells))
    return Sheet(title, tuple(rows), tuple(origins), tuple(markup))


def _text(value: object) -> str:
    """Return what a cell shows; a whole number shows no decimals."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return "" if value is None else str(value)


def _letters(column: int) -> str:
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _too_large(what: str) -> Bilingual:
    return Bilingual(
        f"“{what}”展开后过大，不像绩效目标表。请删去多余的工作表或空白行列后重试。",
        f"“{what}” unpacks to more than a form needs. Remove spare sheets or blank rows.",
    )
