"""Tables that have no line between most of their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest

from jiheng.reading.containers.page.ink import Glyph, Ink, Rule
from jiheng.reading.containers.page.row_ruled import tables_on
from jiheng.reading.containers.page.unruled_rows import holds_rows, rows_within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.containers.page.grids import RuledTable

Word: TypeAlias = tuple[str, float, float]

EDGES = (0, 100, 200, 300)
HEAD = ("一级指标", "三级指标", "指标值")
ROWS = (
    ("产出指标", "打井数", "≥3口"),
    ("产出指标", "修渠数", "≥4里"),
    ("效益指标", "受益", "≥9户"),
)


def written(*words: Word, size: float = 10) -> list[Glyph]:
    return [
        Glyph(text, x + size * at, y, x + size * (at + 1), y + size)
        for word, x, y in words
        for at, text in enumerate(word)
    ]


def rows(lines: Sequence[Sequence[str]], top: float = 0, pitch: float = 20) -> list[Glyph]:
    return written(
        *(
            (word, left + 4, top + pitch * number + 5)
            for number, line in enumerate(lines)
            for word, left in zip(line, EDGES, strict=False)
        )
    )


def column(at: int, *words: tuple[str, float]) -> list[Glyph]:
    """Return words of a column, each at its height."""
    return written(*((word, EDGES[at] + 4, y) for word, y in words))


def cuts(glyphs: Sequence[Glyph], *, signed: bool = False, goes_on: bool = False) -> list[Rule]:
    return rows_within(glyphs, EDGES, signed=signed, goes_on=goes_on)


def heights(glyphs: Sequence[Glyph]) -> list[float]:
    return sorted({rule.at for rule in cuts(glyphs)})


def merged(glyphs: Sequence[Glyph], *, goes_on: bool = False) -> list[float]:
    """Return where cells of the last two columns are parted and those of the first are not."""
    found = cuts(glyphs, goes_on=goes_on)
    own = {rule.at for rule in found if rule.start == 0}
    return sorted({rule.at for rule in found} - own)


def test_rows_are_parted_amid_the_white_between_them() -> None:
    assert heights(rows(ROWS)) == [20, 40]


def test_lines_of_a_cell_stand_closer_than_rows() -> None:
    names = column(1, ("打井数", 5), ("和修渠数", 17), ("受益", 37), ("增收", 57))
    values = column(2, ("≥3口", 5), ("≥4户", 37), ("≥5元", 57))
    assert heights([*names, *values]) == [32, 52]


def test_lines_as_close_as_rows_go_on_with_the_row_above_where_they_have_no_value() -> None:
    names = column(1, ("打井数", 5), ("和修渠数", 17), ("受益", 29), ("增收", 41))
    values = column(2, ("≥3口", 5), ("≥4户", 29), ("≥5元", 41))
    assert heights([*names, *values]) == [28, 40]


def test_a_first_line_without_a_value_leaves_rows_unknown() -> None:
    names = column(1, ("打井数", 5), ("和修渠数", 17), ("受益", 29), ("增收", 41))
    values = column(2, ("≥3口", 17), ("≥4户", 29), ("≥5元", 41))
    assert cuts([*names, *values]) == []


def test_a_value_may_be_missing_where_rows_stand_apart() -> None:
    lines = (*ROWS, ("效益指标", "增收", ""))
    assert heights(rows(lines)) == [20, 40, 60]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([("产出指标", 25), ("效益指标", 65)], [20, 40]),
        ([("产出指标", 5), ("效益指标", 65)], []),
        ([("产出", 19), ("指标", 31), ("效益指标", 65)], [20, 40]),
        ([], []),
    ],
    ids=["in the middle", "at the top", "in two lines", "none"],
)
def test_a_level_stands_in_the_middle_of_its_rows_or_in_the_first(
    levels: list[tuple[str, float]], expected: list[float]
) -> None:
    listed = [("", *row[1:]) for row in (*ROWS, ROWS[0])]
    assert merged([*rows(listed), *column(0, *levels)]) == expected


@pytest.mark.parametrize(
    "levels",
    [[("产出指标", 41)], [("产出指标", 15), ("效益指标", 75)], [("产出指标", 15)]],
    ids=["beside the middle", "beside the middle of what is left", "not to the end"],
)
def test_a_level_that_stands_elsewhere_leaves_rows_unknown(levels: list[tuple[str, float]]) -> None:
    listed = [("", *row[1:]) for row in (*ROWS, ROWS[0])]
    assert cuts([*rows(listed), *column(0, *levels)]) == []


def test_too_many_levels_leave_rows_unknown() -> None:
    levels = column(0, ("产出指标", 15), ("效益指标", 45), ("成本", 48 + 13))
    listed = [("", *row[1:]) for row in ROWS]
    assert cuts([*rows(listed), *levels], goes_on=True) == []


def test_the_rows_before_the_first_level_of_a_page_go_on_from_the_page_before() -> None:
    listed = [("", *row[1:]) for row in (*ROWS, *ROWS)]
    glyphs = [*rows(listed), *column(0, ("效益指标", 25))]
    assert merged(glyphs, goes_on=True) == []
    assert len(cuts(glyphs, goes_on=True)) == 15
    assert cuts(glyphs) == []


@pytest.mark.parametrize(
    ("glyphs", "signed"),
    [
        ([], False),
        (rows(ROWS[:1]), False),
        (column(1, ("打井数", 5), ("修渠数", 25)), False),
        (rows([("产出指标", "打井数", "三口"), ("产出指标", "修渠数", "四里")]), True),
        (column(1, ("打井数", 5), ("修渠数", 12)) + column(2, ("甲", 5), ("乙", 12)), False),
        (column(1, ("打井数", 305)), False),
    ],
    ids=["nothing", "one row", "one column", "no signs", "lines over each other", "few lines"],
)
def test_what_is_no_list_of_several_rows_is_not_parted(
    glyphs: Sequence[Glyph], *, signed: bool
) -> None:
    assert cuts(glyphs, signed=signed) == []


def test_letters_beside_the_columns_are_of_none() -> None:
    glyphs = [*rows(ROWS), *written(("页边", 310, 5))]
    assert heights(glyphs) == [20, 40]


@pytest.mark.parametrize(("number", "expected"), [(2, False), (3, True)])
def test_three_values_below_each_other_are_several_rows(number: int, *, expected: bool) -> None:
    assert holds_rows(rows(ROWS[:number]), EDGES) is expected


def test_signs_amid_words_are_no_values() -> None:
    glyphs = column(1, ("率≥3", 5), ("率≥4", 25), ("率≥5", 45))
    assert not holds_rows(glyphs, EDGES)


def page(
    glyphs: Sequence[Glyph], horizontals: Sequence[Rule], before: tuple[float, ...] = ()
) -> tuple[RuledTable, ...]:
    known = {at: at for at in before}
    return tables_on(Ink(2, 400, 400, tuple(glyphs), tuple(horizontals), ()), known).tables


def lines_at(*at: float) -> list[Rule]:
    return [Rule(height, 0, 300) for height in at]


def size(tables: Sequence[RuledTable]) -> list[tuple[int, int]]:
    return [(len(table.rows) - 1, len(table.columns) - 1) for table in tables]


def test_a_head_between_lines_and_one_below_the_last_row_rule_a_table() -> None:
    assert size(page(rows((HEAD, *ROWS)), lines_at(0, 20, 80))) == [(4, 3)]


def test_the_line_below_the_last_row_may_stand_on_the_next_page() -> None:
    glyphs = [*rows((HEAD, *ROWS)), *written(("1", 150, 120))]
    (table,) = page(glyphs, lines_at(0, 20))
    assert size([table]) == [(4, 3)]
    assert table.rows[-1] < 90


def test_lines_between_some_rows_part_the_others_too() -> None:
    assert size(page(rows((HEAD, *ROWS, *ROWS)), lines_at(0, 20, 60, 140))) == [(7, 3)]


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ((HEAD,), lines_at(0, 20)),
        ((HEAD, ("说明：今年打井三口修渠四里受益九户人家",)), lines_at(0, 20, 40)),
        ((("今年打井三口",), ("修渠四里",), ("受益九户",)), lines_at(0, 20, 80)),
        ((HEAD, *ROWS, ("服务对象满意度指标改善", "", "高")), lines_at(0, 20, 100)),
        (
            (HEAD, *ROWS[:2], *ROWS, ("服务对象满意度指标改善", "", "高")),
            lines_at(0, 20, 40, 60, 140),
        ),
    ],
    ids=["a head alone", "a remark below it", "prose", "other columns", "rows nobody can part"],
)
def test_lines_without_a_list_that_can_be_parted_rule_no_table(
    words: Sequence[Sequence[str]], rules: Sequence[Rule]
) -> None:
    assert size(page(rows(words), rules)) == []


BEFORE: tuple[float, ...] = (0, 100, 200, 300)


@pytest.mark.parametrize(
    "rules",
    [[], lines_at(65), lines_at(0, 60), [Rule(300, 10, 60)]],
    ids=["none", "below", "above and below", "elsewhere"],
)
def test_a_page_goes_on_with_few_lines_or_none(rules: Sequence[Rule]) -> None:
    assert size(page(rows(ROWS), rules, BEFORE)) == [(3, 3)]


@pytest.mark.parametrize(
    "words",
    [(("名词解释",),) * 4, (("名词", "解释"),), (("甲", "乙"), ("", "丙", "丁"), ("戊", "己"))],
    ids=["prose", "too few rows", "no values"],
)
def test_a_page_without_lines_and_values_goes_on_with_nothing(
    words: Sequence[Sequence[str]],
) -> None:
    assert page(rows(words, pitch=12), [], BEFORE) == ()


def test_a_line_far_below_the_words_of_a_page_rules_no_table() -> None:
    assert page(rows(ROWS), [*lines_at(200), Rule(300, 310, 360)], BEFORE) == ()


def framed(labels: Sequence[Sequence[str]], top: float = 20) -> tuple[RuledTable, ...]:
    """Return the tables of a frame with labels, a head and a list in it."""
    above = top * len(labels)
    glyphs = [*rows(labels, pitch=top), *rows((HEAD, *ROWS), top=above)]
    across = lines_at(0, above, above + 20, above + 80)
    sides = [Rule(x, 0, above + 80) for x in (0, 300)]
    return tables_on(Ink(1, 400, 400, tuple(glyphs), tuple(across), tuple(sides))).tables


def test_a_frame_around_a_list_without_lines_between_rows_has_its_rows() -> None:
    assert size(framed([("项目名称", "打井")])) == [(5, 3)]


@pytest.mark.parametrize("pitch", [20, 14])
def test_labels_above_the_list_have_rows_of_their_own(pitch: float) -> None:
    labels = [("项目名称", "打井"), ("绩效目标", "今年打井三口")]
    assert size(framed(labels, pitch)) == [(6, 3)]


def three_lined(*words: Word) -> list[list[str]]:
    """Return the rows above the head of a table with three lines, of which these are the words."""
    glyphs = [*written(*words), *rows((HEAD, *ROWS), top=100)]
    table = page(glyphs, lines_at(0, 100, 120, 180))[0]
    found = dict.fromkeys(range(len(table.cells)), "")
    for glyph in glyphs:
        at = table.cell_at((glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2)
        assert at is not None
        found[at] += glyph.text
    above = [(cell.row, found[at]) for at, cell in enumerate(table.cells) if cell.row < HEAD_ROW]
    above = [(row, text) for row, text in above if text and table.rows[row] < 100]
    return [[text for own, text in above if own == row] for row in sorted({at for at, _ in above})]


HEAD_ROW = 9
LABELS = (("项目名称", 4, 5), ("打井", 104, 5), ("年度目标", 4, 65), ("打井三口", 104, 65))
AMOUNTS = (("资金总额", 104, 25), ("88.5", 204, 25), ("财政拨款", 104, 45), ("88.5", 204, 45))


def test_a_label_amid_its_rows_of_money_is_merged_over_them() -> None:
    assert three_lined(*LABELS, *AMOUNTS, ("项目资金", 4, 35)) == [
        ["项目名称", "打井"],
        ["项目资金", "资金总额", "88.5"],
        ["财政拨款", "88.5"],
        ["年度目标", "打井三口"],
    ]


def test_amounts_that_stand_apart_are_rows_where_the_goal_runs_below_them() -> None:
    words = (*LABELS[:3], ("打井三口和修渠四里并增收", 104, 65), *AMOUNTS, ("项目资金", 4, 35))
    assert three_lined(*words)[1:3] == [["项目资金", "资金总额", "88.5"], ["财政拨款", "88.5"]]


def test_lines_of_a_value_beside_one_label_are_one_cell() -> None:
    words = (*LABELS, ("打井", 104, 25), ("和修渠", 104, 45), ("绩效目标", 4, 35))
    assert three_lined(*words) == [
        ["项目名称", "打井"],
        ["绩效目标", "打井和修渠"],
        ["年度目标", "打井三口"],
    ]


def test_a_label_amid_some_of_the_rows_below_the_label_above_rules_no_table() -> None:
    more = (("其他资金", 104, 65), ("0.5", 204, 65), ("年度目标", 4, 85), ("打井", 104, 85))
    glyphs = written(*LABELS[:2], *AMOUNTS, ("项目资金", 4, 35), *more)
    assert page([*glyphs, *rows((HEAD, *ROWS), top=100)], lines_at(0, 100, 120, 180)) == ()


def test_labels_beside_labels_have_rows_of_their_own() -> None:
    first = (("名称", 4, 5), ("打井", 54, 5), ("部门", 154, 5), ("水利", 204, 5))
    second = (("金额", 4, 25), ("88.5", 54, 25), ("单位", 154, 25), ("水站", 204, 25))
    assert three_lined(*first, *second) == [
        ["名称", "打井", "部门", "水利"],
        ["金额", "88.5", "单位", "水站"],
    ]


def test_labels_that_nobody_can_part_rule_no_table() -> None:
    labels = [("项目名称", "打井"), ("绩效目标", "今年打井"), ("", "修渠")]
    assert size(framed(labels, 12)) == []
