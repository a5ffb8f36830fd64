"""What somebody has filled into the fields of a page."""

from __future__ import annotations

import pytest

from jiheng.reading.containers.texts.text import read_text

OPTIONS = "<select><option>一次性</option><option selected>经常性</option></select>"


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ('<input value="1,000.5">', "1,000.5"),
        ("<INPUT TYPE='text' readonly VALUE='甲 &amp; 乙'/>", "甲&乙"),
        ("<input type=number value=12>", "12"),
        ('<input type="hidden" value="旧">元', "元"),
        ('<input value=" ">元', "元"),
        ("<input value>元", "元"),
        ("<input>元", "元"),
        ('<input data-value="旧">元', "元"),
        ("<input type=checkbox checked>延续<input type='radio'>新增", "☑延续☐新增"),
        ('<img src="a.gif" alt="≥">90%', "≥90%"),
        ("<IMG alt='&le;' />5次", "≤5次"),
        ('<img alt="logo">元', "元"),
        ('<img alt="" title="≥">元', "元"),
        ("<textarea rows='3'>打井。</textarea>", "打井。"),
        (OPTIONS, "经常性"),
        ('<span hidden><input value="旧"></span>元', "元"),
    ],
)
def test_a_field_shows_what_is_filled_in(field: str, shown: str) -> None:
    page = f"<table><tr><td>名称</td><td>{field}</td></tr></table>"
    (row,) = read_text(page.encode(), "x").rows
    assert [text.text for text in row] == ["名称", shown]


@pytest.mark.parametrize("field", [OPTIONS, '<b hidden><input value="旧"></b>元'])
def test_what_a_field_does_not_show_is_told(field: str) -> None:
    page = f"<table><tr><td>名称</td><td>{field}</td></tr></table>"
    assert [p.code for p in read_text(page.encode(), "x").problems] == ["hidden-text"]
