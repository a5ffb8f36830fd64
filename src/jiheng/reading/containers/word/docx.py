"""Word documents of XML (.docx, .docm) → one sheet: prose and tables in the order of reading."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.reading.containers.cells.lettering import Effect, lettered, says_something
from jiheng.reading.containers.cells.sign_fonts import sign_in, with_signs
from jiheng.reading.containers.office.inlays import inlays
from jiheng.reading.containers.office.parts import Parts, refusing, tree
from jiheng.reading.containers.word.docx_usual import usual_blocks
from jiheng.reading.containers.word.field_codes import equation, filled_in
from jiheng.reading.containers.word.list_numbers import IN_LIST, WordNumbers, list_styles
from jiheng.reading.containers.word.nested import Folded, Rows, unfolded
from jiheng.reading.containers.word.writing_order import MAX_COLUMNS, TableCell, WritingOrder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

    from jiheng.reading.containers.cells.sheet import Sheet
    from jiheng.reading.containers.word.docx_usual import Block

_DOCUMENT = "word/document.xml"
_DOCUMENT_SAID = Bilingual("文档", "the document")
_HEADERS = frozenset({"header"})
_NOTES = frozenset({"footnotes", "endnotes", "footer", "comments"})
_SAYS_MORE = re.compile(r"[^\s\d第共页/\-—－–·.~]")
"""What a text says besides the numbers of pages."""

_STYLED = b"pStyle"
_MANY_STYLES = 64
"""Styles of lists for more of which a document is not searched."""

_SILENT = frozenset(
    {
        *("rPr", "pPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr"),
        *("del", "moveFrom", "delText", "delInstrText", "fldData", "rt", "posOffset"),
    }
)
"""Elements that show no text: properties, what was deleted."""

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_MARKS = frozenset({*_SIGNS, "fldChar", "instrText"})
"""Signs that are elements, and what bounds a field and says what it is."""

_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "customXml", "moveTo", "smartTag"})
_BEFORE = {"den": "/", "rad": "√"}
"""Parts of a formula, and the sign that Word draws before them."""

_BEHIND = {"tc": "\n"}

_ALIGNED = {"superscript": Effect.RAISED, "subscript": Effect.LOWERED}
_IN_FORMULAS = {"sup": Effect.RAISED, "sub": Effect.LOWERED}
_STRIKES, _OFF = frozenset({"strike", "dstrike"}), frozenset({"0", "false", "off"})
_IN_MOST_CELLS = frozenset({"tcPr", "p"})
_EFFECTS = ("{*}vertAlign", "{*}strike", "{*}dstrike", "{*}vanish")


class _Locals(dict[str, str]):
    """Names of elements without their namespace, which differs between two standards."""

    def __missing__(self, tag: str) -> str:
        name = self[tag] = tag.rpartition("}")[2]
        return name


def read_docx(data: bytes, name: str) -> Sheet:
    """Return the sheet of a Word document.

    Raises:
        UnreadableFile: When it is damaged, encrypted, or larger than any form.
    """
    with refusing(name):
        parts = Parts(data)
        kinds = dict(parts.related("").values())
        main = kinds.get("officeDocument", _DOCUMENT)
        said = parts.read(main)
        numbers = _numbers(parts, main, said)
        order = WritingOrder(name)
        _take_asides(order, parts, main, _HEADERS)
        blocks = None if numbers else usual_blocks(said)
        if blocks is None:
            _take_in_tree(order, tree(said), numbers)
        else:
            _take_in_order(order, blocks)
        _take_asides(order, parts, main, _NOTES)
        sheet = order.sheet()
        told = tuple(inlays(parts, [main], _DOCUMENT_SAID))
        return replace(sheet, problems=(*sheet.problems, *told)) if told else sheet


def _take_asides(order: WritingOrder, parts: Parts, main: str, kinds: frozenset[str]) -> None:
    """Take in what a document says on the edges of its pages, each text once."""
    known: set[str] = set()
    for kind, part in parts.related(main).values():
        if kind not in kinds or part not in parts:
            continue
        aside = parts.tree(part)
        said = "".join(map(str, aside.itertext("{*}t")))
        if said not in known and _SAYS_MORE.search(said):
            _take_in_tree(order, aside, None)
        known.add(said)


def _take_in_order(order: WritingOrder, blocks: Iterable[Block]) -> None:
    for block in blocks:
        if isinstance(block, str):
            order.paragraph(block)
        else:
            order.table(block)


def _take_in_tree(
    order: WritingOrder, document: etree._Element, numbers: WordNumbers | None
) -> None:
    has_effects = next(document.iter(*_EFFECTS), None) is not None
    reader = _Reader(order, numbers, has_effects=has_effects)
    reader.blocks([document])


def _numbers(parts: Parts, main: str, said: bytes) -> WordNumbers | None:
    """Return the lists of a document; None where no paragraph can be in any."""
    kinds = dict(parts.related(main).values())
    lists, styles = kinds.get("numbering", ""), kinds.get("styles", "")
    if lists not in parts:
        return None
    known = parts.remembered(list_styles, styles) if styles in parts else {}
    # A name may stand for something else: then the lists are read for nothing.
    tags = {piece.partition(b">")[0] for piece in said.split(_STYLED)[1:]}
    named = len(known) > _MANY_STYLES or any(name.encode() in tag for name in known for tag in tags)
    if not named and IN_LIST not in said:
        return None
    numbers = WordNumbers(styles=known)
    numbers.learn(parts.tree(lists))
    return numbers


class _Reader:
    """Walks through a document; elements nest no deeper than the parser allows."""

    def __init__(
        self, order: WritingOrder, numbers: WordNumbers | None, *, has_effects: bool
    ) -> None:
        self.order = order
        self.has_effects = has_effects  # most documents have none, and runs by the thousand
        self.names = _Locals()
        self.numbers = numbers
        self._codes: list[str | None] = []

    def blocks(self, parent: Iterable[etree._Element]) -> None:
        """Take in the paragraphs and tables of an element."""
        for child in self.shown(parent):
            match self.names[child.tag]:
                case "p":
                    self._paragraph(child)
                case "tbl":
                    self._table(child)
                case _:
                    self.blocks(child)

    def shown(self, parent: Iterable[etree._Element]) -> Iterator[etree._Element]:
        """Yield the children that show something; of two versions of a drawing only the first."""
        for child in parent:
            name = self.names[child.tag]
            if name == "AlternateContent":
                yield from islice(child, 1)
            elif name not in _SILENT:
                yield child

    def _paragraph(self, paragraph: etree._Element) -> None:
        boxes: list[etree._Element] = []
        said: list[str] = []
        self._say(paragraph, said, boxes)
        text = "".join(said)
        number = self.numbers.before(paragraph) if self.numbers else ""
        self.order.paragraph(_numbered(number, text) if text.strip() else "")
        for box in boxes:
            self.blocks(box)

    def _say(
        self,
        parent: Iterable[etree._Element],
        said: list[str],
        boxes: list[etree._Element] | None,
    ) -> None:
        """Gather the text of an element; text boxes are set apart, or told where they stand."""
        names = self.names
        for child in parent:
            name = names[child.tag]
            if name == "t":
                said.append(child.text or "")
            elif name in _SILENT:
                continue
            elif name == "AlternateContent":
                self._say(islice(child, 1), said, boxes)
            elif name in _MARKS:
                said.append(_SIGNS.get(name) or self._field(child, name))
            elif name == "r" or name in _IN_FORMULAS:
                self._say_set(child, said, boxes)
            elif name == "sym":
                said.append(_sign(child))
            elif name == "txbxContent" and boxes is not None:
                boxes.append(child)
            elif name == "p":
                self._say_paragraph(child, said, boxes)
            else:
                said.append(_BEFORE.get(name, ""))
                self._say(child, said, boxes)
                said.append(_BEHIND.get(name, ""))

    def _field(self, mark: etree._Element, name: str) -> str:
        """Take in the code of a field, or a mark that bounds it; return what it shows there."""
        if name == "instrText":
            if self._codes and self._codes[-1] is not None:
                self._codes[-1] += mark.text or ""
            return ""
        kind = next((str(v) for k, v in mark.items() if str(k).endswith("}fldCharType")), "")
        if kind == "begin":
            self._codes.append("")
            return filled_in(mark)
        if kind == "separate" and self._codes:
            self._codes[-1] = None  # what it shows is text behind it
            return ""
        code = self._codes.pop() if self._codes else None
        return equation(code) if code else ""

    def _say_paragraph(
        self, paragraph: etree._Element, said: list[str], boxes: list[etree._Element] | None
    ) -> None:
        """Gather the text of a paragraph within something, with its number in a list."""
        number = self.numbers.before(paragraph) if self.numbers else ""
        if number:
            within: list[str] = []
            self._say(paragraph, within, boxes)
            said.append(_numbered(number, "".join(within)))
        else:
            self._say(paragraph, said, boxes)
        said.append("\n")

    def _say_set(
        self, run: etree._Element, said: list[str], boxes: list[etree._Element] | None
    ) -> None:
        """Gather the text of a run, or of a part of a formula, as it is set."""
        within: list[str] = []
        self._say(run, within, boxes)
        text = "".join(within)
        if not text.isprintable():
            text = with_signs(text, _fonts(run))
        for effect in self._effects(run) if text else ():
            if effect is None:
                self.order.hidden.append(text)
                return
            text = lettered(text, effect)
        said.append(text)

    def _effects(self, run: etree._Element) -> Iterator[Effect | None]:
        """Yield how a run is set; None where it is hidden."""
        names = self.names
        formula = _IN_FORMULAS.get(names[run.tag])
        if formula is not None:
            yield formula
        elif self.has_effects and len(run) and names[run[0].tag] == "rPr":
            for one in run[0]:
                name = names[one.tag]
                if name == "vertAlign" and _value(one) in _ALIGNED:
                    yield _ALIGNED[_value(one)]
                elif name in _STRIKES and _value(one) not in _OFF:
                    yield Effect.STRUCK
                elif name == "vanish" and _value(one) not in _OFF:
                    yield None

    def _table(self, table: etree._Element) -> None:
        rows = list(self._named(table, "tr"))
        cells = list(self._named(rows[0], "tc")) if len(rows) == 1 else []
        if len(cells) == 1 and next(self._named(cells[0], "tbl"), None) is not None:
            self.blocks(cells[0])
        else:
            self.order.table(self._rows(table))

    def _rows(self, table: etree._Element) -> list[list[TableCell]]:
        """Return the rows of a table, those of the tables in its cells among them."""
        rows = [
            [*self._gap(row), *_merged(map(self._cell, self._named(row, "tc")))]
            for row in self._named(table, "tr")
        ]
        return unfolded(rows)

    def _named(self, parent: etree._Element, name: str) -> Iterator[etree._Element]:
        """Yield the children of a name, seen through wrappers such as form controls."""
        for child in self.shown(parent):
            said = self.names[child.tag]
            if said == name:
                yield child
            elif said in _WRAPPERS:
                yield from self._named(child, name)

    def _gap(self, row: etree._Element) -> list[TableCell]:
        """Return the empty places before the first cell of an indented row."""
        for properties in row.iterchildren("{*}trPr"):
            for before in properties.iterchildren("{*}gridBefore"):
                return [TableCell("") for _ in range(_count(before))]
        return []

    def _cell(self, cell: etree._Element) -> TableCell:
        names = self.names
        if _IN_MOST_CELLS.issuperset(names[child.tag] for child in cell):
            said: list[str] = []
            for paragraph in cell.iterchildren("{*}p"):
                self._say_paragraph(paragraph, said, None)
            found = TableCell("".join(said).removesuffix("\n"))
        else:
            found = self._folded(cell)
        properties = (one for child in cell.iterchildren("{*}tcPr") for one in child)
        for one in properties:
            name = names[one.tag]
            if name == "gridSpan":
                found.across = _count(one)
            elif name == "vMerge":
                found.goes_on = _value(one) != "restart"
            elif name == "hMerge":
                found.joined = _value(one) != "restart"
        return found

    def _folded(self, cell: etree._Element) -> TableCell:
        """Return a cell that holds more than paragraphs, such as tables."""
        held = list(self._held(cell))
        if any(isinstance(one, list) for one in held):
            return Folded("", rows=_lines(held))
        return TableCell("".join(map(str, held)).removesuffix("\n"))

    def _held(self, parent: etree._Element) -> Iterator[str | Rows]:
        """Yield what a cell holds: text, and tables that have more than one column."""
        for child in self.shown(parent):
            name = self.names[child.tag]
            rows = self._rows(child) if name == "tbl" else []
            if any(len(row) > 1 for row in rows):
                yield rows
            elif name in _WRAPPERS:
                yield from self._held(child)
            else:
                said: list[str] = []
                self._say((child,), said, None)
                yield "".join(said)


def _lines(held: list[str | Rows]) -> Rows:
    """Return what a cell holds as rows; lines of text between two tables are one cell."""
    rows: Rows = []
    said = ""
    for one in [*held, []]:
        if isinstance(one, str):
            said += one
            continue
        if said.strip():
            rows.append([TableCell(said.strip("\n"))])
        said = ""
        rows.extend(row for row in one if row)
    return rows


def _merged(cells: Iterable[TableCell]) -> list[TableCell]:
    """Return the cells of a row; one that belongs to the cell before it is a part of that."""
    row: list[TableCell] = []
    for cell in cells:
        if cell.joined and row and not says_something(cell.text) and not isinstance(cell, Folded):
            row[-1].across = max(row[-1].across, 1) + max(cell.across, 1)
        else:
            row.append(cell)
    return row


def _value(element: etree._Element) -> str:
    for key, value in element.items():
        if str(key).endswith("}val"):
            return str(value)
    return ""


def _count(element: etree._Element) -> int:
    said = _value(element)
    return min(int(said[:6]), MAX_COLUMNS + 1) if said.isascii() and said.isdigit() else 0


def _sign(element: etree._Element) -> str:
    """Return a sign told by its number in a font."""
    told = {str(k).rpartition("}")[2]: str(v) for k, v in element.items()}
    sign = bytes.fromhex(told.get("char", "")[-4:].zfill(4)).decode("utf-16-be")
    return sign_in(told.get("font", ""), sign)


def _fonts(run: etree._Element) -> str:
    """Return the fonts of a run."""
    found = run.iterfind("{*}rPr/{*}rFonts")
    return " ".join(str(value) for fonts in found for value in fonts.values())


def _numbered(number: str, text: str) -> str:
    """Return a paragraph with its number in a list before it, kept apart from a figure."""
    if number.endswith(".") and text[:1].isdigit():
        number = number[:-1] + "、"  # 1. before 48处 would be 1.48处
    return number + text
