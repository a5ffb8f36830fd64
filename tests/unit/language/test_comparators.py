"""Signs that compare."""

from __future__ import annotations

from jiheng.language.comparators import COMPARING, SIGNS, UNEQUAL

TITLE_MARKS = set("》〉")


def test_a_closing_title_mark_compares_only_before_a_number() -> None:
    assert set(SIGNS) - set(COMPARING) == TITLE_MARKS


def test_every_comparing_sign_is_either_unequal_or_equal() -> None:
    assert {SIGNS[sign] for sign in set(COMPARING) - set(UNEQUAL)} == {"="}
