"""Tables of a PDF by each program: path → page and rows of every table, in order.

Names are imported when a reader is asked for, since each program has its own environment.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Rows = list[list[str]]
Tables = list[tuple[int, Rows]]


def jiheng_cells() -> Callable[[str], Tables]:
    """Ours, as far as cells."""
    read_pdf = import_module("jiheng.reading.containers.pdf.document").read_pdf

    def read(path: str) -> Tables:
        sheet = read_pdf(Path(path).read_bytes(), path).sheet
        return [
            (grid.page, [[cell.text for cell in row] for row in sheet.rows[grid.first : grid.stop]])
            for grid in sheet.grids
        ]

    return read


def jiheng_records() -> Callable[[str], Tables]:
    """Ours, as far as records."""
    whole = import_module("jiheng.pipeline").read

    def read(path: str) -> Tables:
        whole(Path(path).read_bytes(), name=path)
        return []

    return read


def jiheng_checked() -> Callable[[str], Tables]:
    """Ours, with every rule asked."""
    pipeline = import_module("jiheng.pipeline")

    def read(path: str) -> Tables:
        for table in pipeline.read(Path(path).read_bytes(), name=path).tables:
            pipeline.check(table)
        return []

    return read


def pdfplumber() -> Callable[[str], Tables]:
    """Both pdfplumber and pdfplumber-rs, which share their name and interface."""
    module = import_module("pdfplumber")

    def read(path: str) -> Tables:
        with module.open(path) as document:
            return [
                (number, _filled(table))
                for number, page in enumerate(document.pages, 1)
                for table in page.extract_tables()
            ]

    return read


def camelot() -> Callable[[str], Tables]:
    """Ruled tables (lattice)."""
    module = import_module("camelot")

    def read(path: str) -> Tables:
        found = module.read_pdf(path, pages="all", flavor="lattice", suppress_stdout=True)
        return [(table.page, _filled(table.df.values.tolist())) for table in found]

    return read


def pymupdf() -> Callable[[str], Tables]:
    """MuPDF, 1.x: the 2.0 of this date mixes up the characters of a cell."""
    module = import_module("pymupdf")

    def read(path: str) -> Tables:
        with module.open(path) as document:
            return [
                (number, _filled(table.extract()))
                for number, page in enumerate(document, 1)
                for table in page.find_tables().tables
            ]

    return read


def img2table() -> Callable[[str], Tables]:
    """Tables found in pictures of the pages, filled with the text of the PDF."""
    module = import_module("img2table.document")

    def read(path: str) -> Tables:
        found = module.PDF(src=path).extract_tables()
        return [
            (number + 1, list(_said_once(table.content)))
            for number, tables in found.items()
            for table in tables
        ]

    return read


def tablers() -> Callable[[str], Tables]:
    """The strategy for ruled tables, which reads ours best."""
    module = import_module("tablers")
    settings = module.TfSettings(vertical_strategy="lines", horizontal_strategy="lines")

    def read(path: str) -> Tables:
        document = module.Document(path)
        try:
            return [
                (number + 1, _filled([[cell and cell.text for cell in row.cells] for row in rows]))
                for number in range(document.page_count)
                for rows in (
                    table.rows
                    for table in module.find_tables(
                        document.get_page(number), extract_text=True, tf_settings=settings
                    )
                )
            ]
        finally:
            document.close()

    return read


def pylopdf() -> Callable[[str], Tables]:
    """As it comes."""
    module = import_module("pylopdf")

    def read(path: str) -> Tables:
        with module.Document(path) as document:
            return [
                (number + 1, _filled(table.extract()))
                for number in range(document.page_count)
                for table in document[number].find_tables().tables
            ]

    return read


def _filled(rows: list[list[str | None]]) -> Rows:
    return [[cell or "" for cell in row] for row in rows]


def _said_once(content: Mapping[int, list[object]]) -> Iterator[list[str]]:
    """Leave out the repeats of a merged cell, which img2table says in every place it covers."""
    seen = set()
    for row in content.values():
        texts = []
        for cell in row:
            box = getattr(cell, "bbox", None)
            place = (box.x1, box.y1, box.x2, box.y2) if box else None
            texts.append("" if place in seen else getattr(cell, "value", None) or "")
            seen.add(place)
        yield texts


READERS = {
    "jiheng: cells": jiheng_cells,
    "jiheng: records": jiheng_records,
    "jiheng: records checked": jiheng_checked,
    "pdfplumber": pdfplumber,
    "pdfplumber-rs": pdfplumber,
    "camelot-py": camelot,
    "pymupdf": pymupdf,
    "img2table": img2table,
    "tablers": tablers,
    "pylopdf": pylopdf,
}
