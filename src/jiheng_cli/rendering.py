"""Tables → bytes in a form, where the form depends on where they go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.writing import write_package, write_tables
from jiheng.writing.csv_schema import FLAT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import TargetTable
    from jiheng.reading.documents import ReadResult


def rendered(tables: Sequence[TargetTable], form: str, output: str | None) -> bytes:
    """Return tables in a form.

    CSV into an archive or a folder is the data package, which holds everything; printed, or into a
    file of its own, it is the one list of the package that people open: all indicators with their
    projects.
    """
    if is_list(form, output):
        return write_package(tables)[FLAT.path]
    return write_tables(tables, form)


def pieces(form: str, output: str | None, result: ReadResult) -> list[bytes]:
    """Return each table of a document in a form; a child need not load the command for it."""
    return [rendered([table], form, output) for table in result.tables]


def is_list(form: str, output: str | None) -> bool:
    """Return whether a form is written as the one list of indicators."""
    return form == "csv" and (output in {None, "-"} or str(output).casefold().endswith(".csv"))
