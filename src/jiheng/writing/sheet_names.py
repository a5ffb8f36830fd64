"""Names that Excel accepts for the sheets of one workbook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_LENGTH = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\ufffe\uffff]")
_RESERVED = "history"
_FALLBACK = "Sheet"


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Return a name for each text: no forbidden sign, at most 31 characters, none twice."""
    names: list[str] = []
    taken = {_RESERVED}
    used: dict[str, int] = {}
    for text in wanted:
        base = _FORBIDDEN.sub("", text).strip("' ") or _FALLBACK
        name, number = _shortened(base, ""), used.get(base, 1)
        while name.lower() in taken:
            number += 1
            name = _shortened(base, f" ({number})")
        used[base] = number
        taken.add(name.lower())
        names.append(name)
    return names


def _shortened(text: str, ending: str) -> str:
    """Return a name with an ending within the limit, which counts in units of UTF-16."""
    room = 2 * (MAX_LENGTH - len(ending))
    kept = text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore")
    return kept.rstrip("' ") + ending
