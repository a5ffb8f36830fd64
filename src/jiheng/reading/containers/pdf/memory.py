"""What the text of a page may take, in a process whose memory is bounded at all.

Such a process may take as much as reading scans does, far more than any page of text needs; PDFium
must not fill that with what a small document unpacks to.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

A_PAGE = 1024**3
"""Bytes of address space beyond what is taken when the page begins."""

_TAKEN = Path("/proc/self/statm")


class Bounds:
    """The bound of this process, lowered while PDFium reads text; without a bound, nothing."""

    def __init__(self) -> None:
        self._usual = _bound()

    def lower(self) -> None:
        """Allow so much more than is taken now, and no more than before."""
        taken = _taken()
        if self._usual is not None and taken is not None:
            _set(min(taken + A_PAGE, self._usual))

    def restore(self) -> None:
        """Allow what was allowed before."""
        if self._usual is not None:
            _set(self._usual)

    @contextmanager
    def lifted(self) -> Iterator[None]:
        """Allow what was allowed before, for a scan."""
        self.restore()
        try:
            yield
        finally:
            self.lower()


def _resource() -> Any:
    try:
        return import_module("resource")
    except ModuleNotFoundError:  # pragma: no cover - a system without such limits
        return None


def _bound() -> int | None:
    resource = _resource()
    if resource is None:  # pragma: no cover - a system without such limits
        return None
    soft: int = resource.getrlimit(resource.RLIMIT_AS)[0]
    return None if soft == resource.RLIM_INFINITY else soft


def _set(bound: int) -> None:
    resource = _resource()
    with suppress(ValueError, OSError):
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))


def _taken() -> int | None:
    try:
        return int(_TAKEN.read_bytes().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:  # pragma: no cover - only Linux tells so
        return None
