"""Units that heads of values print in brackets, for the bare figures below: 目标值（%）."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.language.comparators import COMPARING
from jiheng.language.patterns import seldom
from jiheng.model import Traced

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.reading.layouts.grids.lattice import Lattice
    from jiheng.reading.layouts.heads.head import Head

_VALUES = ("annual_value", "period_value")
_UNIT = re.compile(
    r"[(（](?:单位[:：])?(?P<unit>[%％‰]|[百千]?[万亿]?元|个|人|人次|场次|次|项|件|家|户|台|套|公里|平方米|亩|天|小时)[)）]$"
)
_BARE = seldom(rf"(?!20\d\d(?:\.\d{{1,2}})?$)[{COMPARING}]{{0,2}}\d+(?:\.\d+)?")
"""A figure without a unit, and no year."""


def units_in_heads(lattice: Lattice, head: Head) -> Mapping[str, Traced]:
    """Return the units that the heads of values print, by what their columns hold."""
    if "unit" in head.roles:
        return {}
    found: dict[str, Traced] = {}
    for column in head.columns:
        if column.role not in _VALUES or not _has_unit(column.label):
            continue
        texts = [lattice.places[row][column.first].text for row in range(head.first, head.stop)]
        label = max(texts, key=lambda text: _has_unit(text.text))
        unit = _UNIT.search(label.text)
        found[column.role or ""] = label.cut(*unit.span("unit")) if unit else Traced()
    return found


def unit_beside(said: Mapping[str, str], units: Mapping[str, Traced]) -> Traced:
    """Return the unit of the value of an indicator by its head, if that is a bare figure."""
    role = next((role for role in _VALUES if said.get(role)), "")
    bare = role in units and _BARE.fullmatch(said[role]) is not None
    return units[role] if bare and "unit" not in said else Traced()


@lru_cache(maxsize=1024)
def _has_unit(label: str) -> bool:
    return _UNIT.search(label) is not None
