"""A Frictionless data package of ours → tables.

The cells are put together to records of jiheng/table/1 and judged by the same contract as JSON.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from typing import TYPE_CHECKING

import msgspec

from jiheng.errors import InvalidTable
from jiheng.reading.interchange.csv_cells import (
    indicator_record,
    problem_record,
    row_record,
    table_record,
)
from jiheng.reading.interchange.faults import MAX_FAULTS, faults_of
from jiheng.reading.interchange.shapes import TableRecord
from jiheng.reading.interchange.tables import table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jiheng.model import TargetTable
    from jiheng.reading.interchange.csv_cells import Cells, Record

TABLES, ROWS, INDICATORS, PROBLEMS = "tables.csv", "rows.csv", "indicators.csv", "problems.csv"
_KEYS = {
    TABLES: ("table",),
    ROWS: ("table", "row"),
    INDICATORS: ("table", "row", "indicator"),
    PROBLEMS: ("table", "problem"),
}
Key = tuple[str, ...]


def read_csv_package(files: Mapping[str, bytes], name: str) -> tuple[TargetTable, ...]:
    """Return the tables of a package, given its files by name; others are passed over.

    Raises:
        InvalidTable: With every fault, when a file is missing, a line belongs to no table or row,
            or a record breaks the contract.
    """
    reader = _Reader(files, name)
    records = reader.tables()
    if reader.faults:
        raise InvalidTable(name=name, faults=reader.faults[:MAX_FAULTS])
    try:
        return tuple(map(table_of, msgspec.convert(records, list[TableRecord])))
    except msgspec.ValidationError as fault:
        raise InvalidTable(name=name, faults=faults_of(records, list[TableRecord])) from fault


class _Reader:
    """Puts the lines of the files under the lines they belong to."""

    def __init__(self, files: Mapping[str, bytes], name: str) -> None:
        self.files = files
        self.name = name
        self.faults: list[str] = []

    def tables(self) -> list[Record]:
        """Return the records of all tables, in the order of their lines."""
        tables = self._records(TABLES, table_record)
        rows = self._records(ROWS, row_record)
        self._attach("indicators", rows, self._records(INDICATORS, indicator_record), INDICATORS)
        self._attach("rows", tables, rows, ROWS)
        self._attach("problems", tables, self._records(PROBLEMS, problem_record), PROBLEMS)
        return list(tables.values())

    def _records(self, file: str, record: Callable[[Cells], Record]) -> dict[Key, Record]:
        """Return the record of each line by its key."""
        if file not in self.files:
            self.faults.append(f"{file}: Missing")
            return {}
        found: dict[Key, Record] = {}
        try:
            text = self.files[file].decode("utf-8-sig")
            reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
            for cells in reader:
                if None in cells or None in cells.values():
                    self.faults.append(
                        f"{file} line {reader.line_num}: Not as many cells as the head has columns"
                    )
                    continue
                self._add(found, file, reader.line_num, record, cells)
        except (csv.Error, UnicodeDecodeError) as fault:
            self.faults.append(f"{file}: {fault}")
        return found

    def _add(
        self,
        found: dict[Key, Record],
        file: str,
        line: int,
        record: Callable[[Cells], Record],
        cells: dict[str, str],
    ) -> None:
        try:
            key = tuple(cells[column] for column in _KEYS[file])
            made = record(cells)
        except KeyError as fault:
            self.faults.append(f"{file} line {line}: Missing column {fault}")
            return
        except (ValueError, msgspec.DecodeError, RecursionError) as fault:
            self.faults.append(f"{file} line {line}: {fault}")
            return
        if key in found:
            self.faults.append(f"{file} line {line}: Repeated key {', '.join(key)}")
        found[key] = made

    def _attach(
        self, field: str, parents: dict[Key, Record], children: dict[Key, Record], file: str
    ) -> None:
        lists: dict[Key, list[Record]] = defaultdict(list)
        for key, child in children.items():
            if key[:-1] not in parents:
                self.faults.append(f"{file}: {', '.join(key)} belongs to no line above it")
            lists[key[:-1]].append(child)
        for key, parent in parents.items():
            parent[field] = lists.get(key, [])
