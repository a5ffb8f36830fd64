from __future__ import annotations

import io
import shutil
import struct
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.reading.containers.made import biff, ole, record

from jiheng.errors import UnreadableFile
from jiheng.reading.containers.workbooks import xls_records
from jiheng.reading.containers.workbooks.ods import read_ods
from jiheng.reading.containers.workbooks.xls import read_xls
from jiheng.reading.containers.workbooks.xlsx import read_xlsx

if TYPE_CHECKING:
    from pathlib import Path


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, column, style, value))


def label(row: int, column: int, text: str) -> bytes:
    head = struct.pack("<HHHHB", row, column, 0, len(text), 1)
    return record(0x204, head + text.encode("utf-16-le"))


def texts(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row] for sheet in read_xls(data, "x") for row in sheet.rows]


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_xls(data, "x")
    return caught.value.reason.zh


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (number(0, 0, 0.95, 1), "95%"),
        (number(0, 0, 376, 2), "376.00"),
        (number(0, 0, 45000, 3), "2023年3月15日"),
        (number(0, 0, 0.1, 99), "0.1"),
        (label(0, 0, "绩 效"), "绩效"),
        (record(0x27E, struct.pack("<HHHI", 0, 0, 1, 95 << 2 | 3)), "95%"),
        (record(0x27E, struct.pack("<HHHI", 0, 0, 0, 0xFFFFFFFC | 2)), "-1"),
        (record(0x27E, struct.pack("<HHHI", 0, 0, 0, 0x3FF00000)), "1"),
        (record(0x06, struct.pack("<HHHdHIH", 0, 0, 1, 0.5, 0, 0, 0)), "50%"),
        (record(0x205, struct.pack("<HHHBB", 0, 0, 0, 1, 0)), "TRUE"),
    ],
)
def test_a_cell_is_read_as_a_person_sees_it(cell: bytes, said: str) -> None:
    stream = biff(cell, formats=("0%", "0.00", 'yyyy"年"m"月"d"日"'))
    assert texts(ole(Workbook=stream)) == [[said]]


def test_several_numbers_in_one_record_stand_side_by_side() -> None:
    packed = struct.pack("<HH", 0, 0) + struct.pack("<HIHI", 1, 95 << 2 | 3, 0, 7 << 2 | 2)
    cell = record(0xBD, packed + struct.pack("<H", 1))
    assert texts(ole(Workbook=biff(cell, formats=("0%",)))) == [["95%", "7"]]


def test_a_nought_that_its_format_does_not_show_is_blank() -> None:
    stream = biff(label(0, 0, "甲"), number(0, 1, 0, 1), formats=("0;-0;;@",))
    assert texts(ole(Workbook=stream)) == [["甲"]]


def test_days_may_be_counted_from_1904() -> None:
    stream = biff(number(0, 0, 1, 1), formats=("yyyy",), extra=record(0x22, b"\1\0"))
    assert texts(ole(Workbook=stream)) == [["1904"]]


def test_a_hidden_sheet_is_told() -> None:
    (sheet,) = read_xls(ole(Workbook=biff(label(0, 0, "甲"), state=1)), "x")
    assert [problem.code for problem in sheet.problems] == ["hidden-sheet"]


def test_charts_within_a_sheet_are_no_cells() -> None:
    chart = record(0x809, struct.pack("<HHHHII", 0x600, 0x20, 0, 0, 0, 0))
    stream = biff(label(0, 0, "甲"), chart, number(60000, 0, 1), record(0x0A))
    pages = xls_records.pages_of(stream)
    assert pages[0].numbers == {}


def test_formats_of_the_nineties_are_bytes() -> None:
    said = struct.pack("<HB", 200, 2) + b"0%"
    style = record(0xE0, struct.pack("<HH16x", 0, 200))
    stream = biff(number(0, 0, 0.5), extra=record(0x41E, said) + style, version=0x500)
    assert xls_records.pages_of(stream)[0].numbers == {(0, 0): "50%"}


def test_a_password_is_told() -> None:
    assert "已加密" in refusal(ole(Workbook=biff(extra=record(0x2F, b"\0" * 6))))


def test_rows_without_cells_are_no_rows() -> None:
    (sheet,) = read_xls(ole(Workbook=biff(label(0, 0, "甲"), number(7000, 3, 0))), "x")
    assert [[cell.text for cell in row] for row in sheet.rows] == [
        ["甲", "", "", ""],
        ["", "", "", "0"],
    ]
    assert [place.cell for place in sheet.rows[1][3].span()] == ["D7001"]


def test_a_cell_far_away_is_refused() -> None:
    assert "展开后过大" in refusal(ole(Workbook=biff(number(65535, 255, 1))))


@pytest.mark.parametrize(
    "said",
    [struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 256, 0), struct.pack("<HHHHH", 0, 65535, 0, 256, 0)],
)
def test_room_for_more_cells_than_any_form_is_refused(said: bytes) -> None:
    assert "展开后过大" in refusal(ole(Workbook=biff(record(0x200, said))))


def test_what_a_chart_claims_is_limited_too() -> None:
    dimensions = record(0x200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 256, 0))
    chart = record(0x809, b"\0\x06\x20\0") + dimensions + record(0x0A)
    assert "展开后过大" in refusal(ole(Workbook=biff(chart)))


@pytest.mark.parametrize(
    "edges", [(0, 262_144, 0x9879, 0x76EE), (9, 3, 0, 4), (1, 0xFFFFFFFF, 2, 1)]
)
def test_a_sheet_that_ends_before_it_begins_is_refused(edges: tuple[int, ...]) -> None:
    dimensions = record(0x200, struct.pack("<IIHHH", *edges, 0))
    assert "不是完好的" in refusal(ole(Workbook=biff(dimensions)))


def test_a_sheet_that_says_it_is_empty_is_read() -> None:
    dimensions = record(0x200, struct.pack("<IIHHH", 4, 0, 2, 0, 0))
    assert texts(ole(Workbook=biff(dimensions + label(0, 0, "会议")))) == [["会议"]]


def test_a_sheet_listed_twice_is_refused() -> None:
    listed = record(0x85, struct.pack("<IBBBBB", 9, 0, 0, 1, 0, 65)) * 2
    assert "不是完好的" in refusal(ole(Workbook=biff(extra=listed)))


def test_room_for_more_texts_than_the_file_could_hold_is_refused() -> None:
    said = record(0xFC, struct.pack("<II", 1, 0xFFFFFFFF))
    assert "不是完好的" in refusal(ole(Workbook=biff(extra=said)))


@pytest.mark.parametrize(
    "stream",
    [b"", b"\0" * 100, biff(record(0x203, b"\0" * 7)), biff(extra=record(0x85, b"\0" * 4))],
)
def test_what_is_no_workbook_is_refused(stream: bytes) -> None:
    assert "不是完好的" in refusal(ole(Workbook=stream))


def test_a_truncated_workbook_is_refused() -> None:
    assert "不是完好的" in refusal(ole(Workbook=biff(label(0, 0, "甲")))[:700])


@given(st.binary(min_size=1, max_size=40), st.integers(0, 400))
def test_damage_does_no_harm(said: bytes, at: int) -> None:
    stream = biff(label(0, 0, "甲"), number(1, 1, 0.5, 1), formats=("0%",))
    broken = stream[:at] + said + stream[at + len(said) :]
    with suppress(UnreadableFile):
        read_xls(ole(Workbook=broken), "x")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs an office suite")
def test_the_same_workbook_in_three_formats_reads_the_same(tmp_path: Path) -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    page = book.add_worksheet("表")
    page.merge_range("A1:D1", "项目支出绩效目标表")
    page.merge_range("A2:A4", "产出指标")
    page.write_row("B2", ["数量", "甲\n乙", "≥95"])
    page.write("B3", 0.95, book.add_format({"num_format": "0%"}))
    page.write("C3", 1234.5, book.add_format({"num_format": "#,##0.00"}))
    page.write("D4", 98.5)
    raised, lowered = (book.add_format({"font_script": script}) for script in (1, 2))
    struck = book.add_format({"font_strikeout": True})
    page.write_rich_string("A5", "≥10", raised, "4", "立方米二氧化碳CO", lowered, "2")
    page.write_rich_string("B5", struck, "80%", "90%")
    page.write("C5", "作废", struck)
    page.write("D5", 12, struck)
    book.close()
    (tmp_path / "a.xlsx").write_bytes(stream.getvalue())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for suffix in ("xls", "ods"):
        command = ["soffice", profile, "--headless", "--convert-to", suffix, "a.xlsx"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    (first,) = read_xlsx(stream.getvalue(), "a")
    for (other,) in (
        read_xls((tmp_path / "a.xls").read_bytes(), "a"),
        read_ods((tmp_path / "a.ods").read_bytes(), "a"),
    ):
        assert (other.rows, other.merges, other.grids) == (first.rows, first.merges, first.grids)
        assert other.problems == first.problems


def test_hidden_rows_and_columns_are_told() -> None:
    row = record(0x208, struct.pack("<HHHHHHHH", 0, 0, 1, 0, 0, 0, 0x20, 0))
    shown = record(0x208, struct.pack("<HHHHHHHH", 1, 0, 1, 0, 0, 0, 0, 0))
    column = record(0x7D, struct.pack("<HHHHHH", 0, 0, 0, 0, 1, 0))
    seen = record(0x7D, struct.pack("<HHHHHH", 1, 1, 0, 0, 0, 0))
    (sheet,) = read_xls(ole(Workbook=biff(row, shown, column, seen, label(0, 0, "甲"))), "x")
    assert [problem.code for problem in sheet.problems] == ["hidden-rows", "hidden-columns"]


FONTS = b"".join(
    record(0x31, struct.pack("<HHHHHHBBBB", 200, struck, 0, 400, aligned, 0, 0, 0, 0, 0))
    for struck, aligned in ((0, 0),) * 4 + ((0, 1), (8, 0))
)


def shared(number: int) -> bytes:
    return record(0xFD, struct.pack("<HHHI", 0, number, 0, number))


def rich(text: str, *runs: tuple[int, int], more: bytes = b"") -> list[bytes]:
    """Return the head, the characters, and what follows them, of a shared text."""
    head = struct.pack("<HBH", len(text), 0xD, len(runs)) + struct.pack("<I", len(more))
    said = b"".join(struct.pack("<HH", *run) for run in runs) + more
    return [head, text.encode("utf-16-le"), said]


def test_fonts_change_within_texts_that_go_on_in_other_records() -> None:
    head, said, rest = rich("甲≥104", (4, 5), more=b"\1\2\3")
    parts = struct.pack("<II", 4, 4) + head + said[:6], b"\1" + said[6:] + rest[:2], rest[2:]
    others = rich("80%90%", (0, 6), (3, 0)), rich("丁", (0, 6), (0, 5)), rich("戊", (0, 1))
    later = b"".join(map(b"".join, others))
    texts_stored = record(0xFC, parts[0]) + record(0x3C, parts[1]) + record(0x3C, parts[2] + later)
    stream = biff(*(shared(at) for at in range(4)), extra=FONTS + texts_stored)
    (sheet,) = read_xls(ole(Workbook=stream), "x")
    assert [cell.text for cell in sheet.rows[0]] == ["甲≥10⁴", "90%", "丁", "戊"]
    assert [problem.excerpt for problem in sheet.problems] == ["80%"]


def test_a_list_of_texts_that_breaks_off_has_no_fonts() -> None:
    stream = biff(label(0, 0, "\x02甲\x03"), extra=FONTS + record(0xFC, struct.pack("<II", 2, 2)))
    book = xls_records.pages_of(stream)
    assert book[0].settings == {}


def test_a_chart_within_the_beginning_of_a_workbook_says_nothing_of_it() -> None:
    chart = record(0x809, struct.pack("<HHHHII", 0x600, 0x20, 0, 0, 0, 0))
    chart += record(0x22, b"\1\0") + record(0x0A)
    stream = biff(number(0, 0, 45000, 1), formats=("yyyy",))
    at = stream.index(record(0x0A))
    start, moved = struct.pack("<I", at + 4), struct.pack("<I", at + 4 + len(chart))
    stream = stream[:at].replace(start, moved) + chart + stream[at:]
    assert texts(ole(Workbook=stream)) == [["2023"]]
