"""What a page hides by the classes and names of its style sheets."""

from __future__ import annotations

import pytest

from jiheng.reading.containers.texts.style_sheets import hidden_names
from jiheng.reading.containers.texts.text import read_text


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (".x{display:none}", {".x": True}),
        ("td.x , #y\n{ color:red; DISPLAY : none !important }", {".x": True, "#y": True}),
        (".x{visibility:hidden}", {".x": False}),
        (".x{visibility:visible}", {}),
        (".x{display:none}.x{display:block}", {}),
        (".x{display:block}", {}),
        (".x{color:red}", {}),
        ("div .x, .x:hover{display:none}", {}),
        ("@media print{.x{display:none}}", {}),
        ("/* .x{display:none} */<!-- .y{display:none} -->", {".y": True}),
    ],
)
def test_rules_that_hide_names(rules: str, expected: dict[str, bool]) -> None:
    assert hidden_names(f"<style>{rules}</style>") == expected


def test_a_sheet_for_print_hides_nothing() -> None:
    assert hidden_names('<style media="print">.x{display:none}</style>') == {}


STYLE = "<style>.x{display:none} #y{visibility:hidden}</style>"


@pytest.mark.parametrize(
    ("page", "rows"),
    [
        ("<tr><td>名称<td class='a x'>旧<td>甲</tr>", [["名称", "甲", "", "旧"]]),
        ("<tr><td>名称<td id=y>旧<td>甲</tr>", [["名称", "旧", "甲"]]),
        ("<tr><td>名称<td class=x style='display:table-cell'>新", [["名称", "新"]]),
        ("<tr><td>名称<td>甲<b class=x>旧</b><b class=z>乙</b>", [["名称", "甲乙"]]),
    ],
)
def test_what_a_style_sheet_hides_is_treated_as_hidden(page: str, rows: list[list[str]]) -> None:
    sheet = read_text(f"{STYLE}<table>{page}</table>".encode(), "x.html")
    assert [[text.text for text in row] for row in sheet.rows] == rows


def test_a_table_within_a_hidden_element_is_told() -> None:
    page = f"{STYLE}<div class=x><table><tr><td>名称</td><td>甲</td></tr></table></div>"
    (problem,) = read_text(page.encode(), "x.html").problems
    assert problem.code == "hidden-text"
