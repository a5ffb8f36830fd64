"""Bytes of a document → its page of proof."""

from __future__ import annotations

import io
from dataclasses import replace

from reportlab.pdfgen.canvas import Canvas
from tests.unit.writing.proof.building import a_project, a_table, in_line, on_page

from jiheng.model import Origin, Place, Traced
from jiheng.pipeline import ReadResult, prove, prove_result
from jiheng.writing.proof.page import marked_pages

_TEXT = """部门名称：甲局
项目名称\t总计\t绩效目标\t绩效指标
职工培训\t12.00\t开展培训\t1、1-产出指标；11-数量指标；培训场次；年度指标值：≥10场。
"""


def test_a_text_is_shown_with_its_values_marked() -> None:
    page = prove(_TEXT.encode(), name="甲局.txt").decode()
    assert ">培训场次</a>" in page
    assert "<img" not in page


def test_a_pdf_is_shown_by_its_pages() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.showPage()
    canvas.save()
    result = ReadResult(tables=(a_table(a_project(on_page("培训"))),))
    page = prove_result(result, stream.getvalue(), name="甲局.pdf", language="en").decode()
    assert page.count("data:image/png;base64,") == 1


def test_a_document_without_marks_has_no_pictures() -> None:
    page = prove_result(ReadResult(tables=()), b"", name="甲局.pdf").decode()
    assert "没有读出目标表" in page


def test_records_have_no_sheets_to_show() -> None:
    result = ReadResult(tables=(a_table(a_project(in_line("甲\t乙", "甲"))),))
    page = prove_result(result, b"[]", name="甲局.json").decode()
    assert 'class="cells whole' not in page


def test_a_year_on_the_cover_is_told_as_such_and_needs_no_page() -> None:
    words = "2026年度部门预算"
    year = Traced(words, Origin(words, Place(page=1, start=0, end=10))).cut(0, 4)
    table = a_table(a_project(on_page("培训", page=3)))
    table = replace(table, fiscal_year=2026, traces={**table.traces, "fiscal_year": year})
    assert marked_pages((table,), ()) == {3}
    page = prove_result(ReadResult(tables=(table,)), b"[]", name="甲局.json").decode()
    assert "（见封面）" in page
