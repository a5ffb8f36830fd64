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
