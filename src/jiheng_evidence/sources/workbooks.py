"""Rows of a workbook as text."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, BinaryIO

from python_calamine import CalamineError, CalamineWorkbook

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng_evidence.sources.percents import percent_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng_evidence.measures.model import Source


def opened(
    stream: BinaryIO, source: Source, shown: str
) -> tuple[Iterator[list[str]], frozenset[str]]:
    """Return the headers and the rows below them, and which columns are shown as per cent.

    Raises:
        UnreadableFile: It is no workbook, has no such sheet, or a column is shown as per cent in
            part.
    """
    stream.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(stream)
        names = book.sheet_names
        name = source.sheet or (names[0] if names else "")
        if name not in names:
            raise UnreadableFile(
                name=shown,
                reason=Bilingual(
                    f"没有工作表“{name}”，有：{'、'.join(names)}", f"it has no sheet “{name}”"
                ),
            )
        table = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except CalamineError:
        raise UnreadableFile(
            name=shown, reason=Bilingual("不是能读的工作簿", "it is no workbook that can be read")
        ) from None
    percents = percent_columns(stream, name, table, source, shown)
    return _rows(table[source.header_row - 1 :]), percents


def _rows(table: Sequence[Sequence[Any]]) -> Iterator[list[str]]:
    for row in table:
        texts = [_text(value) for value in row]
        if any(texts):
            yield texts


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return str(value.date() if value.time() == time() else value)
    if isinstance(value, timedelta):
        return str(value.total_seconds())
    return "" if value is None else str(value)
