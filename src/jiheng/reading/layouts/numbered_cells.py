"""Several indicators in one row: names and values numbered 1. 2. 3. within their cells."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.model import Traced

_FIRST = re.compile(r"[（(]?1(?:[、．)）]|\.(?!\d))")
_ENDS = "；;。"


def parted_cells(cells: Mapping[str, Traced]) -> list[dict[str, Traced]]:
    """Return one row of cells for each number in them; nothing unless all have the same numbers.

    Args:
        cells: Cells of an indicator that say anything, by what their columns hold.
    """
    if "name3" not in cells or not _FIRST.match(cells["name3"].text):
        return []
    parts = {role: numbered(text) for role, text in cells.items()}
    counts = {len(texts) for texts in parts.values()}
    if len(cells) == 1 or len(counts) > 1 or counts == {1}:
        return []
    return [{role: texts[at] for role, texts in parts.items()} for at in range(counts.pop())]


def numbered(text: Traced) -> list[Traced]:
    """Return what stands behind each of the numbers of a cell, which count from 1, or all of it."""
    bounds: list[tuple[int, int]] = []
    at = 0
    for number in count(1):  # pragma: no branch - numbers end
        sign = re.compile(rf"(?<!\d)[（(]?{number}(?:[、．)）]|\.(?!\d))")
        found = sign.search(text.text, at) if bounds else sign.match(text.text)
        if found is None:
            break
        bounds.append(found.span())
        at = found.end()
    if not bounds:
        return [text]
    stops = [start for start, _ in bounds[1:]] + [len(text)]
    return [text.cut(end, stop).rstrip(_ENDS) for (_, end), stop in zip(bounds, stops, strict=True)]
