"""Text boxes and comments of workbooks are told, not lost."""

from __future__ import annotations

import base64
import io
import zipfile
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from jiheng.model import ProblemSeverity
from jiheng.reading.containers.workbooks.xlsx import read_xlsx

if TYPE_CHECKING:
    from jiheng.model import Problem


def book(*boxes: tuple[int, int, str]) -> bytes:
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream)
    sheet = workbook.add_worksheet("表")
    sheet.write(0, 0, "项目支出绩效目标表")
    for row, column, text in boxes:
        sheet.insert_textbox(row, column, text)
    workbook.close()
    return stream.getvalue()


def commented(*comments: tuple[str, str]) -> bytes:
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream)
    sheet = workbook.add_worksheet("表")
    sheet.write(0, 0, "项目支出绩效目标表")
    for cell, text in comments:
        sheet.write_comment(cell, text)
    workbook.close()
    return stream.getvalue()


def changed(data: bytes, old: str, new: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            said = source.read(name)
            if name.startswith(("xl/drawings/", "xl/comments")):
                said = said.decode().replace(old, new).encode()
            target.writestr(name, said)
    return stream.getvalue()


def told(data: bytes) -> list[Problem]:
    (sheet,) = read_xlsx(data, "x.xlsx")
    return list(sheet.problems)


def test_a_text_box_is_told_with_its_words_and_its_cell() -> None:
    (problem,) = told(book((2, 1, "更新车辆，\n提高水平。")))
    assert (problem.code, problem.excerpt) == ("unread-text", "更新车辆，提高水平。")
    assert [(at.sheet, at.cell) for at in problem.span] == [("表", "B3")]


def test_several_text_boxes_of_a_sheet_are_told_at_once() -> None:
    (problem,) = told(book((2, 1, "更新车辆。"), (5, 0, "请核对。")))
    assert "“更新车辆。”等 2 处" in problem.message.zh
    assert [at.cell for at in problem.span] == ["B3", "A6"]


@pytest.mark.parametrize("boxes", [[], [(2, 1, " ")]])
def test_a_sheet_whose_boxes_say_nothing_is_sound(boxes: list[tuple[int, int, str]]) -> None:
    assert told(book(*boxes)) == []


@pytest.mark.parametrize(
    ("old", "new", "cells"),
    [
        ("</xdr:wsDr>", "", []),
        ("<xdr:col>1</xdr:col>", "<xdr:col>?</xdr:col>", ["A3"]),
        ("xdr:from>", "xdr:to>", ["A1"]),
    ],
)
def test_a_damaged_drawing_leaves_the_cells_sound(old: str, new: str, cells: list[str]) -> None:
    problems = told(changed(book((2, 1, "更新车辆。")), old, new))
    assert [at.cell for problem in problems for at in problem.span] == cells


def test_comments_are_told_with_their_words_and_their_cells() -> None:
    (problem,) = told(commented(("B3", "应为≥99%"), ("C4", "待核")))
    assert (problem.code, problem.excerpt) == ("outside-table", "应为≥99%；待核")
    assert [(at.sheet, at.cell) for at in problem.span] == [("表", "B3"), ("表", "C4")]
    assert "2 条批注" in problem.message.zh


def test_comments_that_say_nothing_or_are_damaged_leave_the_cells_sound() -> None:
    assert told(commented(("B3", " "))) == []
    assert told(changed(commented(("B3", "待核")), "</comments>", "")) == []


DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def test_pictures_of_a_sheet_are_counted_in_a_note() -> None:
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream)
    sheet = workbook.add_worksheet("表")
    sheet.insert_image("B2", "a.png", {"image_data": io.BytesIO(DOT)})
    workbook.add_worksheet("另表").write(0, 0, "项目支出绩效目标表")
    workbook.close()

    drawn, plain = read_xlsx(stream.getvalue(), "x.xlsx")

    (problem,) = drawn.problems
    assert (problem.code, problem.severity) == ("unread-picture", ProblemSeverity.NOTE)
    assert problem.message.zh.startswith("工作表“表”里有 1 幅图片")
    assert not plain.problems
