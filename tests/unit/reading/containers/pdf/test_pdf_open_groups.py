"""Groups of rows that a page end cuts, without a line above them or below."""

from __future__ import annotations

import pytest
from tests.spec.layout_cases import SOURCE
from tests.unit.reading.containers.pdf.written_pdf import contents, line, sheet_of, words

from jiheng.reading.documents import read_sheets

EDGES = (10, 70, 130, 210, 290)
HEADS = ("一级指标", "二级指标", "三级指标", "指标值")


def cells(texts: tuple[str, ...], y: float, columns: tuple[float, ...] = EDGES) -> str:
    return contents(words(x + 3, y, text) for x, text in zip(columns, texts, strict=False))


HEAD = contents(
    (
        words(100, 12, "项目支出绩效目标表"),
        *(line(10, y, 290, y) for y in (20, 40, 60)),
        *(line(x, 20, x, 60) for x in (10, 70, 290)),
        *(line(x, 40, x, 60) for x in EDGES[2:4]),
        cells(("项目名称", "打井"), 34),
        cells(HEADS, 54),
    )
)


def group(open_columns: int, levels: tuple[str, ...], first: int) -> str:
    """Return a page of three rows, whose first columns have sides alone."""
    return contents(
        (
            *(line(EDGES[open_columns], y, 290, y) for y in (40, 60, 80)),
            *(line(x, 20, x, 80) for x in EDGES),
            cells(levels, 34),
            *(
                cells((f"第{at}类数", f"≥{at}台"), 14 + 20 * row, EDGES[2:])
                for row, at in enumerate(range(first, first + 3), 1)
            ),
        )
    )


@pytest.mark.parametrize("open_columns", [1, 2])
def test_levels_without_a_line_above_or_below_are_those_of_all_rows(open_columns: int) -> None:
    levels = ("产出指标", "数量指标")
    sheet = sheet_of(HEAD, group(open_columns, levels, 1), group(open_columns, (), 4))
    (table,) = read_sheets((sheet,), SOURCE).tables
    found = [
        (each.level1 and each.level1.label, each.level2 and each.level2.label, each.annual_value)
        for each in table.rows[0].indicators
    ]
    assert table.problems == ()
    assert found == [(*levels, f"≥{at}台") for at in range(1, 7)]
