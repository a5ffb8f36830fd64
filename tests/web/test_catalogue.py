"""Every word of the office is there in Chinese, and the compiled catalogue is today's."""

from __future__ import annotations

from tools.web_catalogue import MO, SOURCES, catalogue, compiled, translations


def test_every_word_is_translated() -> None:
    _made, missing = catalogue()

    assert missing == []


def test_the_compiled_catalogue_is_up_to_date() -> None:
    made, _missing = catalogue()

    assert MO.read_bytes() == compiled(made)


def test_no_word_is_translated_in_two_ways() -> None:
    _known, at_odds = translations()

    assert at_odds == []


def test_no_page_holds_signs_of_one_language_alone() -> None:
    pages = sorted((SOURCES / "templates").rglob("*.html"))
    signs = set("：（），、。；")
    assert [page.name for page in pages if signs & set(page.read_text("utf-8"))] == []
