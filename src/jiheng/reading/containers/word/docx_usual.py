"""Word documents of paragraphs and tables as office programs write them, read without a tree.

What is written in any other way is left to the parser of XML, and so is what is not well-formed. A
table has the same rows in every form of its template, texts aside: such rows are known.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, TypeVar

from jiheng.language.patterns import seldom
from jiheng.reading.containers.word.writing_order import TableCell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

LONGEST = 8_000
"""Characters of a row without its texts, or of what is no row, that are remembered."""

_HELD = "\x01"
"""What stands for a text that was taken out; nothing well-formed says so."""

_NAME = r"(?:[A-Za-z]\w*:)?[A-Za-z]\w*"
_OPENING = re.compile(
    r"""(?:<\?xml version=["']1\.0["'] encoding=["'](?i:utf-8)["']"""
    r"""(?: standalone=["']yes["'])?\?>\s*)?"""
    rf'<w:document((?: {_NAME}="[^"<>&\x00-\x1f]+")*+)>',
    re.ASCII,
)
_ATTRIBUTE = re.compile(rf' ({_NAME})="', re.ASCII)
_FURTHER = ("r", "w14")
"""Prefixes of attributes within a document besides `w`."""

_MORE = rf'(?: (?:(?:w|{"|".join(_FURTHER)}):)?[A-Za-z]+="[^"<>&\x00-\x1f]*")*+'
_LEAF = rf'<w:(?!vanish|d?strike|vertAlign(?! w:val="baseline"/>))[A-Za-z]+{_MORE}/>'
"""An element about setting that does not change what a text says."""


def _set(name: str, *lists: str) -> str:
    """Return what tells how something is set, if anything does: elements, and lists of them."""
    within = "|".join((_LEAF, *(f"<w:{one}>(?:{_LEAF})*+</w:{one}>" for one in lists)))
    return f"(?:<w:{name}(?:/>|>(?:{within})*+</w:{name}>))?+"


_SAYS = f"{_HELD}|<w:tab/>|<w:br/>"
_RUN = f"<w:r{_MORE}(?:/>|>{_set('rPr')}(?:{_SAYS}|<w:lastRenderedPageBreak/>)*+</w:r>)"
_ASIDE = f"<w:(?:proofErr|bookmarkStart|bookmarkEnd){_MORE}/>"
_PARAGRAPHS = re.compile(
    f"(?:<w:p{_MORE}(?:/>|>{_set('pPr', 'rPr', 'tabs', 'pBdr')}(?:{_RUN}|{_ASIDE})*+</w:p>))*+"
)
_CELL = re.compile(f"<w:tc>({_set('tcPr', 'tcBorders', 'tcMar')})")
_ROW = re.compile(f"<w:tr{_MORE}>{_set('tblPrEx', 'tblBorders', 'tblCellMar')}({_set('trPr')})")
_BEGINNING = re.compile(f"{_set('tblPr', 'tblBorders', 'tblCellMar')}{_set('tblGrid')}")
_ENDING = re.compile(f"{_set('sectPr')}</w:body></w:document>")

_HOW_SET = re.compile("<w:pPr>.*?</w:pPr>")
_SHOWN = re.compile(f"{_SAYS}|<w:p(?: [^<>]*)?/>|</w:p>")
_SIGNS = {"<w:tab/>": "\t", "<w:br/>": "\n"}
_ACROSS = re.compile('<w:gridSpan w:val="([0-9]{1,3})"/>')
_GOES_ON = re.compile('<w:vMerge(?: w:val="(restart|continue)")?/>')
_CHANCE = re.compile(' (?:w:rsid[A-Za-z]*|w14:(?:paraId|textId))="[0-9A-F]{8}"')
"""Numbers that Word gives to what was typed at one time: they would make every row another one."""

_ODD = seldom("[\x00-\x1f\ue000-\uf8ff\ufffe\uffff]")
"""Characters of which a font may tell what they mean, and some that XML has not or changes."""

_OTHER_ENTITY = re.compile("&(?!(?:amp|lt|gt|quot|apos);)")
_TEXT_BEGINS, _TEXT_ENDS = frozenset({"w:t", 'w:t xml:space="preserve"'}), "</w:t>"
_CELL_ENDS, _ROW_ENDS, _TABLE_ENDS = "</w:tc>", "</w:tr>", "</w:tr></w:tbl>"

Block = str | list[list[TableCell]]
"""A paragraph, or the rows of a table."""

_Said = tuple[str, ...]
"""What is said before, between and behind the texts that are held."""


_Cell = tuple[_Said, tuple[int, bool]]
"""What a cell says, how many columns it covers, and whether it belongs to the one above it."""


def usual_blocks(document: bytes) -> list[Block] | None:
    """Return what a document holds, in order; None where anything in it is unusual."""
    try:
        said = document.decode("utf-8")
    except UnicodeDecodeError:
        return None
    held = None if _HELD in said else _without_texts(said.rstrip("\r\n"))
    if held is None:
        return None
    opening, _, body = held[0].partition("<w:body>")
    declared = _known(_declared, opening)
    if declared is None or any(f" {one}:" in body and one not in declared for one in _FURTHER):
        return None
    return _filled(body, iter(held[1]))


def _without_texts(said: str) -> tuple[str, list[str]] | None:
    """Return a document without its texts, and those; None where one is unusual."""
    *parts, last = said.split(_TEXT_ENDS)
    texts, between = [], []
    for part in parts:
        before, _, text = part.rpartition(">")
        whole, _, tag = before.rpartition("<")
        if tag not in _TEXT_BEGINS:
            return None
        between.append(whole)
        texts.append(text)
    together = " ".join(texts)
    if "<" in together or (not together.isprintable() and _ODD.search(together)):
        return None
    if "&" in together:
        if _OTHER_ENTITY.search(together):
            return None
        texts = [unescape(text) for text in texts]
    skeleton = _HELD.join((*between, last))
    if "\ufffe" in skeleton or "\uffff" in skeleton:
        return None
    return _CHANCE.sub("", skeleton), texts


def _declared(opening: str) -> frozenset[str] | None:
    """Return the prefixes of namespaces that a document declares before its body."""
    found = _OPENING.fullmatch(opening)
    names = _ATTRIBUTE.findall(found[1]) if found else []
    prefixes = {name.removeprefix("xmlns:") for name in names if name.startswith("xmlns:")}
    used = {name.partition(":")[0] for name in names if ":" in name} - {"xmlns"}
    sound = len(set(names)) == len(names) and used | {"w"} <= prefixes
    return frozenset(prefixes) if sound else None


def _filled(body: str, texts: Iterator[str]) -> list[Block] | None:
    """Return the paragraphs and tables of a body with the texts that were held."""
    blocks: list[Block] = []
    *tables, end = body.split(_TABLE_ENDS)
    for table in tables:
        before, _, rest = table.partition("<w:tbl>")
        beginning, row, rows = rest.partition("<w:tr")
        prose, begins = _known(_prose, before), _known(_begins_table, beginning)
        lines = [_known(_row, line) for line in f"{row}{rows}".split(_ROW_ENDS)]
        known = [line for line in lines if line is not None]
        if prose is None or not begins or len(known) < len(lines):
            return None
        blocks.extend([_text(said, texts) for said in prose])
        blocks.append(
            [[TableCell(_text(said, texts), *size) for said, size in line] for line in known]
        )
    prose = _known(_ending, end)
    if prose is None:
        return None
    blocks.extend([_text(said, texts) for said in prose])
    return blocks


def _text(said: _Said, texts: Iterator[str]) -> str:
    """Return what is said, with the next texts in their places."""
    text = said[0]
    for behind in said[1:]:
        text += next(texts) + behind
    return text


def _known(read: Callable[[str], T], said: str) -> T:
    return remembered(read, said) if len(said) <= LONGEST else read(said)


@lru_cache(maxsize=2048)
def remembered(read: Callable[[str], T], said: str) -> T:
    """Return what a stretch of a document says without its texts."""
    return read(said)


def _begins_table(said: str) -> bool:
    return _BEGINNING.fullmatch(said) is not None


def _ending(said: str) -> tuple[_Said, ...] | None:
    """Return the paragraphs behind the last table; None where more follows."""
    found = _PARAGRAPHS.match(said)
    stop = found.end() if found else 0
    return _prose(said[:stop]) if _ENDING.fullmatch(said, stop) else None


def _prose(said: str) -> tuple[_Said, ...] | None:
    """Return what paragraphs say; None where something else stands between them."""
    if _PARAGRAPHS.fullmatch(said) is None:
        return None
    found = [[""]]
    for token in _SHOWN.findall(_HOW_SET.sub("", said)):
        if token == _HELD:
            found[-1].append("")
        elif token in _SIGNS:
            found[-1][-1] += _SIGNS[token]
        else:
            found.append([""])
    return tuple(map(tuple, found[:-1]))


def _row(said: str) -> tuple[_Cell, ...] | None:
    """Return the cells of a row; None where it is unusual."""
    found = _ROW.match(said)
    if found is None or "gridBefore" in found[1]:
        return None
    *cells, after = said[found.end() :].split(_CELL_ENDS)
    known = [cell for cell in map(_cell, cells) if cell is not None]
    return tuple(known) if len(known) == len(cells) and not after else None


def _cell(said: str) -> _Cell | None:
    """Return a cell; None where it is unusual."""
    found = _CELL.match(said)
    prose = _prose(said[found.end() :]) if found else None
    if found is None or prose is None or "hMerge" in found[1]:
        return None
    properties = found[1]
    across, goes_on = _ACROSS.findall(properties), _GOES_ON.findall(properties)
    if [len(across), len(goes_on)] != [properties.count(word) for word in ("gridSpan", "vMerge")]:
        return None
    words = [""]
    for number, (first, *rest) in enumerate(prose):
        words[-1] += f"\n{first}" if number else first
        words += rest
    is_below = bool(goes_on) and goes_on[-1] != "restart"
    return tuple(words), (int(across[-1]) if across else 1, is_below)
