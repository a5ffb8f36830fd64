from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.reading.containers.workbooks.test_xlsx import book

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.reading.containers.workbooks import xlsx
from jiheng.reading.containers.workbooks.xlsx_usual import usual_cells, usual_strings

BEGINNING = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet(rows: str, after: str = "") -> bytes:
    whole = f"{BEGINNING}<worksheet {NS}><sheetData>{rows}</sheetData>{after}</worksheet>"
    return whole.encode()


def strings(*texts: str) -> bytes:
    said = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return f'{BEGINNING}<sst {NS} count="1">{said}</sst>'.encode()


def by_tree(monkeypatch: pytest.MonkeyPatch, data: bytes) -> object:
    with monkeypatch.context() as patch:
        patch.setattr(xlsx, "usual_cells", lambda _said: None)
        patch.setattr(xlsx, "usual_strings", lambda _said: None)
        return outcome(data)


def outcome(data: bytes) -> object:
    try:
        found = xlsx.read_xlsx(data, "x.xlsx")
    except UnreadableFile as error:
        return error.reason
    return [
        ([[cell.text for cell in row] for row in one.rows], one.merges, one.problems)
        for one in found
    ]


def test_cells_with_values_are_told_by_their_rows() -> None:
    found = usual_cells(
        sheet(
            '<row r="1" spans="1:3" ht="9.5"><c r="A1" s="1"/><c r="B1" s="2" t="s"><v>0</v></c>'
            '</row><row r="3"><c r="C3"><v>-1.5E-3</v></c></row>'
        )
    )
    assert found is not None
    assert found.spots == [(0, 1, "2", True), (2, 2, "", False)]
    assert found.values == ["0", "-1.5E-3"]


@pytest.mark.parametrize(
    "rows",
    [
        '<row><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><t>1</t></is></c></row>',
        '<row r="1"><!-- --><c r="A1"><v>1</v></c></row>',
        '<row r="1"> <c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
        '<c r="A1"><v>1</v></c>',
        "</row>",
        '<row r="1"><row r="2"></row></row>',
        '<row r="1"><c r="A1"><v>１</v></c></row>',
        '<row r="1"><c r="A1"><v>1,5</v></c></row>',
        '<row r="1"><c r="A1"><v></v></c></row>',
        '<row r="1"><c r="A1"><v>1</c></row>',
    ],
)
def test_rows_written_in_any_other_way_are_left_to_the_parser(rows: str) -> None:
    assert usual_cells(sheet(rows)) is None


@pytest.mark.parametrize(
    "said",
    [
        b"<worksheet/>",
        BEGINNING.encode() + b"<worksheet/>",
        BEGINNING.encode() + b"<worksheet><sheetData></worksheet>",
        BEGINNING.encode() + b"<?a?><worksheet><sheetData></sheetData></worksheet>",
        sheet("", "<sheetData><row/></sheetData>"),
    ],
)
def test_a_sheet_that_may_hold_more_is_left_to_the_parser(said: bytes) -> None:
    assert usual_cells(said) is None


def test_many_blank_cells_before_something_unusual_are_given_up_at_once() -> None:
    began = time.process_time()
    assert usual_cells(sheet('<row r="1">' + '<c r="A1"/>' * 200_000 + "<x/></row>")) is None
    assert time.process_time() - began < 20


def test_shared_texts_are_decoded() -> None:
    assert usual_strings(strings("&lt;5 &amp;&quot;&apos;", "", "&amp;lt;")) == [
        "<5 &\"'",
        "",
        "&lt;",
    ]


@pytest.mark.parametrize(
    "said",
    [
        strings("&#20013;"),
        strings("甲<b/>"),
        strings("甲\r乙"),
        strings("甲\x01"),
        strings("甲\ufffe"),
        strings("甲\uffff"),
        strings("甲>"),
        strings("甲") + b"<si/>",
        strings("甲").replace("甲".encode(), b"\xff"),
        strings("甲").replace(b"UTF-8", b"GBK"),
        strings("甲").replace(b"<si>", b"<si><r/>"),
        b"<sst></sst>",
        BEGINNING.encode() + b"<x:sst></x:sst>",
    ],
)
def test_texts_written_in_any_other_way_are_left_to_the_parser(said: bytes) -> None:
    assert usual_strings(said) is None


def test_blanks_and_escaped_characters_of_texts_are_kept() -> None:
    said = strings(" _x0041_ ").replace(b"<t>", b'<t xml:space="preserve">')
    data = book(
        sheet=sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>').decode(), shared=said.decode()
    )
    assert outcome(data) == [([["A"]], {}, ())]


def test_a_cell_far_from_the_first_is_refused() -> None:
    data = book(sheet=sheet('<row r="9999"><c r="ZZ9999"><v>1</v></c></row>').decode())
    assert isinstance(outcome(data), Bilingual)


def test_a_column_that_is_shown_is_no_hidden_one() -> None:
    rows = '<row r="1"><c r="A1" t="str"><v>甲</v></c></row>'
    data = book(sheet=sheet(rows, '<cols><col min="1" max="1"/></cols>').decode())
    assert outcome(data) == [([["甲"]], {}, ())]


def test_a_row_that_no_sheet_has_is_refused() -> None:
    data = book(sheet=sheet('<row r="1048577"></row>').decode())
    assert isinstance(outcome(data), Bilingual)


PIECES = st.sampled_from(
    (
        '<row r="1">', '<row r="2" ht="1.5">', '<row r="1048577">', "<row>", "</row>",
        '<c r="A1" s="1"/>', '<c r="B1"/>', '<c r="B1" s="1" t="s"><v>0</v></c>',
        '<c r="A2" t="s"><v>1</v></c>', '<c r="C2" t="n"><v>0.5</v></c>',
        '<c r="A2"><v>1.2.3</v></c>', '<c r="ZZZ9" t="s"><v>0</v></c>',
        '<c r="D1" t="s"><v>77</v></c>', '<c r="D1" t="s"><v>1.5</v></c>', "<c/>", " ",
        '<row r="4"/>',
    )
)  # fmt: skip
TEXTS = st.text(st.sampled_from("甲 _x0041&lt;>amp;\r\n\x01"), max_size=12)
AFTER = st.sampled_from(("", '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>', "<x>"))


@given(rows=st.lists(PIECES, max_size=8), texts=st.lists(TEXTS, max_size=3), after=AFTER)
def test_the_short_way_reads_what_the_parser_reads(
    rows: list[str], texts: list[str], after: str
) -> None:
    usual = [f'<row r="{at}">{row}</row>' for at, row in enumerate(rows[:2], 1)]
    for body in ("".join(rows), "".join(usual)):
        data = book(sheet=sheet(body, after).decode(), shared=strings("甲&amp;", *texts).decode())
        with pytest.MonkeyPatch.context() as monkeypatch:
            assert outcome(data) == by_tree(monkeypatch, data)
