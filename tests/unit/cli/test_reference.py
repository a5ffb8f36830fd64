from __future__ import annotations

from tools.cli_reference import PAGE, page


def test_writing_the_reference_again_changes_nothing() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_reference_speaks_both_languages() -> None:
    text = page()
    assert "用法： jiheng check" in text
    assert "Usage: jiheng check" in text
