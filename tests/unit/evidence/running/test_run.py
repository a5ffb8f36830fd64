from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.evidence.measures.files import HEAD, indicator, measure, measure_file, table
from tests.unit.evidence.running.runs import AS_OF, write_pay

from jiheng_evidence.measures.binding import bind
from jiheng_evidence.measures.reading import read_measures
from jiheng_evidence.running.outcome import State
from jiheng_evidence.running.run import run_measures

if TYPE_CHECKING:
    from pathlib import Path

    from jiheng_evidence.running.outcome import Run

HASTY = HEAD.replace("[sources.pay]", "[limits]\nseconds = 1\n\n[sources.pay]")
QUERY = 'kind = "query"'
COUNT = ('kind = "count"', 'source = "pay"')


def _run(folder: Path, *measures: str, head: str = HASTY) -> Run:
    file = read_measures(measure_file(*measures, head=head), name="m.toml", folder=folder)
    names = [one.indicator.name for one in file.measures]
    tables = [table(甲=[*map(indicator, names), indicator("没有度量的")])]
    bounds = bind(tables, file.measures, name="m.toml")
    return run_measures(file, bounds, as_of=AS_OF)


def _states(run: Run) -> list[State]:
    return [result.state for result in run.results]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_pay(
        tmp_path, [("A", f"2025-{m:02d}-01", "", 100, 100 + m % 3, "是") for m in range(1, 9)]
    )
    return tmp_path


def test_an_indicator_without_a_measure_is_told_as_unbound(folder: Path) -> None:
    assert _states(_run(folder, measure(*COUNT))) == [State.MET, State.UNBOUND]


def test_nothing_is_loaded_when_there_is_no_measure(folder: Path) -> None:
    run = _run(folder)
    assert (_states(run), run.sources) == ([State.UNBOUND], ())


def test_what_takes_the_process_down_takes_no_other_measure_with_it(folder: Path) -> None:
    bomb = "SELECT length(lpad('x', 2000000000, 'y')) AS value"
    run = _run(
        folder,
        measure(*COUNT, name="一"),
        measure(QUERY, f'query = "{bomb}"', name="二"),
        measure(QUERY, 'query = "SELECT count(*) AS value FROM pay"', name="三"),
    )
    assert _states(run) == [State.MET, State.FAILED, State.MET, State.UNBOUND]
    assert run.results[1].failure is not None
    assert "中止" in run.results[1].failure.zh


def test_a_refused_query_says_why(folder: Path) -> None:
    run = _run(folder, measure(QUERY, "query = \"SELECT * FROM read_csv('/etc/passwd')\""))
    assert run.results[0].failure is not None
    assert run.results[0].failure.zh == "查询被拒绝：不能使用表函数 read_csv"


RESULTS = [
    ("SELECT 1 AS value, 2 AS other", "查询结果的列应是 value"),
    ("SELECT 1 AS value, 2 AS value", "查询结果的列应是 value"),
    ("SELECT due AS value FROM pay", "多于一行"),
    ("SELECT 'x' AS value", "value 应是数字"),
    ("SELECT true AS value", "value 应是数字"),
    ("SELECT 'nan'::DOUBLE AS value", "value 应是有限的数字"),
    ("SELECT 1e30 AS value", "10 的 18 次方"),
    ("SELECT -1e300 AS value", "10 的 18 次方"),
    ("SELECT '170141183460469231731687303715884105727'::HUGEINT AS value", "10 的 18 次方"),
    ("SELECT 1 AS value, 1e300 AS rows", "10 的 18 次方"),
    ("SELECT DATE '200000-01-01' AS done_on", "done_on 应是日期"),
    ("SELECT 1 AS done_on", "done_on 应是日期"),
    ("SELECT 1 AS value, -1 AS rows", "rows 应是个数"),
    ("SELECT nothing AS value FROM pay", "查询有误"),
]


@pytest.mark.parametrize(("query", "message"), RESULTS)
def test_a_result_of_another_form_is_refused(folder: Path, query: str, message: str) -> None:
    run = _run(folder, measure(QUERY, f'query = "{query}"'))
    assert run.results[0].failure is not None
    assert message in run.results[0].failure.zh


def test_a_source_that_cannot_be_read_fails_its_measures_alone(folder: Path) -> None:
    (folder / "pay.csv").write_text("project,due,done,owed,paid,good\nA,2025,,1,1,是\n", "utf-8")
    run = _run(
        folder,
        measure(*COUNT, name="一"),
        measure(QUERY, 'query = "SELECT sum(paid) AS value FROM pay"', name="二"),
        measure(QUERY, 'query = "SELECT 3 AS value"', name="三"),
    )
    assert _states(run) == [State.FAILED, State.FAILED, State.MET, State.UNBOUND]
    assert run.unread["pay"].zh == "pay.csv：第 2 行“due”的值“2025”不是日期"


def test_a_sum_that_is_too_large_is_not_computed(folder: Path) -> None:
    write_pay(folder, [("A", "2025-01-01", "", 9 * 10**17, 1, "是")] * 2)
    run = _run(
        folder,
        measure('kind = "sum"', 'source = "pay"', 'column = "owed"', name="一"),
        measure(*COUNT, name="二"),
    )
    assert _states(run) == [State.FAILED, State.PARTLY, State.UNBOUND]
    assert run.results[0].failure is not None
    assert "10 的 18 次方" in run.results[0].failure.zh


def test_records_that_lack_what_conditions_ask_of_are_told_once(folder: Path) -> None:
    write_pay(folder, [("", "2025-01-01", "", 1, 1, "是"), ("A", "2025-01-01", "", 1, 1, "是")])
    run = _run(folder, measure(*COUNT, 'where = { project = "A", done = { missing = true } }'))
    assert [alarm.message.zh for alarm in run.alarms["pay"]] == [
        "有 1 条记录的 project 空白，按条件取数时没有计入"
    ]


def test_records_without_a_date_are_told_once(folder: Path) -> None:
    write_pay(folder, [("A", "", "", 1, 1, "是"), ("A", "2025-01-01", "", 1, 1, "是")])
    run = _run(folder, measure(*COUNT))
    assert [alarm.kind.value for alarm in run.alarms["pay"]] == ["undated"]


def _outlying(folder: Path, paid: list[float]) -> list[tuple[str, tuple[int, ...]]]:
    write_pay(folder, [("A", "2025-01-01", "", 1, amount, "是") for amount in paid])
    run = _run(folder, measure(*COUNT, 'outliers = { column = "paid" }'))
    return [(alarm.kind.value, alarm.records) for alarm in run.results[0].alarms]


@pytest.mark.parametrize(
    ("paid", "alarms"),
    [
        ([100, 101, 99, 100, 102, 98], []),
        ([100, 101, 99, 100, 102, 250], [("outlier", (6,))]),
        ([100, 100, 100, 100, 100, 107], [("outlier", (6,))]),
        ([100, 101, 1000000, 100, 102, 98], [("unit-slip", (3,))]),
        ([10000, 10100, 1, 10000, 10200, 9800], [("unit-slip", (3,))]),
        ([100, 101, -100, 100, 102, 1e6], [("unit-slip", (6,)), ("outlier", (3,))]),
        ([100, 9000, 1, 7], []),
        ([0, 0, 0, 0, 0, 5], []),
    ],
)
def test_values_out_of_line_are_found_and_nothing_else(
    folder: Path, paid: list[float], alarms: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert _outlying(folder, paid) == alarms
