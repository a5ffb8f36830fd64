from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.acceptance.running import TABLE, jiheng

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "targets.txt"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.mark.parametrize(("suffix", "beginning"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_the_suffix_says_the_kind_of_file(table: Path, suffix: str, beginning: bytes) -> None:
    if suffix == "pdf":
        pytest.importorskip("typst", reason="the extra pdf is not installed")
    out = table.with_name(f"form.{suffix}")
    assert jiheng("write", table, out).code == 0
    assert out.read_bytes().startswith(beginning)


def test_a_form_is_named_and_its_file_is_said_by_the_suffix(table: Path) -> None:
    listed, declared = (table.with_name(f"{name}.docx") for name in ("listed", "declared"))
    jiheng("write", table, listed)
    assert jiheng("write", table, declared, "--form", "declaration").code == 0
    assert listed.read_bytes() != declared.read_bytes()


def test_an_official_form_runs_through_a_pipe_as_a_workbook(table: Path) -> None:
    assert jiheng("write", table, "-", "--form", "monitoring").out.startswith(b"PK")


def test_a_form_that_has_no_such_file_names_those_it_has(table: Path) -> None:
    out = table.with_name("form.html")
    ended = jiheng("write", table, out, "--form", "declaration")
    assert (ended.code, out.exists()) == (2, False)
    assert ".xlsx .docx .pdf" in ended.err


def test_a_form_of_data_is_written_whatever_the_suffix_says(table: Path) -> None:
    out = table.with_name("form.docx")
    jiheng("write", table, out, "--form", "json")
    assert out.read_bytes().startswith(b"{")


def test_sums_that_a_form_lacks_are_told(table: Path) -> None:
    table.write_text(TABLE.replace("宣传经费\t", "合计\t10.01\t10.01\t\t\t\t\n宣传经费\t", 1))
    ended = jiheng("write", table, table.with_name("form.docx"), "--form", "declaration")
    assert "not held by this form: 合计" in ended.err
    assert ended.code == 4


def test_sums_of_the_forms_are_no_loss(table: Path) -> None:
    table.write_text(TABLE.replace("宣传经费\t", "合计\t10.00\t10.00\t\t\t\t\n宣传经费\t", 1))
    assert jiheng("write", table, table.with_name("a.xlsx"), "--form", "declaration").code == 0


def test_characters_that_the_fonts_lack_are_named_and_make_the_run_incomplete(table: Path) -> None:
    pytest.importorskip("typst", reason="the extra pdf is not installed")
    table.write_text(TABLE.replace("宣传经费", "𠮷😀经费"), encoding="utf-8")
    ended = jiheng("write", table, table.with_name("form.pdf"), "--lang", "zh")
    assert (ended.code, "PDF 字体没有：𠮷 😀；" in ended.err) == (4, True)


def test_what_a_form_loses_makes_the_run_incomplete_even_when_quiet(table: Path) -> None:
    table.write_text(TABLE.replace("宣传经费\t", "合计\t10.01\t10.01\t\t\t\t\n宣传经费\t", 1))
    ended = jiheng("write", table, table.with_name("form.xlsx"), "--form", "declaration", "-q")
    assert ended.code == 4


def test_a_suffix_that_no_form_has_names_the_option_that_writing_has(table: Path) -> None:
    assert "--form" in jiheng("write", table, table.with_name("form.xyz")).err
