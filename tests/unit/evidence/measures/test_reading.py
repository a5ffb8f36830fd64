from __future__ import annotations

import re
from decimal import Decimal
from string import ascii_lowercase
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.evidence.measures.files import HEAD, measure, measure_file

from jiheng.errors import UnreadableFile
from jiheng.results import Accumulation
from jiheng_evidence.measures.kinds import DURATION_UNITS, NEEDS
from jiheng_evidence.measures.model import (
    Column,
    ColumnType,
    Condition,
    Kind,
    Limits,
    Measure,
    MeasureFile,
    Outliers,
    Period,
    Reference,
    Source,
    SourceFormat,
    Window,
)
from jiheng_evidence.measures.reading import read_measures
from jiheng_evidence.measures.writing import write_measures


def _refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as refusal:
        read_measures(data, name="m.toml")
    assert refusal.value.text("en").startswith("m.toml: ")
    return refusal.value.text("zh")


def _read(*lines: str) -> Measure:
    return read_measures(measure_file(measure(*lines)), name="m.toml").measures[0]


COUNT = ('kind = "count"', 'source = "pay"')


def test_conditions_are_read_in_the_order_of_columns() -> None:
    read = _read(*COUNT, 'where = { project = "P", owed = { at_least = 1.5, below = 9 } }')
    assert read.where == (
        Condition(column="owed", at_least=Decimal("1.5"), below=9),
        Condition(column="project", values=("P",)),
    )


def test_columns_may_stand_under_other_headers() -> None:
    head = HEAD.replace('owed = "decimal"', 'owed = { type = "decimal", header = "应付（元）" }')
    file = read_measures(measure_file(head=head), name="m.toml")
    column = file.sources[0].column("owed")
    assert column == Column(name="owed", type=ColumnType.DECIMAL, header="应付（元）")


FAULTS = [
    ((), "缺少 kind"),
    (('kind = "median"',), "kind 没有“median”"),
    (('kind = "count"',), "缺少 source"),
    (('kind = "count"', 'source = "other"'), "没有名为“other”的来源，已声明：pay"),
    ((*COUNT, 'colour = "red"'), "不认识的键 colour"),
    ((*COUNT, 'onwer = "x"'), "不认识的键 onwer，是否想写 owner？"),
    (('kind = "count"', 'sorce = "pay"'), "不认识的键 sorce，是否想写 source？"),
    (('knid = "count"', 'source = "pay"'), "不认识的键 knid，是否想写 kind？"),
    ((*COUNT, 'column = "owed"'), "不认识的键 column"),
    ((*COUNT, "owner = 3"), "owner 应是文字"),
    ((*COUNT, 'owner = " "'), "owner 为空或过长"),
    ((*COUNT, "minimum_sample = -1"), "minimum_sample 应在 0 到"),
    ((*COUNT, "minimum_sample = true"), "minimum_sample 应是整数"),
    ((*COUNT, "due = 2025-01-01T00:00:00"), "due 应是日期"),
    ((*COUNT, 'accumulation = "average"'), "写 accumulation 须同时写 period"),
    ((*COUNT, "where = { nothing = 1 }"), "列“nothing”未在来源“pay”中声明"),
    ((*COUNT, 'where = { owed = "x" }'), "列“owed”的值应是数字"),
    ((*COUNT, "where = { owed = [] }"), "列“owed”的值应是数字"),
    ((*COUNT, "where = { owed = nan }"), "列“owed”的值应是数字"),
    ((*COUNT, "where = { good = 1 }"), "列“good”的值应是true 或 false"),
    ((*COUNT, "where = { due = 2025-01-01T00:00:00 }"), "列“due”的值应是日期"),
    ((*COUNT, "where = { owed = { over = 1 } }"), "不认识“over”"),
    ((*COUNT, "where = { owed = {} }"), "条件不认识"),
    ((*COUNT, "where = { owed = { missing = 1 } }"), "应是true 或 false"),
    ((*COUNT, 'where = { owed = { above = "1" } }'), "应是数字"),
    ((*COUNT, 'where = { owed = { not = "1" } }'), "应是数字"),
    ((*COUNT, 'outliers = { column = "owed", k = nan }'), "outliers 应写作"),
    ((*COUNT, 'outliers = { column = "project" }'), "类型是 text"),
    (('kind = "sum"', 'source = "pay"'), "缺少 column"),
    (('kind = "sum"', 'source = "pay"', 'column = "due"'), "column 的列“due”类型是 date"),
    (('kind = "sum"', 'source = "pay"', 'column = "x"'), "未在来源"),
    (('kind = "share"', 'source = "pay"'), "缺少 numerator"),
    (
        ('kind = "duration"', 'source = "pay"', 'start_column = "due"', 'end_column = "done"'),
        "缺少 unit",
    ),
    (
        (
            'kind = "duration"',
            'source = "pay"',
            'start_column = "due"',
            'end_column = "done"',
            'unit = "年"',
            'statistic = "p0"',
        ),
        "时长的 unit 应是 分钟、小时、天",
    ),
    (
        (
            'kind = "accuracy"',
            'source = "pay"',
            'paid_column = "paid"',
            'owed_column = "owed"',
            "tolerance = -1",
        ),
        "tolerance 应是不小于 0 的数",
    ),
    (('kind = "query"',), "缺少 query"),
    (('kind = "query"', 'query = "SELECT 1"', 'source = "pay"'), "不认识的键 source"),
]


@pytest.mark.parametrize(("lines", "message"), FAULTS, ids=[said for _, said in FAULTS])
def test_a_fault_is_told_with_its_measure(lines: tuple[str, ...], message: str) -> None:
    said = _refusal(measure_file(measure(*lines)))
    assert message in said
    assert "度量“甲 / 数量”" in said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("path =", "pth ="),
        ("[sources.pay.columns]", "[sources.pay.colums]"),
        ("indicator =", "indicater ="),
        ("{ project =", "{ projet ="),
        ("version", "versoin"),
        ("table =", "tabel ="),
    ],
)
def test_a_misspelt_key_that_is_needed_is_told(old: str, new: str) -> None:
    text = measure_file(measure(*COUNT)).decode().replace(old, new)
    strange, wanted = (re.sub(r"\W|sources|pay(?=\.)", "", word) for word in (new, old))
    assert f"不认识的键 {strange}，是否想写 {wanted}？" in _refusal(text.encode())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = 1\na = 2\nb = 3", "第 2 行第 6 列：不是正确的 TOML（同一个键写了两次）"),
        ("[a]\n[a]", "同一段写了两次"),
        ("a = x", "值的写法有误"),
        ("a = 'x", "文件末尾：不是正确的 TOML（引号没有合上）"),
        ("a = [1", "括号没有合上"),
        ("名 = 1", "中文的键要加引号"),
        ("a 1", "键后面缺少 ="),
        ('a = "\\x"', "反斜线要写两个"),
        ("a = 2025-02-30", "没有这样的日期"),
        ('a = "\\uD800"', "写法有误"),
    ],
)
def test_what_is_no_toml_is_told_in_words(text: str, message: str) -> None:
    assert message in _refusal(text.encode())


def test_a_fault_is_told_with_its_line() -> None:
    data = measure_file(measure(*COUNT, "note = '''", "[[measures]]", "kind = 3", "'''", "due = 1"))
    line = data.decode().split("\n").index("due = 1") + 1
    assert f"第 {line} 行，度量“甲 / 数量”：due 应是日期" in _refusal(data)


def test_all_faults_are_told_at_once_but_no_more_than_twenty() -> None:
    measures = [measure(*COUNT, "due = 1", name=f"指标{n}") for n in range(30)]
    said = _refusal(measure_file(*measures))
    assert said.count("due 应是日期") == 20
    assert said.endswith("另有 10 处")


def test_only_one_measure_may_own_an_indicator() -> None:
    said = _refusal(measure_file(measure(*COUNT), measure("kind = 1")))
    assert "一条指标只能有一个度量" in said


SOURCE_FAULTS = [
    ('path = "pay.csv"', 'path = "pay.bin"', "看不出种类，请写 format"),
    ('path = "pay.csv"', 'format = "csv"', "缺少 path"),
    ('path = "pay.csv"', 'path = "a.db"', "缺少 table"),
    ('path = "pay.csv"', 'path = "a.db"\ntable = "a; drop"', "table 的写法不对"),
    ('path = "pay.csv"', 'format = "postgresql"\ntable = "a"', "缺少 dsn_env"),
    ('path = "pay.csv"', 'path = "pay.csv"\nencoding = "big5"', "encoding 应是 utf-8 或 gb18030"),
    ('path = "pay.csv"', 'path = "pay.csv"\nsheet = "x"', "不认识的键 sheet"),
    ('date_column = "due"', "max_age_days = 3", "写 max_age_days 须同时写 date_column"),
    ('date_column = "due"', 'date_column = "owed"', "应是 columns 中类型为 date"),
    ('owed = "decimal"', 'owed = "money"', "owed 没有“money”"),
    ('owed = "decimal"', '"a b" = "decimal"', "列名“a b”只能含文字"),
    ('owed = "decimal"', 'owed = { header = "x" }', "缺少 type"),
    ('owed = "decimal"', 'owed = { type = "decimal", header = "paid" }', "两列的表头相同"),
    ("[sources.pay]", "[sources.Pay]", "来源名称应以小写英文字母开头"),
    ("version = 1", "version = 2", "version 只能是 1"),
    ("version = 1", "", "缺少 version"),
    ("version = 1", "version = 1\nlimits = { seconds = 0 }", "seconds 应在 1 到"),
    ("version = 1", "version = 1\nmeasures = 3", "度量应写作 [[measures]]"),
    ("fiscal_year = 2025", "", "缺少 fiscal_year"),
]


@pytest.mark.parametrize(("before", "after", "message"), SOURCE_FAULTS)
def test_a_fault_of_the_head_is_told(before: str, after: str, message: str) -> None:
    assert message in _refusal(measure_file(head=HEAD.replace(before, after)))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"version = ", "不是正确的 TOML"),
        (b"version = 1 1", "第 1 行第 13 列：不是正确的 TOML"),
        (b"\xff", "不是 UTF-8 编码的文本"),
        (b"a = " + b"[" * 5000, "不是正确的 TOML"),
        (b"a = " + b"9" * 5000, "不是正确的 TOML"),
        (b"sources = { a = 3 }", "来源应是表"),
        (b"[sources.a]\npath = 'a.csv'\ncolumns = {}", "columns 为空"),
        (b"[[measures]]\nkind = 'count'", "缺少 indicator"),
        (b"[[measures]]\nindicator = { name = 'x' }", "度量的 indicator：缺少 project"),
    ],
)
def test_what_is_no_measure_file_is_refused(data: bytes, message: str) -> None:
    assert message in _refusal(data)


_names = st.text(ascii_lowercase, min_size=1, max_size=6)
_texts = st.text(min_size=1, max_size=20).filter(lambda text: text.strip() != "")
_numbers = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9),
                       max_value=10**9)  # fmt: skip
_OF_TYPE: dict[ColumnType, st.SearchStrategy[Any]] = {
    ColumnType.TEXT: _texts,
    ColumnType.INTEGER: st.integers(-(10**9), 10**9),
    ColumnType.DECIMAL: _numbers,
    ColumnType.DATE: st.dates(),
    ColumnType.DATETIME: st.datetimes(),
    ColumnType.BOOLEAN: st.booleans(),
}
SOURCE = Source(
    name="pay",
    format=SourceFormat.XLSX,
    path='台账/支付 "一".xlsx',
    sheet="表\n1",
    header_row=3,
    columns=tuple(Column(name=f"c_{kind}", type=kind, header=f"（{kind}）") for kind in ColumnType),
    date_column="c_date",
    max_age_days=4,
)


@st.composite
def _condition(draw: st.DrawFn, kind: ColumnType) -> Condition:
    values = _OF_TYPE[kind]
    column = f"c_{kind}"
    if draw(st.booleans()):
        return Condition(
            column=column, values=tuple(draw(st.lists(values, min_size=1, max_size=3)))
        )
    if draw(st.booleans()):
        return Condition(column=column, at_least=draw(values), missing=draw(st.booleans()))
    return Condition(column=column, values=(draw(values),), negated=True, below=draw(values))


@st.composite
def _measures(draw: st.DrawFn, number: int) -> Measure:
    kind = draw(st.sampled_from(list(Kind)))
    reference = Reference(
        project=draw(_texts),
        name=f"{draw(_texts)}{number}",
        seq=draw(st.none() | st.integers(0, 9)),
    )
    common: dict[str, Any] = {
        "indicator": reference,
        "kind": kind,
        "minimum_sample": draw(st.integers(0, 9)),
        "minimum_rows": draw(st.integers(0, 9)),
        "due": draw(st.none() | st.dates()),
        "target": draw(st.none() | _texts),
        "owner": draw(st.none() | _texts),
        "unit": draw(st.sampled_from(list(DURATION_UNITS))) if kind is Kind.DURATION else "",
    }
    if kind is Kind.QUERY:
        return Measure(query=draw(_texts), **common)
    kinds = draw(st.lists(st.sampled_from(list(ColumnType)), unique=True, max_size=3))
    where = sorted((draw(_condition(one)) for one in kinds), key=lambda c: c.column)
    period = draw(st.none() | st.sampled_from(list(Period)))
    return Measure(
        source="pay",
        where=tuple(where),
        numerator=(draw(_condition(ColumnType.TEXT)),) if kind is Kind.SHARE else (),
        columns={key: f"c_{types[0]}" for key, types in NEEDS[kind].columns.items()},
        window=draw(st.sampled_from(list(Window))),
        period=period,
        accumulation=draw(st.sampled_from(list(Accumulation))) if period else Accumulation.RUNNING,
        statistic=draw(st.sampled_from(["max", "average", "p95"]))
        if kind is Kind.DURATION
        else "max",
        tolerance=abs(draw(_numbers)) if kind is Kind.ACCURACY else Decimal(0),
        outliers=draw(st.none() | st.just(Outliers(column="c_integer", k=Decimal("3.5")))),
        **common,
    )


@given(st.data())
def test_what_is_written_is_read_back(data: st.DataObject) -> None:
    count = data.draw(st.integers(0, 3))
    file = MeasureFile(
        table=data.draw(_texts),
        fiscal_year=data.draw(st.integers(1990, 2100)),
        table_number=data.draw(st.none() | st.integers(1, 9)),
        as_of=data.draw(st.none() | st.dates()),
        limits=Limits(seconds=data.draw(st.integers(1, 60))),
        sources=(SOURCE,),
        measures=tuple(data.draw(_measures(number)) for number in range(count)),
    )
    assert read_measures(write_measures(file).encode(), name="m.toml") == file
