"""Lines of a text file, and tags of HTML that are written over several of them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from jiheng.reading.containers.texts.lines import lines_of
from jiheng.reading.containers.texts.text import read_text
from jiheng.reading.grammar.spaced import as_typed


def places(text: str) -> list[tuple[str, int | None, int]]:
    return [(line.raw, line.at.line, line.at.start) for line in lines_of(text)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [("", 1, 0)]),
        ("名称\n金额\r\n目标", [("名称", 1, 0), ("金额", 2, 0), ("目标", 3, 0)]),
        ("名称\x0b金额\n目标", [("名称", 1, 0), ("金额", 1, 3), ("目标", 2, 0)]),
        ("值<p\n值", [("值<p", 1, 0), ("值", 2, 0)]),
        ("名称<td\n值>3", [("名称<td\n值>3", 1, 0)]),
        ("<p\nid=a>\x0b值<p\r\n>\x0b数", [("<p\nid=a>", 1, 0), ("值<p\r\n>", 2, 6), ("数", 3, 2)]),
    ],
    ids=["nothing", "lines", "one line of an editor", "no tag", "no end of a tag", "tags"],
)
def test_lines_end_where_no_tag_is_cut(text: str, lines: list[tuple[str, int | None, int]]) -> None:
    assert places(text) == lines


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_words_behind_a_tag_over_lines_stand_in_their_own_line(end: str) -> None:
    page = f"<table><tr><td{end} width=9{end}  id='a'>甲<b{end}>乙</b></td><td>丙</td></tr></table>"
    ((cell, other),) = read_text(page.encode(), "x").rows
    lines = page.split(end)
    assert [each.text for each in (cell, other)] == ["甲乙", "丙"]
    for place in (*cell.span(), *other.span()):
        assert lines[(place.line or 0) - 1][place.start : place.end] in {"甲", "乙", "丙"}


def gap(page: str) -> str:
    """Return what stands between the two stretches of the one cell of a page."""
    ((cell,),) = read_text(f"<table><tr><td>{page}</td></tr></table>".encode(), "x").rows
    ((one, other),) = pairwise(cell.runs())
    return one.between(other)


@pytest.mark.parametrize(
    ("page", "between"),
    [
        ("甲<br>乙", "<br>"),
        ("甲\n乙", " "),
        ("甲</p>\n <p>乙", "</p>  <p>"),
        ("甲<b\r\nid=a>乙", "<b id=a>"),
        ("甲<b\nid=a>\n乙", "<b id=a> "),
        ("甲</p>\n\n<p>乙", "<p>"),
    ],
)
def test_lines_of_a_page_go_on_in_the_next_one_with_their_tags(page: str, between: str) -> None:
    assert gap(page) == between


@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        ("<b\nid=a>≥9</b><b\nid=b>5%</b>", "≥95%"),
        ("≥9<del>0</del>5%", "≥95%"),
        ("≥9\n5%", "≥9 5%"),
        ("≥9&nbsp;5%", "≥9 5%"),
        ("≥9<br>5%", "≥9\n5%"),
    ],
)
def test_blanks_that_a_page_shows_are_those_that_were_typed(cell: str, typed: str) -> None:
    ((text,),) = read_text(f"<table><tr><td>{cell}</td></tr></table>".encode(), "x").rows
    assert as_typed(text).text == typed


def test_a_tab_within_a_tag_parts_no_cells() -> None:
    rows = read_text("<p><b\n\tid=a>甲</b></p>\n乙\t<i\tid=b>丙</i>".encode(), "x").rows
    assert [[cell.text for cell in row] for row in rows] == [["甲"], ["乙", "丙"]]
