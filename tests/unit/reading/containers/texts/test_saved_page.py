"""Web pages saved with all that belongs to them."""

from __future__ import annotations

import base64
import quopri

import pytest

from jiheng.errors import UnreadableFile
from jiheng.pipeline import read
from jiheng.reading.containers.kinds import MediaType, kind_of
from jiheng.reading.containers.texts.saved_page import MAX_PARTS, read_saved_page

BROWSER = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://example.invalid/a\r\n"
    "Subject: =?utf-8?Q?=E8=A1=A8?=\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b--1"\r\n\r\n'
)
EXCEL = (
    "MIME-Version: 1.0\nX-Document-Type: Workbook\n"
    'Content-Type: multipart/related; boundary="--b--1"\n\n说明\n\n'
)
ROWS = (
    ("项目名称", "绩效目标", "一级指标", "二级指标", "三级指标", "指标值"),
    ("清淤", "清淤三公里。", "产出指标", "数量指标", "清淤长度", "≥3公里"),
)


def page(*rows: tuple[str, ...]) -> bytes:
    cells = ("".join(f"<td>{text}</td>" for text in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>".encode()


def part(data: bytes, *head: str) -> bytes:
    return b"\r\n----b--1\r\n" + "".join(f"{line}\r\n" for line in head).encode() + b"\r\n" + data


def saved(*parts: bytes, head: str = BROWSER) -> bytes:
    return head.encode("gb18030") + b"".join(parts) + b"\r\n----b--1--\r\n"


def texts(data: bytes) -> list[list[str]]:
    sheets = read_saved_page(data, "x.mht")
    return [[cell.text for cell in row] for sheet in sheets for row in sheet.rows]


@pytest.mark.parametrize("head", [BROWSER, EXCEL, "\n" + EXCEL, EXCEL.upper()])
def test_its_kind_is_told_by_content(head: str) -> None:
    assert kind_of(saved(head=head), "x.doc") is MediaType.SAVED_PAGE


@pytest.mark.parametrize("said", ["Content-Type: text/html\n\n<p>", "说明：multipart/related\n"])
def test_other_text_is_no_saved_page(said: str) -> None:
    assert kind_of(said.encode(), "x.mht") is MediaType.TEXT


@pytest.mark.parametrize(
    ("coding", "coded"),
    [
        ("quoted-printable", quopri.encodestring(page(*ROWS))),
        ("base64", base64.encodebytes(page(*ROWS))),
        ("8bit", page(*ROWS)),
        ("Binary", page(*ROWS)),
    ],
)
def test_a_page_is_read_however_it_is_coded(coding: str, coded: bytes) -> None:
    coded_as = f"Content-Transfer-Encoding: {coding}"
    data = saved(part(coded, 'Content-Type: text/html; charset="utf-8"', coded_as))
    assert texts(data) == [list(row) for row in ROWS]


def test_a_page_may_be_in_the_encoding_of_chinese_programs() -> None:
    coded = page(*ROWS).decode().encode("gb18030")
    assert texts(saved(part(coded, "Content-Type: text/html; charset=gb2312")))[1][0] == "清淤"


def test_each_page_of_a_workbook_is_read_but_not_the_list_of_its_sheets() -> None:
    sheet = "Content-Type: text/html; charset=utf-8"
    data = saved(
        part(page(("甲",)), "Content-Location: file:///C:/1/sheet001.htm", sheet),
        part(page(("乙",)), "Content-Location: file:///C:/1/sheet002.htm", sheet),
        part(page(("甲", "乙")), "Content-Location: file:///C:/1/tabstrip.htm", sheet),
        part(b"td {color: red}", "Content-Type: text/css"),
        head=EXCEL,
    )
    assert texts(data) == [["甲"], ["乙"]]


def test_an_end_that_is_missing_is_told() -> None:
    whole = saved(part(page(*ROWS), "Content-Type: text/html"))
    (sheet,) = read_saved_page(whole, "x.mht")
    (cut,) = read_saved_page(whole[:-20], "x.mht")
    assert [[problem.code for problem in each.problems] for each in (sheet, cut)] == [
        [],
        ["cut-short"],
    ]


def test_a_sheet_that_the_first_page_names_and_is_missing_is_told() -> None:
    named = "".join(
        f'<x:ExcelWorksheet><x:WorksheetSource HRef="a.files/{place}"/></x:ExcelWorksheet>'
        for place in ("sheet001.htm", "Sheet002.htm")
    )
    kind = "Content-Type: text/html"
    data = saved(
        part(f"<html><xml>{named}</xml></html>".encode(), kind),
        part(page(*ROWS), kind, "Content-Location: file:///C:/a.files/sheet001.htm"),
        head=EXCEL,
    )
    told = [problem for sheet in read_saved_page(data, "x.mht") for problem in sheet.problems]
    assert [problem.code for problem in told] == ["cut-short"]
    assert "sheet002.htm" in told[0].message.zh


def test_its_tables_are_read_under_any_suffix() -> None:
    data = saved(part(page(*ROWS), "Content-Type: text/html"))
    found = read(data, name="x.doc")
    assert [row.name for table in found.tables for row in table.rows] == ["清淤"]
    assert [problem.code for problem in found.problems] == ["other-kind"]


@pytest.mark.parametrize(
    "data",
    [
        saved(),
        saved(part(b"a", "Content-Type: image/png")),
        saved(head="MIME-Version: 1.0\nContent-Type: multipart/related\n\n"),
        saved(part(b"A", "Content-Type: text/html", "Content-Transfer-Encoding: base64")),
        saved(*(part(b"", "Content-Type: text/html") for _ in range(MAX_PARTS + 1))),
    ],
)
def test_one_without_a_page_that_can_be_read_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="MHT"):
        read_saved_page(data, "x.mht")
