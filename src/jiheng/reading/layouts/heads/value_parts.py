"""Columns that all call themselves values, and hold their signs, figures and units: ≥ | 95 | %."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from jiheng.language.comparators import COMPARING
from jiheng.reading.layouts.words.roles import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.layouts.grids.lattice import Lattice
    from jiheng.reading.layouts.heads.head import Column

LONGEST_UNIT = 8
"""Characters of a unit of measure: 元/人·天."""

_VALUE = "annual_value"
_SIGN = re.compile(rf"[{COMPARING}]{{1,2}}|定[性量]|[大小等]于(?:等于)?|不[小大低高]于")
_BARE = re.compile(rf"[{COMPARING}]{{0,2}}\d[\d,，.]*")
_DIGIT = re.compile(r"\d")


def with_parts(lattice: Lattice, columns: tuple[Column, ...], stop: int) -> tuple[Column, ...]:
    """Return columns of which some beside each other, all headed 指标值, hold parts of values.

    Which part each holds is told by its cells; columns with values of their own stay as they are.
    """
    at = next((n for n, column in enumerate(columns) if column.role == _VALUE), None)
    if at is None or not any(column.again == _VALUE for column in columns):
        return columns
    label = plain(columns[at].label)
    same = takewhile(lambda c: c.again == _VALUE and plain(c.label) == label, columns[at + 1 :])
    own = (columns[at], *same)
    roles = _parts([lattice.said_below(stop, c.first, c.stop) for c in own])
    if not roles or any(column.role in {"sign", "unit"} for column in columns):
        return columns
    parts = (replace(c, role=role, again=None) for c, role in zip(own, roles, strict=True))
    return (*columns[:at], *parts, *columns[at + len(own) :])


def _parts(said: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return what the columns hold by their cells; nothing where that is not plain."""
    signs = ("sign",) if _are_signs(said[0]) else ()
    rest = said[len(signs) :]
    units = ("unit",) if len(rest) > 1 and _are_bare(rest[0]) and _are_units(rest[-1]) else ()
    roles = (*signs, _VALUE, *units)
    return roles if len(roles) == len(said) else ()


def _are_signs(said: Sequence[str]) -> bool:
    return 2 * sum(_SIGN.fullmatch(text) is not None for text in said) > len(said)


def _are_bare(said: Sequence[str]) -> bool:
    """Whether most values are figures alone; 优良 in the next column is the unit of no other."""
    return 2 * sum(_BARE.fullmatch(text) is not None for text in said) > len(said)


def _are_units(said: Sequence[str]) -> bool:
    bare = (len(text) <= LONGEST_UNIT and not _DIGIT.search(text) for text in said)
    return bool(said) and all(bare)
