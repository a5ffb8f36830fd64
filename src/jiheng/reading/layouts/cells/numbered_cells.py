"""Several indicators in one row: names and values numbered, or line by line, in their cells."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import count, pairwise
from typing import TYPE_CHECKING

from jiheng.language.brackets import HIDDEN, without_inner
from jiheng.language.comparators import COMPARING
from jiheng.language.patterns import seldom
from jiheng.reading.grammar.spaced import ends_line
from jiheng.reading.layouts.cells.joined_names import stand_alone
from jiheng.reading.layouts.cells.worded_values import is_worded
from jiheng.reading.layouts.words.level_labels import is_level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng.model import Traced

_FIRST = re.compile(r"[（(]?1(?:[、．)）：:]|\.(?!\d))|①|[（(]?一[、．)）]|指标\s*1\s*[:：.、]")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_WORDS = "一二三四五六七八九"
_COMPARED = seldom(rf"[{COMPARING}]{{1,2}}\d")
_ENDS = "；;。…"
_FIGURE = seldom(rf"[{COMPARING}]{{1,2}}\d|(?!20\d\d年)\d")
_FIGURES = frozenset(("annual_value", "period_value", "actual", "weight", "score"))
_VALUES = frozenset(("annual_value", "period_value", "actual"))
_JOINED = re.compile(r"[\d％%][^；;，,、。\d]{0,12}[；;，,、。][^；;，,、。]{0,24}\d")
"""Two figures of a value that a sign parts."""

_STRONG = ("；", ";")
_JOINTS = (*_STRONG, "、", "，", ",")
_SIGNS = frozenset(_STRONG)
_FEWEST = _SECOND_LEVEL = 2
_IN_NUMBER = re.compile(r"\d[,，]\d")
_RATIO = seldom(r"1[:：]\d+(?:[.．]\d+)?")
"""A value that begins like the first of several: one to two, 1:2."""

_OWN_NUMBER = re.compile(r"(\d{1,2})[.．]")
_BEGINS_VALUE = seldom(rf"[{COMPARING}]{{0,2}}\d")
_SHORTEST = 4
"""Characters of a name at least; fewer may be the rest of one."""


def may_be_several(name: Traced, value: Traced | None) -> bool:
    """Return whether a cell may hold several names, or that of its value other ones behind it.

    It begins with a number, has lines, or a figure of its own without a value beside it.
    """
    if name.is_pieced and any(pairwise(name.runs())):
        return True
    if value is None or not value.text:
        return _FIGURE.search(name.text) is not None
    joined = _JOINED.search(value.text) is not None or not _SIGNS.isdisjoint(name.text)
    return joined or _FIRST.match(name.text) is not None


def parted_cells(cells: Mapping[str, Traced]) -> list[dict[str, Traced]]:
    """Return one row of cells for each number in them, or for each of their lines.

    Nothing, unless all cells have the same numbers; or as many lines, each value with a figure.
    What no cell numbers beside them, such as an explanation, is that of each.

    Args:
        cells: Cells of an indicator that say anything, by what their columns hold.
    """
    name = cells.get("name3")
    if name is None or len(cells) == 1:
        return []
    names = numbered(name) if _FIRST.match(name.text) else [name]
    if lone := _lone(cells):
        return [lone]
    if len(names) > 1:
        parts = {role: _counted(role, text, len(names)) for role, text in cells.items()}
    elif len(_lines(name)) > 1:
        parts = {role: _lines(text) for role, text in cells.items()}
        if not all(_is_whole(role, line) for role, lines in parts.items() for line in lines):
            return []
    else:
        parts = _joined(cells)
        if parts and not _are_several(parts, name):
            return []
    number = len(parts.get("name3", ()))
    for role, texts in parts.items():
        if len(texts) == 1 and role not in _FIGURES:
            parts[role] = texts * number  # an explanation of all of them
    if (
        number <= 1
        or _FIGURES.isdisjoint(parts)
        or any(len(texts) != number for texts in parts.values())
    ):
        return []
    return [{role: texts[at] for role, texts in parts.items()} for at in range(number)]


def _lone(cells: Mapping[str, Traced]) -> dict[str, Traced]:
    """Return the cells of one indicator without the number that each of them begins with."""
    bare = {role: numbered(text) for role, text in cells.items()}
    if _VALUES.isdisjoint(cells) or any(_RATIO.fullmatch(text.text) for text in cells.values()):
        return {}
    if any(len(each) > 1 or each[0] is cells[role] for role, each in bare.items()):
        return {}
    return {role: each[0] for role, each in bare.items()}


def _joined(cells: Mapping[str, Traced]) -> dict[str, list[Traced]]:
    """Return the parts of cells that signs join, as many names as values: 里程、桥梁 ≥3、≥4."""
    values = [role for role in cells if role in _VALUES]
    for sign in _JOINTS:
        found = _parts_by(cells[values[0]], sign) if values else []
        number = len(found)
        named = sign in _STRONG and _joins(cells["name3"])
        if number < _FEWEST or not (named or all(map(_begins_value, found))):
            continue
        parts = {role: _parts_into(text, number) for role, text in cells.items()}
        if len(parts["name3"]) == number:
            return parts
    return {}


def _are_several(parts: Mapping[str, Sequence[Traced]], name: Traced) -> bool:
    """Return whether each part of some joined cells is an indicator of its own, beyond doubt."""
    values = [text.text for role, texts in parts.items() if role in _VALUES for text in texts]
    names = [part.text for part in parts["name3"]]
    strong = any(len(_parts_by(name.rstrip(_ENDS), sign)) == len(names) for sign in _STRONG)
    return stand_alone(names, values, strong=strong)


def _begins_value(text: Traced) -> bool:
    return _BEGINS_VALUE.match(text.text) is not None


def _joins(text: Traced) -> bool:
    """Whether a cell says by its signs that it holds several things: 里程；桥梁."""
    return any(len(_parts_by(text.rstrip(_ENDS), sign)) > 1 for sign in _STRONG)


def _parts_into(text: Traced, number: int) -> list[Traced]:
    """Return a cell in some number of parts, or whole where no sign parts it so."""
    ways = (_parts_by(text, sign) for sign in _JOINTS)
    fitting = (way for way in ways if len(way) == number)
    return next((way for way in fitting if min(map(len, way)) >= 1), [text])


def _parts_by(text: Traced, sign: str) -> list[Traced]:
    """Return what stands between some signs, but for those within a number: 1,500."""
    outside = without_inner(text.text.rstrip(_ENDS))
    at = [match.start() for match in re.finditer(sign, outside)]
    cuts = [each for each in at if not _IN_NUMBER.match(text.text, max(each - 1, 0))]
    ends = [-1, *cuts, len(text)]
    return [text.cut(one + 1, other).rstrip(_ENDS) for one, other in pairwise(ends)]


def levels_by_line(level: Traced, number: int) -> list[Traced]:
    """Return the level of each of some indicators parted from one row.

    A cell that has as many levels on lines of its own has one for each; else all share it.
    """
    lines = _lines(level) if level else []
    if len(lines) == number and all(is_level(line.text, _SECOND_LEVEL) for line in lines):
        return lines
    return [level] * number


def seem_several(cells: Mapping[str, Traced]) -> bool:
    """Return whether the name and a value of an indicator that was not parted are several."""
    name = cells.get("name3")
    values = [text for role, text in cells.items() if role in _VALUES]
    if name is None or not values:
        return False
    if len(numbered(name)) > 1:
        return any(
            _FIRST.match(value.text)
            or len(_lines(value)) > 1
            or len(_COMPARED.findall(value.text)) > 1
            for value in values
        )
    if _joined(cells) or (_joins(name) and any(map(_joins, values))):
        return True
    names = _lines(name)
    return len(names) > 1 and any(
        (len(lines) > 1 and all(_COMPARED.match(line.text) for line in lines))
        or (len(lines) == len(names) and all(len(line) >= _SHORTEST for line in (*names, *lines)))
        for lines in map(_lines, values)
    )


def _counted(role: str, text: Traced, count: int) -> list[Traced]:
    """Return what a cell numbers; its lines where they are as many as the names beside it."""
    parts = numbered(text)
    if len(parts) < count and role != "name3":
        own = _line_by_line(text, count)
        if any(not each.text[:1].isdigit() for each in own):  # else they may be decimals
            return own
    lines = _lines(text) if len(parts) == 1 < count and role != "name3" else parts
    if role in _FIGURES and len(parts) == 1 < count != len(lines):
        lines = _printed(text)
    whole = len(lines) == count and all(_is_whole(role, line) for line in lines)
    return lines if whole else parts


def _line_by_line(text: Traced, count: int) -> list[Traced]:
    """Return the lines of a cell without numbers if each begins with its own; nothing otherwise."""
    lines = _lines(text)
    lines = lines if len(lines) == count else _printed(text)
    found = [_OWN_NUMBER.match(line.text) for line in lines]
    if len(lines) != count:
        return []
    if not all(match and int(match[1]) == at for at, match in enumerate(found, 1)):
        return []
    return [line.cut(match.end()) for line, match in zip(lines, found, strict=True) if match]


def may_be_decimals(cells: Mapping[str, Traced]) -> list[Traced]:
    """Return values beside numbered names of which nobody can tell numbers from decimals: 1.3."""
    names = cells.get("name3")
    count = len(numbered(names)) if names is not None and _FIRST.match(names.text) else 0
    return [
        text
        for role, text in cells.items()
        if role in _VALUES
        and (own := _line_by_line(text, count))
        and all(each.text[:1].isdigit() for each in own)
    ]


def _printed(text: Traced) -> list[Traced]:
    """Return the lines of a cell as a page shows them, but for one of nothing but signs."""
    lines: list[Traced] = []
    start = at = 0
    outside = without_inner(text.text)
    for run, following in pairwise(text.runs()):
        at += run.length
        if HIDDEN in outside[at - 1 : at + 1]:
            continue
        if run.origin is not following.origin:
            lines.append(text.cut(start, at).rstrip(_ENDS))
            start = at
    return [line for line in (*lines, text.cut(start).rstrip(_ENDS)) if line]


def _lines(text: Traced) -> list[Traced]:
    """Return the lines of a cell that its author has ended; a page only shows where it is full."""
    lines: list[Traced] = []
    start = at = 0
    outside = without_inner(text.text)
    for run, following in pairwise(text.runs()):
        at += run.length
        if HIDDEN in outside[at - 1 : at + 1]:
            continue  # a break within brackets
        if ends_line(run, following):
            lines.append(text.cut(start, at).rstrip(_ENDS))
            start = at
    return [*lines, text.cut(start).rstrip(_ENDS)]


def _is_whole(role: str, line: Traced) -> bool:
    """Whether a line is no rest of the one above it: a name, a figure, or a value in words."""
    if role == "name3":
        return len(line) >= _SHORTEST
    return role not in _FIGURES or _FIGURE.match(line.text) is not None or is_worded(line.text)


def numbered(text: Traced) -> list[Traced]:
    """Return what stands behind each of the numbers of a cell, which count from 1, or all of it."""
    bounds: list[tuple[int, int]] = []
    at = 0
    outside = without_inner(text.text)
    for number in count(1):  # pragma: no branch - numbers end
        sign = _sign(text.text, number)
        found = _next(sign, text, at, outside) if bounds else sign.match(text.text)
        if found is None:
            break
        bounds.append(found.span())
        at = found.end()
    if not bounds:
        return [text]
    stops = [start for start, _ in bounds[1:]] + [len(text)]
    return [text.cut(end, stop).rstrip(_ENDS) for (_, end), stop in zip(bounds, stops, strict=True)]


@lru_cache(maxsize=256)
def _pattern(number: str, behind: str) -> re.Pattern[str]:
    return re.compile(rf"[（(]?{number}{behind}")


def _sign(text: str, number: int) -> re.Pattern[str]:
    """Return how a number is written in a cell, after its first one: 2., ② or 二、."""
    if text[:1] == _CIRCLED[0]:
        return _pattern(_CIRCLED[number - 1 : number] or "$^", "")
    if text.startswith("指标"):
        return re.compile(rf"指标\s*{number}\s*[:：.、]")
    if _WORDS[0] in text[:2]:
        return _pattern(_WORDS[number - 1 : number] or "$^", "[、．)）]")
    return _pattern(str(number), r"(?:[、．)）：:]|\.(?!\d))")


def _next(sign: re.Pattern[str], text: Traced, at: int, outside: str) -> re.Match[str] | None:
    """Return the next place of a number that no digit stands before, unless on another line."""
    for found in sign.finditer(text.text, at):
        start = found.start()
        if outside[start] == HIDDEN:
            continue
        digits = text.text[start - 1 : start + 1].isdecimal()
        if not digits or _begins_line(text, start):
            return found
    return None


def _begins_line(text: Traced, at: int) -> bool:
    """Return whether a character stands apart from the one before it."""
    return any(
        before.origin is not after.origin or before.offset + before.width < after.offset
        for before, after in pairwise(text.runs(at - 1, at + 1))
    )
