"""A table for every test of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.acceptance.running import TABLE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "table.txt"
    path.parent.mkdir()
    path.write_text(TABLE, encoding="utf-8")
    return path
