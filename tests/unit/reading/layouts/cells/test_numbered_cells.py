"""Several indicators in the cells of one row, as a page shows them: line by line."""

from __future__ import annotations

import pytest

from jiheng.model import Origin, Place, Run, Traced
from jiheng.reading.layouts.cells.numbered_cells import may_be_decimals, parted_cells, seem_several


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


def _typed(*lines: str) -> Traced:
    text = "\n".join(lines)
    origin = Origin(text, Place(start=0, end=len(text), cell="C4"))
    return Traced.join(
        Traced.part_of(origin, text.index(line), text.index(line) + len(line)) for line in lines
    )


def _of_page(width: float, *lines: str) -> Traced:
    """Return lines of characters ten points wide in a cell of some width."""
    parts = []
    for at, text in enumerate(lines):
        ends = [edge for nth in range(len(text)) for edge in (10.0 * nth, 10.0 * nth + 10)]
        box = (0.0, 12.0 * at, ends[-1], 12.0 * at + 10)
        place = Place(page=1, start=0, end=len(text), box=box)
        origin = Origin(text, place, ends, width - ends[-1])
        parts.append(Traced.of(text, (Run(len(text), origin, 0, len(text)),)))
    return Traced.join(parts)


@pytest.mark.parametrize(
    "values",
    [
        ("明显提高", "明显提升"),
        ("提高明显", "≥3%"),
        ("及时完成", "优"),
        ("有效保障", "按时到位"),
    ],
)
def test_values_in_words_on_lines_belong_to_the_names_on_as_many(values: tuple[str, str]) -> None:
    cells = {"name3": _typed("市民文明素质", "城市形象品质"), "annual_value": _typed(*values)}
    assert [row["annual_value"].text for row in parted_cells(cells)] == [*values]


@pytest.mark.parametrize("values", [("逐步", "提高"), ("不断", "完善提升"), ("明显", "优")])
def test_words_on_lines_that_may_be_one_value_stay_whole(values: tuple[str, str]) -> None:
    cells = {"name3": _typed("城乡居民的", "收入水平"), "annual_value": _typed(*values)}
    assert not parted_cells(cells)
    assert not seem_several(cells)


def test_as_many_lines_of_other_words_as_of_names_seem_to_be_several_indicators() -> None:
    values = _typed("群众获得感强", "城市面貌新颖")
    cells = {"name3": _typed("市民文明素质", "城市形象品质"), "annual_value": values}
    assert not parted_cells(cells)
    assert seem_several(cells)


@pytest.mark.parametrize(("width", "found"), [(120.0, 2), (65.0, 0)])
def test_lines_of_a_page_that_leave_room_for_more_are_names_of_their_own(
    width: float, found: int
) -> None:
    names = _of_page(width, "制作公益广告", "开展志愿活动")
    cells = {"name3": names, "annual_value": _of_page(120.0, "≥300块", "≥48场")}
    assert len(parted_cells(cells)) == found
