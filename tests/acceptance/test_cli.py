"""How the program is called, how it ends, and what it never overwrites."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

import pytest
from tests.acceptance.running import DAMAGED, SAMPLES, TIDY, jiheng

if TYPE_CHECKING:
    from pathlib import Path


def test_read_of_a_tidy_table_ends_with_0() -> None:
    ended = jiheng("read", TIDY)
    assert ended.code == 0
    assert json.loads(ended.out)["money_unit"] == "万元"


def test_read_of_a_damaged_table_ends_with_4_and_tells_where() -> None:
    ended = jiheng("read", DAMAGED)
    assert ended.code == 4
    assert f"{DAMAGED}:15:423: error: " in ended.err
    assert "[clipped-cell]" in ended.err


def test_read_says_in_a_line_what_it_read() -> None:
    err = jiheng("read", TIDY).err
    assert err == (
        "1 document · 1 table · 17 rows · 74 indicators · no problem"
        " · every character accounted for\n"
    )


def test_quiet_read_says_nothing() -> None:
    assert jiheng("read", "-q", DAMAGED).err == ""


def test_check_ends_with_1_at_the_severity_of_fail_on() -> None:
    assert jiheng("check", TIDY, "--fail-on", "block").code == 1
    assert jiheng("check", TIDY, "--ignore", "CO003", "--fail-on", "block").code == 0
    assert jiheng("check", TIDY, "--ignore", "CO003", "--fail-on", "must").code == 1
    assert jiheng("check", TIDY, "--fail-on", "never").code == 0


def test_check_ends_with_1_when_anything_should_be_corrected() -> None:
    assert jiheng("check", TIDY, "--ignore", "CO003").code == 1
    assert jiheng("check", TIDY, "--select", "LE007").code == 0


def test_findings_outweigh_a_partial_reading() -> None:
    assert jiheng("check", DAMAGED).code == 1
    assert jiheng("check", DAMAGED, "--fail-on", "never").code == 4


def test_an_unreadable_file_ends_with_3_after_the_others_are_done(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(bytes(range(256)) * 64)
    ended = jiheng("read", bad, TIDY)
    assert ended.code == 3
    assert str(bad) in ended.err
    assert json.loads(ended.out)["rows"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("read",),
        ("read", "--no-such-option", TIDY),
        ("raed", TIDY),
        ("read", TIDY, "--format", "docx"),
        ("read", TIDY, "-o", "out.docx"),
        ("read", TIDY, "--max-size", "0"),
        ("read", TIDY, "--timeout", "nan"),
        ("read", TIDY, "--timeout", "inf"),
        ("check", TIDY, "--profile", "nowhere"),
        ("check", TIDY, "--select", "XX999"),
        ("rule", "XX999"),
        ("write", TIDY, "."),
    ],
    ids=lambda arguments: " ".join(map(str, arguments[:1] + arguments[2:])),
)
def test_wrong_usage_ends_with_2_and_prints_nothing(arguments: tuple[object, ...]) -> None:
    ended = jiheng(*arguments)
    assert (ended.code, ended.out) == (2, b"")
    assert "Error: " in ended.err


def test_a_missing_file_is_named_with_those_like_it() -> None:
    ended = jiheng("read", str(TIDY).replace("keji", "kejj"))
    assert ended.code == 2
    assert f"Did you mean {TIDY}" in ended.err


def test_a_misspelt_command_is_named_with_the_one_like_it() -> None:
    assert "Did you mean check?" in jiheng("chekc", TIDY).err


def test_an_output_in_no_folder_is_refused_before_any_work(tmp_path: Path) -> None:
    ended = jiheng("read", TIDY, "-o", tmp_path / "none" / "x.json")
    assert ended.code == 2
    assert str(tmp_path / "none") in ended.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_output_that_may_not_be_written_ends_with_73(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert jiheng("read", TIDY, "-o", tmp_path / "x.json").code == 73


def test_the_standard_input_is_read(table: Path) -> None:
    ended = jiheng("read", "-", stdin=table.read_bytes())
    assert ended.code == 0
    assert json.loads(ended.out)["department"] == "某局"


def test_a_document_named_twice_is_read_once(table: Path) -> None:
    ended = jiheng("read", table, table.parent, str(table.parent / "*.txt"))
    assert json.loads(ended.out)["department"] == "某局"


def test_a_folder_as_output_gets_a_file_a_document(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert jiheng("read", SAMPLES, "--format", "jsonl", "-o", f"{out}/", "-q").code == 4
    assert sorted(p.name for p in out.iterdir()) == sorted(
        f"{p.stem}.jsonl" for p in SAMPLES.glob("*.txt")
    )


def test_an_input_is_never_overwritten(table: Path) -> None:
    before = table.read_bytes()
    ended = jiheng("check", table, "-o", table)
    assert ended.code == 2
    assert table.read_bytes() == before


def test_a_folder_of_outputs_never_overwrites_an_input(tmp_path: Path) -> None:
    source = tmp_path / "table.json"
    source.write_bytes(jiheng("read", TIDY).out)
    before = source.read_bytes()
    assert jiheng("read", source, "--format", "json", "-o", tmp_path).code == 2
    assert source.read_bytes() == before


def test_chinese_is_spoken_unless_english_is_asked_for() -> None:
    bare = {"JIHENG_LANG": "", "LC_ALL": "", "LC_MESSAGES": ""}
    assert "用法：" in jiheng("--help", env={**bare, "LANG": "C"}).text
    assert "用法：" in jiheng("--help", env={**bare, "LANG": "zh_CN.UTF-8"}).text
    assert "Usage:" in jiheng("--help", env={**bare, "LANG": "en_GB.UTF-8"}).text
    assert "用法：" in jiheng("--lang", "zh", "--help", env={"JIHENG_LANG": "en"}).text


def test_errors_of_usage_are_chinese_as_well() -> None:
    err = jiheng("read", "--lang", "zh").err
    assert re.search("错误：缺少参数 '[^']+'。\n$", err)
    assert "Error" not in err


def test_a_line_break_in_a_missing_name_is_escaped(tmp_path: Path) -> None:
    ended = jiheng("read", tmp_path / "a\nError: forged.txt")
    assert ended.code == 2
    assert "a\\x0aError: forged.txt" in ended.err
