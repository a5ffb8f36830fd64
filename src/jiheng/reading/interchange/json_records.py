"""JSON and JSON Lines by the contract jiheng/table/1 → tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from jiheng.errors import InvalidTable
from jiheng.reading.interchange.fault_words import worded
from jiheng.reading.interchange.faults import MAX_FAULTS, faults_of
from jiheng.reading.interchange.shapes import TableRecord
from jiheng.reading.interchange.tables import table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import TargetTable

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_ONE_OR_MORE = msgspec.json.Decoder(TableRecord | list[TableRecord])
_LINE = msgspec.json.Decoder(TableRecord)
_UNSOUND = (msgspec.DecodeError, RecursionError, UnicodeDecodeError)


def read_json(data: bytes, name: str) -> tuple[TargetTable, ...]:
    """Return the tables of a file: one object, a list of objects, or an object a line.

    Raises:
        InvalidTable: With the path of every fault, when the file breaks the contract.
    """
    said = data.removeprefix(_BYTE_ORDER_MARK)
    try:
        found = _ONE_OR_MORE.decode(said)
    except _UNSOUND as fault:
        lines = [line for line in said.splitlines() if line.strip()]
        if len(lines) > 1 and not _is_one_value(said):
            return _read_lines(lines, name)
        raise InvalidTable(name=name, faults=map(worded, _all_faults(said, fault))) from fault
    return tuple(map(table_of, found if isinstance(found, list) else [found]))


def _is_one_value(data: bytes) -> bool:
    try:
        msgspec.json.decode(data)
    except _UNSOUND:
        return False
    return True


def _read_lines(lines: Sequence[bytes], name: str) -> tuple[TargetTable, ...]:
    tables: list[TargetTable] = []
    faults: list[str] = []
    for number, line in enumerate(lines, 1):
        try:
            tables.append(table_of(_LINE.decode(line)))
        except _UNSOUND as fault:
            faults.extend(f"line {number} {each}" for each in _all_faults(line, fault))
        if len(faults) > MAX_FAULTS:
            break
    if faults:
        raise InvalidTable(name=name, faults=map(worded, faults))
    return tuple(tables)


def _all_faults(data: bytes, fault: Exception) -> list[str]:
    """Return every fault of a value, or the one that keeps it from being a value at all."""
    try:
        value = msgspec.json.decode(data)
    except _UNSOUND as unsound:
        return [str(unsound)]
    shape: Any = list[TableRecord] if isinstance(value, list) else TableRecord
    return faults_of(value, shape) or [str(fault)]
