"""A scheme and its data as one workbook: a sheet for each part, and one to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiheng.schemes.fields import WORDS, fields_of, said_of
from jiheng.schemes.scheme import Scheme
from jiheng.schemes.text import PARTS
from jiheng.writing.workbook import Book
from jiheng_evidence.schemes.files import DATA, SAME_AS_PARENT, SHEETS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import StrEnum

    from jiheng.schemes.figures import Figures
    from jiheng.writing.workbook import Cell

_LAST_ROW = 1000
_WIDTHS = {
    "name": 26.0,
    "basis": 40.0,
    "note": 30.0,
    "bands": 30.0,
    "method": 16.0,
    "missing": 18.0,
}


def scheme_workbook(scheme: Scheme, figures: Figures | None = None) -> bytes:
    """Return a workbook that `load_scheme` and `load_figures` read back."""
    book = Book(scheme.name, whole=True)
    rows = [(field.label, _cell(field, scheme)) for field in fields_of(Scheme)]
    book.table(SHEETS["scheme"], ("项目", "内容"), rows, (18, 60))
    for key, (attribute, kind) in PARTS.items():
        fields = fields_of(kind)
        items = [[_cell(field, item) for field in fields] for item in getattr(scheme, attribute)]
        widths = [_WIDTHS.get(field.name, 11.0) for field in fields]
        sheet = book.table(SHEETS[key], [field.label for field in fields], items, widths)
        _offer(sheet, kind)
    _data(book, scheme, figures)
    return book.close()


def _cell(field: Any, item: object) -> Cell:
    value = getattr(item, field.name)
    if field.name == "siblings" and isinstance(item, Scheme) and value is None:
        return SAME_AS_PARENT
    if field.kind == "Decimal" and value is not None:
        return value if isinstance(value, str) else +value
    return said_of(field, value)


def _offer(sheet: Any, kind: type) -> None:
    """Let a person choose from the words that a column takes."""
    known = {words.__name__: words for words in WORDS}
    for column, field in enumerate(fields_of(kind)):
        words: type[StrEnum] | None = known.get(field.kind)
        if words is not None:
            listed = list(WORDS[words].values())
            sheet.data_validation(
                1, column, _LAST_ROW, column, {"validate": "list", "source": listed}
            )


def _data(book: Book, scheme: Scheme, figures: Figures | None) -> None:
    units = {leaf.head: leaf.unit for leaf in scheme.leaves}
    columns = scheme.columns
    heads = [scheme.entity, *([scheme.group] if scheme.group else [])]
    heads += [f"{head}\n（{units[head]}）" if units.get(head) else head for head in columns]
    rows = () if figures is None else _rows(scheme, figures)
    book.table(DATA, heads, rows, (26, 14))


def _rows(scheme: Scheme, figures: Figures) -> Iterator[list[Cell]]:
    for place, entity in enumerate(figures.entities):
        group: list[Cell] = [figures.groups[place]] if scheme.group else []
        yield [entity, *group, *(figures.value(head, place) for head in scheme.columns)]
