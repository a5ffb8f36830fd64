"""Rows that name the columns of a table of any kind: 序号, 明细项目, 标准, 数量, 金额.

The words are data, in `roles.toml`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.language.comparators import COMPARING
from jiheng.language.patterns import seldom
from jiheng.reading.layouts.words.level_labels import says_level
from jiheng.reading.layouts.words.roles import CACHED, LONGEST, plain, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.layouts.grids.lattice import Cell

FEWEST = 3
"""Columns that a table names at least, by words that are known."""

_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]|^其中:?")
_TIME = seldom(
    r"(?:20\d{2}年?(?:度)?[.\-]?)?(?:\d{1,2}月(?:份|底)?|第?[一二三四1-4]季度|[上下]半年)?"
)
_OF_INDICATORS = re.compile(rf"指标|绩效|目标|[{COMPARING}]")


def names_columns(cells: Sequence[Cell]) -> bool:
    """Return whether the cells of a row name the columns of a table, and none of indicators.

    They touch each other, none of them holds a figure but a month or year, the first is no level,
    and most are words that name columns.
    """
    if len(cells) < FEWEST:
        return False
    words = tuple([cell.text.text for cell in cells])
    if _OF_INDICATORS.search("|".join(words)):  # nearly all rows, which need no closer look
        return False
    return _are_names(words) and all(a.stop == b.column for a, b in pairwise(cells))


@lru_cache(maxsize=CACHED)
def _are_names(words: tuple[str, ...]) -> bool:
    """Return whether words are the names of columns, most of them known, and each another one."""
    if any(len(text) > LONGEST for text in words) or len(set(words)) < len(words):
        return False
    bare = [_undated(text) for text in words]
    if any(re.search(r"\d", text) for text in bare):
        return False
    if says_level(words[0]):
        return False
    known = sum(1 for text in bare if _names().fullmatch(text))
    times = bare.count("")
    if times:
        return times >= FEWEST and bare[0] in words_of("any_table")["time"]
    return known >= FEWEST and known * 2 > len(words)


def _undated(text: str) -> str:
    """Return a label without brackets and what it says of a time; empty if it says nothing else."""
    return _TIME.sub("", _BRACKETED.sub("", plain(text)), count=1)


@cache
def _names() -> re.Pattern[str]:
    """Return the pattern of words that name columns."""
    said = words_of("any_table")
    whole = "|".join(map(re.escape, said["column"]))
    ends = "|".join(map(re.escape, said["end"]))
    return re.compile(rf"{whole}|.{{0,10}}(?:{ends})")
