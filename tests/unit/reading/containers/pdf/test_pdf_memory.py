"""Memory that the text of a page may take: bounded where the process is, free for scans."""

from __future__ import annotations

import pytest

from jiheng.reading.containers.pdf import memory
from jiheng.reading.containers.pdf.memory import Bounds

resource = pytest.importorskip("resource")

USUAL = 1 << 46


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Keep what is set, and set nothing."""
    told: list[int] = [USUAL]
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: (told[-1], USUAL))
    monkeypatch.setattr(resource, "setrlimit", lambda _kind, pair: told.append(pair[0]))
    monkeypatch.setattr(memory, "_taken", lambda: 1_000)
    return told


def test_text_may_take_less_than_a_scan(limits: list[int]) -> None:
    bounds = Bounds()
    bounds.lower()
    with bounds.lifted():
        during = limits[-1]
    bounds.restore()
    assert limits[1:] == [1_000 + memory.A_PAGE, USUAL, 1_000 + memory.A_PAGE, USUAL]
    assert during == USUAL


def test_a_process_without_a_bound_gets_none(
    limits: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    unbounded = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: unbounded)
    bounds = Bounds()
    bounds.lower()
    bounds.restore()
    assert limits == [USUAL]


def test_what_a_process_takes_is_told() -> None:
    assert (memory._taken() or 0) > 0  # noqa: SLF001 - what the system tells
