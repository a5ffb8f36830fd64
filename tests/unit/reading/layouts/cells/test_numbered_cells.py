"""Several indicators in the cells of one row, as a page shows them: line by line."""

from __future__ import annotations

import pytest

from jiheng.model import Origin, Place, Run, Traced
from jiheng.reading.layouts.cells.numbered_cells import may_be_decimals, parted_cells


def _cell(*lines: str) -> Traced:
    parts = []
    for text in lines:
        origin = Origin(text, Place(page=1, start=0, end=len(text)))
        parts.append(Traced.of(text, (Run(len(text), origin, 0, len(text)),)))
    return Traced.join(parts)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (("≥12次", "≥6次"), ["≥12次", "≥6次"]),
        (("≥12次", "≥6次", "……"), ["≥12次", "≥6次"]),
        (("≥12次，按", "季度统计"), []),
        (("≥12次",), []),
        (("≥12次（春", "季）", "≥6次"), ["≥12次（春季）", "≥6次"]),
    ],
)
def test_names_that_say_which_indicator_they_are_share_the_lines_of_values(
    values: tuple[str, ...], found: list[str]
) -> None:
    names = _cell("指标1：集中教育", "指标2：心理辅", "导", "……")
    rows = parted_cells({"name3": names, "annual_value": _cell(*values)})
    assert [row["annual_value"].text for row in rows] == found
    assert [row["name3"].text for row in rows] == ["集中教育", "心理辅导"][: len(found)]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (("1.≥52公里", "2.120台"), ["≥52公里", "120台"]),
        (("1.52公里", "2.120台"), ["1.52公里", "2.120台"]),
    ],
)
def test_numbers_of_the_lines_of_a_page_are_no_part_of_values_where_one_cannot_be_a_decimal(
    values: tuple[str, ...], found: list[str]
) -> None:
    cells = {"name3": _cell("1.新建隔离带", "2.购置灭火机"), "annual_value": _cell(*values)}
    assert [row["annual_value"].text for row in parted_cells(cells)] == found
    assert bool(may_be_decimals(cells)) is (found[0] == "1.52公里")
