"""Tables of workbooks that are printed over several pages to the right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.spec.layout_cases import SOURCE

from jiheng.reading.containers.page.ink import Glyph, Ink, Rule
from jiheng.reading.containers.page.sheets import PagesSheet
from jiheng.reading.documents import read_sheets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import TargetTable

    Lines = Sequence[Sequence[str]]

HEIGHT = 20.0
LEFT = (
    ("项目名称", "打井"),
    ("一级指标", "二级指标"),
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
)
MIDDLE = (("", ""), ("三级指标", "指标值"), ("打井数", "≥3口"), ("合格率", "≥95%"))
RIGHT = (("",), ("备注",), ("一号地",), ("",))
MORE_LEFT = (("效益指标", "经济效益指标"), ("效益指标", "社会效益指标"))
MORE_MIDDLE = (("增收", "≥5万元"), ("受益", "≥9户"))
MORE_RIGHT = (("每户",), ("",))


def page(
    number: int, lines: Lines, width: float = 120, tall: Sequence[int] = (), top: float = 0
) -> Ink:
    """Return a ruled page.

    Args:
        number: Of the page.
        lines: What its cells say.
        width: Of each column.
        tall: Rows that are twice as high.
        top: Where the first row begins.
    """
    tops = [top]
    for row in range(len(lines)):
        tops.append(tops[-1] + HEIGHT * (2 if row in tall else 1))
    columns = [width * at for at in range(max(map(len, lines)) + 1)]
    glyphs = [
        Glyph(text, x + 4 + 10 * at, top + 4, x + 14 + 10 * at, top + 14)
        for line, top in zip(lines, tops, strict=False)
        for word, x in zip(line, columns, strict=False)
        for at, text in enumerate(word)
    ]
    across = [Rule(at, 0, columns[-1]) for at in tops]
    return Ink(number, 400, 400, glyphs, across, [Rule(x, top, tops[-1]) for x in columns])


def tables(*pages: Ink) -> tuple[TargetTable, ...]:
    gathered = PagesSheet()
    for each in pages:
        gathered.add(each)
    return read_sheets((gathered.sheet("表"),), SOURCE).tables


def listed(table: TargetTable) -> list[tuple[str | None, str | None, str | None]]:
    return [
        (each.level2.label if each.level2 else None, each.name, each.annual_value)
        for each in table.rows[0].indicators
    ]


FIRST = [("数量指标", "打井数", "≥3口"), ("质量指标", "合格率", "≥95%")]
ALL = [*FIRST, ("经济效益指标", "增收", "≥5万元"), ("社会效益指标", "受益", "≥9户")]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((LEFT, MIDDLE), FIRST),
        ((LEFT, MIDDLE, RIGHT), FIRST),
        ((LEFT, MIDDLE, MORE_LEFT, MORE_MIDDLE), ALL),
        ((LEFT, MIDDLE, RIGHT, MORE_LEFT, MORE_MIDDLE, MORE_RIGHT), ALL),
        ((LEFT, MORE_LEFT, MIDDLE, MORE_MIDDLE), ALL),
        ((LEFT, MORE_LEFT, MIDDLE, MORE_MIDDLE, RIGHT, MORE_RIGHT), ALL),
    ],
    ids=["two", "three", "over, two", "over, three", "down, two", "down, three"],
)
def test_columns_on_other_pages_stand_beside_the_rows_of_the_same_heights(
    parts: Sequence[Lines], expected: list[tuple[str, str, str]]
) -> None:
    (table,) = tables(*(page(at, lines) for at, lines in enumerate(parts, 1)))
    assert listed(table) == expected
    assert (table.rows[0].name, table.problems) == ("打井", ())


def test_a_merged_cell_stands_beside_all_of_its_rows() -> None:
    left = (("项目名称", "年度绩效目标"), ("打井", "有水喝"), ("修渠", "有水用"))
    right = (
        ("一级指标", "二级指标", "三级指标", "指标值"),
        ("产出指标", "数量指标", "打井数", "≥3口"),
        ("产出指标", "质量指标", "合格率", "≥95%"),
        ("产出指标", "数量指标", "渠长", "≥4里"),
    )
    pages = page(1, left, tall=(1,)), page(2, right, 90)
    (table,) = tables(*pages)
    rows = [(row.name, row.goal, [each.name for each in row.indicators]) for row in table.rows]
    assert rows == [("打井", "有水喝", ["打井数", "合格率"]), ("修渠", "有水用", ["渠长"])]


def test_cells_merged_to_the_right_stay_so_beside_another_page() -> None:
    ink = page(1, (LEFT[0], ("年度目标", "有水喝"), *LEFT[1:]))
    wide = page(2, (("", ""), ("", ""), *MIDDLE[1:]))
    verticals = [*ink.verticals[:1], *ink.verticals[2:], Rule(120, 0, 20), Rule(120, 40, 100)]
    merged = Ink(1, 400, 400, ink.glyphs, ink.horizontals, verticals)
    (table,) = tables(merged, wide)
    assert listed(table) == FIRST


@pytest.mark.parametrize(
    "second",
    [
        page(2, (*MIDDLE, ("", ""))),
        page(2, MIDDLE, tall=(2,)),
        page(2, tuple(("甲", "乙") for _ in LEFT)),
    ],
    ids=["more rows", "other heights", "no heads"],
)
def test_what_has_other_rows_or_no_heads_is_not_beside_a_table(second: Ink) -> None:
    found = tables(page(1, LEFT), second)
    assert all(each.level2 is None for table in found for each in table.rows[0].indicators)


def test_forms_of_one_design_on_following_pages_stay_two() -> None:
    whole = [(*left, *middle) for left, middle in zip(LEFT, MIDDLE, strict=True)]
    found = tables(page(1, whole, 90), page(2, [("项目名称", "修渠", "", ""), *whole[1:]], 90))
    assert [table.rows[0].name for table in found] == ["打井", "修渠"]


def test_a_form_that_begins_at_the_end_of_a_page_goes_on_below() -> None:
    first = page(1, (("项目名称", "打井"), ("主管部门", "水务局")), top=3 * HEIGHT)
    lines = (("三级指标", "指标值"), *((f"井{number}", "≥3口") for number in "甲乙丙丁"))
    (table,) = tables(first, page(2, lines))
    assert [(row.name, len(row.indicators)) for row in table.rows] == [("打井", 4)]


@pytest.mark.parametrize("line", ["（2026年度）", "单位：万元"])
def test_the_year_and_the_unit_may_stand_above_the_columns_to_the_right(line: str) -> None:
    above = [
        Glyph(text, 100 + 10 * at, top, 110 + 10 * at, top + 10)
        for words, top in ((line, 4), ("另附说明", 24))
        for at, text in enumerate(words)
    ]
    first, second = page(1, LEFT, top=40), page(2, MIDDLE, top=40)
    (table,) = tables(first, replace(second, glyphs=[*above, *second.glyphs]))
    assert listed(table) == FIRST
    assert [table.fiscal_year, table.money_unit].count(None) == 1


def test_rows_that_end_on_one_of_the_pages_end_the_table() -> None:
    pages = [page(at, lines) for at, lines in enumerate((LEFT, MIDDLE, MORE_LEFT), 1)]
    (table,) = tables(*pages, page(4, MORE_MIDDLE[:1]))
    assert listed(table)[:2] == FIRST


def test_another_table_on_a_page_stays_as_it_is() -> None:
    note = page(1, (("甲", "乙"), ("丙", "丁")))
    low = [g._replace(top=g.top + 200, bottom=g.bottom + 200) for g in note.glyphs]
    first = page(1, LEFT)
    across = [*first.horizontals, *(Rule(at + 200, x, y) for at, x, y in note.horizontals)]
    down = [*first.verticals, *(Rule(at, x + 200, y + 200) for at, x, y in note.verticals)]
    both = Ink(1, 400, 400, [*first.glyphs, *low], across, down)
    (table,) = tables(both, page(2, MIDDLE))
    assert listed(table) == FIRST
    assert [problem.excerpt for problem in table.problems] == ["甲乙丙丁"]


@pytest.mark.parametrize("parts", [(LEFT, MIDDLE), (LEFT, MIDDLE, MORE_LEFT, MORE_MIDDLE)])
def test_a_single_cell_to_the_right_is_told_and_parts_no_rows(parts: Sequence[Lines]) -> None:
    inks: list[Ink] = []
    for left, middle in zip(parts[::2], parts[1::2], strict=True):
        first = len(inks) + 1
        last = page(first + 2, [["市财政统筹"]])
        inks += page(first, left), page(first + 1, middle), last
    (table,) = tables(*inks)
    assert listed(table) == (ALL if len(inks) > 3 else FIRST)
    assert {(problem.code, problem.excerpt) for problem in table.problems} == {
        ("outside-table", "市财政统筹")
    }
