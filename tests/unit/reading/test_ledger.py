"""The account of source characters: wholes and parts of them."""

from __future__ import annotations

from jiheng.model import Origin, Place, Traced
from jiheng.reading.ledger import RECORDED, SEPARATOR, Claims, Ledger


def cell(text: str) -> tuple[Origin, Traced]:
    origin = Origin(text, Place(0, len(text)))
    return origin, Traced(text, origin)


def left(ledger: Ledger) -> list[str]:
    return [text.text for text in ledger.unclaimed()]


def test_what_nobody_claims_is_left_whole() -> None:
    origin, text = cell("甲乙丙")
    ledger = Ledger([origin])
    assert ledger.is_unclaimed(text)
    assert left(ledger) == ["甲乙丙"]


def test_a_part_of_a_whole_that_was_claimed_may_be_claimed_anew() -> None:
    origin, text = cell("甲乙丙")
    ledger = Ledger([origin])
    ledger.mark(text, SEPARATOR)
    ledger.mark(text.cut(1, 2), RECORDED)
    assert not ledger.is_unclaimed(text)
    assert left(ledger) == []


def test_a_whole_may_be_claimed_after_a_part() -> None:
    origin, text = cell("甲乙丙")
    ledger = Ledger([origin])
    ledger.mark(text.cut(0, 1), RECORDED)
    assert left(ledger) == ["乙丙"]
    ledger.mark(text, SEPARATOR)
    assert left(ledger) == []


def test_claims_that_are_posted_stand_in_place_of_those_before() -> None:
    origin, text = cell("甲乙丙")
    ledger = Ledger([origin])
    ledger.mark(text, SEPARATOR)
    claims = Claims(text)
    claims.mark(0, 2, RECORDED)
    ledger.post(claims)
    assert left(ledger) == ["丙"]
