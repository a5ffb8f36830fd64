"""What people fill in about evaluations, read out of requests."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.evaluation import Combining
from jiheng_web.errors import InvalidInput
from jiheng_web.evaluation.content import Given, Part
from jiheng_web.evaluation.models import Kind
from jiheng_web.results.forms import words_of

if TYPE_CHECKING:
    from django.http import QueryDict

    from jiheng.standards.framework import Framework
    from jiheng_web.evaluation.content import Parts, Points, Ratings

_LARGEST = Decimal(10) ** 12
_MOST_PLACES = 6
_LONGEST_EVIDENCE = 300


def number_of(said: QueryDict, field: str) -> Decimal | None:
    """Return a number that was filled in; None where none is.

    Raises:
        InvalidInput: It is no number, negative, or longer than the office keeps.
    """
    text = said.get(field, "").replace(",", "").replace("，", "").strip()
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not 0 <= number < _LARGEST or _places(number) > _MOST_PLACES:
        shown = text[:20]
        why = Bilingual(
            f"“{shown}”不是可用的数字（不小于 0，最多 {_MOST_PLACES} 位小数）。",
            f"“{shown}” is no number of 0 or more with at most {_MOST_PLACES} decimals.",
        )
        raise InvalidInput({field: why})
    return number


def kind_of(said: QueryDict) -> Kind:
    """Return the kind of evaluation that was chosen.

    Raises:
        InvalidInput: There is none.
    """
    try:
        return Kind(said.get("kind", ""))
    except ValueError:
        why = Bilingual("请选择评价类型。", "Choose a kind of evaluation.")
        raise InvalidInput({"kind": why}) from None


def combining_of(said: QueryDict) -> Combining:
    """Return the method that was chosen.

    Raises:
        InvalidInput: There is none.
    """
    try:
        return Combining(said.get("combining", ""))
    except ValueError:
        why = Bilingual("请选择合议方式。", "Choose how points are combined.")
        raise InvalidInput({"combining": why}) from None


def parts_of(said: QueryDict, framework: Framework) -> Parts:
    """Return the numbers of computed items with what proves them."""
    found = {
        at: Part(
            numerator=number_of(said, f"numerator-{at}"),
            denominator=number_of(said, f"denominator-{at}"),
            evidence=words_of(said, f"evidence-{at}", _LONGEST_EVIDENCE),
        )
        for at, item in enumerate(framework.items)
        if item.formula is not None
    }
    return {at: part for at, part in found.items() if part != Part()}


def own_of(said: QueryDict, framework: Framework) -> Points:
    """Return what the unit gave itself, item by item."""
    found = ((at, number_of(said, f"own-{at}")) for at in range(len(framework.items)))
    return {at: points for at, points in found if points is not None}


def ratings_of(said: QueryDict, framework: Framework) -> Ratings:
    """Return what an expert filled in."""
    return {
        at: Given(points=number_of(said, f"points-{at}"), comment=words_of(said, f"comment-{at}"))
        for at, item in enumerate(framework.items)
        if item.formula is None
    }


def _places(number: Decimal) -> int:
    return -int(number.normalize().as_tuple().exponent)


def amount_due(said: QueryDict, field: str) -> Decimal:
    """Return a number that has to be filled in.

    Raises:
        InvalidInput: There is none.
    """
    number = number_of(said, field)
    if number is None:
        raise InvalidInput({field: Bilingual("请填写金额（万元）。", "Give an amount in 万元.")})
    return number
