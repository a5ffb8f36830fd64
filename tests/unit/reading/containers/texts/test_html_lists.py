"""Numbers before the items of a list on a page."""

from __future__ import annotations

import pytest

from jiheng.reading.containers.texts.text import read_text


def shown(cell: str, sheet: str = "") -> str:
    page = f"<style>{sheet}</style><table><tr><td>目标</td><td>{cell}</td></tr></table>"
    (row,) = read_text(page.encode(), "x").rows
    return row[1].text


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("<ol><li>打井</li><li>培训</li></ol>", "1.打井2.培训"),
        ("<OL><LI>打井<LI><b>培训</b></OL>", "1.打井2.培训"),
        ("<ol><li>48处</li></ol>", "1、48处"),
        ("<ol><li>\n打井</li></ol>", "1、打井"),
        ("<ol start=3><li>打井</li><li value='7'>培训</li><li>巡查</ol>", "3.打井7.培训8.巡查"),
        ("<ol start=x><li>打井</li></ol>", "1.打井"),
        ("<ol type=a><li>打井</li></ol>", "a.打井"),
        ("<ol type='I'><li>打井</li></ol>", "I.打井"),
        ("<ol style='list-style-type: cjk-ideographic'><li>打井</li></ol>", "一、打井"),
        ("<ol><li>打井<ul><li>甲</li></ul></li><li>培训</li></ol>", "1.打井甲2.培训"),
        ("<ol><li>打井<ol><li>甲</li></ol></li><li>培训</li></ol>", "1.打井1.甲2.培训"),
        ("<ul><li>打井</li></ul><li>培训</li>", "打井培训"),
        ("<ol style='list-style:none'><li>打井</li></ol>", "打井"),
        ("<ol><li style='list-style-type:disc'>打井</li></ol>", "打井"),
        ("<ol><li>（1）打井</li><li>&nbsp;2、培训</li></ol>", "（1）打井2、培训"),
        ("<ol>" * 60 + "<li>打井" + "</ol>" * 60 + "</ol><li>培训", "1.打井培训"),
    ],
)
def test_items_of_a_list_have_the_numbers_that_a_page_shows(cell: str, said: str) -> None:
    assert shown(cell) == said


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ("ul,ol{list-style:none}", "打井"),
        ("* {list-style : none outside}", "打井"),
        ("div li{list-style-type:none}", "打井"),
        (".bare{list-style:none}", "打井"),
        (".other{list-style:none}", "1.打井"),
        ("a:hover{list-style:none}", "1.打井"),
        ("ol{list-style:none} ", "打井"),
        ("ul{list-style:none} ol{color:red}", "1.打井"),
    ],
)
def test_style_sheets_may_leave_lists_without_numbers(sheet: str, said: str) -> None:
    assert shown("<ol class='bare'><li>打井</li></ol>", sheet) == said


def test_a_list_ends_with_its_cell() -> None:
    page = "<table><tr><td><ol><li>甲</td><td><li>乙</li></td></tr></table>"
    (row,) = read_text(page.encode(), "x").rows
    assert [text.text for text in row] == ["1.甲", "乙"]
