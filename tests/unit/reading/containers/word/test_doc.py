from __future__ import annotations

import io
import shutil
import struct
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.reading.containers.made import IN_TABLE, ole, row_end, sprm, word

from jiheng.errors import UnreadableFile
from jiheng.reading.containers.word import doc_text
from jiheng.reading.containers.word.doc import read_doc
from jiheng.reading.containers.word.docx import read_docx

if TYPE_CHECKING:
    from pathlib import Path

    from jiheng.reading.containers.cells.sheet import Sheet

VERTICAL, RESTARTS, JOINED = 0x20, 0x60, 0x02


def read(*paragraphs: tuple[str, bytes], boxes: int = 0) -> Sheet:
    return read_doc(ole(**word(*paragraphs, boxes=boxes)), "x")


def row(*texts: str, end: bytes) -> list[tuple[str, bytes]]:
    return [*((f"{text}\x07", IN_TABLE) for text in texts), ("\x07", end)]


def texts(sheet: Sheet) -> list[list[str]]:
    return [[cell.text for cell in cells] for cells in sheet.rows]


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_doc(data, "x")
    return caught.value.reason.zh


def test_prose_and_tables_stand_in_the_order_of_reading() -> None:
    sheet = read(
        ("项目支出绩效目标表\r", b""),
        *row("甲", "乙", end=row_end(0, 100, 200)),
        ("完\r", b""),
    )
    assert texts(sheet) == [["项目支出绩效目标表"], ["甲", "乙"], ["完"]]
    places = [cell.span()[0] for cells in sheet.rows for cell in cells]
    assert [(place.line, place.cell) for place in places] == [
        (1, None),
        (None, "T1R1C1"),
        (None, "T1R1C2"),
        (2, None),
    ]
    assert [(grid.first, grid.stop) for grid in sheet.grids] == [(1, 2)]


def test_cells_stand_in_the_columns_that_all_edges_make() -> None:
    sheet = read(
        *row("甲", "乙", end=row_end(0, 100, 300)),
        *row("丙", "丁", "戊", end=row_end(5, 101, 200, 300)),
        *row("己", end=row_end(100, 300)),
    )
    assert texts(sheet) == [["甲", "乙", ""], ["丙", "丁", "戊"], ["", "己", ""]]
    assert sheet.merges == {(0, 1): (1, 2), (2, 1): (1, 2)}


def test_cells_are_merged_down_and_across() -> None:
    sheet = read(
        *row("甲", "乙", "", end=row_end(0, 100, 200, 300, flags=(RESTARTS, 1, JOINED))),
        *row("", "丙", "丁", end=row_end(0, 100, 200, 300, flags=(VERTICAL, 0, 0))),
    )
    assert texts(sheet) == [["甲", "乙", ""], ["", "丙", "丁"]]
    assert sheet.merges == {(0, 0): (2, 1), (0, 1): (1, 2)}


def test_merging_may_be_told_beside_the_cells() -> None:
    more = sprm(0xD62B, b"\2\0\1")
    sheet = read(
        *row("甲", "乙", end=row_end(0, 100, 200)),
        *row("", "丙", end=row_end(0, 100, 200, more=more)),
    )
    assert sheet.merges == {(0, 0): (2, 1)}


def test_a_long_definition_of_a_row_stands_in_another_stream() -> None:
    far = row_end(0, 100, 300)
    near = sprm(0x6646, struct.pack("<I", 4))
    streams = word(
        *row("甲", "乙", end=near), *row("丙", "丁", "戊", end=row_end(0, 100, 200, 300))
    )
    streams["Data"] = b"\0" * 4 + struct.pack("<H", len(far)) + far
    sheet = read_doc(ole(**streams), "x")
    assert texts(sheet) == [["甲", "乙", ""], ["丙", "丁", "戊"]]


def test_a_row_whose_definition_does_not_fit_keeps_its_cells() -> None:
    assert texts(read(*row("甲", "乙", end=row_end(0, 100)))) == [["甲", "乙"]]


def test_a_cell_without_width_is_kept_only_for_its_words() -> None:
    end = row_end(0, 0, 100)
    assert texts(read(*row("", "甲", end=end))) == [["甲"]]
    assert texts(read(*row("乙", "甲", end=end))) == [["乙", "甲"]]


def test_paragraphs_of_a_cell_are_joined() -> None:
    said = [("甲\r", IN_TABLE), ("乙\x07", IN_TABLE), ("\x07", row_end(0, 100))]
    assert texts(read(*said)) == [["甲乙"]]


def test_the_end_of_the_text_ends_a_table_too() -> None:
    assert texts(read(("甲\x07", IN_TABLE), ("\x07", row_end(0, 100)), ("尾", b""))) == [
        ["甲"],
        ["尾"],
    ]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("a\x13 PAGE \x141\x15b", "a1b"),
        ("a\x13 PAGE \x15b", "ab"),
        ("a\x13 IF \x13 PAGE \x141\x15 \x14是\x15b", "a是b"),
        ("结果\x15b", "结果b"),
        ("a\x0bb\x1ec\x1fd\x01", "a b-cd"),
        ("𠮷林", "𠮷林"),
    ],
)
def test_a_person_sees_no_codes(said: str, shown: str) -> None:
    assert texts(read(*row(said, end=row_end(0, 100)))) == [[shown]]


def test_text_boxes_come_last() -> None:
    assert texts(read(("文\r", b""), ("框\r", b""), boxes=1)) == [["文"], ["框"]]


def test_properties_of_other_kinds_are_passed_over() -> None:
    others = (
        sprm(0x6645, b"\0" * 4) + sprm(0x4600, b"\1\0") + sprm(0xC60D, b"\2\0\0")
        + sprm(0x244B, b"\1") + sprm(0xD62B, b"\0")
    )  # fmt: skip
    assert texts(read(("甲\x07", others + IN_TABLE), ("\x07", row_end(0, 9)))) == [["甲"]]
    endless = IN_TABLE + sprm(0xC615, b"\xff")
    assert texts(read(("甲\x07", endless), ("\x07", row_end(0, 9)))) == [["甲"]]


def test_narrow_text_and_properties_of_an_even_length_are_understood() -> None:
    streams = word(("ab\r", b""))
    main = bytearray(streams["WordDocument"])
    main[1024:1027] = b"ab\r"
    table = bytearray(streams["1Table"])
    at = table.index(struct.pack("<HIH", 0, 1024, 0))
    table[at : at + 8] = struct.pack("<HIH", 0, 0x40000000 | 2048, 0)
    page = main.index(b"\x00\x04\x00\x00", 1030)
    main[page + 256 : page + 260] = b"\0\1\0\0"
    read_again = read_doc(ole(**{"WordDocument": bytes(main), "1Table": bytes(table)}), "x")
    assert texts(read_again) == [["ab"]]


@pytest.mark.parametrize(
    ("flags", "version", "words"), [(0x300, 0xC1, "已加密"), (0x200, 0x65, "Word 95")]
)
def test_what_cannot_be_read_says_why(flags: int, version: int, words: str) -> None:
    assert words in refusal(ole(**word(("甲\r", b""), flags=flags, version=version)))


def test_the_other_table_stream_may_be_the_one() -> None:
    assert texts(read_doc(ole(**word(("甲\r", b""), flags=0)), "x")) == [["甲"]]


@pytest.mark.parametrize(
    "streams",
    [
        {"Other": b""},
        {"WordDocument": b""},
        {"WordDocument": word(("甲\r", b""))["WordDocument"]},
        {**word(("甲\r", b"")), "1Table": b""},
    ],
)
def test_what_is_no_document_is_refused(streams: dict[str, bytes]) -> None:
    assert refusal(ole(**streams))


def test_a_row_that_promises_more_cells_than_it_defines_is_refused() -> None:
    said = sprm(0xD608, struct.pack("<HB", 2, 60)) + sprm(0x2417, b"\1") + IN_TABLE
    assert "不是完好的" in refusal(ole(**word(("甲\x07", IN_TABLE), ("\x07", said))))


def test_a_list_of_pieces_longer_than_its_stream_is_refused() -> None:
    streams = word(("甲\r", b""))
    said = streams["1Table"]
    streams["1Table"] = said.replace(struct.pack("<BI", 2, 16), struct.pack("<BI", 2, 1 << 28))
    assert "不是完好的" in refusal(ole(**streams))


def test_properties_on_no_page_are_refused() -> None:
    streams = word(("甲\r", b""))
    streams["WordDocument"] = streams["WordDocument"][:1536]
    table = bytearray(streams["1Table"])
    struct.pack_into("<I", table, len(table) - 4, 0x3FFFFF)
    streams["1Table"] = bytes(table)
    assert "不是完好的" in refusal(ole(**streams))


def test_pieces_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc_text, "MAX_CHARACTERS", 3)
    assert "展开后过大" in refusal(ole(**word(("甲乙丙丁\r", b""))))


@given(st.binary(min_size=1, max_size=30), st.integers(0, 3000), st.booleans())
def test_damage_does_no_harm(said: bytes, at: int, in_table: bool) -> None:
    streams = word(*row("甲", "乙", end=row_end(0, 100, 200)), ("完\r", b""))
    name = "1Table" if in_table else "WordDocument"
    old = streams[name]
    streams[name] = old[:at] + said + old[at + len(said) :]
    with suppress(UnreadableFile):
        read_doc(ole(**streams), "x")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs an office suite")
def test_a_document_of_an_office_suite_reads_as_the_newer_one_does(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("项目支出绩效目标表")
    table = document.add_table(6, 4)
    for at, cells in enumerate(table.rows):
        for column, cell in enumerate(cells.cells):
            cell.text = f"{at}行{column}" if column else ""
    table.cell(1, 0).merge(table.cell(4, 0)).text = "产出"
    for column in (2, 3):
        table.cell(0, column).text = ""
    table.cell(0, 1).merge(table.cell(0, 3))
    table.cell(5, 1).text = "≥10"
    runs = [
        table.cell(5, 1).paragraphs[0].add_run(said)
        for said in ("4", "平方米", "80", "二氧化碳CO", "2")
    ]
    runs[0].font.superscript = runs[4].font.subscript = runs[2].font.strike = True
    document.add_paragraph("完")
    stream = io.BytesIO()
    document.save(stream)
    (tmp_path / "a.docx").write_bytes(stream.getvalue())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "doc", "a.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    made = tmp_path / "a.doc"
    if not made.exists():
        pytest.skip("the office suite has no word processor")
    new, old = read_docx(stream.getvalue(), "a"), read_doc(made.read_bytes(), "a")
    assert (old.rows, old.merges, old.grids) == (new.rows, new.merges, new.grids)
    assert old.problems == new.problems
    assert "≥10⁴平方米二氧化碳CO₂" in texts(old)[6]


def set_apart(streams: dict[str, bytes], *runs: tuple[int, bytes]) -> dict[str, bytes]:
    """Return a document with properties of characters, from some character on each."""
    main, table = bytearray(streams["WordDocument"]), streams["1Table"]
    starts = [1024 + 2 * at for at, _ in runs]
    page = struct.pack(f"<{len(starts) + 1}I", *starts, starts[-1] + 2)
    at, offsets, stored = 200, b"", b""
    for _, said in runs:
        offsets += bytes([(at + len(stored)) // 2])
        stored += bytes([len(said)]) + said + b"\0" * (len(said) % 2 == 0)
    listed = struct.pack(
        "<IIIII", starts[0], starts[-1], starts[-1] + 2, len(main) // 512, 0x3FFFFF
    )
    struct.pack_into("<II", main, 0xFA, len(table), len(listed))
    page = (page + offsets).ljust(at, b"\0") + stored
    whole = bytes(main) + page.ljust(511, b"\0") + bytes([len(runs)])
    return {"WordDocument": whole, "1Table": table + listed}


def test_what_is_struck_out_or_deleted_is_no_text() -> None:
    streams = set_apart(
        word(("甲\x02乙丙丁10\r", b"")),
        (2, sprm(0x0800, b"\1")),
        (3, sprm(0x2A53, b"\1")),
        (4, sprm(0x0837, b"\0") + sprm(0x4A43, b"\x15\0")),
        (6, sprm(0x2A48, b"\1")),
    )
    sheet = read_doc(ole(**streams), "x")
    assert texts(sheet) == [["甲丁1⁰"]]
    assert [(problem.code, problem.excerpt) for problem in sheet.problems] == [("struck-out", "丙")]


def test_what_is_hidden_is_told_and_no_text() -> None:
    sheet = read_doc(ole(**set_apart(word(("甲乙丙\r", b"")), (1, sprm(0x083C, b"\1")))), "x")
    assert texts(sheet) == [["甲"]]
    assert [(problem.code, problem.excerpt) for problem in sheet.problems] == [
        ("hidden-text", "乙丙")
    ]


def test_the_marks_of_a_field_that_is_hidden_end_it_all_the_same() -> None:
    streams = set_apart(
        word(("甲\x13 XE \x14乙\x15丙\r", b"")), (1, sprm(0x083C, b"\1")), (8, sprm(0x083C, b"\0"))
    )
    sheet = read_doc(ole(**streams), "x")
    assert (texts(sheet), sheet.problems) == ([["甲丙"]], ())


FONTS = ("宋体", "Symbol", "Wingdings 2")


def with_fonts(streams: dict[str, bytes], *names: str) -> dict[str, bytes]:
    """Return a document that lists some fonts."""
    main, table = bytearray(streams["WordDocument"]), streams["1Table"]
    listed = struct.pack("<HH", len(names), 0)
    for name in names:
        said = b"\0" * 39 + f"{name}\0".encode("utf-16-le")
        listed += bytes([len(said)]) + said
    struct.pack_into("<II", main, 0x112, len(table), len(listed))
    return {"WordDocument": bytes(main), "1Table": table + listed}


@pytest.mark.parametrize(
    ("said", "properties", "shown"),
    [
        ("(", sprm(0x6A09, b"\1\0\xb3\xf0"), "≥"),
        ("(", sprm(0x6A09, b"\1\0\xa3\xf0") + sprm(0x4A4F, b"\0\0"), "≤"),
        ("(", sprm(0x6A09, b"\2\0\x52\xf0"), "☑"),
        ("(", sprm(0x6A09, b"\7\0\xb3\xf0"), "\uf0b3"),
        ("\uf0b3", sprm(0x4A4F, b"\1\0"), "≥"),
        ("\uf0a3", sprm(0x4A50, b"\0\0") + sprm(0x4A51, b"\1\0"), "≤"),
        ("\uf0a3", sprm(0x4A51, b"\2\0"), "□"),
        ("\uf0b3", sprm(0x4A4F, b"\0\0"), "\uf0b3"),
    ],
)
def test_a_sign_is_read_by_its_font(said: str, properties: bytes, shown: str) -> None:
    paragraph = (f"值{said}3\r", b"")
    plain = sprm(0x4A4F, b"\0\0")
    streams = with_fonts(set_apart(word(paragraph), (1, properties), (2, plain)), *FONTS)
    assert texts(read_doc(ole(**streams), "x")) == [[f"值{shown}3"]]


def test_a_list_of_fonts_longer_than_its_stream_does_no_harm() -> None:
    streams = with_fonts(set_apart(word(("甲\r", b"")), (0, sprm(0x4A4F, b"\1\0"))), "宋体")
    main = bytearray(streams["WordDocument"])
    (start,) = struct.unpack_from("<I", main, 0x112)
    table = bytearray(streams["1Table"])
    struct.pack_into("<H", table, start, 9)
    read = read_doc(ole(WordDocument=bytes(main), **{"1Table": bytes(table)}), "x")
    assert texts(read) == [["甲"]]
