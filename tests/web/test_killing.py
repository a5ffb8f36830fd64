"""A process killed at any moment loses nothing that was confirmed and leaves nothing half done."""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.web.offices import surroundings

if TYPE_CHECKING:
    from pathlib import Path

MOMENTS = 50


@pytest.mark.parametrize("kind", ["save", "approval", "intake"])
def test_a_kill_at_any_moment_loses_nothing_and_leaves_no_half(kind: str, tmp_path: Path) -> None:
    own = surroundings(
        JIHENG_HOME=str(tmp_path / "home"),
        JIHENG_SECRET_KEY=secrets.token_urlsafe(50),
        DJANGO_SETTINGS_MODULE="tests.web.settings",
    )
    command = [sys.executable, "-m", "tests.web.killing", kind, str(MOMENTS), "20261121"]
    ended = subprocess.run(
        command, capture_output=True, text=True, check=False, env=own, timeout=600
    )

    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    assert found["kills"] == MOMENTS
    assert found["confirmed"] >= MOMENTS / 5
    assert (found["lost"], found["halves"], found["chain"]) == ([], [], None)
