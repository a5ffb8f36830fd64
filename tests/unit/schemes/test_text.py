from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from tests.unit.schemes.making import DAY, leaf, scheme, schemes

from jiheng.errors import UnreadableFile
from jiheng.schemes import Direction, Indicator, Method, Scheme, read_scheme, write_scheme
from jiheng.schemes.fields import fields_of, said_of
from jiheng.schemes.scheme import Adjustment, Band, Condition, Effect, Grade, Sign
from jiheng.schemes.soundness import MOST_INDICATORS, faults

_HEAD = '[scheme]\nname = "n"\nversion = "1"\nissued = 2026-01-01\nbasis = "b"\n'
_LEAF = '[[indicator]]\ncode = "A"\nname = "A"\nweight = 100\nmethod = "min-max"\n'


@given(schemes())
@settings(max_examples=60, deadline=None)
def test_a_scheme_is_read_back_as_it_was_written(made: Scheme) -> None:
    assert read_scheme(write_scheme(made), "x") == made


@given(schemes())
@settings(max_examples=60, deadline=None)
def test_a_cell_of_a_sheet_says_each_value(made: Scheme) -> None:
    items = [made, *made.indicators, *made.conditions, *made.adjustments, *made.grades]
    for item in items:
        for field in fields_of(type(item)):
            value = getattr(item, field.name)
            said = said_of(field, value)
            if said:
                assert field.value(said) == value
            else:
                assert value in {None, "", False, ()}


def test_a_word_that_stands_for_nothing_is_no_choice() -> None:
    direction = next(field for field in fields_of(Indicator) if field.name == "direction")
    assert direction.value("逆向") is Direction.NEGATIVE
    with pytest.raises(ValueError, match="侧向"):
        direction.value("侧向")


def test_siblings_may_add_up_to_their_parent() -> None:
    made = scheme(
        Indicator(code="A", name="A", weight=Decimal(100)),
        leaf("B", parent="A", weight=Decimal(40)),
        leaf("C", parent="A", weight=Decimal(60)),
        siblings=None,
    )
    assert b'siblings = "parent"' in write_scheme(made)
    assert read_scheme(write_scheme(made), "x") == made


def test_numbers_are_read_exactly() -> None:
    text = _HEAD + _LEAF + "low = 0.1\nhigh = 0.3\n"
    assert read_scheme(text.encode(), "x").leaves[0].low == Decimal("0.1")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[scheme",
        "\xff",
        _HEAD,
        _HEAD + _LEAF + "sort = 1\n",
        _HEAD + _LEAF + "low = nan\n",
        _HEAD + _LEAF + "low = 1e15\n",
        _HEAD + _LEAF + "low = 0.123456789\n",
        _HEAD + _LEAF + "low = true\n",
        _HEAD + _LEAF + 'low = "x"\n',
        _HEAD + _LEAF + "bands = [1]\n",
        _HEAD + _LEAF + "bands = [[1]]\n",
        _HEAD + _LEAF.replace("min-max", "guess"),
        _HEAD.replace("2026-01-01", '"soon"') + _LEAF,
        _HEAD.replace('"n"', '"n\\u0007"') + _LEAF,
        _HEAD + "indicator = 3\n",
        "extra = 1\n" + _HEAD + _LEAF,
        _HEAD + _LEAF.replace("100", "99"),
    ],
)
def test_what_is_no_scheme_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFile):
        read_scheme(text.encode("latin-1"), "x")


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        read_scheme(b"#" * 2_000_001, "x")


def test_of_many_faults_the_first_are_told_and_the_others_counted() -> None:
    text = _HEAD + _LEAF + "".join(f"x{number} = 1\n" for number in range(15))
    with pytest.raises(UnreadableFile) as raised:
        read_scheme(text.encode(), "x")
    assert "另有 3 处" in raised.value.reason.zh


def _made(*indicators: Indicator, **fields: Any) -> Scheme:
    return Scheme(name="n", version="1", issued=DAY, basis="b", indicators=indicators, **fields)


_BRANCH = Indicator(code="B", name="B", weight=Decimal(100))
_BAND = Band(bound=Decimal(1), points=Decimal(50))
_SAME = Band(bound=Decimal(1), points=Decimal(60))
_MORE = Band(bound=Decimal(2), points=Decimal(101))
_GRADES = (Grade(name="差", at_least=Decimal(0)), Grade(name="优", at_least=Decimal(80)))
_FREE = Adjustment(code="J", name="J", column="j", sign=Sign.BONUS, each=Decimal(0), cap=Decimal(1))

UNSOUND: dict[str, Scheme] = {
    "nothing measured": _made(),
    "too many": _made(*(leaf(f"A{n}") for n in range(MOST_INDICATORS + 1))),
    "a code twice": _made(leaf("A"), leaf("A")),
    "no such parent": _made(leaf("A", parent="Z")),
    "its own parent": _made(leaf("A"), replace(_BRANCH, parent="B")),
    "weights do not add up": _made(leaf("A", weight=Decimal("99.99999999"))),
    "a weight of nought": _made(leaf("A"), leaf("C", weight=Decimal(0))),
    "a branch that is measured": _made(leaf("A"), leaf("C", parent="A")),
    "a leaf that is not": _made(
        leaf("A", weight=Decimal(50)), replace(_BRANCH, weight=Decimal(50))
    ),
    "floor above cap": _made(leaf("A", floor=Decimal(50), cap=Decimal(40))),
    "flat too large": _made(leaf("A", flat=Decimal(101))),
    "low above high": _made(leaf("A", low=Decimal(2), high=Decimal(1))),
    "moderate by ratio": _made(
        leaf("A", method=Method.RATIO, target=Decimal(1), direction=Direction.MODERATE)
    ),
    "moderate without a best": _made(leaf("A", direction=Direction.MODERATE)),
    "a distance below nought": _made(
        leaf(
            "A",
            direction=Direction.MODERATE,
            best_from=Decimal(1),
            best_to=Decimal(2),
            low=Decimal(-1),
        )
    ),
    "a ratio without target": _made(leaf("A", method=Method.RATIO)),
    "points of no unit": _made(leaf("A", method=Method.PER_UNIT)),
    "no slope": _made(leaf("A", method=Method.Z_SCORE, slope=Decimal(0))),
    "a number too large": _made(leaf("A", high=Decimal(10) ** 15)),
    "no bands": _made(leaf("A", method=Method.BANDS)),
    "a band above full": _made(leaf("A", method=Method.BANDS, bands=(_MORE,))),
    "a bound twice": _made(leaf("A", method=Method.BANDS, bands=(_BAND, _SAME))),
    "coverage above one": _made(leaf("A"), coverage=Decimal(2)),
    "a cap below nought": _made(leaf("A"), bonus_cap=Decimal(-1)),
    "ties by nothing": _made(leaf("A"), tie_break=("Z",)),
    "grades upside down": _made(leaf("A"), grades=_GRADES),
    "a bonus of nothing": _made(leaf("A"), adjustments=(_FREE,)),
    "a condition on nothing": _made(leaf("A"), conditions=(Condition(code="C", name="C"),)),
    "a condition on no indicator": _made(
        leaf("A"), conditions=(Condition(code="C", name="C", on="Z", at_most=Decimal(1)),)
    ),
    "no such grade": _made(
        leaf("A"),
        conditions=(
            Condition(code="C", name="C", on="A", at_most=Decimal(1), effect=Effect.LIMIT),
        ),
    ),
}


@pytest.mark.parametrize("name", UNSOUND)
def test_an_unsound_scheme_is_told(name: str) -> None:
    assert faults(UNSOUND[name])


def test_a_logarithm_of_a_declared_end_below_nought_is_told() -> None:
    assert faults(_made(leaf("A", method=Method.LOGARITHM, low=Decimal(-2))))
