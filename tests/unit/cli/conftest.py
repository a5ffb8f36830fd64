"""Units speak English, whatever was active before."""

from __future__ import annotations

import pytest

from jiheng_cli.language import activate


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    activate("en")
