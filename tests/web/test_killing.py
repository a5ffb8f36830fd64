"""A process killed at any moment loses nothing that was confirmed and leaves nothing half done."""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psycopg
import pytest
from tests.web.offices import surroundings
from tests.web.postgres import cluster, programs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KINDS = ["save", "approval", "intake"]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    if programs() is None:
        pytest.skip("PostgreSQL is not installed")
    with cluster() as address:
        yield address


@pytest.mark.parametrize("kind", KINDS)
def test_a_kill_at_any_moment_loses_nothing_and_leaves_no_half(kind: str, tmp_path: Path) -> None:
    nothing_is_lost(kind, 50, tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_neither_does_it_on_postgresql(kind: str, server: str, tmp_path: Path) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {kind}")
    database = urlsplit(server)._replace(path=f"/{kind}").geturl()

    nothing_is_lost(kind, 10, tmp_path, JIHENG_DATABASE=database)


def nothing_is_lost(kind: str, moments: int, folder: Path, **more: str) -> None:
    own = surroundings(
        JIHENG_HOME=str(folder / "home"),
        JIHENG_SECRET_KEY=secrets.token_urlsafe(50),
        DJANGO_SETTINGS_MODULE="tests.web.settings",
        **more,
    )
    command = [sys.executable, "-m", "tests.web.killing", kind, str(moments), "20261121"]
    ended = subprocess.run(
        command, capture_output=True, text=True, check=False, env=own, timeout=600
    )

    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    assert found["kills"] == moments
    assert found["confirmed"] >= moments / 5
    assert (found["lost"], found["halves"], found["chain"]) == ([], [], None)
