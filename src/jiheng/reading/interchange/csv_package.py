"""A Frictionless data package of ours → tables."""

from __future__ import annotations

import csv
import io
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from jiheng.errors import InvalidTable
from jiheng.model import Funding, Indicator, Level, Row, RowKind, TargetTable
from jiheng.reading.interchange.decimals import decimal
from jiheng.reading.interchange.targets import PartRecord, TargetRecord, target_of

if TYPE_CHECKING:
    from collections.abc import Mapping

Line = dict[str, str | None]

_FILES = ("tables.csv", "rows.csv", "indicators.csv")
_PARTS = msgspec.json.Decoder(list[PartRecord])
_GUARDED = ("'=", "'+", "'-", "'@", "''", "'\t", "'\r")


def read_csv_package(files: Mapping[str, bytes], name: str) -> tuple[TargetTable, ...]:
    """Return the tables of a package, given its files by name.

    Raises:
        InvalidTable: When a file is missing or breaks the package's own description.
    """
    missing = [file for file in _FILES if file not in files]
    if missing:
        raise InvalidTable(name=name, faults=[f"{file} is missing" for file in missing])
    try:
        tables, rows, indicators = (_lines(files[file]) for file in _FILES)
        by_row = {
            key: tuple(_indicator(line, name) for line in lines)
            for key, lines in groupby(indicators, lambda line: (line["table"], line["row"]))
        }
        by_table = {
            key: tuple(_row(line, by_row, name) for line in lines)
            for key, lines in groupby(rows, lambda line: line["table"])
        }
        return tuple(_table(line, by_table.get(line["table"], ())) for line in tables)
    except (KeyError, ValueError, UnicodeDecodeError, csv.Error) as fault:
        raise InvalidTable(name=name, faults=[f"{type(fault).__name__}: {fault}"]) from fault


def _lines(data: bytes) -> list[Line]:
    reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [{key: _plain(cell) for key, cell in line.items()} for line in reader]


def _plain(cell: str | None) -> str | None:
    if cell and cell.startswith(_GUARDED):
        return cell[1:]
    return cell or None


def _table(line: Line, rows: tuple[Row, ...]) -> TargetTable:
    return TargetTable(
        title=line["title"],
        department=line["department"],
        fiscal_year=_integer(line["fiscal_year"]),
        money_unit=line["money_unit"],
        layout=line["layout"] or "",
        rows=rows,
    )


def _row(
    line: Line,
    indicators: Mapping[tuple[str | None, str | None], tuple[Indicator, ...]],
    name: str,
) -> Row:
    funding = None
    if line["has_funding"] == "true":
        columns = ("total", "fiscal_appropriation", "special_account", "other")
        funding = Funding(**{column: decimal(line[column], name) for column in columns})
    return Row(
        kind=RowKind(line["kind"] or ""),
        name=line["name"] or "",
        organization=line["organization"],
        funding=funding,
        goal=line["goal"],
        indicators=indicators.get((line["table"], line["row"]), ()),
    )


def _indicator(line: Line, name: str) -> Indicator:
    return Indicator(
        seq=_integer(line["seq"]),
        level1=_level(line, "level1"),
        level2=_level(line, "level2"),
        name=line["name"],
        period_value=line["period_value"],
        annual_value=line["annual_value"],
        target=target_of(_target(line), name) if line["target_kind"] else None,
        complete=line["complete"] == "true",
    )


def _level(line: Line, column: str) -> Level | None:
    label = line[column]
    return None if label is None else Level(code=line[f"{column}_code"], label=label)


def _target(line: Line) -> TargetRecord:
    kind = line["target_kind"]
    values: dict[str, object] = {"kind": kind}
    if kind == "number":
        values |= {"op": line["op"], "number": line["number"], "unit": line["unit"] or ""}
    elif kind == "range":
        values |= {"low": line["low"], "high": line["high"], "unit": line["unit"] or ""}
    elif kind == "deadline":
        values |= {part: _integer(line[part]) for part in ("year", "month", "day")}
    elif kind == "several":
        values["parts"] = _PARTS.decode(line["parts"] or "[]")
    target: TargetRecord = msgspec.convert(values, TargetRecord)
    return target


def _integer(text: str | None) -> int | None:
    return None if text is None else int(text)
