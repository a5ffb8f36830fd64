"""The year of tables that state none, on the cover of their document."""

from __future__ import annotations

import pytest
from tests.unit.reading.containers.pdf.written_pdf import ruled, words, written

from jiheng.reading.documents import read_document

HEAD = ("项目名称", "绩效目标", "三级指标", "指标值")
ROW = ("水厂改造", "改造一座水厂。", "改造水厂", "1座")
TITLE = "项目支出绩效目标表"


def year_of(*lines: str, title: str = TITLE) -> int | None:
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (HEAD, ROW)
    )
    said = "".join(f"<p>{line}</p>" for line in (*lines, title))
    result = read_document(f"{said}<table>{rows}</table>".encode(), "表.html")
    return result.tables[0].fiscal_year


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (("云岭市水务局2026年部门预算",), 2026),
        (("2026 年度", "云岭市水务局（本级）", "单位预算"), 2026),
        (("云岭市水务局2025年度部门决算公开", "目录"), 2025),
        (("2024年度云岭市水务局项目支出绩效自评报告",), 2024),
        (("云岭市水务局2026年部门预算", "2026年部门预算编制说明"), 2026),
        (("云岭市水务局2026年部门预算和2025年部门决算",), None),
        (("云岭市水务局2026年工作要点",), None),
        (("云岭市水务局2026年部门预算收支总表",), None),
        (("2026年我局召开会议12次，编制预算",), None),
        ((), None),
    ],
)
def test_tables_without_a_year_have_that_of_the_cover(
    lines: tuple[str, ...], year: int | None
) -> None:
    assert year_of(*lines) == year


def test_the_year_of_a_table_stands_before_that_of_the_cover() -> None:
    assert year_of("2026年部门预算", title="2025年项目支出绩效目标表") == 2025


def test_cells_above_a_table_are_no_cover() -> None:
    cells = "<table><tr><td>2026年部门预算</td><td>公开</td></tr></table>"
    assert year_of(cells) is None


@pytest.mark.parametrize(("apart", "year", "pages"), [(True, 2026, [1]), (False, None, [])])
def test_the_first_page_of_a_document_is_its_cover_where_it_holds_no_table(
    year: int | None, pages: list[int], *, apart: bool
) -> None:
    sides = (20, 120, 220, 320, 420)
    cells = [
        words(left + 5, top, text)
        for top, row in ((55, HEAD), (85, ROW))
        for left, text in zip(sides, row, strict=False)
    ]
    lines = ("2026 年度", "云岭市水务局", "单位预算")
    said = "\n".join(words(25, 115 + 15 * at, text) for at, text in enumerate(lines))
    page = "\n".join((ruled(sides, (40, 70, 100)), words(25, 25, TITLE), *cells))
    document = written(said, page) if apart else written(f"{said}\n{page}")
    (table,) = read_document(document, "预算.pdf").tables
    assert table.fiscal_year == year
    trace = table.traces.get("fiscal_year")
    assert [place.page for place in (trace.span() if trace else ())] == pages
