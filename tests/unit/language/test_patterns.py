from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom

if TYPE_CHECKING:
    import pytest


def test_a_pattern_does_what_it_would_compiled_at_once() -> None:
    pattern = seldom("a(?P<n>[0-9])", re.IGNORECASE)
    for _again in range(2):
        match = pattern.fullmatch("A1")
        assert match is not None
        assert match["n"] == "1"
        assert pattern.sub("b", "xa2") == "xb"


def test_a_pattern_is_compiled_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_now = re.compile

    def noted(text: str, flags: int) -> re.Pattern[str]:
        compiled.append(text)
        return compile_now(text, flags)

    monkeypatch.setattr(re, "compile", noted)
    pattern = seldom("once[0-9]")
    assert compiled == []
    pattern.match("once1")
    pattern.match("once2")
    assert compiled == ["once[0-9]"]
