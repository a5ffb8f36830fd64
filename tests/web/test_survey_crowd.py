"""Many people answer at once, each of them twice: none lost, none counted twice, all sealed."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from benchmarks.answers import measured

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def database() -> Iterator[str]:
    """Give the address of an empty database of the kind that the tests run on."""
    address = os.environ.get("JIHENG_DATABASE", "")
    if not address:
        yield ""
        return
    psycopg = pytest.importorskip("psycopg")
    name = f"crowd_{secrets.token_hex(4)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(address)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.usefixtures("django_db_setup")
def test_no_answer_of_a_crowd_is_lost_or_counted_twice(tmp_path: Path) -> None:
    with database() as address:
        found = measured(address, tmp_path, 600, 20, twice=1)

    told = {name: found[name] for name in ("lost", "doubles", "used links", "sealed", "faults")}
    assert told == {"lost": 0, "doubles": 0, "used links": 600, "sealed": 600, "faults": []}
    assert found["ends"] == {"/s/thanks/stored": 600, "/s/thanks/again": 600}
    assert found["trail broken at"] is None
