from __future__ import annotations

from jiheng.rules.quoting import short


def test_a_short_text_is_quoted_whole() -> None:
    assert short("服务覆盖率") == "服务覆盖率"


def test_a_long_text_keeps_its_beginning_and_its_end() -> None:
    quoted = short("甲" + "乙" * 1000 + "丙")
    assert quoted.startswith("甲")
    assert quoted.endswith("丙")


def test_a_quoted_text_is_never_longer_than_forty_characters() -> None:
    assert len(short("字" * 1_000_000)) == 40
