"""Records → files of evidence, each of which says that it is synthetic."""

from __future__ import annotations

import csv
import io
import sqlite3
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.writing.workbook import Book

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from jiheng_evidence.demonstration.groups import Cell, Record

LABEL = "合成数据（synthetic）"
"""Stands in every file, beside every record."""

_LABELLED = "数据性质"
_FAULT = (
    *("item", "reported_at", "respond_by", "responded_at", "recovered_at"),
    *("accepted", "solved"),
)
_FAULTS = """
CREATE TABLE faults (
    item TEXT, reported_at TEXT, respond_by TEXT, responded_at TEXT, recovered_at TEXT,
    accepted TEXT, solved TEXT, note TEXT
)"""

HEADERS: Mapping[str, Mapping[str, str]] = {
    "register": {"item": "事项", "on": "日期", "subject": "对象", "people": "人数"},
    "statistics": {"item": "指标", "month": "统计月份", "amount": "数值"},
    "checks": {"item": "事项", "on": "日期", "good": "是否合格"},
    "survey": {"item": "问卷", "answered_on": "答卷日期", "score": "评分（1-10）"},
    "deliverables": {"item": "事项", "due_on": "应完成日期", "delivered_on": "完成日期"},
    "payments": {
        "item": "政策名称",
        "applicant": "兑现对象",
        "owed": "应兑现金额(元)",
        "due_on": "应兑现日期",
        "payee": "收款人",
        "paid": "支付金额(元)",
        "paid_on": "支付日期",
    },
    "training": {
        "item": "培训班",
        "session": "期次",
        "on": "日期",
        "person": "学员",
        "attended": "是否到课",
        "passed": "考核是否通过",
    },
    "reporting": {
        "item": "报送任务",
        "batch": "批次",
        "enterprise": "企业",
        "due_on": "应报日期",
        "reported_on": "上报日期",
    },
    "duplicates": {"item": "报告类型", "issued_on": "出具日期", "similarity": "相似度"},
}
"""Source → name of a field → what stands above its column in the file."""


def write_csv(path: Path, headers: Mapping[str, str], records: Iterable[Record]) -> None:
    """Write a CSV file; payments in the encoding of older systems."""
    said = io.StringIO(newline="")
    writer = csv.writer(said)
    writer.writerow([*headers.values(), _LABELLED])
    for record in records:
        writer.writerow([*(_text(record.get(key)) for key in headers), LABEL])
    encoding = "gb18030" if path.stem == "payments" else "utf-8-sig"
    path.write_bytes(said.getvalue().encode(encoding))


def write_workbook(path: Path, headers: Mapping[str, str], records: Iterable[Record]) -> None:
    """Write a workbook of one sheet with a caption above the head."""
    rows = [[_text(record.get(key)) for key in headers] for record in records]
    write_rows(path, [[LABEL], list(headers.values()), *rows])


def write_rows(path: Path, rows: Sequence[Sequence[Cell]]) -> None:
    """Write rows as they are into a workbook, the same bytes for the same rows."""
    book = Book(note=LABEL)
    sheet = book.sheet(None, ())
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            book.put(sheet, number, column, cell if isinstance(cell, Decimal) else _text(cell))
    path.write_bytes(book.close())


def write_faults(path: Path, records: Sequence[Record]) -> None:
    """Write faults into a new database, times as texts."""
    path.unlink(missing_ok=True)
    rows = [[*(_text_or_none(record[name]) for name in _FAULT), LABEL] for record in records]
    database = sqlite3.connect(path)
    try:
        database.execute(_FAULTS)
        database.executemany("INSERT INTO faults VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        database.commit()
    finally:
        database.close()


def write_parquet(path: Path, records: Sequence[Record]) -> None:
    """Write machine hours as a Parquet file."""
    import duckdb  # noqa: PLC0415 - an extra, loaded only where it is used

    said = io.StringIO(newline="")
    names = [*records[0], "note"]
    writer = csv.writer(said)
    for record in records:
        writer.writerow([*(_text(cell) for cell in record.values()), LABEL])
    plain = path.with_suffix(".part")
    plain.write_text(said.getvalue(), encoding="utf-8", newline="")
    try:
        with duckdb.connect() as database:
            read = database.read_csv(str(plain), header=False, names=names)
            read.write_parquet(str(path))
    finally:
        plain.unlink()


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return cell.isoformat(" ") if isinstance(cell, datetime) else str(cell)


def _text_or_none(cell: Cell) -> str | None:
    return None if cell is None else _text(cell)
