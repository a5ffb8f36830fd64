"""Files that are no ledgers, or mean harm."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook
from tests.unit.reading.containers.made import biff, ole, record

from jiheng.errors import UnreadableFile
from jiheng_evidence.ledgers import grids
from jiheng_evidence.ledgers.budget_reading import read_budget_ledger
from jiheng_evidence.ledgers.gathering import MOST_OF_A_KIND
from jiheng_evidence.ledgers.grids import open_ledger
from jiheng_evidence.ledgers.writing import as_workbook

BOOK = as_workbook([["项目名称", "支出数(元)"], ["甲", "1"]])


def with_part(part: str, said: bytes) -> bytes:
    """Return the workbook with one part in place of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, said if name == part else old.read(name))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
FAR = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    b"</sheetData></worksheet>"
)
ENTITY = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + FAR


@pytest.mark.parametrize(
    "data",
    [b"", b"  ", BOOK[:200], with_part(SHEET, FAR), with_part(SHEET, ENTITY), b"%PDF-1.4\n"],
    ids=["empty", "blank", "torn", "far cell", "entity", "pdf"],
)
def test_what_is_no_sound_ledger_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        open_ledger(data, "台账.xlsx")


def test_a_file_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grids, "MAX_BYTES", 3)
    with pytest.raises(UnreadableFile):
        open_ledger(b"a,b\n1,2\n", "台账.csv")


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grids, "MAX_CELLS", 3)
    with pytest.raises(UnreadableFile):
        open_ledger(b"a,b\n1,2\n", "台账.csv")


def test_a_cell_without_end_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        open_ledger(b'a,b\n"' + b"x" * 200_000, "台账.csv")


@pytest.mark.parametrize("parted_by", [",", "\t", ";"])
def test_a_csv_file_is_parted_as_its_first_line_is(parted_by: str) -> None:
    text = f"项目名称{parted_by}支出数(元)\n甲{parted_by}1\n"
    assert open_ledger(text.encode(), "a.csv").grids[0].rows[1] == ("甲", "1")


def test_a_cell_of_several_lines_stays_one() -> None:
    grid = open_ledger('项目名称,支出数(元)\n"甲\n乙",1\n丙,2\n'.encode(), "a.csv").grids[0]
    assert grid.rows[1] == ("甲\n乙", "1")
    assert grid.place(2, 1).line == 4


def test_a_formula_without_result_is_told() -> None:
    sheet = FAR.replace(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', b"").replace(
        b'<c r="A1"><v>1</v></c>', b'<c r="A1"><v>1</v></c><c r="B1"><f>A1+1</f></c>'
    )
    ledger = read_budget_ledger(with_part(SHEET, sheet), "台账.xlsx")
    assert "unsaved-formula" in [problem.code for problem in ledger.problems]


def test_a_parser_that_gives_up_refuses_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(_said: object) -> None:
        raise CalamineError

    monkeypatch.setattr(CalamineWorkbook, "from_filelike", give_up)
    with pytest.raises(UnreadableFile):
        open_ledger(BOOK, "台账.xlsx")


def _number(row: int, column: int, value: float) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, column, 0, value))


def _label(row: int, column: int, text: str) -> bytes:
    head = struct.pack("<HHHHB", row, column, 0, len(text), 1)
    return record(0x204, head + text.encode("utf-16-le"))


def test_an_old_workbook_is_read_with_all_its_digits() -> None:
    cells = [_label(0, 0, "项目名称"), _label(0, 1, "支出数(万元)")]
    cells += [_label(1, 0, "甲"), _number(1, 1, 12.345678)]
    ledger = read_budget_ledger(ole(Workbook=biff(*cells)), "台账.xls")
    (line,) = ledger.lines
    assert line.paid is not None
    assert line.paid.amount == Decimal("12.345678")


@pytest.mark.parametrize("number", ["inf", "nan", "1e308"])
def test_what_is_larger_than_any_budget_is_no_amount(number: str) -> None:
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>项目名称</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>支出数(元)</t></is></c></row>'
        f'<row r="2"><c r="A2" t="inlineStr"><is><t>甲</t></is></c><c r="B2"><v>{number}</v></c>'
        "</row></sheetData></worksheet>"
    )
    ledger = read_budget_ledger(with_part(SHEET, sheet.encode()), "台账.xlsx")
    assert [problem.code for problem in ledger.problems] == ["unread-amount"]


def test_many_faults_of_a_kind_are_told_once_with_their_number() -> None:
    rows = "".join(f"项目{number},待定\n" for number in range(MOST_OF_A_KIND + 7))
    ledger = read_budget_ledger(f"项目名称,支出数(元)\n{rows}".encode(), "台账.csv")
    assert len(ledger.problems) == MOST_OF_A_KIND
    assert ledger.problems[-1].message.zh.endswith("另有 7 处。")


def test_a_head_of_a_million_columns_is_soon_read() -> None:
    data = ("项目名称,支出数(元)" + ",x" * 900_000 + "\n甲,1\n").encode()
    assert len(read_budget_ledger(data, "台账.csv").lines) == 1


def test_a_day_with_its_time_is_that_day() -> None:
    said = io.BytesIO()
    with xlsxwriter.Workbook(said) as book:
        sheet = book.add_worksheet()
        moment = datetime.fromisoformat("2024-03-05 08:30:00")
        sheet.write_datetime(0, 0, moment, book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
    (grid,) = open_ledger(said.getvalue(), "台账.xlsx").grids
    assert grid.rows == ((date(2024, 3, 5),),)
