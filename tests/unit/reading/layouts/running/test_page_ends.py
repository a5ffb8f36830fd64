"""What stands behind the end of a page of a list."""

from __future__ import annotations

import pytest
from tests.spec.layout_cases import LayoutCase

from jiheng.reading.layouts.grids.lattice import lattice_of
from jiheng.reading.layouts.running.page_ends import PageEnds

TOP = [["水厂改造", "1座"], ["", "2座"]]


@pytest.mark.parametrize(
    ("pages", "named"),
    [
        ([TOP, [["打井", "3口"]]], True),
        ([TOP, [["", "3口"], ["打井", "4口"]]], False),
        ([[*TOP, ["打井", "3口"]]], False),
        ([TOP], False),
    ],
    ids=["at the top", "below the top", "on the same page", "nowhere"],
)
def test_the_next_name_may_stand_at_the_top_of_the_next_page(
    pages: list[list[list[str]]], *, named: bool
) -> None:
    sheet = LayoutCase("x", "", {"pages": pages}).sheet()
    ends = PageEnds(lattice_of(sheet, sheet.grids), (), 0)
    assert ends.is_named_behind(0) is named
