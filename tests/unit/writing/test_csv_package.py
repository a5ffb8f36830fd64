from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest

from jiheng.errors import InvalidTable
from jiheng.model import (
    Entry,
    Funding,
    FundingLine,
    Indicator,
    Level,
    NumberTarget,
    Place,
    Row,
    RowKind,
    SeveralTargets,
    Source,
    TableKind,
    TargetTable,
    Task,
    Traced,
)
from jiheng.reading.interchange.csv_package import read_csv_package
from jiheng.writing import write_package, write_tables


def lines(table: TargetTable, file: str) -> list[dict[str, str]]:
    text = write_package([table])[file].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


LATER = frozenset(
    [
        "code",
        "department",
        "period",
        "period_goal",
        "goal_actual",
        "score",
        "grade",
        "kind",
        "confidence",
        "explanation",
        "sign",
        "unit",
        "weight",
        "scoring_rule",
        "actual",
        "forecast",
        "deviation",
        "likelihood",
    ]
)
"""Columns that the first packages did not have in one file or another."""


def without(data: bytes, columns: frozenset[str]) -> bytes:
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    found = list(csv.DictReader(text))
    kept = [name for name in found[0] if name not in columns]
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, kept, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(found)
    return stream.getvalue().encode()


def project(*indicators: Indicator, funding: Funding | None = None) -> TargetTable:
    row = Row(kind=RowKind.PROJECT, name="甲项目", funding=funding, indicators=indicators)
    return TargetTable(department="某局", rows=(row,))


def test_each_file_begins_with_a_byte_order_mark() -> None:
    files = write_package([project()])
    marked = [name for name, data in files.items() if data.startswith(b"\xef\xbb\xbf")]
    assert marked == [name for name in files if name.endswith(".csv")]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "=cmd",
            "=1+1",
            "+cmd",
            "-2+3+cmd|' /C calc'!A0",
            "@SUM(A1)",
            "\t=1",
            "\r1",
            "\n1",
            "'甲",
        ),
        *("-5%+A1", "--5", "=5", "-5e3", "+1-1", "- 5", "-5\n"),
        *("＝1+1", "＋cmd", "－2+3", "＠SUM(A1)", "＝＋A1"),
    ],
)
def test_a_text_like_a_formula_is_guarded(text: str) -> None:
    (line,) = lines(TargetTable(title=text), "tables.csv")
    assert line["title"] == f"'{text}"


@pytest.mark.parametrize(
    "text", ["＝", "－5%", "＋３", "=", "-", "+", "-5%", "+3", "-1,234.50", "-0.5％", "5", "甲=乙"]
)
def test_a_harmless_text_is_left_as_it_is(text: str) -> None:
    (line,) = lines(TargetTable(title=text), "tables.csv")
    assert line["title"] == text


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


def evaluated() -> TargetTable:
    """A self-evaluation with entries of a row, a line of money, a task and an indicator."""
    note = Entry(label="备注", value="=无")
    row = Row(
        kind=RowKind.PROJECT,
        name="甲项目",
        score=Decimal("98.6"),
        lines=(
            FundingLine(label="年度资金总额", budget=Decimal("10.00"), further=(note,)),
            FundingLine(label="其他资金"),
        ),
        tasks=(Task(name="任务", funding=Funding(total=Decimal("3.0")), further=(note,)),),
        indicators=(Indicator(name="人数", weight=Decimal(10), actual="50人", further=(note,)),),
        further=(note,),
    )
    return TargetTable(kind=TableKind.SELF_EVALUATION, rows=(row,))


def test_what_few_forms_print_has_files_only_where_it_is_printed() -> None:
    few = {"funding_lines.csv", "tasks.csv", "entries.csv"}
    assert (few & set(write_package([project()])), few - set(write_package([evaluated()]))) == (
        set(),
        set(),
    )


def test_the_descriptor_names_the_files_of_the_package() -> None:
    for made in (project(), evaluated()):
        files = write_package([made])
        resources = json.loads(files["datapackage.json"])["resources"]
        assert [each["path"] for each in resources] == [f for f in files if f.endswith(".csv")]


def test_a_line_of_money_is_spread_over_columns() -> None:
    first, second = lines(evaluated(), "funding_lines.csv")
    assert (first["line"], first["label"], first["budget"], first["executed"]) == (
        "0",
        "年度资金总额",
        "10.00",
        "",
    )
    assert (second["line"], second["label"]) == ("1", "其他资金")


def test_an_entry_names_what_it_belongs_to() -> None:
    found = [
        (line["entry"], line["line"], line["task"], line["indicator"], line["value"])
        for line in lines(evaluated(), "entries.csv")
    ]
    assert found == [
        ("0", "", "", "", "'=无"),
        ("1", "0", "", "", "'=无"),
        ("2", "", "0", "", "'=无"),
        ("3", "", "", "0", "'=无"),
    ]


def test_a_package_of_a_self_evaluation_comes_back() -> None:
    assert read_csv_package(write_package([evaluated()]), "x") == (evaluated(),)


def test_a_package_from_before_self_evaluations_is_read() -> None:
    files = write_package([project(Indicator(name="人数"))])
    files["tables.csv"] = without(files["tables.csv"], LATER - {"department"})
    files["rows.csv"] = without(files["rows.csv"], LATER - {"kind"})
    files["indicators.csv"] = without(files["indicators.csv"], LATER)
    assert read_csv_package(files, "x") == (project(Indicator(name="人数")),)


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        (b"0,0,3,,,7,", "entries.csv: 0, 0, , , 7, 3 belongs to no line above it"),
        (b"0,9,3,,,,", "entries.csv: 0, 9, , , , 3 belongs to no line above it"),
        (b"0,0,3,0,,0,", "entries.csv: 0, 0, 0, , 0, 3 belongs to several lines"),
    ],
)
def test_an_entry_of_nothing_or_of_several_things_is_refused(keys: bytes, fault: str) -> None:
    files = write_package([evaluated()])
    files["entries.csv"] = files["entries.csv"].replace(b"0,0,3,,,0,", keys)
    with pytest.raises(InvalidTable) as caught:
        read_csv_package(files, "x")
    assert caught.value.faults == (fault,)


@pytest.mark.parametrize("sure", [b"nan", b"2", b"sure", b'"""1"""'])
def test_a_confidence_that_is_none_is_refused(sure: bytes) -> None:
    files = write_package([project()])
    files["tables.csv"] = files["tables.csv"].replace(b",1.0,", b"," + sure + b",")
    with pytest.raises(InvalidTable):
        read_csv_package(files, "x")


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


@pytest.mark.parametrize(
    "file",
    [
        "tables.csv",
        "rows.csv",
        "funding_lines.csv",
        "tasks.csv",
        "indicators.csv",
        "entries.csv",
        "problems.csv",
    ],
)
@pytest.mark.parametrize("line", [b"99\r\n", b",".join([b"9"] * 60) + b"\r\n"])
def test_a_line_of_too_few_or_too_many_cells_is_refused(file: str, line: bytes) -> None:
    files = write_package([evaluated()])
    files[file] += line
    with pytest.raises(InvalidTable):
        read_csv_package(files, "x")


def test_the_list_for_people_says_where_an_indicator_is_from() -> None:
    places = (Place(page=3, start=0, end=1), Place(page=4, start=0, end=1))
    item = Indicator(name="人数", traces={"name": Traced.at("人数", places)})
    row = Row(kind=RowKind.PROJECT, name="甲项目", code="44", indicators=(item,))
    source = Source(name="甲.pdf", sha256="0" * 64, media_type="application/pdf")
    (line,) = lines(TargetTable(rows=(row,), source=source), "indicator_list.csv")
    assert (line["文件"], line["页"], line["项目编码"]) == ("甲.pdf", "3–4", "44")
    assert list(line)[-3:] == ["文件", "页", "项目编码"]
