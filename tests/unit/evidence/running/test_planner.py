from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.evidence.measures.files import measure
from tests.unit.evidence.running.runs import AS_OF, computed, file_in, write_pay

from jiheng.bilingual import Bilingual
from jiheng_evidence.running.planner import plans_of
from jiheng_evidence.running.spans import Span
from jiheng_evidence.running.task import Task
from jiheng_evidence.sandbox.engine import Answer, Engine
from jiheng_evidence.sandbox.refusals import RefusedQuery
from jiheng_evidence.sources.loading import load

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jiheng_evidence.measures.model import MeasureFile

KINDS = [
    ('kind = "count"',),
    ('kind = "count"', 'period = "month"'),
    ('kind = "count"', 'period = "month"', 'accumulation = "average"'),
    ('kind = "count_distinct"', 'column = "paid"'),
    ('kind = "sum"', 'column = "paid"', 'outliers = { column = "paid", k = 2 }'),
    ('kind = "average"', 'column = "owed"'),
    ('kind = "share"', "numerator = { good = true }"),
    ('kind = "on_time"', 'done_column = "done"', 'due_column = "due"'),
    ('kind = "duration"', 'start_column = "due"', 'end_column = "done"', 'unit = "天"'),
    ('kind = "latest"', 'column = "paid"'),
    ('kind = "last_date"', 'column = "done"'),
    ('kind = "accuracy"', 'paid_column = "paid"', 'owed_column = "owed"'),
]
WHERE = [
    'where = { project = "A" }',
    'where = { project = "B" }',
    'where = { project = "A", good = true }',
    'where = { project = "B", good = false }',
    "where = { owed = 3.5 }",
    "where = { owed = 2 }",
    "where = { due = 2025-02-03 }",
    "",
]
MEASURES = [
    measure(*kind, 'source = "pay"', where, name=f"{k}-{w}")
    for k, kind in enumerate(KINDS)
    for w, where in enumerate(WHERE)
]
_days = st.none() | st.dates(date(2024, 11, 1), date(2026, 2, 1))
_amounts = st.sampled_from(["", "2", "3.5", "7", "1000000"])
_rows = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", ""]),
        _days,
        _days,
        _amounts,
        _amounts,
        st.sampled_from(["是", "否", ""]),
    ),
    max_size=25,
)


def _fused(file: MeasureFile) -> dict[int, Any]:
    found = computed(file)
    assert found.failures == {}
    return dict(found.facts)


def _alone(file: MeasureFile) -> dict[int, list[tuple[Any, ...]]]:
    """Return what the query of each measure gives that stands in its provenance."""
    engine = Engine(file.limits)
    load(engine, file.sources[0], file.folder, (), 60)
    engine.lock()
    facts = _fused(file)
    found = {n: list(engine.ask(fact.query).rows) for n, fact in facts.items()}
    engine.close()
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("planner")


@settings(max_examples=6, deadline=None)
@given(rows=_rows)
def test_fused_queries_give_what_each_gives_alone(folder: Path, rows: Sequence[Any]) -> None:
    write_pay(folder, rows)
    file = file_in(folder, *MEASURES)
    alone = _alone(file)
    for number, facts in _fused(file).items():
        if facts.entries:
            together = [(period, *values.values()) for period, values in facts.entries.items()]
            assert together == alone[number]
        elif facts.values:
            assert [_unordered(facts.values.values())] == list(map(_unordered, alone[number]))
        else:
            assert all(row[0] == 0 for row in alone[number])


def _unordered(values: Any) -> list[Any]:
    return [sorted(value) if isinstance(value, list) else value for value in values]


@settings(max_examples=6, deadline=None)
@given(rows=_rows, seed=st.integers())
def test_neither_order_of_rows_nor_of_measures_matters(
    folder: Path, rows: list[Any], seed: int
) -> None:
    write_pay(folder, rows)
    first = _comparable(file_in(folder, *MEASURES))
    chance = random.Random(seed)  # noqa: S311
    measures = list(MEASURES)
    chance.shuffle(measures)
    chance.shuffle(rows)
    write_pay(folder, rows)
    assert _comparable(file_in(folder, *measures)) == first


def _comparable(file: MeasureFile) -> dict[str, Any]:
    return {
        file.measures[number].name: (
            facts.rows,
            facts.newest,
            _unordered(facts.values.values()),
            {period: list(values.values()) for period, values in facts.entries.items()},
            facts.periods,
            facts.outliers,
            sorted((one.value, one.median) for one in facts.outlying),
        )
        for number, facts in _fused(file).items()
    }


def test_measures_that_differ_in_a_value_share_a_query(tmp_path: Path) -> None:
    write_pay(tmp_path, [("A", "2025-01-01", "", 1, 1, "是")])
    lines = ('kind = "count"', 'source = "pay"')
    many = [measure(*lines, f'where = {{ project = "P{n}" }}', name=f"n{n}") for n in range(500)]
    file = file_in(tmp_path, *many, measure(*lines, "where = { good = true }", name="other"))
    sources = {source.name: source for source in file.sources}
    plans = plans_of(enumerate(file.measures), sources, Span(2025, AS_OF))
    assert [len(plan.members) for plan in plans] == [500, 1]
    assert computed(file).queries == 2


TWO = (
    measure('kind = "count"', 'source = "pay"', 'where = { project = "A" }', name="一"),
    measure(*KINDS[4][:2], 'source = "pay"', 'where = { project = "B" }', name="二"),
)


def test_measures_over_the_same_rows_share_a_scan_whatever_they_compute(tmp_path: Path) -> None:
    write_pay(tmp_path, [("A", "2025-01-01", "", 1, 1, "是"), ("B", "2025-01-01", "", 1, 5, "")])
    found = computed(file_in(tmp_path, *TWO))
    assert [facts.values["value"] for facts in found.facts.values()] == [1, 5]
    assert found.queries == 1


def test_what_one_measure_asks_for_does_not_fail_those_that_share_its_scan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pay(tmp_path, [("A", "2025-01-01", "", 1, 1, "是")])
    ask = Engine.ask

    def refusing(self: Engine, sql: str, *further: Any) -> Answer:
        if 'sum("paid")' in sql:
            raise RefusedQuery(Bilingual("太久", "too long"))
        return ask(self, sql, *further)

    monkeypatch.setattr(Engine, "ask", refusing)
    found = computed(file_in(tmp_path, *TWO))
    assert [facts.rows for facts in found.facts.values()] == [1]
    assert {number: why.zh for number, why in found.failures.items()} == {1: "太久"}


def test_a_scan_that_ended_the_process_is_parted(tmp_path: Path) -> None:
    write_pay(tmp_path, [("A", "2025-01-01", "", 1, 1, "是")])
    file = file_in(tmp_path, *TWO)
    span = Span(2025, AS_OF)
    task = Task(file=file, measures=(0, 1), span=span, skipped=frozenset({"plan 0 of 2"}))
    found = task(lambda _done, _total: None)
    assert (sorted(found.facts), found.failures) == ([0, 1], {})


def test_names_of_columns_cannot_clash_with_those_of_the_plan(tmp_path: Path) -> None:
    head = 'version = 1\ntable = "t"\nfiscal_year = 2025\n[sources.s]\npath = "s.csv"\n'
    head += 'date_column = "period"\n[sources.s.columns]\n'
    head += 'k0 = "text"\nn = "decimal"\nv = "text"\nw = "text"\nrows = "text"\nperiod = "date"\n'
    (tmp_path / "s.csv").write_text("k0,n,v,w,rows,period\nA,1,A,A,A,2025-01-01\n", "utf-8")
    same = 'where = { k0 = "A", v = "A", w = "A", rows = "A" }'
    lines = measure('kind = "sum"', 'source = "s"', 'column = "n"', same, 'period = "month"',
                    'accumulation = "latest"', 'outliers = { column = "n" }')  # fmt: skip
    file = read(head + lines, tmp_path)
    assert computed(file).facts[0].rows == 1


def read(text: str, folder: Path) -> MeasureFile:
    from jiheng_evidence.measures.reading import read_measures  # noqa: PLC0415

    return read_measures(text.encode(), name="m.toml", folder=folder)
