from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from lxml import etree
from tests.unit.writing.official.tables import DECLARATION, SELF_EVALUATION, TABLES

from jiheng.model import Row, RowKind, TargetTable
from jiheng.writing.official import docx
from jiheng.writing.official.layout import form_grids

if TYPE_CHECKING:
    from docx.document import Document as Word


def opened(table: TargetTable, form: str) -> Word:
    return Document(io.BytesIO(docx.write(form_grids(table, form))))


def project(**said: Any) -> TargetTable:
    return TargetTable(rows=(Row(kind=RowKind.PROJECT, name="甲", **said),))


def texts(document: Word) -> list[str]:
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return [*cells, *(paragraph.text for paragraph in document.paragraphs)]


@pytest.mark.parametrize("form", TABLES)
def test_every_text_stands_in_a_cell(form: str) -> None:
    grids = form_grids(TABLES[form], form)
    said = [cell.text for grid in grids for row in grid.rows for cell in row]
    printed = texts(opened(TABLES[form], form))
    assert [text for text in said if text not in printed] == []


@pytest.mark.parametrize("form", TABLES)
def test_title_and_lines_stand_above(form: str) -> None:
    table = TABLES[form]
    assert texts(opened(table, form)).count(table.title or "") == len(form_grids(table, form))
    assert "部门名称：某区科技局\t单位：万元" in texts(opened(table, form))


@pytest.mark.parametrize("form", TABLES)
def test_equal_forms_are_equal_bytes(form: str) -> None:
    grids = form_grids(TABLES[form], form)
    assert docx.write(grids) == docx.write(grids)


def test_no_part_is_dated_by_the_clock() -> None:
    data = docx.write(form_grids(DECLARATION, "declaration"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    said = Document(io.BytesIO(data)).core_properties
    assert (said.created, said.modified) == (said.modified, said.created)
    assert (said.author, said.comments, said.title) == ("", "", DECLARATION.title)


def test_each_project_has_a_section_of_its_own() -> None:
    document = opened(DECLARATION, "declaration")
    assert [section.orientation for section in document.sections] == [
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    assert len(document.tables) == 2 * 2


def test_paper_is_a4() -> None:
    sizes = {
        (round(section.page_width.mm), round(section.page_height.mm))  # type: ignore[union-attr]
        for section in opened(DECLARATION, "declaration").sections
    }
    assert sizes == {(297, 210), (210, 297)}


def test_no_form_is_an_empty_document() -> None:
    assert Document(io.BytesIO(docx.write([]))).tables == []


def test_levels_are_merged() -> None:
    document = _tree(SELF_EVALUATION, "self-evaluation", "word/document.xml")
    merges = [
        merge.get(qn("w:val"))
        for row in document.iter(qn("w:tr"))
        for merge in row[0].iter(qn("w:vMerge"))
    ]
    assert merges[-3:] == ["restart", "continue", "continue"]


@pytest.mark.parametrize("form", TABLES)
def test_the_head_of_a_list_is_repeated_on_every_page(form: str) -> None:
    *_above, listed = _tree(TABLES[form], form, "word/document.xml").iter(qn("w:tbl"))
    marked = [row.find(f".//{qn('w:tblHeader')}") is not None for row in listed.iter(qn("w:tr"))]
    assert [at for at, mark in enumerate(marked) if mark] == [0]


@pytest.mark.parametrize("form", TABLES)
def test_rows_may_break_over_pages(form: str) -> None:
    assert b"cantSplit" not in _part(TABLES[form], form, "word/document.xml")


def test_chinese_fonts_are_named() -> None:
    styles = _part(DECLARATION, "declaration", "word/styles.xml").decode()
    assert 'w:eastAsia="宋体"' in styles
    assert 'w:eastAsia="黑体"' in styles


def test_pages_are_numbered() -> None:
    footer = _tree(DECLARATION, "declaration", "word/footer1.xml")
    assert "".join(text.text or "" for text in footer.iter(qn("w:t"))) == "第 1 页 共 1 页"
    assert [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))] == [
        "PAGE",
        "NUMPAGES",
    ]


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\ufffe", "\ud800"])
def test_a_sign_that_no_document_can_hold_is_marked(sign: str) -> None:
    assert "甲\ufffd乙" in texts(opened(project(goal=f"甲{sign}乙"), "declaration"))


@pytest.mark.parametrize("text", ["<w:p/>", "&amp;", "{ PAGE }", "  甲  乙", "=1+1"])
def test_markup_in_a_text_is_text(text: str) -> None:
    assert text in texts(opened(project(goal=text), "declaration"))


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        (TargetTable(), [""]),
        (TargetTable(department="甲局"), ["部门名称：甲局", ""]),
    ],
)
def test_what_a_table_does_not_say_above_takes_no_line(
    table: TargetTable, lines: list[str]
) -> None:
    document = opened(table, "disclosure")
    assert [paragraph.text for paragraph in document.paragraphs] == lines


def _part(table: TargetTable, form: str, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx.write(form_grids(table, form)))) as archive:
        return archive.read(name)


def _tree(table: TargetTable, form: str, name: str) -> etree._Element:
    return etree.fromstring(_part(table, form, name))
