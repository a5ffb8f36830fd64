"""`jiheng evaluate`: from an empty rating sheet to the draft of a report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import openpyxl
import pytest
from tests.acceptance.running import jiheng

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "ratings.xlsx"
    assert jiheng("evaluate", "--init", "guangdong", "--subject", "某项目", "-o", path).code == 0
    book = openpyxl.load_workbook(path)
    ratings = book["绩效评价评分表"]
    for row in range(2, ratings.max_row + 1):
        if ratings.cell(row, 7).value == "/":
            ratings.cell(row, 9, ratings.cell(row, 5).value)
        else:
            ratings.cell(row, 7, 1)
            ratings.cell(row, 8, 1)
    book.save(path)
    return path


def test_full_points_make_a_hundred(sheet: Path) -> None:
    found = json.loads(jiheng("evaluate", sheet, "--format", "json").out)
    assert (found["points"], found["grade"]) == ("100.00", "优")


def test_the_terminal_shows_every_item(sheet: Path) -> None:
    out = jiheng("evaluate", sheet).out.decode()
    assert all(item in out for item in ("论证决策", "完成质量", "满意度"))


def test_the_draft_of_a_report_is_a_document(sheet: Path) -> None:
    out = sheet.with_name("report.docx")
    assert jiheng("evaluate", sheet, "-o", out).code == 0
    assert out.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--init", "national"),
        ("--init", "national", "-o", "ratings.docx"),
        ("--init", "nowhere", "-o", "new.xlsx"),
        ("nothing.xlsx",),
    ],
)
def test_wrong_usage_is_told(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ended = jiheng("evaluate", *arguments, cwd=tmp_path)
    assert ended.code == 2
    assert "Traceback" not in ended.err


def test_a_sheet_that_is_there_is_not_written_over(sheet: Path) -> None:
    before = sheet.read_bytes()
    assert jiheng("evaluate", "--init", "national", "-o", sheet).code == 2
    assert sheet.read_bytes() == before
    assert jiheng("evaluate", "--init", "national", "-o", sheet, "--force").code == 0
    assert sheet.read_bytes() != before


def test_a_draft_that_is_there_is_written_over_by_force_only(sheet: Path) -> None:
    out = sheet.with_name("report.docx")
    out.write_bytes(b"edited")
    ended = jiheng("evaluate", sheet, "-o", out)
    assert (ended.code, out.read_bytes()) == (2, b"edited")
    assert "--force" in ended.err
    assert jiheng("evaluate", sheet, "-o", out, "--force").code == 0
    assert out.read_bytes().startswith(b"PK")


def test_a_blank_sheet_has_no_points_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    jiheng("evaluate", "--init", "national", "-o", path)
    out = jiheng("evaluate", path).out.decode()
    assert "— of 100 points" in out
    assert "0.00" not in out
    levels = json.loads(jiheng("evaluate", path, "-f", "json").out)["levels"]
    assert {level["points"] for level in levels} == {None}


def test_why_an_item_is_not_computed_is_told(sheet: Path) -> None:
    book = openpyxl.load_workbook(sheet)
    ratings = book["绩效评价评分表"]
    row = next(n for n in range(2, ratings.max_row + 1) if ratings.cell(n, 7).value != "/")
    ratings.cell(row, 8, 0)
    book.save(sheet)
    ended = jiheng("evaluate", sheet)
    lines = [line for line in ended.out.decode().splitlines() if "nought" in line or "zero" in line]
    assert lines[0].startswith(str(ratings.cell(row, 3).value))


def test_deleted_rows_are_named(sheet: Path) -> None:
    book = openpyxl.load_workbook(sheet)
    name = book["绩效评价评分表"].cell(3, 3).value
    book["绩效评价评分表"].delete_rows(3)
    book.save(sheet)
    ended = jiheng("evaluate", sheet)
    assert ended.code == 4
    assert f"Rows are missing in the sheet: {name}." in ended.err
