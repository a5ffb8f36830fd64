"""Natural logarithms of exact values, quickly: tables and a short series, in whole numbers.

`decimal` takes them correctly rounded to twenty digits, which is what they are. The series has
thirty; where those cannot tell how the twentieth is rounded, `decimal` is asked.
"""

from __future__ import annotations

from decimal import Context, Decimal
from functools import cache

LOG_PLACES = 18
"""Places behind the point of a logarithm: rounded once, here, and exact from then on."""

_DIGITS = 20
_BITS = 120
_ONE = 1 << _BITS
_HALF, _DOUBT = _ONE >> 1, 1 << 90
_STEP = 6
_STEPS = 1 << _STEP
_TERMS = (9, 7, 5, 3, 1)
_LEAST = _ONE // 10
"""Below this a logarithm has too many noughts behind the point for the series."""

_EXACT, _ROUNDED, _FINE = Context(prec=60), Context(prec=_DIGITS), Context(prec=50)


def logarithm_of(value: int, places: int) -> int:
    """Return the logarithm of a value kept in parts, as a whole number of `LOG_PLACES` places.

    Args:
        value: Above nought.
        places: A value is in parts of ten to the power of so many.
    """
    size = value.bit_length() - 1
    if size <= _BITS:
        series = size * _fixed(Decimal(2)) + _mantissa(value << (_BITS - size))
        found = _rounded(series - places * _fixed(Decimal(10)))
        if found is not None:
            return found
    exact = Decimal(value).scaleb(-places, _EXACT).ln(_ROUNDED)
    return int(exact.scaleb(LOG_PLACES, _EXACT).to_integral_value(context=_EXACT))


def _mantissa(number: int) -> int:
    """Return the logarithm of a number from 1 to 2, in parts of `_ONE`."""
    first, second = _tables()
    place = (number - _ONE) >> (_BITS - _STEP)
    number = (number << _STEP) // (_STEPS + place)
    next_place = (number - _ONE) >> (_BITS - 2 * _STEP)
    number = (number << 2 * _STEP) // (_STEPS * _STEPS + next_place)
    # ln x = 2 artanh((x − 1) ÷ (x + 1)), and x is within 1/4096 of 1.
    ratio = ((number - _ONE) << _BITS) // (number + _ONE)
    square = ratio * ratio >> _BITS
    found = 0
    for term in _TERMS:
        found = (found * square >> _BITS) + _ONE // term
    return first[place] + second[next_place] + (2 * ratio * found >> _BITS)


def _rounded(number: int) -> int | None:
    """Return parts of `_ONE` rounded to twenty digits, then to the places; None when in doubt."""
    size = abs(number)
    if size < _LEAST:
        return None
    places = LOG_PLACES + (size < 10 * _ONE) + (size < _ONE)
    scaled: int = size * 10**places
    whole, rest = scaled >> _BITS, scaled & (_ONE - 1)
    if abs(rest - _HALF) < _DOUBT:
        return None
    whole += rest > _HALF
    unit: int = 10 ** (places - LOG_PLACES)
    whole, rest = divmod(whole, unit)
    whole += 2 * rest > unit or (2 * rest == unit and whole % 2)
    return whole if number > 0 else -whole


@cache
def _tables() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return logarithms of 1 and so many 64ths, and of 1 and so many 4096ths."""
    return (
        tuple(_fixed(1 + Decimal(n) / _STEPS) for n in range(_STEPS)),
        tuple(_fixed(1 + Decimal(n) / (_STEPS * _STEPS)) for n in range(_STEPS + 1)),
    )


@cache
def _fixed(number: Decimal) -> int:
    return int(number.ln(_FINE) * _ONE)
