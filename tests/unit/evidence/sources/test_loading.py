from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng_evidence.measures.model import (
    TYPE_WORDS,
    Column,
    ColumnType,
    Limits,
    Source,
    SourceFormat,
)
from jiheng_evidence.sandbox.engine import Engine
from jiheng_evidence.sandbox.refusals import stopped
from jiheng_evidence.sources import loading
from jiheng_evidence.sources.loading import Loaded, load

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NAME = Column(name="name", type=ColumnType.TEXT, header="名称")


def _column(kind: str, header: str = "值") -> Column:
    return Column(name="value", type=ColumnType(kind), header=header)


def _source(path: str, *columns: Column, **further: Any) -> Source:
    kind = SourceFormat(further.pop("format", "csv"))
    return Source(name="s", format=kind, path=path, columns=columns or (NAME,), **further)


def _load(folder: Path, source: Source, allowed: Sequence[Path] = ()) -> tuple[Loaded, list[Any]]:
    engine = Engine(Limits(memory_mb=256))
    try:
        loaded = load(engine, source, folder, allowed, 20)
        return loaded, list(engine.ask("SELECT * FROM s").rows)
    finally:
        engine.close()


def _reason(folder: Path, source: Source, allowed: Sequence[Path] = ()) -> str:
    with pytest.raises(UnreadableFile) as refusal:
        _load(folder, source, allowed)
    return refusal.value.reason.zh


VALUES = [
    ("text", "  甲 ", "甲"),
    ("text", "　甲\u00a0", "甲"),
    ("text", " ", None),
    ("integer", "1,200", 1200),
    ("integer", "3.0", 3),
    ("decimal", "-0.5", Decimal("-0.5")),
    ("decimal", "12，345.678", Decimal("12345.678")),
    ("decimal", "　7", Decimal(7)),
    ("decimal", "", None),
    ("date", "2025-03-01", date(2025, 3, 1)),
    ("date", "2025/3/1", date(2025, 3, 1)),
    ("date", "2025年3月1日", date(2025, 3, 1)),
    ("date", "20250301", date(2025, 3, 1)),
    ("date", "2025-03-01 00:00:00", date(2025, 3, 1)),
    ("datetime", "2025-03-01", datetime.fromisoformat("2025-03-01")),
    ("datetime", "2025/3/1 9:05", datetime.fromisoformat("2025-03-01T09:05")),
    ("datetime", "2025-03-01T09:05:06", datetime.fromisoformat("2025-03-01T09:05:06")),
    ("boolean", "是", True),
    ("boolean", "FALSE", False),
]


@pytest.mark.parametrize(("kind", "text", "value"), VALUES)
def test_a_value_is_read_as_it_is_written(
    tmp_path: Path, kind: str, text: str, value: object
) -> None:
    (tmp_path / "a.csv").write_text(f'名称,值\nx,"{text}"\n', "utf-8")
    loaded, rows = _load(tmp_path, _source("a.csv", NAME, _column(kind)))
    assert rows == [("x", value)]
    assert loaded.rows == 1


WRONG = [
    ("integer", "3.5"),
    ("integer", "三"),
    ("decimal", "12万"),
    ("decimal", "5%"),
    ("date", "25-03-01"),
    ("date", "2025-02-30"),
    ("date", "2025年"),
    ("datetime", "2025-03-01T08:00:00+08:00"),
    ("boolean", "大概"),
]


@pytest.mark.parametrize(("kind", "text"), WRONG)
def test_a_value_of_a_wrong_type_is_told_with_its_place(
    tmp_path: Path, kind: str, text: str
) -> None:
    (tmp_path / "a.csv").write_text(f"名称,值\nx,\ny,{text}\n", "utf-8")
    said = _reason(tmp_path, _source("a.csv", NAME, _column(kind)))
    assert said == f"第 3 行“值”的值“{text}”不是{TYPE_WORDS[ColumnType(kind)].zh}"


def test_all_wrong_values_are_told_up_to_five(tmp_path: Path) -> None:
    lines = "".join(f"x,甲{n}\n" for n in range(7))
    (tmp_path / "a.csv").write_text(f"名称,值\nx,1\n{lines}", "utf-8")
    both = (_column("integer"), Column(name="name", type=ColumnType.DATE, header="名称"))
    said = _reason(tmp_path, _source("a.csv", *both))
    assert said.startswith("第 2 行“名称”的值“x”不是日期；第 3 行“值”的值“甲0”不是整数；")
    assert said.endswith("；另有 10 处")


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("decimal", "1" * 23, "过大，整数部分最多 22 位"),
        ("decimal", "-1,0000" + "0" * 22, "过大，整数部分最多 22 位"),
        ("decimal", "1e30", "过大，整数部分最多 22 位"),
        ("integer", "1" * 20, "过大，整数部分最多 18 位"),
        ("integer", "1.5", "不是整数"),
        ("decimal", "1e999", "不是数字"),
    ],
)
def test_a_number_that_is_too_large_is_a_number(
    tmp_path: Path, kind: str, text: str, said: str
) -> None:
    (tmp_path / "a.csv").write_text(f'名称,值\nx,"{text}"\n', "utf-8")
    reason = _reason(tmp_path, _source("a.csv", NAME, _column(kind)))
    assert reason == f"第 2 行“值”的值“{text}”{said}"


def test_what_stops_for_another_reason_than_its_values_says_that_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_arguments: object) -> None:
        raise stopped(Bilingual("超过 1 秒", "more than 1 second"))

    monkeypatch.setattr(loading, "_must_fill", stop)
    (tmp_path / "a.csv").write_text("名称\nx\n", "utf-8")
    assert _reason(tmp_path, _source("a.csv")) == "查询被中止：超过 1 秒"


def test_only_declared_columns_are_loaded(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("身份证,名称,身份证\n1,x,2\n", "utf-8")
    assert _load(tmp_path, _source("a.csv"))[1] == [("x",)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_is_found_out(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.csv").write_text("名称\r\n支付“台账”\r\n", encoding, newline="")
    assert _load(tmp_path, _source("a.csv"))[1] == [("支付“台账”",)]


def test_an_encoding_that_is_declared_is_held_to(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("名称\n甲\n", "gb18030")
    assert _reason(tmp_path, _source("a.csv", encoding="utf-8")) == "不是 UTF-8 编码"


def test_values_between_tabs_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("名称\t值\nx,y\t1\n", "utf-8")
    assert _load(tmp_path, _source("a.tsv", NAME, _column("integer")))[1] == [("x,y", 1)]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "没有表头"),
        (b"\n", "没有表头"),
        ("其他\n1\n".encode(), "没有表头“名称”，表头有：其他"),
        ("名称,名称\n1,2\n".encode(), "表头“名称”出现两次"),
        ("名称\n1,2\n".encode(), "第 2 行不合 CSV 格式"),
        (b"\xff\xff\x81", "既不是 UTF-8 也不是 GB18030 编码"),
        (b"\xff\xfe\x81", "既不是 UTF-8 也不是 UTF-16 编码"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    assert _reason(tmp_path, _source("a.csv")) == message


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=9)))
def test_any_text_is_read_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    import csv  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("texts")
    with (folder / "a.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["名称", "n"], *([t, 1] for t in texts)])
    white = " \t\r\n\u3000\u00a0"
    expected = [(text.strip(white) or None,) for text in texts]
    assert _load(folder, _source("a.csv"))[1] == expected


def test_a_workbook_is_read_below_its_row_of_headers(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("台账")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, ["2025 年支付台账"])
    sheet.write_row(1, 0, ["名称", "值", "日", "对"])
    sheet.write(2, 0, "x")
    sheet.write(2, 1, 1.25)
    sheet.write_datetime(2, 2, datetime.fromisoformat("2025-03-01"), day)
    sheet.write(2, 3, *[True])
    book.close()
    columns = (
        NAME,
        _column("decimal"),
        Column(name="day", type=ColumnType.DATE, header="日"),
        Column(name="right", type=ColumnType.BOOLEAN, header="对"),
    )
    source = _source("a.xlsx", *columns, format="xlsx", header_row=2)
    assert _load(tmp_path, source)[1] == [("x", Decimal("1.25"), date(2025, 3, 1), True)]
    other = replace(source, sheet="没有")
    assert _reason(tmp_path, other) == "没有工作表“没有”，有：台账"


def _book(path: Path, *formats: str) -> Source:
    """Write a workbook with a number below another, shown in these formats."""
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("说明")
    sheet = book.add_worksheet("台账")
    sheet.write_row(0, 0, ["名称", "值"])
    for row, code in enumerate(formats, 1):
        sheet.write(row, 0, "x")
        sheet.write(row, 1, 0.96, book.add_format({"num_format": code}))
    book.close()
    return _source(path.name, NAME, _column("decimal"), format="xlsx", sheet="台账")


@pytest.mark.parametrize(
    ("code", "columns"),
    [("0.0%", ["value"]), ("0%", ["value"]), ("0.00", []), ('0.00"%"', []), ("@", [])],
)
def test_columns_that_are_shown_as_per_cent_are_told(
    tmp_path: Path, code: str, columns: list[str]
) -> None:
    loaded, rows = _load(tmp_path, _book(tmp_path / "a.xlsx", code, code))
    assert list(loaded.percents) == columns
    assert rows[0] == ("x", Decimal("0.96"))


def test_a_column_that_is_shown_as_per_cent_in_part_is_refused(tmp_path: Path) -> None:
    said = _reason(tmp_path, _book(tmp_path / "a.xlsx", "0.00", "0%", "0.0%"))
    assert said == "单元格 B3 显示为百分数，同一列的 B2 不是：请统一格式"


def _sqlite(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute('CREATE TABLE "台账" ("名称" TEXT, "值" REAL)')
        connection.execute("INSERT INTO \"台账\" VALUES ('x', 1.5), (NULL, NULL)")
    connection.close()


def test_a_table_of_sqlite_is_read(tmp_path: Path) -> None:
    _sqlite(tmp_path / "a.db")
    source = _source("a.db", NAME, _column("decimal"), format="sqlite", table="台账")
    assert _load(tmp_path, source)[1] == [("x", Decimal("1.5")), (None, None)]


@pytest.mark.parametrize(
    ("table", "header", "message"),
    [("其他", "值", "没有名为“其他”的表"), ("台账", "价", "表“台账”没有列“价”，有：名称、值")],
)
def test_what_sqlite_lacks_is_told(tmp_path: Path, table: str, header: str, message: str) -> None:
    _sqlite(tmp_path / "a.db")
    source = _source("a.db", _column("decimal", header), format="sqlite", table=table)
    assert _reason(tmp_path, source) == message


def test_parquet_is_read_with_its_own_types(tmp_path: Path) -> None:
    rows = "SELECT 'x' AS 名称, 2.5::DOUBLE AS 值 UNION ALL SELECT NULL, NULL"
    duckdb.connect().execute(f"COPY ({rows}) TO '{tmp_path}/a.parquet'")
    source = _source("a.parquet", NAME, _column("decimal"), format="parquet")
    assert _load(tmp_path, source)[1] == [("x", Decimal("2.5")), (None, None)]
    whole = replace(source, columns=(_column("integer"),))
    assert _reason(tmp_path, whole) == "第 2 行“值”的值“2.5”不是整数"


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("xlsx", "不是能读的工作簿"),
        ("parquet", "不是 Parquet 文件"),
        ("sqlite", "SQLite 无法读取（file is not a database）"),
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, kind: str, message: str) -> None:
    (tmp_path / "a.bin").write_text("名称\nx\n" * 200, "utf-8")
    assert _reason(tmp_path, _source("a.bin", format=kind, table="t")) == message


def test_a_server_is_reached_by_a_variable_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Source(
        name="s", format=SourceFormat.POSTGRESQL, dsn_env="TEST_DSN", table="t", columns=(NAME,)
    )
    assert _reason(tmp_path, source) == "环境变量 TEST_DSN 没有设置"
    for address in ("host=/nowhere password=secret", "secret", "a secret of another program"):
        monkeypatch.setenv("TEST_DSN", address)
        assert _reason(tmp_path, source) == "用 TEST_DSN 连接不上服务器"


class TestConfinement:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "secret.csv").write_text("名称\n密\n", "utf-8")
        folder = tmp_path / "work"
        (folder / "data").mkdir(parents=True)
        (folder / "data" / "a.csv").write_text("名称\nx\n", "utf-8")
        (folder / "out.csv").symlink_to(tmp_path / "secret.csv")
        (folder / "up").symlink_to(tmp_path)
        (folder / "in.csv").symlink_to(folder / "data" / "a.csv")
        return folder

    @pytest.mark.parametrize("path", ["data/a.csv", "in.csv", "./data/../data/a.csv"])
    def test_a_file_below_the_folder_is_read(self, folder: Path, path: str) -> None:
        assert _load(folder, _source(path))[1] == [("x",)]

    @pytest.mark.parametrize(
        "path", ["../secret.csv", "out.csv", "up/secret.csv", "/etc/passwd", "/proc/self/environ"]
    )
    def test_a_file_elsewhere_is_not(self, folder: Path, path: str) -> None:
        assert "在度量文件所在的文件夹之外" in _reason(folder, _source(path, format="csv"))

    def test_a_place_that_is_allowed_is_read(self, folder: Path) -> None:
        assert _load(folder, _source("out.csv"), [folder.parent])[1] == [("密",)]

    @pytest.mark.parametrize(("path", "said"), [("no.csv", "文件不存在"), ("data", "不是普通文件")])
    def test_what_is_no_file_is_refused(self, folder: Path, path: str, said: str) -> None:
        assert said in _reason(folder, _source(path, format="csv"))

    def test_a_name_is_never_taken_for_a_pattern(self, folder: Path) -> None:
        (folder / "a*.csv").write_text("名称\n星\n", "utf-8")
        (folder / "ab.csv").write_text("名称\n二\n", "utf-8")
        assert _load(folder, _source("a*.csv"))[1] == [("星",)]
