"""What people fill in about evaluations, read out of requests."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
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
_CENTS = 2
"""Decimals of points, as against those of amounts."""
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<places>\d+))?", re.ASCII)
_LONGEST_EVIDENCE = 300


def number_of(said: QueryDict, field: str, places: int = _MOST_PLACES) -> Decimal | None:
    """Return a number that was filled in; None where none is.

    Args:
        places: Decimals it may have.

    Raises:
        InvalidInput: It is no number, negative, or longer than the office keeps.
    """
    text = unicodedata.normalize("NFKC", said.get(field, "")).strip()
    if not text:
        return None
    found = _NUMBER.fullmatch(text)
    number = Decimal(text.replace(",", "")) if found else None
    fine = len((found and found["places"]) or "") <= places
    if number is None or number >= _LARGEST or not fine:
        shown = text[:20]
        why = Bilingual(
            f"填写的“{shown}”不是可用的数字，请填不小于 0、最多 {places} 位小数的数字，"
            "如 8.5 或 1,200。",
            f"“{shown}” is no number of 0 or more with at most {places} decimals,"
            " such as 8.5 or 1,200.",
        )
        raise InvalidInput({field: why})
    return number


class Numbers:
    """The numbers of a form: every one that cannot be taken is told, not the first alone."""

    def __init__(self, said: QueryDict) -> None:
        self._said = said
        self._faults: dict[str, Bilingual] = {}

    def of(self, field: str, places: int = _MOST_PLACES) -> Decimal | None:
        """Return the number in a field; None where there is none, or none that can be taken."""
        try:
            return number_of(self._said, field, places)
        except InvalidInput as wrong:
            self._faults |= wrong.faults
            return None

    def check(self) -> None:
        """Refuse the form if a number in it could not be taken.

        Raises:
            InvalidInput: There was one.
        """
        if self._faults:
            raise InvalidInput(self._faults)


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


def parts_of(said: QueryDict, numbers: Numbers, framework: Framework) -> Parts:
    """Return the numbers of computed items with what proves and explains them."""
    found = {
        at: Part(
            numerator=numbers.of(f"numerator-{at}"),
            denominator=numbers.of(f"denominator-{at}"),
            evidence=words_of(said, f"evidence-{at}", _LONGEST_EVIDENCE),
            reason=words_of(said, f"reason-{at}", _LONGEST_EVIDENCE),
        )
        for at, item in enumerate(framework.items)
        if item.formula is not None
    }
    return {at: part for at, part in found.items() if part != Part()}


def own_of(numbers: Numbers, framework: Framework) -> Points:
    """Return what the unit gave itself, item by item."""
    found = ((at, numbers.of(f"own-{at}", _CENTS)) for at in range(len(framework.items)))
    return {at: points for at, points in found if points is not None}


def ratings_of(said: QueryDict, framework: Framework) -> Ratings:
    """Return what an expert filled in.

    Raises:
        InvalidInput: Points are no numbers.
    """
    numbers = Numbers(said)
    made = {
        at: Given(
            points=numbers.of(f"points-{at}", _CENTS), comment=words_of(said, f"comment-{at}")
        )
        for at, item in enumerate(framework.items)
        if item.formula is None
    }
    numbers.check()
    return made


def amount_due(said: QueryDict, field: str) -> Decimal:
    """Return a number that has to be filled in.

    Raises:
        InvalidInput: There is none.
    """
    number = number_of(said, field)
    if number is None:
        raise InvalidInput({field: Bilingual("请填写金额（万元）。", "Give an amount in 万元.")})
    return number
