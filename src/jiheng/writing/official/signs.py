"""Which characters of forms the fonts of the PDF lack: they would be printed as empty boxes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lxml import etree

from jiheng.writing.official.grid import legal
from jiheng.writing.official.pdf import typeset

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiheng.writing.official.grid import FormGrid

MOST_SIGNS = 5_000
"""Characters beyond the common ones that are looked up; hostile input may hold a million."""

_NOWHERE = "\U0010fffd"  # The last private character, which no font has.
_LEAD = "甲"  # Before each sign, so that one of no breadth has a line as well.
_LINK = "{http://www.w3.org/1999/xlink}href"
_PAGE = b"""
#set page(width: 100pt, height: auto)
#set text(font: ("Noto Serif SC", "Noto Sans SC"))
#for sign in json(bytes(sys.inputs.signs)) { block(sign) }
"""


def missing_signs(grids: Sequence[FormGrid]) -> tuple[str, ...]:
    """Return the characters of forms that their PDF shows as empty boxes, in order of appearance.

    Typst says nothing of them; so it is asked to draw each, and what it draws is compared with
    what it draws for a character that no font has.

    Raises:
        MissingExtra: When the extra `pdf` is not installed.
    """
    signs = [sign for sign in dict.fromkeys(_texts(grids)) if not _is_common(sign)][:MOST_SIGNS]
    if not signs:
        return ()
    lead, box, *drawn = _drawn(["", _NOWHERE, *signs])
    empty = box - lead
    return tuple(sign for sign, shapes in zip(signs, drawn, strict=True) if empty <= shapes)


def _texts(grids: Iterable[FormGrid]) -> Iterator[str]:
    for grid in grids:
        yield from legal(grid.title or "")
        for line in grid.lines:
            yield from legal("".join(line))
        for row in grid.rows:
            for cell in row:
                yield from legal(cell.text)


def _is_common(sign: str) -> bool:
    """Whether every Chinese font has a character, or nothing is drawn for it."""
    if sign.isspace() or sign.isascii():
        return True
    try:
        return bool(sign.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def _drawn(signs: Sequence[str]) -> list[set[str]]:
    """Return the names of the shapes that Typst draws for each character behind the lead."""
    given = json.dumps([_LEAD + sign for sign in signs], ensure_ascii=False)
    page = etree.fromstring(
        typeset(_PAGE, {"signs": given}, "svg"), etree.XMLParser(huge_tree=True)
    )
    lines = [child for child in page if child.tag.endswith("}g")]
    return [{str(use.get(_LINK)) for use in line.iter("{*}use")} for line in lines]
