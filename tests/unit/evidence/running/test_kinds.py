from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from tests.unit.evidence.measures.files import indicator, measure, measure_file, table
from tests.unit.evidence.running.runs import AS_OF, computed, file_in, write_pay

from jiheng.model import Indicator, NumberActual
from jiheng.reading.grammar.targets import read_target
from jiheng_evidence.measures.binding import bind
from jiheng_evidence.measures.reading import read_measures
from jiheng_evidence.reports.words import value_text
from jiheng_evidence.running.amounts import slipped_amount
from jiheng_evidence.running.judging import Judge
from jiheng_evidence.running.outcome import AlarmKind
from jiheng_evidence.running.spans import Span

if TYPE_CHECKING:
    from pathlib import Path

    from jiheng_evidence.running.outcome import Result

ROWS = [
    # project, due, done, owed, paid, good
    ("A", "2024-12-30", "2024-12-30", 7, 7, "是"),  # the year before
    ("A", "2025-01-10", "2025-01-10", 100, 100, "是"),
    ("A", "2025-02-10", "2025-02-12", 100, 90, "否"),
    ("A", "2025-03-10", "", 300, "", "是"),
    ("A", "2026-01-10", "", 50, "", ""),  # the year after
    ("B", "2025-04-10", "2025-04-01", 10, 10, "是"),
    ("", "", "2025-05-01", 1, 1, "是"),  # nobody knows when
]
DURATION = (
    'kind = "duration"',
    'start_column = "due"',
    'end_column = "done"',
    'unit = "天"',
)
A = 'where = { project = "A" }'
CASES = [
    (('kind = "count"',), "4"),
    (('kind = "count"', A), "3"),
    (('kind = "count"', A, 'window = "all"'), "4"),
    (('kind = "count"', 'where = { project = ["A", "B"], owed = { above = 10 } }'), "3"),
    (('kind = "count"', "where = { paid = { missing = true } }"), "1"),
    (('kind = "count"', 'where = { project = { not = "A" } }'), "1"),
    (('kind = "count"', 'where = { project = "Z" }'), ""),
    (('kind = "count"', 'where = { project = "Z" }', "minimum_rows = 0"), "0"),
    (('kind = "count_distinct"', 'column = "project"'), "2"),
    (('kind = "sum"', A, 'column = "paid"', 'unit = "元"'), "190元"),
    (('kind = "sum"', 'where = { project = "Z" }', 'column = "paid"', "minimum_rows = 0"), "0"),
    (('kind = "average"', A, 'column = "paid"', 'unit = "元"'), "95元（190/2）"),
    (('kind = "average"', A, 'column = "paid"', 'unit = "%"'), "95%（1.9/2）"),
    (('kind = "share"', A, "numerator = { good = true }"), "66.6667%（2/3）"),
    (('kind = "share"', A, "numerator = { good = true }", 'column = "owed"'), "80%（400/500）"),
    (('kind = "on_time"', A, 'done_column = "done"', 'due_column = "due"'), "33.3333%（1/3）"),
    ((*DURATION, A), "297天"),
    ((*DURATION, A, 'statistic = "average"'), "99.6667天（299/3）"),
    ((*DURATION, A, 'statistic = "p50"'), "2天"),
    (('kind = "latest"', A, 'column = "paid"'), "90"),
    (('kind = "last_date"', 'where = { project = "B" }', 'column = "done"'), "2025-04-01"),
    (('kind = "last_date"', A, 'column = "done"'), ""),
    (
        ('kind = "accuracy"', A, 'paid_column = "paid"', 'owed_column = "owed"'),
        "50%（1/2）",
    ),
    (
        ('kind = "accuracy"', A, 'paid_column = "paid"', 'owed_column = "owed"', "tolerance = 10"),
        "100%（2/2）",
    ),
    (('kind = "query"', 'query = "SELECT sum(paid) AS value FROM pay"'), "208"),
    (('kind = "query"', 'query = "SELECT NULL AS value"'), ""),
    (('kind = "query"', 'query = "SELECT 1 AS numerator, 3 AS denominator"'), "33.3333%（1/3）"),
    (('kind = "query"', 'query = "SELECT max(due) AS done_on FROM pay"'), "2026-01-10"),
    (('kind = "query"', 'query = "SELECT $fiscal_year + 0.5 AS value, 3 AS rows"'), "2025.5"),
    (('kind = "query"', 'query = "SELECT 3 AS value WHERE false"'), ""),
]


def _result(
    folder: Path, *lines: str, as_of: date = AS_OF, asked: Indicator | None = None
) -> Result:
    write_pay(folder, ROWS)
    named = () if any(line.startswith("query") for line in lines) else ('source = "pay"',)
    file = file_in(folder, measure(*named, *lines))
    (bound,) = bind([table(甲=[asked or indicator("数量")])], file.measures, name="m.toml")
    found = computed(file, as_of)
    assert found.failures == {}
    sources = {source.name: source for source in file.sources}
    loaded = {source.name: source for source in found.sources}
    judge = Judge(Span(2025, as_of), sources, loaded, None)
    return judge.result(bound, file.measures[0], found.facts[0])


@pytest.mark.parametrize(("lines", "value"), CASES, ids=[" ".join(lines) for lines, _ in CASES])
def test_a_kind_computes_its_value(tmp_path: Path, lines: tuple[str, ...], value: str) -> None:
    assert value_text(_result(tmp_path, *lines)) == value


@pytest.mark.parametrize(
    ("lines", "value", "blank"),
    [
        (("numerator = { good = true }",), "75%（3/4）", 1),
        (("numerator = { good = { not = false } }",), "75%（3/4）", 1),
        (("numerator = { good = true, owed = { below = 50 } }",), "20%（1/5）", 0),
        (("numerator = { good = { missing = true } }",), "20%（1/5）", 0),
        (("numerator = { good = true }", 'column = "owed"'), "80.2761%（407/507）", 1),
        (("numerator = { good = true }", A, "minimum_sample = 4"), "75%（3/4）", 1),
        (("numerator = { good = true }", "where = { owed = 50 }"), "", 1),
    ],
)
def test_a_record_that_does_not_say_is_left_out_of_a_share_and_told(
    tmp_path: Path, lines: tuple[str, ...], value: str, blank: int
) -> None:
    more = () if any(line.startswith("where") for line in lines) else (A,)
    result = _result(
        tmp_path, 'kind = "share"', 'window = "all"', *lines, *more, as_of=date(2026, 2, 1)
    )
    told = [alarm.message.zh for alarm in result.alarms if alarm.kind is AlarmKind.BLANK]
    assert value_text(result) == value
    assert told == [f"有 {blank} 条记录该列空白，没有计入"] * bool(blank)


def test_a_blank_amount_is_neither_right_nor_wrong_and_told(tmp_path: Path) -> None:
    result = _result(
        tmp_path, 'kind = "accuracy"', A, 'paid_column = "paid"', 'owed_column = "owed"'
    )
    assert [alarm.message.zh for alarm in result.alarms] == ["有 1 条记录该列空白，没有计入"]


def test_rows_after_the_day_of_judging_do_not_count(tmp_path: Path) -> None:
    result = _result(tmp_path, 'kind = "count"', as_of=date(2025, 2, 1))
    assert value_text(result) == "1"


@pytest.mark.parametrize(
    ("query", "rows"),
    [("SELECT sum(paid) AS value FROM pay", None), ("SELECT 1 AS value, 7 AS rows", 7)],
)
def test_records_of_a_query_are_told_only_where_it_counts_them(
    tmp_path: Path, query: str, rows: int | None
) -> None:
    result = _result(tmp_path, 'kind = "query"', f'query = "{query}"')
    assert result.rows == rows
    assert result.actual is not None
    assert {one.rows for one in result.actual.evidence} <= {rows}


def test_what_is_not_yet_due_is_not_late(tmp_path: Path) -> None:
    lines = ('kind = "on_time"', A, 'window = "all"', 'done_column = "done"', 'due_column = "due"')
    assert value_text(_result(tmp_path, *lines)) == "50%（2/4）"


def test_an_actual_value_names_its_evidence(tmp_path: Path) -> None:
    result = _result(tmp_path, 'kind = "count"', A)
    assert result.actual is not None
    (evidence,) = result.actual.evidence
    assert (evidence.source, evidence.rows, len(evidence.sha256 or "")) == ("pay.csv", 3, 64)
    assert evidence.query is not None
    assert "\"project\" = 'A'" in evidence.query


QUERIES = {
    "query": "SELECT max(rate) AS value FROM rate",
    "parts": "SELECT 1 AS numerator, 200 AS denominator",
}


def _rate(folder: Path, kind: str, value: float, code: str, target: str = "≥85%") -> Result:
    book = xlsxwriter.Workbook(str(folder / "rate.xlsx"))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["due", "rate"])
    for row in (1, 2):
        sheet.write(row, 0, f"2025-03-0{row}")
        sheet.write(row, 1, value, book.add_format({"num_format": code}))
    book.close()
    head = (
        'version = 1\ntable = "table.json"\nfiscal_year = 2025\n\n[sources.rate]\n'
        'path = "rate.xlsx"\ndate_column = "due"\n\n[sources.rate.columns]\n'
        'due = "date"\nrate = "decimal"\n'
    )
    lines = measure(f'kind = "{kind}"', 'source = "rate"', 'column = "rate"')
    if kind in QUERIES:
        lines = measure('kind = "query"', f'query = "{QUERIES[kind]}"')
    file = read_measures(measure_file(lines, head=head), name="m.toml", folder=folder)
    wanted = Indicator(name="数量", annual_value=target, target=read_target(target))
    (bound,) = bind([table(甲=[wanted])], file.measures, name="m.toml")
    found = computed(file)
    sources = {source.name: source for source in file.sources}
    judge = Judge(Span(2025, AS_OF), sources, {one.name: one for one in found.sources}, None)
    return judge.result(bound, file.measures[0], found.facts[0])


@pytest.mark.parametrize(
    ("kind", "value", "code", "target", "said"),
    [
        ("latest", 0.96, "0.0%", "≥85%", "met 96%"),
        ("latest", 0.0096, "0.0%", "≥85%", "unjudged 0.96%"),
        ("average", 0.96, "0%", "≥85%", "met 96%（1.92/2）"),
        ("latest", 96, "0.0", "≥85%", "met 96%"),
        ("latest", 0.96, "0.0", "≥85%", "unjudged 0.96%"),
        ("latest", 0.96, "0.0", "85%-90%", "unjudged 0.96%"),
        ("average", 0.96, "0.0", "≥85%", "unjudged 0.96%（0.0192/2）"),
        ("query", 0.96, "0.0%", "≥85%", "unjudged 0.96%"),
        ("latest", 0.96, "0.0", "≤20%", "met 0.96%"),
        ("parts", 0.96, "0.0", "≥85%", "partly 0.5%（1/200）"),
        ("latest", 0.96, "0.0", "≥0.5%", "met 0.96%"),
        ("latest", 0, "0.0", "≥85%", "missed 0%"),
        ("latest", 0.96, "0%", "≥0.5", "met 0.96"),
    ],
)
def test_per_cent_is_read_as_it_is_shown_and_doubted_where_it_is_not(
    tmp_path: Path, kind: str, value: float, code: str, target: str, said: str
) -> None:
    result = _rate(tmp_path, kind, value, code, target)
    assert f"{result.state} {value_text(result)}" == said
    slipped = [alarm.kind.value for alarm in result.alarms]
    assert slipped == (["unit-slip"] if said.startswith("unjudged") else [])


@pytest.mark.parametrize(
    ("printed", "kinds"),
    [("3期", ["unit-slip"]), ("≥3期", []), ("0.04万期", []), ("3米", []), ("按期完成", [])],
)
def test_a_thousand_times_what_is_asked_for_exactly_is_doubted(
    printed: str, kinds: list[str]
) -> None:
    value = NumberActual(number=Decimal(300_000), unit="期")
    found = slipped_amount(read_target(printed), value)
    assert [alarm.kind.value for alarm in found] == kinds


ALARMS = [
    (('kind = "count"', 'where = { project = "Z" }'), ["missing"]),
    (('kind = "count"', "minimum_rows = 9"), ["missing"]),
    (('kind = "count"', "max_age_days = 300"), []),
    (('kind = "count"', "max_age_days = 30"), ["stale"]),
    (('kind = "count"', 'period = "month"'), ["gap"]),
    (('kind = "count"', 'period = "quarter"', 'where = { project = "A" }'), ["gap"]),
    (('kind = "sum"', 'column = "paid"'), ["blank"]),
    (('kind = "last_date"', 'column = "done"'), ["unfinished"]),
    ((*DURATION,), ["contrary", "unended"]),
]


@pytest.mark.parametrize(("lines", "kinds"), ALARMS, ids=[" ".join(lines) for lines, _ in ALARMS])
def test_an_alarm_is_raised(tmp_path: Path, lines: tuple[str, ...], kinds: list[str]) -> None:
    result = _result(tmp_path, *lines)
    assert [alarm.kind.value for alarm in result.alarms] == kinds


def test_a_gap_names_its_periods(tmp_path: Path) -> None:
    result = _result(tmp_path, 'kind = "count"', 'period = "month"', as_of=date(2025, 6, 15))
    assert result.alarms[0].message.zh == "缺期：2025-05没有数据"
    result = _result(tmp_path, 'kind = "count"', 'period = "quarter"')
    assert result.alarms[0].message.en == "no data for 2025Q3, 2025Q4"


@pytest.mark.parametrize(
    ("how", "value", "state"),
    [("average", "", "unjudged"), ("latest", "", "unjudged"), ("per-period", "", "unjudged")],
)
def test_a_period_without_data_is_not_nought(
    tmp_path: Path, how: str, value: str, state: str
) -> None:
    lines = ('kind = "count"', 'period = "month"', f'accumulation = "{how}"')
    result = _result(tmp_path, *lines)
    assert (value_text(result), result.state.value) == (value, state)


def test_periods_that_all_have_data_make_one_value(tmp_path: Path) -> None:
    lines = ('kind = "sum"', A, 'column = "owed"', 'period = "month"', 'accumulation = "average"')
    result = _result(tmp_path, *lines, as_of=date(2025, 3, 31))
    assert value_text(result) == "166.6667"


MONTHLY = ('period = "month"', 'accumulation = "per-period"')


@pytest.mark.parametrize(
    ("value", "lines", "obstacle"),
    [
        ("每月≥3家", (), "unlike-periods"),
        ("≥3家/月", (), "unlike-periods"),
        ("每周≥3家", MONTHLY, "unlike-periods"),
        ("每月≥3家", ('period = "month"',), "unlike-periods"),
        ("每月≥3家", MONTHLY, "missing-data"),
        ("≥3家", (), None),
        ("≥3家/月", ('unit = "家/月"',), None),
    ],
)
def test_what_is_asked_for_each_period_is_not_met_by_a_year(
    tmp_path: Path, value: str, lines: tuple[str, ...], obstacle: str | None
) -> None:
    result = _result(tmp_path, 'kind = "count"', *lines, asked=indicator("数量", value))

    assert result.verdict is not None
    assert result.verdict.obstacle == obstacle


def test_an_average_of_periods_may_be_asked_for_each(tmp_path: Path) -> None:
    asked = indicator("数量", "每月≥3家")
    lines = ('kind = "average"', 'column = "owed"', A)
    assert _result(tmp_path, *lines, asked=asked).state.value == "met"


def test_a_sample_that_is_too_small_is_no_ground(tmp_path: Path) -> None:
    result = _result(tmp_path, 'kind = "count"', "minimum_sample = 9")
    assert result.verdict is not None
    assert result.verdict.obstacle == "sample-too-small"
