"""Columns that print codes under 三级指标, with the names of the indicators in another column."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.reading.layouts.words.roles import plain

if TYPE_CHECKING:
    import re

    from jiheng.reading.layouts.grids.lattice import Lattice
    from jiheng.reading.layouts.heads.head import Column, Head

_CODE = seldom(r"[A-Za-z]{0,6}[\d.．\-_/—－]*[A-Za-z]{0,2}[\d.．\-_/]*")
_WORD = seldom("[\u4e00-\u9fff]{2}")
_NAMES = frozenset(("指标内容", "三级指标名称", "三级指标内容", "指标项目", "名称"))
LOOKED_AT = 3
"""Rows that tell codes from names."""


def named_by_words(head: Head, lattice: Lattice) -> Head:
    """Return a head whose names are words, where another column has them and its own has codes."""
    own = next((column for column in head.columns if column.role == "name3"), None)
    other = next((column for column in head.columns if _may_name(column)), None)
    if own is None or other is None or not _are(_CODE, own, head, lattice):
        return head
    if not _are(_WORD, other, head, lattice):
        return head
    columns = []
    for column in head.columns:
        if column is own:
            columns.append(replace(column, role=None))
        elif column is other:
            columns.append(replace(column, role="name3", again=None))
        else:
            columns.append(column)
    return replace(head, columns=tuple(columns))


def _may_name(column: Column) -> bool:
    return column.again == "name3" or plain(column.label) in _NAMES


def _are(pattern: re.Pattern[str], column: Column, head: Head, lattice: Lattice) -> bool:
    """Whether the first rows of a list say something of a kind in a column."""
    rows = lattice.places[head.stop :]
    said = list(islice(filter(None, (r[column.first].text.text for r in rows)), LOOKED_AT))
    match = pattern.fullmatch if pattern is _CODE else pattern.match
    return bool(said) and all(map(match, said))
