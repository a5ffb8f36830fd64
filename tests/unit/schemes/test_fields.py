from __future__ import annotations

import pytest

from jiheng.schemes.fields import Field


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_is_a_value_of_what_may_be_left_out(nothing: object) -> None:
    assert Field("unit", "单位", "str", optional=True, needed=False).value(nothing) is None


@pytest.mark.parametrize(("optional", "needed"), [(True, True), (False, False)])
def test_nothing_is_no_value_of_what_must_be_there(*, optional: bool, needed: bool) -> None:
    with pytest.raises(ValueError, match="unit"):
        Field("unit", "单位", "str", optional=optional, needed=needed).value("")
