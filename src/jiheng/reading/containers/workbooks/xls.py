"""Old workbooks (.xls, .et) → one sheet each, every cell as it is shown, with its address."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook

from jiheng.errors import UnreadableFile
from jiheng.reading.containers.cells.lettering import unmarked
from jiheng.reading.containers.office.ole import ENCRYPTED, OleFile
from jiheng.reading.containers.office.parts import Unsound, refusing
from jiheng.reading.containers.workbooks.leaves import Leaf, sheets_of
from jiheng.reading.containers.workbooks.number_format import plain
from jiheng.reading.containers.workbooks.xls_lettering import set_in
from jiheng.reading.containers.workbooks.xls_records import Encrypted, Page, pages_of

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

    from jiheng.reading.containers.cells.sheet import Sheet

STREAMS = ("Workbook", "Book")


def read_xls(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook that hold anything.

    Raises:
        UnreadableFile: When it is damaged, encrypted, or larger than any form.
    """
    with refusing(name):
        try:
            ole = OleFile(data)
            stream = next((ole.read(one) for one in STREAMS if one in ole), b"")
            return sheets_of(_leaves(data, pages_of(stream)))
        except Encrypted as fault:
            raise UnreadableFile(name=name, reason=ENCRYPTED) from fault
        except (CalamineError, struct.error, IndexError) as fault:
            raise Unsound from fault


def _leaves(data: bytes, pages: list[Page]) -> list[Leaf]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [book.get_sheet_by_index(at) for at in range(len(book.sheet_names))]
    except BaseException as fault:
        # A panic of the parser is no Exception, and its class cannot be imported.
        if isinstance(fault, Exception) or type(fault).__name__ == "PanicException":
            raise Unsound from fault
        raise  # pragma: no cover - the user's own interruption
    return [_leaf(sheet, page) for sheet, page in zip(sheets, pages, strict=True)]


def _leaf(sheet: CalamineSheet, page: Page) -> Leaf:
    leaf = Leaf(sheet.name, hidden=page.hidden, unseen=page.unseen)
    numbered = {row for row, _ in page.numbers}
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        # A lone cell far out makes millions of blank ones: they are passed over unseen.
        if row not in numbered and values.count("") == len(values):
            continue
        cells = {}
        for column, value in enumerate(values):
            number = page.numbers.get((row, column))  # empty where its format shows nothing
            text = unmarked(_said(value)) if number is None else number
            if text:
                setting = page.settings.get((row, column))
                cells[column] = set_in(text, setting) if setting else text
        leaf.cells[row] = cells
    leaf.merges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    return leaf


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return plain(value) if isinstance(value, float) else str(value)
