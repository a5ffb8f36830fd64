"""Labels set in several columns of one character each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jiheng.reading.containers.page.ink import Glyph, Ink, Rule
from jiheng.reading.containers.page.sheets import PagesSheet
from jiheng.reading.layouts.cells.upright import with_upright_labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.containers.cells.sheet import Sheet


def sheet(columns: Sequence[str], apart: float = 15, drop: float = 0) -> Sheet:
    """Return a cell with columns of characters, each a little lower than the one to its left."""
    glyphs = [
        Glyph(text, 5 + apart * at, top, 15 + apart * at, top + 10)
        for at, column in enumerate(columns)
        for down, text in enumerate(column)
        for top in (5 + 12.0 * down + drop * at,)
    ]
    gathered = PagesSheet()
    across, down = [Rule(y, 0, 200) for y in (0, 80)], [Rule(x, 0, 80) for x in (0, 100, 200)]
    gathered.add(Ink(1, 300, 200, glyphs, across, down))
    return gathered.sheet("表")


def first(found: Sheet) -> str:
    return found.rows[0][0].text


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (("年度总", "体目标"), "年度总体目标"),
        (("体目标", "年度总"), "年度总体目标"),
        (("年度", "总体", "目标"), "年度总体目标"),
        (("指标", "值"), "指标值"),
        (("绩效", "指标"), "绩效指标"),
        (("产出", "指标"), "产出指标"),
        (("标目度年",), "年度目标"),
        (("体总度年", "标目效绩"), "年度总体绩效目标"),
        (tuple("标指度意满"), "满意度指标"),
    ],
)
def test_the_columns_of_a_label_are_put_together(columns: Sequence[str], expected: str) -> None:
    assert first(with_upright_labels(sheet(columns))) == expected


def test_columns_may_stand_at_other_heights() -> None:
    assert first(with_upright_labels(sheet(("满意", "度指标"), drop=-6))) == "满意度指标"


@pytest.mark.parametrize(
    "columns",
    [
        ("打井", "三口"),
        ("数指", "量标"),
        ("打井三口",),
        ("项", "名"),
        ("年", "度总", "体", "目", "标"),
        tuple("标准化率"),
    ],
    ids=["no label", "its lines say one", "one column", "one line", "too many columns", "a name"],
)
def test_what_is_no_label_or_one_already_stays(columns: Sequence[str]) -> None:
    found = sheet(columns)
    assert first(with_upright_labels(found)) == first(found)


def test_a_text_keeps_the_places_of_its_characters() -> None:
    text = with_upright_labels(sheet(("体目标", "年度总"))).rows[0][0]
    assert [place.box[0] for place in text.span() if place.box] == [20, 20, 20, 5, 5, 5]
