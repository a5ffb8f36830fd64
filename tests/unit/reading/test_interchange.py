from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from jiheng.bilingual import Bilingual
from jiheng.errors import InvalidTable
from jiheng.model import (
    DeadlineTarget,
    Entry,
    Funding,
    FundingLine,
    Indicator,
    NumberTarget,
    Place,
    Problem,
    ProblemSeverity,
    RangeTarget,
    Row,
    RowKind,
    SeveralTargets,
    Source,
    TableKind,
    TargetTable,
    Task,
    TextTarget,
    Traced,
)
from jiheng.reading.interchange.csv_package import read_csv_package
from jiheng.reading.interchange.fault_words import worded
from jiheng.reading.interchange.json_records import read_json
from jiheng.writing import write_package, write_tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from jiheng.model import Target

TABLE = TargetTable(
    title="项目支出绩效目标表",
    rows=(
        Row(
            kind=RowKind.PROJECT,
            name="甲项目",
            indicators=(Indicator(seq=1, name="人数", annual_value="5人"),),
        ),
    ),
)


def record() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(write_tables([TABLE], "json"))
    return made


def faults(data: bytes) -> tuple[str, ...]:
    with pytest.raises(InvalidTable) as caught:
        read_json(data, "x.json")
    return caught.value.faults


def faults_when(change: Callable[[dict[str, Any]], object]) -> tuple[str, ...]:
    made = record()
    change(made)
    return faults(json.dumps(made).encode())


def package(**files: bytes) -> dict[str, bytes]:
    changed = {f"{name}.csv": data for name, data in files.items()}
    return {**write_package([TABLE]), **changed}


def package_faults(files: dict[str, bytes]) -> tuple[str, ...]:
    with pytest.raises(InvalidTable) as caught:
        read_csv_package(files, "x.zip")
    return caught.value.faults


def test_one_object_is_one_table() -> None:
    assert read_json(write_tables([TABLE], "json"), "x") == (TABLE,)


def test_a_list_is_several_tables() -> None:
    assert read_json(write_tables([TABLE, TABLE], "json"), "x") == (TABLE, TABLE)


def test_a_table_a_line_is_several_tables() -> None:
    assert read_json(write_tables([TABLE, TABLE], "jsonl"), "x") == (TABLE, TABLE)


def test_a_byte_order_mark_does_no_harm() -> None:
    assert read_json(b"\xef\xbb\xbf" + write_tables([TABLE], "json"), "x") == (TABLE,)


def test_what_is_optional_may_be_absent() -> None:
    made = record()
    for key in ("layout", "source", "problems", "spans"):
        del made[key]
    assert read_json(json.dumps(made).encode(), "x") == (TABLE,)


def test_a_file_from_before_there_were_kinds_is_a_table_of_projects() -> None:
    made = record()
    del made["kind"]
    del made["confidence"]
    (found,) = read_json(json.dumps(made).encode(), "x")
    assert (found, found.kind, found.confidence) == (TABLE, TableKind.PROJECT_TARGETS, 1.0)


def test_a_list_where_there_is_none_is_told_with_its_place() -> None:
    (fault,) = faults_when(lambda made: made.update(department=["某局"]))
    assert "department" in fault


def test_null_is_as_good_as_absent() -> None:
    made = record()
    made["rows"][0] |= {"code": None, "score": None}
    made["rows"][0]["indicators"][0] |= {"weight": None, "actual": None}
    assert read_json(json.dumps(made).encode(), "x") == (TABLE,)


@pytest.mark.parametrize("sure", [-0.1, 1.1, "1", None])
def test_a_confidence_is_between_nought_and_one(sure: object) -> None:
    assert faults_when(lambda made: made.update(confidence=sure))[0].startswith("$.confidence: ")


def test_a_fault_within_a_line_of_money_has_its_path() -> None:
    def spoil(made: dict[str, Any]) -> None:
        made["rows"][0]["lines"] = [{"label": "其中：财政拨款", "rate": "98%"}]

    (fault,) = faults_when(spoil)
    assert fault.startswith("$.rows[0].lines[0].rate: ")


def test_a_place_of_a_field_that_says_nothing_is_dropped() -> None:
    made = record()
    made["rows"][0]["spans"] = {"goal": {"line": 3, "start": 0, "end": 0}}
    (found,) = read_json(json.dumps(made).encode(), "x")
    assert found.rows[0].traces == {}


def test_places_of_money_stand_among_those_of_their_task() -> None:
    place = Place(page=2, start=0, end=2, confidence=0.875)
    task = Task(
        name="任务",
        funding=Funding(total=Decimal("5.0")),
        traces={"total": Traced.at("5.0", (place,)), "name": Traced.at("任务", (place,))},
    )
    made = TargetTable(rows=(Row(kind=RowKind.PROJECT, name="某局", tasks=(task,)),))
    (found,) = read_json(write_tables([made], "json"), "x")
    traces = found.rows[0].tasks[0].traces
    assert {name: trace.span() for name, trace in traces.items()} == {
        "total": (place,),
        "name": (place,),
    }


def test_an_entry_without_a_value_keeps_the_place_of_its_label() -> None:
    place = Place(line=3, start=1, end=3)
    entry = Entry(label="备注", value="", trace=Traced.at("备注", (place,)))
    made = TargetTable(rows=(Row(kind=RowKind.PROJECT, name="甲", further=(entry,)),))
    (found,) = read_json(write_tables([made], "json"), "x")
    (again,) = found.rows[0].further
    assert again.trace is not None
    assert again.trace.span() == (place,)


def test_the_place_of_a_dash_for_an_amount_comes_back() -> None:
    place = Place(cell="D7", start=0, end=1)
    line = FundingLine(label="其他资金", traces={"amount": Traced.at("/", (place,))})
    made = TargetTable(rows=(Row(kind=RowKind.PROJECT, name="甲", lines=(line,)),))
    for found in (
        *read_json(write_tables([made], "json"), "x"),
        *read_csv_package(write_package([made]), "x"),
    ):
        assert found.rows[0].lines[0].traces["amount"].span() == (place,)


def test_places_come_back() -> None:
    traced = TargetTable(
        title="甲乙", traces={"title": Traced.at("甲乙", (Place(line=3, start=1, end=3),))}
    )
    (found,) = read_json(write_tables([traced], "json"), "x")
    assert found.traces["title"].span() == (Place(line=3, start=1, end=3),)


def test_every_fault_is_reported_with_its_path() -> None:
    def spoil(made: dict[str, Any]) -> None:
        made["fiscal_year"] = "2024"
        made["extra"] = 1
        row = made["rows"][0]
        row["kind"] = "total"
        del row["goal"]
        row["indicators"][0]["complete"] = None

    assert [fault.partition(": ")[0] for fault in faults_when(spoil)] == [
        "$.fiscal_year",
        "$.rows[0].kind",
        "$.rows[0].goal",
        "$.rows[0].indicators[0].complete",
        "$.extra",
    ]


@pytest.mark.parametrize(
    "target",
    [
        {"kind": "number", "op": "≥", "number": "NaN", "unit": ""},
        {"kind": "number", "op": "≥", "number": "1E9", "unit": ""},
        {"kind": "number", "op": "≥", "number": 95, "unit": ""},
        {"kind": "number", "op": "≧", "number": "95", "unit": ""},
        {"kind": "deadline", "year": 2024, "month": 2, "day": 30},
        {"kind": "deadline", "year": 2024, "month": 13, "day": None},
        {"kind": "several", "parts": [{"kind": "text"}]},
        {"kind": "guess"},
    ],
)
def test_a_target_that_means_nothing_is_refused(target: dict[str, object]) -> None:
    def spoil(made: dict[str, Any]) -> None:
        made["rows"][0]["indicators"][0]["target"] = target

    (fault,) = faults_when(spoil)
    assert fault.startswith("$.rows[0].indicators[0].target")


def test_the_faults_of_each_line_are_reported() -> None:
    good = write_tables([TABLE], "jsonl")
    found = faults(good + b'{"schema": "jiheng/table/1"}\n' + b"{\n" + good)
    assert [fault for fault in found if "title" in fault or "line 3" in fault] == [
        "line 2 $.title: Missing required field",
        "line 3 Input data was truncated",
    ]


def test_lines_are_told_from_one_object_over_several_lines() -> None:
    made = record()
    made["rows"] = 1
    assert faults(json.dumps(made, indent=1).encode()) == ("$.rows: Expected `array`, got `int`",)


def test_lines_of_faults_end_the_list_early() -> None:
    found = faults(b'{"schema": "jiheng/table/1"}\n' * 1000)
    assert len(found) < 100


def test_a_file_of_faults_ends_the_list_early() -> None:
    assert len(faults(b"[" + b"1," * 1000 + b"1]")) < 60


@pytest.mark.parametrize(
    "data", [b"", b"{", b"nul", b"[" * 100_000, b'{"a":' * 100_000, b"\xff\xfe"]
)
def test_what_is_no_json_is_refused(data: bytes) -> None:
    assert faults(data)


def test_a_package_comes_back() -> None:
    assert read_csv_package(write_package([TABLE, TABLE]), "x") == (TABLE, TABLE)


NUMBER = NumberTarget(op="≥", number=Decimal("2.50"), unit="'口")
RANGE = RangeTarget(low=Decimal(3), high=Decimal(5), unit="口")


@pytest.mark.parametrize(
    "target",
    [
        TextTarget(),
        NUMBER,
        RANGE,
        DeadlineTarget(year=2026, month=12, day=None),
        DeadlineTarget(year=None, month=2, day=29),
        SeveralTargets(parts=(NUMBER, RANGE)),
    ],
)
def test_a_target_and_the_file_it_was_read_from_come_back(target: Target) -> None:
    indicator = Indicator(name="人数", target=target)
    row = Row(kind=RowKind.PROJECT, name="甲", indicators=(indicator,))
    source = Source(name="甲.pdf", sha256="0" * 64, media_type="application/pdf", pages=3)
    told = Problem(
        code="lost-name",
        message=Bilingual("无名", "no name"),
        severity=ProblemSeverity.WARNING,
        span=(),
        row=0,
        indicator=0,
    )
    made = TargetTable(source=source, rows=(row,), problems=(told,))
    assert read_csv_package(write_package([made]), "x") == (made,)
    assert read_json(write_tables([made], "json"), "x") == (made,)


@pytest.mark.parametrize("said", ["yes", "True"])
def test_a_cell_that_is_neither_true_nor_false_is_refused(said: str) -> None:
    data = write_package([TABLE])["indicators.csv"].replace(b",true,", f",{said},".encode())
    (fault,) = package_faults(package(indicators=data))
    assert said in fault


def test_a_package_without_one_of_its_files_is_refused() -> None:
    files = write_package([TABLE])
    del files["rows.csv"]
    assert "rows.csv: Missing" in package_faults(files)


def test_a_missing_column_is_named() -> None:
    assert package_faults(package(tables=b"table,title\r\n0,x\r\n"))[0] == (
        "tables.csv line 2: Missing column 'source_sha256'"
    )


def test_an_indicator_of_no_row_is_refused() -> None:
    files = write_package([TABLE])
    files["indicators.csv"] = files["indicators.csv"].replace(b"\r\n0,0,0", b"\r\n0,7,0")
    assert package_faults(files) == ("indicators.csv: 0, 7, 0 belongs to no line above it",)


def test_a_cell_that_is_no_number_is_refused_with_its_line() -> None:
    files = write_package([TABLE])
    files["indicators.csv"] = files["indicators.csv"].replace(b"0,0,0,1,", b"0,0,0,one,")
    assert package_faults(files)[0].startswith("indicators.csv line 2: ")


def test_a_record_that_breaks_the_contract_is_refused_with_its_path() -> None:
    files = write_package([TABLE])
    files["rows.csv"] = files["rows.csv"].replace(b"project", b"section")
    assert package_faults(files)[0].startswith("$[0].rows[0].kind: ")


def test_bytes_that_are_no_utf8_are_refused() -> None:
    assert package_faults(package(tables="表,题".encode("gb18030")))


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("line 2 $.title: Missing required field", "第 2 行 $.title：缺少必填字段"),
        ("line 3 Input data was truncated", "第 3 行：内容不完整，JSON 没有写完"),
        ("Integer value out of range - at `$[...]`", "数的位数过多，超出范围"),
        ("JSON is malformed: invalid character (byte 5)", "JSON 格式有误（第 5 个字节）"),
        ("$.rows: Expected `array`, got `int`", "$.rows：应为列表，却是整数"),
        ("$.year: Expected `int | null`, got `str`", "$.year：应为整数或null，却是文本"),
        ("$.n: Expected `int` >= 1", "$.n：应为不小于 1 的整数"),
        (
            r"$.total: Expected `str` matching regex '^-?[0-9]+(\\.[0-9]+)?$'",
            "$.total：应为写成数字（如 12.50）的文本",
        ),
        ("rows.csv: Missing", "rows.csv：缺少此文件"),
        ("tables.csv line 2: Missing column 'x'", "tables.csv 第 2 行：缺少列 'x'"),
        ("line contains NUL", "line contains NUL"),
    ],
)
def test_faults_are_told_in_chinese_with_their_path(fault: str, words: str) -> None:
    assert (worded(fault).zh, worded(fault).en) == (words, fault)
