from __future__ import annotations

from pathlib import Path

import pytest

from jiheng_cli.terminal import columns, one_line, printable, size, tell, wrapped


def test_a_chinese_character_takes_two_columns() -> None:
    assert columns("a绩效，") == 7


def test_no_line_is_wider_than_asked_but_for_hanging_punctuation() -> None:
    text = "项目支出绩效目标表 jiheng check targets.txt 中的指标值" * 5
    assert all(columns(line) <= 30 for line in wrapped(text, 30))


def test_wrapping_loses_no_character() -> None:
    text = "“资金（万元）”为 72,239.50，“指标”为 278 条。" * 4
    assert "".join("".join(wrapped(text, 20)).split()) == "".join(text.split())


def test_no_line_begins_with_closing_punctuation() -> None:
    text = "绩效，目标。指标；（名称）。财预〔2015〕88号。" * 9
    for width in range(8, 30):
        assert not any(line[0] in "，。；）〕" for line in wrapped(text, width))


def test_a_number_is_not_broken() -> None:
    lines = list(wrapped("资金32889.91万元" * 3, 11))
    assert sum("32889.91" in line for line in lines) == 3


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\x7f", "\x9b", "\r", "\u202e"])
def test_signs_that_command_a_terminal_are_made_visible(sign: str) -> None:
    assert printable(f"a{sign}b") == f"a\\x{ord(sign):02x}b"


def test_sizes_are_for_people() -> None:
    assert [size(n) for n in (0, 1023, 1024, 1536 * 1024)] == ["0 B", "1023 B", "1 KB", "1.5 MB"]


@pytest.mark.parametrize(
    ("sign", "seen"), [("\n", "\\x0a"), ("\t", "\\x09"), ("\u2028", "\\u2028")]
)
def test_a_name_cannot_begin_a_line_of_its_own(sign: str, seen: str) -> None:
    assert one_line(f"a{sign}b\x1b") == f"a{seen}b\\x1b"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_what_cannot_be_told_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w", buffering=1) as full:
        monkeypatch.setattr("sys.stderr", full)
        tell("lost")


def test_what_is_told_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    tell("甲\n错误：伪造.txt")
    assert capsys.readouterr().err == "甲\\x0a错误：伪造.txt\n"
