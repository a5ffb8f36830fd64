"""What a page hides by the classes and names of its style sheets."""

from __future__ import annotations

import pytest

from jiheng.reading.containers.texts.style_sheets import hidden_names, styled_names
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
    assert (problem.code, problem.severity) == ("hidden-text", "warning")


def test_hidden_words_outside_of_tables_are_no_warning() -> None:
    page = f"{STYLE}<p class=x>首页</p><table><tr><td>名称</td><td>甲</td></tr></table>"
    (problem,) = read_text(page.encode(), "x.html").problems
    assert (problem.code, problem.severity) == ("hidden-text", "note")


RAISED = "<style><!-- span.up, .low\n\t{mso-x:y;vertical-align:super;} .low{vertical-align:sub}"
STRUCK = ".font5{color:red; text-decoration:line-through} p .up2{vertical-align:super}--></style>"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("10<span class=up>4</span>人", "10⁴人"),
        ("CO<span class='low y'>2</span>", "CO₂"),
        ("9<font class=font5>0</font>5%", "95%"),
        ("10<b class=up2>4</b>人", "104人"),
        ("≥95%<a class=MsoNormal><span class=up>[1]</span></a>", "≥95%"),
    ],
)
def test_what_a_style_sheet_raises_or_strikes_out_is_so(cell: str, said: str) -> None:
    page = f"{RAISED}{STRUCK}<table><tr><td>名称</td><td>{cell}</td></tr></table>"
    ((_, text),) = read_text(page.encode(), "x.html").rows
    assert text.text == said


def test_sheets_for_office_programs_alone_hide_nothing() -> None:
    page = f"<!--[if gte mso 10]>{STYLE}<![endif]-->"
    assert (hidden_names(page), styled_names(page)) == ({}, {})


def test_marks_of_remarks_of_word_are_hidden() -> None:
    mark = "<span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>[U1]</a></span>"
    page = f"<table><tr><td>名称</td><td>≥95%{mark}</td></tr></table>"
    sheet = read_text(page.encode(), "x.html")
    assert [text.text for text in sheet.rows[0]] == ["名称", "≥95%"]
    assert [problem.excerpt for problem in sheet.problems] == ["[U1]"]
