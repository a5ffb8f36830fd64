from __future__ import annotations

from decimal import Context, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jiheng.schemes import logarithms
from jiheng.schemes.logarithms import logarithm_of

_WIDE = Context(prec=60)


def _by_decimal(value: int) -> int:
    exact = Decimal(value).scaleb(-9, _WIDE).ln(Context(prec=20))
    return int(exact.scaleb(18, _WIDE).to_integral_value(context=_WIDE))


@given(st.integers(1, 10**15) | st.integers(1, 10**45) | st.integers(10**9 - 10**8, 10**9 + 10**8))
@example(10**9)
@example(1)
@example(2**121 - 1)
@example(2**123)
@example(2_718_281_828)
def test_a_logarithm_is_that_of_decimal(value: int) -> None:
    assert logarithm_of(value, 9) == _by_decimal(value)


@pytest.mark.parametrize("value", [1, 123_456_789, 7 * 10**9, 10**14])
def test_where_the_series_is_in_doubt_decimal_is_asked(
    value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logarithms, "_DOUBT", 1 << 120)
    assert logarithm_of(value, 9) == _by_decimal(value)
