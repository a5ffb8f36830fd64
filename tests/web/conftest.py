"""A small city for every test of the office: a bureau, two departments, three units, their people.

Everything runs on the database named by JIHENG_DATABASE: SQLite without it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from tests.web.city import City, found_city

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

CHROMIUM = Path("/usr/bin/chromium")
_WITH_A_DATABASE = frozenset({"db", "transactional_db", "django_db_setup"})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out on a named database what asks for none: on SQLite it has shown all it can."""
    if not os.environ.get("JIHENG_DATABASE"):
        return
    left = [item for item in items if not _asks_for_a_database(item)]
    items[:] = [item for item in items if _asks_for_a_database(item)]
    config.hook.pytest_deselected(items=left)


def _asks_for_a_database(item: pytest.Item) -> bool:
    elsewhere = Path(__file__).parent not in item.path.parents
    marked = item.get_closest_marker("django_db") is not None
    asked = _WITH_A_DATABASE.intersection(getattr(item, "fixturenames", ()))
    return elsewhere or marked or bool(asked)


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, settings: object) -> Path:
    """Keep documents of a test in a folder of its own."""
    folder = tmp_path / "documents"
    settings.DOCUMENTS = folder  # type: ignore[attr-defined]
    return folder


@pytest.fixture(autouse=True)
def one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the connection that holds a test's transaction, which servers close when done."""
    monkeypatch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", lambda _self: None)


@pytest.fixture
def city(db: None) -> City:  # noqa: ARG001 - a database is needed
    """Return the city."""
    return found_city()


@pytest.fixture
def as_person(city: City) -> Callable[[str], Client]:
    """Return a function that gives a browser in which a person is logged in."""

    def logged_in(username: str) -> Client:
        client = Client(raise_request_exception=False)
        # Named, or Django looks for backends of its own, which are not installed here.
        client.force_login(city.people[username], "none")
        return client

    return logged_in


@pytest.fixture
def stranger() -> Client:
    """Return a browser in which nobody is logged in."""
    return Client(raise_request_exception=False)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start a real browser; `tests.web.browsing` says how it is used."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip("Debian's chromium is not installed")
    with playwright.sync_playwright() as playing:
        started = playing.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield started
        started.close()
