from __future__ import annotations

import pytest

from jiheng.errors import UnreadableFile
from jiheng.reading.containers.texts.encoding import decode

TEXT = (
    "项目名称\t绩效目标\t绩效指标\n"
    "某项目\t完成培训100人。\t1、产出指标：培训人数，年度指标值：100人。\n"
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_every_encoding_gives_the_same_text(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "x").text == TEXT


def test_a_file_cut_within_a_character_keeps_the_rest() -> None:
    data = TEXT.encode()[:-2]
    decoded = decode(data, "x")
    assert decoded.text.startswith(TEXT[:40])
    assert decoded.damaged == 1


def test_plain_ascii_is_text() -> None:
    assert decode(b"name\tvalue\n", "x").damaged == 0


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 40,
        b"\x7fELF\x02\x01\x01" + b"\x00" * 60 + b"\x03\x00>\x00" * 50,
        b"\x89PNG\r\n\x1a\n" + bytes((i * 37) % 256 for i in range(4000)),
    ],
)
def test_binary_data_is_refused_with_advice(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"x: not text"):
        decode(data, "x")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.XLSX", "不是完好的 Excel 工作簿"),
        ("a.xls", "不是完好的 Excel 工作簿"),
        ("a.doc", "不是完好的 Word 文档"),
        ("a.ods", "不是完好的 ODS 工作簿"),
        ("xls", "不是文本"),
    ],
)
def test_what_is_not_what_its_suffix_says_is_called_so(name: str, words: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        decode(bytes(range(256)) * 40, name)
    assert caught.value.reason.zh.startswith(words)
