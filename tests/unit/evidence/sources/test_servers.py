from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import psycopg
import pytest
from tests.web.postgres import cluster, programs

from jiheng.errors import UnreadableFile
from jiheng_evidence.measures.model import Column, ColumnType, Limits, Source, SourceFormat
from jiheng_evidence.sandbox.engine import Engine
from jiheng_evidence.sources.loading import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(programs() is None, reason="PostgreSQL is not installed")
COLUMNS = (
    Column(name="name", type=ColumnType.TEXT, header="名称"),
    Column(name="value", type=ColumnType.DECIMAL, header="值"),
)


@pytest.fixture(scope="module")
def dsn() -> Iterator[str]:
    with cluster() as address:
        with psycopg.connect(address) as connection:
            connection.execute('CREATE TABLE "台账" ("值" numeric, "名称" text, "密" text)')
            connection.execute(
                "INSERT INTO \"台账\" VALUES (2.5, 'b', 's'), (NULL, E'a\\n,\"', 's')"
            )
            connection.execute("CREATE SEQUENCE counted")
            connection.execute(
                "CREATE VIEW greedy AS SELECT nextval('counted') AS \"值\", 'x' AS \"名称\""
            )
        yield address


def _source(table: str) -> Source:
    return Source(
        name="s",
        format=SourceFormat.POSTGRESQL,
        dsn_env="TEST_DSN",
        table=table,
        columns=COLUMNS,
    )


def test_a_table_of_a_server_is_read(
    dsn: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_DSN", dsn)
    engine = Engine(Limits())
    loaded = load(engine, _source("public.台账"), tmp_path, (), 20)
    rows = engine.ask("SELECT * FROM s").rows
    engine.close()
    assert rows == [('a\n,"', None), ("b", Decimal("2.5"))]
    again = Engine(Limits())
    assert load(again, _source("台账"), tmp_path, (), 20).sha256 == loaded.sha256
    again.close()


@pytest.mark.parametrize(
    ("table", "said"), [("没有", "does not exist"), ("greedy", "read-only transaction")]
)
def test_nothing_can_be_written_and_what_is_missing_is_told(
    dsn: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, said: str
) -> None:
    monkeypatch.setenv("TEST_DSN", dsn)
    engine = Engine(Limits())
    with pytest.raises(UnreadableFile, match=said):
        load(engine, _source(table), tmp_path, (), 20)
    engine.close()
