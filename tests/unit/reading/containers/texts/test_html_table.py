"""Cells of a table of a page that take no room stand behind those that are seen."""

from __future__ import annotations

import re

import pytest

from jiheng.errors import UnreadableFile
from jiheng.reading.containers.texts import html_table
from jiheng.reading.containers.texts.text import read_text

OLD = '<td style="display:none">旧</td>'
SEEN = "<td>名称</td><td>甲</td>"


@pytest.mark.parametrize(
    ("page", "rows"),
    [
        (f"<tr><td>名称</td>{OLD}<td>甲</td></tr>", [["名称", "甲", "", "旧"]]),
        ("<tr><td>名称<td hidden>旧<td>甲</tr>", [["名称", "甲", "", "旧"]]),
        ("<tr><td>名称<td style='visibility:hidden'>旧<td>甲", [["名称", "旧", "甲"]]),
        (f"<tr>{OLD}{OLD}</tr><tr>{SEEN}</tr>", [["旧", "旧"], ["名称", "甲"]]),
        (f"<tr><td></td>{OLD}</tr><tr>{SEEN}</tr>", [["", "", "", "旧"], ["名称", "甲"]]),
        (f"<tr><td></td>{OLD.replace('旧', '')}</tr><tr>{SEEN}</tr>", [["名称", "甲"]]),
        (
            f"<tr>{SEEN}{OLD}</tr><tr>{SEEN}<td hidden></td></tr>",
            [["名称", "甲", "", "旧"], ["名称", "甲"]],
        ),
    ],
)
def test_hidden_cells_stand_behind_the_others(page: str, rows: list[list[str]]) -> None:
    sheet = read_text(f"<table>{page}</table>".encode(), "x")
    assert [[text.text for text in row] for row in sheet.rows] == rows


def test_merged_cells_go_on_beside_rows_without_hidden_ones() -> None:
    page = f"<table><tr><td colspan=2>标题</td></tr><tr>{SEEN}{OLD}</tr></table>"
    assert read_text(page.encode(), "x").merges == {(0, 0): (1, 4)}


@pytest.mark.parametrize(
    ("page", "merges"),
    [
        ("<tr><td rowspan=2>名称</td><td>甲</td>{}</tr><tr><td>乙</td></tr>", {(0, 0): (2, 1)}),
        ("<tr><td colspan=2>标题</td>{}</tr><tr><td>名称</td><td>甲</td></tr>", {(0, 0): (1, 2)}),
    ],
)
def test_other_merged_cells_stay_as_wide_as_they_are(
    page: str, merges: dict[tuple[int, int], tuple[int, int]]
) -> None:
    assert read_text(f"<table>{page.format(OLD)}</table>".encode(), "x").merges == merges


def test_a_space_within_words_parts_no_run_of_them() -> None:
    ((cell, _),) = read_text(
        "<table><tr><td>red tape</td><td>甲</td></tr></table>".encode(), "x"
    ).rows
    assert (cell.text, len(list(cell.runs()))) == ("red tape", 1)


def test_hidden_cells_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_table, "MAX_PLACES", 5)
    page = f"<table><tr>{SEEN}</tr><tr>{SEEN}{OLD}</tr><tr><td>乙</td></tr></table>"
    with pytest.raises(UnreadableFile):
        read_text(page.encode(), "x")


CELLS = "<tr><td>名称</td><td>甲</td></tr>"


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (f'<div style="display:none">\n<table>{CELLS}</table>\n</div>', "名称甲"),
        (f"<body hidden><div><table>{CELLS}</table></div>", "名称甲"),
        (f"<div hidden><div></div>话</div><table>{CELLS}</table>", "话"),
        (f"<p hidden>话<table>{CELLS}</table>", "话"),
        (f"<p hidden>话<p>看<table>{CELLS}</table>", "话"),
        (f"<input hidden><br hidden/><x:y hidden/><table>{CELLS}</table>", ""),
        (f"<table><td hidden><table>{CELLS}</table>后</td><td>丙</td></table>", "名称甲后"),
        (f"<table><td>丙<td><table hidden>{CELLS}</table>后</td></table>", "名称甲"),
    ],
)
def test_tables_in_something_hidden_are_read_and_told(page: str, told: str) -> None:
    sheet = read_text(page.encode(), "x")
    said = "".join(text.text for row in sheet.rows for text in row)
    assert "名称甲" in said
    places = [place for problem in sheet.problems for place in problem.span]
    raws = {origin.at.line: origin.raw for origin in sheet.origins}
    hidden = "".join(raws[place.line][place.start : place.end] for place in places)
    assert re.sub("<[^<>]*>", "", hidden) == told


def test_hidden_cells_beside_tables_within_cells_stand_behind_the_others() -> None:
    rows = f"<tr>{SEEN}</tr>" * 3
    within = f"<tr><td>内</td>{OLD}<td><table>{CELLS}</table></td></tr>"
    sheet = read_text(f"<table>{rows}{within}</table>".encode(), "x")
    assert [text.text for text in sheet.rows[3]] == ["内", "名称", "甲", "", "旧"]


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("2026年项目\n绩效目标表", ["2026年项目绩效目标表"]),
        ("<p>甲</p>\n<p>乙</p>", ["甲", "乙"]),
        ("甲\n<br>\n乙", ["甲", "乙"]),
        ("甲<b>\n</b>乙", ["甲乙"]),
    ],
)
def test_prose_beside_tables_goes_on_over_lines_up_to_a_tag(said: str, lines: list[str]) -> None:
    page = f"<table><tr><td>{said}\n<table><tr>{SEEN}</tr></table></td></tr></table>"
    rows = read_text(page.encode(), "x").rows
    assert ["".join(text.text for text in row) for row in rows] == [*lines, "名称甲"]
