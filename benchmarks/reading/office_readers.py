"""Cells of office files by each program: path → how many cells say something."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def jiheng_cells() -> Callable[[str], int]:
    """Ours, as far as cells."""
    opened = import_module("jiheng.reading.containers.opening").opened
    kind_of = import_module("jiheng.reading.containers.kinds").kind_of

    def read(path: str) -> int:
        data = Path(path).read_bytes()
        found = opened(kind_of(data, path), data, path, None)
        return sum(bool(cell) for sheet in found.sheets for row in sheet.rows for cell in row)

    return read


def jiheng_records() -> Callable[[str], int]:
    """Ours, as far as records."""
    whole = import_module("jiheng.pipeline").read

    def read(path: str) -> int:
        return sum(
            len(row.indicators)
            for table in whole(Path(path).read_bytes(), name=path).tables
            for row in table.rows
        )

    return read


def calamine() -> Callable[[str], int]:
    """Workbooks in Rust."""
    workbook = import_module("python_calamine").CalamineWorkbook

    def read(path: str) -> int:
        book = workbook.from_path(path)
        return _said(
            cell
            for name in book.sheet_names
            for row in book.get_sheet_by_name(name).to_python()
            for cell in row
        )

    return read


def openpyxl() -> Callable[[str], int]:
    """Workbooks in Python, with merged cells and formats, as they come."""
    module = import_module("openpyxl")

    def read(path: str) -> int:
        book = module.load_workbook(path)
        return _said(
            cell
            for sheet in book.worksheets
            for row in sheet.iter_rows(values_only=True)
            for cell in row
        )

    return read


def python_docx() -> Callable[[str], int]:
    """Word documents; each cell of the file once, not each place a merged one covers."""
    module = import_module("docx")

    def read(path: str) -> int:
        document = module.Document(path)
        texts = [paragraph.text for paragraph in document.paragraphs]
        for table in document.tables:
            for row in table.rows:
                seen = set()
                for cell in row.cells:
                    if cell._tc not in seen:  # noqa: SLF001 - the only name of a merged cell
                        seen.add(cell._tc)  # noqa: SLF001
                        texts.append(cell.text)
        return _said(texts)

    return read


def _said(cells: Iterable[object]) -> int:
    return sum(cell not in {None, ""} for cell in cells)


READERS = {
    "jiheng: cells": jiheng_cells,
    "jiheng: records": jiheng_records,
    "python-calamine": calamine,
    "openpyxl": openpyxl,
    "python-docx": python_docx,
}
SUFFIXES = {
    "python-calamine": (".xlsx", ".xls"),
    "openpyxl": (".xlsx",),
    "python-docx": (".docx",),
}
