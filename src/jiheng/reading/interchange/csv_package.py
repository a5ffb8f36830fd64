"""A Frictionless data package of ours → tables.

The cells are put together to records of jiheng/table/1 and judged by the same contract as JSON.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias, cast

import msgspec

from jiheng.errors import InvalidTable
from jiheng.reading.interchange.csv_cells import (
    entry_record,
    indicator_record,
    line_record,
    problem_record,
    row_record,
    table_record,
    task_record,
)
from jiheng.reading.interchange.fault_words import worded
from jiheng.reading.interchange.faults import MAX_FAULTS, faults_of
from jiheng.reading.interchange.shapes import TableRecord
from jiheng.reading.interchange.tables import table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jiheng.model import TargetTable
    from jiheng.reading.interchange.csv_cells import Cells, Record

TABLES, ROWS, INDICATORS, PROBLEMS = "tables.csv", "rows.csv", "indicators.csv", "problems.csv"
LINES, TASKS, ENTRIES = "funding_lines.csv", "tasks.csv", "entries.csv"
_KEYS = {
    TABLES: ("table",),
    ROWS: ("table", "row"),
    LINES: ("table", "row", "line"),
    TASKS: ("table", "row", "task"),
    INDICATORS: ("table", "row", "indicator"),
    ENTRIES: ("table", "row", "line", "task", "indicator", "entry"),
    PROBLEMS: ("table", "problem"),
}
_FOR_SOME_FORMS = (LINES, TASKS, ENTRIES)
Key = tuple[str, ...]
Records: TypeAlias = "dict[Key, Record]"


def read_csv_package(files: Mapping[str, bytes], name: str) -> tuple[TargetTable, ...]:
    """Return the tables of a package, given its files by name; others are passed over.

    Raises:
        InvalidTable: With every fault, when a file is missing, a line belongs to no table or row,
            or a record breaks the contract.
    """
    reader = _Reader(files, name)
    records = reader.tables()
    if reader.faults:
        raise InvalidTable(name=name, faults=map(worded, reader.faults[:MAX_FAULTS]))
    try:
        return tuple(map(table_of, msgspec.convert(records, list[TableRecord])))
    except msgspec.ValidationError as fault:
        faults = map(worded, faults_of(records, list[TableRecord]))
        raise InvalidTable(name=name, faults=faults) from fault


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
        lines = self._records(LINES, line_record)
        tasks = self._records(TASKS, task_record)
        indicators = self._records(INDICATORS, indicator_record)
        self._attach_entries(rows, lines, tasks, indicators)
        self._attach("lines", rows, lines, LINES)
        self._attach("tasks", rows, tasks, TASKS)
        self._attach("indicators", rows, indicators, INDICATORS)
        self._attach("rows", tables, rows, ROWS)
        self._attach("problems", tables, self._records(PROBLEMS, problem_record), PROBLEMS)
        return list(tables.values())

    def _records(self, file: str, record: Callable[[Cells], Record]) -> Records:
        """Return the record of each line by its key."""
        if file not in self.files:
            if file in _FOR_SOME_FORMS:
                return {}
            self.faults.append(f"{file}: Missing")
            return {}
        found: Records = {}
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
        found: Records,
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

    def _attach(self, field: str, parents: Records, children: Records, file: str) -> None:
        lists: dict[Key, list[Record]] = defaultdict(list)
        for key, child in children.items():
            if key[:-1] not in parents:
                self.faults.append(f"{file}: {', '.join(key)} belongs to no line above it")
            lists[key[:-1]].append(child)
        for key, parent in parents.items():
            parent[field] = lists.get(key, [])

    def _attach_entries(self, rows: Records, *parts: Records) -> None:
        """Put each entry under its row, or under the line, task or indicator it names."""
        for key, entry in self._records(ENTRIES, entry_record).items():
            named = [(part, index) for part, index in zip(parts, key[2:-1], strict=True) if index]
            if len(named) > 1:
                self.faults.append(f"{ENTRIES}: {', '.join(key)} belongs to several lines")
                continue
            part, index = named[0] if named else (rows, "")
            owner = part.get((*key[:2], index) if index else key[:2])
            if owner is None:
                self.faults.append(f"{ENTRIES}: {', '.join(key)} belongs to no line above it")
                continue
            cast("list[Record]", owner.setdefault("further", [])).append(entry)
