from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jiheng_evidence.measures.model import Limits
from jiheng_evidence.sandbox.engine import Engine
from jiheng_evidence.sandbox.refusals import RefusedQuery
from jiheng_evidence.sandbox.statements import check_statement, unstable_functions

if TYPE_CHECKING:
    from collections.abc import Iterator

_HERE = Path(__file__).parent


def _lines(name: str) -> list[str]:
    lines = (_HERE / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


ATTACKS = [line.split(" | ", 1) for line in _lines("attacks.txt")]
BOMBS = _lines("bombs.txt")
HARMLESS = _lines("harmless.txt")


@pytest.fixture(scope="module")
def forbidden(engine: Engine) -> frozenset[str]:
    return unstable_functions(engine)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = Engine(Limits(memory_mb=128, seconds=1))
    engine.connection.execute(
        "CREATE TABLE pay AS SELECT range AS id, DATE '2025-01-01' AS day FROM range(10)"
    )
    engine.lock()
    yield engine
    engine.close()


def _check(engine: Engine, sql: str) -> tuple[str, ...]:
    return check_statement(engine, sql, ["pay"], unstable_functions(engine)).parameters


@pytest.mark.parametrize(("message", "attack"), ATTACKS, ids=[sql for _, sql in ATTACKS])
def test_an_attack_is_refused_in_words(engine: Engine, message: str, attack: str) -> None:
    with pytest.raises(RefusedQuery) as refusal:
        _check(engine, attack)
    assert message in refusal.value.text("zh")
    assert refusal.value.text("en").isascii() or "“" in refusal.value.text("en")


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_stopped_in_words(engine: Engine, bomb: str) -> None:
    _check(engine, bomb)
    with pytest.raises(RefusedQuery, match=r"more than (1 seconds|128 MB)"):
        engine.ask(bomb)


@pytest.mark.parametrize("sql", HARMLESS)
def test_a_harmless_query_runs(engine: Engine, sql: str) -> None:
    parameters = dict.fromkeys(_check(engine, sql), date(2025, 6, 30))
    assert len(engine.ask(sql, parameters).rows) == 1


OUTSIDE = [
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM glob('/*')",
    "COPY pay TO '/tmp/jiheng-stolen.csv' (USE_TMP_FILE false)",
    "ATTACH '/tmp/jiheng-other.db' AS other",
    "INSTALL httpfs",
    "LOAD '/tmp/evil.duckdb_extension'",
    "SET memory_limit = '100GB'",
    "SET lock_configuration = false",
    "SELECT * FROM enable_logging()",
]


@pytest.mark.parametrize("sql", OUTSIDE)
def test_the_locked_database_refuses_by_itself(engine: Engine, sql: str) -> None:
    with pytest.raises(RefusedQuery, match=r"(no files, network or settings|locked)"):
        engine.ask(sql)
    assert not list(Path("/tmp").glob("jiheng-stolen*"))  # noqa: S108


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT nothing FROM pay", "没有名为“nothing”的列"),
        ("SELECT other.id FROM pay", "没有名为“other”的来源"),
        ("SELECT id, count(*) FROM pay", "列“id”须写进 GROUP BY"),
        ("SELECT nosuch(id) FROM pay", "没有名为 nosuch 的函数"),
        ("SELECT sum(day) FROM pay", "sum(DATE) 不适用于这些类型"),
        ("SELECT 1 FROM pay WHERE day > id", "类型 DATE 与 BIGINT 不能比较"),
        ("SELECT id FROM pay a, pay b", "不知道是哪个来源的列“id”"),
        ("SELECT 'x'::INT", "“x”不能转换成所要的类型"),
        ("SELECT 9223372036854775807 + 1::BIGINT", "算出的数超出范围"),
        ("SELECT 1 WHERE count(*) > 1", "数据库不接受（原话：Binder Error"),
    ],
)
def test_what_is_wrong_with_a_query_is_told_in_chinese(engine: Engine, sql: str, said: str) -> None:
    with pytest.raises(RefusedQuery) as refusal:
        engine.ask(sql)
    assert refusal.value.text("zh").startswith(f"查询有误：{said}")
    assert "the query is wrong: " in refusal.value.text("en")


def test_variables_of_the_program_cannot_be_read(engine: Engine) -> None:
    secret = [(1,)]
    with pytest.raises(RefusedQuery, match="secret does not exist"):
        engine.ask("SELECT * FROM secret")
    assert secret


def test_after_all_attacks_the_source_is_whole(engine: Engine) -> None:
    assert engine.ask("SELECT count(*), sum(id) FROM pay").rows == [(10, 45)]


def test_a_query_names_the_sources_it_reads(engine: Engine) -> None:
    checked = check_statement(
        engine, "WITH x AS (FROM PAY) SELECT count(*) AS value FROM x", ["pay", "other"], ()
    )
    assert checked.tables == ("pay",)


def test_a_query_may_not_be_endless_text(engine: Engine) -> None:
    with pytest.raises(RefusedQuery, match="too long"):
        _check(engine, "SELECT 1 AS value -- " + "x" * 20_000)
