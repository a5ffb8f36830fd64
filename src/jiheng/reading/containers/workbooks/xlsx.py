"""Workbooks of XML (.xlsx, .xlsm) → one sheet each, every cell as it is shown, with its address."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, count
from typing import TYPE_CHECKING

from lxml import etree

from jiheng.reading.containers.cells.cell import column_of, letters
from jiheng.reading.containers.cells.lettering import Effect, lettered, unmarked
from jiheng.reading.containers.office.parts import (
    Parts,
    TooLarge,
    Unsound,
    refuse_document_type,
    refusing,
    tree,
)
from jiheng.reading.containers.workbooks.leaves import MAX_CELLS, Leaf, sheets_of
from jiheng.reading.containers.workbooks.missing import lost_texts, unsaved_formulas
from jiheng.reading.containers.workbooks.number_format import (
    BUILTIN,
    around_text,
    plain,
    shown,
)
from jiheng.reading.containers.workbooks.typed_formulas import typed_formulas, typed_value
from jiheng.reading.containers.workbooks.xlsx_contents import contents_of
from jiheng.reading.containers.workbooks.xlsx_drawings import comments, pictures, text_boxes
from jiheng.reading.containers.workbooks.xlsx_usual import ON, usual_cells, usual_strings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jiheng.model import Problem
    from jiheng.reading.containers.cells.cell import Merge
    from jiheng.reading.containers.cells.sheet import Sheet
    from jiheng.reading.containers.workbooks.xlsx_usual import Cells

_WORKBOOK = "xl/workbook.xml"
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_INDEX = re.compile(r"\s*[0-9]{1,9}\s*")
_ESCAPED = re.compile("_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")
_NUMBERS = tuple(map(str, range(512)))
"""Those of the texts that the sheets of a form share, as cells write them."""

_MAX_MERGES = 200_000
_PARTS = ("{*}row", "{*}mergeCell", "{*}col")
_TEXTS = frozenset({"s", "str", "inlineStr"})
_NOTHING_AROUND = "", ""
_ALIGNED = {"superscript": Effect.RAISED, "subscript": Effect.LOWERED}

SMALL = 1024 * 1024
"""Bytes of a sheet that is parsed at once: all but those of hundreds of forms."""


def read_xlsx(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook that hold anything.

    Raises:
        UnreadableFile: When it is damaged, encrypted, or larger than any form.
    """
    with refusing(name):
        return sheets_of(_leaves(Parts(data)))


@dataclass(frozen=True, slots=True)
class _Book:
    """What the sheets of a workbook share.

    Attributes:
        struck: Numbers of the styles that strike out what a cell shows.
        around: Style of cells → what its format shows before and behind a text, if anything.
        unsaved: Cells of the sheet being read with a formula of which no result was saved.
        typed: Cells of it with a formula that is a value behind =, and that value.
        lost: Cells of it that show a shared text which the workbook does not hold.
    """

    strings: Mapping[str, str]
    formats: Sequence[str]
    struck: frozenset[str]
    around: Mapping[str, tuple[str, str]]
    since_1904: bool
    unsaved: list[str] = field(default_factory=list)
    typed: list[tuple[str, str]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def told(self, title: str) -> Iterator[Problem]:
        """Yield what is wrong with the cells of the sheet that was read, and forget it."""
        if self.lost:
            yield lost_texts(title, self.lost)
        if self.unsaved:
            yield unsaved_formulas(title, self.unsaved)
        if self.typed:
            yield typed_formulas(title, self.typed)
        for told in (self.lost, self.unsaved, self.typed):
            told.clear()


def _leaves(parts: Parts) -> list[Leaf]:
    contents = contents_of(parts.read(_WORKBOOK))
    related = parts.related(_WORKBOOK)
    by_kind = dict(related.values())
    book = _Book(
        _strings(parts, by_kind.get("sharedStrings")),
        *_styles(parts, by_kind.get("styles")),
        since_1904=contents.since_1904,
    )
    overview = contents.overview()
    leaves, seen = [], set()
    for title, (identifier, hidden) in zip(contents.titles, contents.sheets, strict=True):
        kind, part = related.get(identifier, ("", ""))
        if kind != "worksheet":
            continue
        if part in seen:
            raise Unsound
        seen.add(part)
        if title in overview:
            continue
        leaf = Leaf(title, hidden=hidden)
        _fill(leaf, parts.read(part), book)
        leaf.problems.extend(book.told(title))
        leaf.problems.extend(text_boxes(parts, part, title))
        leaf.problems.extend(comments(parts, part, title))
        leaf.problems.extend(pictures(parts, part, title))
        leaves.append(leaf)
    if not seen:
        raise Unsound
    return leaves


def _strings(parts: Parts, part: str | None) -> dict[str, str]:
    """Return the shared texts by their numbers, as cells write them."""
    if part is None or part not in parts:
        return {}
    said = parts.read(part)
    usual = usual_strings(said)
    texts: Iterable[str] = map(_text, tree(said)) if usual is None else usual
    if usual is not None and b"_x" in said:
        texts = map(_unescaped, usual)
    return dict(zip(chain(_NUMBERS, map(str, count(len(_NUMBERS)))), texts, strict=False))


def _text(entry: etree._Element) -> str:
    """Return the text of a shared or inline string; readings (拼音) beside it are none."""
    if len(entry) == 1:
        only = entry[0]
        if not len(only):
            return _unescaped(only.text or "")
    said = []
    for child in entry:
        tag = str(child.tag).rpartition("}")[2]
        if tag == "t":
            said.append(_unescaped(child.text or ""))
        elif tag == "r":
            said.append(_run(child))
    return "".join(said)


def _run(run: etree._Element) -> str:
    """Return the text of a run as it is set."""
    text = _unescaped("".join(text.text or "" for text in run.iterfind("{*}t")))
    for one in run.iterfind("{*}rPr/*") if text else ():
        tag, value = str(one.tag).rpartition("}")[2], one.get("val")
        if tag == "vertAlign" and value in _ALIGNED:
            text = lettered(text, _ALIGNED[value])
        elif tag == "strike" and value not in {"0", "false"}:
            text = lettered(text, Effect.STRUCK)
    return text


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    return unmarked(_ESCAPED.sub(lambda m: chr(int(m[1], 16)), text))


def _styles(
    parts: Parts, part: str | None
) -> tuple[tuple[str, ...], frozenset[str], Mapping[str, tuple[str, str]]]:
    """Return the format of each style of cells, which strike out, and what they put round texts."""
    if part is None or part not in parts:
        return (), frozenset(), {}
    return parts.remembered(_styles_in, part)


def _styles_in(
    said: bytes,
) -> tuple[tuple[str, ...], frozenset[str], Mapping[str, tuple[str, str]]]:
    """Return what a part says of styles; forms made of one template have the same."""
    root = tree(said)
    codes = {str(number): code for number, code in BUILTIN.items()}
    for entry in root.iterfind("{*}numFmts/{*}numFmt"):
        codes[entry.get("numFmtId", "")] = entry.get("formatCode", "")
    fonts = {
        str(number)
        for number, font in enumerate(root.iterfind("{*}fonts/{*}font"))
        if any(strike.get("val", "1") in ON for strike in font.iterfind("{*}strike"))
    }
    styles = list(root.iterfind("{*}cellXfs/{*}xf"))
    formats = tuple(codes.get(xf.get("numFmtId", ""), "") for xf in styles)
    around = {str(at): around_text(code) for at, code in enumerate(formats) if "@" in code}
    return (
        formats,
        frozenset(str(at) for at, xf in enumerate(styles) if xf.get("fontId", "0") in fonts),
        {style: signs for style, signs in around.items() if any(signs)},
    )


def _fill(leaf: Leaf, said: bytes, book: _Book) -> None:
    """Read the cells of a sheet, and how they are merged and hidden."""
    usual = usual_cells(said) if len(said) <= SMALL else None
    if usual is None:
        _fill_by_elements(leaf, _parts_of(said), book)
        return
    _fill_cells(leaf, usual, book)
    leaf.unseen.rows.update(usual.hidden_rows)
    leaf.unseen.columns.extend(_columns(*numbers) for numbers in usual.hidden_columns)
    leaf.merges.extend(map(_merge, usual.merges))


def _fill_by_elements(leaf: Leaf, elements: Iterable[etree._Element], book: _Book) -> None:
    number = 0
    for element in elements:
        if element.tag.endswith("row"):
            number = _row(leaf, element, number, book)
            if element.get("hidden") in ON:
                leaf.unseen.rows.add(number - 1)
        elif element.tag.endswith("col"):
            if element.get("hidden") in ON:
                leaf.unseen.columns.append(_columns(element.get("min", ""), element.get("max", "")))
        else:
            leaf.merges.append(_merge(element.get("ref", "")))
            if len(leaf.merges) > _MAX_MERGES:
                raise TooLarge


def _columns(*said: str) -> tuple[int, int]:
    """Return the first and the last of some columns, counted from 0."""
    if not all(map(_INDEX.fullmatch, said)):
        raise Unsound
    first, last = map(int, said)
    return first - 1, last - 1


def _parts_of(said: bytes) -> Iterator[etree._Element]:
    """Yield the rows, merged cells and columns of a sheet; a large one is never whole in memory."""
    if len(said) <= SMALL:
        yield from tree(said).iter(*_PARTS)
        return
    for _, element in etree.iterparse(
        io.BytesIO(said),
        tag=_PARTS,
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    ):
        refuse_document_type(element)
        yield element
        element.clear()


def _fill_cells(leaf: Leaf, usual: Cells, book: _Book) -> None:
    """Take in cells with values that no formula gave."""
    strings, struck, around, lines = book.strings, book.struck, book.around, leaf.cells
    for (row, column, style, is_shared), value in zip(usual.spots, usual.values, strict=True):
        if is_shared:
            text = strings.get(value) or _shared(value, book, f"{letters(column)}{row + 1}")
        else:
            text = _number(value, style, book)
        if text:
            line = lines.get(row)
            if line is None:
                line = lines[row] = {}
            if style in around and is_shared:
                text = text.join(around[style])
            line[column] = lettered(text, Effect.STRUCK) if style in struck else text


def _put(leaf: Leaf, row: int, column: int, text: str) -> None:
    if row * (column + 1) > MAX_CELLS:
        raise TooLarge
    leaf.cells.setdefault(row - 1, {})[column] = text


def _row(leaf: Leaf, row: etree._Element, before: int, book: _Book) -> int:
    """Read one row; return its number, counted from 1."""
    said = row.get("r")
    if said is None:
        number = before + 1
    elif said.isascii() and said.isdigit() and 0 < int(said[:8]) <= _LAST_ROW:
        number = int(said)
    else:
        raise Unsound
    leaf.cells.setdefault(number - 1, {})
    at, column = number, -1
    for cell in row:
        address = cell.get("r")
        if address is None:
            column += 1
        else:
            column, at = _place(address)
        if not len(cell):
            continue
        # By far the most cells show a shared text: a shorter way for them.
        shared = cell.get("t") == "s" and book.strings.get(cell[-1].text or "")
        text = shared or _shown(cell, book, address or f"{letters(column)}{at}")
        if not text and _is_unsaved(cell):
            text = _typed(cell, book, f"{letters(column)}{at}")
        if text and book.around and cell.get("t") in _TEXTS:
            text = text.join(book.around.get(cell.get("s", ""), _NOTHING_AROUND))
        if text:
            struck = book.struck and cell.get("s") in book.struck
            _put(leaf, at, column, lettered(text, Effect.STRUCK) if struck else text)
    return number


@lru_cache(maxsize=16_384)
def _place(address: str) -> tuple[int, int]:
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise Unsound
    column, row = column_of(match[1]), int(match[2])
    if column >= _LAST_COLUMN or row > _LAST_ROW:
        raise Unsound
    return column, row


@lru_cache(maxsize=16_384)
def _merge(reference: str) -> Merge:
    first, _, last = reference.partition(":")
    (left, top), (right, bottom) = _place(first), _place(last or first)
    return top - 1, left, bottom - 1, right


def _shown(cell: etree._Element, book: _Book, address: str) -> str:
    """Return what a cell shows."""
    kind = cell.get("t", "n")
    last = cell[-1]
    if last.tag.endswith("}v"):
        said = last.text or ""
    elif kind == "inlineStr":
        return _text(last)
    else:
        said = cell.findtext("{*}v") or ""
    if kind == "s":
        return book.strings.get(said) or _shared(said, book, address)
    if kind == "b":
        return {"1": "TRUE", "0": "FALSE"}.get(said, said)
    if kind == "n" and said:
        return _number(said, cell.get("s"), book)
    return _unescaped(said)


def _is_unsaved(cell: etree._Element) -> bool:
    """Whether a cell has a formula, and no result of it was saved: only a program wrote it."""
    return cell.get("t") != "str" and cell.find("{*}f") is not None


def _typed(cell: etree._Element, book: _Book, address: str) -> str:
    """Return the value that a formula without a saved result says; tell it, or the formula."""
    text = typed_value(cell.findtext("{*}f"))
    if text:
        book.typed.append((address, text))
    else:
        book.unsaved.append(address)
    return text


def _shared(said: str, book: _Book, address: str) -> str:
    """Return a shared text that is blank, or whose number is not written the usual way."""
    if not _INDEX.fullmatch(said):
        raise Unsound
    text = book.strings.get(str(int(said)))
    if text is None:
        book.lost.append(address)
    return text or ""


def _number(said: str, style: str | None, book: _Book) -> str:
    value = float(said)
    index = int(style) if style and _INDEX.fullmatch(style) else 0
    code = book.formats[index] if index < len(book.formats) else ""
    return shown(value, code, since_1904=book.since_1904) if code else plain(value)
