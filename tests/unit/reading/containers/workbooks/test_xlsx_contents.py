from __future__ import annotations

import pytest

from jiheng.reading.containers.workbooks.xlsx_contents import Contents, contents_of

BEGINNING = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(sheets: str, names: str = "", beginning: str = BEGINNING) -> bytes:
    return (
        f'{beginning}<workbook xmlns="{MAIN}" xmlns:r="{RELATED}">'
        f"<sheets>{sheets}</sheets>{names}</workbook>"
    ).encode()


def named(name: str, meant: str) -> str:
    return f'<definedNames><definedName name="{name}">{meant}</definedName></definedNames>'


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("绩效目标表", "绩效目标表"),
        ("", ""),
        ("（一）", "（一）"),
        ("甲&amp;乙", "甲&乙"),
        ("甲&#20057;", "甲乙"),
        ("甲>乙", "甲>乙"),
    ],
)
def test_titles_are_read_however_they_are_written(title: str, read: str) -> None:
    said = workbook(f'<sheet name="{title}" sheetId="1" r:id="rId1"/>')
    assert contents_of(said).titles == (read,)


@pytest.mark.parametrize(
    "sheet",
    [
        '<sheet name="甲" sheetId="1" state="hidden" r:id="rId7"/>',
        '<sheet sheetId="1" name="甲" state="hidden" r:id="rId7"/>',
        "<sheet name='甲' sheetId='1' state='hidden' r:id='rId7'/>",
        '<!-- <sheet name="乙"/> --><sheet name="甲" sheetId="1" state="hidden" r:id="rId7"/>',
    ],
)
def test_sheets_are_found_however_they_are_written(sheet: str) -> None:
    assert contents_of(workbook(sheet)) == Contents(
        since_1904=False, titles=("甲",), sheets=(("rId7", True),), names=(), meant=()
    )


@pytest.mark.parametrize("meant", ["目录!$A$1", "'目录'!$A$1", "目录!$A$1&amp;0", '目录!"甲"'])
def test_a_sheet_that_our_writer_marks_repeats_the_others(meant: str) -> None:
    sheets = '<sheet name="目录" sheetId="1" r:id="rId1"/>'
    assert contents_of(workbook(sheets, named("jiheng.index", meant))).overview() == {"目录"}


def test_a_sheet_of_that_name_without_the_mark_is_read() -> None:
    sheets = '<sheet name="目录" sheetId="1" r:id="rId1"/>'
    assert contents_of(workbook(sheets, named("Print_Area", "目录!$A$1"))).overview() == set()


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\x01"])
def test_signs_that_no_workbook_may_hold_are_refused(sign: str) -> None:
    with pytest.raises(SyntaxError):
        contents_of(workbook(f'<sheet name="甲{sign}" sheetId="1" r:id="rId1"/>'))


def test_bytes_that_are_no_text_are_refused() -> None:
    said = workbook('<sheet name="甲" sheetId="1" r:id="rId1"/>')
    with pytest.raises(SyntaxError):
        contents_of(said.replace("甲".encode(), b"\xff"))
