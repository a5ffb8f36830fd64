from __future__ import annotations

import re
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from tests.unit.writing.official.tables import DECLARATION, TABLES

from jiheng.errors import MissingExtra
from jiheng.model import Indicator, Level, Row, RowKind, TargetTable
from jiheng.writing.official.layout import form_grids

if TYPE_CHECKING:
    from jiheng.writing.official.grid import FormGrid

pytest.importorskip("typst", reason="the extra pdf is not installed")
pytest.importorskip("pylopdf_fonts_zh_cn", reason="the extra pdf is not installed")

from jiheng.writing.official import pdf

MANY = tuple(
    Indicator(level1=Level(code=None, label="产出指标"), name=f"第{number}条", annual_value="≥1")
    for number in range(120)
)


def project(**said: Any) -> TargetTable:
    return TargetTable(rows=(Row(kind=RowKind.PROJECT, name="甲", **said),))


def pages(table: TargetTable, form: str) -> list[str]:
    return _pages(form_grids(table, form))


def _pages(grids: list[FormGrid]) -> list[str]:
    document = pypdfium2.PdfDocument(pdf.write(grids))
    return [_squeezed(page.get_textpage().get_text_range()) for page in document]


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("form", TABLES)
def test_every_text_is_on_a_page(form: str) -> None:
    said = [c.text for g in form_grids(TABLES[form], form) for row in g.rows for c in row]
    printed = "".join(pages(TABLES[form], form))
    assert [text for text in said if _squeezed(text) not in printed] == []


@pytest.mark.parametrize("form", TABLES)
def test_equal_forms_are_equal_bytes(form: str) -> None:
    grids = form_grids(TABLES[form], form)
    assert pdf.write(grids) == pdf.write(grids)


def test_title_and_lines_stand_above() -> None:
    first = pages(DECLARATION, "declaration")[0]
    assert first.startswith("2025年项目支出绩效目标申报表部门名称：某区科技局单位：万元项目名称")


def test_pages_are_numbered() -> None:
    found = [page[-len("第1页共2页") :] for page in pages(DECLARATION, "declaration")]
    assert found == ["第1页共2页", "第2页共2页"]


def test_each_project_begins_a_page_of_its_own_orientation() -> None:
    document = pypdfium2.PdfDocument(pdf.write(form_grids(DECLARATION, "declaration")))
    sizes = [(round(width), round(height)) for width, height in (p.get_size() for p in document)]
    assert sizes == [(842, 595), (595, 842)]


def test_the_head_is_repeated_on_every_page() -> None:
    found = pages(project(indicators=MANY), "declaration")
    assert len(found) > 1
    assert [page.count("三级指标") for page in found] == [1] * len(found)


def test_a_row_goes_on_over_pages() -> None:
    found = pages(project(goal="推动发展。" * 2000), "declaration")
    assert "".join(found).count("推动发展。") > 1990
    assert len(found) > 1


@pytest.mark.parametrize(
    "text",
    [
        "#panic()",
        "*甲*",
        "$x^2$",
        "\\",
        "_乙_",
        "= 甲",
        "- 甲",
        "@甲",
        "<甲>",
        "`甲`",
        '"甲"',
        "--- ~",
        '#import "/etc/passwd"',
        '{"a": 1}',
        "https://a.b/c",
        "// 甲",
        "/* 甲 */",
    ],
)
def test_markup_in_a_text_is_text(text: str) -> None:
    assert _squeezed(text) in "".join(pages(project(goal=text), "declaration"))


def test_lines_of_a_text_are_lines() -> None:
    document = pypdfium2.PdfDocument(pdf.write(form_grids(project(goal="甲\n乙"), "declaration")))
    assert "甲\r\n乙" in document[0].get_textpage().get_text_range()


def test_no_form_is_a_blank_page() -> None:
    assert _pages([]) == [""]


@pytest.mark.parametrize("part", ["typst", "pylopdf_fonts_zh_cn"])
def test_a_missing_part_says_what_to_install(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, part, None)
    with pytest.raises(MissingExtra) as caught:
        pdf.write([])
    assert "jiheng[pdf]" in caught.value.text("zh")


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\ufffe", "\ud800"])
def test_a_sign_that_no_page_can_show_does_no_harm(sign: str) -> None:
    assert "甲" in "".join(pages(project(goal=f"甲{sign}"), "declaration"))


def test_an_indicator_that_fits_a_page_is_not_broken_over_two() -> None:
    texts = ("长" * (37 * number % 101) for number in range(len(MANY)))
    items = tuple(replace(MANY[0], name=f"始{text}终") for text in texts)
    for page in pages(project(indicators=items), "declaration"):
        assert page.count("始") == page.count("终")
