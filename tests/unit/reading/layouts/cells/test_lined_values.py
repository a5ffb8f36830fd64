"""Lines of a cell on a page that are values by themselves, and those of one value."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.lib import colors
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import SimpleDocTemplate, Table

from jiheng.model import Traced
from jiheng.reading.containers.page.ink import Glyph
from jiheng.reading.containers.page.lines import traced_line
from jiheng.reading.documents import read_document
from jiheng.reading.layouts.cells.lined_values import values_by_line, values_in_doubt
from jiheng.reading.layouts.drafts import figures_apart, figures_by_line, set_apart
from jiheng.writing import write_tables

WIDE = 200
"""Points: room for twenty characters of ten points each."""


def cell(*texts: str, width: float | None = WIDE, step: float = 12, pages: int = 1) -> Traced:
    """Return the lines of a cell, one below the other, of characters ten points wide and high."""
    found = []
    for at, text in enumerate(texts):
        top = 100 + step * at
        line = [Glyph(sign, 50 + 10 * n, top, 60 + 10 * n, top + 10) for n, sign in enumerate(text)]
        found.append(traced_line(line, 1 + at * (pages - 1), width)[0])
    return Traced.join(found)


def blank_behind(one: str, other: str) -> Traced:
    """Return two figures in one line of a page, with a blank between them."""
    return _line([(sign, 10.0 * at + 6 * (at >= len(one))) for at, sign in enumerate(one + other)])


def spread(figure: str) -> Traced:
    """Return a figure whose characters all stand apart."""
    return _line([(sign, 16.0 * at) for at, sign in enumerate(figure)])


def _line(signs: list[tuple[str, float]]) -> Traced:
    return traced_line([Glyph(sign, left, 100, left + 10, 110) for sign, left in signs], 1, WIDE)[0]


@pytest.mark.parametrize(
    "lines",
    [
        ("120", "35"),
        ("12", "95"),
        ("98%", "95%"),
        ("≥98%", "≥95%", "≥90%"),
        ("100个", "200个"),
        ("5月", "10月"),
        ("2026年6月", "12月"),
        ("1.≥98%", "2.≥95%"),
        ("①≥98%", "②≥95%"),
        ("省级≥3个", "市级≥5个"),
        ("优", "良"),
    ],
)
def test_lines_with_room_for_the_next_word_are_values_of_their_own(lines: tuple[str, ...]) -> None:
    assert set_apart(values_by_line(cell(*lines))).text == " ".join(lines)


@pytest.mark.parametrize(
    "lines",
    [("2026年", "12月"), ("2026年6月", "30日"), ("1,234,", "567"), ("≥30", "公里"), ("≥", "98%")],
)
def test_a_line_that_goes_on_in_the_next_one_is_none(lines: tuple[str, ...]) -> None:
    assert values_by_line(cell(*lines)) == []


@pytest.mark.parametrize(
    "value",
    [
        cell("120", "35", width=50),
        cell("120", "35", width=None),
        cell("120", "35", step=0),
        cell("120", "35", pages=2),
    ],
    ids=["full", "no cell", "beside each other", "two pages"],
)
def test_lines_without_room_or_not_of_one_cell_are_put_together(value: Traced) -> None:
    assert values_by_line(value) == []


@pytest.mark.parametrize(("width", "doubtful"), [(45, False), (55, True), (64, True)])
def test_figures_whose_first_line_may_be_full_are_in_doubt(width: float, *, doubtful: bool) -> None:
    value = cell("120", "35", width=width)
    assert values_by_line(value) == []
    assert bool(values_in_doubt(value)) == doubtful


def test_values_with_units_whose_first_line_may_be_full_are_not() -> None:
    assert values_in_doubt(cell("98%", "95%", width=64)) == []


def printed(value: str, width: float) -> bytes:
    """Return a page with a form of one indicator, the column of whose value is so wide."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    rows = [
        ["项目名称", "照明", "", ""],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "路灯和电缆数", value],
    ]
    table = Table(rows, colWidths=[80, 80, 120, width])
    lines = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
    table.setStyle(
        [lines, ("FONT", (0, 0), (-1, -1), "STSong-Light", 10), ("SPAN", (1, 0), (3, 0))]
    )
    stream = BytesIO()
    SimpleDocTemplate(stream).build([table])
    return stream.getvalue()


@pytest.mark.parametrize(
    ("value", "width", "read", "words"),
    [
        ("120\n35", 80, "120 35", "all of it is kept"),
        ("1200000\n35000", 72, "120000035000", "one figure or several"),
        ("12月\n底前", 80, "12月底前", ""),
    ],
)
def test_lines_of_a_cell_of_a_printed_form_are_judged_by_their_room(
    value: str, width: float, read: str, words: str
) -> None:
    (table,) = read_document(printed(value, width), "x.pdf").tables
    assert [each.annual_value for row in table.rows for each in row.indicators] == [read]
    told = [problem.message.en for problem in table.problems if problem.code == "unread-text"]
    assert [words in each for each in told] == [True] * bool(words)


@pytest.mark.parametrize("kind", ["json", "jsonl"])
def test_a_value_on_two_lines_of_a_page_is_written_as_it_was_read(kind: str) -> None:
    (table,) = read_document(printed("≥5次\n≥6次", 80), "x.pdf").tables
    assert "≥5次 ≥6次" in write_tables([table], kind).decode()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (cell("100", "50"), ["100", "50"]),
        (cell("1,250.36", "88"), ["1,250.36", "88"]),
        (cell("100", "50", width=50), []),
        (cell("58.50　12"), []),
        (blank_behind("58.50", "12"), ["58.50", "12"]),
        (blank_behind("12", "345"), ["12", "345"]),
        (blank_behind("12", "000"), []),
        (spread("1250"), []),
        (spread("58.50"), []),
    ],
    ids=[
        "two lines",
        "thousands",
        "a full line",
        "no digits beside each other",
        "a blank",
        "no thousands",
        "thousands apart",
        "all apart",
        "all apart with a point",
    ],
)
def test_figures_of_a_page_stand_apart_on_lines_and_behind_blanks(
    text: Traced, parts: list[str]
) -> None:
    assert [part.text for part in figures_apart(text)] == parts


def test_lines_of_prose_that_end_and_begin_with_figures_stand_apart() -> None:
    parts = figures_by_line(cell("1.养护里程120", "2.检查12", "次以上"))
    assert [part.text for part in parts] == ["1.养护里程120", "2.检查12次以上"]
    assert figures_by_line(cell("投入2", "万元")) == []
