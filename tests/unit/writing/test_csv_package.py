from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from jiheng.errors import InvalidTable
from jiheng.model import (
    Funding,
    Indicator,
    Level,
    NumberTarget,
    Row,
    RowKind,
    SeveralTargets,
    TargetTable,
)
from jiheng.reading.interchange.csv_package import read_csv_package
from jiheng.writing import write_package, write_tables


def lines(table: TargetTable, file: str) -> list[dict[str, str]]:
    text = write_package([table])[file].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def project(*indicators: Indicator, funding: Funding | None = None) -> TargetTable:
    row = Row(kind=RowKind.PROJECT, name="甲项目", funding=funding, indicators=indicators)
    return TargetTable(department="某局", rows=(row,))


def test_each_file_begins_with_a_byte_order_mark() -> None:
    files = write_package([project()])
    marked = [name for name, data in files.items() if data.startswith(b"\xef\xbb\xbf")]
    assert marked == [name for name in files if name.endswith(".csv")]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "\t", "'"])
def test_a_text_like_a_formula_is_guarded(sign: str) -> None:
    (line,) = lines(TargetTable(title=f"{sign}1+1"), "tables.csv")
    assert line["title"] == f"'{sign}1+1"


def test_an_ordinary_text_is_not_guarded() -> None:
    (line,) = lines(TargetTable(title="绩效=目标"), "tables.csv")
    assert line["title"] == "绩效=目标"


def test_a_negative_amount_stays_a_number() -> None:
    (line,) = lines(project(funding=Funding(total=Decimal("-5.00"))), "rows.csv")
    assert line["total"] == "-5.00"


def test_missing_and_empty_texts_are_told_apart() -> None:
    (missing,) = lines(TargetTable(), "tables.csv")
    (empty,) = lines(TargetTable(title=""), "tables.csv")
    assert (missing["title"], empty["title"]) == ("", "'")


def test_a_table_without_money_says_so() -> None:
    (line,) = lines(project(), "rows.csv")
    assert (line["has_money"], line["total"]) == ("false", "")


def test_a_target_is_spread_over_columns() -> None:
    target = NumberTarget(op="≥", number=Decimal("95.0"), unit="%")
    (line,) = lines(project(Indicator(target=target)), "indicators.csv")
    assert [line[f"target_{name}"] for name in ("kind", "op", "number", "unit")] == [
        "number",
        "≥",
        "95.0",
        "%",
    ]


def test_several_targets_are_one_list() -> None:
    part = NumberTarget(op="=", number=Decimal(3), unit="场")
    target = SeveralTargets(parts=(part,))
    (line,) = lines(project(Indicator(target=target)), "indicators.csv")
    assert line["target_parts"] == '[{"kind":"number","op":"=","number":"3","unit":"场"}]'


def test_the_list_for_people_has_an_indicator_with_its_project_on_each_line() -> None:
    item = Indicator(
        seq=1, level1=Level(code="1", label="产出指标"), name="人数", annual_value="5人"
    )
    (line,) = lines(project(item, funding=Funding(total=Decimal("80.00"))), "indicator_list.csv")
    assert (line["部门"], line["项目名称"], line["总计"], line["一级指标"], line["年度指标值"]) == (
        "某局",
        "甲项目",
        "80.00",
        "产出指标",
        "5人",
    )


def test_the_archive_does_not_tell_when_it_was_made() -> None:
    assert write_tables([project()], "csv") == write_tables([project()], "csv")


def test_a_truth_value_that_is_none_is_refused() -> None:
    files = write_package([project(Indicator(name="人数"))])
    files["indicators.csv"] = files["indicators.csv"].replace(b"true", b"maybe")
    with pytest.raises(InvalidTable, match="neither true nor false"):
        read_csv_package(files, "x")


def test_a_row_listed_twice_is_refused() -> None:
    files = write_package([project()])
    head, line = files["rows.csv"].splitlines(keepends=True)
    files["rows.csv"] = head + line + line
    with pytest.raises(InvalidTable, match="Repeated key"):
        read_csv_package(files, "x")


@pytest.mark.parametrize("file", ["tables.csv", "rows.csv", "indicators.csv", "problems.csv"])
@pytest.mark.parametrize("line", [b"99\r\n", b",".join([b"9"] * 60) + b"\r\n"])
def test_a_line_of_too_few_or_too_many_cells_is_refused(file: str, line: bytes) -> None:
    files = write_package([project(Indicator(name="人数"))])
    files[file] += line
    with pytest.raises(InvalidTable):
        read_csv_package(files, "x")
