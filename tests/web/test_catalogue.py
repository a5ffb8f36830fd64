"""Every word of the office is there in Chinese, and the compiled catalogue is today's."""

from __future__ import annotations

from tools.web_catalogue import MO, catalogue, compiled, translations


def test_every_word_is_translated() -> None:
    _made, missing = catalogue()

    assert missing == []


def test_the_compiled_catalogue_is_up_to_date() -> None:
    made, _missing = catalogue()

    assert MO.read_bytes() == compiled(made)


def test_no_word_is_translated_in_two_ways() -> None:
    _known, at_odds = translations()

    assert at_odds == []
